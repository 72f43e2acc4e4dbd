//! From the bytes of a file to the text of the letters in it: plain text, PDF, DOCX, ODT, HTML, EML.
//!
//! What a file is follows from its first bytes, not from its name. Every reader is bounded: in the size of what it unpacks, in
//! depth, and, for PDF, in time and memory, for PDF readers panic and hang on bad files and so run in a child process.
//! Text comes out the way the recognisers want it: one line to a line, a blank line between paragraphs, a form feed between
//! pages where the format knows of pages.

mod archive;
mod docx;
mod flowed;
mod html;
mod mail;
mod numbering;
mod odt;
mod pdf;
mod plain;

use crate::domain::encoding::Charset;
pub use pdf::{PdfReader, run_pdf_child};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 64 << 20;
/// The longest text that is taken from a file, in bytes.
pub const LONGEST_TEXT: usize = 32 << 20;
/// How deep letters may lie in e-mails attached to e-mails.
const DEEPEST: usize = 4;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// The media type, such as `application/pdf`.
    pub media_type: &'static str,
    /// The text.
    pub text: String,
    /// What was found out about the encoding or the reader, for the person who looks at the draft.
    pub note: Option<String>,
}

/// Why no text could be taken from a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// There are no bytes, or nothing but blanks.
    #[error("the file is empty. Hint: check that the letter was saved before it was sent")]
    Empty,
    /// The file is larger than [`LARGEST_FILE`], or unpacks to more than [`LONGEST_TEXT`].
    #[error(
        "the file {what} more than {limit} bytes. Hint: split it into its letters, or save it as plain text"
    )]
    TooLarge {
        /// `holds` or `unpacks to`.
        what: &'static str,
        /// The limit in bytes.
        limit: usize,
    },
    /// A PDF without a text layer.
    #[error(
        "the PDF holds pictures of pages but no text: it is a scan. Hint: run text recognition on it first (`ocrmypdf --language dan in.pdf out.pdf`), or ask the department for the original"
    )]
    Scanned,
    /// A PDF that needs a password.
    #[error(
        "the PDF is locked with a password. Hint: open it and print it to a new PDF without one"
    )]
    Locked,
    /// The PDF reader took longer than it may.
    #[error(
        "the PDF reader was stopped after {seconds} seconds. Hint: print the file to a new PDF, or save it as text"
    )]
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The file is damaged.
    #[error(
        "the file is no readable {format}: {reason}. Hint: open it in the program that wrote it and save it again"
    )]
    Damaged {
        /// The format it claims to be.
        format: &'static str,
        /// What the reader says.
        reason: String,
    },
    /// A format that no reader knows.
    #[error(
        "the file is {found}, which is not read. Hint: save it as DOCX, ODT, PDF or plain text"
    )]
    Unsupported {
        /// What the file is.
        found: &'static str,
    },
    /// An encoding was named for a file that is no text.
    #[error("the file is {found}, which says its encoding itself. Hint: leave --encoding out")]
    NotText {
        /// What the file is.
        found: &'static str,
    },
    /// The child process for PDF could not be started.
    #[error(
        "the PDF reader could not be started: {reason}. Hint: check that the program may start itself"
    )]
    NoChild {
        /// What the system says.
        reason: String,
    },
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Pdf,
    Docx,
    Odt,
    Html,
    Mail,
    Plain,
}

/// Takes the text out of a file.
///
/// # Errors
///
/// Says what the file is and what can be done if it holds no text, is locked, damaged, too large, or of another format.
pub fn extract(bytes: &[u8], pdf: &PdfReader) -> Result<Extracted, ExtractError> {
    extract_at(bytes, pdf, 0)
}

