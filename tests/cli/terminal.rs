//! On a terminal: questions, the editor, Ctrl-C and Ctrl-D, and the width of tables.
//!
//! The terminal is that of `script`, which most systems have; where there is none, that is said.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use insta::assert_snapshot;

use crate::desk::{Desk, TODAY, skipped};

/// How long the terminal may be silent before something is wrong.
const PATIENCE: Duration = Duration::from_secs(20);

/// Types each answer when its question is asked; what stood on the screen at the
/// end, with the exit code. Nothing if there is no `script`.
fn typed(desk: &Desk, line: &str, editor: &str, turns: &[(&str, &str)]) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_tenday");
    let mut script = Command::new("script");
    script
        .current_dir(desk.path("."))
        .env_clear()
        .env("TERM", "dumb")
        .env("NO_COLOR", "1")
        .env("VISUAL", "")
        .env("EDITOR", editor)
        .arg("-qec")
        .arg(format!(
            "stty cols 80 rows 24; exec '{program}' {line} --today {TODAY}"
        ))
        .arg("/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let Ok(mut child) = script.spawn() else {
        skipped("what is asked on a terminal: there is no `script` here");
        return None;
    };
    let mut keyboard = child.stdin.take().unwrap();
    let mut screen = child.stdout.take().unwrap();
    let (sender, shown) = mpsc::channel();
    std::thread::spawn(move || {
        let mut chunk = [0; 4096];
        while let Ok(read @ 1..) = screen.read(&mut chunk) {
            if sender.send(chunk[..read].to_vec()).is_err() {
                break;
            }
        }
    });
    let mut seen = Vec::new();
    let mut turns = turns.iter();
    let mut turn = turns.next();
    let mut from = 0;
    while let Ok(chunk) = shown.recv_timeout(PATIENCE) {
        seen.extend(chunk);
        let new = String::from_utf8_lossy(&seen[from..]).into_owned();
        // A message may hold the words of a prompt; but nothing comes after a prompt.
        if let Some((prompt, answer)) = turn.filter(|(prompt, _)| new.ends_with(prompt)) {
            assert!(!prompt.is_empty());
            from = seen.len();
            keyboard.write_all(answer.as_bytes()).unwrap();
            keyboard.flush().unwrap();
            turn = turns.next();
        }
    }
    drop(keyboard);
    let _ = child.kill();
    let code = child.wait().unwrap().code();
    let screen = String::from_utf8(seen).unwrap();
    let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
    Some(format!(
        "{}\n[exit {}]\n",
        lines.join("\n"),
        code.unwrap_or(-1)
    ))
}

