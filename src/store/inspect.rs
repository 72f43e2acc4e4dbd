//! Looking at a file before it is opened, so that what is not ours is refused untouched: by its name, its kind and its
//! [`Head`].

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::header::Head;
use super::{APPLICATION_ID, SCHEMA_VERSION, migrate};
use crate::drafts;
use crate::error::{Error, Result};

/// The length of the smallest database there is: one page of the smallest size.
const SMALLEST: u64 = 512;

fn unusable(path: &Path, problem: impl Into<String>, hint: impl Into<String>) -> Error {
    Error::Unusable {
        path: path.to_owned(),
        problem: problem.into(),
        hint: hint.into(),
    }
}

const OTHER_FILE: &str =
    "name a tenday database with --db FILE, or make one with `tenday init --db FILE`";

/// Opens a connection to a file, by its name and nothing else: the bundled `SQLite` would read a
/// name such as `file:a.db?mode=ro` as an address.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = if path.as_os_str().as_encoded_bytes().starts_with(b"file:") {
        Connection::open_with_flags(Path::new(".").join(path), flags)
    } else {
        Connection::open_with_flags(path, flags)
    };
    opened.map_err(|e| Error::sqlite(path, e))
}

/// Refuses a file that is not a tenday database that this program can use. Whoever opens it keeps its head as long as
/// the connection.
pub(super) fn file(path: &Path) -> Result<Head> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Err(unusable(
                path,
                "there is no database here",
                "`tenday init` makes one; or name another with --db FILE or in TENDAY_DB",
            ));
        }
        Err(source) => return Err(Error::io(path)(source)),
    };
    let problem = match (metadata.is_dir(), metadata.is_file(), metadata.len()) {
        (true, ..) => "this is a folder, not a database",
        (_, false, _) => "this is not a file",
        (.., 0) => {
            return Err(unusable(
                path,
                "the file is empty; it holds no database",
                "delete it and run `tenday init`, or restore a copy of the database",
            ));
        }
        _ => return single_name(path, &metadata).and_then(|()| ours(path, metadata.len())),
    };
    Err(unusable(path, problem, OTHER_FILE))
}

/// Two names of one file would have two journals, and a crash would be undone from the wrong one.
#[cfg(unix)]
fn single_name(path: &Path, metadata: &fs::Metadata) -> Result<()> {
    use std::os::unix::fs::MetadataExt;
    if metadata.nlink() < 2 {
        return Ok(());
    }
    let real = fs::canonicalize(path).map_err(Error::io(path))?;
    drafts::forget_draft_of(&real, metadata);
    match fs::metadata(&real).map_err(Error::io(path))?.nlink() {
        0 | 1 => Ok(()),
        names => Err(unusable(
            path,
            format!("the file has {names} names (hard links); a database must have one"),
            "remove the other names, or make a real copy of the file and use that",
        )),
    }
}

#[cfg(not(unix))]
fn single_name(_: &Path, _: &fs::Metadata) -> Result<()> {
    Ok(())
}

/// Refuses the database of another program, and one that is newer than this program. A file that seems cut short is not
/// refused yet: another program may be in the midst of making it longer.
fn ours(path: &Path, length: u64) -> Result<Head> {
    if length < SMALLEST {
        return Err(damaged(path));
    }
    let head = Head::of(path).map_err(|e| match e.kind() {
        io::ErrorKind::PermissionDenied => unusable(
            path,
            "the file may not be read",
            "ask for permission to read it, or name another file with --db FILE",
        ),
        _ => Error::io(path)(e),
    })?;
    if !head.is_database() {
        return Err(damaged(path));
    }
    if head.application() != Some(APPLICATION_ID) {
        return Err(unusable(
            path,
            "this is the database of another program",
            OTHER_FILE,
        ));
    }
    version(path, head.version().unwrap_or_default(), SCHEMA_VERSION)?;
    Ok(head)
}

/// The schema version of an open file, read under a lock. `SQLite` takes the part of a page that
/// is missing at the end of a file for empty; here it is missing.
pub(super) fn version_in(conn: &Connection, path: &Path) -> Result<i32> {
    let found = migrate::user_version(conn).map_err(|e| damage(path, e))?;
    if !ends_with_a_page(conn, path)? {
        let transaction = conn.unchecked_transaction()?;
        migrate::user_version(&transaction)?;
        if !ends_with_a_page(&transaction, path)? {
            return Err(damaged(path));
        }
    }
    version(path, found, SCHEMA_VERSION)?;
    Ok(found)
}

fn ends_with_a_page(conn: &Connection, path: &Path) -> Result<bool> {
    let page_size: u32 = conn.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let length = fs::metadata(path).map_err(Error::io(path))?.len();
    Ok(length.is_multiple_of(page_size.into()))
}

/// What is wrong with a file that `SQLite` cannot read.
pub(super) fn damage(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => damaged(path),
        _ => Error::sqlite(path, error),
    }
}

fn damaged(path: &Path) -> Error {
    let head = Head::of(path).ok();
    if head.as_ref().is_some_and(|head| !head.is_database()) {
        return unusable(path, "this is not a database", OTHER_FILE);
    }
    let length = fs::metadata(path).map_or(0, |metadata| metadata.len());
    let wanted = head.and_then(|head| head.length()).unwrap_or(SMALLEST);
    let problem = if length < wanted {
        format!("the database is cut short: it is {length} bytes long but should be {wanted}")
    } else {
        "the database is damaged".to_owned()
    };
    unusable(
        path,
        problem,
        "it was left as it was; restore a copy of the file",
    )
}

/// Refuses a schema version that is newer than `known`, or none at all.
pub(super) fn version(path: &Path, found: i32, known: i32) -> Result<()> {
    if found > known {
        return Err(unusable(
            path,
            format!("the database has schema {found}, newer than this tenday, which knows {known}"),
            "install the newest tenday; the file was not changed",
        ));
    }
    if found < 0 {
        return Err(unusable(
            path,
            format!("the database has schema {found}, which no tenday has made"),
            "it was left as it was; restore a copy of the file",
        ));
    }
    Ok(())
}

/// Refuses to write to a file of schema `found` that may only be read.
pub(super) fn writable(conn: &Connection, path: &Path, found: i32) -> Result<()> {
    if !conn.is_readonly("main")? {
        return Ok(());
    }
    let problem = if found == SCHEMA_VERSION {
        "the file may only be read".to_owned()
    } else {
        format!(
            "the file may only be read, but it has schema {found} and must be brought up to schema {SCHEMA_VERSION} first"
        )
    };
    Err(unusable(
        path,
        problem,
        "ask for permission to write to it, or work on a copy",
    ))
}

/// Refuses a name that is taken, or whose journal is: `SQLite` would take what an earlier database
/// of that name left unfinished for the new one's and undo it there.
pub(super) fn free(path: &Path) -> Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(taken(path));
    }
    let folder = drafts::folder_of(path);
    if !folder.is_dir() {
        return Err(unusable(
            path,
            format!("there is no folder {}", folder.display()),
            "make the folder first",
        ));
    }
    for ending in ["-journal", "-wal", "-shm"] {
        let companion = companion(path, ending);
        if fs::symlink_metadata(&companion).is_ok() {
            return Err(unusable(
                &companion,
                "an earlier database of this name left this file; a new one would be damaged by it",
                "restore the earlier database to go with it, or move it elsewhere",
            ));
        }
    }
    Ok(())
}

fn companion(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The error for a name that something has already.
pub(super) fn taken(path: &Path) -> Error {
    Error::refused(
        format!("`{}` exists already; it was not touched", path.display()),
        "use it as it is, or name another file with --db FILE",
    )
}
