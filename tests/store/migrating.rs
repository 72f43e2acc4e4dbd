//! Bringing a file of schema 1 up to date: what is kept, what is written beside it, and crowds that
//! want to do it at once.

use std::fs;
use std::path::Path;
use std::thread;

use tenday::store::{Access, SCHEMA_VERSION, Store, check, migrate, status};

use crate::{child, names, old_record, open, place, raw, silent};

/// Every row of every table that schema 1 had, in the columns that it had, as text. The lookup table
/// that a later schema adds a word to is left out.
pub fn contents(path: &Path) -> Vec<String> {
    let conn = raw(path);
    let mut rows = Vec::new();
    for (table, columns) in tables_of_schema_1() {
        let sql = format!("SELECT {columns} FROM {table} ORDER BY 1, 2");
        let mut statement = conn.prepare(&sql).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let values = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap()));
            rows.push(format!(
                "{table}: {}",
                values.collect::<Vec<_>>().join(", ")
            ));
        }
    }
    rows
}

fn tables_of_schema_1() -> Vec<(String, String)> {
    let (_folder, path) = old_record();
    let conn = raw(&path);
    let mut tables = conn
        .prepare(
            "SELECT sqlite_schema.name, group_concat(column.name, ', ')
             FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS column
             WHERE sqlite_schema.type = 'table'
               AND sqlite_schema.name NOT IN ('refinery_schema_history', 'closed_day_rule')
             GROUP BY sqlite_schema.name ORDER BY sqlite_schema.name",
        )
        .unwrap();
    let found = tables
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    found.collect::<rusqlite::Result<_>>().unwrap()
}

/// Asserts that the file is of the newest schema, sound, and holds `rows`.
pub fn up_to_date(path: &Path, rows: &[String]) {
    let mut store = open(path).unwrap();
    let found = store.read(check::check).unwrap();
    assert_eq!(found.problems, [""; 0]);
    drop(store);
    assert_eq!(contents(path), rows);
    assert_eq!(migrate::version_of(path).unwrap(), SCHEMA_VERSION);
    let history: Vec<i32> = raw(path)
        .prepare("SELECT version FROM refinery_schema_history ORDER BY version")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    assert_eq!(history, (1..=SCHEMA_VERSION).collect::<Vec<_>>());
}

#[test]
fn an_old_file_keeps_its_rows_and_gets_a_copy_beside_it() {
    let (folder, path) = old_record();
    let rows = contents(&path);
    assert_eq!(
        rows.iter()
            .filter(|row| row.starts_with("answer: "))
            .count(),
        8
    );
    assert_eq!(migrate::version_of(&path).unwrap(), 1);
    assert_eq!(migrate::pending(1).len(), SCHEMA_VERSION as usize - 1);

    let mut store = Store::open(&path, Access::Read, silent).unwrap();
    let states = store
        .read(|r| status::inquiries(r, &status::Filter::default()))
        .unwrap();
    assert_eq!(states.len(), 3);
    drop(store);

    up_to_date(&path, &rows);
    assert_eq!(names(folder.path()), ["tenday.db", "tenday.db.schema-1"]);
    let copy = folder.path().join("tenday.db.schema-1");
    assert_eq!(migrate::version_of(&copy).unwrap(), 1);
    assert_eq!(contents(&copy), rows);
    up_to_date(&copy, &rows);
}

#[test]
fn a_new_file_and_a_migrated_one_have_the_same_schema() {
    let (_folder, old) = old_record();
    let (_other, new) = place();
    Store::create(&new, silent, |_| Ok(())).unwrap();
    open(&old).unwrap();
    let schema = |path: &Path| -> Vec<(String, String)> {
        raw(path)
            .prepare("SELECT name, ifnull(sql, '') FROM sqlite_schema ORDER BY type, name")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap()
    };
    assert_eq!(schema(&old), schema(&new));
}

#[test]
fn a_taken_name_gives_the_copy_another() {
    let (folder, path) = old_record();
    fs::write(folder.path().join("tenday.db.schema-1"), "somebody's own").unwrap();
    fs::create_dir(folder.path().join("tenday.db.schema-1.2")).unwrap();
    open(&path).unwrap();
    assert_eq!(
        names(folder.path()),
        [
            "tenday.db",
            "tenday.db.schema-1",
            "tenday.db.schema-1.2",
            "tenday.db.schema-1.3"
        ]
    );
    assert_eq!(
        fs::read(folder.path().join("tenday.db.schema-1")).unwrap(),
        b"somebody's own"
    );
}

#[test]
fn a_damaged_old_file_is_not_migrated() {
    let (folder, path) = old_record();
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.len() - 1024;
    bytes[at..].fill(0xAA);
    fs::write(&path, &bytes).unwrap();
    let error = open(&path).unwrap_err();
    assert!(
        error.to_string().contains("the database is damaged"),
        "{error}"
    );
    assert!(error.hint().is_some());
    assert!(fs::read(&path).unwrap() == bytes);
    assert_eq!(names(folder.path()), ["tenday.db"]);
}

#[test]
fn an_old_wal_file_is_migrated_too() {
    let (folder, path) = old_record();
    let rows = contents(&path);
    raw(&path)
        .execute_batch("PRAGMA journal_mode = WAL")
        .unwrap();
    Store::open(&path, Access::Read, silent).unwrap();
    up_to_date(&path, &rows);
    assert_eq!(names(folder.path()), ["tenday.db", "tenday.db.schema-1"]);
}

#[test]
fn many_processes_open_an_old_file_at_once() {
    for _ in 0..3 {
        let (folder, path) = old_record();
        let rows = contents(&path);
        let children: Vec<_> = (0..16)
            .map(|n| child::start(if n % 2 == 0 { "open" } else { "read" }, &path))
            .collect();
        let ended: Vec<_> = children.into_iter().map(child::end).collect();
        for one in &ended {
            assert!(one.ok, "{}", one.said);
        }
        let migrated = ended
            .iter()
            .filter(|one| {
                one.said
                    .contains(&format!("Migrated {{ from: 1, to: {SCHEMA_VERSION}"))
            })
            .count();
        assert_eq!(migrated, 1);
        assert_eq!(names(folder.path()), ["tenday.db", "tenday.db.schema-1"]);
        up_to_date(&path, &rows);
    }
}

#[test]
fn many_threads_open_an_old_file_at_once() {
    let (folder, path) = old_record();
    let rows = contents(&path);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| open(&path).map(|_| ())))
            .collect();
        for thread in threads {
            thread.join().unwrap().unwrap();
        }
    });
    assert_eq!(names(folder.path()), ["tenday.db", "tenday.db.schema-1"]);
    up_to_date(&path, &rows);
}

#[test]
fn of_many_that_create_a_file_one_does() {
    for _ in 0..2 {
        let (folder, path) = place();
        let children: Vec<_> = (0..10).map(|_| child::start("create", &path)).collect();
        let ended: Vec<_> = children.into_iter().map(child::end).collect();
        assert_eq!(ended.iter().filter(|one| one.ok).count(), 1);
        for one in ended.iter().filter(|one| !one.ok) {
            assert!(
                one.said.contains("exists already; it was not touched"),
                "{}",
                one.said
            );
            assert!(one.said.contains("hint: Some"), "{}", one.said);
        }
        assert_eq!(names(folder.path()), ["tenday.db"]);
        assert!(
            open(&path)
                .unwrap()
                .read(check::check)
                .unwrap()
                .problems
                .is_empty()
        );
    }
}
