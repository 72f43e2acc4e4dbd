//! Counts and answer times: how many rounds and questions, how long answers take, what comes on time.
//!
//! An answer time runs from the day the inquiry was received to the day the department's last answer came, and exists only
//! where both are known and nothing is owed. On time and late are counted by department and inquiry; what has no deadline,
//! or is not yet due, is neither.

mod tally;

use super::anchor::{Anchor, Anchors};
use super::chart::{self, Caption, Range};
use super::facts::{Department, name_of};
use super::model::{Block, Column, Fact, Kind, Report, Table, Tone, words};
use super::{Cell, Chart, Data, DataTable, ReportError, Text, Texts};
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeSet;
use tally::Line;
pub use tally::Reply;

const COLUMNS: [(&str, &str); 12] = [
    ("by", "column-by"),
    ("key", "column-key"),
    ("name", "column-name"),
    ("inquiries", "column-inquiries"),
    ("expected", "column-expected"),
    ("answered", "column-answered"),
    ("outstanding", "column-outstanding"),
    ("median_days", "column-median-days"),
    ("fastest_days", "column-fastest-days"),
    ("slowest_days", "column-slowest-days"),
    ("on_time", "column-on-time"),
    ("late", "column-late"),
];

/// What lines are counted by, and the keys of what a reader is told.
const BY: [(&str, &str); 4] = [
    ("all", "statistics-all"),
    ("department", "round-department"),
    ("asker", "statistics-asker"),
    ("year", "inquiries-year"),
];

/// What the numbers are made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatisticsFacts {
    /// The departments, in the order to show them.
    pub departments: Vec<Department>,
    /// One for each department that an inquiry was put to.
    pub replies: Vec<Reply>,
}

/// Composes the statistics, made on the day `made_on`.
///
/// # Errors
/// When the chart cannot be drawn.
pub fn compose(
    facts: &StatisticsFacts,
    texts: &Texts,
    made_on: Date,
) -> Result<Report, ReportError> {
    let mut anchors = Anchors::default();
    let all = Line::new(
        ("all", "", texts.say("statistics-all")),
        &facts.replies.iter(),
        made_on,
    );
    let groups = [
        (
            "statistics-by-department",
            "round-department",
            by_department(facts, made_on),
        ),
        (
            "statistics-by-asker",
            "statistics-asker",
            by_asker(facts, made_on),
        ),
        (
            "statistics-by-year",
            "inquiries-year",
            by_year(facts, texts, made_on),
        ),
    ];
    let mut blocks = vec![cover(&all, texts)];
    if facts.replies.is_empty() {
        blocks.push(Block::note(Tone::Remark, texts.say("statistics-nothing")));
    } else {
        for (key, who, lines) in &groups {
            let heading = texts.say(key);
            blocks.push(Block::heading(2, &anchors.claim(&[key]), heading.clone()));
            let caption = texts.fill("statistics-caption", &[("group", heading.as_str().into())]);
            blocks.push(table(lines, who, caption, texts));
            let any_time = lines.iter().any(|line| !line.days.is_empty());
            if *key == "statistics-by-department" && any_time {
                let anchor = anchors.claim(&["times"]);
                blocks.push(Block::Chart(times(lines, anchor, texts)?));
            }
        }
        blocks.push(Block::paragraph(texts.say("statistics-method")));
    }
    let lines: Vec<&Line> = std::iter::once(&all)
        .chain(groups.iter().flat_map(|(_, _, lines)| lines))
        .collect();
    Ok(Report {
        kind: Kind::Statistics,
        language: texts.language(),
        title: texts.say("statistics-title"),
        subject: Vec::new(),
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data(&lines, texts, made_on),
    })
}

fn by_department(facts: &StatisticsFacts, today: Date) -> Vec<Line> {
    let mut codes: Vec<&str> = facts
        .departments
        .iter()
        .map(|department| department.code.as_str())
        .collect();
    let others: BTreeSet<&str> = facts
        .replies
        .iter()
        .map(|reply| reply.department.as_str())
        .collect();
    codes.extend(
        others
            .into_iter()
            .filter(|code| facts.departments.iter().all(|known| known.code != *code)),
    );
    let line = |code: &str| {
        let replies = facts
            .replies
            .iter()
            .filter(|reply| reply.department == code);
        let name = Text::new(name_of(&facts.departments, code));
        (replies.clone().count() > 0)
            .then(|| Line::new(("department", code, name), &replies, today))
    };
    codes.into_iter().filter_map(line).collect()
}

fn by_asker(facts: &StatisticsFacts, today: Date) -> Vec<Line> {
    let askers: BTreeSet<&str> = facts
        .replies
        .iter()
        .map(|reply| reply.asker.as_str())
        .collect();
    let line = |asker: &str| {
        let replies = facts.replies.iter().filter(|reply| reply.asker == asker);
        Line::new(("asker", asker, Text::new(asker)), &replies, today)
    };
    askers.into_iter().map(line).collect()
}

/// By the year in which the inquiry was received; unknown years last.
fn by_year(facts: &StatisticsFacts, texts: &Texts, today: Date) -> Vec<Line> {
    let year = |reply: &Reply| reply.received_on.map(Date::year);
    let years: BTreeSet<Option<i16>> = facts.replies.iter().map(year).collect();
    let line = |wanted: &Option<i16>| {
        let replies = facts
            .replies
            .iter()
            .filter(move |reply| year(reply) == *wanted);
        let key = wanted.map_or_else(String::new, |year| year.to_string());
        let name = texts.text_or_unknown(Some(&key));
        Line::new(("year", &key, name), &replies, today)
    };
    years
        .range(Some(i16::MIN)..)
        .chain(years.get(&None))
        .map(line)
        .collect()
}

