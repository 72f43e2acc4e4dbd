//! When two words are the same: å and aa, small and capital letters, Danish endings.
//!
//! æ, ø and å are letters of their own; an å may also be written aa, or as an a with a ring set
//! above it. Nothing stemmed is stored anywhere: words are compared when they are looked for.

use frostem::{Algorithm, Stemmer};

/// The shortest word, in letters, whose endings are compared: no ending begins before the fourth.
pub const SHORTEST_STEM: usize = 3;

/// Whether a character is part of a word, as the index sees it: letters, digits, characters for
/// private use, and marks set above the letter before them.
#[must_use]
pub fn is_part(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c) || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The words in a text, in small letters, in order.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    text.split(|c| !is_part(c))
        .map(|word| word.trim_start_matches(is_mark))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A word with every å written as one letter.
#[must_use]
pub fn folded(word: &str) -> String {
    word.replace("a\u{30a}", "å").replace("aa", "å")
}

/// What the forms of a word have in common: equal for `frist`, `fristen` and `fristerne`, and for
/// `gård` and `gaarden`.
#[must_use]
pub fn stem(word: &str) -> String {
    let folded = folded(word);
    if folded.chars().count() < SHORTEST_STEM || folded.contains(|c: char| c.is_ascii_digit()) {
        return folded;
    }
    Stemmer::new(Algorithm::Danish).stem(&folded).into_owned()
}

/// Every way to write a word's å, the word as folded first; for a word with several of them, all
/// in the same way.
#[must_use]
pub fn spellings(word: &str) -> Vec<String> {
    let folded = folded(word);
    if !folded.contains('å') {
        return vec![folded];
    }
    let ringed = folded.replace('å', "a\u{30a}");
    let doubled = folded.replace('å', "aa");
    vec![folded, doubled, ringed]
}

/// What every form of a word begins with: its stem, because a stem is what is left when an ending
/// is cut off. In every spelling; of a stem with several å, what stands before the second. Empty
/// for a word whose endings are not compared.
#[must_use]
pub fn beginnings(word: &str) -> Vec<String> {
    let first: String = folded(word).chars().take(SHORTEST_STEM).collect();
    if first.chars().count() < SHORTEST_STEM || first.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut stem = stem(word);
    if let Some((second, _)) = stem.match_indices('å').nth(1) {
        stem.truncate(second);
    }
    spellings(&stem)
}

/// The first characters of a text, at most `most`.
#[must_use]
pub fn beginning(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_share_their_stem() {
        for (one, other) in [
            ("frist", "fristen"),
            ("frister", "fristerne"),
            ("gård", "gaarden"),
            ("ga\u{30a}rd", "gårde"),
            ("århus", "aarhus"),
            ("blå", "blaa"),
            ("telefon", "telefoner"),
            ("besvarelse", "besvarelserne"),
            ("2018", "2018"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        for (one, other) in [
            ("hår", "har"),
            ("får", "for"),
            ("bær", "bar"),
            ("føre", "fore"),
            ("2018", "2019"),
            ("frist", "fries"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn a_stem_keeps_the_first_three_letters() {
        for word in [
            "frist", "ærinder", "øjet", "århus", "aaen", "gaarden", "åbne",
        ] {
            assert!(stem(word).chars().count() >= SHORTEST_STEM, "{word}");
            assert!(
                beginnings(word).iter().any(|b| word.starts_with(b)),
                "{word}"
            );
        }
        assert!(beginnings("år").is_empty());
        assert!(beginnings("24timer").is_empty());
    }

    #[test]
    fn splits_as_the_index_does() {
        assert_eq!(
            split("Ring 10-dages, å! (§ 4a)"),
            ["ring", "10", "dages", "å", "4a"]
        );
        assert_eq!(split("Å\u{30a} A\u{30a}r"), ["å\u{30a}", "a\u{30a}r"]);
        assert!(split(" – … ").is_empty());
    }

    #[test]
    fn every_spelling_is_tried() {
        assert_eq!(spellings("gaard"), ["gård", "gaard", "ga\u{30a}rd"]);
        assert_eq!(spellings("frist"), ["frist"]);
        assert_eq!(beginnings("aarhus"), ["århus", "aarhus", "a\u{30a}rhus"]);
        assert_eq!(beginnings("gårdråd"), ["gårdr", "gaardr", "ga\u{30a}rdr"]);
    }

    proptest! {
        #[test]
        fn a_stem_is_the_beginning_of_its_word(word in "[a-zæøå]{1,16}") {
            prop_assert!(folded(&word).starts_with(&stem(&word)));
        }
    }
}
