//! The files that letters came in: a row names each, and the file stands in the same folder.

use std::hash::Hasher;
use std::path::{Component, Path};

use sha2::{Digest, Sha256};

use super::row::{Problem, Row};
use super::shapes::{Called, Shape};
use crate::domain::{Record, Value};
use crate::error::{Error, Result, Thing};
use crate::store::Writer;
use crate::store::documents::{self, Document};

/// A file and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The file.
    pub document: Document,
    /// Its path, from the folder of the list, with `/`.
    pub path: String,
}

impl Listed {
    /// The file as it stands in a folder: under its hash, with the extension it had.
    #[must_use]
    pub fn in_folder(folder: &str, document: Document) -> Self {
        let extension = Path::new(&document.file_name)
            .extension()
            .and_then(|extension| extension.to_str())
            .filter(|it| it.len() <= 8 && it.bytes().all(|b| b.is_ascii_alphanumeric()))
            .unwrap_or("bin")
            .to_lowercase();
        let path = format!("{folder}/{}.{extension}", document.sha256);
        Self { document, path }
    }
}

impl Record for Listed {
    const TABLE: &'static str = "document";
    const COLUMNS: &'static [&'static str] = &["sha256", "file_name", "media_type", "path"];
    const KEY: usize = 1;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.document.sha256).into(),
            (&self.document.file_name).into(),
            (&self.document.media_type).into(),
            (&self.path).into(),
        ]
    }
}

impl Shape for Listed {
    const REQUIRED: &'static [&'static str] = &["sha256", "file_name", "media_type", "path"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let path = row.text("path")?;
        let bad = |problem: String| row.bad("path", &Error::invalid("path", &path, problem));
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_));
        if !Path::new(&path).components().all(inside) {
            return Err(bad("it leads out of the folder".into()));
        }
        let bytes = contents(&row.folder.join(&path)).map_err(bad)?;
        let sha256 = row.text("sha256")?;
        if hash(&bytes) != sha256 {
            return Err(bad("the file's SHA-256 is another".into()));
        }
        Ok(Self {
            document: Document {
                sha256,
                file_name: row.line("file_name")?,
                media_type: row.text("media_type")?,
                bytes,
            },
            path,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        let there = documents::put(writer, &self.document)?;
        Ok(there.map(|document| Self {
            document,
            path: self.path.clone(),
        }))
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        documents::update(writer, &self.document)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        state.write(self.document.sha256.as_bytes());
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        let sha256 = row.text("sha256").ok()?;
        Some(Called::new(Thing::Document, &sha256, None))
    }
}

/// The largest file that the record can keep, in bytes: what `SQLite` takes for one value.
const LARGEST: u64 = 1_000_000_000;

/// What a file holds, if it is one.
fn contents(path: &Path) -> Result<Vec<u8>, String> {
    let said = |source: std::io::Error| crate::error::said(&source);
    let metadata = std::fs::metadata(path).map_err(said)?;
    if !metadata.is_file() {
        return Err("it is no file".into());
    }
    if metadata.len() > LARGEST {
        return Err("the file is larger than 1 GB".into());
    }
    std::fs::read(path).map_err(said)
}

fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
