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
//! An up-to-date file is recognised by `user_version` alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use refinery_core::traits::sync::{Migrate, Query, Transaction};
use refinery_core::{Migration, Runner};
use rusqlite::backup::Backup;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, TransactionBehavior};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{APPLICATION_ID, Listener, Notice, inspect};
use crate::error::{Error, Result};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The schema version that this program reads and writes: the number of its last migration.
pub const SCHEMA_VERSION: i32 = 3;

/// One step that a file would take to be up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The schema version it leads to.
    pub version: i32,
    /// Its name, as in `migrations/`.
    pub name: String,
}

/// The migrations that this program carries.
fn runner() -> Runner {
    embedded::migrations::runner().set_grouped(true)
}

/// The steps that a file of schema `version` would take.
#[must_use]
pub fn pending(version: i32) -> Vec<Step> {
    runner()
        .get_migrations()
        .iter()
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
    inspect::file(path)?;
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let conn = Connection::open_with_flags(path, flags).map_err(|e| Error::sqlite(path, e))?;
    let version = user_version(&conn).map_err(|e| e.at(path))?;
    inspect::version(path, version)?;
    Ok(version)
}

/// Builds the schema in a new, empty file.
pub(super) fn create(conn: &mut Connection, path: &Path) -> Result<()> {
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrate(conn, path, |_| Ok(())).map(|_| ())
}

/// Brings an existing file up to date, after a verified copy of it was written beside it.
pub(super) fn bring_up_to_date(
    conn: &mut Connection,
    path: &Path,
    listener: Listener,
) -> Result<()> {
    let found = user_version(conn)?;
    inspect::version(path, found)?;
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    inspect::writable(conn, path)?;
    let mut copied = None;
    let from = migrate(conn, path, |conn| {
        copied = Some(copy_beside(conn, path)?);
        Ok(())
    })?;
    if let (Some(from), Some(copy)) = (from, copied) {
        listener(&Notice::Migrated {
            from,
            to: SCHEMA_VERSION,
            copy,
        });
    }
    Ok(())
}

fn user_version(conn: &Connection) -> Result<i32> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Runs what is pending in one transaction; `before` is called first, inside it. Returns the
/// version the file had, or nothing if another process was faster.
fn migrate(
    conn: &mut Connection,
    path: &Path,
    before: impl FnOnce(&Connection) -> Result<()>,
) -> Result<Option<i32>> {
    let running = Arc::new(AtomicBool::new(false));
    conn.pragma_update(None, "foreign_keys", false)?;
    conn.authorizer(Some(confined(running.clone())))?;
    let done = in_one_transaction(conn, path, &running, before);
    conn.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    done
}

fn in_one_transaction(
    conn: &mut Connection,
    path: &Path,
    running: &AtomicBool,
    before: impl FnOnce(&Connection) -> Result<()>,
) -> Result<Option<i32>> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = user_version(&transaction)?;
    inspect::version(path, found)?;
    if found == SCHEMA_VERSION {
        return Ok(None);
    }
    before(&transaction)?;
    let rows = row_counts(&transaction)?;
    runner()
        .run(&mut Session {
            conn: &transaction,
            running,
        })
        .map_err(|e| failed(path, &e))?;
    nothing_lost(&transaction, path, &rows)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()?;
    Ok(Some(found))
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

/// How many rows each table holds, by name.
pub(super) fn row_counts(conn: &Connection) -> Result<Vec<(String, i64)>> {
    let mut names = conn.prepare(
        "SELECT name FROM sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'
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

/// Refuses a result in which a foreign key dangles or a table that still exists has fewer rows.
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
        if let Some((_, left)) = after
            .iter()
            .find(|(name, left)| name == table && left < rows)
        {
            return Err(lost(format!(
                "`{table}` would have {left} rows instead of {rows}"
            )));
        }
    }
    Ok(())
}

/// Writes a verified copy of the database beside it, through the connection that holds the lock.
fn copy_beside(conn: &Connection, path: &Path) -> Result<PathBuf> {
    let folder = inspect::folder_of(path);
    let draft = tempfile::Builder::new()
        .prefix(".tenday-")
        .suffix(".copy")
        .tempfile_in(folder)
        .map_err(|source| Error::Io {
            path: folder.to_owned(),
            source,
        })?;
    let mut copy = Connection::open(draft.path())?;
    copy.pragma_update(None, "synchronous", "EXTRA")?;
    Backup::new(conn, &mut copy)?.run_to_completion(1024, std::time::Duration::ZERO, None)?;
    verify(&copy, path)?;
    copy.close().map_err(|(_, e)| Error::sqlite(path, e))?;
    keep(draft, path, user_version(conn)?)
}

fn verify(copy: &Connection, path: &Path) -> Result<()> {
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(Error::Unusable {
        path: path.to_owned(),
        problem: format!("the database is damaged: {verdict}"),
        hint: "it was left as it was; restore a copy of the file".into(),
    })
}

