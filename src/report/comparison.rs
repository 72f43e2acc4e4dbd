//! Question by department: who said what, in one look.
//!
//! First the whole matrix with the analysts' codes, then a table for each question: what became of it, the codes and what
//! they mean, the first sentence of each answer, the figures. A department that was not asked is not in a question's table.

mod data;
mod state;

use super::anchor::Anchors;
use super::facts::{Disposition, Figure, Question, Round, RoundFacts};
use super::model::{Block, Column, Fact, Inline, Kind, Report, Table, Tone, broken, words};
use super::{ReportError, Text, Texts, prose};
use jiff::civil::Date;
use state::State;

/// The longest name of a code, in letters, that a cell of the matrix has room for.
const LONGEST_NAME: usize = 24;

/// Composes the comparison of one inquiry's answers, made on the day `made_on`.
///
/// # Errors
/// When the chart cannot be drawn.
pub fn compose(facts: &RoundFacts, texts: &Texts, made_on: Date) -> Result<Report, ReportError> {
    let facts = &Round::of(facts);
    let mut anchors = Anchors::default();
    let mut blocks = vec![cover(facts, texts)];
    if facts.questions.is_empty() {
        blocks.push(Block::note(Tone::Remark, texts.say("round-no-questions")));
    } else {
        blocks.push(Block::heading(
            2,
            &anchors.claim(&["overview"]),
            texts.say("comparison-overview"),
        ));
        blocks.push(Block::Chart(state::chart(
            facts,
            anchors.claim(&["standing"]),
            texts,
        )?));
        blocks.push(matrix(facts, texts));
        blocks.push(Block::paragraph(texts.say("comparison-key")));
    }
    for question in &facts.questions {
        let label = texts.fill(
            "word-question",
            &[("number", question.number.as_str().into())],
        );
        blocks.push(Block::heading(
            2,
            &anchors.claim(&["question", &question.number]),
            label,
        ));
        blocks.push(Block::recorded(vec![Inline::strong(&question.text)]));
        blocks.push(detail(facts, question, texts));
    }
    Ok(Report {
        kind: Kind::Comparison,
        language: texts.language(),
        title: texts.fill(
            "comparison-title",
            &[("title", facts.inquiry.title.as_str().into())],
        ),
        subject: vec![Text::new(&facts.inquiry.reference)],
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data::data(facts, texts, made_on),
    })
}

fn cover(facts: &Round<'_>, texts: &Texts) -> Block {
    let inquiry = &facts.inquiry;
    Block::Facts {
        facts: vec![
            Fact::new(texts.say("cover-reference"), &inquiry.reference),
            Fact::new(
                texts.say("cover-asker"),
                texts.text_or_unknown(Some(&inquiry.asker)),
            ),
            Fact::new(
                texts.say("cover-received"),
                texts.date_or_unknown(inquiry.received_on),
            ),
            Fact::new(
                texts.say("cover-due"),
                texts.date_or_unknown(inquiry.due_on),
            ),
        ],
    }
}

/// Questions down, departments across; a code where an analyst has set one, else a word for what became of the question.
fn matrix(facts: &Round<'_>, texts: &Texts) -> Block {
    let departments = facts.participants();
    let mut columns = vec![Column::words(texts.say("comparison-question"))];
    columns.extend(departments.iter().map(|code| Column::words(*code)));
    let row = |question: &Question| {
        let mut row = vec![words(&question.number)];
        row.extend(
            departments
                .iter()
                .map(|code| mark(facts, question, code, texts)),
        );
        row
    };
    let rows = facts.questions.iter().map(row).collect();
    Block::Table(Table {
        caption: texts.say("comparison-matrix"),
        columns,
        rows,
    })
}

fn mark(facts: &Round<'_>, question: &Question, department: &str, texts: &Texts) -> Vec<Inline> {
    let found: Vec<&str> = findings(facts, question, department)
        .map(|(code, meaning)| named(meaning).unwrap_or(code))
        .collect();
    if !found.is_empty() {
        return vec![Inline::strong(found.join("; "))];
    }
    let answers = facts.answers_to(&question.number, department);
    let key = match State::of(facts, question, department) {
        State::Answered(Disposition::Answered) => "mark-answered",
        State::Answered(Disposition::NotApplicable) => "mark-not-applicable",
        State::Outstanding => "mark-outstanding",
        State::NotAsked => "word-none-mark",
        State::Answered(Disposition::SeeOther) => {
            let number = answers
                .iter()
                .find_map(|answer| answer.refers_to_question.as_deref())
                .unwrap_or("?");
            return words(texts.fill("mark-see-other", &[("question", number.into())]));
        }
        State::Answered(Disposition::Referred) => {
            let code = answers
                .iter()
                .find_map(|answer| answer.refers_to_department.as_deref())
                .unwrap_or("?");
            return words(texts.fill("mark-referred", &[("department", code.into())]));
        }
    };
    words(texts.say(key))
}

