//! What refinery drives: our own transaction, seen through its traits, and what a migration may
//! not do in it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use refinery_core::Migration;
use refinery_core::traits::sync::{Migrate, Query, Transaction};
use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A transaction of ours that migrations run in.
pub(super) struct Session<'a> {
    pub(super) conn: &'a Connection,
    /// Set while the text of a migration runs, and with it what [`confined`] denies.
    pub(super) running: &'a AtomicBool,
}

/// Why a migration or the history of earlier ones could not be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum SessionError {
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
/// `ALTER TABLE … ADD COLUMN … CHECK` looks over the rows by a `quick_check` of its own, and FTS5
/// asks itself by `data_version` whether another connection has changed the file.
pub(super) fn confined(running: Arc<AtomicBool>) -> impl FnMut(AuthContext<'_>) -> Authorization {
    move |context| match context.action {
        AuthAction::Pragma {
            pragma_name: "quick_check" | "data_version",
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
        let mut rows = statement.query([])?;
        let mut applied = Vec::new();
        while let Some(row) = rows.next()? {
            let version = row.get("version").map_err(|_| SessionError::History(0))?;
            let damaged = || SessionError::History(version);
            let text = |column| row.get::<_, String>(column).map_err(|_| damaged());
            let applied_on = text("applied_on")?;
            let applied_on = OffsetDateTime::parse(&applied_on, &Rfc3339).map_err(|_| damaged())?;
            let checksum = text("checksum")?.parse().map_err(|_| damaged())?;
            applied.push(Migration::applied(
                version,
                text("name")?,
                applied_on,
                checksum,
            ));
        }
        Ok(applied)
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
