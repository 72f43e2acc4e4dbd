//! What the schema refuses by itself, whoever writes: each row here is wrong in one way, and is
//! refused for that.

use rusqlite::Connection;

use crate::{ROWS, raw, record, skip};

/// The whole schema, as it came to be.
const SCHEMA: &str = concat!(
    include_str!("../../migrations/V1__record.sql"),
    include_str!("../../migrations/V2__views.sql"),
    include_str!("../../migrations/V3__search.sql"),
    include_str!("../../migrations/V4__deadlines.sql"),
    include_str!("../../migrations/V5__dates.sql"),
    include_str!("../../migrations/V6__plainer_views.sql"),
);

/// A record in memory, written to past every rule but the schema's.
fn conn() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    for sql in [
        "PRAGMA foreign_keys = OFF",
        SCHEMA,
        "PRAGMA foreign_keys = ON",
        ROWS,
    ] {
        conn.execute_batch(sql).unwrap();
    }
    conn
}

/// Asserts that every statement is refused with the text beside it.
fn refused(rows: &[(&str, &str)]) {
    let conn = conn();
    for (sql, want) in rows {
        let before: i64 = changes(&conn);
        conn.execute_batch("BEGIN").unwrap();
        match conn.execute_batch(sql) {
            Ok(()) => panic!("accepted: {sql}"),
            Err(error) => {
                let said = error.to_string();
                assert!(
                    said.contains(want),
                    "{sql}\n  refused by: {said}\n  not by: {want}"
                );
            }
        }
        conn.execute_batch("ROLLBACK").unwrap();
        assert_eq!(changes(&conn), before, "{sql}");
    }
}

fn changes(conn: &Connection) -> i64 {
    let tables = "SELECT count(*) FROM department UNION ALL SELECT count(*) FROM inquiry
        UNION ALL SELECT count(*) FROM answer UNION ALL SELECT sum(ifnull(follows_id, 0)) FROM inquiry";
    let mut statement = conn
        .prepare(&format!("SELECT sum(\"count(*)\") FROM ({tables})"))
        .unwrap();
    statement.query_row([], |row| row.get(0)).unwrap()
}

const FOREIGN: &str = "FOREIGN KEY constraint failed";
const LOOP: &str = "a follow-up cannot close a loop";

#[test]
fn a_follow_up_closes_no_loop() {
    refused(&[
        ("UPDATE inquiry SET follows_id = 1 WHERE id = 1", LOOP),
        ("UPDATE inquiry SET follows_id = 2 WHERE id = 1", LOOP),
        (
            "UPDATE inquiry SET follows_id = 2 WHERE id = 3; UPDATE inquiry SET follows_id = 3 WHERE id = 1",
            LOOP,
        ),
        ("UPDATE inquiry SET follows_id = CASE id WHEN 1 THEN 3 WHEN 3 THEN 2 END WHERE id IN (1, 3)", LOOP),
        (
            "INSERT INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id)
             VALUES (9, 'N', 'N', 1, 1, 9)",
            LOOP,
        ),
        (
            "PRAGMA defer_foreign_keys = ON;
             INSERT INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id) VALUES (8, 'N8', 'N', 1, 1, 9);
             INSERT INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id) VALUES (9, 'N9', 'N', 1, 1, 8)",
            LOOP,
        ),
        (
            "PRAGMA defer_foreign_keys = ON;
             INSERT INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id) VALUES (7, 'N7', 'N', 1, 1, 8);
             INSERT INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id) VALUES (8, 'N8', 'N', 1, 1, 9);
             INSERT INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id) VALUES (9, 'N9', 'N', 1, 1, 7)",
            LOOP,
        ),
        (
            "PRAGMA defer_foreign_keys = ON;
             INSERT INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id) VALUES (8, 'N8', 'N', 1, 1, 9);
             UPDATE inquiry SET id = 9, follows_id = 8 WHERE id = 3",
            LOOP,
        ),
        (
            "INSERT OR REPLACE INTO inquiry (id, reference, title, asker_id, deadline_rule_id, follows_id)
             VALUES (1, '2021-1', 'N', 1, 1, 2)",
            LOOP,
        ),
        ("UPDATE inquiry SET follows_id = 4711 WHERE id = 1", FOREIGN),
    ]);
}

