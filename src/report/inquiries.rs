//! The inquiries of a year, an asker or a department: one line each.

use super::facts::Inquiry;
use super::model::{Block, Column, Fact, Inline, Kind, Report, Table, Tone, words};
use super::{Cell, Data, DataTable, Text, Texts};
use jiff::civil::Date;
use serde_json::json;

const COLUMNS: [(&str, &str); 11] = [
    ("inquiry", "column-inquiry"),
    ("title", "column-title"),
    ("asker", "column-asker"),
    ("follows", "column-follows"),
    ("received_on", "column-received-on"),
    ("due_on", "column-due-on"),
    ("closed_on", "column-closed-on"),
    ("questions", "column-questions"),
    ("expected", "column-expected"),
    ("answered", "column-answered"),
    ("outstanding", "column-outstanding"),
];

/// The inquiries chosen, and how they were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InquiriesFacts {
    /// The year asked for.
    pub year: Option<i16>,
    /// The asker asked for.
    pub asker: Option<String>,
    /// The name of the department asked for.
    pub department: Option<String>,
    /// The inquiries, in the order to show them.
    pub inquiries: Vec<Progress>,
}

/// How far one inquiry has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// How many questions it has.
    pub questions: usize,
    /// How many answers were asked for, counted as question times addressee.
    pub expected: usize,
    /// How many of those have been given.
    pub answered: usize,
}

impl Progress {
    fn outstanding(&self) -> usize {
        self.expected.saturating_sub(self.answered)
    }
}

/// Composes the list, made on the day `made_on`.
#[must_use]
pub fn compose(facts: &InquiriesFacts, texts: &Texts, made_on: Date) -> Report {
    let mut cover = Vec::new();
    if let Some(year) = facts.year {
        cover.push(Fact::new(texts.say("inquiries-year"), year.to_string()));
    }
    for (key, chosen) in [
        ("inquiries-asker", &facts.asker),
        ("inquiries-department", &facts.department),
    ] {
        cover.extend(
            chosen
                .as_ref()
                .map(|chosen| Fact::new(texts.say(key), chosen)),
        );
    }
    cover.push(Fact::new(
        texts.say("inquiries-count"),
        texts.count(facts.inquiries.len()),
    ));
    let list = if facts.inquiries.is_empty() {
        Block::note(Tone::Remark, texts.say("inquiries-nothing"))
    } else {
        table(facts, texts)
    };
    let year = facts.year.map(|year| Text::from(year.to_string()));
    let others = [&facts.asker, &facts.department]
        .into_iter()
        .flatten()
        .map(Text::from);
    Report {
        kind: Kind::Inquiries,
        language: texts.language(),
        title: texts.say("inquiries-title"),
        subject: year.into_iter().chain(others).collect(),
        made_on,
        colophon: texts.colophon(made_on),
        blocks: vec![Block::Facts { facts: cover }, list],
        data: data(facts, texts, made_on),
    }
}

fn table(facts: &InquiriesFacts, texts: &Texts) -> Block {
    let keys = [
        "inquiries-inquiry",
        "inquiries-asker",
        "inquiries-received",
        "inquiries-due",
        "inquiries-questions",
        "inquiries-state",
    ];
    let mut columns = keys.map(|key| Column::words(texts.say(key)));
    columns[4].numeric = true;
    let row = |progress: &Progress| {
        let inquiry = &progress.inquiry;
        let mut name = vec![
            Inline::plain(&inquiry.reference),
            Inline::Break,
            Inline::plain(&inquiry.title),
        ];
        if let Some(followed) = &inquiry.follows {
            let follows = [("reference", followed.reference.as_str().into())];
            name.extend([
                Inline::Break,
                Inline::plain(texts.fill("inquiries-follows", &follows).as_str()),
            ]);
        }
        vec![
            name,
            words(texts.text_or_unknown(Some(&inquiry.asker))),
            words(texts.date_or_unknown(inquiry.received_on)),
            words(texts.date_or_unknown(inquiry.due_on)),
            words(texts.count(progress.questions)),
            words(state(progress, texts)),
        ]
    };
    let rows = facts.inquiries.iter().map(row).collect();
    Block::Table(Table {
        caption: texts.say("inquiries-caption"),
        columns: columns.into(),
        rows,
    })
}

fn state(progress: &Progress, texts: &Texts) -> Text {
    match progress.inquiry.closed_on {
        Some(date) => texts.fill(
            "inquiries-closed",
            &[("date", texts.date(date).as_str().into())],
        ),
        None => texts.fill(
            "cover-state-count",
            &[
                ("answered", progress.answered.into()),
                ("expected", progress.expected.into()),
                ("owed", progress.outstanding().into()),
            ],
        ),
    }
}

fn data(facts: &InquiriesFacts, texts: &Texts, made_on: Date) -> Data {
    let row = |progress: &Progress| {
        let inquiry = &progress.inquiry;
        vec![
            Cell::text(&inquiry.reference),
            Cell::text(&inquiry.title),
            Cell::text(&inquiry.asker),
            Cell::text_or_empty(
                inquiry
                    .follows
                    .as_ref()
                    .map(|followed| followed.reference.as_str()),
            ),
            Cell::date_or_empty(inquiry.received_on),
            Cell::date_or_empty(inquiry.due_on),
            Cell::date_or_empty(inquiry.closed_on),
            Cell::count(progress.questions),
            Cell::count(progress.expected),
            Cell::count(progress.answered),
            Cell::count(progress.outstanding()),
        ]
    };
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let nested = facts.inquiries.iter().map(|progress| {
        let inquiry = &progress.inquiry;
        json!({
            "inquiry": inquiry.reference,
            "title": inquiry.title,
            "asker": inquiry.asker,
            "follows": inquiry.follows.as_ref().map(|followed| &followed.reference),
            "received_on": day(inquiry.received_on),
            "due_on": day(inquiry.due_on),
            "closed_on": day(inquiry.closed_on),
            "questions": progress.questions,
            "expected": progress.expected,
            "answered": progress.answered,
            "outstanding": progress.outstanding(),
        })
    });
    let nested = nested.collect::<Vec<_>>();
    Data {
        nested: json!({
            "report": "inquiries",
            "made_on": made_on.to_string(),
            "year": facts.year,
            "asker": facts.asker,
            "department": facts.department,
            "inquiries": nested,
        }),
        tables: vec![DataTable::new(
            texts,
            "sheet-inquiries",
            &COLUMNS,
            facts.inquiries.iter().map(row).collect(),
        )],
    }
}
