//! The sqlite3 shell reads the file, writes to it, and keeps the indexes right: what it adds is
//! found. Skipped, and said to be, where there is no sqlite3.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tenday::store::{Access, Store, check};

use super::{RECORD, find};

/// What the shell prints; nothing where there is none.
fn shell(db: &Path, sql: &str) -> Option<String> {
    let ran = Command::new("sqlite3")
        .arg("-bail")
        .arg(db)
        .arg(sql)
        .output();
    let Ok(output) = ran else {
        // Not through `eprintln!`, which the test harness keeps to itself.
        let told = writeln!(
            std::io::stderr(),
            "SKIPPED: sqlite3 is not installed; {} stays unread",
            db.display()
        );
        told.unwrap();
        return None;
    };
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{sql}: {said}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn file(folder: &Path) -> PathBuf {
    let path = folder.join("record.db");
    Store::create(&path, |_| {}, |_| Ok(())).unwrap();
    path
}

#[test]
fn the_sqlite3_shell_writes_and_what_it_wrote_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    if shell(&path, RECORD).is_none() {
        return;
    }
    let changed = "
        UPDATE answer SET text = 'Stien er ryddet.' WHERE id = 1;
        INSERT INTO question (inquiry_id, number, position, text) VALUES (1, '3', 3, 'Er der en gård?');
        DELETE FROM addressee WHERE question_id = 2;
        DELETE FROM answer WHERE id = 2;
        DELETE FROM question WHERE id = 2;
        PRAGMA integrity_check;";
    assert_eq!(shell(&path, changed).unwrap(), "ok\n");
    let mut store = Store::open(&path, Access::Write, |_| {}).unwrap();
    store
        .read(|reader| {
            assert_eq!(
                find(reader, "gaarde")?,
                ["question 2001-1.1", "question 2001-1.3"]
            );
            assert_eq!(find(reader, "STIEN")?, ["answer 2001-1.1"]);
            assert_eq!(find(reader, "frist OR koster")?, Vec::<String>::new());
            assert_eq!(check::check(reader)?.problems, Vec::<String>::new());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_sqlite3_shell_searches_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    if shell(&path, RECORD).is_none() {
        return;
    }
    let found = shell(
        &path,
        "SELECT rowid, snippet(answer_search, 0, '<', '>', '', 3) FROM answer_search WHERE answer_search MATCH 'FRISTEN';
         SELECT count(*) FROM title_search WHERE title_search MATCH 'aen';
         SELECT count(*) FROM title_search WHERE title_search MATCH 'ÅEN';",
    );
    assert_eq!(found.unwrap(), "1|når <fristen> er\n0\n1\n");
}
