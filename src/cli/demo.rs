//! `tenday demo`: a tour of the real thing.
//!
//! Each step is a command line as a user would type it; it is printed, parsed and run through the
//! same code as any other, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;

use super::context::{Context, print, quoted};
use super::{Cli, run_command};
use crate::error::{Error, Result};

/// Options of `demo`.
#[derive(Debug, clap::Args)]
pub(super) struct DemoArgs {
    /// The folder to make
    #[arg(default_value = "tenday-demo")]
    dir: PathBuf,
    /// Replace the folder if an earlier demo made it
    #[arg(long)]
    force: bool,
}

/// What the folder of a demo holds, and nothing else: `--force` removes only such a folder.
const DATABASE: &str = "tenday.db";
const REPORTS: &str = "reports";
/// Tells a demo's folder from one in which somebody keeps a record under the same names.
const MARK: &str = ".tenday-demo";

/// The tour: what each step shows, and the command.
const STEPS: &[(&str, &[&str])] = &[
    (
        "Make a database with the round of 2018.",
        &["init", "--seed"],
    ),
    ("See what is there.", &["inquiry", "list"]),
    (
        "Log a follow-up; asker, rule and departments are taken over from the round of 2018.",
        &[
            "follow-up",
            "2018-1",
            "--title",
            "Opfølgning: skjulte telefonnumre efter udfasningen af IP-telefoner",
            "--received",
            "2018-06-04",
            "--question",
            "Hvor mange IP-telefoner ringer fortsat med skjult nummer?",
            "--question",
            "Hvornår er udskiftningen til mobiltelefoner gennemført?",
            "--to",
            "MSB,MSO",
        ],
    ),
    (
        "Record a department's letter …",
        &[
            "letter",
            "add",
            "2018-2",
            "MSB",
            "--dated",
            "2018-06-12",
            "--case",
            "18/000000-1",
            "--handler",
            "Anne Eksempel",
        ],
    ),
    (
        "… and its answer to the first question.",
        &[
            "answer",
            "add",
            "2018-2",
            "1",
            "MSB",
            "--text",
            "Ved udgangen af maj 2018 er ingen IP-telefoner i brug. (Opdigtet svar til demonstrationen.)",
        ],
    ),
    (
        "See who has answered what, and what is missing.",
        &["status", "2018-2"],
    ),
    (
        "Export the compiled reply of 2018 …",
        &["report", "round", "2018-1", "--out", "reports/2018-1.md"],
    ),
    (
        "… as a web page …",
        &["report", "round", "2018-1", "--out", "reports/2018-1.html"],
    ),
    (
        "… by department, in English …",
        &[
            "report",
            "round",
            "2018-1",
            "--by",
            "department",
            "--lang",
            "en",
            "--out",
            "reports/2018-1-by-department.en.md",
        ],
    ),
    (
        "… and what has come to the follow-up so far.",
        &["report", "round", "2018-2", "--out", "reports/2018-2.html"],
    ),
    ("Check that the database is sound.", &["check"]),
];

pub(super) fn run(context: &Context, args: &DemoArgs) -> Result<()> {
    make_folder(&args.dir, args.force)?;
    for (what, words) in STEPS {
        step(context, &args.dir, what, words)?;
    }
    let dir = args.dir.display();
    print(
        format!("\nThe database is {dir}/{DATABASE}, the reports are in {dir}/{REPORTS}.\n")
            .as_bytes(),
    )
}

fn step(context: &Context, dir: &Path, what: &str, words: &[&str]) -> Result<()> {
    let database = dir.join(DATABASE);
    let words: Vec<String> = words.iter().map(|word| within(dir, word)).collect();
    let mut line = vec![
        "tenday".to_owned(),
        "--db".to_owned(),
        database.display().to_string(),
    ];
    line.extend(words);
    let shown: Vec<String> = line.iter().map(|word| quoted(word)).collect();
    print(format!("\n# {what}\n$ {}\n", shown.join(" ")).as_bytes())?;
    let cli = Cli::try_parse_from(&line)
        .map_err(|refused| Error::refused(refused.to_string(), "please report this"))?;
    run_command(&context.for_demo(&database), cli.command.0)
}

/// Paths into the folder of reports stand in the folder of the demo.
fn within(dir: &Path, word: &str) -> String {
    match word.strip_prefix("reports/") {
        Some(name) => dir.join(REPORTS).join(name).display().to_string(),
        None => word.to_owned(),
    }
}

/// Makes the folder, in place of one that an earlier demo made.
fn make_folder(dir: &Path, force: bool) -> Result<()> {
    if let Ok(there) = fs::symlink_metadata(dir) {
        if !force {
            return Err(Error::refused(
                format!("`{}` exists already; it was not touched", dir.display()),
                "replace an earlier demo with --force, or name another folder",
            ));
        }
        if !there.is_dir() || !is_demo(dir)? {
            return Err(Error::refused(
                format!(
                    "`{}` is no folder that a demo made; it was not touched",
                    dir.display()
                ),
                "name another folder",
            ));
        }
        remove_demo(dir)?;
    }
    fs::create_dir_all(dir.join(REPORTS)).map_err(Error::io(dir))?;
    fs::write(dir.join(MARK), "made by tenday demo\n").map_err(Error::io(dir))
}

/// Whether a folder holds what a demo puts there and nothing else, its mark among it.
fn is_demo(dir: &Path) -> Result<bool> {
    for entry in fs::read_dir(dir).map_err(Error::io(dir))? {
        let name = entry.map_err(Error::io(dir))?.file_name();
        if name != DATABASE && name != REPORTS && name != MARK {
            return Ok(false);
        }
    }
    Ok(dir.join(MARK).is_file())
}

/// Removes what a demo made, the mark last; the folder itself stays.
fn remove_demo(dir: &Path) -> Result<()> {
    for (name, remove) in [
        (
            REPORTS,
            (|path| fs::remove_dir_all(path)) as fn(&Path) -> std::io::Result<()>,
        ),
        (DATABASE, |path| fs::remove_file(path)),
        (MARK, |path| fs::remove_file(path)),
    ] {
        let path = dir.join(name);
        match remove(&path) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::Io { path, source: e });
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_a_command() {
        for (_, words) in STEPS {
            let line = std::iter::once(&"tenday").chain(*words);
            assert!(Cli::try_parse_from(line).is_ok(), "{words:?}");
        }
    }

    #[test]
    fn only_an_earlier_demo_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("demo");
        make_folder(&dir, false).unwrap();
        assert!(make_folder(&dir, false).is_err());
        make_folder(&dir, true).unwrap();
        fs::write(dir.join("noter.txt"), "mine").unwrap();
        assert!(make_folder(&dir, true).is_err());
        assert!(dir.join("noter.txt").exists());
    }

    #[test]
    fn a_record_under_the_same_names_is_no_demo() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(DATABASE), "a record").unwrap();
        fs::create_dir(folder.path().join(REPORTS)).unwrap();
        assert!(make_folder(folder.path(), true).is_err());
        assert!(folder.path().join(DATABASE).exists());
    }
}
