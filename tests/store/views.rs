//! The views that analysts build on: their columns are a contract, and so is what they say.

use std::path::Path;
use std::process::{Command, Output};

use rusqlite::types::ValueRef;

use crate::{raw, record, skip};

/// Every view and its columns, in order. Columns may be added at the end; none is ever renamed,
/// moved or removed.
const CONTRACT: &[(&str, &str)] = &[
    (
        "addressee_state",
        "question_id, department_id, unit_id, state, dated_on",
    ),
    (
        "answer_flat",
        "inquiry, title, asker, asker_code, received_on, due_on, question, question_text, department, department_name, \
         unit, unit_code, label, disposition, refers_to_question, refers_to_department, answer, wording, letter, \
         dated_on, case_number, handlers",
    ),
    (
        "answer_state",
        "inquiry, question, department, unit, state, dated_on",
    ),
    (
        "contact_flat",
        "department, department_name, unit, unit_code, kind, label, value, hours, audience, visibility, valid_from, \
         valid_to, stated_in, dated_on, hours_words, e164, also_serves, decided_by, decided_on",
    ),
    (
        "due_flat",
        "inquiry, title, asker, asker_code, received_on, question, question_text, department, department_name, unit, \
         due_on, original_due_on, internal_due_on, deadline_rule, question_position",
    ),
    (
        "figure_flat",
        "inquiry, question, department, answer_unit, name, value, unit, as_of, approximate",
    ),
    (
        "finding_matrix",
        "inquiry, question, department, codebook, code, meaning, note",
    ),
    (
        "inquiry_state",
        "inquiry, title, asker, asker_code, follows, received_on, due_on, closed_on, questions, expected, answered, \
         outstanding, state, original_due_on",
    ),
    (
        "traffic_flat",
        "department, unit, kind, weekday, hour, contacts",
    ),
];

/// `DuckDB` runs a view's text itself. Where it does not know a function it hands on a text of its
/// own making, in which columns have other names and `count(*)` is unknown to `SQLite`.
#[test]
fn views_use_no_function_that_duckdb_does_not_know() {
    let (_folder, path) = record();
    let found = rows(
        &path,
        "SELECT name FROM sqlite_schema WHERE type = 'view' AND sql LIKE '%iif(%'",
    );
    assert_eq!(found, [] as [&str; 0]);
}

#[test]
fn columns_are_a_contract() {
    let (_folder, path) = record();
    let found = rows(
        &path,
        "SELECT sqlite_schema.name, group_concat(column.name, ', ')
         FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS column
         WHERE sqlite_schema.type = 'view' GROUP BY sqlite_schema.name ORDER BY sqlite_schema.name",
    );
    let wanted: Vec<String> = CONTRACT
        .iter()
        .map(|(view, columns)| format!("{view}|{columns}"))
        .collect();
    assert_eq!(found, wanted);
}

/// The rows of a query, values separated by `|`, NULL as `-`.
fn rows(path: &Path, sql: &str) -> Vec<String> {
    let conn = raw(path);
    let mut statement = conn.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let values: rusqlite::Result<Vec<String>> = (0..columns)
            .map(|column| {
                Ok(match row.get_ref(column)? {
                    ValueRef::Null => "-".into(),
                    ValueRef::Integer(number) => number.to_string(),
                    ValueRef::Real(number) => format!("{number:?}"),
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    ValueRef::Blob(_) => "blob".into(),
                })
            })
            .collect();
        Ok(values?.join("|"))
    });
    rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn say(sql: &str, want: &[&str]) {
    let (_folder, path) = record();
    assert_eq!(rows(&path, sql), want, "{sql}");
}

#[test]
fn an_answer_state_is_a_row_per_addressee_and_per_unasked_answer() {
    say(
        "SELECT question, department, unit, state, dated_on FROM answer_state WHERE inquiry = '2021-1'
         ORDER BY question, department, unit, state",
        &[
            // Asked of AA as a whole: the letter's line for the department says not applicable, but
            // units of it answered, one of them in the second letter.
            "1|AA|-|answered|2021-02-03",
            "1|BB|-|referred|-",
            "1|CC|-|outstanding|-",
            "2|AA|-|see_other|2021-02-03",
            "2|BB|-|supplementary|-",
            // Asked of unit X by name: the department's own answer is not the unit's.
            "2a|AA|-|supplementary|2021-02-03",
            "2a|AA|Unit X|outstanding|-",
            "2a|BB|-|outstanding|-",
        ],
    );
}

