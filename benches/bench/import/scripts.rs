//! What the peers are told to do with the same CSV files.

use std::fmt::Write;
use std::path::Path;

use super::super::measure::Work;
use super::super::peers::{Python, Sqlite3};
use super::super::{Bench, Outcome};

/// The tables, with the columns of their files.
const TABLES: [(&str, &str); 8] = [
    ("department", "code, name, parent"),
    ("asker", "code, name, kind"),
    (
        "deadline_rule",
        "code, name, days, day_kind, counts_first_day, closed_day_rule",
    ),
    (
        "inquiry",
        "reference, title, asker, received_on, deadline_rule, due_on, follows, closed_on",
    ),
    ("question", "inquiry, number, position, text"),
    ("addressee", "inquiry, question, department"),
    (
        "letter",
        "inquiry, department, letter, unit, dated_on, received_on, case_number, contact_block",
    ),
    (
        "letter_person",
        "inquiry, department, letter, role, position, name, title",
    ),
];
const ANSWER: (&str, &str) = (
    "answer",
    "inquiry, question, department, letter, unit, label, disposition, refers_to_question, refers_to_department, wording, text",
);

/// From the files' rows to those of the tables, keys turned into row numbers. The joins are in the order that needs no
/// planning, and every look-up has an index.
const ROWS: &str = "
INSERT INTO department (code, name) SELECT code, name FROM temp.new_department WHERE parent = '';
INSERT INTO department (code, name, parent_id)
  SELECT new.code, new.name, department.id FROM temp.new_department AS new
  CROSS JOIN department ON department.code = new.parent WHERE new.parent <> '';
INSERT INTO asker (code, name, kind) SELECT code, name, kind FROM temp.new_asker;
INSERT INTO deadline_rule (code, name, days, day_kind, counts_first_day, closed_day_rule)
  SELECT code, name, days, day_kind, counts_first_day, closed_day_rule FROM temp.new_deadline_rule;
INSERT INTO inquiry (reference, title, asker_id, received_on, deadline_rule_id, due_on, original_due_on, closed_on)
  SELECT new.reference, new.title, asker.id, new.received_on, deadline_rule.id, new.due_on, new.due_on, nullif(new.closed_on, '')
  FROM temp.new_inquiry AS new
  CROSS JOIN asker ON asker.code = new.asker
  CROSS JOIN deadline_rule ON deadline_rule.code = new.deadline_rule;
INSERT INTO question (inquiry_id, number, position, text)
  SELECT inquiry.id, new.number, new.position, new.text FROM temp.new_question AS new
  CROSS JOIN inquiry ON inquiry.reference = new.inquiry;
INSERT INTO addressee (question_id, department_id)
  SELECT question.id, department.id FROM temp.new_addressee AS new
  CROSS JOIN inquiry ON inquiry.reference = new.inquiry
  CROSS JOIN question ON question.inquiry_id = inquiry.id AND question.number = new.question
  CROSS JOIN department ON department.code = new.department;
INSERT INTO letter (inquiry_id, department_id, number, dated_on, case_number)
  SELECT inquiry.id, department.id, new.letter, new.dated_on, nullif(new.case_number, '') FROM temp.new_letter AS new
  CROSS JOIN inquiry ON inquiry.reference = new.inquiry
  CROSS JOIN department ON department.code = new.department;
INSERT INTO letter_person (letter_id, role, position, name, title)
  SELECT letter.id, new.role, new.position, new.name, nullif(new.title, '') FROM temp.new_letter_person AS new
  CROSS JOIN inquiry ON inquiry.reference = new.inquiry
  CROSS JOIN department ON department.code = new.department
  CROSS JOIN letter ON letter.inquiry_id = inquiry.id AND letter.department_id = department.id AND letter.number = new.letter;
