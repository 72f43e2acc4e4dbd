//! What has not been answered yet, over all inquiries, by the department that owes it.

use super::anchor::Anchors;
use super::facts::{Department, name_of};
use super::model::{Block, Column, Fact, Inline, Kind, Report, Table, Tone, words};
use super::{Cell, Data, DataTable, Text, Texts};
use jiff::civil::Date;
use serde_json::{Value, json};

const COLUMNS: [(&str, &str); 9] = [
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("inquiry", "column-inquiry"),
    ("title", "column-title"),
    ("asker", "column-asker"),
    ("question", "column-question"),
    ("question_text", "column-question-text"),
    ("due_on", "column-due-on"),
    ("days_late", "column-days-late"),
];

/// Everything that is owed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutstandingFacts {
    /// The departments, in the order to show them.
    pub departments: Vec<Department>,
    /// The answers that are owed; within a department shown in this order.
    pub owed: Vec<Owed>,
}

/// One answer that one department owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The inquiry's reference.
    pub inquiry: String,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub asker: String,
    /// When the answers are due.
    pub due_on: Option<Date>,
    /// The question's number.
    pub question: String,
    /// The question.
    pub question_text: String,
    /// The department's code.
    pub department: String,
}

impl Owed {
    /// Returns how many days `today` is past the deadline; `None` if it is not, or there is none.
    #[must_use]
    pub fn days_late(&self, today: Date) -> Option<i32> {
        let late = (today - self.due_on?).get_days();
        (late > 0).then_some(late)
    }
}

/// Composes the list of what is owed on the day `made_on`.
#[must_use]
pub fn compose(facts: &OutstandingFacts, texts: &Texts, made_on: Date) -> Report {
    let mut anchors = Anchors::default();
    let owing = owing(facts);
    let late = facts
        .owed
        .iter()
        .filter(|owed| owed.days_late(made_on).is_some())
        .count();
    let mut blocks = vec![Block::Facts {
        facts: vec![
            Fact::new(texts.say("outstanding-day"), texts.date(made_on)),
            Fact::new(
                texts.say("outstanding-count"),
                texts.count(facts.owed.len()),
            ),
            Fact::new(texts.say("outstanding-late"), texts.count(late)),
        ],
    }];
    if owing.is_empty() {
        blocks.push(Block::note(Tone::Remark, texts.say("outstanding-nothing")));
    }
    for (code, owed) in &owing {
        let name = name_of(&facts.departments, code);
        let caption = texts.fill("outstanding-caption", &[("name", name.into())]);
        blocks.push(Block::heading(
            2,
            &anchors.claim(&["department", code]),
            texts.department(name, code),
        ));
        blocks.push(table(owed, caption, texts, made_on));
    }
    Report {
        kind: Kind::Outstanding,
        language: texts.language(),
        title: texts.say("outstanding-title"),
        subject: Vec::new(),
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data(facts, &owing, texts, made_on),
    }
}

/// Gathers what is owed by department: listed departments first, in their order.
fn owing(facts: &OutstandingFacts) -> Vec<(&str, Vec<&Owed>)> {
    let mut codes: Vec<&str> = facts
        .departments
        .iter()
        .map(|department| department.code.as_str())
        .collect();
    for owed in &facts.owed {
        if !codes.contains(&owed.department.as_str()) {
            codes.push(&owed.department);
        }
    }
    let owed_by = |code| {
        facts
            .owed
            .iter()
            .filter(|owed| owed.department == code)
            .collect()
    };
    let all = codes.into_iter().map(|code| (code, owed_by(code)));
    all.filter(|(_, owed): &(&str, Vec<&Owed>)| !owed.is_empty())
        .collect()
}

fn table(owed: &[&Owed], caption: Text, texts: &Texts, today: Date) -> Block {
    let keys = [
        "outstanding-inquiry",
        "outstanding-question",
        "outstanding-due",
        "outstanding-days-late",
    ];
    let mut columns = keys.map(|key| Column::words(texts.say(key)));
    columns[3].numeric = true;
    let row = |owed: &&Owed| {
        let late = owed
            .days_late(today)
            .map(|days| texts.number(f64::from(days)));
        vec![
            vec![
                Inline::plain(&owed.inquiry),
                Inline::Break,
                Inline::plain(&owed.title),
            ],
            words(format!(
                "{}. {}",
                owed.question.trim_end_matches('.'),
                owed.question_text
            )),
            words(texts.date_or_unknown(owed.due_on)),
            words(late.unwrap_or_else(|| texts.say("word-none-mark"))),
        ]
    };
    Block::Table(Table {
        caption,
        columns: columns.into(),
        rows: owed.iter().map(row).collect(),
    })
}

fn data(
    facts: &OutstandingFacts,
    owing: &[(&str, Vec<&Owed>)],
    texts: &Texts,
    today: Date,
) -> Data {
    let departments = &facts.departments;
    let row = |owed: &&Owed| {
        vec![
            Cell::text(&owed.department),
            Cell::text(name_of(departments, &owed.department)),
            Cell::text(&owed.inquiry),
            Cell::text(&owed.title),
            Cell::text(&owed.asker),
            Cell::text(&owed.question),
            Cell::text(&owed.question_text),
            Cell::date_or_empty(owed.due_on),
            owed.days_late(today)
                .map_or(Cell::Empty, |days| Cell::Integer(days.into())),
        ]
    };
    let nested_owed = |owed: &&Owed| {
        json!({
            "inquiry": owed.inquiry,
            "title": owed.title,
            "asker": owed.asker,
            "question": owed.question,
            "question_text": owed.question_text,
            "due_on": owed.due_on.map(|date| date.to_string()),
            "days_late": owed.days_late(today),
        })
    };
    let nested = owing.iter().map(|(code, owed)| {
        json!({ "department": code, "name": name_of(departments, code), "owed": owed.iter().map(nested_owed).collect::<Vec<Value>>() })
    });
    let nested = nested.collect::<Vec<_>>();
    Data {
        nested: json!({ "report": "outstanding", "made_on": today.to_string(), "departments": nested }),
        tables: vec![DataTable::new(
            texts,
            "sheet-outstanding",
            &COLUMNS,
            owing
                .iter()
                .flat_map(|(_, owed)| owed.iter().map(row))
                .collect(),
        )],
    }
}
