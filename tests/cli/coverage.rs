//! Every command of the command line is run by a session of these tests.

use crate::{analysis, contacts, departments, housekeeping, inquiries, letters, tour};

fn leaves(command: &clap::Command, path: &[String], found: &mut Vec<String>) {
    let below: Vec<&clap::Command> = command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
        .collect();
    if below.is_empty() {
        found.push(path.join(" "));
    }
    for sub in below {
        let path = [path, &[sub.get_name().to_owned()]].concat();
        leaves(sub, &path, found);
    }
}

#[test]
fn every_command_is_run_by_a_session() {
    let sessions = [
        analysis::SESSION,
        contacts::SESSION,
        departments::SESSION,
        housekeeping::SESSION,
        inquiries::SESSION,
        letters::SESSION,
        tour::SESSION,
    ]
    .concat();
    let mut commands = Vec::new();
    leaves(&tenday::cli::command(), &[], &mut commands);
    let runs = |command: &String| {
        sessions
            .iter()
            .any(|line| *line == command || line.starts_with(&format!("{command} ")))
    };
    let missing: Vec<&String> = commands.iter().filter(|command| !runs(command)).collect();
    assert!(missing.is_empty(), "no session runs {missing:?}");
    assert!(commands.len() > 40, "{commands:?}");
}
