//! `tenday import` as a user meets it: what it takes and refuses, and what becomes of the file when
//! it is stopped, killed, or the disk fails.

mod faults;
mod rows;

use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program, ready to run in a folder.
fn tenday(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenday"));
    command
        .current_dir(folder)
        .env_clear()
        .args(shell_words::split(line).unwrap())
        .args(["--today", "2026-03-16"])
        .stdin(Stdio::null());
    command
}

/// How a command ended.
struct Ended {
    stdout: String,
    stderr: String,
    code: Option<i32>,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout)
                .unwrap()
                .replace("\r\n", "\n"),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code(),
        }
    }
}

fn run(folder: &Path, line: &str) -> Ended {
    tenday(folder, line).output().unwrap().into()
}

/// Runs a command that must be done.
fn done(folder: &Path, line: &str) -> Ended {
    let ended = run(folder, line);
    assert_eq!(ended.code, Some(0), "{line}: {}", ended.stderr);
    ended
}

/// Runs a command that must be refused as the data's fault and leave the file as it was.
fn refused(folder: &Path, line: &str) -> String {
    let before = std::fs::read(folder.join("tenday.db")).unwrap();
    let ended = run(folder, line);
    assert_eq!(ended.code, Some(1), "{line}: {}", ended.stderr);
    let after = std::fs::read(folder.join("tenday.db")).unwrap();
    assert!(before == after, "{line} changed the file");
    ended.stderr
}

/// A folder with the round of the tests in `tenday.db`, and its files in `round`.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let round = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/round");
    std::fs::create_dir(folder.path().join("round")).unwrap();
    for entry in std::fs::read_dir(round).unwrap() {
        let entry = entry.unwrap();
        let copy = folder.path().join("round").join(entry.file_name());
        std::fs::copy(entry.path(), copy).unwrap();
    }
    done(folder.path(), "init --from round");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

/// What the sqlite view of the record says of a query.
fn asked(folder: &Path, sql: &str) -> String {
    let line = format!("sql \"{sql}\" --format csv");
    done(folder, &line).stdout
}
