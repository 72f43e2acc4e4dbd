//! Facts about when departments can be reached, and how often citizens tried to.

use jiff::civil::Date;

use crate::domain::hours::{Hours, WEEKDAYS, Week, weekday_name};
use crate::domain::language::Language;
use crate::domain::traffic::{AddedHour, Coverage, Demand};
use crate::domain::{ChannelKind, Code, QuestionNumber, Reference, Traffic, text};
use crate::error::Result;
use crate::report::reachability::{ReachabilityFacts, Reached, Said};
use crate::report::traffic::{Demanded, TrafficFacts};
use crate::store::{Reader, answers, contacts, departments, questions, traffic};

use super::department;

/// The hours of some channels of one kind, taken together.
struct Hourly {
    department: Code,
    kind: ChannelKind,
    channels: usize,
    week: Week,
}

/// When departments can be reached by public channels, beside a working day, and beside what they
/// answered to a question.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry or question.
pub fn reachability(
    reader: &Reader<'_>,
    working_day: &Hours,
    question: Option<(&Reference, &QuestionNumber)>,
    language: Language,
    today: Date,
) -> Result<ReachabilityFacts> {
    let known = departments::list(reader)?;
    let top = |code: &Code| {
        let found = known.iter().find(|d| d.code == *code);
        found
            .and_then(|d| d.parent.clone())
            .unwrap_or_else(|| code.clone())
    };
    let working = working_day.week(today);
    let weeks = hourly(reader, today, top)?;
    let reached = weeks.into_iter().map(|hourly| {
        let reach = hourly.week.reach(&working);
        let gap = hourly.week.longest_gap();
        Reached {
            department: hourly.department.to_string(),
            kind: hourly.kind.to_string(),
            channels: hourly.channels,
            within: reach.within,
            outside: reach.outside(),
            evenings: reach.evenings,
            weekends: reach.weekends,
            longest_gap: gap.map_or(0, |gap| gap.minutes),
            gap_in_words: gap.map(|gap| gap.in_words(language)),
        }
    });
    let reached = reached.collect();
    let (question, said) = match question {
        Some((inquiry, number)) => said(reader, inquiry, number)?,
        None => (None, Vec::new()),
    };
    Ok(ReachabilityFacts {
        reached,
        question,
        said,
        working_day: working_day.in_words(today, language),
        departments: known.into_iter().map(department).collect(),
    })
}

/// The public channels that hold today and whose hours are known, taken together by `group` and kind.
fn hourly(reader: &Reader<'_>, today: Date, group: impl Fn(&Code) -> Code) -> Result<Vec<Hourly>> {
    let mut all: Vec<Hourly> = Vec::new();
    for channel in contacts::list(reader, None)? {
        if !channel.visibility.is_public() || !channel.holds_on(today) {
            continue;
        }
        let hours = channel
            .hours
            .as_ref()
            .and_then(|text| Hours::from_notation(text).ok());
        let Some(week) = hours.map(|hours| hours.week(today)) else {
            continue;
        };
        for code in [&channel.department]
            .into_iter()
            .chain(&channel.also_serves)
        {
            let department = group(code);
            match all
                .iter_mut()
                .find(|h| h.department == department && h.kind == channel.kind)
            {
                Some(hourly) => {
                    hourly.week = Week::union([&hourly.week, &week]);
                    hourly.channels += 1;
                }
                None => all.push(Hourly {
                    department,
                    kind: channel.kind,
                    channels: 1,
                    week: week.clone(),
                }),
            }
        }
    }
    Ok(all)
}

/// A question, and how each department's answers to it begin.
fn said(
    reader: &Reader<'_>,
    inquiry: &Reference,
    number: &QuestionNumber,
) -> Result<(Option<String>, Vec<Said>)> {
    let question = questions::get(reader, inquiry, number)?;
    let given = answers::list(reader, inquiry)?
        .into_iter()
        .filter(|a| a.question == question.number);
    let mut said: Vec<Said> = Vec::new();
    for answer in given {
        let Some(words) = answer.text.as_ref().map(|text| text::opening(text, 300)) else {
            continue;
        };
        match said
            .iter_mut()
            .find(|s| s.department == answer.department.as_str())
        {
            Some(earlier) => earlier.text = format!("{} / {words}", earlier.text),
            None => said.push(Said {
                department: answer.department.to_string(),
                text: words,
            }),
        }
    }
    Ok((
        Some(format!(
            "{} {}: {}",
            question.inquiry, question.number, question.text
        )),
        said,
    ))
}

/// The contacts of the count week beside the hours of public channels of the same kind.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn traffic(reader: &Reader<'_>, language: Language, today: Date) -> Result<TrafficFacts> {
    let known = departments::list(reader)?;
    let open = hourly(reader, today, Code::clone)?;
    let within = |of: &Code, code: &Code| {
        of == code
            || known
                .iter()
                .any(|d| d.code == *of && d.parent.as_ref() == Some(code))
    };
    let demands = grouped(traffic::list(reader)?)
        .into_iter()
        .map(|(department, kind, demand)| {
            let weeks: Vec<&Week> = open
                .iter()
                .filter(|hourly| hourly.kind == kind && within(&hourly.department, &department))
                .map(|hourly| &hourly.week)
                .collect();
            demanded(&department, kind, &demand, &weeks, language)
        });
    let demands = demands.collect();
    Ok(TrafficFacts {
        demands,
        departments: known.into_iter().map(department).collect::<Vec<_>>(),
    })
}

fn grouped(counts: Vec<Traffic>) -> Vec<(Code, ChannelKind, Demand)> {
    let mut groups: Vec<(Code, ChannelKind, Demand)> = Vec::new();
    for count in counts {
        let is_new = !matches!(groups.last(), Some((code, kind, _)) if *code == count.department && *kind == count.kind);
        if is_new {
            groups.push((count.department, count.kind, Demand::default()));
        }
        let day = WEEKDAYS[usize::from(count.weekday.clamp(1, 7) - 1)];
        if let Some((_, _, demand)) = groups.last_mut() {
            // The table admits no hour that a clock does not show.
            let _ = demand.add(day, count.hour, count.contacts);
        }
    }
    groups
}

fn demanded(
    code: &Code,
    kind: ChannelKind,
    demand: &Demand,
    weeks: &[&Week],
    language: Language,
) -> Demanded {
    let coverage = (!weeks.is_empty()).then(|| demand.beside(&Week::union(weeks.iter().copied())));
    let best = coverage
        .as_ref()
        .and_then(|coverage| coverage.added.first());
    Demanded {
        department: code.to_string(),
        kind: kind.to_string(),
        total: demand.total(),
        while_closed: coverage.as_ref().map(Coverage::while_closed),
        closed_per_mille: coverage.as_ref().and_then(Coverage::closed_per_mille),
        best: best.map(|hour| {
            let (day, from, to) = (weekday_name(hour.day, language), hour.hour, hour.hour + 1);
            language.pick(
                format!("{day} kl. {from}–{to}"),
                format!("{day} {from}:00–{to}:00"),
            )
        }),
        caught: best.map(AddedHour::caught),
    }
}