#[test]
fn a_unit_asked_by_name_answers_for_itself() {
    let (_folder, path) = record();
    raw(&path)
        .execute_batch(
            "INSERT INTO answer (inquiry_id, department_id, letter_id, question_id, unit_id, disposition)
             VALUES (1, 1, 2, 3, 4, 'not_applicable'), (1, 1, 2, 3, 5, 'not_applicable')",
        )
        .unwrap();
    assert_eq!(
        rows(
            &path,
            "SELECT department, unit, state, dated_on FROM answer_state
             WHERE inquiry = '2021-1' AND question = '2A' ORDER BY department, unit, state",
        ),
        [
            "AA|-|supplementary|2021-02-03",
            "AA|Unit X|not_applicable|2021-02-20",
            "AA|Unit Y|supplementary|2021-02-20",
            "BB|-|outstanding|-",
        ]
    );
    // Asked of the department too, its own answer and those of units not asked count for it.
    raw(&path)
        .execute_batch("INSERT INTO addressee (question_id, department_id) VALUES (3, 1)")
        .unwrap();
    assert_eq!(
        rows(
            &path,
            "SELECT department, unit, state, dated_on FROM answer_state
             WHERE inquiry = '2021-1' AND question = '2a' ORDER BY department, unit, state",
        ),
        [
            "AA|-|answered|2021-02-03",
            "AA|Unit X|not_applicable|2021-02-20",
            "BB|-|outstanding|-",
        ]
    );
}

#[test]
fn an_inquiry_state_counts_what_is_expected() {
    say(
        "SELECT inquiry, asker_code, follows, received_on, due_on, closed_on, questions, expected, answered, outstanding, state
         FROM inquiry_state ORDER BY inquiry",
        &[
            "2021-1|P1|-|-|-|-|4|6|3|3|open",
            "2021-2|M1|2021-1|2021-03-01|2021-03-11|-|0|0|0|0|draft",
            "2021-X|P1|-|2021-01-04|2021-01-14|2021-01-20|2|1|1|0|closed",
        ],
    );
    let (_folder, path) = record();
    raw(&path)
        .execute_batch("DELETE FROM addressee WHERE department_id IN (2, 3, 4) AND question_id <> 1; DELETE FROM addressee WHERE department_id = 3; UPDATE inquiry SET closed_on = NULL")
        .unwrap();
    assert_eq!(
        rows(
            &path,
            "SELECT inquiry, expected, outstanding, state FROM inquiry_state ORDER BY inquiry"
        ),
        [
            "2021-1|3|0|answered",
            "2021-2|0|0|draft",
            "2021-X|1|0|answered"
        ]
    );
}

#[test]
fn an_answer_is_flat_with_its_letter_and_handlers_in_order() {
    say(
        "SELECT question, department, unit, unit_code, label, disposition, refers_to_question, refers_to_department,
                answer, wording, letter, dated_on, case_number, handlers
         FROM answer_flat WHERE inquiry = '2021-1' ORDER BY question, department, letter, label",
        &[
            "1|AA|-|-|1.|not_applicable|-|-|-|-|1|2021-02-03|0012|First Handler; Second Handler; Third Handler",
            "1|AA|Unit X|AA-X|a.|answered|-|-|From nine to three.|verbatim|1|2021-02-03|0012|First Handler; Second Handler; Third Handler",
            "1|AA|Unit Y|AA-Y|b.|answered|-|-|Around the clock.|summary|2|2021-02-20|-|-",
            "1|BB|-|-|-|referred|-|CC|-|-|1|-|21/7|-",
            "2|AA|-|-|-|see_other|1|-|-|-|1|2021-02-03|0012|First Handler; Second Handler; Third Handler",
            "2|BB|-|-|-|answered|-|-|Nobody asked.|summary|1|-|21/7|-",
            "2a|AA|-|-|-|answered|-|-|The board decides.|summary|1|2021-02-03|0012|First Handler; Second Handler; Third Handler",
        ],
    );
    say(
        "SELECT DISTINCT title, asker, received_on, due_on, department_name FROM answer_flat WHERE inquiry = '2021-x'",
        &["Closed round|Party One|2021-01-04|2021-01-14|First Department"],
    );
}