#[test]
fn what_is_missing_is_asked_for() {
    let desk = Desk::with_round();
    let turns = [
        ("code: ", "G L\r"),
        ("code: ", "GL\r"),
        ("name: ", "Grøn Liste\r"),
    ];
    let Some(seen) = typed(&desk, "asker add", "", &turns) else {
        return;
    };
    assert_snapshot!(seen, @"
    code: G L
    `G L` is not a valid code: it may not hold a space
    Hint: use letters, digits and `-` or `_`, as in `MSB`
    code: GL
    name: Grøn Liste
    Added party GL (Grøn Liste).
    Next: tenday inquiry add --asker GL --title 'What it is about'
    [exit 0]
    ");
}

#[test]
fn what_is_not_known_is_asked_for_again() {
    let desk = Desk::with_round();
    let turns = [
        ("title: ", "Bænke\r"),
        ("asker: ", "BX\r"),
        ("asker: ", "borgerlisten\r"),
    ];
    let Some(seen) = typed(&desk, "inquiry add", "", &turns) else {
        return;
    };
    assert_snapshot!(seen, @"
    title: Bænke
    asker: BX
    there is no asker `BX`
    Hint: `tenday asker list` shows those that are known
    asker: borgerlisten
    Logged inquiry 2026-3: Bænke (0 questions, due date unknown).
    Next: tenday question add 2026-3 --text 'The question?' --to KUL,SKO
    [exit 0]
    ");
    let turns = [("department: ", "SKOL\r"), ("department: ", "sko\r")];
    let seen = typed(&desk, "letter add 2026-2", "", &turns).unwrap();
    assert_snapshot!(seen, @"
    department: SKOL
    there is no department `SKOL`
    Hint: did you mean `SKO` or `Børn og Skole`? `tenday department list` shows all
    department: sko
    Logged the letter of SKO to inquiry 2026-2.
    Next: tenday status 2026-2
    [exit 0]
    ");
    let none = typed(&Desk::empty(), "letter add 2026-2", "", &turns[..1]).unwrap();
    assert_snapshot!(none, @"
    department: SKOL
    error: tenday.db: there is no database here
    Hint: `tenday init` makes one; or name another with --db FILE or in TENDAY_DB
    [exit 3]
    ");
}

#[test]
fn stopping_at_a_question_changes_nothing() {
    let desk = Desk::with_round();
    let before = std::fs::read(desk.db()).unwrap();
    let Some(interrupted) = typed(&desk, "asker add GL", "", &[("name: ", "\u{3}")]) else {
        return;
    };
    assert_snapshot!(interrupted, @"
    name: ^C
    Stopped; nothing was changed.
    [exit 130]
    ");
    let ended = typed(&desk, "asker add GL", "", &[("name: ", "\u{4}")]).unwrap();
    assert_snapshot!(ended, @"
    name:
    error: no name was given; nothing was changed
    Hint: run the command again and answer, or give everything on the command line
    [exit 1]
    ");
    assert!(
        std::fs::read(desk.db()).unwrap() == before,
        "the file was changed"
    );
}

#[test]
fn long_text_opens_the_editor() {
    let desk = Desk::with_round();
    desk.write("skriv", "printf 'Svaret, skrevet med æøå.\\n' > \"$1\"\n");
    let Some(seen) = typed(&desk, "answer add 2026-1 3 SKO", "sh skriv", &[]) else {
        return;
    };
    assert_snapshot!(seen, @"
    Recorded the answer of SKO to question 3 of inquiry 2026-1. 3 answers outstanding.
    Next: tenday status 2026-1
    [exit 0]
    ");
    for editor in ["true", "false", "findes-ikke"] {
        let seen = typed(&desk, "question add 2026-1", editor, &[]).unwrap();
        assert!(seen.contains("nothing was changed"), "{editor}: {seen}");
        assert!(seen.ends_with("[exit 1]\n"), "{editor}: {seen}");
    }
}

#[test]
fn tables_fit_eighty_columns() {
    let desk = Desk::with_round();
    let lists = [
        "inquiry list",
        "inquiry show 2026-1",
        "letter list 2026-1",
        "answer list 2026-1",
        "contact list",
        "figure list",
        "deadline-rule list",
    ];
    for list in lists {
        let Some(seen) = typed(&desk, list, "", &[]) else {
            return;
        };
        let widest = seen.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{widest:?}\n{seen}");
    }
    let seen = typed(&desk, "status 2026-1", "", &[]).unwrap();
    assert_snapshot!(seen, @"
    ┌──────────┬──────────┬─────────────┬─────────────┬─────────────┐
    │ question ┆ KUL      ┆ SKO         ┆ VEJ         ┆ VEL         │
    ╞══════════╪══════════╪═════════════╪═════════════╪═════════════╡
    │ 1        ┆ referred ┆ answered    ┆ outstanding ┆ outstanding │
    │ 2        ┆          ┆ see other   ┆             ┆ outstanding │
    │ 3        ┆          ┆ outstanding ┆             ┆             │
    └──────────┴──────────┴─────────────┴─────────────┴─────────────┘
    2026-1: 3 of 7 answers recorded, 4 outstanding; due 2026-03-12.
    Due date: received 2 March (day 0); 10 calendar days: 12 March; 12 March is a Thursday, a working day.
    Outstanding: question 1 from VEJ, VEL
    Outstanding: question 2 from VEL
    Outstanding: question 3 from SKO
    Next: tenday letter add 2026-1 VEJ
    [exit 0]
    ");
}

/// A letter that shows no sender and mentions one department.
const LETTER: &str = "Svar på spørgsmål fra Borgerlisten\n\n12. marts 2026\nSag: 26/000777-1\n\n1. Hvor mange børn står på venteliste?\n\nI Vej og Park står ingen børn på venteliste.\n";

/// The lines that a person sees and answers, without the draft between them.
fn talk(seen: &str) -> String {
    let told = [
        "Letter 1: ",
        "Which ",
        "Record this?",
        "Recorded ",
        "Nothing ",
        "[exit",
    ];
    let lines = seen
        .lines()
        .filter(|line| told.iter().any(|start| line.starts_with(start)));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_letter_is_looked_at_mended_and_accepted() {
    let desk = Desk::with_round();
    desk.write("brev.txt", LETTER);
    desk.write("ret", "sed -i 's/ingen børn/tolv børn/' \"$1\"\n");
    let before = std::fs::read(desk.db()).unwrap();
    let read = "letter read brev.txt --inquiry 2026-1";
    let turns = [("(its code): ", "VEJ\r"), ("(yes/edit/no): ", "no\r")];
    let Some(left) = typed(&desk, read, "sh ret", &turns) else {
        return;
    };
    assert_snapshot!(talk(&left), @"
    Letter 1: it is only a guess that the letter in brev.txt is from VEJ (named in the wording).
    Which department is it from? (its code): VEJ
    Record this? (yes/edit/no): no
    Nothing was recorded.
    [exit 0]
    ");
    assert!(
        std::fs::read(desk.db()).unwrap() == before,
        "the file was changed"
    );
    let turns = [
        ("(its code): ", "XX\r"),
        ("(its code): ", "VEJ\r"),
        ("(yes/edit/no): ", "maybe\r"),
        ("(yes/edit/no): ", "edit\r"),
        ("(yes/edit/no): ", "yes\r"),
    ];
    let accepted = typed(&desk, read, "sh ret", &turns).unwrap();
    assert_snapshot!(talk(&accepted), @"
    Letter 1: it is only a guess that the letter in brev.txt is from VEJ (named in the wording).
    Which department is it from? (its code): XX
    Which department is it from? (its code): VEJ
    Record this? (yes/edit/no): maybe
    Record this? (yes/edit/no): edit
    Record this? (yes/edit/no): yes
    Recorded 1 letter, 1 answer for inquiry 2026-1. 3 answers outstanding.
    [exit 0]
    ");
    let answers = desk.run(&["answer", "list", "2026-1", "--format", "csv"]);
    assert!(
        answers
            .stdout
            .contains("I Vej og Park står tolv børn på venteliste."),
        "{}",
        answers.stdout
    );
}
