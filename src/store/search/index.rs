//! Keeping the indexes: checking them, and filling them at once after a bulk load.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rusqlite::named_params;

use super::super::{Reader, Writer};
use super::beside::Beside;
use crate::error::Result;

/// A full-text index, the table it is of, and the statements that keep it.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) name: &'static str,
    table: &'static str,
    check: &'static str,
    rebuild: &'static str,
    /// Merges it into one piece.
    pub(super) optimize: &'static str,
    /// The last row of the table.
    pub(super) newest: &'static str,
    /// The rows behind `:from`, up to `:to`: their numbers and texts.
    pub(super) texts: &'static str,
    /// Adds such a row.
    pub(super) add: &'static str,
    /// Adds a row that the table never has, with one word.
    pub(super) add_word: &'static str,
    /// Takes that row away.
    pub(super) remove_word: &'static str,
}

macro_rules! index {
    ($name:literal, $table:literal, $first:literal $(, $more:literal)*) => {
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
            newest: concat!("SELECT ifnull(max(id), 0) FROM ", $table),
            texts: concat!(
                "SELECT id, ", $first, $(", ", $more,)* " FROM ", $table,
                " WHERE id > :from AND id <= :to ORDER BY id"
            ),
            add: concat!(
                "INSERT INTO ", $name, " (rowid, ", $first, $(", ", $more,)* ") VALUES (?, ?",
                $(index!(place $more),)* ")"
            ),
            add_word: concat!("INSERT INTO ", $name, " (rowid, ", $first, ") VALUES (-1, 'a')"),
            remove_word: concat!(
                "INSERT INTO ", $name, " (", $name, ", rowid, ", $first, ") VALUES ('delete', -1, 'a')"
            ),
        }
    };
    (place $column:literal) => { ", ?" };
}
/// The indexes, each with the table it is of and its columns.
static INDEXES: [Index; 4] = [
    index!("title_search", "inquiry", "title"),
    index!("question_search", "question", "text"),
    index!("answer_search", "answer", "text"),
    index!(
        "channel_search",
        "contact_channel",
        "label",
        "value",
        "audience"
    ),
];

/// An index that is left alone while many rows are added to its table.
#[derive(Debug)]
pub(in super::super) struct Suspended {
    index: &'static Index,
    /// The statements that make its triggers again.
    triggers: Vec<String>,
    /// What builds it meanwhile.
    beside: Option<Beside>,
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
    let there: i64 = writer.value(index.newest, [])?;
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
    Ok((!triggers.is_empty()).then_some(Suspended {
        index,
        triggers,
        beside: None,
    }))
}

impl Suspended {
    /// Whether it is the index of a table.
    pub(in super::super) fn is_of(&self, table: &str) -> bool {
        self.index.table == table
    }

    /// From now on builds the index beside the table, whose rows stay as they are and only become
    /// more, until `stop` is set.
    pub(in super::super) fn build(
        &mut self,
        writer: &Writer<'_>,
        stop: Arc<AtomicBool>,
    ) -> Result<()> {
        let create = writer.value(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = :index",
            named_params! { ":index": self.index.name },
        )?;
        self.beside = Some(Beside::begin(self.index, create, stop));
        Ok(())
    }

    /// Hands over to what builds the index which rows the table has by now.
    pub(in super::super) fn follow(&mut self, writer: &Writer<'_>) -> Result<()> {
        match &mut self.beside {
            Some(beside) => beside.follow(writer),
            None => Ok(()),
        }
    }

    /// Says that the table has all its rows.
    pub(in super::super) fn finish(&mut self, writer: &Writer<'_>) -> Result<()> {
        match &mut self.beside {
            Some(beside) => beside.finish(writer),
            None => Ok(()),
        }
    }

    /// Builds the index no further: it is not going to be kept.
    pub(in super::super) fn give_up(&mut self) {
        self.beside = None;
    }

    /// Makes the triggers again and the index what the table holds, merged into one piece.
    pub(in super::super) fn resume(self, writer: &Writer<'_>) -> Result<()> {
        let is_built = match self.beside {
            Some(beside) => beside.put_in_place(writer)?,
            None => false,
        };
        if !is_built {
            writer.run(self.index.rebuild, [])?;
            writer.run(self.index.optimize, [])?;
        }
        for sql in &self.triggers {
            writer.conn.execute_batch(sql)?;
        }
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
