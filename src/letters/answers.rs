//! The answers of a letter: the wording between headings, by unit, with what it says about other questions.

use std::collections::HashSet;
use std::ops::Range;

use super::asides::{Aside, asides, drop_closing_remarks, take_asides};
use super::claims;
use super::departments;
use super::dispositions::{self};
use super::draft::{Answer, Certainty, Inference};
use super::flow::{self, Gap, Piece};
use super::footnotes;
use super::headings::Heading;
use super::known::{Known, Question, Unit};
use super::parts::{self, Part};
use super::question_numbers;
use super::sub_questions;
use crate::domain::Disposition;

/// How many headings a letter has in which its questions can be listed; more are no letter's.
const MOST_LISTED: usize = 500;

/// The longest sentence that leads up to the answers, in bytes.
const LONGEST_LEAD: usize = 300;

/// What the answers of one letter are read from.
pub(crate) struct Context<'a> {
    pub text: &'a str,
    pub known: &'a Known,
    pub questions: &'a [Question],
    /// The place of the letter's department among the known ones.
    pub department: Option<usize>,
    /// The number that the letter's title gives to its only question.
    pub title_number: Option<u32>,
    /// The letter's department as printed or known.
    pub department_name: Option<&'a str>,
}

/// The answers, and the stretches that they and the heads of their parts take.
#[derive(Default)]
pub(crate) struct Answers {
    pub list: Vec<Answer>,
    pub wording: Vec<Range<usize>>,
    pub part_heads: Vec<Range<usize>>,
    pub inferences: Vec<Inference>,
}

/// One heading, or several that one text answers, and that text.
pub(crate) struct Section {
    pub(super) headings: Vec<Heading>,
    pub(super) pieces: Vec<Piece>,
}

/// Reads the answers. `sections` gives the lines after each heading; `intro` the paragraphs before the first.
pub(crate) fn read(
    context: &Context<'_>,
    headings: &[Heading],
    mut sections: Vec<Vec<Piece>>,
    intro: &[Vec<Piece>],
) -> Answers {
    let mut out = Answers::default();
    footnotes::settle(context.text, &mut sections);
    let width = flow::page_width(context.text, &sections.concat());
    let mut asides: Vec<Aside> = intro
        .iter()
        .flat_map(|paragraph| asides(context.text, paragraph))
        .collect();
    for aside in &mut asides {
        aside.shared = false;
    }
    let mut sections = group(context.text, headings, sections);
    if let Some(last) = sections.last_mut() {
        drop_closing_remarks(context.text, &mut last.pieces);
    }
    for section in &mut sections {
        asides.extend(take_asides(context.text, &mut section.pieces));
    }
    let numbers: Vec<Vec<u32>> = question_numbers::find(context, &sections, &mut out.inferences);
    let (sections, numbers) = sub_questions::join(sections, numbers);
    let mut previous = None;
    for (section, numbers) in sections.iter().zip(&numbers) {
        let lines = section.pieces.iter();
        let reader = Reader {
            context,
            section,
            all: headings,
            lines: lines
                .map(|piece| (&context.text[piece.span.clone()], piece.gap))
                .collect(),
            previous,
            width,
        };
        reader.read(numbers, &mut out);
        previous = numbers.last().copied().or(previous);
    }
    let own: HashSet<u32> = out
        .list
        .iter()
        .filter_map(|answer| answer.question)
        .collect();
    aside_answers(context, asides, &own, width, &mut out);
    out.list
        .sort_by_key(|answer| answer.places.first().map_or(usize::MAX, |place| place.0));
    out
}

/// The last question of a list at the start, where what stands below it leads up to the answers: its number comes again.
fn announcing(text: &str, headings: &[Heading], sections: &[Vec<Piece>]) -> Option<usize> {
    let last = sections.iter().position(|pieces| !pieces.is_empty())?;
    let pieces = sections.get(last).filter(|_| last > 0)?;
    let again = headings[last + 1..].iter().any(|other| {
        headings[last]
            .numbers
            .iter()
            .any(|number| other.numbers.contains(number))
    });
    let said = text.get(pieces.first()?.span.start..pieces.last()?.span.end)?;
    let leads = said.len() <= LONGEST_LEAD && (said.ends_with(':') || claims::leads_up(said));
    (again && leads).then_some(last)
}

