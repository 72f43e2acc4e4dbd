//! Where bytes come from: a file, or standard input, which is kept in a file that nobody else can see so that it can be read again.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// Something to be read, as often as need be.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// As it is named in messages.
    pub(super) name: String,
    /// The folder that relative paths in it start from.
    pub(super) folder: PathBuf,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    Path(PathBuf),
    Kept(Arc<NamedTempFile>),
}

impl Input {
    pub(super) fn file(path: &Path) -> Self {
        Self {
            name: path.display().to_string(),
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            place: Place::Path(path.to_owned()),
        }
    }

    /// Keeps what comes from standard input.
    pub(super) fn keep(stdin: &mut dyn Read) -> Result<Self> {
        let name = "standard input".to_owned();
        let mut kept = NamedTempFile::new().map_err(Error::io(&name))?;
        io::copy(stdin, &mut kept).map_err(Error::io(&name))?;
        Ok(Self {
            name,
            folder: PathBuf::new(),
            place: Place::Kept(Arc::new(kept)),
        })
    }

    /// The name of the file without its folder.
    pub(super) fn file_name(&self) -> String {
        match &self.place {
            Place::Path(path) => path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            Place::Kept(_) => "-".to_owned(),
        }
    }

    /// Opens it from its beginning; returns its size too.
    pub(super) fn open(&self) -> Result<(File, u64)> {
        let file = match &self.place {
            Place::Path(path) => File::open(path),
            Place::Kept(kept) => kept.reopen(),
        };
        let file = file.map_err(Error::io(&self.name))?;
        let size = file.metadata().map_err(Error::io(&self.name))?.len();
        Ok((file, size))
    }

    /// Its first bytes, at most `most`.
    pub(super) fn head(&self, most: usize) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        let (file, _) = self.open()?;
        file.take(most as u64)
            .read_to_end(&mut head)
            .map_err(Error::io(&self.name))?;
        Ok(head)
    }
}
