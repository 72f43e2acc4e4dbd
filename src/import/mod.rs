//! CSV files in: the seed, or a folder of the secretariat's own.
//!
//! One file per table, named after it, with natural keys and a header row. An import is all or
//! nothing: every row is checked and added inside the caller's transaction, every bad row is
//! reported with its file, line, column and value, and if there is one, nothing is kept.

mod documents;
#[cfg(test)]
mod round_trip;
mod row;
mod seed;
mod shapes;
pub mod source;

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::vocabulary::nearest;
use crate::domain::{DeadlineRule, Record, Traffic};
use crate::error::{Error, Kind, Result};
use crate::store::{Writer, traffic};

pub use documents::Listed;
use row::{Problem, Sheet};
use shapes::Shape;

/// How many bad rows are reported one by one.
const REPORTED: usize = 20;

/// What an import added: tables with their numbers of rows, in the order they were added.
pub type Summary = Vec<(&'static str, usize)>;

/// One CSV file.
struct File {
    /// As it is named in messages.
    name: String,
    /// The table whose rows it holds.
    table: String,
    bytes: Vec<u8>,
    /// The folder that the paths in it start from.
    folder: PathBuf,
}

/// Imports the seed: the round of 2018.
///
/// # Errors
/// [`Error::Rows`].
pub fn seed(writer: &Writer<'_>) -> Result<Summary> {
    import(writer, &seed_files())
}

fn seed_files() -> Vec<File> {
    let file = |(table, text): &(&str, &str)| File {
        name: format!("seed/{table}.csv"),
        table: (*table).to_owned(),
        bytes: text.as_bytes().to_vec(),
        folder: PathBuf::new(),
    };
    seed::FILES.iter().map(file).collect()
}

/// Imports what every new database begins with: the deadline rules.
///
/// # Errors
/// [`Error::Rows`].
pub fn deadline_rules(writer: &Writer<'_>) -> Result<Summary> {
    let rules = seed_files()
        .into_iter()
        .filter(|file| file.table == DeadlineRule::TABLE);
    import(writer, &rules.collect::<Vec<_>>())
}

/// Imports a folder of CSV files, each named after its table.
///
/// # Errors
/// [`Error::Io`] if the folder or a file cannot be read; [`Error::Refused`] if a file is named
/// after no table, or there is none; [`Error::Rows`] for bad rows.
pub fn folder(writer: &Writer<'_>, folder: &Path) -> Result<Summary> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let path = entry.map_err(Error::io(folder))?.path();
        if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("csv"))
        {
            files.push(File {
                name: path.display().to_string(),
                table: path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned(),
                bytes: fs::read(&path).map_err(Error::io(&path))?,
                folder: folder.to_owned(),
            });
        }
    }
    if files.is_empty() {
        return Err(Error::refused(
            format!("there is no CSV file in `{}`", folder.display()),
            format!("name the files after their tables: {}", file_names()),
        ));
    }
    import(writer, &files)
}

/// Imports a count week in place of the one before.
///
/// # Errors
/// [`Error::Io`] if the file cannot be read; [`Error::Rows`] for bad rows.
pub fn count_week(writer: &Writer<'_>, path: &Path) -> Result<Summary> {
    let file = File {
        name: path.display().to_string(),
        table: Traffic::TABLE.to_owned(),
        bytes: fs::read(path).map_err(Error::io(path))?,
        folder: PathBuf::new(),
    };
    traffic::clear(writer)?;
    import(writer, &[file])
}

/// The tables that can be imported, in an order in which each refers only to those before it.
pub fn tables() -> impl Iterator<Item = &'static str> {
    shapes::TABLES.iter().map(|(table, _)| *table)
}

