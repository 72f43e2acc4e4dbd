//! Files that are whole or not there: written beside their place, then moved into it.

use std::io::Write;
use std::path::Path;

use crate::error::{Error, Result};

/// Writes `bytes` to `target`. An existing file stays as it is unless `replace`.
///
/// # Errors
/// [`Error::Refused`] if the file exists and may not be replaced; [`Error::Io`] if it cannot be
/// written, in which case nothing is left behind.
pub fn write_new(target: &Path, bytes: &[u8], replace: bool) -> Result<()> {
    if !replace && std::fs::symlink_metadata(target).is_ok() {
        return Err(taken(target));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut draft = tempfile::Builder::new()
        .prefix(".tenday-")
        .permissions(readable())
        .tempfile_in(folder)
        .map_err(Error::io(folder))?;
    draft
        .write_all(bytes)
        .and_then(|()| draft.as_file().sync_all())
        .map_err(Error::io(target))?;
    let moved = if replace {
        draft.persist(target)
    } else {
        draft.persist_noclobber(target)
    };
    match moved {
        Ok(_) => Ok(()),
        Err(failed) if failed.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(taken(target))
        }
        Err(failed) => Err(Error::Io {
            path: target.to_owned(),
            source: failed.error,
        }),
    }
}

/// Reports are meant to be passed on: unlike the database they are readable as the user's other
/// files are.
#[cfg(unix)]
fn readable() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o644)
}

#[cfg(not(unix))]
fn readable() -> std::fs::Permissions {
    std::fs::metadata(".")
        .map(|m| m.permissions())
        .expect("the working folder exists")
}

fn taken(target: &Path) -> Error {
    Error::refused(
        format!("`{}` exists already; it was not touched", target.display()),
        "replace it with --force, or choose another name",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_kept_unless_told_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("svar.md");
        write_new(&target, b"et", false).unwrap();
        assert!(write_new(&target, b"to", false).is_err());
        assert_eq!(std::fs::read(&target).unwrap(), b"et");
        write_new(&target, b"to", true).unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"to");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "no draft is left"
        );
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = write_new(Path::new("/nowhere/at/all/x.md"), b"", false).unwrap_err();
        assert!(error.to_string().contains("/nowhere/at/all"), "{error}");
    }
}
