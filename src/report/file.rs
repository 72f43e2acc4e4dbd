//! Reports as files: whole or not at all.
//!
//! A file is written beside its target under a name of its own and then renamed, so that nobody ever opens half a report
//! and a failure leaves what was there before. What a killed process left is swept by whoever next writes there. A file
//! that exists is kept unless it may be replaced.

use super::csv::Dialect;
use super::{Chart, Format, Report, ReportError};
use crate::drafts::{self, Readers};
use crate::error::Error;
use std::io::{BufWriter, Read, Write};
use std::path::Path;

/// What becomes of a file that exists already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// It is kept, and the new one refused.
    #[default]
    Kept,
    /// The new one takes its place.
    Replaced,
}

/// Writes `report` to the file `target`.
///
/// # Errors
/// [`ReportError::Exists`] if there is such a file and it is to be kept; else whatever keeps the report from being written.
pub fn save(
    report: &Report,
    format: Format,
    dialect: Dialect,
    target: &Path,
    existing: Existing,
) -> Result<(), ReportError> {
    write(target, existing, |out| {
        format.renderer(dialect).render(report, out)
    })
}

/// Writes a chart to the file `target`, as SVG.
///
/// # Errors
/// As [`save`].
pub fn save_chart(chart: &Chart, target: &Path, existing: Existing) -> Result<(), ReportError> {
    write(target, existing, |out| {
        Ok(out.write_all(chart.svg.as_bytes())?)
    })
}

/// Writes the file `target` with `content`, which gets a buffered writer.
///
/// # Errors
/// As [`save`], and whatever `content` returns.
pub fn write(
    target: &Path,
    existing: Existing,
    content: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), ReportError>,
) -> Result<(), ReportError> {
    put(target, existing, Readers::Anyone, content)
}

fn put(
    target: &Path,
    existing: Existing,
    readers: Readers,
    content: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), ReportError>,
) -> Result<(), ReportError> {
    let exists = || ReportError::Exists(target.to_owned());
    may_be_taken(target, existing)?;
    if is_database(target) {
        return Err(ReportError::Database(target.to_owned()));
    }
    let mut file = drafts::beside(target, drafts::PART, readers)?;
    let mut out = BufWriter::new(file.as_file_mut());
    content(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    let persisted = match existing {
        Existing::Replaced => file.persist(target),
        // The file may have come into being meanwhile.
        Existing::Kept => file.persist_noclobber(target),
    };
    match persisted {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(error.error.into()),
    }
}

/// Writes `bytes` to the file `target`; an existing one is replaced only if `replace`.
///
/// # Errors
/// [`Error::Refused`] if there is such a file and it is to be kept; [`Error::Io`] if it cannot be written.
pub fn write_new(target: &Path, bytes: &[u8], replace: bool) -> Result<(), Error> {
    let existing = if replace {
        Existing::Replaced
    } else {
        Existing::Kept
    };
    let written = write(target, existing, |out| Ok(out.write_all(bytes)?));
    written.map_err(|refused| refused.at(target))
}

/// Writes `bytes` to the new file `target`, which only its owner may read, as the database that they come from.
///
/// # Errors
/// As [`write_new`].
pub fn write_private(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let written = put(target, Existing::Kept, Readers::Owner, |out| {
        Ok(out.write_all(bytes)?)
    });
    written.map_err(|refused| refused.at(target))
}

/// Refuses a target that is there and may not go. What is not a plain file may never: a rename would put a file in the
/// place of the device or the link itself.
///
/// # Errors
/// [`ReportError::NotAFile`]; [`ReportError::Exists`] if a file is to be kept.
pub fn may_be_taken(target: &Path, existing: Existing) -> Result<(), ReportError> {
    match target.symlink_metadata() {
        Ok(there) if !there.is_file() => Err(ReportError::NotAFile(target.to_owned())),
        Ok(_) if existing == Existing::Kept => Err(ReportError::Exists(target.to_owned())),
        _ => Ok(()),
    }
}

/// A database, ours or another's, is never what a report is meant to replace.
fn is_database(target: &Path) -> bool {
    let mut start = [0; 16];
    let read = std::fs::File::open(target).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *b"SQLite format 3\0"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use std::fs;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_is_kept_unless_it_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let report = &sample::every_kind()[0];
        let target = folder.path().join(report.file_name(Format::Csv));
        let save = |existing| save(report, Format::Csv, Dialect::Rfc4180, &target, existing);
        save(Existing::Kept).unwrap();
        fs::write(&target, "mine").unwrap();
        let error = save(Existing::Kept).unwrap_err();
        assert!(error.hint().unwrap().contains("--force"));
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
        save(Existing::Replaced).unwrap();
        assert!(fs::read_to_string(&target).unwrap().starts_with("inquiry,"));
        assert_eq!(names(folder.path()), ["2031-4-round-2031-05-02.csv"]);
    }

    #[test]
    fn a_database_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("tenday.db");
        fs::write(&target, b"SQLite format 3\0 and more").unwrap();
        let content = |out: &mut (dyn Write + Send)| Ok(out.write_all(b"report")?);
        let refused = write(&target, Existing::Replaced, content);
        assert!(matches!(refused, Err(ReportError::Database(_))));
        assert!(fs::read(&target).unwrap().starts_with(b"SQLite"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_or_a_device_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("a.csv"), folder.path().join("link"));
        fs::write(&target, "mine").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let socket = folder.path().join("socket");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for special in [&link, &socket, &folder.path().to_owned()] {
            let content = |out: &mut (dyn Write + Send)| Ok(out.write_all(b"report")?);
            let refused = write(special, Existing::Replaced, content);
            assert!(matches!(refused, Err(ReportError::NotAFile(_))));
        }
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    }

    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.csv");
        fs::write(&target, "mine").unwrap();
        let failing = |out: &mut (dyn Write + Send)| {
            out.write_all(b"half")?;
            Err(ReportError::PdfNotBuilt)
        };
        assert!(write(&target, Existing::Replaced, failing).is_err());
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }
}
