//! What becomes of the due dates of a file that was made before pauses and extensions were known.

use std::path::PathBuf;

use super::*;
use crate::domain::{Inquiry, Reference};
use crate::store::{Access, Store, closed_days, deadline_rules, due, inquiries};

/// The last schema without them.
const BEFORE: i32 = 3;

const ROWS: &str = "
    INSERT INTO deadline_rule (id, code, name, days, day_kind, closed_day_rule, source)
      VALUES (7, 'ten-day', 'Ti dage', 10, 'calendar', 'next_working_day', 'Et sted');
    INSERT INTO asker (id, code, name, kind) VALUES (1, 'FL', 'Frugtlisten', 'party');
    INSERT INTO department (id, code, name) VALUES (1, 'ABC', 'Afdelingen');
    INSERT INTO inquiry (id, reference, title, asker_id, received_on, deadline_rule_id, due_on) VALUES
      (1, '2018-1', 'By the rule', 1, '2018-03-19', 7, '2018-03-29'),
      (2, '2018-2', 'By hand', 1, '2018-03-19', 7, '2018-04-13'),
      (3, '2018-3', 'Unknown', 1, NULL, 7, NULL),
      (4, '2018-4', 'Said to be unknown', 1, '2018-03-19', 7, NULL);
    INSERT INTO question (id, inquiry_id, number, position, text) VALUES (1, 1, '1', 1, 'Hvor mange?');
    INSERT INTO addressee (question_id, department_id) VALUES (1, 1);";

/// A file of the last schema without them, with [`ROWS`] in it.
fn old_file() -> (tempfile::TempDir, PathBuf) {
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
    (folder, path)
}

fn inquiry(store: &mut Store, reference: &str) -> Inquiry {
    let reference: Reference = reference.parse().unwrap();
    store
        .read(|reader| inquiries::get(reader, &reference))
        .unwrap()
}

#[test]
fn dates_are_kept_and_known_to_be_by_rule_or_by_hand() {
    let (_folder, path) = old_file();
    let mut store = Store::open(&path, Access::Write, |_| ()).unwrap();
    for (reference, due, stated) in [
        ("2018-1", Some("2018-03-29"), false),
        ("2018-2", Some("2018-04-13"), true),
        ("2018-3", None, false),
        ("2018-4", None, true),
    ] {
        let found = inquiry(&mut store, reference);
        let due = due.map(|day| day.parse().unwrap());
        assert_eq!(
            (found.due_on, found.original_due_on, found.due_stated),
            (due, due, stated),
            "{reference}"
        );
    }
}

#[test]
fn rules_keep_their_rows_and_what_refers_to_them() {
    let (_folder, path) = old_file();
    let mut store = Store::open(&path, Access::Write, |_| ()).unwrap();
    let rules = store.read(deadline_rules::list).unwrap();
    assert_eq!(rules.len(), 1);
    assert!(rules[0].observes_closed_days && rules[0].source == "Et sted");
    assert_eq!(inquiry(&mut store, "2018-1").deadline_rule, rules[0].code);
    assert!(store.read(closed_days::list).unwrap().is_empty());
    let owed = store.read(|reader| due::outstanding(reader, None)).unwrap();
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].department_name, "Afdelingen");
}
