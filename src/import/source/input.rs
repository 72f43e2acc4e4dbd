//! Where bytes come from: a file, which is opened anew for every reading.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A file to be read.
pub(super) struct Input {
    /// As it is named in messages.
    pub(super) name: String,
    /// The folder that relative paths in it start from.
    pub(super) folder: PathBuf,
    path: PathBuf,
}

impl Input {
    pub(super) fn file(path: &Path) -> Self {
        Self {
            name: path.display().to_string(),
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            path: path.to_owned(),
        }
    }

    /// Opens it from its beginning; returns its size too.
    pub(super) fn open(&self) -> Result<(File, u64)> {
        let file = File::open(&self.path).map_err(Error::io(&self.name))?;
        let size = file.metadata().map_err(Error::io(&self.name))?.len();
        Ok((file, size))
    }
}