/// Names the copy after the file and its schema: `tenday.db.schema-1`, then `.schema-1.2` and on.
fn keep(mut draft: tempfile::NamedTempFile, path: &Path, version: i32) -> Result<PathBuf> {
    for attempt in 1..1000 {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".schema-{version}"));
        if attempt > 1 {
            name.push(format!(".{attempt}"));
        }
        let target = PathBuf::from(name);
        match draft.persist_noclobber(&target) {
            Ok(_) => {
                inspect::sync_folder(inspect::folder_of(path));
                return Ok(target);
            }
            Err(failed) if fs::symlink_metadata(&target).is_ok() => draft = failed.file,
            Err(failed) => {
                return Err(Error::Io {
                    path: target,
                    source: failed.error,
                });
            }
        }
    }
    Err(Error::refused(
        format!(
            "`{}` has too many copies of earlier schemas beside it",
            path.display()
        ),
        "move some of them elsewhere",
    ))
}

/// What refinery drives: our transaction, seen through its traits.
struct Session<'a> {
    conn: &'a Connection,
    /// Set while the text of a migration runs, and with it the authorizer.
    running: &'a AtomicBool,
}

/// Why a migration or the history of earlier ones could not be used.
#[derive(Debug, thiserror::Error)]
enum SessionError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("the history of its migrations is damaged at version {0}")]
    History(i32),
}

impl Transaction for Session<'_> {
    type Error = SessionError;

    fn execute<'a, T: Iterator<Item = &'a str>>(
        &mut self,
        queries: T,
    ) -> Result<usize, SessionError> {
        self.running.store(true, Ordering::Relaxed);
        let outcome = queries
            .map(|query| self.conn.execute_batch(query))
            .try_fold(0, |n, done| done.map(|()| n + 1));
        self.running.store(false, Ordering::Relaxed);
        Ok(outcome?)
    }
}

/// While a migration runs, denies it everything that would end or evade the transaction.
fn confined(running: Arc<AtomicBool>) -> impl FnMut(AuthContext<'_>) -> Authorization {
    move |context| match context.action {
        // What `ALTER TABLE … ADD COLUMN` itself runs to hold the rows against a new CHECK.
        AuthAction::Pragma {
            pragma_name: "quick_check",
            ..
        } => Authorization::Allow,
        AuthAction::Transaction { .. }
        | AuthAction::Savepoint { .. }
        | AuthAction::Attach { .. }
        | AuthAction::Detach { .. }
        | AuthAction::Pragma { .. }
            if running.load(Ordering::Relaxed) =>
        {
            Authorization::Deny
        }
        _ => Authorization::Allow,
    }
}

impl Query<Vec<Migration>> for Session<'_> {
    fn query(&mut self, query: &str) -> Result<Vec<Migration>, SessionError> {
        let mut statement = self.conn.prepare(query)?;
        let rows = statement.query_map([], |row| {
            Ok((
                row.get::<_, i32>("version")?,
                row.get::<_, String>("name")?,
                row.get::<_, String>("applied_on")?,
                row.get::<_, String>("checksum")?,
            ))
        })?;
        rows.map(|row| {
            let (version, name, applied_on, checksum) = row?;
            let damaged = || SessionError::History(version);
            let applied_on = OffsetDateTime::parse(&applied_on, &Rfc3339).map_err(|_| damaged())?;
            let checksum = checksum.parse().map_err(|_| damaged())?;
            Ok(Migration::applied(version, name, applied_on, checksum))
        })
        .collect()
    }
}

impl Migrate for Session<'_> {
    fn assert_migrations_table_query(table: &str) -> String {
        format!(
            "CREATE TABLE IF NOT EXISTS {table} (
  -- Which migrations made this file's schema. Kept by the program.
  version INTEGER PRIMARY KEY, -- number of the migration
  name TEXT NOT NULL, -- its name
  applied_on TEXT NOT NULL, -- when it was applied, in UTC
  checksum TEXT NOT NULL -- a checksum of its text
) STRICT;"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checksums of the migrations that have been released. A released migration is never edited.
    const RELEASED: &[(i32, &str, u64)] = &[];

    #[test]
    fn the_schema_version_is_that_of_the_last_migration() {
        let versions: Vec<i32> = pending(0).iter().map(|step| step.version).collect();
        assert_eq!(versions, (1..=SCHEMA_VERSION).collect::<Vec<_>>());
    }

    #[test]
    fn released_migrations_are_unchanged() {
        let migrations = runner();
        for (version, name, checksum) in RELEASED {
            let migration = migrations
                .get_migrations()
                .iter()
                .find(|m| m.version() == *version);
            let found = migration.map(|m| (m.name(), m.checksum()));
            assert_eq!(found, Some((*name, *checksum)), "migration {version}");
        }
        assert_eq!(RELEASED.len(), migrations.get_migrations().len());
    }
}
