//! Migrations: bringing a file's schema up to date, or leaving it exactly as it was.
//!
//! refinery keeps the list of migrations, their checksums and the history table; the transaction
//! is ours. Left to itself it commits each migration and its line in the history separately, so
//! that a crash between the two strands the file, and two processes that migrate at once race.
//! Here the whole run, from reading the history to the last line of it, is one IMMEDIATE
//! transaction with foreign keys off outside it (the pragma does nothing inside one), and before
//! it is committed the foreign keys are checked and no table may have lost rows. A migration that
//! would end the transaction itself is refused by the authorizer.
//!
//! An up-to-date file is recognised by `user_version` alone; refinery never sees it.

mod copy;
mod session;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use refinery_core::Runner;
use rusqlite::hooks::{AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{APPLICATION_ID, Listener, Notice, inspect};
use crate::error::{Error, Result};
use session::Session;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The schema version that this program reads and writes: the number of its last migration.
pub const SCHEMA_VERSION: i32 = 6;

/// One step that a file would take to be up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The schema version it leads to.
    pub version: i32,
    /// Its name, as in `migrations/`.
    pub name: String,
}

/// Migrations, and the schema version that the last of them leads to.
pub(super) struct Plan {
    runner: Runner,
    version: i32,
}

impl Plan {
    /// The migrations that this program carries.
    pub(super) fn embedded() -> Self {
        Self {
            runner: embedded::migrations::runner().set_grouped(true),
            version: SCHEMA_VERSION,
        }
    }
}

/// The steps that a file of schema `version` would take.
#[must_use]
pub fn pending(version: i32) -> Vec<Step> {
    let plan = Plan::embedded();
    let migrations = plan.runner.get_migrations().iter();
    migrations
        .filter(|migration| migration.version() > version)
        .map(|migration| Step {
            version: migration.version(),
            name: migration.name().to_owned(),
        })
        .collect()
}

/// The schema version of a file, without changing it.
///
/// # Errors
/// [`Error::Unusable`] as for [`super::Store::open`].
pub fn version_of(path: &Path) -> Result<i32> {
    let _head = inspect::file(path)?;
    let conn = inspect::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    inspect::version_in(&conn, path)
}

impl Plan {
    /// Builds the schema in a new, empty file.
    pub(super) fn create(&self, conn: &mut Connection, path: &Path) -> Result<()> {
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        self.migrate(conn, path, |_| Ok(())).map(|_| ())
    }

    /// Brings an existing file of schema `found` up to date, after a verified copy of it was
    /// written beside it.
    pub(super) fn bring_up_to_date(
        &self,
        conn: &mut Connection,
        path: &Path,
        listener: Listener,
    ) -> Result<()> {
        let mut copied = None;
        let from = self.migrate(conn, path, |found| {
            copied = Some(copy::beside(path, found)?);
            Ok(())
        })?;
        if let (Some(from), Some(copy)) = (from, copied) {
            listener(&Notice::Migrated {
                from,
                to: self.version,
                copy,
            });
        }
        Ok(())
    }

    /// Runs what is pending in one transaction; `before` is called first, inside it, with the
    /// version the file has. Returns that version, or nothing if another process was faster.
    fn migrate(
        &self,
        conn: &mut Connection,
        path: &Path,
        before: impl FnOnce(i32) -> Result<()>,
    ) -> Result<Option<i32>> {
        let running = Arc::new(AtomicBool::new(false));
        conn.pragma_update(None, "foreign_keys", false)?;
        conn.authorizer(Some(session::confined(running.clone())))?;
        let done = self.in_one_transaction(conn, path, &running, before);
        conn.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        conn.pragma_update(None, "foreign_keys", true)?;
        done
    }

    fn in_one_transaction(
        &self,
        conn: &mut Connection,
        path: &Path,
        running: &AtomicBool,
        before: impl FnOnce(i32) -> Result<()>,
    ) -> Result<Option<i32>> {
        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = user_version(&transaction)?;
        inspect::version(path, found, self.version)?;
        if found == self.version {
            return Ok(None);
        }
        before(found)?;
        let rows = row_counts(&transaction)?;
        self.runner
            .run(&mut Session {
                conn: &transaction,
                running,
            })
            .map_err(|e| failed(path, &e))?;
        nothing_lost(&transaction, path, &rows)?;
        transaction.pragma_update(None, "user_version", self.version)?;
        transaction.commit()?;
        Ok(Some(found))
    }
}

/// The schema version in the header of an open file, which is read for it.
pub(super) fn user_version(conn: &Connection) -> rusqlite::Result<i32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn failed(path: &Path, error: &refinery_core::Error) -> Error {
    let mut problem = format!("its schema could not be brought up to date: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        problem = format!("{problem}: {inner}");
        cause = inner.source();
    }
    Error::Unusable {
        path: path.to_owned(),
        problem,
        hint:
            "the file was left as it was; install the newest tenday, or restore a copy of the file"
                .into(),
    }
}

/// How many rows each table holds, by name; the tables that a search index is made of are not
/// counted.
pub(super) fn row_counts(conn: &Connection) -> Result<Vec<(String, i64)>> {
    let mut names = conn.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY name",
    )?;
    let names = names
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    names
        .into_iter()
        .map(|name| {
            let rows = rows_of(conn, &name)?;
            Ok((name, rows))
        })
        .collect()
}

fn rows_of(conn: &Connection, table: &str) -> Result<i64> {
    let quoted = table.replace('"', "\"\"");
    Ok(conn.query_row(
        &["SELECT count(*) FROM \"", &quoted, "\""].concat(),
        [],
        |row| row.get(0),
    )?)
}

/// Refuses a result in which a foreign key dangles, or a table has fewer rows or is gone with its
/// rows.
fn nothing_lost(conn: &Connection, path: &Path, before: &[(String, i64)]) -> Result<()> {
    let lost = |problem: String| Error::Unusable {
        path: path.to_owned(),
        problem: format!("bringing its schema up to date would lose data: {problem}"),
        hint: "the file was left as it was; please report this".into(),
    };
    let dangling: Option<String> = conn
        .prepare("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")?
        .query_map([], |row| row.get(0))?
        .next()
        .transpose()?;
    if let Some(table) = dangling {
        return Err(lost(format!("a row of `{table}` would refer to nothing")));
    }
    let after = row_counts(conn)?;
    for (table, rows) in before {
        let left = after.iter().find(|(name, _)| name == table);
        let left = left.map_or(0, |(_, left)| *left);
        if left < *rows {
            return Err(lost(format!(
                "`{table}` would have {left} rows instead of {rows}"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod date_tests;
#[cfg(test)]
mod deadline_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod view_tests;
