//! The database file: opening and creating it, and every query.
//!
//! All SQL of the crate stands in this module. Public functions take a [`Reader`] or a [`Writer`],
//! never a connection: a reader sees one consistent state of the file, a writer is inside one
//! IMMEDIATE transaction that is committed only if everything in it succeeded. Functions own no
//! transaction; whoever calls [`Store::read`] or [`Store::write`] decides what belongs together.

pub mod answers;
pub mod askers;
pub mod batch;
pub mod bulk;
pub mod check;
pub mod closed_days;
pub mod contacts;
pub mod deadline_rules;
pub mod deadlines;
pub mod departments;
pub mod dictionary;
pub mod documents;
pub mod due;
pub mod extensions;
pub mod figures;
pub mod findings;
mod header;
pub mod inquiries;
mod inspect;
pub mod letters;
pub mod migrate;
pub mod query;
mod query_error;
pub mod questions;
pub mod reminders;
pub mod removal;
pub mod saved_queries;
pub mod search;
mod settings;
pub mod status;
pub mod traffic;
mod values;
mod wait;

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rusqlite::{
    Connection, OpenFlags, Params, Row, Transaction, TransactionBehavior, named_params,
};
use tempfile::NamedTempFile;

use crate::domain::Reference;
use crate::drafts;
use crate::error::{Error, Result};

use bulk::statements::{self, Named, Prepared};
use header::Head;
use migrate::Plan;
pub use migrate::SCHEMA_VERSION;
pub use wait::wait_at_most;

/// Marks a file as ours: the header's `application_id`, the letters `tenD`.
pub const APPLICATION_ID: i32 = 0x7465_6E44;

/// After how many of its steps `SQLite` asks whether to go on.
const STEPS: i32 = 10_000;

/// Something the user may want to know while a command runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Another program has the file locked; this one is waiting.
    Waiting,
    /// The file was brought up to date.
    Migrated {
        /// The schema version it had.
        from: i32,
        /// The schema version it has.
        to: i32,
        /// Where the verified copy of the file before is.
        copy: PathBuf,
    },
    /// A statement that a user wrote takes long.
    Querying {
        /// When it will be stopped, counted from its beginning.
        limit: Option<Duration>,
    },
}

/// Who is told of a [`Notice`].
pub type Listener = fn(&Notice);

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reading only; nothing can be written through it.
    Read,
    /// Reading and writing.
    Write,
}

/// An open database file.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// Of a file that was there before it was opened; given up after the connection.
    _head: Option<Head>,
}

/// One consistent state of the record.
pub struct Reader<'a> {
    conn: &'a Connection,
    /// What is remembered while many rows are added.
    memory: Option<&'a bulk::Memory>,
}

