//! The documentation is what the program does: its commands are run and its references generated.
//!
//! With `TENDAY_BLESS=1` in the environment the files are rewritten instead of compared.

mod commands;
mod console;
mod import;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Held while a page is read and written again: one page is both run and generated.
static PAGE: Mutex<()> = Mutex::new(());

/// The folder of the package.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Holds a file of the documentation against what it should say.
fn hold(path: &Path, wanted: &str) {
    if std::env::var_os("TENDAY_BLESS").is_some() {
        std::fs::write(path, wanted).unwrap();
        return;
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    let differs = found.lines().zip(wanted.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| found.lines().count().min(wanted.lines().count()));
    assert!(
        found == wanted,
        "{} differs from what the program does, first at line {}:\n  says:   {:?}\n  should: {:?}\nrun the tests with TENDAY_BLESS=1 to rewrite it",
        path.display(),
        line + 1,
        found.lines().nth(line),
        wanted.lines().nth(line),
    );
}

/// The Markdown files whose commands are run.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    for entry in std::fs::read_dir(root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages.sort();
    pages
}
