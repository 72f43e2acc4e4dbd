//! Keeping the indexes: checking them, and filling them at once after a bulk load.

use super::super::{Reader, Writer};
use crate::error::Result;

struct Index {
    table: &'static str,
    check: &'static str,
    rebuild: &'static str,
    optimize: &'static str,
    name: &'static str,
}

macro_rules! index {
    ($name:literal, $table:literal) => {
        Index {
            name: $name,
            table: $table,
            check: concat!(
                "INSERT INTO ",
                $name,
                " (",
                $name,
                ", rank) VALUES ('integrity-check', 1)"
            ),
            rebuild: concat!("INSERT INTO ", $name, " (", $name, ") VALUES ('rebuild')"),
            optimize: concat!("INSERT INTO ", $name, " (", $name, ") VALUES ('optimize')"),
        }
    };
}
/// The indexes, each with the table it is of, and the statements that check and fill it.
const INDEXES: [Index; 4] = [
    index!("title_search", "inquiry"),
    index!("question_search", "question"),
    index!("answer_search", "answer"),
    index!("channel_search", "contact_channel"),
];

/// Loads many rows without keeping the indexes up to date row by row, and fills them afterwards:
/// the triggers are dropped, `load` runs, the triggers are made again as they were, and each index
/// is built anew and merged into one piece. Worth it from some ten thousand rows on.
///
/// The indexes are filled even if `load` fails, so that a caller who commits nevertheless has a
/// sound file.
///
/// The hash size of FTS5 is left at its default. A larger one (`'hashsize'`) makes building a
/// little faster, but FTS5 keeps it in the file, and every later insert of a single row then sets
/// up a table of that size: seconds instead of milliseconds.
///
/// # Errors
/// Whatever `load` returns; [`crate::Error::Sqlite`].
pub fn bulk_load<T>(writer: &Writer<'_>, load: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
    let triggers: Vec<(String, String)> = writer.all(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'trigger' AND name GLOB '*_search_*' ORDER BY name",
        [],
        |row| Ok((row.get("name")?, row.get("sql")?)),
    )?;
    for (name, _) in &triggers {
        writer
            .conn
            .execute_batch(&["DROP TRIGGER ", name].concat())?;
    }
    let loaded = load(writer);
    for (_, sql) in &triggers {
        writer.conn.execute_batch(sql)?;
    }
    for index in &INDEXES {
        writer.run(index.rebuild, [])?;
        writer.run(index.optimize, [])?;
    }
    loaded
}

/// What is wrong with the indexes. `SQLite`'s own check of the file looks at each index by itself;
/// this one compares it with its table too, which takes the right to write although nothing is
/// written: of a file that may only be read, nothing is said.
pub(in super::super) fn problems(reader: &Reader<'_>) -> Result<Vec<String>> {
    if reader.conn.is_readonly("main")? {
        return Ok(Vec::new());
    }
    let mut problems = Vec::new();
    for index in &INDEXES {
        let checked = unguarded(reader, || reader.conn.execute(index.check, []));
        match checked {
            Ok(_) => {}
            Err(crate::Error::Sqlite { source, .. })
                if source.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) =>
            {
                problems.push(format!(
                    "the search index `{}` is not what table `{}` holds; \
                     `sqlite3 FILE \"{}\"` builds it anew",
                    index.name, index.table, index.rebuild
                ));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(problems)
}

/// Runs `work` with writing allowed on a connection that forbids it: temporary tables and checks
/// of an index count as writing.
pub(super) fn unguarded<T>(
    reader: &Reader<'_>,
    work: impl FnOnce() -> rusqlite::Result<T>,
) -> Result<T> {
    let guarded: bool = reader.value("PRAGMA query_only", [])?;
    if !guarded {
        return Ok(work()?);
    }
    reader.conn.pragma_update(None, "query_only", false)?;
    let done = work();
    reader.conn.pragma_update(None, "query_only", true)?;
    Ok(done?)
}
