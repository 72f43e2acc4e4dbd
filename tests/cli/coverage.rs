//! Every command of the command line is run by a session of these tests, by a page of the
//! documentation, or by the tests of its own subject.

use std::fs;
use std::path::Path;

use crate::{analysis, contacts, departments, housekeeping, inquiries, letters, removals, tour};

fn leaves(command: &clap::Command, path: &[String], found: &mut Vec<String>) {
    let below: Vec<&clap::Command> = command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help" && !sub.is_hide_set())
        .collect();
    if below.is_empty() {
        found.push(path.join(" "));
    }
    for sub in below {
        let path = [path, &[sub.get_name().to_owned()]].concat();
        leaves(sub, &path, found);
    }
}

/// The sessions of these tests, and the pages and tests elsewhere that run the real program.
fn elsewhere(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            elsewhere(&path, found);
        } else if path
            .extension()
            .is_some_and(|kind| kind == "rs" || kind == "md")
        {
            // The generated reference names every command and runs none.
            if !path.ends_with("commands.md") {
                found.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
}

#[test]
fn every_command_is_run_somewhere() {
    let sessions = [
        analysis::SESSION,
        contacts::SESSION,
        departments::SESSION,
        housekeeping::SESSION,
        inquiries::SESSION,
        letters::SESSION,
        removals::SESSION,
        tour::SESSION,
    ]
    .concat();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut others = String::new();
    for folder in [
        "docs",
        "tests/deadlines",
        "tests/search",
        "tests/sql",
        "tests/export",
        "tests/read",
    ] {
        if root.join(folder).is_dir() {
            elsewhere(&root.join(folder), &mut others);
        }
    }
    let mut commands = Vec::new();
    leaves(&tenday::cli::command(), &[], &mut commands);
    let runs = |command: &String| {
        let in_session = sessions
            .iter()
            .any(|line| *line == command || line.starts_with(&format!("{command} ")));
        let words: Vec<String> = command
            .split(' ')
            .map(|word| format!("\"{word}\""))
            .collect();
        in_session
            || others.contains(&format!("$ tenday {command} "))
            || others.contains(&format!("$ tenday {command}\n"))
            || others.contains(&words.join(", "))
    };
    let missing: Vec<&String> = commands.iter().filter(|command| !runs(command)).collect();
    assert!(missing.is_empty(), "nothing runs {missing:?}");
    assert!(commands.len() > 40, "{commands:?}");
}
