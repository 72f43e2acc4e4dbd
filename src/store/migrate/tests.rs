//! Migrations that are refused, and what they leave: the file as it was.

use std::fs;

use refinery_core::Migration;

use super::*;
use crate::store::Store;

/// Checksums of the migrations that have been released. A released migration is never edited.
const RELEASED: &[(i32, &str, u64)] = &[
    (1, "record", 11_851_499_503_196_568_997),
    (2, "views", 8_761_962_516_776_661_299),
    (3, "search", 16_729_916_266_716_225_861),
    (4, "deadlines", 460_208_659_110_583_238),
    (5, "dates", 9_798_886_439_394_955_644),
    (6, "plainer_views", 357_546_292_713_954_077),
];

/// The migrations up to version `last`, and after them `further`, a text each.
fn plan(last: i32, further: &[&str]) -> Plan {
    let embedded = Plan::embedded();
    let mut migrations = embedded.runner.get_migrations().clone();
    migrations.retain(|migration| migration.version() <= last);
    for (sql, version) in further.iter().zip(last + 1..) {
        migrations.push(Migration::unapplied(&format!("V{version}__further"), sql).unwrap());
    }
    Plan {
        version: last + i32::try_from(further.len()).unwrap(),
        runner: Runner::new(&migrations).set_grouped(true),
    }
}

fn silent(_: &Notice) {}

/// A file with the seed in it.
fn seeded() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tenday.db");
    Store::create(&path, silent, crate::import::seed).unwrap();
    (folder, path)
}

fn migrate(path: &Path, plan: &Plan) -> Result<()> {
    let mut conn = inspect::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    crate::store::settings::apply(&conn)?;
    plan.bring_up_to_date(&mut conn, path, silent)
}

#[test]
fn the_schema_version_is_that_of_the_last_migration() {
    let versions: Vec<i32> = pending(0).iter().map(|step| step.version).collect();
    assert_eq!(versions, (1..=SCHEMA_VERSION).collect::<Vec<_>>());
}

#[test]
fn released_migrations_are_unchanged() {
    let plan = Plan::embedded();
    let found: Vec<(i32, &str, u64)> = plan
        .runner
        .get_migrations()
        .iter()
        .map(|m| (m.version(), m.name(), m.checksum()))
        .collect();
    assert_eq!(found, RELEASED);
}

#[test]
fn a_good_migration_is_applied_and_recorded() {
    let (_folder, path) = seeded();
    let more = plan(
        SCHEMA_VERSION,
        &[
            "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
           INSERT INTO note (text) VALUES ('first');",
        ],
    );
    migrate(&path, &more).unwrap();
    let conn = Connection::open(&path).unwrap();
    assert_eq!(user_version(&conn).unwrap(), SCHEMA_VERSION + 1);
    let history: Vec<(i32, String)> = conn
        .prepare("SELECT version, name FROM refinery_schema_history ORDER BY version")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    let released = RELEASED.iter().map(|(_, name, _)| *name);
    let names = released.chain(["further"]).map(str::to_owned);
    assert_eq!(history, (1..).zip(names).collect::<Vec<_>>());
}

#[test]
fn foreign_keys_are_back_on_after_a_migration_and_after_a_refused_one() {
    let (_folder, path) = seeded();
    for sql in ["CREATE TABLE a (b) ;", "DELETE FROM question;"] {
        let mut conn = Connection::open(&path).unwrap();
        let _ = plan(SCHEMA_VERSION, &[sql]).bring_up_to_date(&mut conn, &path, silent);
        let on: bool = conn
            .pragma_query_value(None, "foreign_keys", |row| row.get(0))
            .unwrap();
        assert!(on, "{sql}");
        conn.execute_batch("PRAGMA table_info(inquiry); BEGIN; COMMIT")
            .unwrap();
    }
}

