//! A round for programs: a row per answer, and the whole of it nested.
//!
//! Column names are those of the record's view `answer_flat`.

use crate::domain::vocabulary::Vocabulary;
use crate::report::facts::{Answer, Letter, Mention, Question, Round, Wording};
use crate::report::{Cell, Data, DataTable, Texts};
use jiff::civil::Date;
use serde_json::{Value, json};

const ANSWERS: [(&str, &str); 17] = [
    ("inquiry", "column-inquiry"),
    ("question", "column-question"),
    ("question_text", "column-question-text"),
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("unit", "column-unit"),
    ("unit_name", "column-unit-name"),
    ("label", "column-label"),
    ("disposition", "column-disposition"),
    ("refers_to_question", "column-refers-to-question"),
    ("refers_to_department", "column-refers-to-department"),
    ("answer", "column-answer"),
    ("wording", "column-wording"),
    ("supplementary", "column-supplementary"),
    ("dated_on", "column-dated-on"),
    ("case_number", "column-case-number"),
    ("handlers", "column-handlers"),
];

const OUTSTANDING: [(&str, &str); 5] = [
    ("inquiry", "column-inquiry"),
    ("question", "column-question"),
    ("question_text", "column-question-text"),
    ("department", "column-department"),
    ("department_name", "column-department-name"),
];

const LETTERS: [(&str, &str); 9] = [
    ("inquiry", "column-inquiry"),
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("unit", "column-unit"),
    ("dated_on", "column-dated-on"),
    ("received_on", "column-received-on"),
    ("case_number", "column-case-number"),
    ("handlers", "column-handlers"),
    ("signatories", "column-signatories"),
];

/// The ways to deal with a question, and the keys of what a reader is told.
pub(in crate::report) const STATES: [(&str, &str); 5] = [
    ("answered", "state-answered"),
    ("see_other", "state-see-other"),
    ("not_applicable", "state-not-applicable"),
    ("referred", "state-referred"),
    ("outstanding", "state-outstanding"),
];

const WORDINGS: [(&str, &str); 2] = [
    ("verbatim", "wording-verbatim"),
    ("summary", "wording-summary"),
];

/// Returns the tables and the nested form of a round.
pub(super) fn data(facts: &Round<'_>, texts: &Texts, made_on: Date) -> Data {
    Data {
        tables: vec![
            DataTable::new(texts, "sheet-answers", &ANSWERS, answers(facts))
                .saying(texts, "disposition", &STATES)
                .saying(texts, "wording", &WORDINGS),
            DataTable::new(texts, "sheet-outstanding", &OUTSTANDING, outstanding(facts)),
            DataTable::new(texts, "sheet-letters", &LETTERS, letters(facts)),
        ],
        nested: nested(facts, made_on),
    }
}

