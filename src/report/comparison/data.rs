//! A comparison for programs: a row per question and department, and a table of the figures.

use super::state::State;
use super::{figures, findings, sentences};
use crate::report::facts::{Figure, Question, Round};
use crate::report::{Cell, Data, DataTable, Texts, round};
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

/// Returns the rows by question and department, the figures, and both nested.
pub(super) fn data(facts: &Round<'_>, texts: &Texts, made_on: Date) -> Data {
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
            DataTable::new(texts, "sheet-comparison", &COLUMNS, rows).saying(
                texts,
                "state",
                &round::data::STATES,
            ),
            DataTable::new(texts, "sheet-figures", &FIGURES, figures),
        ],
        nested: json!({
            "report": "comparison",
            "made_on": made_on.to_string(),
            "inquiry": round::data::inquiry(facts),
            "questions": nested,
        }),
    }
}

fn data_row(
    facts: &Round<'_>,
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

fn figure_row(facts: &Round<'_>, figure: &Figure) -> Vec<Cell<'static>> {
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

fn nested_department(facts: &Round<'_>, question: &Question, code: &str, state: State) -> Value {
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
