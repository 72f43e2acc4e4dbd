//! An index that is built beside its table while the table is filled.
//!
//! Building an index takes longer than adding the rows. So it is built on a thread of its own, in a
//! database of its own that nobody else sees and that is gone with the thread; what it consists of
//! is put in its place at the end. FTS5 keeps an index in ordinary tables, and the same program
//! writes and reads them here and there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Params, Statement, named_params};

use super::super::batch::Batch;
use super::super::{STEPS, Writer};
use super::index::Index;
use crate::error::Result;

/// How many batches, of texts or of the index, may wait for the other side.
const WAITING: usize = 4;

/// How often [`merge`] moves the place of the index; each takes it two levels up.
const LIFTS: usize = 4;

/// A table that an index consists of, with its columns and a place for a value of each.
#[derive(Debug)]
struct Part {
    table: &'static str,
    columns: &'static str,
    places: &'static str,
}

/// All that is put in place, the sizes of the texts first. The table called `config` is not among
/// them: what is set for the building does not hold for later.
static PARTS: [Part; 3] = [
    Part {
        table: "docsize",
        columns: "id, sz",
        places: "?, ?",
    },
    Part {
        table: "data",
        columns: "id, block",
        places: "?, ?",
    },
    Part {
        table: "idx",
        columns: "segid, term, pgno",
        places: "?, ?, ?",
    },
];

/// An index that is being built. To drop it is to give it up.
#[derive(Debug)]
pub(super) struct Beside {
    index: &'static Index,
    /// The statement that makes the index, empty.
    create: String,
    /// Texts for the builder; an empty batch is the last.
    texts: SyncSender<Batch>,
    /// What the index consists of: rows of one part after another.
    parts: Receiver<(&'static Part, Batch)>,
    builder: JoinHandle<rusqlite::Result<()>>,
    /// The last row whose texts were handed over.
    last: i64,
}

impl Beside {
    /// Begins to build an index, until `stop` is set.
    pub(super) fn begin(index: &'static Index, create: String, stop: Arc<AtomicBool>) -> Self {
        let (texts, texts_in) = sync_channel(WAITING);
        let (parts_out, parts) = sync_channel(WAITING);
        let making = create.clone();
        let builder = thread::spawn(move || {
            let mut conn = Connection::open("")?;
            conn.progress_handler(STEPS, Some(move || stop.load(Ordering::Relaxed)))?;
            build(&conn, index, &making, &texts_in, &parts_out)
        });
        Self {
            index,
            create,
            texts,
            parts,
            builder,
            last: i64::MIN,
        }
    }

    /// Hands over the rows that the table has now and had not before. If the builder has failed,
    /// [`Beside::put_in_place`] says so.
    pub(super) fn follow(&mut self, writer: &Writer<'_>) -> Result<()> {
        let newest: i64 = writer.value(self.index.newest, [])?;
        let mut texts = writer.conn.prepare_cached(self.index.texts)?;
        let between = named_params! { ":from": self.last, ":to": newest };
        in_batches(&mut texts, between, |batch| self.texts.send(batch).is_ok())?;
        self.last = newest;
        Ok(())
    }

    /// Hands over what is left, and says that there will be no more.
    pub(super) fn finish(&mut self, writer: &Writer<'_>) -> Result<()> {
        self.follow(writer)?;
        // Nobody is there to hear it if the builder has failed.
        let _ = self.texts.send(Batch::default());
        Ok(())
    }

    /// Waits for the index and puts it in place of the one that is there. False if the builder has
    /// failed, for want of room, or because it was to stop: what is there is no index then.
    pub(super) fn put_in_place(self, writer: &Writer<'_>) -> Result<bool> {
        let Index { name, .. } = self.index;
        // A table that is new to the connection is read anew, and not taken for what it was.
        writer
            .conn
            .execute_batch(&format!("DROP TABLE {name}; {}", self.create))?;
        let conn = writer.conn;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        let copied = self.copy(conn);
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        copied?;
        Ok(matches!(self.builder.join(), Ok(Ok(()))))
    }

