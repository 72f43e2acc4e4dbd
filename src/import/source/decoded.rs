//! The text of a file as UTF-8, read block by block, lines ending in `\n`, with a mark at its end.
//!
//! The mark lets the CSV reader, which takes the end of a file for the end of a quotation, tell a file that was cut short.

use std::io::{self, Read};

use crate::domain::encoding::{Charset, Decoding};

/// What follows the last byte of the text: a line of its own that no text holds.
pub(super) const END: &[u8] = b"\n\0";
/// The longest row, in bytes: a quotation that is never closed must not take in the rest of a large file.
pub(super) const LONGEST_ROW: u64 = 16 << 20;

/// How much is decoded at a time, in bytes.
const BLOCK: usize = 64 << 10;

/// Why the text ends before its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Broken {
    /// More bytes than a row may have.
    #[error("the row is longer than {} MiB; a quotation mark is probably not closed", LONGEST_ROW >> 20)]
    LongRow,
    /// Bytes that are no text in the encoding.
    #[error("byte {at} of the file is not {encoding}; say what the file is with --encoding")]
    NotText {
        /// Where, counted from 1.
        at: u64,
        /// The encoding that was taken for the file's.
        encoding: String,
    },
}

/// A reader of UTF-8.
pub(super) struct Text<R> {
    inner: R,
    charset: Charset,
    decoding: Decoding,
    /// What was decoded, and how much of it was given.
    decoded: (String, usize),
    is_decoded: bool,
    raw: Vec<u8>,
    read: u64,
    size: u64,
    given: u64,
    row_began: u64,
    end: &'static [u8],
    /// The last byte was a `\r`: a `\n` that follows belongs to it.
    after_return: bool,
    broken: Option<Broken>,
}

impl<R: Read> Text<R> {
    /// The text behind a mark of `skipped` bytes.
    pub(super) fn new(inner: R, charset: Charset, skipped: u64, size: u64) -> Self {
        Self {
            inner,
            charset,
            decoding: charset.decoder(),
            decoded: (String::new(), 0),
            is_decoded: false,
            raw: Vec::new(),
            read: skipped,
            size,
            given: 0,
            row_began: 0,
            end: END,
            after_return: false,
            broken: None,
        }
    }

    /// A new row begins at the byte `at` of the text.
    pub(super) fn row_begins(&mut self, at: u64) {
        self.row_began = at;
    }

    /// Whether the byte `at` of the text lies behind the mark at its end.
    pub(super) fn is_over(&self, at: u64) -> bool {
        self.end.is_empty() && at >= self.given
    }

    /// How many bytes of the file lie before the byte `at` of the text, and how many there are.
    pub(super) fn progress(&self, at: u64) -> (u64, u64) {
        (
            self.read.saturating_sub(self.given.saturating_sub(at)),
            self.size,
        )
    }

    /// Reads UTF-8, lines ending as they end.
    fn read_utf8(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if matches!(self.decoding, Decoding::None) {
            let read = self.inner.read(buffer)?;
            self.read += read as u64;
            return Ok(read);
        }
        while self.decoded.1 == self.decoded.0.len() {
            if let Some(broken) = self.broken.take() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, broken));
            }
            if self.is_decoded {
                return Ok(0);
            }
            self.decoded.0.clear();
            self.decoded.1 = 0;
            self.raw.resize(BLOCK, 0);
            let read = self.inner.read(&mut self.raw)?;
            let bad = self
                .decoding
                .decode(&self.raw[..read], read == 0, &mut self.decoded.0);
            self.broken = bad.map(|taken| Broken::NotText {
                at: self.read + taken as u64,
                encoding: self.charset.name(),
            });
            self.read += read as u64;
            self.is_decoded = read == 0 && self.broken.is_none();
        }
        let left = &self.decoded.0.as_bytes()[self.decoded.1..];
        let got = left.len().min(buffer.len());
        buffer[..got].copy_from_slice(&left[..got]);
        self.decoded.1 += got;
        Ok(got)
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given.saturating_sub(self.row_began) > LONGEST_ROW {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Broken::LongRow));
        }
        let mut got = 0;
        while got == 0 {
            let read = self.read_utf8(buffer)?;
            if read == 0 {
                got = self.end.len().min(buffer.len());
                buffer[..got].copy_from_slice(&self.end[..got]);
                self.end = &self.end[got..];
                break;
            }
            got = self.end_lines(&mut buffer[..read]);
        }
        self.given += got as u64;
        Ok(got)
    }
}

impl<R> Text<R> {
    /// Makes `\n` of every line end; returns how many bytes are left.
    fn end_lines(&mut self, bytes: &mut [u8]) -> usize {
        let mut from = usize::from(self.after_return && bytes.first() == Some(&b'\n'));
        self.after_return = bytes.last() == Some(&b'\r');
        let mut to = 0;
        while let Some(at) = memchr::memchr(b'\r', &bytes[from..]) {
            bytes.copy_within(from..from + at, to);
            to += at;
            bytes[to] = b'\n';
            to += 1;
            from += at + 1;
            from += usize::from(bytes.get(from) == Some(&b'\n'));
        }
        if from > to {
            bytes.copy_within(from.., to);
        }
        bytes.len() - (from - to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time, or all.
    struct Chunks<'a>(&'a [u8], usize);

    impl Read for Chunks<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(buffer.len());
            (&mut self.0).take(most as u64).read(buffer)
        }
    }

    #[test]
    fn lines_end_alike_however_they_are_read() {
        let utf8 = Charset::Web(encoding_rs::UTF_8);
        for (given, wanted) in [
            ("a\r\nb\r\n", "a\nb\n"),
            ("a\rb\r\r\n\nc", "a\nb\n\n\nc"),
            ("\n\r", "\n\n"),
            ("\r\n\r\n", "\n\n"),
            ("", ""),
        ] {
            for size in [1, 2, 3, 100] {
                let mut text = Text::new(Chunks(given.as_bytes(), size), utf8, 0, 0);
                let mut found = String::new();
                text.read_to_string(&mut found).unwrap();
                assert_eq!(found, format!("{wanted}\n\0"), "{given:?} by {size}");
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_named_behind_the_text_before_them() {
        let utf16 = Charset::Web(encoding_rs::UTF_16LE);
        let mut text = Text::new(Chunks(b"a\0\xf8\0\x00\xdcb\0", 3), utf16, 0, 8);
        let mut found = Vec::new();
        let error = text.read_to_end(&mut found).unwrap_err();
        assert_eq!(found, "aø".as_bytes());
        assert!(
            error
                .to_string()
                .starts_with("byte 6 of the file is not UTF-16LE"),
            "{error}"
        );
    }
}
