//! How departments can be reached: every channel, and the hours of the week when somebody answers.
//!
//! A channel that is not public is in no report, in no format, unless it is asked for by name; then the report says so.
//! Channels that do not hold on the day of the report, no longer or not yet, are left out.

mod week;

use super::anchor::Anchors;
use super::facts::{Channel, Department, name_of};
use super::model::{Block, Column, Inline, Kind, Report, Table, Tone, words};
use super::{Cell, Data, DataTable, ReportError, Text, Texts};
use jiff::civil::Date;
use serde_json::{Value, json};

const COLUMNS: [(&str, &str); 13] = [
    ("department", "column-department"),
    ("department_name", "column-department-name"),
    ("unit", "column-unit"),
    ("unit_name", "column-unit-name"),
    ("kind", "column-kind"),
    ("label", "column-channel-label"),
    ("value", "column-channel-value"),
    ("hours", "column-hours"),
    ("audience", "column-audience"),
    ("visibility", "column-visibility"),
    ("valid_from", "column-valid-from"),
    ("valid_to", "column-valid-to"),
    ("also_serves", "column-also-serves"),
];

/// The kinds of channel, and the keys of their names.
pub(super) const KINDS: [(&str, &str); 10] = [
    ("telephone", "kind-telephone"),
    ("direct_telephone", "kind-direct-telephone"),
    ("duty_telephone", "kind-duty-telephone"),
    ("email", "kind-email"),
    ("direct_email", "kind-direct-email"),
    ("digital_post", "kind-digital-post"),
    ("web", "kind-web"),
    ("self_service", "kind-self-service"),
    ("post", "kind-post"),
    ("in_person", "kind-in-person"),
];

const VISIBILITIES: [(&str, &str); 3] = [
    ("public", "contacts-public"),
    ("internal", "visibility-internal"),
    ("withheld", "visibility-withheld"),
];

/// The channels of every department.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactsFacts {
    /// Departments and units, in the order to show them.
    pub departments: Vec<Department>,
    /// The channels, in the order to show them.
    pub channels: Vec<Channel>,
}

/// What becomes of channels that are not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NotPublic {
    /// They are left out.
    #[default]
    LeftOut,
    /// They are shown, and the report says that it holds them.
    Included,
}

/// Composes the list of channels, made on the day `made_on`.
///
/// # Errors
/// When the chart cannot be drawn.
pub fn compose(
    facts: &ContactsFacts,
    not_public: NotPublic,
    texts: &Texts,
    made_on: Date,
) -> Result<Report, ReportError> {
    let may_show = |channel: &&Channel| channel.is_public || not_public == NotPublic::Included;
    let holds = |channel: &&Channel| {
        channel.valid_from.is_none_or(|first| first <= made_on)
            && channel.valid_to.is_none_or(|last| last >= made_on)
    };
    // From here on, what may not be shown does not exist.
    let channels: Vec<&Channel> = facts
        .channels
        .iter()
        .filter(may_show)
        .filter(holds)
        .collect();
    let mut anchors = Anchors::default();
    let mut blocks = vec![match not_public {
        NotPublic::LeftOut => Block::note(Tone::Remark, texts.say("contacts-public-only")),
        NotPublic::Included => Block::note(Tone::Warning, texts.say("contacts-withheld-included")),
    }];
    let departments = present(&channels, &facts.departments);
    if departments.is_empty() {
        blocks.push(Block::note(Tone::Remark, texts.say("contacts-nothing")));
    } else {
        blocks.push(Block::heading(
            2,
            &anchors.claim(&["week"]),
            texts.say("contacts-week"),
        ));
        let anchor = anchors.claim(&["hours-of-the-week"]);
        blocks.push(Block::Chart(week::chart(
            &channels,
            &departments,
            facts,
            anchor,
            texts,
        )?));
    }
    for code in departments {
        let here: Vec<&Channel> = channels
            .iter()
            .copied()
            .filter(|channel| channel.department == code)
            .collect();
        push_department(code, &here, facts, &mut anchors, texts, &mut blocks);
    }
    Ok(Report {
        kind: Kind::Contacts,
        language: texts.language(),
        title: texts.say("contacts-title"),
        subject: Vec::new(),
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data(&channels, facts, texts, made_on),
    })
}

/// The departments with a channel to show: listed ones first, in their order.
fn present<'a>(channels: &[&'a Channel], departments: &'a [Department]) -> Vec<&'a str> {
    let mut codes: Vec<&str> = Vec::new();
    for channel in channels {
        if !codes.contains(&channel.department.as_str()) {
            codes.push(&channel.department);
        }
    }
    let place = |code: &str| {
        departments
            .iter()
            .position(|department| department.code == code)
    };
    codes.sort_by_key(|code| place(code).unwrap_or(usize::MAX));
    codes
}

