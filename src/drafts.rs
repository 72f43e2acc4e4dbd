//! Files that are built under a name of their own and moved into place when they are whole.
//!
//! A draft is called `.tenday-XXXXXX.new`, `.copy` or `.part` and stands in the folder of the
//! file it is to become. One that a killed process left behind is removed by whoever next begins a
//! draft there, once it is a day older than the new one: both times are the folder's own, so that
//! a share's clock may differ from this machine's, and no draft takes a day.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// The ending of a database that is being created.
pub(crate) const NEW: &str = ".new";
/// The ending of a copy that is being written.
pub(crate) const COPY: &str = ".copy";

/// The ending of a report or another file that is being written.
pub(crate) const PART: &str = ".part";

const PREFIX: &str = ".tenday-";
const STALE_AFTER: Duration = Duration::from_hours(24);

/// The folder that a file stands in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Who may read a draft, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner.
    Owner,
    /// Whoever may read the folder's other new files.
    Anyone,
}

/// An empty draft beside `path`, readable by its owner only. Dropping it removes it.
pub(crate) fn begin(path: &Path, ending: &str) -> Result<NamedTempFile> {
    beside(path, ending, Readers::Owner).map_err(Error::io(folder_of(path)))
}

/// As [`begin`], for these readers.
#[cfg_attr(not(unix), allow(unused_variables))]
pub(crate) fn beside(path: &Path, ending: &str, readers: Readers) -> io::Result<NamedTempFile> {
    let folder = folder_of(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(ending);
    #[cfg(unix)]
    if readers == Readers::Anyone {
        // Less what the user's mask takes away.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let draft = builder.tempfile_in(folder)?;
    sweep(folder, draft.path());
    Ok(draft)
}

/// Removes what killed processes left in `folder`. What cannot be removed stays: it is in nobody's
/// way.
fn sweep(folder: &Path, fresh: &Path) {
    let Ok(now) = fs::metadata(fresh).and_then(|metadata| metadata.modified()) else {
        return;
    };
    for leftover in leftovers(folder) {
        let modified = fs::symlink_metadata(&leftover).and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|then| now.duration_since(then).ok());
        if age.is_some_and(|age| age > STALE_AFTER) {
            let _ = fs::remove_file(leftover);
        }
    }
}

/// The drafts in `folder` and their journals.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| {
            is_draft(&entry.file_name()) && entry.file_type().is_ok_and(|kind| kind.is_file())
        })
        .map(|entry| entry.path())
        .collect()
}

fn is_draft(name: &OsStr) -> bool {
    let Some(name) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else {
        return false;
    };
    let name = name.strip_suffix("-journal").unwrap_or(name);
    [NEW, COPY, PART]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Removes the draft's name from a finished file that still has it, and says whether there was
/// one. Where a file system cannot move a file without replacing another, the file gets its name
/// first and loses the draft's after; a crash between the two leaves it with both.
#[cfg(unix)]
pub(crate) fn forget_draft_of(path: &Path, metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |other: &PathBuf| {
        fs::symlink_metadata(other)
            .is_ok_and(|found| found.dev() == metadata.dev() && found.ino() == metadata.ino())
    };
    leftovers(folder_of(path))
        .iter()
        .filter(|leftover| same(leftover))
        .any(|leftover| fs::remove_file(leftover).is_ok())
}

/// Gives a finished file its name. Fails if the name was taken meanwhile; then the draft is gone.
pub(crate) fn settle(draft: NamedTempFile, path: &Path) -> io::Result<()> {
    draft
        .persist_noclobber(path)
        .map_err(|failed| failed.error)?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Makes a new name in a folder survive a power cut. Not every system lets a folder be synced;
/// where it does not, there is nothing to be done about it.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(handle) = File::open(folder) {
        let _ = handle.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_drafts_are_drafts() {
        for (name, want) in [
            (".tenday-a1B2c3.new", true),
            (".tenday-a1B2c3.new-journal", true),
            (".tenday-a1B2c3.copy", true),
            (".tenday-a1B2c3.part", true),
            (".tenday-notes.txt", false),
            ("tenday-a1B2c3.new", false),
            ("tenday.db-journal", false),
            (".tenday.new", false),
        ] {
            assert_eq!(is_draft(OsStr::new(name)), want, "{name}");
        }
    }
}