INSERT INTO answer (inquiry_id, department_id, letter_id, question_id, unit_id, label, disposition, text, wording,
    refers_to_question_id, refers_to_department_id)
  SELECT inquiry.id, department.id, letter.id, question.id, unit.id, nullif(new.label, ''), new.disposition,
    nullif(new.text, ''), nullif(new.wording, ''), other_question.id, other_department.id
  FROM temp.new_answer AS new
  CROSS JOIN inquiry ON inquiry.reference = new.inquiry
  CROSS JOIN question ON question.inquiry_id = inquiry.id AND question.number = new.question
  CROSS JOIN department ON department.code = new.department
  CROSS JOIN letter ON letter.inquiry_id = inquiry.id AND letter.department_id = department.id AND letter.number = new.letter
  LEFT JOIN department AS unit ON unit.code = new.unit
  LEFT JOIN question AS other_question ON other_question.inquiry_id = inquiry.id AND other_question.number = new.refers_to_question
  LEFT JOIN department AS other_department ON other_department.code = new.refers_to_department;
";

/// The full-text indexes of our schema.
const INDEXES: [&str; 4] = [
    "title_search",
    "question_search",
    "answer_search",
    "channel_search",
];
/// Their triggers.
const TRIGGERS: &str = "FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_search_*'";

/// `.import` into temporary tables and from there into ours, all in one transaction; the index is built at the end, as
/// that is much faster than row by row.
pub fn sqlite3(bench: &Bench, sqlite3: &Sqlite3, folder: &Path, empty: &Path) -> Outcome<Work> {
    let triggers = sqlite3.found(empty, &format!("SELECT sql || ';' {TRIGGERS}"))?;
    let drops = sqlite3.found(
        empty,
        &format!("SELECT 'DROP TRIGGER ' || name || ';' {TRIGGERS}"),
    )?;
    let mut script = format!("PRAGMA foreign_keys = ON;\n.mode csv\nBEGIN;\n{drops}");
    for (table, columns) in TABLES.iter().chain([&ANSWER]) {
        let file = folder.join(format!("{table}.csv"));
        writeln!(script, "CREATE TEMP TABLE new_{table} ({columns});")?;
        writeln!(
            script,
            ".import --schema temp --skip 1 \"{}\" new_{table}",
            file.display()
        )?;
    }
    script.push_str(ROWS);
    if !triggers.trim().is_empty() {
        for index in INDEXES {
            writeln!(script, "INSERT INTO {index} ({index}) VALUES ('rebuild');")?;
        }
        script.push_str(&triggers);
    }
    script.push_str("COMMIT;\n");
    let database = bench.folder.join("sqlite3.db");
    Ok(sqlite3
        .script(bench, &database, &script)?
        .on_a_copy_of(empty, &database))
}

/// What takes the full-text indexes out of a database.
pub fn without_index(sqlite3: &Sqlite3, database: &Path) -> Outcome<String> {
    let triggers = sqlite3.found(
        database,
        &format!("SELECT 'DROP TRIGGER ' || name || ';' {TRIGGERS}"),
    )?;
    Ok(triggers + &INDEXES.map(|index| format!("DROP TABLE {index};")).concat())
}

/// The files as they are, a table each, with an index of the answers' words: no keys, no rules.
pub fn sqlite_utils(bench: &Bench, python: &Python, folder: &Path) -> Work {
    const ALL: &str = "set -e; python=$1 folder=$2 database=$3; shift 3; rm -f \"$database\"
        for table in \"$@\"; do
          \"$python\" -m sqlite_utils insert \"$database\" $table \"$folder/$table.csv\" --csv --silent
        done
        for table in question answer; do \"$python\" -m sqlite_utils enable-fts \"$database\" $table text; done
        \"$python\" -m sqlite_utils enable-fts \"$database\" inquiry title";
    let database = bench.folder.join("sqlite-utils.db").display().to_string();
    let (python, folder) = (
        python.program().display().to_string(),
        folder.display().to_string(),
    );
    let tables = TABLES
        .iter()
        .chain([&ANSWER])
        .map(|(table, _)| (*table).to_owned());
    let before = ["-c", ALL, "sh", &python, &folder, &database].map(str::to_owned);
    Work {
        name: "sqlite-utils",
        program: "sh".into(),
        arguments: before.into_iter().chain(tables).collect(),
        ..bench.tenday(folder.as_ref(), &[])
    }
}
