//! The inquiry as the letters state it: title, asker, the questions in full, and the departments that deal with each.

use std::collections::{BTreeMap, HashMap};

use super::draft::{InquiryDraft, Letter, QuestionDraft};
use super::headings::Heading;
use super::known::Question;
use crate::domain::Disposition;

/// A question longer than this is not compared, in bytes.
const LONGEST: usize = 4_000;

/// Gathers the questions that numbered headings print; where wordings differ, the one that most letters print, then the longest.
pub(crate) fn questions(headings: &[Vec<Heading>]) -> Vec<Question> {
    let mut printed: BTreeMap<u32, HashMap<&str, usize>> = BTreeMap::new();
    // What "1a" asks is a part of question 1.
    let whole = headings
        .iter()
        .flatten()
        .filter(|heading| !heading.is_part());
    for heading in whole {
        if let ([number], false) = (
            heading.numbers.as_slice(),
            heading.text.is_empty() || heading.text.len() > LONGEST,
        ) {
            *printed
                .entry(*number)
                .or_default()
                .entry(&heading.text)
                .or_default() += 1;
        }
    }
    printed
        .into_iter()
        .filter_map(|(number, wordings)| {
            let (text, _) = wordings
                .into_iter()
                .max_by_key(|(text, times)| (*times, text.len(), *text))?;
            Some(Question {
                number,
                text: text.to_owned(),
                ..Question::default()
            })
        })
        .collect()
}

/// Adds the questions that no letter numbers, with the numbers that the answers were given.
pub(crate) fn complete(mut questions: Vec<Question>, letters: &[Letter]) -> Vec<Question> {
    for answer in letters.iter().flat_map(|letter| &letter.answers) {
        if let (Some(number), Some(text)) = (answer.question, &answer.asked)
            && text.len() <= LONGEST
            && !questions.iter().any(|question| question.number == number)
        {
            questions.push(Question {
                number,
                text: text.clone(),
                ..Question::default()
            });
        }
    }
    questions.sort_by_key(|question| question.number);
    questions
}

/// Drafts the inquiry from the letters and the questions they print.
pub(crate) fn draft(letters: &[Letter], questions: &[Question]) -> InquiryDraft {
    let questions = questions
        .iter()
        .map(|question| QuestionDraft {
            number: question.number,
            text: question.text.clone(),
            addressees: addressees(letters, question.number),
        })
        .collect();
    InquiryDraft {
        title: favourite(
            letters
                .iter()
                .filter_map(|letter| letter.subject.as_deref()),
        ),
        asker: asker(letters),
        questions,
    }
}

/// A department is an addressee if it deals with the question itself.
fn addressees(letters: &[Letter], number: u32) -> Vec<String> {
    let mut addressees: Vec<String> = Vec::new();
    for letter in letters {
        let deals = letter.answers.iter().any(|answer| {
            answer.question == Some(number) && answer.disposition != Disposition::Referred
        });
        if let (true, Some(department)) = (deals, &letter.department)
            && !addressees.contains(department)
        {
            addressees.push(department.clone());
        }
    }
    addressees
}

/// The text that occurs most, then the longest.
fn favourite<'t>(texts: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for text in texts {
        *times.entry(text).or_default() += 1;
    }
    times
        .into_iter()
        .max_by_key(|(text, times)| (*times, text.len(), *text))
        .map(|(text, _)| text.to_owned())
}

/// Who asks: the name that occurs most; of a name and its initials the name.
fn asker(letters: &[Letter]) -> Option<String> {
    let askers: Vec<&str> = letters
        .iter()
        .filter_map(|letter| letter.asker.as_deref())
        .collect();
    let best = favourite(askers.iter().copied())?;
    let full = askers
        .iter()
        .find(|name| name.len() > best.len() && initials(name).eq_ignore_ascii_case(&best));
    Some(full.map_or(best, |name| (*name).to_owned()))
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(department: &str, asker: &str) -> Letter {
        Letter {
            department: Some(department.to_owned()),
            asker: Some(asker.to_owned()),
            ..Letter::default()
        }
    }

    #[test]
    fn the_wording_of_most_letters_is_kept() {
        let heading = |number: u32, text: &str| Heading {
            numbers: vec![number],
            text: text.to_owned(),
            ..Heading::default()
        };
        let letters = vec![
            vec![heading(1, "Hvor mange broer?"), heading(2, "Hvorfor?")],
            vec![heading(1, "Hvor mange broer?")],
            vec![heading(1, "Hvor mange broer er der i parken?")],
        ];
        let got = questions(&letters);
        assert_eq!(
            got.iter()
                .map(|q| (q.number, q.text.as_str()))
                .collect::<Vec<_>>(),
            [(1, "Hvor mange broer?"), (2, "Hvorfor?")]
        );
    }

    #[test]
    fn initials_give_way_to_the_name() {
        let letters = [
            letter("A", "BV"),
            letter("B", "BV"),
            letter("C", "Byens Venner"),
        ];
        assert_eq!(draft(&letters, &[]).asker.as_deref(), Some("Byens Venner"));
    }
}