/// Joins headings without an answer of their own to the next one, unless their number comes again with an answer.
fn group(text: &str, headings: &[Heading], sections: Vec<Vec<Piece>>) -> Vec<Section> {
    let answered: HashSet<u32> = headings
        .iter()
        .zip(&sections)
        .filter(|(_, pieces)| !pieces.is_empty())
        .flat_map(|(heading, _)| heading.numbers.iter().copied())
        .collect();
    // What stands below the last question of a list announces the answers.
    let replied: HashSet<u32> = headings
        .iter()
        .filter(|heading| heading.is_reply)
        .flat_map(|heading| heading.numbers.iter().copied())
        .collect();
    let announces = announcing(text, headings, &sections);
    let mut groups = Vec::new();
    let mut waiting: Vec<Heading> = Vec::new();
    for (place, (heading, pieces)) in headings.iter().zip(sections).enumerate() {
        let listed = heading
            .numbers
            .iter()
            .any(|number| answered.contains(number));
        let repeated = announces == Some(place)
            || !heading.is_reply
                && heading
                    .numbers
                    .iter()
                    .any(|number| replied.contains(number));
        match (pieces.is_empty() || repeated, listed) {
            (true, true) => {}
            (true, false) => waiting.push(heading.clone()),
            (false, _) => {
                let mut together = std::mem::take(&mut waiting);
                together.push(heading.clone());
                groups.push(Section {
                    headings: together,
                    pieces,
                });
            }
        }
    }
    groups
}

/// What the parts of one section are read from.
struct Reader<'a> {
    context: &'a Context<'a>,
    section: &'a Section,
    /// The headings of the whole letter.
    all: &'a [Heading],
    /// The lines of the section.
    lines: Vec<(&'a str, Gap)>,
    /// The question answered before this section.
    previous: Option<u32>,
    width: Option<usize>,
}

impl Reader<'_> {
    /// Reads the answers of the section: by part, and in each part to every question of the section.
    fn read(&self, numbers: &[u32], out: &mut Answers) {
        let pieces = &self.section.pieces;
        out.wording
            .extend(pieces.iter().map(|piece| piece.span.clone()));
        if self.section.headings.len() > 1 {
            out.inferences.push(Inference {
                field: "answers",
                value: format!("{numbers:?}"),
                certainty: Certainty::Guess,
                why: "one text follows several questions".to_owned(),
            });
        }
        let questions: Vec<Option<u32>> = if numbers.is_empty() {
            vec![None]
        } else {
            numbers.iter().copied().map(Some).collect()
        };
        for part in parts::split(&self.lines, &units(self.context)) {
            let head = part.head.as_ref();
            out.part_heads.extend(head.map(|(_, place)| {
                let start = pieces[*place].span.start;
                start..start + part.from
            }));
            let part_pieces = part.wording(pieces);
            let text = flow::join(self.context.text, &part_pieces, self.width);
            let places: Vec<(usize, usize)> = part_pieces
                .iter()
                .map(|piece| (piece.span.start, piece.span.end))
                .collect();
            for question in &questions {
                let (label, heading) = self.headed(&part, *question);
                let answer = Answer {
                    question: *question,
                    label,
                    heading,
                    unit: head.map(|(head, _)| code(head.unit)),
                    asked: self.asked(*question),
                    disposition: Disposition::Answered,
                    refers_to_question: None,
                    refers_to_department: None,
                    text: text.clone(),
                    places: places.clone(),
                };
                out.list
                    .push(judge(self.context, *question, self.previous, answer));
            }
        }
    }

    /// The label and the heading of an answer: those of its part, else those of its question.
    fn headed(&self, part: &Part<'_>, question: Option<u32>) -> (Option<String>, Option<String>) {
        if let Some((head, place)) = &part.head {
            let line = self.lines[*place].0;
            let printed = line.get(..part.from).unwrap_or(line).trim_end();
            return (head.label.clone(), Some(printed.to_owned()));
        }
        // Questions that are answered together keep each its own heading.
        let headings = &self.section.headings;
        let numbered = |heading: &&Heading| question.is_some_and(|n| heading.numbers.contains(&n));
        let Some(own) = headings
            .iter()
            .rev()
            .take(MOST_LISTED)
            .find(numbered)
            .or(headings.last())
        else {
            return (None, None);
        };
        let worded = own.printed.clone().filter(|_| !own.text.is_empty());
        let heading = worded
            .or_else(|| printed(self.all, question?))
            .or_else(|| own.printed.clone());
        (own.label.clone(), heading)
    }

    /// The wording of the question, wherever the letter prints it.
    fn asked(&self, question: Option<u32>) -> Option<String> {
        asked(&self.section.headings, question)
            .or_else(|| asked_elsewhere(self.all, question))
            .or_else(|| sub_questions::printed_inside(question?, &self.lines))
    }
}