fn push_department(
    code: &str,
    channels: &[&Channel],
    facts: &ContactsFacts,
    anchors: &mut Anchors,
    texts: &Texts,
    blocks: &mut Vec<Block>,
) {
    let name = name_of(&facts.departments, code);
    let heading = texts.department(name, code);
    blocks.push(Block::heading(
        2,
        &anchors.claim(&["department", code]),
        heading,
    ));
    let mut units: Vec<Option<&str>> = Vec::new();
    for channel in channels {
        if !units.contains(&channel.unit.as_deref()) {
            units.push(channel.unit.as_deref());
        }
    }
    // The department's own channels come before its units'.
    units.sort_by_key(Option::is_some);
    for unit in units {
        let mut caption = name;
        if let Some(unit) = unit {
            caption = name_of(&facts.departments, unit);
            blocks.push(Block::heading(
                3,
                &anchors.claim(&["unit", code, unit]),
                caption,
            ));
        }
        let here: Vec<&Channel> = channels
            .iter()
            .copied()
            .filter(|channel| channel.unit.as_deref() == unit)
            .collect();
        blocks.push(table(&here, caption, &facts.departments, texts));
    }
}

/// A table of channels; columns that would be empty are left out.
fn table(channels: &[&Channel], name: &str, departments: &[Department], texts: &Texts) -> Block {
    let any_audience = channels.iter().any(|channel| channel.audience.is_some());
    let any_hidden = channels.iter().any(|channel| !channel.is_public);
    let mut columns = ["contacts-kind", "contacts-value", "contacts-hours"]
        .map(|key| Column::words(texts.say(key)))
        .to_vec();
    columns.extend(any_audience.then(|| Column::words(texts.say("contacts-audience"))));
    columns.extend(any_hidden.then(|| Column::words(texts.say("contacts-visibility"))));
    let row = |channel: &&Channel| {
        let hours = channel
            .hours_in_words
            .as_deref()
            .or(channel.hours.as_deref());
        let mut row = vec![
            words(kind_name(&channel.kind, texts)),
            value(channel, departments, texts),
            words(hours.map_or_else(|| texts.say("word-none-mark"), Text::new)),
        ];
        if any_audience {
            let audience = channel.audience.as_deref();
            row.push(words(
                audience.map_or_else(|| texts.say("contacts-everyone"), Text::new),
            ));
        }
        if any_hidden {
            let key = if channel.is_public {
                "contacts-public"
            } else {
                "contacts-not-public"
            };
            row.push(words(texts.say(key)));
        }
        row
    };
    let caption = texts.fill("contacts-caption", &[("name", name.into())]);
    Block::Table(Table {
        caption,
        columns,
        rows: channels.iter().map(row).collect(),
    })
}

/// What a kind of channel is called; one that is not known names itself.
pub(super) fn kind_name(kind: &str, texts: &Texts) -> Text {
    let known = KINDS.iter().find(|(known, _)| *known == kind);
    known.map_or_else(|| Text::new(kind), |(_, key)| texts.say(key))
}

/// The number or address, with its label above it and whom it serves besides below.
fn value(channel: &Channel, departments: &[Department], texts: &Texts) -> Vec<Inline> {
    let mut lines: Vec<Text> = [&channel.label, &channel.value]
        .into_iter()
        .flatten()
        .map(|line| Text::new(line))
        .collect();
    if lines.is_empty() {
        lines.push(texts.say("word-none-mark"));
    }
    let names: Vec<&str> = channel
        .also_serves
        .iter()
        .map(|code| name_of(departments, code))
        .collect();
    if !names.is_empty() {
        // The names themselves say "and".
        let names = names.join("; ");
        lines.push(texts.fill("contacts-also-serves", &[("names", names.into())]));
    }
    let mut cell = Vec::new();
    for line in lines {
        if !cell.is_empty() {
            cell.push(Inline::Break);
        }
        cell.extend(words(line));
    }
    cell
}

fn data(channels: &[&Channel], facts: &ContactsFacts, texts: &Texts, made_on: Date) -> Data {
    let departments = &facts.departments;
    let row = |channel: &&Channel| {
        vec![
            Cell::text(&channel.department),
            Cell::text(name_of(departments, &channel.department)),
            Cell::text_or_empty(channel.unit.as_deref()),
            Cell::text_or_empty(
                channel
                    .unit
                    .as_deref()
                    .map(|unit| name_of(departments, unit)),
            ),
            Cell::text(&channel.kind),
            Cell::text_or_empty(channel.label.as_deref()),
            Cell::text_or_empty(channel.value.as_deref()),
            Cell::text_or_empty(channel.hours.as_deref()),
            Cell::text_or_empty(channel.audience.as_deref()),
            Cell::text(&channel.visibility),
            Cell::date_or_empty(channel.valid_from),
            Cell::date_or_empty(channel.valid_to),
            Cell::text_or_empty(
                (!channel.also_serves.is_empty())
                    .then(|| channel.also_serves.join(" "))
                    .as_deref(),
            ),
        ]
    };
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    let nested = channels.iter().map(|channel| {
        json!({
            "department": channel.department,
            "unit": channel.unit,
            "kind": channel.kind,
            "label": channel.label,
            "value": channel.value,
            "hours": channel.hours,
            "audience": channel.audience,
            "visibility": channel.visibility,
            "valid_from": day(channel.valid_from),
            "valid_to": day(channel.valid_to),
            "also_serves": channel.also_serves,
        })
    });
    let nested = nested.collect::<Vec<Value>>();
    Data {
        nested: json!({ "report": "contacts", "made_on": made_on.to_string(), "channels": nested }),
        tables: vec![
            DataTable::new(
                texts,
                "sheet-contacts",
                &COLUMNS,
                channels.iter().map(row).collect(),
            )
            .saying(texts, "kind", &KINDS)
            .saying(texts, "visibility", &VISIBILITIES),
        ],
    }
}
