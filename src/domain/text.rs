//! Text as it may stand in the record.
//!
//! Text in the record never holds a NUL, never is blank, and has no white space at its ends.
//! Other control characters may be part of what a letter says; faces escape them when they show it.

use std::borrow::Cow;
use std::fmt::Write;

use crate::error::Error;

/// Text for `what` as it may be stored: trimmed, line ends as `\n`.
///
/// # Errors
/// [`Error::Invalid`] if nothing but white space is left, or if it holds a NUL.
pub fn clean(what: &str, given: &str) -> Result<String, Error> {
    let ended = if memchr::memchr(b'\r', given.as_bytes()).is_some() {
        Cow::Owned(given.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(given)
    };
    let text = ended.trim();
    if text.is_empty() {
        return Err(Error::invalid(what, given, "it is empty"));
    }
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return Err(
            Error::invalid(what, text.replace('\0', "\\0"), "it holds a NUL character")
                .with_hint("save the file as text in UTF-8 and try again"),
        );
    }
    Ok(text.to_owned())
}

/// The first sentence of `text`, at most `most` characters; cut text ends in `…`.
#[must_use]
pub fn opening(text: &str, most: usize) -> String {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("")
        .trim();
    // An abbreviation (`kl. 9`, `bl.a. om`) is not followed by a capital.
    let ends = |at: usize| line[at + 2..].starts_with(char::is_uppercase);
    let sentence = line
        .match_indices(". ")
        .filter(|(at, _)| ends(*at))
        .map(|(at, _)| &line[..=at])
        .find(|sentence| sentence.chars().count() > 20)
        .unwrap_or(line);
    let cut = sentence.len() < text.trim().len();
    if sentence.chars().count() < most {
        return if cut {
            format!("{sentence} …")
        } else {
            sentence.to_owned()
        };
    }
    let kept: String = sentence.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A word as a shell takes it, on one line whatever is in it.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:,+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    if !word.contains(char::is_control) {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let mut quoted = String::from("$'");
    for c in word.chars() {
        match c {
            '\\' | '\'' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            _ if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            _ => quoted.push(c),
        }
    }
    quoted + "'"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_any_word_and_it_stays_on_one_line() {
        for (word, want) in [
            ("SKO", "SKO"),
            ("", "''"),
            ("ti børn", "'ti børn'"),
            ("it's", r"'it'\''s'"),
            ("it's\nso\\\u{85}", r"$'it\'s\nso\\\u0085'"),
        ] {
            assert_eq!(quoted(word), want);
            #[cfg(unix)]
            if let Ok(echoed) = std::process::Command::new("bash")
                .env("LC_ALL", "C.UTF-8")
                .args(["-c", &format!("printf %s {want}")])
                .output()
            {
                assert_eq!(String::from_utf8_lossy(&echoed.stdout), word, "{want}");
            }
        }
    }

    #[test]
    fn cleans_line_ends_and_edges() {
        assert_eq!(clean("text", "  a\r\nb\r c \n").unwrap(), "a\nb\n c");
        assert!(clean("text", " \n").is_err());
        assert!(clean("text", "a\0b").is_err());
    }

    #[test]
    fn opening_keeps_to_the_first_sentence() {
        for (text, want) in [
            ("Kort.", "Kort."),
            (
                "Der er åbent i hallen fra kl. 9 til 15.",
                "Der er åbent i hallen fra kl. 9 til 15.",
            ),
            (
                "Ingen ringer med skjult nummer. Resten følger.",
                "Ingen ringer med skjult nummer. …",
            ),
            ("æøåæøåæøåæøå", "æøåæøåæøå…"),
        ] {
            assert_eq!(
                opening(text, if text.starts_with('æ') { 10 } else { 60 }),
                want
            );
        }
    }
}