#[test]
fn a_unit_is_a_part_of_a_department() {
    refused(&[
        ("INSERT INTO department (code, name, parent_id) VALUES ('N', 'N', 4)", "a unit cannot have units"),
        ("UPDATE department SET parent_id = 2 WHERE id = 1", "a unit cannot have units"),
        ("UPDATE department SET parent_id = 5 WHERE id = 3", "a unit cannot have units"),
        ("INSERT INTO department (id, code, name) VALUES (9, 'N', 'N'); UPDATE department SET parent_id = 9 WHERE id = 9", "CHECK constraint failed: parent_id <> id"),
        (
            "INSERT INTO department (id, code, name, parent_id) VALUES (9, 'N', 'N', 9)",
            "CHECK constraint failed: parent_id <> id",
        ),
        ("INSERT INTO department (code, name, parent_id) VALUES ('N', 'N', 4711)", FOREIGN),
        ("UPDATE department SET parent_id = 1 WHERE id = 3", "was referred to cannot become a unit"),
        (
            "DELETE FROM figure; DELETE FROM contact_channel; DELETE FROM answer; UPDATE letter SET department_id = 3, unit_id = NULL
             WHERE id = 3; UPDATE department SET parent_id = 1 WHERE id = 3",
            "a department that sent a letter cannot become a unit",
        ),
        ("UPDATE department SET parent_id = 3 WHERE id = 4", FOREIGN),
        ("DELETE FROM department WHERE id = 3", FOREIGN),
    ]);
}

#[test]
fn a_letter_is_a_departments_to_one_inquiry() {
    refused(&[
        (
            "INSERT INTO letter (inquiry_id, department_id) VALUES (1, 4)",
            "a letter is from a department",
        ),
        (
            "UPDATE letter SET department_id = 6, unit_id = NULL WHERE id = 4",
            "a letter is from a department",
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id) VALUES (4711, 1)",
            FOREIGN,
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id) VALUES (2, 4711)",
            FOREIGN,
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, unit_id) VALUES (2, 1, 6)",
            FOREIGN,
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, unit_id) VALUES (2, 1, 2)",
            FOREIGN,
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id) VALUES (1, 1)",
            "UNIQUE constraint failed: letter.inquiry_id",
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, number) VALUES (2, 1, 0)",
            "number >= 1",
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, page) VALUES (2, 1, 1)",
            "page IS NULL OR document_id",
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, document_id, page) VALUES (2, 1, 1, 0)",
            "page >= 1",
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, document_id) VALUES (2, 1, 9)",
            FOREIGN,
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, case_number) VALUES (2, 1, '')",
            "case_number <> ''",
        ),
        (
            "INSERT INTO letter (inquiry_id, department_id, contact_block) VALUES (2, 1, '')",
            "contact_block <> ''",
        ),
        (
            "INSERT INTO letter_person (letter_id, role, position, name) VALUES (1, 'author', 1, 'N')",
            FOREIGN,
        ),
        (
            "INSERT INTO letter_person (letter_id, role, position, name) VALUES (9, 'handler', 1, 'N')",
            FOREIGN,
        ),
        (
            "INSERT INTO letter_person (letter_id, role, position, name) VALUES (1, 'handler', 1, 'N')",
            "UNIQUE",
        ),
        (
            "INSERT INTO letter_person (letter_id, role, position, name) VALUES (2, 'handler', 0, 'N')",
            "position >= 1",
        ),
        (
            "INSERT INTO document (sha256, file_name, media_type, bytes) VALUES ('E3', 'a', 'a/b', x'')",
            "length(sha256)",
        ),
        (
            "INSERT INTO document (sha256, file_name, media_type, bytes) SELECT sha256, 'a', 'a/b', x'' FROM document",
            "UNIQUE constraint failed: document.sha256",
        ),
        (
            "INSERT INTO document (sha256, file_name, media_type, bytes)
             SELECT replace(sha256, 'e', 'E'), 'a', 'a/b', x'' FROM document",
            "sha256 NOT GLOB",
        ),
        (
            "INSERT INTO document (sha256, file_name, media_type, bytes)
             SELECT replace(sha256, 'e', 'd'), 'a', 'pdf', x'' FROM document",
            "media_type GLOB",
        ),
    ]);
}

const ANSWER: &str =
    "INSERT INTO answer (inquiry_id, department_id, letter_id, question_id, unit_id,
    disposition, text, wording, refers_to_question_id, refers_to_department_id) VALUES ";

