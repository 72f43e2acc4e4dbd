//! Question by department: who said what, in one look.
//!
//! First the whole matrix with the analysts' codes, then a table for each question: what became of it, the codes and what
//! they mean, the first sentence of each answer, the figures. A department that was not asked is not in a question's table.

use super::anchor::Anchors;
use super::facts::{Disposition, Figure, Question, RoundFacts};
use super::model::{Block, Column, Fact, Inline, Kind, Report, Table, Tone, words};
use super::state::{self, State};
use super::{Cell, Data, DataTable, ReportError, Text, Texts, prose, round, round_data};
use jiff::civil::Date;
use serde_json::{Value, json};

const COLUMNS: [(&str, &str); 8] = [
    ("inquiry", "column-inquiry"),
    ("question", "column-question"),
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("state", "column-state"),
    ("finding", "column-finding"),
    ("meaning", "column-meaning"),
    ("first_sentence", "column-first-sentence"),
];

const FIGURES: [(&str, &str); 8] = [
    ("inquiry", "column-inquiry"),
    ("question", "column-question"),
    ("department", "column-department"),
    ("name", "column-figure"),
    ("value", "column-value"),
    ("unit", "column-unit-of-measure"),
    ("as_of", "column-as-of"),
    ("approximate", "column-approximate"),
];

/// Composes the comparison of one inquiry's answers, made on the day `made_on`.
///
/// # Errors
/// When the chart cannot be drawn.
pub fn compose(facts: &RoundFacts, texts: &Texts, made_on: Date) -> Result<Report, ReportError> {
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
        blocks.push(Block::Paragraph {
            text: vec![Inline::strong(&question.text)],
        });
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
        colophon: round::colophon(texts, made_on),
        blocks,
        data: data(facts, texts, made_on),
    })
}

fn cover(facts: &RoundFacts, texts: &Texts) -> Block {
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
fn matrix(facts: &RoundFacts, texts: &Texts) -> Block {
    let departments = facts.participants();
    let mut columns = vec![Column::words(texts.say("comparison-question"))];
    columns.extend(departments.iter().map(|code| Column::words(*code)));
    let row = |question: &Question| {
        let mut row = vec![words(&question.number)];
        row.extend(
            departments
                .iter()
                .map(|code| words(mark(facts, question, code, texts))),
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

fn mark(facts: &RoundFacts, question: &Question, department: &str, texts: &Texts) -> Text {
    let codes: Vec<&str> = findings(facts, question, department)
        .map(|(code, _)| code)
        .collect();
    if !codes.is_empty() {
        return Text::new(&codes.join(", "));
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
            return texts.fill("mark-see-other", &[("question", number.into())]);
        }
        State::Answered(Disposition::Referred) => {
            let code = answers
                .iter()
                .find_map(|answer| answer.refers_to_department.as_deref())
                .unwrap_or("?");
            return texts.fill("mark-referred", &[("department", code.into())]);
        }
    };
    texts.say(key)
}

/// A table of what every department concerned said to `question`; columns that would be empty are left out.
fn detail(facts: &RoundFacts, question: &Question, texts: &Texts) -> Block {
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
            let found = findings(facts, question, code)
                .map(|(code, meaning)| Text::new(&format!("{code}: {meaning}")));
            row.push(broken(found, texts));
        }
        row.push(broken(sentences(facts, question, code), texts));
        if any_figure {
            row.push(broken(
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
fn broken(lines: impl Iterator<Item = Text>, texts: &Texts) -> Vec<Inline> {
    let mut cell = Vec::new();
    for line in lines {
        if !cell.is_empty() {
            cell.push(Inline::Break);
        }
        cell.extend(words(line));
    }
    if cell.is_empty() {
        words(texts.say("word-none-mark"))
    } else {
        cell
    }
}

fn findings<'a>(
    facts: &'a RoundFacts,
    question: &'a Question,
    department: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let here = facts
        .findings
        .iter()
        .filter(move |it| it.question == question.number && it.department == department);
    here.map(|finding| (finding.code.as_str(), finding.meaning.as_str()))
}

fn figures<'a>(
    facts: &'a RoundFacts,
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
    facts: &'a RoundFacts,
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
        Some(as_of) => Text::new(&format!("{said} ({as_of})")),
        None => said,
    }
}

fn data(facts: &RoundFacts, texts: &Texts, made_on: Date) -> Data {
    let (mut rows, mut nested) = (Vec::new(), Vec::new());
    for question in &facts.questions {
        let mut departments = Vec::new();
        for code in facts.participants() {
            let state = State::of(facts, question, code);
            if state != State::NotAsked {
                rows.push(data_row(facts, question, code, state));
                departments.push(nested_department(facts, question, code, state));
            }
        }
        nested.push(json!({ "question": question.number, "text": question.text, "departments": departments }));
    }
    let figures = facts
        .figures
        .iter()
        .map(|figure| figure_row(facts, figure))
        .collect();
    Data {
        tables: vec![
            DataTable::new(texts, "sheet-comparison", &COLUMNS, rows),
            DataTable::new(texts, "sheet-figures", &FIGURES, figures),
        ],
        nested: json!({
            "report": "comparison",
            "made_on": made_on.to_string(),
            "inquiry": round_data::inquiry(facts),
            "questions": nested,
        }),
    }
}

fn data_row(
    facts: &RoundFacts,
    question: &Question,
    code: &str,
    state: State,
) -> Vec<Cell<'static>> {
    let joined = |parts: Vec<&str>| {
        if parts.is_empty() {
            Cell::Empty
        } else {
            Cell::text(&parts.join("; "))
        }
    };
    let sentences: Vec<String> = sentences(facts, question, code)
        .map(|sentence| sentence.to_string())
        .collect();
    vec![
        Cell::text(&facts.inquiry.reference),
        Cell::text(&question.number),
        Cell::text(code),
        Cell::text(facts.name(code)),
        Cell::text(state.name()),
        joined(
            findings(facts, question, code)
                .map(|(code, _)| code)
                .collect(),
        ),
        joined(
            findings(facts, question, code)
                .map(|(_, meaning)| meaning)
                .collect(),
        ),
        joined(sentences.iter().map(String::as_str).collect()),
    ]
}

fn figure_row(facts: &RoundFacts, figure: &Figure) -> Vec<Cell<'static>> {
    vec![
        Cell::text(&facts.inquiry.reference),
        Cell::text(&figure.question),
        Cell::text(&figure.department),
        Cell::text(&figure.name),
        Cell::Real(figure.value),
        Cell::text_or_empty(figure.unit.as_deref()),
        Cell::text_or_empty(figure.as_of.as_deref()),
        Cell::Integer(i64::from(figure.approximate)),
    ]
}

fn nested_department(facts: &RoundFacts, question: &Question, code: &str, state: State) -> Value {
    let findings = findings(facts, question, code)
        .map(|(code, meaning)| json!({ "code": code, "meaning": meaning }));
    let figures = figures(facts, question, code).map(|figure| {
        json!({
            "name": figure.name,
            "value": figure.value,
            "unit": figure.unit,
            "as_of": figure.as_of,
            "approximate": figure.approximate,
        })
    });
    let sentences = sentences(facts, question, code).map(|sentence| sentence.to_string());
    json!({
        "department": code,
        "state": state.name(),
        "findings": findings.collect::<Vec<_>>(),
        "first_sentences": sentences.collect::<Vec<_>>(),
        "figures": figures.collect::<Vec<_>>(),
    })
}
