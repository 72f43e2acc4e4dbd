//! `tenday sql` as a user meets it: the saved queries, the formats, what goes wrong.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tenday::import;
use tenday::store::query::{Query, Watch};
use tenday::store::{Store, saved_queries};

fn tenday(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenday"));
    command.current_dir(folder).env_clear().args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    tenday(folder, arguments).output().unwrap()
}

fn seeded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = run(folder.path(), &["init", "--seed"]);
    assert!(made.status.success(), "{made:?}");
    folder
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn every_saved_query_runs_on_the_seed() {
    // With no date of receipt in the seed, and nothing outstanding.
    const EMPTY: &[&str] = &["answer-times", "outstanding-now"];
    let mut store = Store::in_memory().unwrap();
    store.write(import::seed).unwrap();
    for saved in saved_queries::all() {
        let parameters = saved.parameters.iter();
        let query = Query {
            sql: saved.sql.to_owned(),
            parameters: parameters
                .map(|it| (it.name.to_owned(), it.default.clone()))
                .collect(),
        };
        let mut count = 0;
        store
            .query(&query, &Watch::default(), |rows| {
                while rows.next_row()?.is_some() {
                    count += 1;
                }
                Ok(())
            })
            .unwrap_or_else(|refused| panic!("{}: {refused}", saved.name));
        assert_eq!(
            count == 0,
            EMPTY.contains(&saved.name),
            "{}: {count} rows",
            saved.name
        );
    }
}

#[test]
fn a_saved_query_takes_parameters() {
    let folder = seeded();
    let rows = |time: &str| {
        let parameter = format!("time={time}");
        let arguments = [
            "sql",
            "--query",
            "open-after",
            "--param",
            &parameter,
            "--format",
            "csv",
        ];
        said(&run(folder.path(), &arguments).stdout).lines().count()
    };
    assert!(rows("12:00") > rows("16:00"));
    assert!(rows("16:00") > rows("23:59"));
}

#[test]
fn rows_come_in_every_format() {
    let folder = seeded();
    let of = |format: &str| {
        let sql = "SELECT 1 AS a, 'x|\"y\"' AS b, NULL AS c, 0.5 AS d";
        run(folder.path(), &["sql", sql, "--format", format]).stdout
    };
    assert_eq!(said(&of("csv")), "a,b,c,d\r\n1,\"x|\"\"y\"\"\",,0.5\r\n");
    assert_eq!(said(&of("tsv")), "a\tb\tc\td\n1\tx|\"y\"\t\t0.5\n");
    assert_eq!(
        said(&of("json")),
        "[{\"a\":1,\"b\":\"x|\\\"y\\\"\",\"c\":null,\"d\":0.5}]\n"
    );
    assert_eq!(
        said(&of("ndjson")),
        "{\"a\":1,\"b\":\"x|\\\"y\\\"\",\"c\":null,\"d\":0.5}\n"
    );
    assert_eq!(
        said(&of("md")),
        "| a | b | c | d |\n| --- | --- | --- | --- |\n| 1 | x\\|\"y\" |  | 0.5 |\n"
    );
    assert!(of("xlsx").starts_with(b"PK"));
    assert!(said(&of("table")).contains("x|\"y\""));
}

#[test]
fn a_statement_comes_from_a_file_or_standard_input() {
    let folder = seeded();
    std::fs::write(folder.path().join("q.sql"), "SELECT 'file' AS told;\n").unwrap();
    let file = run(
        folder.path(),
        &["sql", "--file", "q.sql", "--format", "csv"],
    );
    assert_eq!(said(&file.stdout), "told\r\nfile\r\n");
    let mut child = tenday(folder.path(), &["sql", "-", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"SELECT 'input' AS told")
        .unwrap();
    assert_eq!(
        said(&child.wait_with_output().unwrap().stdout),
        "told\r\ninput\r\n"
    );
}

#[test]
fn a_wrong_statement_is_shown_with_its_place() {
    let folder = seeded();
    let wrong = |sql: &str| {
        let output = run(folder.path(), &["sql", sql]);
        assert_eq!(output.status.code(), Some(1), "{sql}");
        assert!(output.stdout.is_empty());
        said(&output.stderr)
    };
    assert_eq!(
        wrong("SELECT inquiry, titel\nFROM answer_flat"),
        "error: no such column: titel\nline 1: SELECT inquiry, titel\n                        ^\n\
         Hint: did you mean `title`? `tenday sql --list` shows what can be asked for\n"
    );
    assert_eq!(
        wrong("SELECT * FROM answer_flatt"),
        "error: no such table: answer_flatt\nHint: did you mean `answer_flat` or `answer_state` or `answer_search`? `tenday sql --list` shows what can be asked for\n"
    );
    assert!(wrong("SELECT 1; SELECT 2").contains("more than one statement"));
    assert!(wrong("DELETE FROM answer").contains("only reads"));
    assert!(wrong("  -- nothing").contains("no statement"));
}

#[test]
fn a_long_table_says_that_it_is_cut() {
    let folder = seeded();
    let sql = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1500) SELECT i FROM n";
    let table = run(folder.path(), &["sql", sql]);
    assert!(said(&table.stderr).contains("Only the first 1000 rows are shown"));
    let whole = run(folder.path(), &["sql", sql, "--format", "csv"]);
    assert_eq!(said(&whole.stdout).lines().count(), 1501);
}

#[test]
fn views_are_listed_with_what_they_mean() {
    let folder = seeded();
    let listed = |more: &[&str]| {
        let arguments = [&["sql", "--list", "--format", "csv"], more].concat();
        said(&run(folder.path(), &arguments).stdout)
    };
    let views = listed(&[]);
    assert!(views.contains("answer_flat,question_text,TEXT,the question in full\r\n"));
    assert!(!views.contains("contact_channel,"));
    assert!(listed(&["--tables"]).contains("contact_channel,"));
}

/// `SIGINT` reaches a running query, which stops and says so.
#[cfg(unix)]
#[test]
fn ctrl_c_stops_a_query() {
    use std::time::Duration;
    let folder = seeded();
    let endless =
        "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
    let child = tenday(folder.path(), &["sql", endless, "--timeout", "30"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(said(&output.stderr), "error: stopped\n");
}
