//! Text that can disturb no output.
//!
//! Letters arrive as copied text, and copied text brings what nobody sees: escape sequences that repaint a terminal,
//! marks that turn the order of the letters around, characters that XML forbids. None of them reaches a document: they
//! are written out as `\u{202e}`, so that a reader sees that something was there, and nothing is dropped in silence.

use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;

/// One line of text without control or bidirectional characters, trimmed, with single spaces.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Text(String);

impl Text {
    /// Makes one clean line of `raw`; line breaks and tabs become spaces.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let mut line = String::with_capacity(raw.len());
        for word in visible(raw)
            .split([' ', '\n'])
            .filter(|word| !word.is_empty())
        {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        Self(line)
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<&String> for Text {
    fn from(raw: &String) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns `raw` with every line end as `\n`, tabs as spaces, and other disturbing characters written out.
///
/// Line ends are CR, LF, CR LF, vertical tab, form feed, NEL, and the Unicode line and paragraph separators.
#[must_use]
pub fn visible(raw: &str) -> Cow<'_, str> {
    if !raw.contains(needs_care) {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len() + 16);
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push(' '),
            _ if is_disturbing(character) => {
                // Writing to a String cannot fail.
                let _ = write!(clean, "\\u{{{:x}}}", u32::from(character));
            }
            _ => clean.push(character),
        }
    }
    Cow::Owned(clean)
}

/// Tells whether `character` steers a terminal, turns the order of text, or may not stand in XML.
#[must_use]
pub fn is_disturbing(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => character.is_control() || u32::from(character) & 0xfffe == 0xfffe,
    }
}

fn needs_care(character: char) -> bool {
    character == '\t' || is_disturbing(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_clean_and_single_spaced() {
        let cases = [
            ("  Svar \t fra\r\nafdelingen ", "Svar fra afdelingen"),
            ("rød\u{202e}grød", "rød\\u{202e}grød"),
            ("\u{1b}[31mrød", "\\u{1b}[31mrød"),
            ("side\u{c}skift", "side skift"),
            ("\u{feff}æ", "\\u{feff}æ"),
            ("kl.\u{a0}9", "kl.\u{a0}9"),
            ("\u{1fffe}", "\\u{1fffe}"),
            ("", ""),
        ];
        for (raw, expected) in cases {
            assert_eq!(Text::new(raw).as_str(), expected, "for {raw:?}");
        }
    }

    #[test]
    fn line_ends_meet() {
        assert_eq!(
            visible("a\r\nb\rc\u{2028}d\u{85}e\u{b}f"),
            "a\nb\nc\nd\ne\nf"
        );
        assert!(matches!(visible("blåbær\ngrød"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_disturbing_is_left(raw in any::<String>()) {
            prop_assert!(!visible(&raw).contains(is_disturbing));
            prop_assert!(!Text::new(&raw).as_str().contains(['\n', '\t']));
            let again = Text::new(&raw);
            prop_assert_eq!(Text::new(again.as_str()), again);
        }
    }
}
