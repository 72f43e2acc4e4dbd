//! How every connection is set up.
//!
//! Each setting has its reason in `docs/architecture.md`.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

/// Sets up a connection.
pub(super) fn apply(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    conn.execute_batch(
        "PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

/// Sets up a connection that writes: every rule of the schema holds, what is deleted is overwritten, and what is
/// committed is on the disk, the folder's entry too. Only where something is written: `SQLite` reads the whole schema
/// for the last.
pub(super) fn for_writing(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch(
        "PRAGMA recursive_triggers = ON;
         PRAGMA secure_delete = ON;
         PRAGMA synchronous = EXTRA;",
    )
}

/// Makes every later write through this connection fail.
pub(super) fn forbid_writing(conn: &Connection) -> rusqlite::Result<()> {
    conn.pragma_update(None, "query_only", true)
}

/// Takes a file that another program put into WAL mode back to a rollback journal. WAL needs
/// everyone who uses the file to be on one machine, and the file may lie on a share.
pub(super) fn leave_wal(conn: &Connection) -> rusqlite::Result<()> {
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" {
        conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    }
    Ok(())
}

/// Sets up a connection for statements of any size: nothing can be written through it, and what
/// does not fit into its cache while it is sorted goes to a temporary file instead of memory.
pub(super) fn for_queries(conn: &Connection) -> rusqlite::Result<()> {
    forbid_writing(conn)?;
    conn.pragma_update(None, "temp_store", "FILE")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Access, Store};

    #[test]
    fn what_protects_the_file_is_on_when_it_matters() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let (created, ()) = Store::create(&path, |_| (), |_| Ok(())).unwrap();
        drop(created);
        let always = [("foreign_keys", 1), ("cell_size_check", 1)];
        let writing = [
            ("recursive_triggers", 1),
            ("secure_delete", 1),
            ("synchronous", 3),
            ("query_only", 0),
        ];
        for (access, also) in [
            (Access::Read, &[("query_only", 1)][..]),
            (Access::Write, &writing),
        ] {
            let store = Store::open(&path, access, |_| ()).unwrap();
            for (name, want) in always.iter().chain(also) {
                let set: i64 = store
                    .conn
                    .pragma_query_value(None, name, |row| row.get(0))
                    .unwrap();
                assert_eq!(set, *want, "{access:?}: {name}");
            }
            let is_on = |config| store.conn.db_config(config).unwrap();
            assert!(is_on(DbConfig::SQLITE_DBCONFIG_DEFENSIVE));
            assert!(!is_on(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA));
        }
    }
}
