//! From Danish text to its smallest pieces: words by their meaning, times, hyphens and commas.

use std::ops::Range;

use super::EXAMPLE;
use super::lexicon::{Meaning, PHRASES, meaning};
use crate::domain::hours::HoursError;
use crate::domain::hours::span::DAY;

/// The smallest pieces: words by their meaning, times, hyphens and commas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Word(Meaning),
    Time(u16),
    Hyphen,
    Comma,
}

pub(super) type Placed = (Piece, Range<usize>);

/// The words of a text in lower case with their places; a stop inside a word belongs to it
/// (`t.o.m.`), one at its end does not.
pub(super) fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    let mut rest = 0;
    while let Some(offset) = text[rest..].find(|c: char| !c.is_whitespace()) {
        let start = rest + offset;
        let first = text[start..].chars().next().unwrap_or(' ');
        let belongs: fn(char) -> bool = if first.is_alphabetic() {
            |c| c.is_alphabetic() || c == '.'
        } else if first.is_ascii_digit() {
            |c| c.is_ascii_digit() || matches!(c, '.' | ':')
        } else {
            |_| false
        };
        let length = text[start..]
            .find(|c| !belongs(c))
            .unwrap_or(text.len() - start);
        let length = length.max(first.len_utf8());
        let word = &text[start..start + length];
        let kept = if first.is_alphanumeric() {
            word.trim_end_matches(['.', ':'])
        } else {
            word
        };
        words.push((kept.to_lowercase(), start..start + kept.len()));
        rest = start + length;
        if kept.len() < word.len() && ends_sentence(kept, &text[rest..]) {
            words.push((",".to_owned(), rest - 1..rest));
        }
    }
    words
}

/// A stop with a capital letter after it, or after a time with any word after it; others belong
/// to abbreviations (`kl.`, `man.`).
fn ends_sentence(word: &str, rest: &str) -> bool {
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    rest.trim_start()
        .starts_with(|c: char| c.is_uppercase() || (number && c.is_alphabetic()))
}

/// Takes a text apart.
pub(super) fn pieces(text: &str) -> Result<Vec<Placed>, HoursError> {
    let words = words(text);
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some((length, meaning)) = phrase(&words[at..]) {
            pieces.push((
                Piece::Word(meaning),
                words[at].1.start..words[at + length - 1].1.end,
            ));
            at += length;
            continue;
        }
        let (word, span) = &words[at];
        if !matches!(word.as_str(), ":" | "." | "(" | ")") {
            pieces.push((piece(text, word, span)?, span.clone()));
        }
        at += 1;
    }
    Ok(pieces)
}

fn phrase(words: &[(String, Range<usize>)]) -> Option<(usize, Meaning)> {
    PHRASES
        .iter()
        .find(|(phrase, _)| {
            phrase.len() <= words.len()
                && phrase
                    .iter()
                    .zip(words)
                    .all(|(known, (word, _))| known == word)
        })
        .map(|(phrase, meaning)| (phrase.len(), *meaning))
}

fn piece(text: &str, word: &str, span: &Range<usize>) -> Result<Piece, HoursError> {
    let refuse =
        |reason: String, hint: &str| HoursError::new(text, span.clone(), reason, hint, EXAMPLE);
    Ok(match word {
        "-" | "–" | "—" | "−" | "‐" | "‑" => Piece::Hyphen,
        "," | ";" => Piece::Comma,
        "/" | "&" | "+" => Piece::Word(Meaning::And),
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
            let time = minutes(word).ok_or_else(|| {
                refuse(
                    format!("`{word}` is not a time of the day"),
                    "write `9`, `9.30` or `09:30`",
                )
            })?;
            Piece::Time(time)
        }
        _ => {
            let meaning = meaning(word).ok_or_else(|| {
                refuse(
                    format!("`{word}` is not understood"),
                    "name days and times only; a remark belongs to the channel's audience",
                )
            })?;
            Piece::Word(meaning)
        }
    })
}

/// `9`, `09`, `9.30`, `09:30`, `0930`, `24`.
fn minutes(word: &str) -> Option<u16> {
    let (hours, minutes) = match word.split_once(['.', ':']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if word.len() == 4 => word.split_at(2),
        None => (word, "00"),
    };
    if hours.len() > 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let time = hours * 60 + minutes;
    (minutes < 60 && time <= DAY).then_some(time)
}
