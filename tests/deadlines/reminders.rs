//! Reminders: their texts, their steps and their log.

use std::fs;

use crate::{Desk, plain};

fn steps(desk: &Desk, today: &str, more: &[&str]) -> Vec<String> {
    let words = [&["remind", "--today", today, "--out", "ud"][..], more].concat();
    let printed = desk.ok(&[&words[..], &["--format", "json"]].concat());
    if printed.is_empty() {
        return Vec::new();
    }
    let rows: Vec<serde_json::Value> = serde_json::from_str(&printed).unwrap();
    rows.iter()
        .map(|row| {
            format!(
                "{} {} {}",
                plain(&row["department"]),
                plain(&row["inquiry"]),
                plain(&row["step"])
            )
        })
        .collect()
}

#[test]
fn each_step_is_taken_once_and_the_next_one_follows() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    let none: [&str; 0] = [];
    assert_eq!(steps(&desk, "2018-04-13", &[]), none);
    assert_eq!(
        steps(&desk, "2018-04-16", &["--department", "ABC"]),
        ["ABC 2018-1 before"]
    );
    assert_eq!(steps(&desk, "2018-04-16", &[]), ["DEF 2018-1 before"]);
    assert_eq!(steps(&desk, "2018-04-16", &[]), none);
    assert_eq!(steps(&desk, "2018-04-17", &[]), none);
    assert_eq!(
        steps(&desk, "2018-04-19", &[]),
        ["ABC 2018-1 on_the_day", "DEF 2018-1 on_the_day"]
    );
    assert_eq!(
        steps(&desk, "2018-04-20", &[]),
        ["ABC 2018-1 overdue", "DEF 2018-1 overdue"]
    );
    assert_eq!(steps(&desk, "2018-04-20", &[]), none);
    assert_eq!(
        steps(&desk, "2018-04-24", &["--lang", "en"]),
        ["ABC 2018-1 escalation", "DEF 2018-1 escalation"]
    );
    let log = desk.rows(&["reminder", "list", "2018-1"]);
    assert_eq!(log.len(), 8);
    assert_eq!(plain(&log[7]["language"]), "en");
}

#[test]
fn a_date_that_moves_begins_anew_and_what_is_answered_is_left_out() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    assert_eq!(steps(&desk, "2018-04-19", &[]).len(), 2);
    desk.ok(&[
        "extension",
        "add",
        "2018-1",
        "--until",
        "2018-04-30",
        "--reason",
        "R",
        "--granted-by",
        "G",
    ]);
    desk.ok(&["letter", "add", "2018-1", "DEF", "--dated", "2018-04-20"]);
    for question in ["1", "2"] {
        desk.ok(&["answer", "add", "2018-1", question, "DEF", "--text", "Ti."]);
    }
    assert_eq!(steps(&desk, "2018-04-26", &[]), ["ABC 2018-1 before"]);
    desk.ok(&["inquiry", "close", "2018-1", "--on", "2018-04-27"]);
    assert!(steps(&desk, "2018-05-02", &[]).is_empty());
}

#[test]
fn a_text_names_questions_deadline_and_where_to_answer() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    desk.ok(&[
        "internal-deadline",
        "set",
        "2018-1",
        "ABC",
        "--on",
        "2018-04-17",
    ]);
    steps(&desk, "2018-04-16", &["--answer-to", "svar@example.dk"]);
    let text = fs::read_to_string(desk.path().join("ud/reminder-ABC-2018-04-16.txt")).unwrap();
    for part in [
        "Påmindelse: svar senest den 17. april 2018\n",
        "Til Afdeling Æbler\n",
        "Svarfrist: 19. april 2018\n",
        "Afdelingens egen frist: 17. april 2018\n",
        "Spørgsmål 1: Hvor mange træer står der?\n",
        "Send svarene til svar@example.dk",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_message_goes_to_the_public_address_only() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    let add = |code, value, visibility| {
        desk.ok(&[
            "contact",
            "add",
            code,
            "--kind",
            "email",
            "--value",
            value,
            "--visibility",
            visibility,
        ]);
    };
    add("ABC", "aebler@example.dk", "public");
    add("DEF", "hemmelig@example.dk", "internal");
    let done = desk.run(&["remind", "--today", "2018-04-20", "--eml", "--lang", "en"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.err.contains("DEF has no public e-mail address"),
        "{}",
        done.err
    );
    let read = |name: &str| fs::read_to_string(desk.path().join(name)).unwrap();
    let message = read("reminder-ABC-2018-04-20.eml");
    for part in [
        "<aebler@example.dk>\r\n",
        "Subject: Overdue: answers were due on 19 April 2018\r\n",
        "X-Unsent: 1\r\n",
    ] {
        assert!(message.contains(part), "{part} in {message}");
    }
    assert!(!read("reminder-DEF-2018-04-20.eml").contains("hemmelig"));
}

#[test]
fn a_dry_run_writes_and_logs_nothing() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    let printed = desk.ok(&["remind", "--today", "2018-04-20", "--dry-run"]);
    assert!(
        printed.contains("Rykker: svarfristen var den 19. april 2018"),
        "{printed}"
    );
    assert!(desk.rows(&["reminder", "list"]).is_empty());
    assert_eq!(fs::read_dir(desk.path()).unwrap().count(), 1);
}

#[test]
fn what_cannot_be_written_is_not_logged() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    fs::write(desk.path().join("fil"), "").unwrap();
    let done = desk.run(&["remind", "--today", "2018-04-20", "--out", "fil"]);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(desk.rows(&["reminder", "list"]).is_empty());
}

#[test]
fn an_unknown_date_is_told_of() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    desk.ok(&["inquiry", "edit", "2018-1", "--received", "unknown"]);
    let done = desk.run(&["remind", "--today", "2018-04-20"]);
    assert!(
        done.err.contains("No due date is known for inquiry 2018-1"),
        "{}",
        done.err
    );
}
