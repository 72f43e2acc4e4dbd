//! The record for others: open data, a public copy, what Datasette says about a file.
//!
//! A folder of CSV files has the shapes that [`crate::import`] reads, so that what is exported can
//! be read back to the same record. Everything is written beside its place and moved there when it
//! is whole. What is not for the public is left out at one place, `public`, while the rows are
//! written; a public database is built new from such rows, so nothing that was left out was ever
//! in it.

mod datasette;
mod package;
mod public;
mod tables;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::import;
use crate::report::file::{self, Existing};
use crate::store::dictionary;
use crate::store::{Listener, Reader, Store};

pub use datasette::datasette;
pub use public::withheld_in;
pub use tables::Exported;

/// The file that describes the others.
const PACKAGE: &str = "datapackage.json";
/// The folder of the letters' own files.
const DOCUMENTS: &str = "documents";

/// Whom an export is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Those who may see the whole record.
    Inside,
    /// Everyone.
    Public,
}

/// Writes every table as CSV into a folder, with a description of them all. An earlier export in
/// its place is replaced if `replace`.
///
/// # Errors
/// [`Error::Refused`] if the folder holds anything and may not be replaced, or holds anything that
/// no export wrote; [`Error::Io`].
pub fn folder(
    reader: &Reader<'_>,
    target: &Path,
    audience: Audience,
    replace: bool,
) -> Result<Exported> {
    may_be_written(target, replace)?;
    let draft = draft_beside(target)?;
    let inner = draft.path().join("export");
    make_folder(&inner, audience)?;
    let exported = fill(reader, &inner, audience)?;
    let earlier = draft.path().join("earlier");
    let replaces = fs::symlink_metadata(target).is_ok();
    if replaces {
        fs::rename(target, &earlier).map_err(Error::io(target))?;
    }
    if let Err(refused) = fs::rename(&inner, target) {
        if replaces {
            fs::rename(&earlier, target).map_err(Error::io(target))?;
        }
        return Err(Error::io(target)(refused));
    }
    Ok(exported)
}

/// Makes the folder of an export. What is not for everyone is, like the database, for its owner.
fn make_folder(folder: &Path, audience: Audience) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    if audience == Audience::Inside {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    #[cfg(not(unix))]
    let _ = audience;
    builder.create(folder).map_err(Error::io(folder))
}

fn fill(reader: &Reader<'_>, folder: &Path, audience: Audience) -> Result<Exported> {
    let exported = tables::write(reader, folder, audience)?;
    let relations = dictionary::relations(reader)?;
    let package = package::describe(&relations, audience);
    let path = folder.join(PACKAGE);
    fs::write(&path, package).map_err(Error::io(&path))?;
    Ok(exported)
}

/// Builds a new database that holds only what may be published.
///
/// # Errors
/// [`Error::Refused`] if the file exists and may not be replaced; [`Error::Io`].
pub fn public_database(
    reader: &Reader<'_>,
    target: &Path,
    replace: bool,
    listener: Listener,
) -> Result<Exported> {
    let existing = if replace {
        Existing::Replaced
    } else {
        Existing::Kept
    };
    file::may_be_taken(target, existing)?;
    let draft = draft_beside(target)?;
    let rows = draft.path().join("rows");
    fs::create_dir(&rows).map_err(Error::io(&rows))?;
    let exported = tables::write(reader, &rows, Audience::Public)?;
    let built = draft.path().join("public.db");
    let (store, _) = Store::create(&built, listener, |writer| import::folder(writer, &rows))?;
    drop(store);
    fs::rename(&built, target).map_err(Error::io(target))?;
    Ok(exported)
}

/// Writes a text to a file.
///
/// # Errors
/// [`Error::Refused`] if the file exists and may not be replaced; [`Error::Io`].
pub fn text(target: &Path, text: &str, replace: bool) -> Result<()> {
    file::write_new(target, text.as_bytes(), replace)
}

fn taken(target: &Path) -> Error {
    Error::refused(
        format!("`{}` exists already; it was not touched", target.display()),
        "replace it with --force, or choose another name",
    )
}

/// Refuses a place that holds something which would be lost.
fn may_be_written(target: &Path, replace: bool) -> Result<()> {
    let Ok(metadata) = fs::symlink_metadata(target) else {
        return Ok(());
    };
    if !metadata.is_dir() {
        return Err(Error::refused(
            format!("`{}` is not a folder; it was not touched", target.display()),
            "name a folder",
        ));
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(target).map_err(Error::io(target))? {
        names.push(entry.map_err(Error::io(target))?.file_name());
    }
    if names.is_empty() {
        return Ok(());
    }
    if !replace {
        return Err(taken(target));
    }
    match names.iter().find(|name| !is_ours(name)) {
        None if names.iter().any(|name| name == PACKAGE) => Ok(()),
        foreign => Err(Error::refused(
            format!(
                "`{}` holds more than an earlier export{}; it was not touched",
                target.display(),
                foreign.map_or(String::new(), |name| format!(
                    ", such as `{}`",
                    name.display()
                ))
            ),
            "name a folder of its own for the export",
        )),
    }
}

fn is_ours(name: &OsString) -> bool {
    let name = name.to_string_lossy();
    name == PACKAGE
        || name == DOCUMENTS
        || import::tables().any(|table| name.strip_suffix(".csv") == Some(table))
}

/// A folder beside `target` that is removed with everything left in it.
fn draft_beside(target: &Path) -> Result<tempfile::TempDir> {
    let parent: PathBuf = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => ".".into(),
    };
    tempfile::Builder::new()
        .prefix(".tenday-")
        .tempdir_in(&parent)
        .map_err(Error::io(parent))
}
