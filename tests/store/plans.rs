//! How `SQLite` finds what the views are asked for: by indexes, in the bundled version and in the
//! shell that analysts have.

use std::path::Path;
use std::process::Command;

use crate::{raw, record, skip};

const ASKED: &[&str] = &[
    "SELECT * FROM inquiry_state WHERE inquiry = '2021-1'",
    "SELECT * FROM answer_state WHERE inquiry = '2021-1'",
    "SELECT * FROM answer_flat WHERE inquiry = '2021-1'",
    "SELECT * FROM figure_flat WHERE inquiry = '2021-1'",
    "SELECT * FROM finding_matrix WHERE inquiry = '2021-1'",
    "SELECT * FROM contact_flat WHERE unit_code = 'AA-X'",
];

fn plan(path: &Path, sql: &str) -> Vec<String> {
    let conn = raw(path);
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let rows = statement.query_map([], |row| row.get("detail")).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

/// Asserts that no step goes through a whole table. What a subquery has gathered may be gone
/// through; that is a few rows.
fn no_scan(sql: &str, plan: &[String]) {
    assert!(!plan.is_empty(), "{sql}");
    for step in plan {
        let scan = step.contains("SCAN ")
            && !step.contains("SCAN handler")
            && !step.contains("SCAN served")
            && !step.contains("SCAN answer_state");
        assert!(!scan, "{sql}:\n{}", plan.join("\n"));
    }
}

#[test]
fn one_inquiry_is_found_by_indexes() {
    let (_folder, path) = record();
    for sql in ASKED {
        no_scan(sql, &plan(&path, sql));
    }
}

#[test]
fn the_sqlite3_shell_finds_one_inquiry_by_indexes() {
    let (_folder, path) = record();
    for sql in ASKED {
        let mut shell = Command::new("sqlite3");
        match shell
            .arg("-readonly")
            .arg(&path)
            .arg(format!("EXPLAIN QUERY PLAN {sql}"))
            .output()
        {
            Ok(output) => {
                let text = String::from_utf8(output.stdout).unwrap();
                no_scan(sql, &text.lines().map(str::to_owned).collect::<Vec<_>>());
            }
            Err(_) => return skip("sqlite3 is not installed"),
        }
    }
}
