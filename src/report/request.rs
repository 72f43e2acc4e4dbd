//! The letter that asks one department for its answers: its questions, the deadline, where to answer. Ready to paste or print.

use super::anchor::Anchors;
use super::facts::{Department, Inquiry, Question};
use super::model::{Block, Fact, Inline, Kind, Report, Tone, words};
use super::{Cell, Data, DataTable, Text, Texts};
use jiff::civil::Date;
use serde_json::json;

const COLUMNS: [(&str, &str); 6] = [
    ("inquiry", "column-inquiry"),
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("question", "column-question"),
    ("question_text", "column-question-text"),
    ("due_on", "column-due-on"),
];

/// What the letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFacts {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// All its questions, in order; only those put to the department are in the letter.
    pub questions: Vec<Question>,
    /// The department that is asked.
    pub department: Department,
    /// Who asks for the answer, such as the council secretariat; `None` leaves the line out.
    pub sender: Option<String>,
    /// Where to answer: an address or a mailbox a line.
    pub answer_to: Vec<String>,
}

/// Composes the letter, dated `made_on`.
#[must_use]
pub fn compose(facts: &RequestFacts, texts: &Texts, made_on: Date) -> Report {
    let inquiry = &facts.inquiry;
    let mut anchors = Anchors::default();
    let put: Vec<&Question> = facts
        .questions
        .iter()
        .filter(|question| question.is_put_to(&facts.department.code))
        .collect();
    let mut blocks = vec![head(facts, texts, made_on)];
    blocks.extend(opening(facts, &put, texts));
    blocks.push(Block::heading(
        2,
        &anchors.claim(&["questions"]),
        texts.say("request-questions"),
    ));
    if put.is_empty() {
        blocks.push(Block::note(
            Tone::Warning,
            texts.say("request-no-questions"),
        ));
    }
    for question in &put {
        let label = texts.fill(
            "word-question",
            &[("number", question.number.as_str().into())],
        );
        let label =
            Inline::strong(texts.fill("request-label", &[("label", label.as_str().into())]));
        blocks.push(Block::Paragraph {
            text: vec![label, Inline::plain(&format!(" {}", question.text))],
        });
    }
    blocks.push(Block::heading(
        2,
        &anchors.claim(&["answer"]),
        texts.say("request-answer"),
    ));
    blocks.extend(closing(facts, texts));
    Report {
        kind: Kind::Request,
        language: texts.language(),
        title: texts.fill("request-title", &[("title", inquiry.title.as_str().into())]),
        subject: vec![
            Text::new(&inquiry.reference),
            Text::new(&facts.department.code),
        ],
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data(facts, &put, texts, made_on),
    }
}

fn head(facts: &RequestFacts, texts: &Texts, made_on: Date) -> Block {
    let department = &facts.department;
    let mut head = vec![Fact::new(
        texts.say("request-to"),
        texts.department(&department.name, &department.code),
    )];
    head.extend(
        facts
            .sender
            .as_ref()
            .map(|sender| Fact::new(texts.say("request-from"), sender)),
    );
    head.push(Fact::new(texts.say("request-date"), texts.date(made_on)));
    head.push(Fact::new(
        texts.say("cover-reference"),
        &facts.inquiry.reference,
    ));
    head.push(Fact::new(
        texts.say("cover-due"),
        texts.date_or_unknown(facts.inquiry.due_on),
    ));
    Block::Facts { facts: head }
}

fn opening(facts: &RequestFacts, put: &[&Question], texts: &Texts) -> Vec<Block> {
    let inquiry = &facts.inquiry;
    let asker = texts.text_or_unknown(Some(&inquiry.asker));
    let values = [
        ("asker", asker.as_str().into()),
        ("department", facts.department.name.as_str().into()),
        ("count", put.len().into()),
    ];
    let mut opening = vec![Block::paragraph(texts.fill("request-opening", &values))];
    if let Some(followed) = &inquiry.follows {
        let values = [
            ("reference", followed.reference.as_str().into()),
            ("title", followed.title.as_str().into()),
        ];
        opening.push(Block::paragraph(texts.fill("request-follows", &values)));
    }
    if !put.is_empty() && facts.questions.len() > put.len() {
        let others = facts.questions.len() - put.len();
        opening.push(Block::paragraph(
            texts.fill("request-others", &[("count", others.into())]),
        ));
    }
    opening
}

fn closing(facts: &RequestFacts, texts: &Texts) -> Vec<Block> {
    let deadline = match facts.inquiry.due_on {
        Some(due) => texts.fill(
            "request-deadline",
            &[("date", texts.date(due).as_str().into())],
        ),
        None => texts.say("request-no-deadline"),
    };
    let mut closing = vec![Block::paragraph(deadline)];
    if !facts.answer_to.is_empty() {
        closing.push(Block::paragraph(texts.say("request-answer-to")));
        let items = facts.answer_to.iter().map(words).collect();
        closing.push(Block::List {
            ordered: false,
            items,
        });
    }
    closing.push(Block::paragraph(texts.say("request-please")));
    let items = [
        "request-please-number",
        "request-please-case",
        "request-please-unit",
        "request-please-other",
    ];
    closing.push(Block::List {
        ordered: false,
        items: items.map(|key| words(texts.say(key))).into(),
    });
    closing
}

fn data(facts: &RequestFacts, put: &[&Question], texts: &Texts, made_on: Date) -> Data {
    let inquiry = &facts.inquiry;
    let department = &facts.department;
    let row = |question: &&Question| {
        vec![
            Cell::text(&inquiry.reference),
            Cell::text(&department.code),
            Cell::text(&department.name),
            Cell::text(&question.number),
            Cell::text(&question.text),
            Cell::date_or_empty(inquiry.due_on),
        ]
    };
    let questions = put
        .iter()
        .map(|question| json!({ "question": question.number, "text": question.text }));
    let questions = questions.collect::<Vec<_>>();
    Data {
        nested: json!({
            "report": "request",
            "made_on": made_on.to_string(),
            "inquiry": inquiry.reference,
            "title": inquiry.title,
            "asker": inquiry.asker,
            "due_on": inquiry.due_on.map(|date| date.to_string()),
            "department": department.code,
            "department_name": department.name,
            "questions": questions,
            "answer_to": facts.answer_to,
        }),
        tables: vec![DataTable::new(
            texts,
            "sheet-request",
            &COLUMNS,
            put.iter().map(row).collect(),
        )],
    }
}
