//! The words and phrases the recognisers look for, read from one data file per language (`words/da.toml`, `words/en.toml`).
//!
//! A letter is read with the words of every language at once: Danish letters quote English and the other way round. A
//! pattern that does not compile matches nothing; the tests hold that all of them compile.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex, RegexBuilder};
use toml::{Table, Value};

/// The largest compiled size of one pattern, in bytes.
const PATTERN_SIZE: usize = 32 << 20;

/// Question numbers in running text: "2", "2 og 3", "1-4", "2, 3 and 5".
const NUMBERS: &str = r"(?P<numbers>(?:\d{1,4}[a-h]?|(?-i:[IVX]{2,6}|[VX])\b)(?:\s*(?:,|og|and|samt|til|to|[-–—])\s*(?:nr\.?\s*)?(?:\d{1,4}[a-h]?|(?-i:[IVX]{1,6})\b))*)";

/// The number of one question in running text.
const NUMBER: &str = r"(?P<n>\d{1,4}|(?-i:[IVX]{1,6})\b|[a-h]\b)(?:\s?[a-h]\b)?";

static LANGUAGES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    [include_str!("words/da.toml"), include_str!("words/en.toml")]
        .iter()
        .filter_map(|text| text.parse::<Table>().ok())
        .collect()
});

/// Returns the words under `key`, of every language, groups flattened.
pub(crate) fn list(key: &str) -> Vec<String> {
    LANGUAGES
        .iter()
        .filter_map(|table| table.get(key)?.as_array())
        .flatten()
        .flat_map(strings)
        .collect()
}

/// Returns the groups under `key`: the first holds the first group of every language, and so on.
pub(crate) fn groups(key: &str) -> Vec<Vec<String>> {
    let mut merged: Vec<Vec<String>> = Vec::new();
    for array in LANGUAGES
        .iter()
        .filter_map(|table| table.get(key)?.as_array())
    {
        for (place, group) in array.iter().enumerate() {
            if merged.len() <= place {
                merged.push(Vec::new());
            }
            merged[place].extend(strings(group));
        }
    }
    merged
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(word) => vec![word.clone()],
        Value::Array(words) => words.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// Returns a regular expression group that matches any of the words under `key`.
pub(crate) fn any(key: &str) -> String {
    alternation(list(key))
}

/// Returns a regular expression group that matches any of `words`, the longest first.
pub(crate) fn alternation(mut words: Vec<String>) -> String {
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let escaped: Vec<String> = words.iter().map(|word| escape(word)).collect();
    format!("(?:{})", escaped.join("|"))
}

fn escape(word: &str) -> String {
    regex::escape(word)
        .replace(r"\.", r"\.?")
        .replace(' ', r"\s*")
}

/// Returns one regular expression of all the patterns under `key`, their slots filled.
pub(crate) fn phrases(key: &str) -> String {
    let filled: Vec<String> = list(key).iter().map(|phrase| fill(phrase)).collect();
    format!("(?:{})", filled.join("|"))
}

/// Fills the slots of a pattern from the data file.
pub(crate) fn fill(phrase: &str) -> String {
    phrase
        .replace("{numbers}", NUMBERS)
        .replace("{number}", NUMBER)
        .replace("{question}", &any("question_words"))
        .replace("{answer}", &any("answer_words"))
}

/// A compiled pattern, blind to case unless said otherwise.
pub(crate) struct Pattern(Option<Regex>);

impl Pattern {
    /// Compiles `pattern`, blind to case.
    pub(crate) fn new(pattern: &str) -> Self {
        Self::build(pattern, true)
    }

    /// Compiles `pattern`, which minds the case.
    pub(crate) fn cased(pattern: &str) -> Self {
        Self::build(pattern, false)
    }

    fn build(pattern: &str, blind: bool) -> Self {
        let regex = RegexBuilder::new(pattern)
            .case_insensitive(blind)
            .dot_matches_new_line(true)
            .size_limit(PATTERN_SIZE)
            .dfa_size_limit(PATTERN_SIZE)
            .build();
        debug_assert!(regex.is_ok(), "{regex:?}");
        Self(regex.ok())
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.0.as_ref()?.find(text)
    }

    pub(crate) fn find_all<'t>(&self, text: &'t str) -> Vec<Match<'t>> {
        self.0
            .as_ref()
            .map(|regex| regex.find_iter(text).collect())
            .unwrap_or_default()
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.0.as_ref()?.captures(text)
    }

    pub(crate) fn captures_all<'t>(&self, text: &'t str) -> Vec<Captures<'t>> {
        self.0
            .as_ref()
            .map(|regex| regex.captures_iter(text).collect())
            .unwrap_or_default()
    }
}

/// Compiles every phrase under `key` on its own, so that each may hold named groups.
pub(crate) fn each(key: &str, prefix: &str, suffix: &str) -> Vec<Pattern> {
    list(key)
        .iter()
        .map(|phrase| Pattern::new(&format!("{prefix}(?:{}){suffix}", fill(phrase))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_hold_the_same_keys() {
        assert_eq!(LANGUAGES.len(), 2, "a data file does not parse");
        let keys = |table: &Table| table.keys().cloned().collect::<Vec<_>>();
        let (mut danish, mut english) = (keys(&LANGUAGES[0]), keys(&LANGUAGES[1]));
        danish.sort();
        english.sort();
        assert_eq!(danish, english);
    }

    #[test]
    fn every_phrase_compiles() {
        for table in LANGUAGES.iter() {
            for key in table.keys().filter(|key| key.ends_with("_patterns")) {
                for phrase in list(key) {
                    assert!(Regex::new(&fill(&phrase)).is_ok(), "{key}: {phrase}");
                }
            }
        }
    }

    #[test]
    fn full_stops_and_blanks_in_words_are_optional() {
        let pattern = Pattern::new(&format!("^{}$", alternation(vec!["sags nr.".to_owned()])));
        for written in ["sags nr.", "Sagsnr", "SAGS  NR"] {
            assert!(pattern.is_match(written), "{written}");
        }
    }
}
