//! The store as its users meet it: what the schema refuses, what the views say, and what becomes
//! of a file under damage, crashes, full disks and crowds.
//!
//! Every test works on files of its own. Where a test needs another process, it runs this binary
//! again, for the test that [`child`] names; what cannot be tried on a machine is skipped with a
//! line that says so.

mod child;
mod crashes;
mod faults;
mod keys;
mod migrating;
mod opening;
mod plans;
mod schema;
mod views;
mod writers;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;
use tenday::store::{Access, Notice, Store};

/// The made-up record that most tests work on.
const ROWS: &str = include_str!("data/rows.sql");
/// The same record in a file of schema 1, made when that was the newest.
const SCHEMA_1: &[u8] = include_bytes!("data/schema-1.db");

fn silent(_: &Notice) {}

/// An empty folder and the path that a database in it will have. The folder is in memory where
/// there is such a place: what is written matters here, not how long a disk takes for it.
fn place() -> (TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    let folder = tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir());
    let folder = folder.unwrap();
    let path = folder.path().join("tenday.db");
    (folder, path)
}

/// A file of the newest schema with [`ROWS`] in it.
fn record() -> (TempDir, PathBuf) {
    let (folder, path) = place();
    Store::create(&path, silent, |_| Ok(())).unwrap();
    raw(&path).execute_batch(ROWS).unwrap();
    (folder, path)
}

/// A file of schema 1 with [`ROWS`] in it.
fn old_record() -> (TempDir, PathBuf) {
    let (folder, path) = place();
    fs::write(&path, SCHEMA_1).unwrap();
    (folder, path)
}

/// A connection as any other program would open one.
fn raw(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

fn open(path: &Path) -> tenday::Result<Store> {
    Store::open(path, Access::Write, silent)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Says that something cannot be tried here.
fn skip(why: &str) {
    eprintln!("skipped: {why}");
}
