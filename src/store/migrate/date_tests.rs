//! What becomes of dates that an older `SQLite` let another program write.

use std::path::PathBuf;

use super::*;
use crate::store::{Access, Store, check};

/// The last schema whose checks took them.
const BEFORE: i32 = 4;

const ROWS: &str = "
    INSERT INTO deadline_rule (id, code, name, days, day_kind, closed_day_rule, source)
      VALUES (7, 'ten-day', 'Ti dage', 10, 'calendar', 'next_working_day', 'Et sted');
    INSERT INTO asker (id, code, name, kind) VALUES (1, 'FL', 'Frugtlisten', 'party');
    INSERT INTO department (id, code, name) VALUES (1, 'ABC', 'Afdelingen');
    INSERT INTO inquiry (id, reference, title, asker_id, received_on, deadline_rule_id, due_on, original_due_on) VALUES
      (4, '2018-1', 'Om æbler', 1, '2018-03-19', 7, '2018-03-29', '2018-03-29'),
      (9, '2018-2', 'Om pærer', 1, '2018-03-20', 7, NULL, NULL);
    INSERT INTO question (id, inquiry_id, number, position, text) VALUES (1, 4, '1', 1, 'Hvor mange?');
    INSERT INTO extension VALUES (4, '2018-04-30', 'Ferie', 'Udvalget', '2018-03-28');
    INSERT INTO letter (id, inquiry_id, department_id, dated_on) VALUES (3, 4, 1, '2018-03-28');
    INSERT INTO answer (id, inquiry_id, department_id, letter_id, question_id, disposition, text, wording)
      VALUES (1, 4, 1, 3, 1, 'answered', 'To.', 'verbatim');
    INSERT INTO figure (answer_id, name, value, as_of) VALUES (1, 'Æbler', 2, '2018-03');
    INSERT INTO contact_channel (department_id, kind, value, valid_from, letter_id)
      VALUES (1, 'email', 'a@example.dk', '2018-03-28', 3);";

fn old_file(more: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tenday.db");
    let mut migrations = Plan::embedded().runner.get_migrations().clone();
    migrations.retain(|migration| migration.version() <= BEFORE);
    let old = Plan {
        version: BEFORE,
        runner: Runner::new(&migrations).set_grouped(true),
    };
    let mut conn = Connection::open(&path).unwrap();
    old.create(&mut conn, &path).unwrap();
    conn.execute_batch(ROWS).unwrap();
    conn.execute_batch(more).unwrap();
    (folder, path)
}

/// Everything in the tables that are made again, and what looks through them.
fn contents(path: &Path) -> Vec<String> {
    let conn = Connection::open(path).unwrap();
    let of = |query: &str| {
        let mut statement = conn.prepare(query).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        let mut all = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
            all.push(cells.collect::<Vec<_>>().join(" "));
        }
        all.join("\n")
    };
    [
        "SELECT * FROM deadline_rule",
        "SELECT * FROM inquiry",
        "SELECT * FROM extension",
        "SELECT * FROM letter",
        "SELECT * FROM contact_channel",
        "SELECT * FROM figure",
        "SELECT * FROM inquiry_state",
        "SELECT * FROM contact_flat",
        "SELECT rowid FROM title_search WHERE title_search MATCH 'pærer'",
    ]
    .map(of)
    .to_vec()
}

#[test]
fn rows_and_what_looks_through_them_stay() {
    let (_folder, path) = old_file("");
    let before = contents(&path);
    let mut store = Store::open(&path, Access::Write, |_| ()).unwrap();
    assert_eq!(store.read(check::check).unwrap().problems, [""; 0]);
    drop(store);
    assert_eq!(contents(&path), before);
}

#[test]
fn a_day_that_no_month_has_is_named_and_left() {
    let (_folder, path) =
        old_file("PRAGMA ignore_check_constraints = ON; UPDATE letter SET dated_on = '2018-02-30'");
    let before = std::fs::read(&path).unwrap();
    let error = Store::open(&path, Access::Read, |_| ()).unwrap_err();
    let said = error.to_string();
    assert!(
        said.contains("a row of the table `letter` breaks a rule"),
        "{said}"
    );
    assert!(std::fs::read(&path).unwrap() == before);
}
