//! Keeping the indexes: checking them, and filling them at once after a bulk load.

use rusqlite::named_params;

use super::super::{Reader, Writer};
use crate::error::Result;

#[derive(Debug)]
struct Index {
    table: &'static str,
    check: &'static str,
    rebuild: &'static str,
    optimize: &'static str,
    rows: &'static str,
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
            rows: concat!("SELECT ifnull(max(id), 0) FROM ", $table),
        }
    };
}
/// The indexes, each with the table it is of, and the statements that check and fill it.
static INDEXES: [Index; 4] = [
    index!("title_search", "inquiry"),
    index!("question_search", "question"),
    index!("answer_search", "answer"),
    index!("channel_search", "contact_channel"),
];

/// An index that is left alone while many rows are added to its table.
#[derive(Debug)]
pub(in super::super) struct Suspended {
    index: &'static Index,
    /// The statements that make its triggers again.
    triggers: Vec<String>,
}

/// Drops the triggers that keep the index of a table to which many rows are going to be added;
/// nothing if the table has no index, the file has none, or the table holds so much that building
/// the index anew takes longer than keeping it, which takes three times as long for each row.
pub(in super::super) fn suspend(
    writer: &Writer<'_>,
    table: &str,
    rows: u64,
) -> Result<Option<Suspended>> {
    let Some(index) = INDEXES.iter().find(|index| index.table == table) else {
        return Ok(None);
    };
    let there: i64 = writer.value(index.rows, [])?;
    if rows.saturating_mul(3) < there.unsigned_abs() {
        return Ok(None);
    }
    let triggers: Vec<(String, String)> = writer.all(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'trigger' AND tbl_name = :table AND name GLOB :index || '_*' ORDER BY name",
        named_params! { ":table": index.table, ":index": index.name },
        |row| Ok((row.get("name")?, row.get("sql")?)),
    )?;
    for (name, _) in &triggers {
        let drop = ["DROP TRIGGER ", name].concat();
        writer.conn.execute_batch(&drop)?;
    }
    let triggers: Vec<String> = triggers.into_iter().map(|(_, sql)| sql).collect();
    Ok((!triggers.is_empty()).then_some(Suspended { index, triggers }))
}

impl Suspended {
    /// Whether it is the index of a table.
    pub(in super::super) fn is_of(&self, table: &str) -> bool {
        self.index.table == table
    }

    /// Makes the triggers again and builds the index anew, merged into one piece.
    ///
    /// FTS5 is left at its defaults while it builds. Gathering more words at a time (`hashsize`), or
    /// merging nothing before the end (`automerge`), takes a third less time, but leaves the one
    /// large piece on a low level of the index, where it is merged again, at once, after some two
    /// thousand later inserts of single rows: one of them then takes seconds.
    pub(in super::super) fn resume(self, writer: &Writer<'_>) -> Result<()> {
        for sql in &self.triggers {
            writer.conn.execute_batch(sql)?;
        }
        writer.run(self.index.rebuild, [])?;
        writer.run(self.index.optimize, [])?;
        Ok(())
    }
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