/// What must not come through, and a part of what is said about it.
const REFUSED: &[(&str, &str)] = &[
    ("COMMIT;", "not authorized"),
    (
        "CREATE TABLE a (b); COMMIT; CREATE TABLE c (d);",
        "not authorized",
    ),
    ("ROLLBACK;", "not authorized"),
    ("BEGIN;", "not authorized"),
    ("SAVEPOINT s;", "not authorized"),
    ("ATTACH ':memory:' AS other;", "not authorized"),
    ("PRAGMA foreign_keys = ON;", "not authorized"),
    ("PRAGMA user_version = 99;", "not authorized"),
    ("VACUUM;", "cannot VACUUM"),
    ("CREATE TABLE inquiry (a);", "already exists"),
    ("CREATE TABLE a (b); this is not SQL;", "syntax error"),
    ("DELETE FROM figure WHERE id = 1;", "`figure` would have"),
    ("DROP TABLE finding;", "`finding` would have 0 rows"),
    ("DELETE FROM addressee;", "`addressee` would have 0 rows"),
    (
        "UPDATE question SET inquiry_id = 4711 WHERE number = '1';",
        "would refer to nothing",
    ),
    (
        "INSERT OR ROLLBACK INTO asker_kind (code, meaning) VALUES ('party', 'again');",
        "UNIQUE constraint failed",
    ),
];

#[test]
fn a_migration_that_goes_wrong_leaves_the_file_as_it_was() {
    let (_folder, path) = seeded();
    let before = fs::read(&path).unwrap();
    for (sql, want) in REFUSED {
        let error = migrate(&path, &plan(SCHEMA_VERSION, &[sql])).unwrap_err();
        let message = error.to_string();
        assert!(message.contains(want), "{sql}: {message}");
        assert!(
            message.starts_with(&path.display().to_string()),
            "{message}"
        );
        assert!(error.hint().is_some(), "{sql}");
        assert!(fs::read(&path).unwrap() == before, "{sql} changed the file");
    }
    let copies = fs::read_dir(path.parent().unwrap()).unwrap().count() - 1;
    assert_eq!(copies, 1, "equal copies are kept once");
    Store::open(&path, crate::store::Access::Write, silent).unwrap();
}

#[test]
fn a_rebuilt_table_keeps_what_refers_to_it() {
    let (_folder, path) = seeded();
    let rebuild = "
        CREATE TABLE codebook_new (
          codebook TEXT NOT NULL COLLATE NOCASE, code TEXT NOT NULL COLLATE NOCASE,
          meaning TEXT NOT NULL, PRIMARY KEY (codebook, code)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO codebook_new SELECT codebook, code, meaning FROM codebook;
        DROP VIEW finding_matrix;
        DROP TABLE codebook;
        ALTER TABLE codebook_new RENAME TO codebook;";
    let rows = |conn: &Connection| rows_of(conn, "finding").unwrap();
    let before = rows(&Connection::open(&path).unwrap());
    migrate(&path, &plan(SCHEMA_VERSION, &[rebuild])).unwrap();
    assert_eq!(rows(&Connection::open(&path).unwrap()), before);
    assert!(before > 0);
}

#[test]
fn a_damaged_history_is_an_error_of_its_own() {
    for (damage, want) in [
        ("applied_on = 'yesterday'", "damaged at version 1"),
        ("checksum = 'abc'", "damaged at version 1"),
        ("checksum = '4711'", "V1__record is different"),
        ("name = 'other'", "V1__other is different"),
        ("version = 1 << 40", "damaged at version 0"),
        ("version = -1", "-1"),
    ] {
        let (_folder, path) = seeded();
        let sql = [
            "UPDATE refinery_schema_history SET ",
            damage,
            " WHERE version = 1",
        ]
        .concat();
        Connection::open(&path).unwrap().execute(&sql, []).unwrap();
        let before = fs::read(&path).unwrap();
        let further = plan(
            SCHEMA_VERSION,
            &["CREATE TABLE note (id INTEGER PRIMARY KEY);"],
        );
        let message = migrate(&path, &further).unwrap_err().to_string();
        assert!(message.contains(want), "{damage}: {message}");
        assert!(fs::read(&path).unwrap() == before, "{damage}");
    }
}

/// Makes `tests/store/data/schema-1.db`, the file that migrations are tried on. It was made when
/// schema 1 was what was released, and is not made again once schema 1 is.
#[test]
#[ignore = "writes tests/store/data/schema-1.db"]
fn write_the_file_of_schema_1() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/data");
    let path = folder.join("schema-1.db");
    assert!(!path.exists(), "move the one that is there away first");
    let mut conn = Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA page_size = 1024").unwrap();
    plan(1, &[]).create(&mut conn, &path).unwrap();
    let rows = fs::read_to_string(folder.join("rows.sql")).unwrap();
    conn.execute_batch(&rows).unwrap();
}