#[test]
fn the_other_views_say_what_is_recorded() {
    say(
        "SELECT * FROM contact_flat ORDER BY department, unit, kind",
        &[
            "AA|First Department|-|-|telephone|-|00 00 00 01|Mo-Fr 09:00-15:00|-|public|-|-|2021-1 AA|2021-02-03|-|-|-|-|-",
            "AA|First Department|Unit X|AA-X|in_person|Counter|-|Mo-Fr 10:00-12:00|plumbers|public|2020-01-01|2022-12-31|2021-1 question 1 AA|2021-02-03|-|-|-|-|-",
            "BB|Second Department|-|-|direct_telephone|Desk|00 00 00 02|-|-|withheld|-|-|-|-|-|-|-|-|-",
        ],
    );
    say(
        "SELECT * FROM figure_flat ORDER BY name, as_of",
        &[
            "2021-1|1|AA|Unit Y|share|0.5|-|-|0",
            "2021-1|1|AA|Unit X|visitors|2800.0|people|2020|1",
            "2021-1|1|AA|Unit X|visitors|543.0|people|2021-02|0",
        ],
    );
    say(
        "SELECT * FROM finding_matrix ORDER BY department",
        &[
            "2021-1|1|AA|open|yes|Open every day|the unit is",
            "2021-1|1|BB|open|no|Not open every day|-",
        ],
    );
}

#[test]
fn keys_are_found_in_any_case() {
    for sql in [
        "SELECT count(*) FROM answer_state WHERE inquiry = '2021-x' AND department = 'aa'",
        "SELECT count(*) FROM answer_flat WHERE inquiry = '2021-x' AND department = 'aa'",
        "SELECT count(*) FROM inquiry_state WHERE inquiry = '2021-x' AND asker_code = 'p1'",
        "SELECT count(*) FROM contact_flat WHERE department = 'bb'",
        "SELECT count(DISTINCT question) FROM answer_flat WHERE question = '2A'",
        "SELECT count(*) FROM finding_matrix WHERE department = 'bb' AND codebook = 'OPEN' AND code = 'NO'",
        "SELECT count(DISTINCT unit_code) FROM answer_flat WHERE unit_code = 'aa-x'",
    ] {
        say(sql, &["1"]);
    }
}

const EVERYTHING: &str = "
    SELECT count(*) FROM addressee_state; SELECT count(*) FROM answer_flat; SELECT count(*) FROM answer_state;
    SELECT count(*) FROM contact_flat; SELECT count(*) FROM figure_flat; SELECT count(*) FROM finding_matrix;
    SELECT count(*) FROM inquiry_state; SELECT count(*) FROM answer_flat JOIN answer_state USING (inquiry, question, department);
    SELECT handlers FROM answer_flat WHERE handlers IS NOT NULL LIMIT 1;";
const ITS_ANSWER: &str = "7 8 9 3 3 2 3 9 First Handler; Second Handler; Third Handler";

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text.split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

#[test]
fn the_sqlite3_shell_reads_every_view() {
    let (_folder, path) = record();
    match Command::new("sqlite3")
        .args(["-readonly", "-batch"])
        .arg(&path)
        .arg(EVERYTHING)
        .output()
    {
        Ok(output) => assert_eq!(said(&output), ITS_ANSWER),
        Err(_) => skip("sqlite3 is not installed"),
    }
}

#[test]
fn python_reads_every_view() {
    let (_folder, path) = record();
    let script = "import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for sql in sys.argv[2].split(';'):
    for row in db.execute(sql): print(*row)";
    match Command::new("python3")
        .args(["-c", script])
        .arg(&path)
        .arg(EVERYTHING)
        .output()
    {
        Ok(output) => assert_eq!(said(&output), ITS_ANSWER),
        Err(_) => skip("python3 is not installed"),
    }
}
