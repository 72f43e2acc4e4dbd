//! The head of a database file, read past `SQLite`.
//!
//! Opening a database may write to it: `SQLite` undoes what an interrupted program left half done. So a file is looked
//! at before, through a handle of our own. On POSIX systems closing any handle to a file drops every lock that this
//! process holds on it, those of its open databases among them. So a file has one handle, however often it is looked
//! at, which stays open as long as a [`Head`] of it is kept: a [`super::Store`] keeps one longer than its connection.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How long the head is.
const LENGTH: usize = 100;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The head of a file.
#[derive(Debug)]
pub(super) struct Head {
    /// Shorter if the file is.
    bytes: Vec<u8>,
    /// Keeps the handle open.
    _handle: handle::Handle,
}

impl Head {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::with_capacity(LENGTH);
        let handle = handle::Handle::to(path, &mut bytes)?;
        Ok(Self {
            bytes,
            _handle: handle,
        })
    }

    /// Whether it begins as every database does.
    pub(super) fn is_database(&self) -> bool {
        self.bytes.starts_with(MAGIC)
    }

    /// The mark of the program whose file it is.
    pub(super) fn application(&self) -> Option<i32> {
        self.number(68).map(u32::cast_signed)
    }

    /// The schema version.
    pub(super) fn version(&self) -> Option<i32> {
        self.number(60).map(u32::cast_signed)
    }

    /// The length that the file should have, in bytes; nothing if the head itself is cut short.
    pub(super) fn length(&self) -> Option<u64> {
        self.bytes.get(LENGTH - 1)?;
        let page_size = match self.number(16)? >> 16 {
            1 => 65_536,
            size => u64::from(size),
        };
        Some(u64::from(self.number(28)?) * page_size)
    }

    /// The four bytes at a place, the most significant first.
    fn number(&self, at: usize) -> Option<u32> {
        let bytes = self.bytes.get(at..at + 4)?;
        bytes.try_into().ok().map(u32::from_be_bytes)
    }
}

fn read(file: impl Read, into: &mut Vec<u8>) -> io::Result<()> {
    file.take(LENGTH as u64).read_to_end(into).map(|_| ())
}

#[cfg(unix)]
mod handle {
    use std::collections::BTreeMap;
    use std::fs;
    use std::io::Seek;
    use std::os::unix::fs::MetadataExt;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use super::{File, Path, io, read};

    /// The files that are looked at, by device and number, and by how many each.
    static OPEN: Mutex<BTreeMap<(u64, u64), (File, usize)>> = Mutex::new(BTreeMap::new());

    fn open() -> MutexGuard<'static, BTreeMap<(u64, u64), (File, usize)>> {
        OPEN.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A share in the handle to a file, which is closed with the last.
    #[derive(Debug)]
    pub(super) struct Handle((u64, u64));

    impl Handle {
        /// Opens a file, unless it is open, and reads its head.
        pub(super) fn to(path: &Path, head: &mut Vec<u8>) -> io::Result<Self> {
            let mut open = open();
            let metadata = fs::metadata(path)?;
            let file = (metadata.dev(), metadata.ino());
            if let Some((handle, shares)) = open.get_mut(&file) {
                handle.rewind()?;
                read(handle, head)?;
                *shares += 1;
            } else {
                let handle = File::open(path)?;
                read(&handle, head)?;
                open.insert(file, (handle, 1));
            }
            Ok(Self(file))
        }
    }

    impl Drop for Handle {
        fn drop(&mut self) {
            let mut open = open();
            if let Some((_, shares)) = open.get_mut(&self.0) {
                *shares -= 1;
                if *shares == 0 {
                    open.remove(&self.0);
                }
            }
        }
    }
}

#[cfg(not(unix))]
mod handle {
    use super::{File, Path, io, read};

    /// Nothing: here locks belong to handles.
    #[derive(Debug)]
    pub(super) struct Handle;

    impl Handle {
        /// Reads the head of a file.
        pub(super) fn to(path: &Path, head: &mut Vec<u8>) -> io::Result<Self> {
            read(File::open(path)?, head)?;
            Ok(Self)
        }
    }
}