fn answers(facts: &Round<'_>) -> Vec<Vec<Cell<'static>>> {
    let mut rows = Vec::with_capacity(facts.answers.len());
    for question in &facts.questions {
        for code in facts.participants() {
            let answers = facts.answers_to(&question.number, code);
            rows.extend(
                answers
                    .into_iter()
                    .map(|answer| answer_row(facts, question, answer)),
            );
        }
    }
    rows
}

fn answer_row(facts: &Round<'_>, question: &Question, answer: &Answer) -> Vec<Cell<'static>> {
    let letter = facts.letter_of(answer);
    let unit = answer.unit.as_deref();
    vec![
        Cell::text(&facts.inquiry.reference),
        Cell::text(&question.number),
        Cell::text(&question.text),
        Cell::text(&answer.department),
        Cell::text(facts.name(&answer.department)),
        Cell::text_or_empty(unit),
        Cell::text_or_empty(unit.map(|code| facts.name(code))),
        Cell::text_or_empty(answer.label.as_deref()),
        Cell::text(answer.disposition.word()),
        Cell::text_or_empty(answer.refers_to_question.as_deref()),
        Cell::text_or_empty(answer.refers_to_department.as_deref()),
        Cell::text(&answer.text),
        Cell::text_or_empty(answer.wording.map(Wording::word)),
        Cell::Integer(i64::from(!question.is_put_to(&answer.department))),
        Cell::date_or_empty(answer.dated_on),
        Cell::text_or_empty(letter.and_then(|letter| letter.case_number.as_deref())),
        Cell::text(
            &letter
                .map(|letter| letter.handlers.join("; "))
                .unwrap_or_default(),
        ),
    ]
}

fn outstanding(facts: &Round<'_>) -> Vec<Vec<Cell<'static>>> {
    let mut rows = Vec::new();
    for (code, questions) in facts.outstanding() {
        for question in questions {
            let texts = [
                &facts.inquiry.reference,
                &question.number,
                &question.text,
                code,
                facts.name(code),
            ];
            rows.push(texts.map(Cell::text).into());
        }
    }
    rows
}

fn letters(facts: &Round<'_>) -> Vec<Vec<Cell<'static>>> {
    let row = |letter: &Letter| {
        vec![
            Cell::text(&facts.inquiry.reference),
            Cell::text(&letter.department),
            Cell::text(facts.name(&letter.department)),
            Cell::text_or_empty(letter.unit.as_deref()),
            Cell::date_or_empty(letter.dated_on),
            Cell::date_or_empty(letter.received_on),
            Cell::text_or_empty(letter.case_number.as_deref()),
            Cell::text(&letter.handlers.join("; ")),
            Cell::text(&letter.signatories.join("; ")),
        ]
    };
    facts.letters.iter().map(row).collect()
}

/// The inquiry as programs name it.
pub(in crate::report) fn inquiry(facts: &Round<'_>) -> Value {
    let inquiry = &facts.inquiry;
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let mention =
        |mention: &Mention| json!({ "inquiry": mention.reference, "title": mention.title });
    json!({
        "inquiry": inquiry.reference,
        "title": inquiry.title,
        "asker": inquiry.asker,
        "received_on": day(inquiry.received_on),
        "due_on": day(inquiry.due_on),
        "original_due_on": day(inquiry.original_due_on),
        "closed_on": day(inquiry.closed_on),
        "follows": inquiry.follows.as_ref().map(mention),
        "follow_ups": inquiry.follow_ups.iter().map(mention).collect::<Vec<_>>(),
    })
}

fn nested(facts: &Round<'_>, made_on: Date) -> Value {
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let letters: Vec<Value> = facts
        .letters
        .iter()
        .map(|letter| {
            json!({
                "department": letter.department,
                "unit": letter.unit,
                "dated_on": day(letter.dated_on),
                "received_on": day(letter.received_on),
                "case_number": letter.case_number,
                "handlers": letter.handlers,
                "signatories": letter.signatories,
            })
        })
        .collect();
    let departments: Vec<Value> = facts
        .departments
        .iter()
        .map(|department| json!({ "department": department.code, "name": department.name, "parent": department.parent }))
        .collect();
    json!({
        "report": "round",
        "made_on": made_on.to_string(),
        "inquiry": inquiry(facts),
        "departments": departments,
        "letters": letters,
        "questions": facts.questions.iter().map(|question| nested_question(facts, question)).collect::<Vec<_>>(),
    })
}

fn nested_question(facts: &Round<'_>, question: &Question) -> Value {
    let participants = facts.participants();
    let answers = participants
        .iter()
        .flat_map(|code| facts.answers_to(&question.number, code))
        .map(|answer| {
            json!({
                "department": answer.department,
                "unit": answer.unit,
                "label": answer.label,
                "disposition": answer.disposition.word(),
                "refers_to_question": answer.refers_to_question,
                "refers_to_department": answer.refers_to_department,
                "answer": answer.text,
                "wording": answer.wording.map(Wording::word),
                "supplementary": !question.is_put_to(&answer.department),
                "dated_on": answer.dated_on.map(|date| date.to_string()),
            })
        });
    let owed: Vec<&&str> = participants
        .iter()
        .filter(|code| facts.is_outstanding(question, code))
        .collect();
    json!({
        "question": question.number,
        "text": question.text,
        "addressees": question.addressees,
        "answers": answers.collect::<Vec<_>>(),
        "outstanding": owed,
    })
}
