//! A new file, its health, what the shell needs, and the reports.

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &[
    "init --db ny.db",
    "check --db ny.db --format csv",
    "migrate --db ny.db",
    "migrate --db ny.db --dry-run",
    "report round 2026-1 --out svar.md",
    "report round 2026-1 --out .",
    "report round 2026-1 --by department --lang en --format txt",
    "man pages",
    "completions bash",
];

/// The session without what is too long to stand here.
fn brief() -> Vec<&'static str> {
    let long = |line: &&&str| line.starts_with("report") && !line.contains("--out");
    SESSION
        .iter()
        .filter(|line| !long(line) && !line.starts_with("completions"))
        .copied()
        .collect()
}

#[test]
fn a_new_file_is_sound_and_up_to_date() {
    assert_snapshot!(Desk::with_round().session(&brief()), @"
    $ tenday init --db ny.db
    Made ny.db.
    Put in 3 rows: deadline_rule 3.
    Next: tenday --db ny.db department add MSB 'Sociale Forhold og Beskæftigelse'
    Next: tenday --db ny.db asker add LA 'Liberal Alliance'
    $ tenday check --db ny.db --format csv
    table,rows
    addressee,0
    answer,0
    asker,0
    asker_kind,3
    calendar_entry,0
    channel_kind,10
    channel_serves,0
    closed_day,0
    closed_day_rule,3
    codebook,0
    contact_channel,0
    day_kind,2
    deadline_rule,3
    department,0
    disposition,4
    document,0
    extension,0
    figure,0
    finding,0
    holiday_calendar,1
    inquiry,0
    internal_deadline,0
    letter,0
    letter_person,0
    pause,0
    person_role,2
    question,0
    refinery_schema_history,6
    reminder,0
    reminder_step,4
    traffic,0
    visibility,3
    wording,2
    ny.db is sound.
    $ tenday migrate --db ny.db
    ny.db is up to date: schema 6.
    $ tenday migrate --db ny.db --dry-run
    ny.db is up to date: schema 6.
    $ tenday report round 2026-1 --out svar.md
    Wrote svar.md.
    $ tenday report round 2026-1 --out .
    Wrote ./2026-1-round-2026-03-16.md.
    $ tenday man pages
    Wrote the manual pages to pages.
    ");
}

#[test]
fn every_shell_gets_completions() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ended = desk.run(&["completions", shell]);
        assert_eq!(ended.code, Some(0));
        assert!(ended.stdout.contains("follow-up"), "{shell}");
        let lists_words = !["powershell", "elvish"].contains(&shell);
        assert_eq!(
            ended.stdout.contains("not_applicable"),
            lists_words,
            "{shell}"
        );
    }
}

#[test]
fn every_command_gets_a_manual_page() {
    let desk = Desk::empty();
    assert!(desk.run(&["man"]).stdout.starts_with(".ie"));
    assert_eq!(desk.run(&["man", "pages"]).code, Some(0));
    for page in ["tenday.1", "tenday-status.1", "tenday-answer-add.1"] {
        let text = std::fs::read_to_string(desk.path("pages").join(page)).unwrap();
        assert!(text.contains(".SH NAME"), "{page}");
    }
}

#[test]
fn reports_come_in_every_format() {
    let desk = Desk::with_round();
    for format in [
        "txt", "md", "html", "csv", "tsv", "json", "ndjson", "xlsx", "docx",
    ] {
        let target = format!("svar.{format}");
        let ended = desk.run(&["report", "round", "2026-1", "--out", &target]);
        assert_eq!(ended.code, Some(0), "{format}: {}", ended.stderr);
        let bytes = std::fs::read(desk.path(&target)).unwrap();
        assert!(bytes.len() > 200, "{format}");
        if !["xlsx", "docx"].contains(&format) {
            let printed = desk.run(&["report", "round", "2026-1", "--format", format]);
            assert_eq!(printed.stdout.as_bytes(), bytes, "{format}");
        }
    }
    let again = desk.run(&["report", "round", "2026-1", "--out", "svar.md"]);
    assert_eq!(again.code, Some(1));
    let forced = desk.run(&["report", "round", "2026-1", "--out", "svar.md", "--force"]);
    assert_eq!(forced.code, Some(0));
}

#[test]
fn the_database_is_named_by_flag_or_environment() {
    let desk = Desk::with_round();
    std::fs::rename(desk.db(), desk.path("min fil.db")).unwrap();
    let named = desk.line("--db 'min fil.db' status 2026-9");
    assert_snapshot!(named.told(), @"
    $ tenday --db 'min fil.db' status 2026-9
    error: there is no inquiry `2026-9`
    Hint: did you mean `2026-1` or `2026-2`? `tenday --db 'min fil.db' inquiry list` shows all
    [exit 1]
    ");
    let mut program = desk.program();
    let output = program
        .env("TENDAY_DB", "min fil.db")
        .args(["inquiry", "show", "2026-1", "--format", "ndjson"])
        .output()
        .unwrap();
    assert_snapshot!(desk.ended("inquiry show 2026-1".into(), &output).told(), @r#"
    $ tenday inquiry show 2026-1
    {"inquiry":"2026-1","title":"Ventelister til fritidshjem","asker":"Borgerlisten","follows":null,"received_on":"2026-03-02","due_on":"2026-03-12","questions":3,"expected":7,"answered":3,"outstanding":4,"state":"open","original_due_on":"2026-03-12","due_explained":"received 2 March (day 0); 10 calendar days: 12 March; 12 March is a Thursday, a working day"}
    "#);
}

#[test]
fn a_variable_that_is_set_to_nothing_names_no_database() {
    let desk = Desk::with_round();
    let mut program = desk.program();
    let listed = program
        .env("TENDAY_DB", "")
        .args(["inquiry", "list", "--format", "csv"])
        .output()
        .unwrap();
    assert_eq!(listed.status.code(), Some(0), "{listed:?}");
}

#[test]
fn the_seed_is_put_in() {
    let desk = Desk::empty();
    let made = desk.run(&["init", "--seed"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let state = desk.run(&["inquiry", "list", "--format", "csv"]);
    assert_snapshot!(state.stdout, @"
    inquiry,title,asker,follows,received_on,due_on,questions,expected,answered,outstanding,state
    2018-1,Skjulte telefonnumre hos kommunen og byrådet,Liberal Alliance,,,,5,25,25,0,answered
    ");
}
