//! The copy of a file that is written beside it before its schema is changed.
//!
//! The copy is whole and checked before it gets its name. The caller holds the file in an
//! IMMEDIATE transaction that has written nothing yet: nobody else can write, while a second
//! connection still reads. (A connection that is itself in a write transaction cannot be backed
//! up: `SQLite` answers that it is busy, forever.)

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use tempfile::NamedTempFile;

use crate::drafts;
use crate::error::{Error, Result};
use crate::store::inspect;

/// How many copies of one schema may lie beside a file.
const MOST: u32 = 1000;

/// Writes a verified copy of the database beside it and returns where it is. An equal copy that an
/// interrupted run left there is kept instead of a second one.
pub(super) fn beside(path: &Path, version: i32) -> Result<PathBuf> {
    let draft = drafts::begin(path, drafts::COPY)?;
    let source = inspect::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut copy = inspect::connect(draft.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    copy.pragma_update(None, "synchronous", "EXTRA")?;
    match Backup::new(&source, &mut copy)?.step(-1)? {
        StepResult::Done => {}
        _ => {
            return Err(Error::Locked {
                path: path.to_owned(),
            });
        }
    }
    verify(&copy, path)?;
    copy.close().map_err(|(_, e)| Error::sqlite(path, e))?;
    keep(draft, path, version)
}

fn verify(copy: &Connection, path: &Path) -> Result<()> {
    let verdict: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    let (problem, hint) = match verdict.strip_prefix("CHECK constraint failed in ") {
        Some(table) => (
            format!(
                "a row of the table `{table}` breaks a rule of the table, such as a day that no month has"
            ),
            "it was left as it was; mend the row with the program that wrote it, or restore a copy of the file",
        ),
        None => (
            format!("the database is damaged: {verdict}"),
            "it was left as it was; restore a copy of the file",
        ),
    };
    Err(Error::Unusable {
        path: path.to_owned(),
        problem,
        hint: hint.into(),
    })
}

/// Names the copy after the file and its schema: `tenday.db.schema-1`, then `.schema-1.2` and on.
fn keep(mut draft: NamedTempFile, path: &Path, version: i32) -> Result<PathBuf> {
    for attempt in 1..=MOST {
        let target = name(path, version, attempt);
        match draft.persist_noclobber(&target) {
            Ok(_) => {
                drafts::sync_folder(drafts::folder_of(path));
                return Ok(target);
            }
            Err(failed) if fs::symlink_metadata(&target).is_ok() => {
                draft = failed.file;
                if equal(draft.path(), &target).unwrap_or(false) {
                    return Ok(target);
                }
            }
            Err(failed) => {
                return Err(Error::Io {
                    path: target,
                    source: failed.error,
                });
            }
        }
    }
    Err(Error::refused(
        format!(
            "`{}` has {MOST} copies of schema {version} beside it",
            path.display()
        ),
        "move some of them elsewhere",
    ))
}

fn name(path: &Path, version: i32, attempt: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".schema-{version}"));
    if attempt > 1 {
        name.push(format!(".{attempt}"));
    }
    PathBuf::from(name)
}

/// Whether two files hold the same bytes.
fn equal(one: &Path, other: &Path) -> io::Result<bool> {
    if !fs::symlink_metadata(other)?.is_file()
        || fs::metadata(one)?.len() != fs::metadata(other)?.len()
    {
        return Ok(false);
    }
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut a, mut b) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        let read = one.read(&mut a)?;
        if read == 0 {
            return Ok(true);
        }
        other.read_exact(&mut b[..read])?;
        if a[..read] != b[..read] {
            return Ok(false);
        }
    }
}
