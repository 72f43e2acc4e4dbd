//! Names that a link or a bookmark can point at.
//!
//! A name is made from the words of the record (`question-4-abc`), so that it stays the same from one report to the next,
//! is unique within its report, and is safe everywhere it is used: ASCII letters, digits and hyphens, starting with a
//! letter, at most 40 characters (Word's limit for bookmarks).

use serde::Serialize;
use std::collections::HashSet;

const LONGEST: usize = 34;

/// The name of a heading, table or chart within one report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Anchor(String);

impl Anchor {
    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Hands out the names of one report, each once.
#[derive(Debug, Default)]
pub struct Anchors {
    taken: HashSet<String>,
}

impl Anchors {
    /// Makes an unused name of `words`; a name that is taken already gets a number after it.
    pub fn claim(&mut self, words: &[&str]) -> Anchor {
        let wanted = slug(words);
        let mut name = wanted.clone();
        let mut copy = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wanted}-{copy}");
            copy += 1;
        }
        Anchor(name)
    }
}

fn slug(words: &[&str]) -> String {
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        for character in word.chars().flat_map(char::to_lowercase) {
            match character {
                'a'..='z' | '0'..='9' => slug.push(character),
                'æ' => slug.push_str("ae"),
                'ø' => slug.push_str("oe"),
                'å' => slug.push_str("aa"),
                _ if slug.ends_with('-') || slug.is_empty() => {}
                _ => slug.push('-'),
            }
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_matches('-');
    if slug.starts_with(|first: char| first.is_ascii_lowercase()) {
        slug.to_owned()
    } else {
        format!("x-{slug}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_plain_and_unique() {
        let mut anchors = Anchors::default();
        let cases = [
            (vec!["question", "4", "ABC"], "question-4-abc"),
            (vec!["question", "4.", "ABC"], "question-4-abc-2"),
            (vec!["Ældre & Økonomi"], "aeldre-oekonomi"),
            (vec!["4"], "x-4"),
            (vec!["…"], "x-"),
        ];
        for (words, expected) in cases {
            assert_eq!(anchors.claim(&words).as_str(), expected);
        }
    }

    proptest! {
        #[test]
        fn every_name_is_safe(first in any::<String>(), second in any::<String>()) {
            let mut anchors = Anchors::default();
            let (one, two) = (anchors.claim(&[&first, &second]), anchors.claim(&[&first, &second]));
            prop_assert_ne!(&one, &two);
            for name in [one.as_str(), two.as_str()] {
                prop_assert!(name.len() <= 40);
                prop_assert!(name.starts_with(|c: char| c.is_ascii_lowercase()));
                prop_assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            }
        }
    }
}
