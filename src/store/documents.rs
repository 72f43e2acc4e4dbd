//! The files that letters came in.

use rusqlite::named_params;

use super::{Reader, Writer};
use crate::error::{Error, Result, Thing};

/// A file, as it was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The name the file had.
    pub file_name: String,
    /// Media type: `application/pdf`.
    pub media_type: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// Keeps a file; the same bytes are kept once, under the name they had first.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn keep(writer: &Writer<'_>, document: &Document) -> Result<()> {
    put(writer, document).map(|_| ())
}

/// Keeps a file, unless its bytes are kept; returns how they are then.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn put(writer: &Writer<'_>, document: &Document) -> Result<Option<Document>> {
    let added = writer.run(
        "INSERT INTO document (sha256, file_name, media_type, bytes)
         VALUES (:sha256, :file_name, :media_type, :bytes)
         ON CONFLICT (sha256) DO NOTHING",
        named_params! {
            ":sha256": document.sha256,
            ":file_name": document.file_name,
            ":media_type": document.media_type,
            ":bytes": document.bytes,
        },
    )?;
    if added > 0 {
        return Ok(None);
    }
    get(writer, &document.sha256).map(Some)
}

/// Replaces name and media type of a file.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn update(writer: &Writer<'_>, document: &Document) -> Result<()> {
    writer.run(
        "UPDATE document SET file_name = :file_name, media_type = :media_type
         WHERE sha256 = :sha256",
        named_params! {
            ":sha256": document.sha256,
            ":file_name": document.file_name,
            ":media_type": document.media_type,
        },
    )?;
    Ok(())
}

/// The hashes of every file kept.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<String>> {
    reader.all("SELECT sha256 FROM document ORDER BY sha256", [], |row| {
        row.get("sha256")
    })
}

/// The file with a hash.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &Reader<'_>, sha256: &str) -> Result<Document> {
    let found = reader.maybe(
        "SELECT sha256, file_name, media_type, bytes FROM document WHERE sha256 = :sha256",
        named_params! { ":sha256": sha256 },
        |row| {
            Ok(Document {
                sha256: row.get("sha256")?,
                file_name: row.get("file_name")?,
                media_type: row.get("media_type")?,
                bytes: row.get("bytes")?,
            })
        },
    )?;
    found.ok_or_else(|| unknown(sha256))
}

fn unknown(sha256: &str) -> Error {
    Error::NotFound {
        what: Thing::Document,
        key: sha256.to_owned(),
        within: None,
        nearest: Vec::new(),
        list: None,
    }
}

/// The row number of a file.
pub(super) fn id(reader: &Reader<'_>, sha256: Option<&str>) -> Result<Option<i64>> {
    let Some(sha256) = sha256 else {
        return Ok(None);
    };
    let found = reader.maybe(
        "SELECT id FROM document WHERE sha256 = :sha256",
        named_params! { ":sha256": sha256 },
        |row| row.get("id"),
    )?;
    found.map(Some).ok_or_else(|| unknown(sha256))
}