/// A table of what every department concerned said to `question`; columns that would be empty are left out.
fn detail(facts: &Round<'_>, question: &Question, texts: &Texts) -> Block {
    let concerned = |code: &&str| State::of(facts, question, code) != State::NotAsked;
    let departments: Vec<&str> = facts.participants().into_iter().filter(concerned).collect();
    if departments.is_empty() {
        return Block::paragraph(texts.say("round-put-to-none"));
    }
    let any_finding = departments
        .iter()
        .any(|code| findings(facts, question, code).next().is_some());
    let any_figure = departments
        .iter()
        .any(|code| figures(facts, question, code).next().is_some());
    let mut columns = vec![
        Column::words(texts.say("round-department")),
        Column::words(texts.say("comparison-state")),
    ];
    columns.extend(any_finding.then(|| Column::words(texts.say("comparison-finding"))));
    columns.push(Column::words(texts.say("comparison-first-sentence")));
    columns.extend(any_figure.then(|| Column::words(texts.say("comparison-figures"))));
    let row = |code: &&str| {
        let mut row = vec![
            words(facts.name(code)),
            words(State::of(facts, question, code).words(texts)),
        ];
        if any_finding {
            let found = findings(facts, question, code).map(|(code, meaning)| {
                named(meaning).map_or_else(
                    || Text::new(&format!("{code}: {meaning}")),
                    |_| Text::new(meaning),
                )
            });
            row.push(broken_or_dash(found, texts));
        }
        row.push(broken_or_dash(sentences(facts, question, code), texts));
        if any_figure {
            row.push(broken_or_dash(
                figures(facts, question, code).map(|figure| shown(figure, texts)),
                texts,
            ));
        }
        row
    };
    let number = [("number", question.number.as_str().into())];
    let caption = texts.fill("comparison-detail", &number);
    Block::Table(Table {
        caption,
        columns,
        rows: departments.iter().map(row).collect(),
    })
}

/// Sets each of `lines` on a line of its own, or a dash where there is none.
fn broken_or_dash(lines: impl Iterator<Item = Text>, texts: &Texts) -> Vec<Inline> {
    let cell = broken(lines);
    if cell.is_empty() {
        words(texts.say("word-none-mark"))
    } else {
        cell
    }
}

fn findings<'a>(
    facts: &'a Round<'a>,
    question: &'a Question,
    department: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let here = facts
        .findings
        .iter()
        .filter(move |it| it.question == question.number && it.department == department);
    here.map(|finding| (finding.code.as_str(), finding.meaning.as_str()))
}

/// What a code is called by those who read it: the meaning `Ja, nogle: nogle enheder gør` begins with its name.
fn named(meaning: &str) -> Option<&str> {
    let (name, _) = meaning.split_once(':')?;
    let name = name.trim();
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME).then_some(name)
}

fn figures<'a>(
    facts: &'a Round<'a>,
    question: &'a Question,
    department: &'a str,
) -> impl Iterator<Item = &'a Figure> {
    facts
        .figures
        .iter()
        .filter(move |it| it.question == question.number && it.department == department)
}

/// The first sentence of each answer, with the unit's name before a unit's.
fn sentences<'a>(
    facts: &'a Round<'a>,
    question: &Question,
    department: &str,
) -> impl Iterator<Item = Text> + 'a {
    let answers = facts.answers_to(&question.number, department).into_iter();
    answers
        .filter(|answer| !answer.text.trim().is_empty())
        .map(|answer| {
            let sentence = prose::first_sentence(&answer.text);
            match &answer.unit {
                Some(unit) => Text::new(&format!("{}: {sentence}", facts.name(unit))),
                None => sentence,
            }
        })
}

/// Writes a figure out: `about 1,204 street lamps (2031)`.
fn shown(figure: &Figure, texts: &Texts) -> Text {
    let number = texts.number(figure.value);
    let unit = figure.unit.as_deref().unwrap_or_default();
    let amount = Text::new(&format!("{number} {unit}"));
    let key = if figure.approximate {
        "figure-approximate"
    } else {
        "figure-exact"
    };
    let values = [
        ("name", figure.name.as_str().into()),
        ("amount", amount.as_str().into()),
    ];
    let said = texts.fill(key, &values);
    match &figure.as_of {
        Some(as_of) => Text::new(&format!("{said} ({})", texts.day_or_month(as_of))),
        None => said,
    }
}
