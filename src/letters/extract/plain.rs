//! Plain text: UTF-8, UTF-16 with or without a byte order mark, and what else the detector of browsers knows.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{ExtractError, Extracted};
use crate::domain::encoding::{self, Charset};

const MEDIA_TYPE: &str = "text/plain";

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    let (text, encoding) = decode(bytes)?;
    let note = note(encoding);
    Ok(Extracted {
        media_type: MEDIA_TYPE,
        text,
        note,
    })
}

/// Reads text that is in an encoding that the user names.
pub(super) fn read_in(bytes: &[u8], charset: Charset) -> Extracted {
    Extracted {
        media_type: MEDIA_TYPE,
        text: charset.decode(bytes),
        note: None,
    }
}

/// What is said of an encoding that was guessed.
pub(super) fn note(encoding: &'static Encoding) -> Option<String> {
    (encoding != UTF_8).then(|| {
        format!(
            "read as {}; if letters look wrong, name its encoding with --encoding, such as cp850",
            encoding.name()
        )
    })
}

/// Decodes text of unknown encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static Encoding), ExtractError> {
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    let encoding = encoding::of(bytes);
    if encoding != UTF_16LE && encoding != UTF_16BE && bytes.contains(&0) {
        return Err(ExtractError::Unsupported { found: "no text" });
    }
    let (text, used, _) = encoding.decode(bytes);
    Ok((text.into_owned(), used))
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    const TEXT: &str =
        "Spørgsmål 1: Hvor mange færger sejler på åen?\nSvar: Én. Færgen hedder »Søløven«.";

    fn utf_16_bytes(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn danish_letters_survive_every_encoding() {
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(TEXT.as_bytes());
        let cases: [(Vec<u8>, &str); 7] = [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (marked, "UTF-8"),
            (WINDOWS_1252.encode(TEXT).0.into_owned(), "windows-1252"),
            (utf_16_bytes(TEXT, true, true), "UTF-16LE"),
            (utf_16_bytes(TEXT, false, true), "UTF-16BE"),
            (utf_16_bytes(TEXT, true, false), "UTF-16LE"),
            (utf_16_bytes(TEXT, false, false), "UTF-16BE"),
        ];
        for (bytes, name) in cases {
            let (text, encoding) = decode(&bytes).unwrap();
            assert_eq!((text.as_str(), encoding.name()), (TEXT, name));
        }
    }

    #[test]
    fn other_bytes_are_no_text() {
        assert_eq!(decode(b""), Err(ExtractError::Empty));
        assert!(matches!(
            decode(b"\x7fELF\x02\x01\x01\0\0\0\x01x"),
            Err(ExtractError::Unsupported { .. })
        ));
    }
}