fn cover(all: &Line, texts: &Texts) -> Block {
    let unknown = || texts.say("word-unknown");
    let median = all.median().map(|days| {
        texts.fill(
            "statistics-days",
            &[("days", texts.number(days).as_str().into())],
        )
    });
    Block::Facts {
        facts: vec![
            Fact::new(
                texts.say("statistics-inquiries"),
                texts.count(all.inquiries),
            ),
            Fact::new(texts.say("statistics-expected"), texts.count(all.expected)),
            Fact::new(texts.say("statistics-answered"), texts.count(all.answered)),
            Fact::new(
                texts.say("statistics-median"),
                median.unwrap_or_else(unknown),
            ),
            Fact::new(texts.say("statistics-on-time"), texts.count(all.on_time)),
            Fact::new(texts.say("statistics-late"), texts.count(all.late)),
        ],
    }
}

fn table(lines: &[Line], who: &str, caption: Text, texts: &Texts) -> Block {
    let keys = [
        "statistics-inquiries",
        "statistics-expected",
        "statistics-answered",
        "statistics-median",
        "statistics-on-time",
        "statistics-late",
    ];
    let mut columns = vec![Column::words(texts.say(who))];
    columns.extend(keys.map(|key| Column::numbers(texts.say(key))));
    let row = |line: &Line| {
        let median = line
            .median()
            .map_or_else(|| texts.say("word-none-mark"), |days| texts.number(days));
        vec![
            words(line.name.clone()),
            words(texts.count(line.inquiries)),
            words(texts.count(line.expected)),
            words(texts.count(line.answered)),
            words(median),
            words(texts.count(line.on_time)),
            words(texts.count(line.late)),
        ]
    };
    Block::Table(Table {
        caption,
        columns,
        rows: lines.iter().map(row).collect(),
    })
}

/// Answer times by department, the slowest first; departments without one are left out.
fn times(lines: &[Line], anchor: Anchor, texts: &Texts) -> Result<Chart, ReportError> {
    let mut timed: Vec<(&Line, f64)> = lines
        .iter()
        .filter_map(|line| Some((line, line.median()?)))
        .collect();
    timed.sort_by(|one, other| other.1.total_cmp(&one.1));
    let (mut ranges, mut rows) = (Vec::new(), Vec::new());
    for (line, median) in &timed {
        let (Some(first), Some(last)) = (line.days.first(), line.days.last()) else {
            continue;
        };
        let days = [f64::from(*first), *median, f64::from(*last)];
        let mut row = vec![words(line.name.clone())];
        row.extend(days.map(|days| words(texts.number(days))));
        rows.push(row);
        ranges.push(Range {
            label: line.name.clone(),
            days,
            written: texts.number(*median),
        });
    }
    let title = texts.say("statistics-times");
    let mut columns = vec![Column::words(texts.say("round-department"))];
    let keys = [
        "statistics-fastest",
        "statistics-median",
        "statistics-slowest",
    ];
    columns.extend(keys.map(|key| Column::numbers(texts.say(key))));
    let caption = Caption {
        anchor,
        title: title.clone(),
        description: texts.say("statistics-times-description"),
    };
    chart::ranges(
        caption,
        &ranges,
        &texts.say("statistics-axis"),
        Table {
            caption: texts.fill("page-numbers", &[("title", title.as_str().into())]),
            columns,
            rows,
        },
    )
}

fn data(lines: &[&Line], texts: &Texts, made_on: Date) -> Data {
    let row = |line: &&Line| {
        let day = |day: Option<&i32>| day.map_or(Cell::Empty, |days| Cell::Integer((*days).into()));
        vec![
            Cell::text(line.by),
            Cell::text(&line.key),
            Cell::text(line.name.as_str()),
            Cell::count(line.inquiries),
            Cell::count(line.expected),
            Cell::count(line.answered),
            Cell::count(line.outstanding()),
            line.median().map_or(Cell::Empty, Cell::Real),
            day(line.days.first()),
            day(line.days.last()),
            Cell::count(line.on_time),
            Cell::count(line.late),
        ]
    };
    let nested = lines.iter().map(|line| {
        json!({
            "by": line.by,
            "key": line.key,
            "name": line.name,
            "inquiries": line.inquiries,
            "expected": line.expected,
            "answered": line.answered,
            "outstanding": line.outstanding(),
            "median_days": line.median(),
            "fastest_days": line.days.first(),
            "slowest_days": line.days.last(),
            "on_time": line.on_time,
            "late": line.late,
        })
    });
    let nested = nested.collect::<Vec<_>>();
    Data {
        nested: json!({ "report": "statistics", "made_on": made_on.to_string(), "lines": nested }),
        tables: vec![
            DataTable::new(
                texts,
                "sheet-statistics",
                &COLUMNS,
                lines.iter().map(row).collect(),
            )
            .saying(texts, "by", &BY),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Language, sample};

    #[test]
    fn a_chart_is_drawn_of_known_times_only() {
        let texts = Texts::new(Language::DANISH);
        let charts = |facts: &StatisticsFacts| {
            let report = compose(facts, &texts, sample::TODAY).unwrap();
            let is_chart = |block: &&Block| matches!(block, Block::Chart(_));
            report.blocks.iter().filter(is_chart).count()
        };
        let mut facts = sample::statistics();
        assert_eq!(charts(&facts), 1);
        for reply in &mut facts.replies {
            reply.received_on = None;
        }
        assert_eq!(charts(&facts), 0);
    }
}
