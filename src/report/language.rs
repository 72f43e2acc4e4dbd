//! The languages that the council reads.
//!
//! A language is one Fluent file in `texts/` and its line in [`Language::ALL`]; a test fails when a file has no line.
//! The file holds the words and also how the language writes dates and numbers.

use super::ReportError;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A language that every text exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    tag: &'static str,
    source: &'static str,
}

impl Language {
    /// Danish, the default.
    pub const DANISH: Self = Self {
        tag: "da",
        source: include_str!("texts/da.ftl"),
    };
    /// English.
    pub const ENGLISH: Self = Self {
        tag: "en",
        source: include_str!("texts/en.ftl"),
    };
    /// Every language, Danish first.
    pub const ALL: [Self; 2] = [Self::DANISH, Self::ENGLISH];

    /// Returns the BCP 47 tag, such as `da`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.tag
    }

    /// Returns the Fluent source of its texts.
    pub(super) fn source(self) -> &'static str {
        self.source
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::DANISH
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag)
    }
}

impl FromStr for Language {
    type Err = ReportError;

    fn from_str(tag: &str) -> Result<Self, ReportError> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag.eq_ignore_ascii_case(tag))
            .ok_or_else(|| ReportError::UnknownLanguage(tag.to_owned()))
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_unknown_ones_named() {
        assert_eq!("EN".parse::<Language>().ok(), Some(Language::ENGLISH));
        let error = "fo".parse::<Language>().map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("there are no texts in the language `fo`".to_owned())
        );
    }

    #[test]
    fn every_file_of_texts_is_a_language() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/texts");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let mut known = Language::ALL.map(|language| format!("{language}.ftl"));
        known.sort();
        assert_eq!(files, known);
    }
}
