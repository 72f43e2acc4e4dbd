//! A file of schema 2, which had no search, is searched after it was opened.

use std::path::Path;

use refinery_core::Migration;
use rusqlite::Connection;
use tenday::store::{APPLICATION_ID, Access, Store, check};

use super::{RECORD, find};

/// Makes the file as the program of that time did: two migrations, their history, the header.
fn schema_2(path: &Path) {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "application_id", APPLICATION_ID)
        .unwrap();
    conn.execute_batch(
        "CREATE TABLE refinery_schema_history (
           version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_on TEXT NOT NULL, checksum TEXT NOT NULL
         ) STRICT",
    )
    .unwrap();
    for (name, sql) in [
        (
            "V1__record",
            include_str!("../../migrations/V1__record.sql"),
        ),
        ("V2__views", include_str!("../../migrations/V2__views.sql")),
    ] {
        let migration = Migration::unapplied(name, sql).unwrap();
        conn.execute_batch(sql).unwrap();
        conn.execute(
            "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
             VALUES (?, ?, '2024-01-01T00:00:00Z', ?)",
            rusqlite::params![
                migration.version(),
                migration.name(),
                migration.checksum().to_string()
            ],
        )
        .unwrap();
    }
    conn.execute_batch(RECORD).unwrap();
    conn.pragma_update(None, "user_version", 2).unwrap();
}

#[test]
fn what_an_older_file_holds_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    schema_2(&path);
    let mut store = Store::open(&path, Access::Write, |_| {}).unwrap();
    store
        .read(|reader| {
            assert_eq!(
                find(reader, "gårde")?,
                ["answer 2001-1.1", "question 2001-1.1"]
            );
            assert_eq!(find(reader, "aaen")?, ["title 2001-1"]);
            assert_eq!(find(reader, "cykelvagt OR snevagt")?, ["channel 2001-1"]);
            assert_eq!(check::check(reader)?.problems, Vec::<String>::new());
            Ok(())
        })
        .unwrap();
    let copy = folder.path().join("old.db.schema-2");
    let version: i32 = Connection::open(copy)
        .unwrap()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 2);
}
