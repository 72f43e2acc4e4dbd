//! What the program suggests works when it is pasted.

use std::fs;

use crate::desk::Desk;
use crate::{analysis, contacts, departments, inquiries, removals};

/// The commands that follow `Next:` in what was printed.
fn suggested(stderr: &str) -> Vec<String> {
    stderr
        .lines()
        .filter_map(|line| line.strip_prefix("Next: tenday "))
        .map(str::to_owned)
        .collect()
}

/// Runs every line, and every command suggested after it in a copy of the database.
fn paste_all(desk: &Desk, lines: &[&str]) -> usize {
    let mut pasted = 0;
    for line in lines {
        let ended = desk.line(line);
        assert_eq!(ended.code, Some(0), "{}", ended.told());
        let as_it_was = fs::read(desk.db()).unwrap();
        for command in suggested(&ended.stderr) {
            let ended = desk.line(&command);
            assert_eq!(ended.code, Some(0), "after `{line}`: {}", ended.told());
            pasted += 1;
        }
        fs::write(desk.db(), as_it_was).unwrap();
    }
    pasted
}

#[test]
fn every_next_command_works() {
    let desk = Desk::with_round();
    desk.write("asked.txt", "1. Hvem støjer?\n");
    let lines = [
        departments::SESSION,
        contacts::SESSION,
        analysis::SESSION,
        inquiries::SESSION,
    ]
    .concat();
    let pasted = paste_all(&desk, &lines) + paste_all(&Desk::with_round(), removals::SESSION);
    assert!(pasted > 35, "only {pasted}");
}

#[test]
fn a_newcomer_is_led_from_nothing_to_the_reply() {
    let desk = Desk::empty();
    let mut command = "init".to_owned();
    let lines = [
        "department add KUL 'Kultur og Fritid'",
        "asker add BL Borgerlisten",
    ];
    let mut seen = vec![command.clone()];
    desk.line(&command);
    for line in lines {
        command = suggested(&desk.line(line).stderr)[0].clone();
    }
    for _ in 0..7 {
        seen.push(command.clone());
        let ended = desk.line(&command);
        assert_eq!(ended.code, Some(0), "{}", ended.told());
        match suggested(&ended.stderr).first() {
            Some(next) => next.clone_into(&mut command),
            None => break,
        }
    }
    insta::assert_snapshot!(seen.join("\n"), @"
    init
    inquiry add --asker BL --title 'What it is about'
    question add 2026-1 --text 'The question?' --to KUL
    status 2026-1
    letter add 2026-1 KUL
    answer add 2026-1 1 KUL --text 'What the letter says'
    status 2026-1
    inquiry close 2026-1
    ");
}