fn file_names() -> String {
    shapes::TABLES
        .iter()
        .map(|(table, _)| format!("{table}.csv"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Imports every file, in the order in which the tables refer to one another.
fn import(writer: &Writer<'_>, files: &[File]) -> Result<Summary> {
    for (at, file) in files.iter().enumerate() {
        if !shapes::TABLES.iter().any(|(table, _)| *table == file.table) {
            return Err(unknown_file(file));
        }
        if let Some(other) = files[..at].iter().find(|other| other.table == file.table) {
            return Err(Error::refused(
                format!(
                    "`{}` and `{}` are both named after the table {}; nothing was imported",
                    other.name, file.name, file.table
                ),
                "keep one of them in the folder",
            ));
        }
    }
    let mut problems = Vec::new();
    let mut summary = Summary::new();
    for (table, load) in shapes::TABLES {
        if let Some(file) = files.iter().find(|file| file.table == *table) {
            summary.push((table, load(writer, file, &mut problems)?));
        }
    }
    if problems.is_empty() {
        Ok(summary)
    } else {
        Err(report(&problems))
    }
}

fn unknown_file(file: &File) -> Error {
    let near = nearest(&file.table, shapes::TABLES.iter().map(|(table, _)| *table));
    let hint = match near.first() {
        Some(table) => format!("did you mean `{table}.csv`? The files are {}", file_names()),
        None => format!("the files are {}", file_names()),
    };
    Error::refused(
        format!(
            "`{}` is named after no table; nothing was imported",
            file.name
        ),
        hint,
    )
}

fn report(problems: &[Problem]) -> Error {
    Error::Rows {
        total: problems.len(),
        reported: problems
            .iter()
            .take(REPORTED)
            .map(ToString::to_string)
            .collect(),
    }
}

/// Reads and adds every row of a file; bad ones go to `problems`. Returns how many were added. A
/// disk that fails or is full is nobody's bad row and ends the import.
fn load<S: Shape>(writer: &Writer<'_>, file: &File, problems: &mut Vec<Problem>) -> Result<usize> {
    let mut added = 0;
    let mut sheet = match Sheet::open::<S>(file) {
        Ok(sheet) => sheet,
        Err(problem) => {
            problems.push(problem);
            return Ok(0);
        }
    };
    while let Some(row) = sheet.next_row() {
        match row.and_then(|row| S::read(&row).map(|record| (row, record))) {
            Err(problem) => problems.push(problem),
            Ok((row, record)) => match record.add(writer) {
                Ok(()) => added += 1,
                Err(error) if error.kind() == Kind::Storage => return Err(error),
                Err(error) => problems.push(row.refused(&error)),
            },
        }
    }
    Ok(added)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, departments, status};

    fn file(table: &str, text: &str) -> File {
        File {
            name: format!("{table}.csv"),
            table: table.into(),
            bytes: text.as_bytes().to_vec(),
            folder: PathBuf::new(),
        }
    }

    fn bad_rows(files: &[File]) -> Vec<String> {
        let mut store = Store::in_memory().unwrap();
        match store.write(|writer| import(writer, files)) {
            Err(Error::Rows { reported, .. }) => reported,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_seed_is_the_whole_round() {
        let mut store = Store::in_memory().unwrap();
        store.write(seed).unwrap();
        let state = store
            .read(|r| status::inquiry(r, &"2018-1".parse().unwrap()))
            .unwrap();
        assert_eq!(
            (
                state.questions,
                state.expected,
                state.answered,
                state.outstanding
            ),
            (5, 25, 25, 0)
        );
        assert_eq!((state.received_on, state.due_on), (None, None));
    }

    #[test]
    fn every_bad_row_is_named() {
        let rows = bad_rows(&[
            file("department", "code,name\nA A,Et\nB,\nC,Tre\n"),
            file("asker", "code,name,kind\nX,Ex,partyy\n"),
        ]);
        assert_eq!(
            rows,
            [
                "department.csv:2: code: `A A`: it may not hold a space",
                "department.csv:3: name: ``: it is empty",
                "asker.csv:2: kind: `partyy`: it is one of party, member, committee",
            ]
        );
    }

    #[test]
    fn a_bad_header_is_named() {
        let rows = bad_rows(&[file("department", "code,navn\n")]);
        assert_eq!(
            rows,
            [
                "department.csv:1: navn: ``: there is no such column; the columns are code, name, parent"
            ]
        );
        let rows = bad_rows(&[file("department", "code\nA\n")]);
        assert_eq!(rows, ["department.csv:1: name: ``: the column is missing"]);
    }

    #[test]
    fn two_files_of_one_table_are_refused() {
        let twice = [
            file("department", "code,name\nA,Et\n"),
            file("department", "code,name\nB,To\n"),
        ];
        let mut store = Store::in_memory().unwrap();
        let refused = store.write(|writer| import(writer, &twice)).unwrap_err();
        assert_eq!(refused.kind(), Kind::Data);
    }

    #[test]
    fn semicolons_separate_cells_where_the_header_has_them() {
        let mut store = Store::in_memory().unwrap();
        let files = [file("department", "code;name\nA;\"Et, to; tre\"\n")];
        let found = store.write(|writer| {
            import(writer, &files)?;
            departments::get(writer, &"A".parse()?)
        });
        assert_eq!(found.unwrap().name, "Et, to; tre");
    }

    #[test]
    fn keys_that_lead_nowhere_name_the_nearest() {
        let rows = bad_rows(&[file(
            "department",
            "code,name,parent\nMSB,Sociale Forhold,\nU,Enhed,MSX\n",
        )]);
        assert_eq!(
            rows,
            ["department.csv:3: there is no department `MSX` (did you mean `MSB`?)"]
        );
    }

    #[test]
    fn text_that_is_not_utf8_is_refused() {
        let file = File {
            name: "d.csv".into(),
            table: "department".into(),
            bytes: b"code,name\nA,B\xf8rn\n".to_vec(),
            folder: PathBuf::new(),
        };
        assert_eq!(
            bad_rows(&[file]),
            ["d.csv:2: name: `B\u{fffd}rn`: it is not UTF-8; save the file as CSV UTF-8"]
        );
    }
}
