//! The encodings that a file may be in, by the names that people know them by.

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP865};

use crate::error::{Error, Result};

/// Names to choose from, for messages.
const NAMES: &str = "utf-8, utf-16le, utf-16be, windows-1252, cp850, cp865, cp437, macintosh";

/// An encoding.
#[derive(Debug, Clone, Copy)]
pub enum Charset {
    /// One that browsers know.
    Web(&'static Encoding),
    /// A code page of DOS: its name, and the characters of the upper half.
    Page(&'static str, &'static [char; 128]),
}

const PAGES: [(&str, &[char; 128]); 3] = [
    ("cp850", &DECODING_TABLE_CP850),
    ("cp865", &DECODING_TABLE_CP865),
    ("cp437", &DECODING_TABLE_CP437),
];

impl Charset {
    /// The encoding that goes by a name.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the names to choose from.
    pub fn named(given: &str) -> Result<Self> {
        let wanted = given.trim().to_lowercase();
        let digits = wanted.trim_start_matches(|c: char| !c.is_ascii_digit());
        if let Some((name, table)) = PAGES.iter().find(|(name, _)| name[2..] == *digits) {
            return Ok(Self::Page(name, table));
        }
        let label = match wanted.as_str() {
            "utf16" => "utf-16",
            "1252" => "windows-1252",
            "mac" | "macroman" | "mac-roman" => "macintosh",
            other => other,
        };
        Encoding::for_label(label.as_bytes())
            .map(Self::Web)
            .ok_or_else(|| {
                Error::invalid("encoding", given, "no encoding has that name")
                    .with_hint(format!("choose one of {NAMES}"))
            })
    }

    /// The encoding of a file that begins with `sample`.
    #[must_use]
    pub fn found(sample: &[u8]) -> Self {
        Self::Web(super::of_beginning(sample))
    }

    /// Whether it is UTF-8.
    #[must_use]
    pub fn is_utf8(self) -> bool {
        matches!(self, Self::Web(encoding) if encoding == UTF_8)
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Page(name, _) => name.to_owned(),
            Self::Web(encoding) => encoding.name().replacen("windows", "Windows", 1),
        }
    }

    /// The text of `bytes`; what is no text becomes the sign for that.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Web(encoding) => encoding.decode(bytes).0.into_owned(),
            Self::Page(_, table) => bytes.iter().map(|byte| character(table, *byte)).collect(),
        }
    }

    /// Decoding block by block.
    #[must_use]
    pub fn decoder(self) -> Decoding {
        match self {
            Self::Page(_, table) => Decoding::Page(table),
            Self::Web(encoding) if encoding == UTF_8 => Decoding::None,
            Self::Web(encoding) => Decoding::Web(encoding.new_decoder_with_bom_removal()),
        }
    }
}

/// A decoding under way.
pub enum Decoding {
    /// The bytes are taken as they are.
    None,
    /// By the tables of browsers.
    Web(Decoder),
    /// By a code page of DOS.
    Page(&'static [char; 128]),
}

impl Decoding {
    /// Appends the text of `bytes`; returns how many were taken before one that is no text, if there is one.
    pub fn decode(&mut self, bytes: &[u8], is_last: bool, text: &mut String) -> Option<usize> {
        match self {
            Self::None => None,
            Self::Page(table) => {
                text.extend(bytes.iter().map(|byte| character(table, *byte)));
                None
            }
            Self::Web(decoder) => {
                let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
                text.reserve(most.unwrap_or(bytes.len() * 4));
                let (result, taken) =
                    decoder.decode_to_string_without_replacement(bytes, text, is_last);
                matches!(result, DecoderResult::Malformed(..)).then_some(taken)
            }
        }
    }
}

/// The character of a code page of DOS.
fn character(table: &[char; 128], byte: u8) -> char {
    match byte {
        0..128 => char::from(byte),
        _ => table[usize::from(byte - 128)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_go_by_the_names_people_know() {
        for (given, wanted) in [
            ("UTF-8", "UTF-8"),
            ("utf8", "UTF-8"),
            ("utf-16", "UTF-16LE"),
            ("Windows-1252", "Windows-1252"),
            ("cp1252", "Windows-1252"),
            ("latin1", "Windows-1252"),
            ("850", "cp850"),
            ("IBM865", "cp865"),
            ("mac", "macintosh"),
        ] {
            assert_eq!(Charset::named(given).unwrap().name(), wanted, "{given}");
        }
        assert!(Charset::named("klingon").is_err());
    }

    #[test]
    fn danish_letters_are_read_from_the_code_pages_of_dos_and_mac() {
        for (name, bytes) in [
            ("cp850", b"\x91\x9b\x86\x92\x9d\x8f"),
            ("cp865", b"\x91\x9b\x86\x92\x9d\x8f"),
            ("macintosh", b"\xbe\xbf\x8c\xae\xaf\x81"),
        ] {
            let mut text = String::new();
            let bad = Charset::named(name)
                .unwrap()
                .decoder()
                .decode(bytes, true, &mut text);
            assert_eq!((text.as_str(), bad), ("æøåÆØÅ", None), "{name}");
            assert_eq!(Charset::named(name).unwrap().decode(bytes), text);
        }
    }
}
