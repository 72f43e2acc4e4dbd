//! Plain text: UTF-8, UTF-16 with or without a byte order mark, and what else the detector of browsers knows.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{CHARSETS, Charset, ExtractError, Extracted};

const MEDIA_TYPE: &str = "text/plain";
/// How much of a file is looked at to find out its encoding, in bytes.
const SAMPLE: usize = 1 << 20;

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
            "read as {}; if letters look wrong, name its encoding with --encoding: {CHARSETS}",
            encoding.name()
        )
    })
}

/// Decodes text of unknown encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, &'static Encoding), ExtractError> {
    if bytes.is_empty() {
        return Err(ExtractError::Empty);
    }
    let encoding = encoding(bytes);
    if encoding != UTF_16LE && encoding != UTF_16BE && bytes.contains(&0) {
        return Err(ExtractError::Unsupported { found: "no text" });
    }
    let (text, used, _) = encoding.decode(bytes);
    Ok((text.into_owned(), used))
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = utf_16(sample) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"dk"), Utf8Detection::Allow);
    // A Danish letter in a code page of another part of the world is a letter in Windows-1252 with few clues.
    if guess == UTF_8 && std::str::from_utf8(bytes).is_err() {
        WINDOWS_1252
    } else {
        guess
    }
}

/// UTF-16 without a mark: nearly every other byte of a European text is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| {
        bytes
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let pairs = bytes.len() / 2;
    match (zeros(0), zeros(1)) {
        (few, many) if many * 10 >= pairs * 7 && few * 10 < pairs => Some(UTF_16LE),
        (many, few) if many * 10 >= pairs * 7 && few * 10 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
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
