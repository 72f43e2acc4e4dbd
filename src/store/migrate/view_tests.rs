//! What the views of a file say before and after they were put in fewer words: the same.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;

use super::*;

/// The last schema before.
const BEFORE: i32 = 5;
/// A record with every hard case, in a file of schema 1.
const RECORD: &[u8] = include_bytes!("../../../tests/store/data/schema-1.db");
/// What that record has none of.
const MORE: &str = "
    INSERT INTO internal_deadline (inquiry_id, department_id, due_on) VALUES (2, 1, '2021-03-08');
    INSERT INTO question (id, inquiry_id, number, position, text) VALUES (90, 2, '1', 1, 'Hvor mange?');
    INSERT INTO addressee (question_id, department_id) VALUES (90, 1), (90, 5);
    INSERT INTO traffic (department_id, kind, weekday, hour, contacts) VALUES
      (1, 'telephone', 1, 9, 12), (4, 'in_person', 2, 10, 3);
    INSERT INTO channel_serves (channel_id, department_id) SELECT min(id), 3 FROM contact_channel;
    INSERT INTO channel_serves (channel_id, department_id) SELECT min(id), 6 FROM contact_channel;";

fn plan_up_to(version: i32) -> Plan {
    let mut migrations = Plan::embedded().runner.get_migrations().clone();
    migrations.retain(|migration| migration.version() <= version);
    Plan {
        version,
        runner: Runner::new(&migrations).set_grouped(true),
    }
}

/// A file of the schema before.
fn old_file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tenday.db");
    fs::write(&path, RECORD).unwrap();
    migrate(&path, &plan_up_to(BEFORE));
    Connection::open(&path)
        .unwrap()
        .execute_batch(MORE)
        .unwrap();
    (folder, path)
}

fn migrate(path: &Path, plan: &Plan) {
    let mut conn = inspect::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    crate::store::settings::apply(&conn).unwrap();
    plan.bring_up_to_date(&mut conn, path, |_| ()).unwrap();
}

fn views(conn: &Connection) -> Vec<String> {
    let mut listed = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
        .unwrap();
    let names = listed.query_map([], |row| row.get(0)).unwrap();
    names.collect::<rusqlite::Result<_>>().unwrap()
}

/// The columns of a view with what the file says of their types, and its rows.
fn said(conn: &Connection, view: &str) -> (Vec<String>, Vec<Vec<Value>>) {
    let mut asked = conn
        .prepare("SELECT name || ' ' || type FROM pragma_table_info(?) ORDER BY cid")
        .unwrap();
    let columns: Vec<String> = asked
        .query_map([view], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let order: Vec<String> = (1..=columns.len()).map(|at| at.to_string()).collect();
    let mut asked = conn
        .prepare(&format!(
            "SELECT * FROM {view} ORDER BY {}",
            order.join(", ")
        ))
        .unwrap();
    let rows = asked
        .query_map([], |row| (0..columns.len()).map(|at| row.get(at)).collect())
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    (columns, rows)
}

#[test]
fn every_view_says_what_it_said() {
    let (_folder, path) = old_file();
    let before = Connection::open(&path).unwrap();
    let names = views(&before);
    assert_eq!(names.len(), 9);
    let old: Vec<_> = names.iter().map(|view| said(&before, view)).collect();
    drop(before);
    for (view, (_, rows)) in names.iter().zip(&old) {
        assert!(rows.len() > 1, "{view} is tried on {} rows", rows.len());
    }
    migrate(&path, &Plan::embedded());
    let after = Connection::open(&path).unwrap();
    assert_eq!(views(&after), names);
    for (view, old) in names.iter().zip(old) {
        assert_eq!(said(&after, view), old, "{view}");
    }
}
