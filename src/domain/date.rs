//! Reading dates as office people write them.
//!
//! ISO dates (`2018-04-16`), Danish ones with the year last (`16.4.2018`, `16/4-2018`, `16-04-2018`)
//! and months by their Danish or English name (`16. april 2018`) are read. A time of day behind the
//! date, which journal systems and spreadsheets write, is left. The record holds ISO dates only.

use jiff::civil::Date;

use crate::error::Error;

/// The date that `given` states, for the field `what`.
///
/// # Errors
/// [`Error::Invalid`] if it states none, or a day that does not exist.
pub fn parse(what: &str, given: &str) -> Result<Date, Error> {
    let unreadable = || {
        Error::invalid(what, given, "it is not a date")
            .with_hint("write it as in `2018-04-16` or `16.4.2018`")
    };
    let day_only = without_time(given.trim());
    let (year, month, day) = parts(day_only)
        .or_else(|| with_month_name(day_only))
        .ok_or_else(unreadable)?;
    Date::new(year, month, day).map_err(|_| impossible(what, given, year, month))
}

fn parts(given: &str) -> Option<(i16, i8, i8)> {
    let fields: Vec<&str> = given.split(['-', '.', '/']).map(str::trim).collect();
    let [first, middle, last] = fields[..] else {
        return None;
    };
    let all_digits = fields
        .iter()
        .all(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
    match (all_digits, first.len(), last.len()) {
        (true, 4, 1 | 2) => Some((
            first.parse().ok()?,
            middle.parse().ok()?,
            last.parse().ok()?,
        )),
        (true, 1 | 2, 4) => Some((
            last.parse().ok()?,
            middle.parse().ok()?,
            first.parse().ok()?,
        )),
        _ => None,
    }
}

/// The months, in Danish and in English.
const MONTHS: [[&str; 2]; 12] = [
    ["januar", "january"],
    ["februar", "february"],
    ["marts", "march"],
    ["april", "april"],
    ["maj", "may"],
    ["juni", "june"],
    ["juli", "july"],
    ["august", "august"],
    ["september", "september"],
    ["oktober", "october"],
    ["november", "november"],
    ["december", "december"],
];

/// `16. april 2018`, `den 16. apr. 2018`, `16 April 2018`.
fn with_month_name(given: &str) -> Option<(i16, i8, i8)> {
    let mut words: Vec<&str> = given
        .split([' ', '\u{a0}', '.', ','])
        .filter(|word| !word.is_empty())
        .collect();
    if words
        .first()
        .is_some_and(|word| word.eq_ignore_ascii_case("den"))
    {
        words.remove(0);
    }
    let [day, month, year] = words[..] else {
        return None;
    };
    let month = month.to_lowercase();
    let names = |names: &[&str; 2]| names.iter().any(|name| name.starts_with(&month));
    let at = MONTHS.iter().position(names).filter(|_| month.len() >= 3)?;
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || day.len() > 2 || !digits(year) || !digits(day) {
        return None;
    }
    Some((
        year.parse().ok()?,
        i8::try_from(at + 1).ok()?,
        day.parse().ok()?,
    ))
}

/// The date without a time of day: `16-04-2018 09:30`, `2018-04-16T09:30:00`, `16.4.2018 kl. 9.30`.
fn without_time(given: &str) -> &str {
    let Some((date, time)) = given.rsplit_once([' ', 'T']) else {
        return given;
    };
    let fields: Vec<&str> = time.split([':', '.']).collect();
    let is_time = matches!(fields.len(), 2..=4)
        && fields
            .iter()
            .all(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()))
        && fields[0].len() <= 2
        && fields[1].len() == 2;
    if !is_time {
        return given;
    }
    let date = date.trim_end();
    date.strip_suffix("kl.")
        .or_else(|| date.strip_suffix("kl"))
        .unwrap_or(date)
        .trim_end()
}

fn impossible(what: &str, given: &str, year: i16, month: i8) -> Error {
    let problem = match Date::new(year, month, 1) {
        Ok(first) => format!("month {month} of {year} has {} days", first.days_in_month()),
        Err(_) => "there is no such month".to_owned(),
    };
    Error::invalid(what, given, problem).with_hint("check the day, the month and the year")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_iso_and_danish_dates() {
        for given in [
            "2018-04-06",
            "6.4.2018",
            "06.04.2018",
            "6/4-2018",
            "06-04-2018",
            " 6. 4. 2018 ",
            "6. april 2018",
            "den 6. apr. 2018",
            "6 April 2018",
            "06-04-2018 09:30",
            "2018-04-06T09:30:00",
            "2018-04-06 09:30:00.000",
            "6.4.2018 kl. 9.30",
        ] {
            assert_eq!(
                parse("date", given).unwrap().to_string(),
                "2018-04-06",
                "{given}"
            );
        }
    }

    #[test]
    fn every_month_has_a_name_of_its_own() {
        for (month, names) in (1..).zip(MONTHS) {
            for name in names {
                let (long, short) = (format!("1. {name} 2018"), format!("1. {} 2018", &name[..3]));
                assert_eq!(parse("date", &long).unwrap().month(), month, "{long}");
                assert_eq!(parse("date", &short).unwrap().month(), month, "{short}");
            }
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_date() {
        for (given, want) in [
            ("2018-02-30", "month 2 of 2018 has 28 days"),
            ("2018-13-01", "there is no such month"),
            ("06-04-18", "it is not a date"),
            ("april", "it is not a date"),
            ("6. ap 2018", "it is not a date"),
            ("31. april 2018", "month 4 of 2018 has 30 days"),
            ("6. april 18", "it is not a date"),
            ("6.4 2018", "it is not a date"),
            ("", "it is not a date"),
            ("2018-4-6-1", "it is not a date"),
        ] {
            let message = parse("date", given).unwrap_err().to_string();
            assert!(message.ends_with(want), "{message}");
        }
    }
}