/// Takes the text out of a file of plain text or a web page that is in the encoding `charset`, whatever it looks like.
///
/// # Errors
///
/// As [`extract`], and [`ExtractError::NotText`] for a file of another kind.
pub fn extract_in(bytes: &[u8], charset: Charset) -> Result<Extracted, ExtractError> {
    check_size(bytes)?;
    // A code page may make the bytes look like anything but what other formats begin with.
    let extracted = match format(bytes)? {
        Format::Plain => plain::read_in(bytes, charset),
        Format::Html => html::read_in(bytes, charset)?,
        Format::Pdf => return Err(ExtractError::NotText { found: "a PDF" }),
        Format::Docx | Format::Odt => {
            return Err(ExtractError::NotText {
                found: "an office document",
            });
        }
        Format::Mail => return Err(ExtractError::NotText { found: "an e-mail" }),
    };
    if extracted.text.trim().is_empty() {
        return Err(ExtractError::Empty);
    }
    Ok(extracted)
}

fn check_size(bytes: &[u8]) -> Result<(), ExtractError> {
    if bytes.len() > LARGEST_FILE {
        return Err(ExtractError::TooLarge {
            what: "holds",
            limit: LARGEST_FILE,
        });
    }
    Ok(())
}

fn extract_at(bytes: &[u8], pdf: &PdfReader, depth: usize) -> Result<Extracted, ExtractError> {
    check_size(bytes)?;
    let extracted = match format(bytes)? {
        Format::Pdf => pdf.read(bytes)?,
        Format::Docx => docx::read(bytes)?,
        Format::Odt => odt::read(bytes)?,
        Format::Html => html::read(bytes)?,
        Format::Mail => mail::read(bytes, pdf, depth)?,
        Format::Plain => plain::read(bytes)?,
    };
    if extracted.text.trim().is_empty() {
        return Err(ExtractError::Empty);
    }
    Ok(extracted)
}

fn format(bytes: &[u8]) -> Result<Format, ExtractError> {
    let head = &bytes[..bytes.len().min(4096)];
    let has = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"%PDF-")
        || head.iter().take(1024).any(|byte| *byte == b'%') && has(b"%PDF-") && !head.is_ascii()
    {
        return Ok(Format::Pdf);
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
        return archive::kind(bytes);
    }
    let unsupported: [(&[u8], &'static str); 7] = [
        (
            b"\xd0\xcf\x11\xe0",
            "a document of an old Word, Excel or Outlook",
        ),
        (b"{\\rtf", "a rich text document (RTF)"),
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xff\xd8\xff", "a picture (JPEG)"),
        (b"II*\0", "a picture (TIFF)"),
        (b"MM\0*", "a picture (TIFF)"),
        (b"\x1f\x8b", "a compressed file (gzip)"),
    ];
    if let Some((_, found)) = unsupported.iter().find(|(mark, _)| starts(mark)) {
        return Err(ExtractError::Unsupported { found });
    }
    let lower = String::from_utf8_lossy(head)
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_lowercase();
    if html::looks_like(&lower) {
        Ok(Format::Html)
    } else if mail::looks_like(&lower) {
        Ok(Format::Mail)
    } else {
        Ok(Format::Plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        let cases: [(&[u8], Result<Format, ()>); 8] = [
            (b"%PDF-1.7\n", Ok(Format::Pdf)),
            (b"<!DOCTYPE html><p>Svar", Ok(Format::Html)),
            (b"\xef\xbb\xbf<html><body>", Ok(Format::Html)),
            (
                b"From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: x\r\n\r\nSvar",
                Ok(Format::Mail),
            ),
            (b"Svar: From: her til der", Ok(Format::Plain)),
            (b"{\\rtf1 Svar}", Err(())),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Err(())),
            (b"\x89PNG\r\n", Err(())),
        ];
        for (bytes, wanted) in cases {
            assert_eq!(format(bytes).map_err(|_| ()), wanted, "{bytes:?}");
        }
    }

    #[test]
    fn errors_say_what_to_do() {
        for error in [
            ExtractError::Empty,
            ExtractError::Scanned,
            ExtractError::Locked,
            ExtractError::TimedOut { seconds: 9 },
        ] {
            assert!(error.to_string().contains("Hint: "), "{error}");
        }
    }
}
