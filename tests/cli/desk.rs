//! A desk: a folder of its own with, as a rule, a database in it, and the program to run there.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// The day that every session takes for today.
pub const TODAY: &str = "2026-03-16";

/// A folder of its own, gone with the test.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// How one command ended.
pub struct Ended {
    pub command: String,
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

impl Desk {
    /// An empty folder.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with the round of the tests in `tenday.db`.
    pub fn with_round() -> Self {
        static ROUND: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = ROUND.get_or_init(|| {
            let desk = Self::empty();
            let folder = round_folder();
            let made = desk.run(&["init", "--from", folder.to_str().unwrap()]);
            assert_eq!(made.code, Some(0), "{}", made.stderr);
            fs::read(desk.db()).unwrap()
        });
        let desk = Self::empty();
        fs::write(desk.db(), bytes).unwrap();
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn db(&self) -> PathBuf {
        self.path("tenday.db")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// The program, ready to run here.
    pub fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_tenday"));
        program
            .current_dir(self.folder.path())
            .env_clear()
            .stdin(Stdio::null());
        program
    }

    pub fn run(&self, words: &[&str]) -> Ended {
        self.run_with(words, None)
    }

    fn run_with(&self, words: &[&str], stdin: Option<&Path>) -> Ended {
        let mut program = self.program();
        program.args(words).args(["--today", TODAY]);
        if let Some(file) = stdin {
            program.stdin(fs::File::open(file).unwrap());
        }
        let command = words.iter().map(|word| shown(word)).collect::<Vec<_>>();
        self.ended(command.join(" "), &program.output().unwrap())
    }

    /// What a finished program printed, with the folder taken out.
    pub fn ended(&self, command: String, output: &Output) -> Ended {
        let folder = self.folder.path().display().to_string();
        let told = |bytes: &[u8]| {
            String::from_utf8(bytes.to_vec())
                .unwrap()
                .replace(&folder, "[DIR]")
        };
        Ended {
            command,
            stdout: told(&output.stdout),
            stderr: told(&output.stderr),
            code: output.status.code(),
        }
    }

    /// Runs a command line as a shell would; `< FILE` at its end is its standard input.
    pub fn line(&self, line: &str) -> Ended {
        let (words, stdin) = match line.split_once(" < ") {
            Some((words, file)) => (words, Some(self.path(file))),
            None => (line, None),
        };
        let words = shell_words::split(words).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut ended = self.run_with(&words, stdin.as_deref());
        line.clone_into(&mut ended.command);
        ended
    }

    /// Runs command lines one after another and gives what a user would see of them.
    pub fn session(&self, lines: &[&str]) -> String {
        let mut seen = String::new();
        for line in lines {
            let _ = write!(seen, "{}", self.line(line).told());
        }
        seen
    }

    /// Command lines that must all be refused, each leaving the database as it was.
    pub fn refused(&self, lines: &[&str]) -> String {
        let before = fs::read(self.db()).ok();
        let mut seen = String::new();
        for line in lines {
            let ended = self.line(line);
            assert_ne!(ended.code, Some(0), "`{line}` was not refused");
            assert_eq!(
                fs::read(self.db()).ok(),
                before,
                "`{line}` changed the file"
            );
            let _ = write!(seen, "{}", ended.told());
        }
        seen
    }
}

impl Ended {
    /// The command, what it printed, and its exit code where it is not 0.
    pub fn told(&self) -> String {
        let mut seen = format!("$ tenday {}\n{}{}", self.command, self.stdout, self.stderr);
        if let Some(code) = self.code.filter(|code| *code != 0) {
            let _ = writeln!(seen, "[exit {code}]");
        }
        seen
    }
}

/// The folder of CSV files that the tests' round is in.
pub fn round_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/round")
}

fn shown(word: &str) -> String {
    if word.contains(' ') {
        format!("'{word}'")
    } else {
        word.to_owned()
    }
}

/// Says on the terminal, past the capture of the test runner, what could not be tested here.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