    fn copy(&self, conn: &Connection) -> rusqlite::Result<()> {
        let Index { name, .. } = self.index;
        for Part { table, .. } in &PARTS {
            conn.execute_batch(&format!("DELETE FROM {name}_{table}"))?;
        }
        for (part, rows) in &self.parts {
            let Part {
                table,
                columns,
                places,
            } = part;
            let insert = format!("INSERT INTO {name}_{table} ({columns}) VALUES ({places})");
            add(&mut *conn.prepare_cached(&insert)?, &rows)?;
        }
        Ok(())
    }
}

/// Builds the index out of all texts, if they are not given up, and hands over what it consists of.
fn build(
    conn: &Connection,
    index: &Index,
    create: &str,
    texts: &Receiver<Batch>,
    parts: &SyncSender<(&'static Part, Batch)>,
) -> rusqlite::Result<()> {
    conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")?;
    conn.execute_batch(create)?;
    // Nothing is merged before the end, and then all at once.
    set(conn, index, "automerge", 0)?;
    set(conn, index, "crisismerge", i64::from(u16::MAX))?;
    loop {
        match texts.recv() {
            Ok(batch) if batch.is_empty() => break,
            Ok(batch) => add(&mut *conn.prepare_cached(index.add)?, &batch)?,
            Err(_) => return Ok(()),
        }
    }
    let [sizes, merged_parts @ ..] = &PARTS;
    // The sizes of the texts are done and can go ahead; the rest is not before it is merged.
    hand_over(conn, index, sizes, parts)?;
    merge(conn, index)?;
    // How many rows and words there are is written down only now.
    conn.execute_batch("COMMIT")?;
    for part in merged_parts {
        hand_over(conn, index, part, parts)?;
    }
    Ok(())
}

fn hand_over(
    conn: &Connection,
    index: &Index,
    part: &'static Part,
    parts: &SyncSender<(&'static Part, Batch)>,
) -> rusqlite::Result<()> {
    let rows = format!("SELECT {} FROM {}_{}", part.columns, index.name, part.table);
    in_batches(&mut conn.prepare(&rows)?, [], |batch| {
        parts.send((part, batch)).is_ok()
    })
}

/// Merges the index into one piece, far up.
///
/// FTS5 keeps pieces on levels: four on one become one on the next, so that single inserts seldom
/// meet a large piece. But pieces that are all on the lowest level are merged to the one above it,
/// where some sixty later inserts reach the large piece, which is then merged again at once: that
/// takes seconds. To merge across several levels goes to one above the highest of them. So a merge
/// is begun, a word added or taken away below it, and begun again across both, some times over.
fn merge(conn: &Connection, index: &Index) -> rusqlite::Result<()> {
    for lift in 0..LIFTS {
        let change = if lift % 2 == 0 {
            index.add_word
        } else {
            index.remove_word
        };
        conn.execute(change, [])?;
        set(conn, index, "merge", -1)?;
    }
    conn.execute(index.optimize, [])?;
    Ok(())
}

/// Gives FTS5 a setting or an order.
fn set(
    conn: &Connection,
    Index { name, .. }: &Index,
    what: &str,
    value: i64,
) -> rusqlite::Result<()> {
    let order = format!("INSERT INTO {name} ({name}, rank) VALUES (?1, ?2)");
    conn.execute(&order, (what, value))?;
    Ok(())
}

/// Runs a statement for every row of a batch.
fn add(statement: &mut Statement<'_>, rows: &Batch) -> rusqlite::Result<()> {
    let width = statement.parameter_count();
    let mut data = rows.data().peekable();
    while data.peek().is_some() {
        for (at, datum) in data.by_ref().take(width).enumerate() {
            statement.raw_bind_parameter(at + 1, datum)?;
        }
        statement.raw_execute()?;
    }
    Ok(())
}

/// Hands over the rows of a statement, as long as they are taken.
fn in_batches(
    statement: &mut Statement<'_>,
    params: impl Params,
    mut hand_over: impl FnMut(Batch) -> bool,
) -> rusqlite::Result<()> {
    let width = statement.column_count();
    let mut rows = statement.query(params)?;
    let mut batch = Batch::default();
    while let Some(row) = rows.next()? {
        for at in 0..width {
            batch.push(row.get_ref(at)?);
        }
        if batch.is_full() && !hand_over(std::mem::take(&mut batch)) {
            return Ok(());
        }
    }
    if !batch.is_empty() {
        hand_over(batch);
    }
    Ok(())
}
