//! The file that a letter came in, as it was: `letter document`.

use std::path::{Path, PathBuf};

use super::super::context::{Context, say};
use super::WhichArgs;
use crate::error::{Error, Result};
use crate::store::{documents, letters};

/// Writes the file to `out`, into the folder `out`, or under its own name here.
pub(super) fn write(context: &Context, which: &WhichArgs, out: Option<&Path>) -> Result<()> {
    let document = context.read(|reader| {
        let letter = letters::get(reader, &which.inquiry, &which.department, which.letter)?;
        let Some(hash) = &letter.document else {
            return Err(Error::refused(
                format!(
                    "no file is kept with the letter of {} to inquiry {}",
                    letter.department, letter.inquiry
                ),
                format!(
                    "`tenday letter edit {} {} --document FILE` keeps one",
                    letter.inquiry, letter.department
                ),
            ));
        };
        documents::get(reader, hash)
    })?;
    let own_name = Path::new(&document.file_name)
        .file_name()
        .map(PathBuf::from)
        .unwrap_or_default();
    let target = match out {
        None => own_name,
        Some(folder) if folder.is_dir() => folder.join(own_name),
        Some(file) => file.to_owned(),
    };
    crate::report::file::write_private(&target, &document.bytes)
        .map_err(|refused| refused.with_hint("name another file with --out FILE"))?;
    say(&format!(
        "Wrote {} ({} bytes, SHA-256 {}).",
        target.display(),
        document.bytes.len(),
        document.sha256
    ));
    Ok(())
}
