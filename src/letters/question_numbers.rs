//! Which question of the inquiry each answer is for: as printed, by likeness of wording, else by its turn.

use std::collections::HashSet;

use super::answers::{Context, Section};
use super::draft::{Certainty, Inference};
use super::headings::Heading;
use super::likeness;
use super::sub_questions;

/// From here on a heading without a number is taken for the question it is most like.
const ALIKE: f64 = 0.45;

/// The words of each question of the inquiry.
type Wordings = [(u32, HashSet<String>)];

/// Gives every section the numbers of its questions: as printed, by likeness, else by its turn.
pub(super) fn find(
    context: &Context<'_>,
    sections: &[Section],
    inferences: &mut Vec<Inference>,
) -> Vec<Vec<u32>> {
    let claimed: HashSet<u32> = sections
        .iter()
        .flat_map(|section| {
            section
                .headings
                .iter()
                .flat_map(|heading| heading.numbers.iter().copied())
        })
        .collect();
    let wordings = likeness::of_questions(context.questions);
    let mut previous = 0;
    sections
        .iter()
        .map(|section| {
            let mut numbers: Vec<u32> = Vec::new();
            for heading in &section.headings {
                let found = if heading.numbers.is_empty() {
                    guess(
                        context,
                        &wordings,
                        heading,
                        sections.len(),
                        previous,
                        &claimed,
                        inferences,
                    )
                } else {
                    let printed = heading.label.as_deref().unwrap_or_default();
                    let own = sub_questions::own_question(context.questions, printed);
                    own.map_or_else(
                        || corrected(context, &wordings, heading, inferences),
                        |own| vec![own],
                    )
                };
                for number in found {
                    if !numbers.contains(&number) {
                        numbers.push(number);
                    }
                }
                previous = numbers.last().copied().unwrap_or(previous);
            }
            numbers
        })
        .collect()
}

/// The number of a question that bears none: the only one in the title, that of the question it is like, the next one.
fn guess(
    context: &Context<'_>,
    wordings: &Wordings,
    heading: &Heading,
    sections: usize,
    previous: u32,
    claimed: &HashSet<u32>,
    inferences: &mut Vec<Inference>,
) -> Vec<u32> {
    let next = previous + 1;
    let alike = most_alike(wordings, &heading.text)
        .filter(|(number, like)| *like >= ALIKE && !claimed.contains(number));
    let (number, certainty, why) = if let (Some(number), 1) = (context.title_number, sections) {
        (number, Certainty::Likely, "the number in the title")
    } else if let Some((number, _)) = alike {
        (
            number,
            Certainty::Likely,
            "the wording is like that of the question",
        )
    } else if !claimed.contains(&next)
        && (sections > 1
            || context.questions.len() == 1
            || context.questions.is_empty() && !heading.text.is_empty())
    {
        if sections == context.questions.len() && claimed.is_empty() {
            (
                next,
                Certainty::Likely,
                "its turn in the letter, which answers as many questions as were put",
            )
        } else {
            (next, Certainty::Guess, "its turn in the letter")
        }
    } else {
        return Vec::new();
    };
    inferences.push(Inference {
        field: "question",
        value: number.to_string(),
        certainty,
        why: why.to_owned(),
    });
    vec![number]
}

fn most_alike(wordings: &Wordings, text: &str) -> Option<(u32, f64)> {
    let words = likeness::words(text);
    wordings
        .iter()
        .map(|(number, question)| (*number, likeness::of_words(&words, question)))
        .max_by(|one, other| one.1.total_cmp(&other.1))
}

/// The printed numbers, unless the wording is plainly that of another question of a known inquiry.
fn corrected(
    context: &Context<'_>,
    wordings: &Wordings,
    heading: &Heading,
    inferences: &mut Vec<Inference>,
) -> Vec<u32> {
    let ([printed], true) = (
        heading.numbers.as_slice(),
        context.known.inquiry.is_some() && !heading.text.is_empty(),
    ) else {
        return heading.numbers.clone();
    };
    let own = context
        .questions
        .iter()
        .find(|question| question.number == *printed)
        .map_or(0.0, |question| likeness::of(&question.text, &heading.text));
    match most_alike(wordings, &heading.text) {
        Some((other, like)) if own < 0.35 && like >= 0.75 && other != *printed => {
            inferences.push(Inference {
                field: "question",
                value: other.to_string(),
                certainty: Certainty::Likely,
                why: format!("printed as {printed}, but the wording is that of question {other}"),
            });
            vec![other]
        }
        _ => vec![*printed],
    }
}
