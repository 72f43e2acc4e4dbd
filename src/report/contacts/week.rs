//! The hours of the week when somebody answers.

use super::ContactsFacts;
use crate::report::anchor::Anchor;
use crate::report::chart::{self, Caption, Week};
use crate::report::facts::{Channel, OpenSpan, name_of};
use crate::report::model::{Column, Table, words};
use crate::report::{Chart, ReportError, Text, Texts};

const DAY: u16 = 24 * 60;

/// The kinds where a person answers, which the chart is about.
const ANSWERED: [&str; 4] = [
    "telephone",
    "direct_telephone",
    "duty_telephone",
    "in_person",
];

/// Draws when each department can be reached, the department's hours and its units' together.
pub(super) fn chart(
    channels: &[&Channel],
    departments: &[&str],
    facts: &ContactsFacts,
    anchor: Anchor,
    texts: &Texts,
) -> Result<Chart, ReportError> {
    const KEYS: [&str; 7] = [
        "day-monday",
        "day-tuesday",
        "day-wednesday",
        "day-thursday",
        "day-friday",
        "day-saturday",
        "day-sunday",
    ];
    let days = KEYS.map(|key| texts.say(key));
    let (mut bars, mut rows) = (Vec::new(), Vec::new());
    for code in departments {
        let spans = open(channels, code);
        let label = Text::new(name_of(&facts.departments, code));
        let mut row = vec![words(label.clone())];
        row.extend((0..7).map(|day| words(day_hours(&spans, day, texts))));
        rows.push(row);
        let minute = |span: &OpenSpan, at: u16| u16::from(span.weekday) * DAY + at;
        let spans = spans
            .iter()
            .map(|span| (minute(span, span.from), minute(span, span.to)))
            .collect();
        bars.push(Week { label, spans });
    }
    let title = texts.say("contacts-chart");
    let mut columns = vec![Column::words(texts.say("round-department"))];
    columns.extend(days.iter().map(|day| Column::words(day.clone())));
    let caption = Caption {
        anchor,
        title: title.clone(),
        description: texts.say("contacts-chart-description"),
    };
    chart::weeks(
        caption,
        &days,
        &bars,
        Table {
            caption: texts.fill("page-numbers", &[("title", title.as_str().into())]),
            columns,
            rows,
        },
    )
}

/// When somebody of the department or its units answers: spans in order, those that touch joined.
fn open(channels: &[&Channel], department: &str) -> Vec<OpenSpan> {
    let answered = |channel: &&&Channel| {
        channel.department == department && ANSWERED.contains(&channel.kind.as_str())
    };
    let mut spans: Vec<OpenSpan> = channels
        .iter()
        .filter(answered)
        .flat_map(|channel| channel.open.clone())
        .collect();
    spans.sort_unstable();
    let mut joined: Vec<OpenSpan> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.weekday == span.weekday && span.from <= last.to => {
                last.to = last.to.max(span.to);
            }
            _ => joined.push(span),
        }
    }
    joined
}

fn day_hours(spans: &[OpenSpan], day: u8, texts: &Texts) -> Text {
    let clock = |minutes: u16| match (minutes / 60, minutes % 60) {
        (hour, 0) => hour.to_string(),
        (hour, minute) => format!("{hour}.{minute:02}"),
    };
    let here = spans.iter().filter(|span| span.weekday == day);
    let hours: Vec<String> = here
        .map(|span| format!("{}–{}", clock(span.from), clock(span.to)))
        .collect();
    if hours.is_empty() {
        texts.say("word-none-mark")
    } else {
        Text::new(&hours.join(", "))
    }
}
