//! Citizens' contacts of a count week beside the hours in which they could have been answered.

use super::contacts::{KINDS, kind_name};
use super::facts::{Department, name_of};
use super::model::{Block, Column, Kind, Report, Table, Tone, words};
use super::{Cell, Data, DataTable, Text, Texts};
use jiff::civil::Date;
use serde_json::json;

const COLUMNS: [(&str, &str); 8] = [
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("kind", "column-kind"),
    ("contacts", "column-contacts"),
    ("while_closed", "column-while-closed"),
    ("closed_per_mille", "column-closed-per-mille"),
    ("best_added_hour", "column-best-added-hour"),
    ("caught", "column-caught"),
];

/// Demand beside hours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrafficFacts {
    /// The departments and units, in the order to show them.
    pub departments: Vec<Department>,
    /// One for each department or unit and kind that was counted.
    pub demands: Vec<Demanded>,
}

/// The contacts of one department or unit in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demanded {
    /// The code of the department or unit.
    pub department: String,
    /// The kind as the record names it.
    pub kind: String,
    /// How many contacts there were.
    pub total: u64,
    /// How many of them came while it was closed; `None` if its hours are not known.
    pub while_closed: Option<u64>,
    /// The same in tenths of a percent.
    pub closed_per_mille: Option<u64>,
    /// The hour that would have caught most, in the words of the report's language.
    pub best: Option<String>,
    /// How many it would have caught.
    pub caught: Option<u64>,
}

/// Composes the report, made on the day `made_on`.
#[must_use]
pub fn compose(facts: &TrafficFacts, texts: &Texts, made_on: Date) -> Report {
    let mut blocks = vec![Block::note(Tone::Remark, texts.say("traffic-method"))];
    blocks.push(if facts.demands.is_empty() {
        Block::note(Tone::Remark, texts.say("traffic-nothing"))
    } else {
        table(facts, texts)
    });
    Report {
        kind: Kind::Traffic,
        language: texts.language(),
        title: texts.say("traffic-title"),
        subject: Vec::new(),
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data(facts, texts, made_on),
    }
}

fn table(facts: &TrafficFacts, texts: &Texts) -> Block {
    let columns = vec![
        Column::words(texts.say("round-department")),
        Column::words(texts.say("contacts-kind")),
        Column::numbers(texts.say("traffic-contacts")),
        Column::numbers(texts.say("traffic-while-closed")),
        Column::words(texts.say("traffic-best")),
        Column::numbers(texts.say("traffic-caught")),
    ];
    let none = || texts.say("word-none-mark");
    let row = |demand: &Demanded| {
        vec![
            words(name_of(&facts.departments, &demand.department)),
            words(kind_name(&demand.kind, texts)),
            words(number(demand.total, texts)),
            words(closed(demand, texts)),
            words(demand.best.as_deref().map_or_else(none, Text::new)),
            words(
                demand
                    .caught
                    .map_or_else(none, |caught| number(caught, texts)),
            ),
        ]
    };
    Block::Table(Table {
        caption: texts.say("traffic-caption"),
        columns,
        rows: facts.demands.iter().map(row).collect(),
    })
}

fn number(count: u64, texts: &Texts) -> Text {
    texts.count(usize::try_from(count).unwrap_or(usize::MAX))
}

/// How many came while it was closed, with their share.
fn closed(demand: &Demanded, texts: &Texts) -> Text {
    match (demand.while_closed, demand.closed_per_mille) {
        (Some(count), Some(share)) => {
            let percent = texts.number(f64::from(u16::try_from(share).unwrap_or(u16::MAX)) / 10.0);
            let count = number(count, texts);
            texts.fill(
                "traffic-share",
                &[
                    ("count", count.as_str().into()),
                    ("percent", percent.as_str().into()),
                ],
            )
        }
        _ => texts.say("traffic-hours-unknown"),
    }
}

fn data(facts: &TrafficFacts, texts: &Texts, made_on: Date) -> Data {
    let whole = |count: Option<u64>| {
        count.map_or(Cell::Empty, |count| {
            Cell::Integer(i64::try_from(count).unwrap_or(i64::MAX))
        })
    };
    let row = |demand: &Demanded| {
        vec![
            Cell::text(&demand.department),
            Cell::text(name_of(&facts.departments, &demand.department)),
            Cell::text(&demand.kind),
            whole(Some(demand.total)),
            whole(demand.while_closed),
            whole(demand.closed_per_mille),
            Cell::text_or_empty(demand.best.as_deref()),
            whole(demand.caught),
        ]
    };
    let nested = json!({
        "made_on": made_on.to_string(),
        "demands": facts.demands.iter().map(|demand| json!({
            "department": demand.department,
            "kind": demand.kind,
            "contacts": demand.total,
            "while_closed": demand.while_closed,
            "closed_per_mille": demand.closed_per_mille,
            "best_added_hour": demand.best,
            "caught": demand.caught,
        })).collect::<Vec<_>>(),
    });
    let rows = facts.demands.iter().map(row).collect();
    Data {
        tables: vec![
            DataTable::new(texts, "traffic-caption", &COLUMNS, rows).saying(texts, "kind", &KINDS),
        ],
        nested,
    }
}
