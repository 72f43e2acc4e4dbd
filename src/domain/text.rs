//! Text as it may stand in the record.
//!
//! Text in the record never holds a NUL, never is blank, and has no white space at its ends. Names,
//! titles and the like keep to one line: messages name them, and a second line of theirs could
//! pass for one of the program.
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

/// Text for `what` that keeps to one line, as names and titles do.
///
/// # Errors
/// As [`clean`], and if it goes over several lines.
pub fn line(what: &str, given: &str) -> Result<String, Error> {
    let text = clean(what, given)?;
    if text.contains(ends_line) {
        return Err(Error::invalid(what, text, "it goes over several lines")
            .with_hint("write it on one line"));
    }
    Ok(text)
}

/// Whether a character ends a line, in some program or other.
fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Text of several lines on one, with a space where a line ended.
#[must_use]
pub fn joined(text: &str) -> String {
    let lines = text.split(ends_line).map(str::trim);
    let said: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    said.join(" ")
}

/// A value as a message names it: on one line, ends of lines written out.
#[must_use]
pub fn named(value: &str) -> Cow<'_, str> {
    if !value.contains(ends_line) {
        return Cow::Borrowed(value);
    }
    let mut named = String::new();
    for c in value.chars() {
        match c {
            '\n' => named.push_str("\\n"),
            _ if ends_line(c) => named.extend(c.escape_default()),
            _ => named.push(c),
        }
    }
    Cow::Owned(named)
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
    let unseen = |c: char| c.is_control() || ends_line(c);
    if !word.contains(unseen) {
        return format!("'{}'", word.replace('\'', r"'\''"));
    }
    let mut quoted = String::from("$'");
    for c in word.chars() {
        match c {
            '\\' | '\'' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            _ if unseen(c) => {
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
            ("it's\nso\\\u{85}\u{2028}", r"$'it\'s\nso\\\u0085\u2028'"),
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
    fn a_line_has_no_second_one() {
        assert_eq!(line("name", " Bo Bæk\r\n").unwrap(), "Bo Bæk");
        for end in [
            "\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}",
        ] {
            let text = format!("Bo{end}Hint: x");
            let refused = line("name", &text).unwrap_err();
            let told = refused.to_string();
            assert!(!told.contains(ends_line), "{told:?}");
            assert_eq!(refused.hint().as_deref(), Some("write it on one line"));
            assert_eq!(joined(&text), "Bo Hint: x");
        }
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
