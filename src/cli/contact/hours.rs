//! `tenday contact hours`: the week of each department's channels as a chart on the terminal.

use std::fmt::Write;

use clap::Args;

use crate::cli::context::{Context, print, say};
use crate::cli::output::{ListFormat, Listing};
use crate::domain::hours::{Hours, WEEKDAYS, Week, weekday_name};
use crate::domain::language::Language;
use crate::domain::{Channel, ChannelKind, Code};
use crate::error::{Result, count};
use crate::store::contacts;

/// Options of `contact hours`.
#[derive(Debug, Args)]
pub(in crate::cli) struct HoursArgs {
    /// Of this department and its units only, by code
    #[arg(long, value_name = "CODE")]
    department: Option<Code>,
    /// Channels that are not public too
    #[arg(long)]
    include_withheld: bool,
}

/// The hours in which a department or unit can be reached in one way.
struct Reached {
    department: Code,
    kind: ChannelKind,
    week: Week,
}

pub(super) fn run(context: &Context, args: &HoursArgs) -> Result<()> {
    let mut found = context.read(|reader| contacts::list(reader, args.department.as_ref()))?;
    found.retain(|channel| {
        channel.holds_on(context.today())
            && (args.include_withheld || channel.visibility.is_public())
    });
    let without = found
        .iter()
        .filter(|channel| channel.hours.is_none())
        .count();
    let reached = reached(context, &found);
    match context.format()? {
        ListFormat::Table => print(chart(&reached).as_bytes())?,
        format => rows(&reached).print(format)?,
    }
    if without > 0 {
        say(&format!(
            "{} left out: their hours are not recorded.",
            count(without, "channel")
        ));
    }
    Ok(())
}

/// The channels of one department or unit and kind taken together.
fn reached(context: &Context, channels: &[Channel]) -> Vec<Reached> {
    let mut all: Vec<Reached> = Vec::new();
    for channel in channels {
        let hours = channel
            .hours
            .as_ref()
            .and_then(|text| Hours::from_notation(text).ok());
        let Some(week) = hours.map(|hours| hours.week(context.today())) else {
            continue;
        };
        match all
            .iter_mut()
            .find(|r| r.department == channel.department && r.kind == channel.kind)
        {
            Some(reached) => reached.week = Week::union([&reached.week, &week]),
            None => all.push(Reached {
                department: channel.department.clone(),
                kind: channel.kind,
                week,
            }),
        }
    }
    all
}

/// A block for each: a line a day, a character an hour, full where all of the hour is open.
fn chart(all: &[Reached]) -> String {
    let mut out = String::new();
    for reached in all {
        let _ = writeln!(
            out,
            "{} {}: {}",
            reached.department,
            reached.kind,
            reached.week.in_words(Language::English)
        );
        let _ = writeln!(out, "     0     6     12    18    ");
        for (day, minutes) in WEEKDAYS.into_iter().zip(reached.week.clock_hours()) {
            let line: String = minutes.iter().map(|open| mark(*open)).collect();
            let name: String = weekday_name(day, Language::English)
                .chars()
                .take(3)
                .collect();
            let _ = writeln!(out, "{name}  {line}");
        }
        out.push('\n');
    }
    out
}

/// An hour of which so many minutes are open.
fn mark(minutes: u8) -> char {
    match minutes {
        0 => '·',
        1..=59 => '▄',
        _ => '█',
    }
}

fn rows(all: &[Reached]) -> Listing {
    let mut listing = Listing::new(&["department", "kind", "weekday", "opens", "closes"]);
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    for reached in all {
        for (day, spans) in reached.week.days() {
            for span in spans {
                listing.push(vec![
                    (&reached.department).into(),
                    reached.kind.to_string().into(),
                    weekday_name(day, Language::English).into(),
                    time(span.from).into(),
                    time(span.to).into(),
                ]);
            }
        }
    }
    listing
}