/// The wording of the question under its own heading, else under the heading that it shares.
fn asked(headings: &[Heading], question: Option<u32>) -> Option<String> {
    let own = listed(headings)
        .find(|heading| question.is_some_and(|number| heading.numbers.contains(&number)));
    let text = own.or(headings.last())?.text.clone();
    (!text.is_empty()).then_some(text)
}

/// The headings among which a question is looked for that is printed elsewhere.
fn listed(headings: &[Heading]) -> impl Iterator<Item = &Heading> {
    headings.iter().take(MOST_LISTED)
}

fn asked_elsewhere(headings: &[Heading], question: Option<u32>) -> Option<String> {
    let number = question?;
    listed(headings)
        .find(|heading| {
            heading.numbers.contains(&number) && !heading.text.is_empty() && !heading.is_part()
        })
        .map(|heading| heading.text.clone())
}

fn code(unit: &Unit) -> String {
    if unit.code.is_empty() {
        unit.name.clone()
    } else {
        unit.code.clone()
    }
}

fn units(context: &Context<'_>) -> Vec<Unit> {
    match context.department {
        Some(place) => context.known.departments[place].units.clone(),
        None => context
            .known
            .departments
            .iter()
            .flat_map(|department| department.units.clone())
            .collect(),
    }
}

/// The heading under which the letter prints the question elsewhere, as in a list of all questions at its start.
fn printed(headings: &[Heading], number: u32) -> Option<String> {
    listed(headings)
        .find(|heading| {
            heading.numbers == [number] && !heading.text.is_empty() && !heading.is_part()
        })
        .and_then(|heading| heading.printed.clone())
}

/// Sets the disposition of an answer.
fn judge(
    context: &Context<'_>,
    question: Option<u32>,
    previous: Option<u32>,
    mut answer: Answer,
) -> Answer {
    let verdict = dispositions::classify(&answer.text, question, previous);
    if verdict.disposition == Disposition::Referred {
        let Some(department) = verdict
            .department
            .and_then(|name| other_department(context, &name))
        else {
            return answer;
        };
        answer.refers_to_department = Some(department);
    }
    answer.disposition = verdict.disposition;
    answer.refers_to_question = verdict
        .question
        .map(|number| sub_questions::by_letter(context.questions, number));
    answer
}

/// The code of a known department that the name means, else the name; nothing if it is the department itself.
fn other_department(context: &Context<'_>, name: &str) -> Option<String> {
    if let Some(place) = departments::resolve(context.known, name) {
        return (Some(place) != context.department)
            .then(|| context.known.departments[place].code.clone());
    }
    let own = context.department_name.unwrap_or_default().to_lowercase();
    let lower = name.to_lowercase();
    (own.is_empty() || !lower.contains(&own) && !own.contains(&lower)).then(|| name.to_owned())
}

fn aside_answers(
    context: &Context<'_>,
    asides: Vec<Aside>,
    own: &HashSet<u32>,
    width: Option<usize>,
    out: &mut Answers,
) {
    let mut told = own.clone();
    for aside in asides {
        let department = match aside
            .statement
            .department
            .as_deref()
            .map(|name| other_department(context, name))
        {
            Some(None) => continue,
            Some(found) => found,
            None => None,
        };
        let mut numbers = aside.statement.numbers.clone();
        if aside.statement.remaining {
            numbers.extend(context.questions.iter().map(|question| question.number));
        }
        numbers.retain(|number| told.insert(*number));
        if !aside.shared {
            out.wording
                .extend(aside.pieces.iter().map(|piece| piece.span.clone()));
        }
        for number in numbers {
            out.list.push(Answer {
                question: Some(number),
                label: None,
                heading: None,
                unit: None,
                asked: None,
                disposition: aside.statement.disposition,
                refers_to_question: None,
                refers_to_department: department.clone(),
                // A sentence is no list: its line ends are those of the page.
                text: flow::join(context.text, &aside.pieces, width).replace('\n', " "),
                places: aside
                    .pieces
                    .iter()
                    .map(|piece| (piece.span.start, piece.span.end))
                    .collect(),
            });
        }
    }
}
