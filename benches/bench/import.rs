//! Taking in a record, and what the file is like afterwards.

mod adds;
mod scripts;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::figures::{Figures, Most};
use super::measure::{Work, in_turn};
use super::peers::{NO_SQLITE3, Python, Sqlite3};
use super::{Bench, Outcome};

/// The record that the file is compared with.
const SMALL: usize = 1000;
/// How many bad rows there are.
const BAD: usize = 1000;
/// The most answers that `sqlite-utils` is given.
const FOR_SQLITE_UTILS: usize = 100_000;

pub fn run(bench: &Bench, figures: &mut Figures) -> Outcome<()> {
    let folder = bench.record(bench.size)?;
    let empty = bench.folder.join("empty.db");
    if !empty.exists() {
        bench.tenday(&empty, &["init"]).run()?;
    }
    let ours = |folder: &Path, empty: &Path| {
        let database = bench.folder.join("tenday.db");
        let folder = folder.display().to_string();
        bench
            .tenday(&database, &["import", &folder])
            .on_a_copy_of(empty, &database)
    };
    match Sqlite3::find() {
        Some(sqlite3) => {
            let theirs = scripts::sqlite3(bench, &sqlite3, &folder, &empty)?;
            let [indexed, theirs] = in_turn(&[ours(&folder, &empty), theirs], bench.rounds)?;
            figures.compare(
                "import, beside sqlite3",
                &indexed,
                &theirs,
                Most::Times(0.8),
            );
            figures.alone("import, memory", &indexed, Most::Mebibytes(160.0));
            without_index(bench, figures, &sqlite3, &folder, &empty, &ours)?;
        }
        None => figures.missing("import, with and without an index", NO_SQLITE3),
    }
    let clean = ours(&folder, &empty);
    let bad = ours(&with_bad_rows(bench, &folder)?, &empty).expected_to_fail();
    let [bad, clean] = in_turn(&[bad, clean], bench.rounds.min(3))?;
    figures.compare(
        format!("{BAD} bad rows, beside none"),
        &bad,
        &clean,
        Most::Times(1.0),
    );
    sqlite_utils(bench, figures, &folder, &ours(&folder, &empty))?;
    afterwards(bench, figures)
}

/// Without a full-text index on either side, beside `sqlite3` and beside the disk alone.
fn without_index(
    bench: &Bench,
    figures: &mut Figures,
    sqlite3: &Sqlite3,
    folder: &Path,
    empty: &Path,
    ours: &impl Fn(&Path, &Path) -> Work,
) -> Outcome<()> {
    let bare = bench.folder.join("bare.db");
    fs::copy(empty, &bare)?;
    sqlite3.found(&bare, &scripts::without_index(sqlite3, &bare)?)?;
    let theirs = scripts::sqlite3(bench, sqlite3, folder, &bare)?;
    let disk = written(bench, folder)?;
    let works = [ours(folder, &bare), theirs, disk];
    let [plain, theirs, disk] = in_turn(&works, bench.rounds)?;
    figures.compare(
        "without index, beside sqlite3",
        &plain,
        &theirs,
        Most::Times(0.65),
    );
    figures.compare("without index, beside dd", &plain, &disk, Most::Times(5.0));
    Ok(())
}

/// Writes the bytes of all files of a folder, and waits until they are on the disk.
fn written(bench: &Bench, folder: &Path) -> Outcome<Work> {
    let bytes = folder.with_extension("bytes");
    if !bytes.exists() {
        let mut all = File::create(&bytes)?;
        for entry in fs::read_dir(folder)? {
            std::io::copy(&mut File::open(entry?.path())?, &mut all)?;
        }
    }
    let copy = bench.folder.join("dd.bytes");
    Ok(Work {
        name: "dd",
        program: "dd".into(),
        arguments: vec![
            format!("if={}", bytes.display()),
            format!("of={}", copy.display()),
            "bs=1M".into(),
            "conv=fsync".into(),
        ],
        ..bench.tenday(&copy, &[])
    })
}

/// The folder with a word that is not known in every so many answers.
fn with_bad_rows(bench: &Bench, folder: &Path) -> Outcome<PathBuf> {
    let bad = folder.with_extension("bad");
    if bad.exists() {
        return Ok(bad);
    }
    fs::create_dir(&bad)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != "answer.csv" {
            fs::hard_link(entry.path(), bad.join(entry.file_name()))?;
        }
    }
    let mut rows = csv::Reader::from_path(folder.join("answer.csv"))?;
    let mut out = csv::Writer::from_path(bad.join("answer.csv"))?;
    out.write_record(rows.headers()?)?;
    let disposition = rows
        .headers()?
        .iter()
        .position(|column| column == "disposition");
    let every = (bench.size / BAD).max(1);
    for (at, row) in rows.into_records().enumerate() {
        let row = row?;
        let cells = row.iter().enumerate();
        let spoilt = |(column, cell)| {
            if at % every == 0 && Some(column) == disposition {
                "anwsered"
            } else {
                cell
            }
        };
        out.write_record(cells.map(spoilt))?;
    }
    out.flush()?;
    Ok(bad)
}

fn sqlite_utils(bench: &Bench, figures: &mut Figures, folder: &Path, ours: &Work) -> Outcome<()> {
    const WORK: &str = "import, beside sqlite-utils";
    if bench.size > FOR_SQLITE_UTILS {
        figures.missing(WORK, "it would take too long; --size 100000 measures it");
        return Ok(());
    }
    let Some(python) = Python::with("sqlite_utils") else {
        figures.missing(WORK, "Python has no sqlite-utils");
        return Ok(());
    };
    let theirs = scripts::sqlite_utils(bench, &python, folder);
    let [ours, theirs] = in_turn(&[ours.clone(), theirs], bench.rounds.min(3))?;
    figures.compare(WORK, &ours, &theirs, Most::Times(0.06));
    Ok(())
}

/// What single changes and pages cost on the file, beside a file of [`SMALL`].
fn afterwards(bench: &Bench, figures: &mut Figures) -> Outcome<()> {
    let (large, small) = (bench.database(bench.size)?, bench.database(SMALL)?);
    let show = |database: &Path| bench.tenday(database, &["inquiry", "show", "2020-1"]);
    let [on_large, on_small] = in_turn(&[show(&large), show(&small)], bench.rounds * 4)?;
    figures.compare(
        format!("inquiry show, beside {SMALL}"),
        &on_large,
        &on_small,
        Most::Times(2.0),
    );
    let on_small = adds::one_by_one(bench, &small)?;
    let on_large = adds::one_by_one(bench, &large)?;
    figures.compare(
        format!("an answer added, beside {SMALL}"),
        &on_large,
        &on_small,
        Most::Times(1.2),
    );
    let worst = on_large.longest() - on_large.wall();
    figures.found(
        format!("the worst of {} above the median", adds::ADDS),
        worst,
        Most::Milliseconds(50.0),
    );
    Ok(())
}
