//! Every `console` block of the documentation is run, block after block, in a folder of its own.
//!
//! A line that begins with `$ ` is a command; what follows until the next one is what it prints.

use std::path::Path;
use std::process::Command;

use crate::{PAGE, hold, pages};

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
    let mut in_block = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_block = line == "```console";
        }
        match line.strip_prefix("$ ") {
            Some(command) if in_block => {
                page.push_str(line);
                page.push('\n');
                page.push_str(&run(command, folder.path()));
            }
            None if in_block && line != "```console" => {}
            _ => {
                page.push_str(line);
                page.push('\n');
            }
        }
    }
    page
}

fn run(command: &str, folder: &Path) -> String {
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
    if !printed.is_empty() && !printed.ends_with('\n') {
        printed.push('\n');
    }
    let lines: Vec<&str> = printed.lines().map(str::trim_end).collect();
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

#[test]
fn a_page_is_rewritten_with_what_its_commands_print() {
    let page = "# Title\n\n```console\n$ echo et\nwrong\n$ echo to\n```\n\n$ not a command\n";
    let want = "# Title\n\n```console\n$ echo et\net\n$ echo to\nto\n```\n\n$ not a command\n";
    assert_eq!(rerun(page), want);
}
