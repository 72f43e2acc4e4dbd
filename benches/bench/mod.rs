//! Benches: tenday beside the programs that one would use without it, on made-up data of any size.
//!
//! Every bench runs the real program, and its peers in turn with it, and fails if a figure is over its limit. The data
//! are made once and kept in Cargo's target folder.

mod data;
mod export;
mod figures;
mod import;
mod measure;
mod peers;
mod search;
mod start;

use std::env::consts::EXE_EXTENSION;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use figures::Figures;
use measure::Work;

/// What a bench's steps return: the first thing that goes wrong ends it.
type Outcome<T> = Result<T, Box<dyn Error>>;

/// Measures tenday beside other programs, and fails if a figure is over its limit.
#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench …")]
struct Args {
    /// How many answers the record has
    #[arg(long, default_value_t = 100_000)]
    size: usize,
    /// How often everything is run
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Given by `cargo bench`, and not by `cargo test`
    #[arg(long, hide = true)]
    bench: bool,
}

/// Where a bench finds and puts things, and how thorough it is.
struct Bench {
    size: usize,
    rounds: usize,
    folder: PathBuf,
    tenday: PathBuf,
}

/// Runs the bench of this name.
pub fn main(name: &str) -> ExitCode {
    let args = Args::parse();
    if !args.bench {
        return ExitCode::SUCCESS;
    }
    match measured(name, &args) {
        Ok((table, kept)) => {
            println!("{table}");
            if kept {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(name: &str, args: &Args) -> Outcome<(String, bool)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    std::fs::create_dir_all(&folder)?;
    let bench = Bench {
        size: args.size,
        rounds: args.rounds,
        tenday: installed(&folder)?,
        folder,
    };
    let mut figures = Figures::default();
    match name {
        "export" => export::run(&bench, &mut figures)?,
        "search" => search::run(&bench, &mut figures)?,
        "import" => import::run(&bench, &mut figures)?,
        _ => start::run(&bench, &mut figures)?,
    }
    Ok(figures.table())
}

/// The program as it is once it is installed, which is a copy, as its peers are: of what a linker has just written,
/// Linux keeps every page by itself in memory, and maps them one by one.
fn installed(folder: &Path) -> Outcome<PathBuf> {
    let program = folder.join("tenday").with_extension(EXE_EXTENSION);
    std::fs::copy(env!("CARGO_BIN_EXE_tenday"), &program)?;
    Ok(program)
}

impl Bench {
    /// The folder of CSV files of a record of `size` answers.
    fn record(&self, size: usize) -> Outcome<PathBuf> {
        data::folder(&self.folder, size)
    }

    /// The database of a record of `size` answers, made once.
    fn database(&self, size: usize) -> Outcome<PathBuf> {
        let database = self.folder.join(format!("record-{size}.db"));
        if !database.exists() {
            let folder = self.record(size)?;
            self.filled(&folder, &database).run()?;
        }
        Ok(database)
    }

    /// Takes a folder of CSV files into a new database.
    fn filled(&self, folder: &Path, database: &Path) -> Work {
        self.tenday(database, &["init", "--from", &folder.display().to_string()])
    }

    /// Runs tenday on a database.
    fn tenday(&self, database: &Path, arguments: &[&str]) -> Work {
        let database = database.display().to_string();
        let arguments = ["--db", &database]
            .into_iter()
            .chain(arguments.iter().copied());
        Work {
            name: "tenday",
            program: self.tenday.clone(),
            arguments: arguments.map(str::to_owned).collect(),
            input: None,
            output: self.folder.join("tenday.out"),
            copied: None,
            succeeds: true,
        }
    }
}
