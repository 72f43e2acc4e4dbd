//! The encodings that a text may be said to be in, by the names that people know them by.

use encoding_rs::Encoding;
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP865};

/// An encoding that the user names where the guess is wrong.
#[derive(Debug, Clone, Copy)]
pub enum Charset {
    /// One that browsers know.
    Web(&'static Encoding),
    /// A code page of DOS: the characters of its upper half.
    Page(&'static [char; 128]),
}

const PAGES: [(&str, &[char; 128]); 3] = [
    ("850", &DECODING_TABLE_CP850),
    ("865", &DECODING_TABLE_CP865),
    ("437", &DECODING_TABLE_CP437),
];

/// Names to choose from, for messages.
pub const CHARSETS: &str =
    "utf-8, utf-16le, utf-16be, windows-1252, cp850, cp865, cp437, macintosh";

impl Charset {
    /// The encoding that goes by a name: `cp850`, `Windows-1252`, `macintosh`.
    #[must_use]
    pub fn named(given: &str) -> Option<Self> {
        let wanted = given.trim().to_lowercase();
        let digits = wanted
            .strip_prefix("cp")
            .or_else(|| wanted.strip_prefix("ibm"))
            .unwrap_or(&wanted);
        if let Some((_, table)) = PAGES.iter().find(|(page, _)| *page == digits) {
            return Some(Self::Page(table));
        }
        let label = match wanted.as_str() {
            "1252" => "windows-1252",
            "mac" | "macroman" | "mac-roman" => "macintosh",
            other => other,
        };
        Encoding::for_label(label.as_bytes()).map(Self::Web)
    }

    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Web(encoding) => encoding.decode(bytes).0.into_owned(),
            Self::Page(table) => bytes
                .iter()
                .map(|byte| match byte {
                    0..128 => char::from(*byte),
                    _ => table[usize::from(byte - 128)],
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_are_read_in_the_encoding_that_is_named() {
        for (name, bytes) in [
            ("cp850", &[0x91_u8, 0x9b, 0x86][..]),
            ("850", &[0x91, 0x9b, 0x86]),
            ("macintosh", &[0xbe, 0xbf, 0x8c]),
            ("Windows-1252", &[0xe6, 0xf8, 0xe5]),
            ("utf-8", "æøå".as_bytes()),
        ] {
            assert_eq!(Charset::named(name).unwrap().decode(bytes), "æøå", "{name}");
        }
        assert!(Charset::named("klingon").is_none());
    }
}