#[test]
fn an_answer_belongs_to_its_letter_and_its_question() {
    let cases = [
        (
            "(1, 1, 1, 5, NULL, 'not_applicable', NULL, NULL, NULL, NULL)",
            FOREIGN,
        ), // another inquiry's question
        (
            "(3, 1, 1, 5, NULL, 'not_applicable', NULL, NULL, NULL, NULL)",
            FOREIGN,
        ), // another inquiry's letter
        (
            "(1, 2, 1, 4, NULL, 'not_applicable', NULL, NULL, NULL, NULL)",
            FOREIGN,
        ), // another department's letter
        (
            "(1, 1, 1, 4, 6, 'not_applicable', NULL, NULL, NULL, NULL)",
            FOREIGN,
        ), // another department's unit
        (
            "(1, 1, 1, 4, 1, 'not_applicable', NULL, NULL, NULL, NULL)",
            FOREIGN,
        ), // no unit at all
        (
            "(1, 1, 1, 4, NULL, 'ignored', NULL, NULL, NULL, NULL)",
            FOREIGN,
        ),
        (
            "(1, 1, 1, 4, NULL, 'answered', 'Yes.', 'hearsay', NULL, NULL)",
            FOREIGN,
        ),
        (
            "(1, 1, 1, 4, NULL, 'see_other', NULL, NULL, 5, NULL)",
            FOREIGN,
        ), // a question of another inquiry
        (
            "(1, 1, 1, 4, NULL, 'see_other', NULL, NULL, 4, NULL)",
            "refers_to_question_id <> question_id",
        ),
        (
            "(1, 1, 1, 4, NULL, 'see_other', NULL, NULL, NULL, NULL)",
            "(disposition = 'see_other')",
        ),
        (
            "(1, 1, 1, 4, NULL, 'not_applicable', NULL, NULL, 1, NULL)",
            "(disposition = 'see_other')",
        ),
        (
            "(1, 1, 1, 4, NULL, 'see_other', NULL, NULL, 1, 2)",
            "(disposition = 'referred')",
        ),
        (
            "(1, 1, 1, 4, NULL, 'referred', NULL, NULL, NULL, NULL)",
            "(disposition = 'referred')",
        ),
        (
            "(1, 1, 1, 4, NULL, 'referred', NULL, NULL, NULL, 1)",
            "refers_to_department_id <> department_id",
        ),
        (
            "(1, 1, 1, 4, NULL, 'referred', NULL, NULL, NULL, 6)",
            "to a department, not to a unit",
        ),
        (
            "(1, 1, 1, 4, NULL, 'referred', NULL, NULL, NULL, 4711)",
            FOREIGN,
        ),
        (
            "(1, 1, 1, 4, NULL, 'answered', NULL, NULL, NULL, NULL)",
            "disposition <> 'answered' OR text",
        ),
        (
            "(1, 1, 1, 4, NULL, 'answered', 'Yes.', NULL, NULL, NULL)",
            "(text IS NULL) = (wording IS NULL)",
        ),
        (
            "(1, 1, 1, 4, NULL, 'not_applicable', NULL, 'summary', NULL, NULL)",
            "(text IS NULL) = (wording IS NULL)",
        ),
        (
            "(1, 1, 1, 1, NULL, 'not_applicable', NULL, NULL, NULL, NULL)",
            "UNIQUE constraint failed: index 'answer_once'",
        ),
        (
            "(1, 1, 1, 1, 4, 'not_applicable', NULL, NULL, NULL, NULL)",
            "UNIQUE constraint failed: index 'answer_once'",
        ),
    ];
    let rows: Vec<(String, &str)> = cases
        .iter()
        .map(|(values, want)| ([ANSWER, values].concat(), *want))
        .collect();
    refused(
        &rows
            .iter()
            .map(|(sql, want)| (sql.as_str(), *want))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn an_answer_stays_with_its_letter_and_its_question() {
    refused(&[
        (
            "UPDATE answer SET refers_to_department_id = 6 WHERE id = 5",
            "to a department, not to a unit",
        ),
        ("UPDATE answer SET question_id = 5 WHERE id = 6", FOREIGN),
        (
            "UPDATE letter SET inquiry_id = 3, number = 7 WHERE id = 1",
            FOREIGN,
        ),
        ("UPDATE question SET inquiry_id = 2 WHERE id = 1", FOREIGN),
        ("DELETE FROM question WHERE id = 1", FOREIGN),
        ("DELETE FROM letter WHERE id = 1", FOREIGN),
    ]);
}

#[test]
fn text_is_not_blank() {
    let columns = [
        ("department", "name"),
        ("asker", "name"),
        ("deadline_rule", "name"),
        ("inquiry", "title"),
        ("question", "text"),
        ("letter_person", "name"),
        ("figure", "name"),
        ("codebook", "meaning"),
    ];
    for (table, column) in columns {
        for blank in ["''", "'  '", "char(10, 9, 13, 32)"] {
            let sql = format!("UPDATE {table} SET {column} = {blank}");
            refused(&[(&sql, "CHECK constraint failed: trim(")]);
        }
    }
    refused(&[
        (
            "UPDATE answer SET text = char(10) WHERE id = 8",
            "CHECK constraint failed: trim(text",
        ),
        ("UPDATE answer SET label = ''", "label <> ''"),
        ("UPDATE figure SET unit = ''", "unit <> ''"),
        ("UPDATE finding SET note = ''", "note <> ''"),
        ("UPDATE letter_person SET title = ''", "title <> ''"),
        ("UPDATE contact_channel SET label = ''", "label <> ''"),
        ("UPDATE contact_channel SET value = ''", "value <> ''"),
        ("UPDATE contact_channel SET hours = ''", "hours <> ''"),
        ("UPDATE contact_channel SET audience = ''", "audience <> ''"),
        ("UPDATE document SET file_name = ''", "file_name <> ''"),
    ]);
}

#[test]
fn keys_are_of_the_characters_that_keys_hold() {
    for (table, column) in [
        ("department", "code"),
        ("asker", "code"),
        ("deadline_rule", "code"),
        ("inquiry", "reference"),
        ("question", "number"),
        ("codebook", "codebook"),
        ("codebook", "code"),
    ] {
        for bad in ["''", "'a b'", "'a.b'", "'é'", "'a' || char(10)", "'a;b'"] {
            let sql = format!("UPDATE {table} SET {column} = {bad}");
            refused(&[(&sql, &format!("CHECK constraint failed: {column} <> ''"))]);
        }
    }
}

#[test]
fn keys_are_given_once() {
    refused(&[
        (
            "INSERT INTO department (code, name) VALUES ('aa', 'N')",
            "UNIQUE constraint failed: department.code",
        ),
        (
            "INSERT INTO department (code, name) VALUES ('N', 'first department')",
            "index 'department_name'",
        ),
        (
            "INSERT INTO department (code, name, parent_id) VALUES ('N', 'unit x', 1)",
            "index 'department_name'",
        ),
        (
            "INSERT INTO asker (code, name, kind) VALUES ('p1', 'N', 'party')",
            "UNIQUE constraint failed: asker.code",
        ),
        (
            "INSERT INTO asker (code, name, kind) VALUES ('N', 'PARTY ONE', 'party')",
            "UNIQUE constraint failed: asker.name",
        ),
        (
            "INSERT INTO asker (code, name, kind) VALUES ('N', 'N', 'king')",
            FOREIGN,
        ),
        (
            "INSERT INTO inquiry (reference, title, asker_id, deadline_rule_id) VALUES ('2021-x', 'N', 1, 1)",
            "UNIQUE constraint failed: inquiry.reference",
        ),
        (
            "INSERT INTO inquiry (reference, title, asker_id, deadline_rule_id) VALUES ('N', 'N', 9, 1)",
            FOREIGN,
        ),
        (
            "INSERT INTO inquiry (reference, title, asker_id, deadline_rule_id) VALUES ('N', 'N', 1, 9)",
            FOREIGN,
        ),
        (
            "INSERT INTO question (inquiry_id, number, position, text) VALUES (1, '2A', 9, 'N')",
            "question.number",
        ),
        (
            "INSERT INTO question (inquiry_id, number, position, text) VALUES (1, '9', 4, 'N')",
            "question.position",
        ),
        (
            "INSERT INTO question (inquiry_id, number, position, text) VALUES (1, '9', 0, 'N')",
            "position >= 1",
        ),
        (
            "INSERT INTO question (inquiry_id, number, position, text) VALUES (9, '9', 9, 'N')",
            FOREIGN,
        ),
        (
            "INSERT INTO addressee (question_id, department_id) VALUES (1, 1)",
            "UNIQUE constraint failed: addressee",
        ),
        (
            "INSERT INTO addressee (question_id, department_id) VALUES (9, 1)",
            FOREIGN,
        ),
        (
            "INSERT INTO addressee (question_id, department_id) VALUES (4, 9)",
            FOREIGN,
        ),
    ]);
}

#[test]
fn what_answers_state_is_recorded_once() {
    refused(&[
        (
            "INSERT INTO codebook (codebook, code, meaning) VALUES ('OPEN', 'YES', 'N')",
            "codebook.codebook",
        ),
        (
            "INSERT INTO figure (answer_id, name, value, as_of) VALUES (2, 'visitors', 1, '2020')",
            "index 'figure_once'",
        ),
        (
            "INSERT INTO figure (answer_id, name, value) VALUES (3, 'share', 1)",
            "index 'figure_once'",
        ),
        (
            "INSERT INTO figure (answer_id, name, value) VALUES (9, 'N', 1)",
            FOREIGN,
        ),
        (
            "INSERT INTO contact_channel (department_id, kind, value) VALUES (1, 'telephone', '00 00 00 01')",
            "index 'contact_channel_once'",
        ),
        (
            "INSERT INTO finding (question_id, department_id, codebook, code) VALUES (1, 1, 'OPEN', 'no')",
            "finding.question_id",
        ),
        (
            "INSERT INTO finding (question_id, department_id, codebook, code) VALUES (1, 3, 'open', 'maybe')",
            FOREIGN,
        ),
        (
            "INSERT INTO finding (question_id, department_id, codebook, code) VALUES (9, 3, 'open', 'no')",
            FOREIGN,
        ),
        (
            "INSERT INTO finding (question_id, department_id, codebook, code) VALUES (1, 9, 'open', 'no')",
            FOREIGN,
        ),
    ]);
}

/// `SQLite` 3.40 gives `date('2021-02-30')` back as it is; with a modifier it works the date out.
#[test]
fn dates_are_worked_out_whatever_sqlite_writes() {
    let (_folder, path) = record();
    let conn = raw(&path);
    let mut tables = conn
        .prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%date(%'")
        .unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut checks = 0;
    for sql in tables.map(Result::unwrap) {
        for (at, _) in sql.match_indices("IS date(") {
            let call = sql[at..].split(')').next().unwrap();
            assert!(
                call.ends_with(", '+0 days'") || call.ends_with("|| '-01'"),
                "{call}"
            );
            checks += 1;
        }
    }
    assert_eq!(checks, 22);
    let shell = |sql: &str| {
        std::process::Command::new("sqlite3")
            .arg(&path)
            .arg(sql)
            .output()
    };
    let Ok(wrote) = shell("UPDATE letter SET dated_on = '2021-02-28'") else {
        return skip("the sqlite3 shell: it is not installed");
    };
    assert!(wrote.status.success(), "{wrote:?}");
    for day in ["2021-02-29", "2021-02-30", "2021-04-31"] {
        let refused = shell(&format!("UPDATE letter SET dated_on = '{day}'")).unwrap();
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(
            said.contains("CHECK constraint failed: dated_on GLOB"),
            "{day}: {said}"
        );
    }
}

#[test]
fn dates_are_days_that_exist() {
    for (table, column) in [
        ("deadline_rule", "valid_from"),
        ("deadline_rule", "valid_to"),
        ("inquiry", "received_on"),
        ("inquiry", "due_on"),
        ("inquiry", "closed_on"),
        ("inquiry", "original_due_on"),
        ("letter", "dated_on"),
        ("letter", "received_on"),
        ("contact_channel", "valid_from"),
        ("contact_channel", "valid_to"),
        ("figure", "as_of"),
    ] {
        for bad in [
            "'2021-02-29'",
            "'2021-13-01'",
            "'2021-00-10'",
            "'2021-04-31'",
            "'2021-4-1'",
            "'1.4.2021'",
            "''",
            "'now'",
            "'2021-04-01 '",
            "'2021-04-01T10:00'",
            "'2021-04-01 10:00'",
            "'20210401'",
        ] {
            let sql = format!("UPDATE {table} SET {column} = {bad}");
            refused(&[(&sql, &format!("CHECK constraint failed: {column} "))]);
        }
    }
    refused(&[
        ("UPDATE figure SET as_of = '2021-13'", "as_of IS NULL"),
        ("UPDATE figure SET as_of = '21'", "as_of IS NULL"),
        (
            "UPDATE inquiry SET due_on = '2021-03-01' WHERE id = 1",
            "due_on IS NULL OR received_on",
        ),
        (
            "UPDATE inquiry SET due_on = '2021-02-28' WHERE id = 2",
            "due_on >= received_on",
        ),
        (
            "UPDATE inquiry SET closed_on = '2021-02-28' WHERE id = 2",
            "closed_on >= received_on",
        ),
        (
            "UPDATE deadline_rule SET valid_from = '2021-01-02', valid_to = '2021-01-01'",
            "valid_to >= valid_from",
        ),
        (
            "UPDATE contact_channel SET valid_to = '2019-12-31' WHERE id = 2",
            "valid_to >= valid_from",
        ),
    ]);
    conn()
        .execute_batch("UPDATE inquiry SET received_on = '2024-02-29', due_on = NULL, closed_on = NULL; UPDATE figure SET as_of = '2024-02-29' WHERE id = 1")
        .unwrap();
}

#[test]
fn numbers_and_words_are_what_they_may_be() {
    refused(&[
        ("UPDATE deadline_rule SET days = -1", "days BETWEEN"),
        (
            "UPDATE deadline_rule SET days = 'ten'",
            "cannot store TEXT value in INTEGER column",
        ),
        (
            "UPDATE deadline_rule SET counts_first_day = 2",
            "counts_first_day IN",
        ),
        ("UPDATE deadline_rule SET day_kind = 'holy'", FOREIGN),
        ("UPDATE deadline_rule SET closed_day_rule = 'skip'", FOREIGN),
        ("UPDATE figure SET value = 9e999", "abs(value)"),
        ("UPDATE figure SET value = -9e999", "abs(value)"),
        (
            "UPDATE figure SET value = NULL",
            "NOT NULL constraint failed: figure.value",
        ),
        (
            "UPDATE figure SET value = 'many'",
            "cannot store TEXT value in REAL column",
        ),
        ("UPDATE figure SET approximate = 2", "approximate IN"),
        ("UPDATE contact_channel SET kind = 'fax'", FOREIGN),
        ("UPDATE contact_channel SET visibility = 'secret'", FOREIGN),
        ("UPDATE contact_channel SET department_id = 4711", FOREIGN),
        (
            "UPDATE contact_channel SET answer_id = 1 WHERE id = 1",
            "letter_id IS NULL OR answer_id IS NULL",
        ),
        (
            "UPDATE contact_channel SET letter_id = 4711 WHERE id = 1",
            FOREIGN,
        ),
        (
            "INSERT INTO contact_channel (department_id, kind, audience) VALUES (1, 'web', 'all')",
            "value IS NOT NULL OR hours IS NOT NULL OR label IS NOT NULL",
        ),
        (
            "UPDATE inquiry SET title = x'00'",
            "cannot store BLOB value in TEXT column",
        ),
        (
            "UPDATE inquiry SET asker_id = NULL",
            "NOT NULL constraint failed",
        ),
    ]);
}

#[test]
fn every_table_is_strict_and_explained() {
    let conn = conn();
    let mut statement = conn
        .prepare(
            "SELECT name, sql FROM sqlite_schema
             WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%\\_search%' ESCAPE '\\'
             ORDER BY name",
        )
        .unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    for row in rows {
        let (name, sql): (String, String) = row.unwrap();
        assert!(
            sql.starts_with("CREATE VIEW") || sql.contains(") STRICT"),
            "{name}"
        );
        assert_eq!(
            sql.lines().nth(1).unwrap_or("").trim().get(..3),
            Some("-- "),
            "{name}"
        );
        let head = sql.split(") AS").next().unwrap();
        for line in head
            .lines()
            .filter(|line| line.starts_with("  ") && !line.trim().starts_with("--"))
        {
            let word = line.split_whitespace().next().unwrap();
            let is_column = word
                .chars()
                .all(|c| c.is_ascii_lowercase() || "_,0123456789".contains(c));
            assert!(!is_column || line.contains(" -- "), "{name}: {line}");
        }
    }
}

#[test]
fn the_schema_calls_no_function_that_readers_may_lack() {
    let code: String = SCHEMA
        .lines()
        .map(|line| line.split("--").next().unwrap())
        .collect::<Vec<_>>()
        .join(" ");
    let mut called: Vec<&str> = code
        .match_indices('(')
        .filter_map(|(at, _)| {
            let before = &code[..at];
            let start = before
                .rfind(|c: char| !c.is_ascii_lowercase() && c != '_')
                .map_or(0, |i| i + 1);
            (start < at).then(|| &before[start..])
        })
        .collect();
    called.sort_unstable();
    called.dedup();
    let known = [
        "abs",
        "char",
        "count",
        "date",
        "group_concat",
        "ifnull",
        "length",
        "min",
        "trim",
    ];
    assert_eq!(called, known);
}
