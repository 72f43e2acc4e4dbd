//! Looking at a file before it is opened, so that what is not ours is refused untouched.
//!
//! The header is read through a file handle of its own that is closed before the database is
//! opened: closing a second handle to an open database would drop its locks on POSIX systems.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::{APPLICATION_ID, SCHEMA_VERSION};
use crate::error::{Error, Result};

const HEADER: usize = 100;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

fn unusable(path: &Path, problem: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::Unusable {
        path: path.to_owned(),
        problem: problem.into(),
        hint: hint.into(),
    }
}

const OTHER_FILE: &str =
    "name a tenday database with --db FILE, or make one with `tenday init --db FILE`";

/// Refuses a file that is not a tenday database that this program can use.
pub(super) fn file(path: &Path) -> Result<()> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return Err(unusable(
                path,
                "there is no database here",
                "`tenday init` makes one; or name another with --db FILE or in TENDAY_DB",
            ));
        }
        Err(source) => {
            return Err(Error::Io {
                path: path.to_owned(),
                source,
            });
        }
    };
    if metadata.is_dir() {
        return Err(unusable(
            path,
            "this is a folder, not a database",
            OTHER_FILE,
        ));
    }
    if metadata.len() == 0 {
        return Err(unusable(
            path,
            "the file is empty; it holds no database",
            "delete it and run `tenday init`, or restore a copy of the database",
        ));
    }
    single_name(path, &metadata)?;
    header(path, metadata.len())
}

/// Two names of one file would have two journals, and a crash would be undone from the wrong one.
#[cfg(unix)]
fn single_name(path: &Path, metadata: &fs::Metadata) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    if metadata.nlink() > 1 {
        return Err(unusable(
            path,
            format!(
                "the file has {} names (hard links); a database must have one",
                metadata.nlink()
            ),
            "remove the other names, or make a real copy of the file and use that",
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn single_name(_: &Path, _: &fs::Metadata) -> Result<()> {
    Ok(())
}

fn header(path: &Path, length: u64) -> Result<()> {
    let mut header = Vec::with_capacity(HEADER);
    File::open(path)
        .and_then(|file| file.take(HEADER as u64).read_to_end(&mut header))
        .map_err(Error::io(path))?;
    if !header.starts_with(MAGIC) {
        return Err(unusable(path, "this is not a database", OTHER_FILE));
    }
    if header.len() < HEADER {
        return Err(truncated(path, format!("it is only {length} bytes long")));
    }
    let application = number(&header, 68);
    if application != APPLICATION_ID.cast_unsigned() {
        return Err(unusable(
            path,
            "this is the database of another program",
            OTHER_FILE,
        ));
    }
    if !has_journal(path) {
        whole(path, &header, length)?;
    }
    Ok(())
}

/// Refuses a file that ends before its header says it does. With a journal beside it the header
/// may be that of an interrupted write, which `SQLite` undoes when it opens the file.
fn whole(path: &Path, header: &[u8], length: u64) -> Result<()> {
    let page_size = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let pages = u64::from(number(header, 28));
    let size_is_current = number(header, 24) == number(header, 92);
    if size_is_current && length < pages * page_size {
        let problem = format!(
            "it is {length} bytes long but should be {}",
            pages * page_size
        );
        return Err(truncated(path, problem));
    }
    Ok(())
}

fn truncated(path: &Path, problem: String) -> Error {
    unusable(
        path,
        format!("the database is cut short: {problem}"),
        "restore a copy of the file",
    )
}

fn number(header: &[u8], at: usize) -> u32 {
    header[at..at + 4]
        .iter()
        .fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

fn has_journal(path: &Path) -> bool {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    fs::metadata(PathBuf::from(name)).is_ok_and(|journal| journal.len() > 0)
}

/// Refuses a schema that is newer than this program.
pub(super) fn version(path: &Path, found: i32) -> Result<()> {
    if found > SCHEMA_VERSION {
        return Err(unusable(
            path,
            format!(
                "the database has schema {found}, newer than this tenday, which knows {SCHEMA_VERSION}"
            ),
            "install the newest tenday; the file was not changed",
        ));
    }
    Ok(())
}

/// Refuses to write to a file that may only be read.
pub(super) fn writable(conn: &Connection, path: &Path) -> Result<()> {
    if conn.is_readonly("main")? {
        return Err(unusable(
            path,
            "the file may only be read",
            "ask for permission to write to it, or work on a copy",
        ));
    }
    Ok(())
}

/// Refuses a name that is taken.
pub(super) fn free(path: &Path) -> Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(taken(path));
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(unusable(
            path,
            format!("there is no folder {}", folder.display()),
            "make the folder first",
        ));
    }
    Ok(())
}

fn taken(path: &Path) -> Error {
    Error::refused(
        format!("`{}` exists already; it was not touched", path.display()),
        "use it as it is, or name another file with --db FILE",
    )
}

/// The folder that a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Gives a finished file its name, unless the name was taken meanwhile.
pub(super) fn settle(draft: NamedTempFile, path: &Path) -> Result<()> {
    draft.persist_noclobber(path).map_err(|failed| {
        if failed.error.kind() == std::io::ErrorKind::AlreadyExists {
            taken(path)
        } else {
            Error::Io {
                path: path.to_owned(),
                source: failed.error,
            }
        }
    })?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Makes a new name in a folder survive a power cut. Not every system lets a folder be synced;
/// where it does not, there is nothing to be done about it.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(handle) = File::open(folder) {
        let _ = handle.sync_all();
    }
}
