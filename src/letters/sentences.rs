//! Where sentences end, minding the abbreviations and numbers that hold full stops of their own.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::words;

static ABBREVIATIONS: LazyLock<HashSet<String>> =
    LazyLock::new(|| words::list("abbreviations").into_iter().collect());

/// How far back the word before a full stop is looked for, in bytes: no abbreviation is longer.
const LONGEST_WORD: usize = 64;

/// Returns the sentences of `text` as byte ranges without the blanks around them.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let ends = match c {
            '?' | '!' => true,
            '.' => !is_inner_stop(text, start, at),
            '\n' => text[end..].starts_with('\n'),
            _ => false,
        };
        if !ends {
            continue;
        }
        let mut end = end;
        while let Some((_, next)) = chars.peek().copied() {
            if !matches!(
                next,
                '?' | '!' | '.' | ')' | '"' | '”' | '“' | '»' | '\'' | '’' | '*'
            ) {
                break;
            }
            end += next.len_utf8();
            chars.next();
        }
        if chars.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            push(text, start..end, &mut sentences);
            start = end;
        }
    }
    push(text, start..text.len(), &mut sentences);
    sentences
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let raw = &text[range.clone()];
    let inner = raw.trim();
    if !inner.is_empty() {
        let from = range.start + (raw.len() - raw.trim_start().len());
        sentences.push(from..from + inner.len());
    }
}

/// Whether the full stop at `at` belongs to an abbreviation, an ordinal or a number.
fn is_inner_stop(text: &str, sentence: usize, at: usize) -> bool {
    let next = text[at + 1..].chars().next();
    if next.is_some_and(char::is_alphanumeric) {
        return true;
    }
    let near = text
        .floor_char_boundary(at.saturating_sub(LONGEST_WORD))
        .max(sentence);
    let word_start = text[near..at]
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | '"'))
        .map_or(near, |space| near + space + 1);
    let word = text.get(word_start..at).unwrap_or_default().to_lowercase();
    let after = text[at + 1..].trim_start();
    let lower_follows = after
        .chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    ABBREVIATIONS.contains(&word)
        && !after.is_empty()
        && (lower_follows
            || word.len() < 5
                && next == Some(' ')
                && ABBREVIATIONS.contains(&word)
                && !starts_sentence(after))
        || word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty() && lower_follows
        || word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && !after.is_empty()
}

/// Whether what follows looks like the start of a sentence rather than a name after an abbreviation: two words, the second
/// of them in lower case.
fn starts_sentence(after: &str) -> bool {
    let mut words = after.split_whitespace();
    let first = words.next().unwrap_or_default();
    first.chars().next().is_some_and(char::is_uppercase)
        && words
            .next()
            .is_some_and(|second| second.chars().next().is_some_and(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let cases: [(&str, &[&str]); 6] = [
            ("Ja. Nej.", &["Ja.", "Nej."]),
            (
                "Den 3. maj kl. 9.00 lukker vi. Så er det slut!",
                &["Den 3. maj kl. 9.00 lukker vi.", "Så er det slut!"],
            ),
            (
                "Det gælder bl.a. skoler, jf. § 3. Andre ikke.",
                &["Det gælder bl.a. skoler, jf. § 3.", "Andre ikke."],
            ),
            ("Hvor mange? Og hvorfor?*", &["Hvor mange?", "Og hvorfor?*"]),
            (
                "Overskrift\n\nTekst uden slut",
                &["Overskrift", "Tekst uden slut"],
            ),
            ("", &[]),
        ];
        for (text, wanted) in cases {
            let got: Vec<&str> = split(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(got, wanted);
        }
    }
}
