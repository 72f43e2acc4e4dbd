//! Who may use whom, held against the source.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules, and those of the others that each may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("domain", &["error"]),
    ("store", &["domain", "error"]),
    ("import", &["domain", "store", "error"]),
    ("letters", &["domain", "store", "error"]),
    ("report", &["domain", "store", "error"]),
    ("export", &["domain", "store", "import", "report", "error"]),
    (
        "cli",
        &[
            "domain", "store", "import", "letters", "report", "export", "error",
        ],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn source(module: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src")
        .join(module)
}

/// The code of a file without its unit tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let before_tests = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default();
    let lines = before_tests
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn violations(module: &str, offends: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let is_test = |path: &PathBuf| path.ends_with("tests.rs");
    for path in sources(&source(module))
        .into_iter()
        .filter(|path| !is_test(path))
    {
        for line in code(&path).lines().filter(|line| offends(line)) {
            found.push(format!("{}: {}", path.display(), line.trim()));
        }
    }
    found
}

#[test]
fn every_module_uses_only_what_it_may() {
    for (module, allowed) in ALLOWED {
        let offends = |line: &str| {
            line.match_indices("crate::").any(|(at, _)| {
                let rest = &line[at + "crate::".len()..];
                let name: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let is_module = ALLOWED.iter().any(|(known, _)| *known == name);
                is_module && name != *module && !allowed.contains(&name.as_str())
            })
        };
        assert_eq!(violations(module, offends), [""; 0], "{module}");
    }
}

#[test]
fn only_the_store_speaks_to_sqlite() {
    for (module, _) in ALLOWED.iter().filter(|(module, _)| *module != "store") {
        assert_eq!(
            violations(module, |line| line.contains("rusqlite")),
            [""; 0]
        );
    }
}

#[test]
fn only_the_command_line_prints_and_asks_the_environment() {
    let words = [
        "println!",
        "print!(",
        "env::var",
        "ZonedDateTime::now",
        "SystemTime::now",
    ];
    for (module, _) in ALLOWED.iter().filter(|(module, _)| *module != "cli") {
        let offends = |line: &str| words.iter().any(|word| line.contains(word));
        assert_eq!(violations(module, offends), [""; 0]);
    }
}

#[test]
fn only_assembly_knows_both_reports_and_the_store() {
    let offends = |line: &str| line.contains("crate::store");
    let found: Vec<String> = violations("report", offends)
        .into_iter()
        .filter(|line| !line.contains("assemble"))
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_file_says_what_lives_in_it() {
    for path in sources(&source("")) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} has no description",
            path.display()
        );
    }
}