/// One transaction that writes to the record.
pub struct Writer<'a> {
    reader: Reader<'a>,
    /// Where statements stay prepared while many rows are added.
    statements: Option<&'a dyn Prepared>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;
    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl Store {
    /// Opens an existing file and brings it up to date.
    ///
    /// # Errors
    /// [`Error::Unusable`] if the file is missing, not ours, newer than this program, damaged,
    /// truncated or empty: nothing has been written to it then. [`Error::Locked`] if another
    /// program keeps it locked.
    pub fn open(path: &Path, access: Access, listener: Listener) -> Result<Self> {
        let head = inspect::file(path)?;
        let mut store = Self {
            conn: inspect::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
            path: path.to_owned(),
            _head: Some(head),
        };
        store.prepare(access, listener).map_err(|e| e.at(path))?;
        Ok(store)
    }

    fn prepare(&mut self, access: Access, listener: Listener) -> Result<()> {
        let (conn, path) = (&mut self.conn, self.path.as_path());
        wait::install(conn, listener)?;
        // The first look under a lock, and before anything reads the schema: a newer one may hold
        // what this SQLite cannot read.
        let found = inspect::version_in(conn, path)?;
        settings::apply(conn).map_err(|e| inspect::damage(path, e))?;
        let outdated = found != SCHEMA_VERSION;
        if outdated || access == Access::Write {
            inspect::writable(conn, path, found)?;
            settings::leave_wal(conn)?;
            settings::for_writing(conn)?;
        }
        if outdated {
            Plan::embedded().bring_up_to_date(conn, path, listener)?;
        }
        if access == Access::Read {
            settings::forbid_writing(conn)?;
        }
        Ok(())
    }

    /// Creates a file and fills it by `fill`. The file appears under its name only when it is
    /// whole: it is built beside it and moved into place, so that an interrupted creation leaves
    /// nothing under that name.
    ///
    /// # Errors
    /// [`Error::Refused`] if something has that name already; whatever `fill` returns.
    pub fn create<T>(
        path: &Path,
        listener: Listener,
        fill: impl FnOnce(&Writer<'_>) -> Result<T>,
    ) -> Result<(Self, T)> {
        inspect::free(path)?;
        let draft = drafts::begin(path, drafts::NEW)?;
        let filled =
            Self::build(&draft, listener, fill).map_err(|e| e.moved(draft.path(), path))?;
        drafts::settle(draft, path).map_err(|source| match source.kind() {
            std::io::ErrorKind::AlreadyExists => inspect::taken(path),
            _ => Error::io(path)(source),
        })?;
        Ok((Self::open(path, Access::Write, listener)?, filled))
    }

    fn build<T>(
        draft: &NamedTempFile,
        listener: Listener,
        fill: impl FnOnce(&Writer<'_>) -> Result<T>,
    ) -> Result<T> {
        let path = draft.path();
        let mut store = Self {
            conn: inspect::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?,
            path: path.to_owned(),
            _head: None,
        };
        wait::install(&mut store.conn, listener)?;
        settings::apply(&store.conn)?;
        settings::for_writing(&store.conn)?;
        Plan::embedded()
            .create(&mut store.conn, path)
            .map_err(|e| e.at(path))?;
        // Migrations leave the schema on half-empty pages, and every command reads all of them.
        store
            .conn
            .execute_batch("VACUUM")
            .map_err(|e| Error::sqlite(path, e))?;
        let filled = store.write(fill)?;
        store
            .conn
            .close()
            .map_err(|(_, e)| Error::sqlite(path, e))?;
        Ok(filled)
    }

    /// A store that lives in memory and is gone with it, for tests.
    ///
    /// # Errors
    /// [`Error::Sqlite`] if memory runs out.
    pub fn in_memory() -> Result<Self> {
        let path = PathBuf::from(":memory:");
        let mut conn = Connection::open_in_memory()?;
        settings::apply(&conn)?;
        settings::for_writing(&conn)?;
        Plan::embedded().create(&mut conn, &path)?;
        Ok(Self {
            conn,
            path,
            _head: None,
        })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads: everything that `work` sees is one consistent state of the file. The transaction is
    /// never committed: a check of a damaged index may not leave a trace either.
    ///
    /// # Errors
    /// Whatever `work` returns, and [`Error::Locked`].
    pub fn read<T>(&mut self, work: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let path = self.path.clone();
        self.within(TransactionBehavior::Deferred, |transaction| {
            work(&Reader {
                conn: transaction,
                memory: None,
            })
        })
        .map_err(|e| e.at(&path))
    }

    /// Leaves the file without giving back memory, piece by piece, that the process is about to give back at
    /// once. The file itself is at rest: between [`Store::read`] and the next nothing of it is held.
    pub fn leave(self) {
        std::mem::forget(self);
    }

    /// Writes: all of what `work` does, or, if it or the disk fails, nothing.
    ///
    /// # Errors
    /// Whatever `work` returns, and [`Error::Locked`].
    pub fn write<T>(&mut self, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let path = self.path.clone();
        self.within(TransactionBehavior::Immediate, |transaction| {
            work(&Writer {
                reader: Reader {
                    conn: transaction,
                    memory: None,
                },
                statements: None,
            })
        })
        .map_err(|e| e.at(&path))
    }

    /// Does what `work` does and undoes it all, to see what would come of it.
    ///
    /// # Errors
    /// Whatever `work` returns, and [`Error::Locked`].
    pub fn rehearse<T>(&mut self, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        let path = self.path.clone();
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| Error::sqlite(&path, e))?;
        let done = work(&Writer {
            reader: Reader {
                conn: &transaction,
                memory: None,
            },
            statements: None,
        });
        let done = done.map_err(|e| e.at(&path))?;
        transaction.rollback()?;
        Ok(done)
    }

    /// Makes whatever runs on this store from now on end when `stop` is set.
    ///
    /// # Errors
    /// [`Error::Sqlite`].
    pub fn stop_on(&mut self, stop: &Arc<AtomicBool>) -> Result<()> {
        let stop = stop.clone();
        let is_stopped = move || stop.load(Ordering::Relaxed);
        self.conn.progress_handler(STEPS, Some(is_stopped))?;
        Ok(())
    }

    fn within<T>(
        &mut self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let transaction = self.conn.transaction_with_behavior(behavior)?;
        let done = work(&transaction)?;
        if matches!(behavior, TransactionBehavior::Immediate) {
            transaction.commit()?;
        }
        Ok(done)
    }
}

impl Reader<'_> {
    /// Every row of a query.
    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows of a query that belong to an inquiry, or all. `{inquiry}` in the query becomes the
    /// condition: of one it is such that the rows are found by it, and not all looked through.
    fn of_inquiry<T>(
        &self,
        sql: &str,
        inquiry: Option<&Reference>,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let condition = match inquiry {
            Some(_) => "inquiry.reference = :inquiry",
            None => ":inquiry IS NULL",
        };
        let sql = sql.replace("{inquiry}", condition);
        self.all(&sql, named_params! { ":inquiry": inquiry }, read)
    }

    /// The first row of a query, if there is one.
    fn maybe<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        Ok(rows.next()?.map(read).transpose()?)
    }

    /// The one value of a query that always has a row.
    fn value<T: rusqlite::types::FromSql>(&self, sql: &str, params: impl Params) -> Result<T> {
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row(params, |row| row.get(0))?)
    }
}

impl Writer<'_> {
    /// Runs a statement that changes rows and returns how many.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.conn.prepare_cached(sql)?.execute(params)?)
    }

    /// Runs a statement that adds a row and returns how many it added. The parameters come in the
    /// order in which it names them.
    fn insert(&self, sql: &'static str, params: Named<'_>) -> Result<usize> {
        Ok(match self.statements {
            Some(statements) => statements.insert(sql, params)?,
            None => statements::run(&mut *self.conn.prepare_cached(sql)?, params)?,
        })
    }
}
