//! Every `console` block of the documentation is run, block after block, in a folder of its own.
//!
//! A line that begins with `$ ` is a command; what follows until the next one is what it prints.
//! Every command must succeed; in a block marked `console error` every command must fail. What
//! needs a program that is not installed is left as the page says it.

use std::path::Path;
use std::process::Command;

use crate::{PAGE, hold, pages};

/// Programs beside the shell's own that the pages use, and that need not be there.
const OTHERS: [&str; 1] = ["sqlite3"];

#[test]
fn commands_print_what_the_pages_say() {
    for page in pages() {
        let _held = PAGE.lock();
        let text = std::fs::read_to_string(&page).unwrap();
        if text.contains("```console") {
            hold(&page, &rerun(&text));
        }
    }
}

/// The page with the output of its commands as they print it now.
fn rerun(text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut page = String::new();
    let mut block = "";
    let mut as_it_was = false;
    for line in text.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            (block, as_it_was) = (kind, false);
        }
        let in_block = matches!(block, "console" | "console error") && !line.starts_with("```");
        match line.strip_prefix("$ ") {
            Some(command) if in_block => {
                page.push_str(line);
                page.push('\n');
                as_it_was = !installed(command);
                if !as_it_was {
                    page.push_str(&run(command, folder.path(), block == "console"));
                }
            }
            None if in_block && !as_it_was => {}
            _ => {
                page.push_str(line);
                page.push('\n');
            }
        }
    }
    page
}

fn installed(command: &str) -> bool {
    let program = command.split(' ').next().unwrap_or_default();
    !OTHERS.contains(&program) || Command::new(program).arg("-version").output().is_ok()
}

fn run(command: &str, folder: &Path, succeeds: bool) -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_tenday")).parent().unwrap();
    let path = std::env::join_paths(std::iter::once(bin.to_owned()).chain(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    )));
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}; }} 2>&1")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path.unwrap())
        .output()
        .unwrap();
    let mut printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        output.status.success(),
        succeeds,
        "`{command}` prints\n{printed}"
    );
    if !printed.is_empty() && !printed.ends_with('\n') {
        printed.push('\n');
    }
    let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

#[test]
fn a_page_is_rewritten_with_what_its_commands_print() {
    let page = "# Title\n\n```console\n$ echo et\nwrong\n$ echo to\n```\n\n$ not a command\n```console error\n$ false\n```\n";
    let want = "# Title\n\n```console\n$ echo et\net\n$ echo to\nto\n```\n\n$ not a command\n```console error\n$ false\n```\n";
    assert_eq!(rerun(page), want);
}

#[test]
#[should_panic(expected = "`false` prints")]
fn a_command_that_fails_is_not_written_down() {
    rerun("```console\n$ false\n```\n");
}
