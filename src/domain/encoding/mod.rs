//! Which encoding a text is in, found from its bytes.
//!
//! A byte order mark decides. Without one, text that is nearly every other byte zero is UTF-16, what can be UTF-8 is UTF-8, and the
//! detector of browsers tells the rest, knowing that the text is Danish.

mod charset;

pub use charset::{Charset, Decoding};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a text is looked at, in bytes.
pub const SAMPLE: usize = 1 << 20;

/// The encoding of a whole text.
#[must_use]
pub fn of(text: &[u8]) -> &'static Encoding {
    let sample = &text[..text.len().min(SAMPLE)];
    if let Some(encoding) = stated(sample) {
        return encoding;
    }
    if std::str::from_utf8(text).is_ok() {
        return UTF_8;
    }
    guess(sample)
}

/// The encoding of a text of which `sample` is the beginning.
///
/// A text of UTF-8 with a few broken bytes is UTF-8: read as anything else, all its Danish letters would be wrong.
#[must_use]
pub fn of_beginning(sample: &[u8]) -> &'static Encoding {
    if let Some(encoding) = stated(sample) {
        return encoding;
    }
    let (mut letters, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        broken += chunk.invalid().len();
    }
    let is_cut = std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_none());
    if broken == 0 || is_cut || letters > broken {
        UTF_8
    } else {
        guess(sample)
    }
}

/// What a byte order mark, or the zeros of UTF-16, say.
fn stated(sample: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(sample)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf_16(sample))
}

fn guess(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"dk"), Utf8Detection::Allow);
    // A Danish text in a code page of another part of the world is a text in Windows-1252 with few clues.
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
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

    #[test]
    fn the_beginning_of_a_text_tells_its_encoding() {
        let long = "spørgsmål;svar\n".repeat(100);
        let mut damaged = long.clone().into_bytes();
        damaged[400] = 0xf8;
        let cut = &long.as_bytes()[..=long.find('ø').unwrap_or_default()];
        let cases: [(&[u8], &Encoding); 9] = [
            (b"", UTF_8),
            (b"inquiry,question\n", UTF_8),
            (long.as_bytes(), UTF_8),
            (cut, UTF_8),
            (&damaged, UTF_8),
            (b"navn\nB\xf8rn\n", WINDOWS_1252),
            (b"navn\n\xc5se S\xf8rensen\n", WINDOWS_1252),
            (
                b"sp\xf8rgsm\xe5l;svar\n1;\x93Ja\x94 \x96 l\xe6s mere\n",
                WINDOWS_1252,
            ),
            (b"n\0a\0v\0n\0\n\0\xd8\0", UTF_16LE),
        ];
        for (bytes, wanted) in cases {
            assert_eq!(
                of_beginning(bytes),
                wanted,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
