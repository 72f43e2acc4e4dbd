//! Every command in `docs/search.md` is run, in order. Those that begin with `$` print what stands
//! under them; the others, which make the record, only succeed.

use std::path::Path;
use std::process::Command;

const PAGE: &str = include_str!("../../docs/search.md");

/// A command of the page with what it prints, where that is shown.
struct Step {
    command: String,
    printed: Option<String>,
}

fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut block = None;
    for line in PAGE.lines() {
        if let Some(language) = line.strip_prefix("```") {
            block = block.is_none().then_some(language);
            continue;
        }
        match (block, line.strip_prefix("$ "), steps.last_mut()) {
            (Some("sh"), _, _) => steps.push(Step {
                command: line.to_owned(),
                printed: None,
            }),
            (Some("console"), Some(command), _) => steps.push(Step {
                command: command.to_owned(),
                printed: Some(String::new()),
            }),
            (
                Some("console"),
                None,
                Some(Step {
                    printed: Some(printed),
                    ..
                }),
            ) => {
                printed.push_str(line);
                printed.push('\n');
            }
            (Some(other), ..) => panic!("`{line}` in a block of {other}"),
            (None, ..) => {}
        }
    }
    steps
}

/// What a command prints, on both outputs, and whether it succeeds.
fn run(folder: &Path, command: &str) -> (String, bool) {
    let program = Path::new(env!("CARGO_BIN_EXE_tenday")).parent().unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}; }} 2>&1")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .output()
        .unwrap();
    // RFC 4180 ends lines with CR and LF; a page has only LF.
    let text = String::from_utf8(output.stdout)
        .unwrap()
        .replace("\r\n", "\n");
    (text, output.status.success())
}

#[test]
fn the_page_is_true() {
    let folder = tempfile::tempdir().unwrap();
    let steps = steps();
    assert!(steps.len() > 10, "the page has {} commands", steps.len());
    for Step {
        command,
        printed: want,
    } in steps
    {
        if command.starts_with("sqlite3 ")
            && Command::new("sqlite3").arg("--version").output().is_err()
        {
            continue;
        }
        let (printed, succeeded) = run(folder.path(), &command);
        match want {
            Some(want) => assert_eq!(printed, want, "$ {command}"),
            None => assert!(succeeded, "{command}: {printed}"),
        }
    }
}
