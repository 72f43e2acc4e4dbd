//! Letters read in through the program itself, into the record of an invented municipality.

mod accepting;
mod editing;
mod hostile;
mod refusing;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The bundle of two letters of the invented municipality.
const BUNDLE: &str = "bundle_margin_block.txt";

/// A folder with a database that knows two departments of an invented municipality.
struct Desk {
    folder: tempfile::TempDir,
}

/// What a command said, and how it ended.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A letter of the reader's tests, with telephone numbers that a record takes.
fn letter(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    let text = fs::read_to_string(folder.join(name)).unwrap();
    text.replace("11 22 33", "86 22 33")
}

impl Desk {
    /// A desk that knows departments, units and an asker, and no inquiry.
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for words in [
            &["init"][..],
            &["department", "add", "PV", "Park og Vej"],
            &["department", "add", "KF", "Kultur og Fritid"],
            &["department", "add", "PVH", "Havnen", "--parent", "PV"],
            &["department", "add", "PVK", "Kirkegårde", "--parent", "PV"],
            &[
                "department",
                "add",
                "PVD",
                "Drift og Anlæg",
                "--parent",
                "PV",
            ],
            &[
                "department",
                "add",
                "KFS",
                "Sekretariatet",
                "--parent",
                "KF",
            ],
            &["asker", "add", "BV", "Byens Venner"],
            &[
                "contact",
                "add",
                "PV",
                "--kind",
                "telephone",
                "--value",
                "86 22 33 00",
            ],
        ] {
            let said = desk.run(words);
            assert_eq!(said.code, 0, "{words:?}: {}", said.err);
        }
        desk.write(BUNDLE, letter(BUNDLE).as_bytes());
        desk
    }

    /// A desk on which the inquiry of the bundle is drafted from it and recorded, with its letters.
    fn with_round() -> Self {
        let desk = Self::new();
        let said = desk.read(&[BUNDLE], &["--new", "--accept"]);
        assert_eq!(said.code, 0, "{}", said.err);
        desk
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenday"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Said {
        self.command(words).output().unwrap().into()
    }

    /// `letter read` of files in the folder, for the inquiry 2021-1.
    fn read(&self, files: &[&str], options: &[&str]) -> Said {
        self.reading(files, options).output().unwrap().into()
    }

    fn reading(&self, files: &[&str], options: &[&str]) -> Command {
        let mut command = self.command(&["letter", "read", "--inquiry", "2021-1"]);
        command.args(files);
        command.args(options);
        command
    }

    /// `letter read` with an editor that runs a line of shell on `$1`, the draft.
    fn edit(&self, file: &str, script: &str, options: &[&str]) -> Said {
        let path = self.write("editor.sh", script.as_bytes());
        let mut command = self.reading(&[file], options);
        command
            .arg("--edit")
            .env("EDITOR", format!("sh {}", path.display()));
        command.output().unwrap().into()
    }

    /// `letter read -` with bytes on standard input.
    fn pipe(&self, bytes: &[u8], options: &[&str]) -> Said {
        let mut command = self.reading(&["-"], options);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        child.wait_with_output().unwrap().into()
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn database(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("tenday.db")).unwrap()
    }

    /// The answers recorded, as JSON.
    fn answers(&self) -> Vec<serde_json::Value> {
        let said = self.run(&["answer", "list", "2021-1", "--format", "json"]);
        serde_json::from_str(&said.out).unwrap()
    }
}
