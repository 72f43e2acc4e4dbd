//! `tenday contact open`: who can be reached at a moment, until when, and when the others can.

use clap::Args;
use jiff::civil::{Date, DateTime, Time};

use crate::cli::context::{Context, say};
use crate::cli::output::Listing;
use crate::domain::hours::{Hours, State};
use crate::domain::{Channel, Code, Value};
use crate::error::{Error, Result, count};
use crate::store::contacts;

/// Options of `contact open`.
#[derive(Debug, Args)]
pub(in crate::cli) struct OpenArgs {
    /// The moment, as in `2018-04-19 17:30`; now if not given
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<DateTime>,
    /// Of this department and its units only, by code
    #[arg(long, value_name = "CODE")]
    department: Option<Code>,
    /// Channels that are not public too
    #[arg(long)]
    include_withheld: bool,
}

/// Reads a date and a time of day: `2018-04-19 17:30`, `19.4.2018 kl. 17.30`.
fn moment(given: &str) -> Result<DateTime> {
    let unreadable = || {
        Error::invalid("moment", given, "it is not a date and a time of day")
            .with_hint("write it as in `2018-04-19 17:30`")
    };
    let given_words = given.replace("kl.", " ").replace('T', " ");
    let words: Vec<&str> = given_words.split_whitespace().collect();
    let [day, time] = words[..] else {
        return Err(unreadable());
    };
    let day: Date = crate::domain::date::parse("moment", day)?;
    let (hour, minute) = time.split_once([':', '.']).ok_or_else(unreadable)?;
    let read = |digits: &str| digits.parse::<i8>().map_err(|_| unreadable());
    let time = Time::new(read(hour)?, read(minute)?, 0, 0).map_err(|_| unreadable())?;
    Ok(day.to_datetime(time))
}

pub(super) fn run(context: &Context, args: &OpenArgs) -> Result<()> {
    let at = args.at.map_or_else(|| context.now(), Ok)?;
    let mut found = context.read(|reader| contacts::list(reader, args.department.as_ref()))?;
    found.retain(|channel| {
        channel.holds_on(at.date()) && (args.include_withheld || channel.visibility.is_public())
    });
    let with_hours = found
        .iter()
        .filter(|channel| channel.hours.is_some())
        .count();
    let mut rows: Vec<(bool, Vec<Value>)> = found
        .iter()
        .filter_map(|channel| row(channel, at))
        .collect();
    rows.sort_by_key(|(open, _)| !open);
    let mut listing = Listing::new(&[
        "department",
        "kind",
        "label",
        "value",
        "audience",
        "state",
        "until",
        "opens",
    ]);
    for (_, row) in rows {
        listing.push(row);
    }
    listing.print(context.format()?)?;
    let without = found.len() - with_hours;
    if without > 0 {
        say(&format!(
            "{} left out: their hours are not recorded.",
            count(without, "channel")
        ));
    }
    Ok(())
}

/// How a channel stands at a moment, and whether it is open; nothing if its hours are not known.
fn row(channel: &Channel, at: DateTime) -> Option<(bool, Vec<Value>)> {
    let hours = Hours::from_notation(channel.hours.as_ref()?).ok()?;
    let (open, until, opens) = match hours.state(at) {
        State::Open { until } => (true, until, None),
        State::Closed { opens } => (false, None, opens),
    };
    let shown = |moment: Option<DateTime>| {
        Value::from(moment.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()))
    };
    let row = vec![
        (&channel.department).into(),
        channel.kind.to_string().into(),
        channel.label.as_ref().into(),
        channel.value.as_ref().into(),
        channel.audience.as_ref().into(),
        if open { "open" } else { "closed" }.into(),
        shown(until),
        shown(opens),
    ];
    Some((open, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for given in [
            "2018-04-19 17:30",
            "19.4.2018 kl. 17.30",
            "2018-04-19T17:30",
        ] {
            assert_eq!(
                moment(given).unwrap().to_string(),
                "2018-04-19T17:30:00",
                "{given}"
            );
        }
        for bad in [
            "",
            "17:30",
            "2018-04-19",
            "2018-04-19 25:00",
            "2018-02-30 10:00",
        ] {
            assert!(moment(bad).is_err(), "{bad}");
        }
    }
}
