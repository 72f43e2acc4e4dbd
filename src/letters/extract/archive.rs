//! Zip archives that office programs write, read with bounds on what they unpack to.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{ExtractError, Format, LONGEST_TEXT};

/// The most files that an archive may hold.
const MOST_FILES: usize = 20_000;

/// An opened archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    format: &'static str,
    /// How many more bytes may be unpacked.
    left: usize,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8], format: &'static str) -> Result<Self, ExtractError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ExtractError::Damaged {
            format,
            reason: error.to_string(),
        })?;
        if zip.len() > MOST_FILES {
            return Err(ExtractError::Damaged {
                format,
                reason: format!("it holds {} files", zip.len()),
            });
        }
        Ok(Self {
            zip,
            format,
            left: LONGEST_TEXT * 2,
        })
    }

    /// Returns the names of the files, sorted.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .zip
            .file_names()
            .filter_map(Result::ok)
            .map(std::borrow::Cow::into_owned)
            .collect();
        names.sort();
        names
    }

    /// Reads a file as text; `None` if there is none of that name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ExtractError> {
        let format = self.format;
        let damaged = |reason: String| ExtractError::Damaged { format, reason };
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error.to_string())),
        };
        let mut bytes = Vec::new();
        let limit = u64::try_from(self.left).unwrap_or(u64::MAX);
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(error.to_string()))?;
        self.left = self
            .left
            .checked_sub(bytes.len())
            .ok_or(ExtractError::TooLarge {
                what: "unpacks to",
                limit: LONGEST_TEXT * 2,
            })?;
        let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
        Ok(Some(text.into_owned()))
    }
}

/// Says what an archive is by the files in it.
pub(super) fn kind(bytes: &[u8]) -> Result<Format, ExtractError> {
    let mut archive = Archive::open(bytes, "archive")?;
    let names = archive.names();
    if names.iter().any(|name| name == "word/document.xml") {
        return Ok(Format::Docx);
    }
    let media_type = archive.text("mimetype")?.unwrap_or_default();
    if media_type
        .trim()
        .starts_with("application/vnd.oasis.opendocument.text")
    {
        return Ok(Format::Odt);
    }
    let found = if names.iter().any(|name| name.starts_with("xl/")) {
        "a spreadsheet"
    } else if names.iter().any(|name| name.starts_with("ppt/")) {
        "a presentation"
    } else {
        "an archive (ZIP)"
    };
    Err(ExtractError::Unsupported { found })
}
