//! How every connection is set up.
//!
//! Each setting has its reason in `docs/architecture.md`.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::error::Result;

/// Sets up a connection.
pub(super) fn apply(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA synchronous = EXTRA;
         PRAGMA recursive_triggers = ON;
         PRAGMA secure_delete = ON;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Makes every later write through this connection fail.
pub(super) fn forbid_writing(conn: &Connection) -> Result<()> {
    conn.pragma_update(None, "query_only", true)?;
    Ok(())
}

/// Sets up a connection for statements of any size: nothing can be written through it, and what
/// does not fit into its cache while it is sorted goes to a temporary file instead of memory.
pub(super) fn for_queries(conn: &Connection) -> Result<()> {
    forbid_writing(conn)?;
    conn.pragma_update(None, "temp_store", "FILE")?;
    Ok(())
}
