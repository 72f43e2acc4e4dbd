//! Reading dates as office people write them.
//!
//! ISO dates (`2018-04-16`) and Danish ones with the year last (`16.4.2018`, `16/4-2018`,
//! `16-04-2018`) are read; the record holds ISO dates only.

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
    let (year, month, day) = parts(given.trim()).ok_or_else(unreadable)?;
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
        ] {
            assert_eq!(
                parse("date", given).unwrap().to_string(),
                "2018-04-06",
                "{given}"
            );
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_date() {
        for (given, want) in [
            ("2018-02-30", "month 2 of 2018 has 28 days"),
            ("2018-13-01", "there is no such month"),
            ("06-04-18", "it is not a date"),
            ("april", "it is not a date"),
            ("", "it is not a date"),
            ("2018-4-6-1", "it is not a date"),
        ] {
            let message = parse("date", given).unwrap_err().to_string();
            assert!(message.ends_with(want), "{message}");
        }
    }
}
