//! The programs that tenday is measured beside. One that is not installed is named, and its figures are missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::measure::Work;
use super::{Bench, Outcome};

/// The sqlite3 shell.
pub struct Sqlite3(PathBuf);

/// A Python, which the variable `PYTHON` may name.
pub struct Python(PathBuf);

/// Why a peer's figures are missing, for the table.
pub const NO_SQLITE3: &str = "sqlite3 is not installed";

impl Sqlite3 {
    pub fn find() -> Option<Self> {
        runs("sqlite3", &["--version"]).then(|| Self("sqlite3".into()))
    }

    /// Runs one statement on a database.
    pub fn query(&self, bench: &Bench, database: &Path, options: &[&str], sql: &str) -> Work {
        let database = database.display().to_string();
        let arguments = options.iter().copied().chain([database.as_str(), sql]);
        Work {
            name: "sqlite3",
            program: self.0.clone(),
            arguments: arguments.map(str::to_owned).collect(),
            input: None,
            output: bench.folder.join("sqlite3.out"),
            copied: None,
            succeeds: true,
        }
    }

    /// Runs a script on a database.
    pub fn script(&self, bench: &Bench, database: &Path, script: &str) -> Outcome<Work> {
        let input = bench.folder.join("sqlite3.sql");
        fs::write(&input, script)?;
        Ok(Work {
            name: "sqlite3",
            program: self.0.clone(),
            arguments: vec!["-bail".into(), database.display().to_string()],
            input: Some(input),
            output: bench.folder.join("sqlite3.out"),
            copied: None,
            succeeds: true,
        })
    }

    /// What a statement finds, as text.
    pub fn found(&self, database: &Path, sql: &str) -> Outcome<String> {
        let done = Command::new(&self.0).arg(database).arg(sql).output()?;
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).into());
        }
        Ok(String::from_utf8(done.stdout)?)
    }
}

impl Python {
    /// The Python, if it has a module.
    pub fn with(module: &str) -> Option<Self> {
        let python = std::env::var_os("PYTHON").map_or_else(|| "python3".into(), PathBuf::from);
        let import = format!("import {module}");
        runs(&python, &["-c", &import]).then_some(Self(python))
    }

    pub fn program(&self) -> &Path {
        &self.0
    }

    pub fn run(&self, bench: &Bench, name: &'static str, arguments: &[&str]) -> Work {
        Work {
            name,
            program: self.0.clone(),
            arguments: arguments
                .iter()
                .map(|argument| (*argument).to_owned())
                .collect(),
            input: None,
            output: bench.folder.join("python.out"),
            copied: None,
            succeeds: true,
        }
    }
}

fn runs(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
