//! Deadlines over the real program: every test has a folder of its own and says what day it is.

mod calendar;
mod dates;
mod due;
mod moves;
mod reminders;

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a database in it: departments ABC (unit ABC-U) and DEF, and one asker.
struct Desk {
    folder: TempDir,
}

/// What a command left.
struct Done {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for line in [
            &["init"][..],
            &["department", "add", "ABC", "Afdeling Æbler"],
            &["department", "add", "DEF", "Afdeling Druer"],
            &[
                "department",
                "add",
                "ABC-U",
                "Enhed Urter",
                "--parent",
                "ABC",
            ],
            &["asker", "add", "FL", "Frugtlisten", "--kind", "party"],
        ] {
            desk.ok(line);
        }
        desk
    }

    fn run(&self, words: &[&str]) -> Done {
        let output = Command::new(env!("CARGO_BIN_EXE_tenday"))
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .output()
            .unwrap();
        Done {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a command prints that must succeed.
    fn ok(&self, words: &[&str]) -> String {
        let done = self.run(words);
        assert_eq!(done.code, 0, "{words:?}: {}", done.err);
        done.out
    }

    /// What a command says that must be refused.
    fn refused(&self, words: &[&str]) -> String {
        let done = self.run(words);
        assert_eq!(done.code, 1, "{words:?}: {} {}", done.out, done.err);
        done.err
    }

    /// The rows that a command lists.
    fn rows(&self, words: &[&str]) -> Vec<Value> {
        let printed = self.ok(&[words, &["--format", "json"]].concat());
        serde_json::from_str(&printed).unwrap()
    }

    /// Logs an inquiry of two questions to ABC and DEF, and returns its due date.
    fn log(&self, received: &str, more: &[&str]) -> String {
        let words = [
            &["inquiry", "add", "--title", "Æbletræer", "--asker", "FL"][..],
            &["--received", received, "--today", received],
            &["--question", "Hvor mange træer står der?"],
            &["--question", "Hvem vander dem?", "--to", "ABC,DEF"],
            more,
        ]
        .concat();
        let done = self.run(&words);
        assert_eq!(done.code, 0, "{words:?}: {}", done.err);
        let (_, rest) = done.err.split_once("Logged inquiry ").unwrap();
        let (reference, _) = rest.split_once(':').unwrap();
        self.shown(reference, "due_on")
    }

    /// A column of an inquiry as it is shown.
    fn shown(&self, reference: &str, column: &str) -> String {
        plain(&self.rows(&["inquiry", "show", reference])[0][column])
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A value as text; nothing for null.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
