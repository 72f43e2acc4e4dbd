//! How alike two wordings of a question are, from 0 to 1, by the words they share.
//!
//! Letters reword questions ("in the municipality" becomes "in the department"), so that order and endings do not count.

use std::collections::HashSet;

use super::known::Question;

/// The most words of a wording that are compared.
const MOST_WORDS: usize = 200;
/// The most questions that a wording is compared with: no inquiry puts so many.
const MOST_QUESTIONS: usize = 200;
/// Endings are cut off after this many letters.
const STEM: usize = 6;

/// The words of a wording, cut to their stems.
pub(crate) fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .take(MOST_WORDS)
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
        .collect()
}

/// The words of the questions of an inquiry, by number.
pub(crate) fn of_questions(questions: &[Question]) -> Vec<(u32, HashSet<String>)> {
    let compared = questions.iter().take(MOST_QUESTIONS);
    compared
        .map(|question| (question.number, words(&question.text)))
        .collect()
}

/// Returns how alike two sets of words are: half the share of all words, half the share of the shorter wording.
pub(crate) fn of_words(one: &HashSet<String>, other: &HashSet<String>) -> f64 {
    let smaller = one.len().min(other.len());
    if smaller == 0 {
        return 0.0;
    }
    let shared = count(one.intersection(other).count());
    let dice = 2.0 * shared / count(one.len() + other.len());
    let contained = shared / count(smaller);
    // A wording of two or three words is contained in many others.
    let weight = if smaller < 4 { 0.1 } else { 0.5 };
    dice * (1.0 - weight) + contained * weight
}

/// Returns how alike two wordings are.
pub(crate) fn of(one: &str, other: &str) -> f64 {
    of_words(&words(one), &words(other))
}

fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reworded_question_is_alike_and_another_is_not() {
        let question = "Hvor mange legepladser har kommunen, og hvornår blev de sidst efterset?";
        let cases = [
            (
                "Hvor mange legepladser har kommunen, og hvornår blev de sidst efterset?",
                0.99,
                1.01,
            ),
            (
                "Hvor mange legepladser har Teknik og Miljø, og hvornår blev de sidst efterset",
                0.7,
                1.0,
            ),
            ("Hvad koster det at drive en svømmehal om året?", 0.0, 0.4),
            ("", 0.0, 0.0001),
        ];
        for (other, least, most) in cases {
            let got = of(question, other);
            assert!(got >= least && got < most, "{other}: {got}");
        }
    }
}
