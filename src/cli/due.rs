//! `tenday due`: what is outstanding, and by when.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::context::{Context, print, say};
use super::output::{ListFormat, Listing, visible};
use crate::domain::calendar::Calendar;
use crate::domain::language::Language as Spoken;
use crate::domain::{Code, DeadlineRule, Urgency, Value};
use crate::error::{Error, Result, count};
use crate::report::Language;
use crate::store::due::{self, Outstanding};
use crate::store::{closed_days, deadline_rules};

mod calendar_file;

pub(super) use calendar_file::owed;

/// How many calendar days ahead a date is soon.
const SOON: u16 = 3;

/// Options of `due`.
#[derive(Debug, Args)]
pub(super) struct DueArgs {
    /// What is overdue or due within these days, as in 3d or 2w
    #[arg(long, value_name = "DAYS", value_parser = days)]
    within: Option<u16>,
    /// From this department or unit only
    #[arg(long)]
    department: Option<Code>,
    /// What the list is grouped by
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Write the dates to an iCalendar file instead
    #[arg(long, value_name = "FILE", conflicts_with_all = ["within", "by"])]
    ics: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long, requires = "ics")]
    force: bool,
    /// The language of the file, da or en
    #[arg(long, requires = "ics", default_value_t = Language::DANISH)]
    lang: Language,
}

/// What the list is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Inquiry by inquiry.
    Inquiry,
    /// Department by department.
    Department,
}

/// Reads `3d`, `2w` or `3` as a number of days.
fn days(given: &str) -> Result<u16> {
    let text = given.trim().to_lowercase();
    let (number, factor) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(number), _) => (number, 1),
        (None, Some(number)) => (number, 7),
        (None, None) => (text.as_str(), 1),
    };
    let number: Option<u16> = number.trim().parse().ok();
    number
        .and_then(|number| number.checked_mul(factor))
        .ok_or_else(|| {
            Error::invalid("number of days", given, "it is not one")
                .with_hint("write `3d` for three days or `2w` for two weeks")
        })
}

/// An outstanding question beside today.
struct Pressing {
    row: Outstanding,
    urgency: Urgency,
    working_days_left: Option<i32>,
}

pub(super) fn run(context: &Context, args: &DueArgs) -> Result<()> {
    if let Some(file) = &args.ics {
        return calendar_file::write(
            context,
            args.department.as_ref(),
            file,
            args.force,
            args.lang,
        );
    }
    let (rows, calendar, rules) = context.read(|reader| {
        Ok((
            due::outstanding(reader, args.department.as_ref())?,
            closed_days::calendar(reader)?,
            deadline_rules::list(reader)?,
        ))
    })?;
    let within = args.within.unwrap_or(SOON);
    let (shown, left_out): (Vec<Pressing>, Vec<Pressing>) = rows
        .into_iter()
        .map(|row| pressing(row, context.today(), within, &calendar, &rules))
        .partition(|it| args.within.is_none() || it.urgency != Urgency::Later);
    show(context, shown, args.by)?;
    if !left_out.is_empty() {
        let what = count(left_out.len(), "question");
        say(&format!(
            "Not shown: {what} due later than within {within} days."
        ));
    }
    Ok(())
}

fn pressing(
    row: Outstanding,
    today: Date,
    within: u16,
    calendar: &Calendar,
    rules: &[DeadlineRule],
) -> Pressing {
    let rule = rules.iter().find(|rule| rule.code == row.deadline_rule);
    let days = rule.map_or_else(
        || calendar.working_days(true),
        |rule| rule.working_days(calendar),
    );
    Pressing {
        urgency: Urgency::of(row.due_on, today, within),
        working_days_left: row.due_on.map(|due| days.working_days_between(today, due)),
        row,
    }
}

const NOTHING: &str = "Nothing is outstanding.";

fn show(context: &Context, mut shown: Vec<Pressing>, by: Option<By>) -> Result<()> {
    let format = context.format()?;
    let key = |it: &Pressing| match by {
        None => String::new(),
        Some(By::Inquiry) => it.row.inquiry.to_string(),
        Some(By::Department) => it.row.department.to_string(),
    };
    shown.sort_by_cached_key(key);
    let for_people = matches!(format, ListFormat::Table | ListFormat::Md);
    if by.is_none() || !for_people {
        return listing(&shown, for_people).print_or(format, NOTHING);
    }
    if shown.is_empty() {
        say(NOTHING);
    }
    for group in shown.chunk_by(|a, b| key(a) == key(b)) {
        let Some(first) = group.first() else { continue };
        let heading = match by {
            Some(By::Department) => {
                format!("{}: {}", first.row.department, first.row.department_name)
            }
            _ => format!("{}: {}", first.row.inquiry, first.row.title),
        };
        let mark = if format == ListFormat::Md { "## " } else { "" };
        let gap = if format == ListFormat::Md { "\n" } else { "" };
        print(format!("{mark}{}\n{gap}", visible(&heading)).as_bytes())?;
        listing(group, true).print(format)?;
        print(gap.as_bytes())?;
    }
    Ok(())
}

/// The list. For people the columns that hold nothing are left out, and with them the titles.
fn listing(shown: &[Pressing], for_people: bool) -> Listing {
    let mut columns = vec![
        "due_on",
        "urgency",
        "working_days_left",
        "inquiry",
        "question",
        "department",
    ];
    let unit = !for_people || shown.iter().any(|it| it.row.unit.is_some());
    let internal = !for_people || shown.iter().any(|it| it.row.internal_due_on.is_some());
    let moved = |it: &Pressing| it.row.original_due_on != it.row.due_on;
    let original = !for_people || shown.iter().any(moved);
    let optional = [
        (unit, "unit"),
        (internal, "internal_due_on"),
        (original, "original_due_on"),
        (!for_people, "title"),
        (!for_people, "asker"),
        (!for_people, "department_name"),
    ];
    columns.extend(
        optional
            .iter()
            .filter(|(wanted, _)| *wanted)
            .map(|(_, name)| *name),
    );
    columns.push("question_text");
    let mut listing = Listing::new(&columns);
    for it in shown {
        listing.push(
            columns
                .iter()
                .map(|column| value(it, column, for_people))
                .collect(),
        );
    }
    listing
}

fn value(it: &Pressing, column: &str, for_people: bool) -> Value {
    let row = &it.row;
    match column {
        "due_on" => row.due_on.into(),
        "urgency" if for_people => it.urgency.name(Spoken::English).into(),
        "urgency" => it.urgency.code().into(),
        "working_days_left" => it.working_days_left.map(i64::from).into(),
        "inquiry" => (&row.inquiry).into(),
        "question" => (&row.question).into(),
        "department" => (&row.department).into(),
        "unit" => row.unit.as_ref().into(),
        "internal_due_on" => row.internal_due_on.into(),
        "original_due_on" => row.original_due_on.into(),
        "title" => (&row.title).into(),
        "asker" => (&row.asker).into(),
        "department_name" => (&row.department_name).into(),
        _ => (&row.question_text).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_their_unit() {
        for (given, want) in [("3d", 3), ("2w", 14), ("5", 5), (" 10 D ", 10), ("0d", 0)] {
            assert_eq!(days(given).ok(), Some(want), "{given}");
        }
        for bad in ["", "d", "-1d", "3m", "99999w"] {
            assert!(days(bad).is_err(), "{bad}");
        }
    }
}
