//! When citizens can reach each department, laid beside a working day and beside what the department says of it.

use super::anchor::Anchors;
use super::contacts::{KINDS, kind_name};
use super::facts::{Department, name_of};
use super::model::{Block, Column, Fact, Kind, Report, Table, Tone, words};
use super::{Cell, Data, DataTable, Text, Texts};
use jiff::civil::Date;
use serde_json::json;

const COLUMNS: [(&str, &str); 11] = [
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("kind", "column-kind"),
    ("channels", "column-channels"),
    ("minutes_a_week", "column-minutes-a-week"),
    ("within_working_day", "column-within-working-day"),
    ("outside_working_day", "column-outside-working-day"),
    ("evenings", "column-evenings"),
    ("weekends", "column-weekends"),
    ("longest_gap", "column-longest-gap"),
    ("longest_gap_in_words", "column-longest-gap-in-words"),
];

/// How departments can be reached, and what they say of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReachabilityFacts {
    /// The departments, in the order to show them.
    pub departments: Vec<Department>,
    /// The working day that hours are laid beside, in words.
    pub working_day: String,
    /// One for each department and kind of channel whose hours are known.
    pub reached: Vec<Reached>,
    /// The question whose answers are laid beside, if any.
    pub question: Option<String>,
    /// What the departments answered to it.
    pub said: Vec<Said>,
}

/// The week of one department's channels of one kind, its units' among them; times are minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// The department's code.
    pub department: String,
    /// The kind as the record names it.
    pub kind: String,
    /// How many channels were taken together.
    pub channels: usize,
    /// Open in the working day.
    pub within: u16,
    /// Open outside it, evenings and weekends among them.
    pub outside: u16,
    /// Open Monday to Friday after the working day.
    pub evenings: u16,
    /// Open Saturday and Sunday.
    pub weekends: u16,
    /// The longest stretch without hours; 0 if there is none.
    pub longest_gap: u16,
    /// The same in the words of the report's language.
    pub gap_in_words: Option<String>,
}

/// What one department answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The department's code.
    pub department: String,
    /// The opening words of the answer.
    pub text: String,
}

/// Composes the report, made on the day `made_on`.
#[must_use]
pub fn compose(facts: &ReachabilityFacts, texts: &Texts, made_on: Date) -> Report {
    let mut anchors = Anchors::default();
    let mut blocks = vec![
        Block::Facts {
            facts: vec![Fact::new(
                texts.say("reachability-working-day"),
                &facts.working_day,
            )],
        },
        Block::note(Tone::Remark, texts.say("reachability-method")),
    ];
    if facts.reached.is_empty() {
        blocks.push(Block::note(Tone::Remark, texts.say("reachability-nothing")));
    } else {
        blocks.push(Block::heading(
            2,
            &anchors.claim(&["hours"]),
            texts.say("reachability-hours"),
        ));
        blocks.push(table(facts, texts));
    }
    if let Some(question) = &facts.question {
        blocks.push(Block::heading(
            2,
            &anchors.claim(&["said"]),
            texts.say("reachability-said"),
        ));
        blocks.push(Block::paragraph(question));
        blocks.push(said(facts, texts));
    }
    Report {
        kind: Kind::Reachability,
        language: texts.language(),
        title: texts.say("reachability-title"),
        subject: Vec::new(),
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data(facts, texts, made_on),
    }
}

fn table(facts: &ReachabilityFacts, texts: &Texts) -> Block {
    let mut columns: Vec<Column> = ["round-department", "contacts-kind"]
        .map(|key| Column::words(texts.say(key)))
        .to_vec();
    let numbers = [
        "reachability-a-week",
        "reachability-within",
        "reachability-evenings",
        "reachability-weekends",
    ];
    columns.extend(numbers.map(|key| Column::numbers(texts.say(key))));
    columns.push(Column::words(texts.say("reachability-gap")));
    let row = |reached: &Reached| {
        vec![
            words(name_of(&facts.departments, &reached.department)),
            words(kind_name(&reached.kind, texts)),
            words(hours(reached.within + reached.outside, texts)),
            words(hours(reached.within, texts)),
            words(hours(reached.evenings, texts)),
            words(hours(reached.weekends, texts)),
            words(
                reached
                    .gap_in_words
                    .as_deref()
                    .map_or_else(|| texts.say("reachability-no-gap"), Text::new),
            ),
        ]
    };
    Block::Table(Table {
        caption: texts.say("reachability-caption"),
        columns,
        rows: facts.reached.iter().map(row).collect(),
    })
}

/// Minutes as hours, a decimal where there is one.
fn hours(minutes: u16, texts: &Texts) -> Text {
    texts.number((f64::from(minutes) / 6.0).round() / 10.0)
}

fn said(facts: &ReachabilityFacts, texts: &Texts) -> Block {
    let columns =
        ["round-department", "reachability-answer"].map(|key| Column::words(texts.say(key)));
    let row = |said: &Said| {
        vec![
            words(name_of(&facts.departments, &said.department)),
            words(&said.text),
        ]
    };
    Block::Table(Table {
        caption: texts.say("reachability-said"),
        columns: columns.to_vec(),
        rows: facts.said.iter().map(row).collect(),
    })
}

fn data(facts: &ReachabilityFacts, texts: &Texts, made_on: Date) -> Data {
    let row = |reached: &Reached| {
        vec![
            Cell::text(&reached.department),
            Cell::text(name_of(&facts.departments, &reached.department)),
            Cell::text(&reached.kind),
            Cell::Integer(i64::try_from(reached.channels).unwrap_or(i64::MAX)),
            Cell::Integer((reached.within + reached.outside).into()),
            Cell::Integer(reached.within.into()),
            Cell::Integer(reached.outside.into()),
            Cell::Integer(reached.evenings.into()),
            Cell::Integer(reached.weekends.into()),
            Cell::Integer(reached.longest_gap.into()),
            Cell::text_or_empty(reached.gap_in_words.as_deref()),
        ]
    };
    let nested = json!({
        "made_on": made_on.to_string(),
        "working_day": facts.working_day,
        "question": facts.question,
        "reached": facts.reached.iter().map(|reached| json!({
            "department": reached.department,
            "kind": reached.kind,
            "channels": reached.channels,
            "minutes_a_week": reached.within + reached.outside,
            "within_working_day": reached.within,
            "evenings": reached.evenings,
            "weekends": reached.weekends,
            "longest_gap": reached.longest_gap,
        })).collect::<Vec<_>>(),
        "said": facts.said.iter().map(|said| json!({
            "department": said.department,
            "text": said.text,
        })).collect::<Vec<_>>(),
    });
    let rows = facts.reached.iter().map(row).collect();
    Data {
        tables: vec![
            DataTable::new(texts, "reachability-hours", &COLUMNS, rows)
                .saying(texts, "kind", &KINDS),
        ],
        nested,
    }
}
