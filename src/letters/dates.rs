//! Dates as letters write them, in Danish and English: "Vesterlund, den 3. maj 2021", "03-05-2021", "May 3, 2021".
//!
//! Numeric dates are day first. A day that does not exist (31 June) is no date.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::words::{self, Pattern};

/// The longest line that can be a date line, in bytes.
const LONGEST_LINE: usize = 90;

static MONTHS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| words::groups("months"));

static DATE: LazyLock<Pattern> = LazyLock::new(|| {
    let month = spaced_months();
    Pattern::new(&format!(
        r"\b(?:(?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})|(?P<d2>\d{{1,2}})\s?[-./]\s?(?P<m2>\d{{1,2}})\s?[-./]\s?(?P<y2>\d{{4}}|\d{{2}})|(?P<d5>\d{{1,2}})\s?/\s?(?P<m5>\d{{1,2}})\s+(?P<y5>(?:19|20)\d{{2}})|(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<m3>{month})[.,]?\s+(?P<y3>\d{{4}})|(?P<m4>{month})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}}))\b"
    ))
});

/// The names of months; some conversions put blanks between the letters of a name.
fn spaced_months() -> String {
    let names = MONTHS.iter().flatten().map(|name| {
        let letters: Vec<String> = name
            .trim_end_matches('.')
            .chars()
            .map(|c| c.to_string())
            .collect();
        let full = name.chars().count() > 4 && !name.ends_with('.');
        letters.join(if full { r"\s?" } else { "" }) + if name.ends_with('.') { r"\.?" } else { "" }
    });
    let mut names: Vec<String> = names.collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    format!("(?:{})", names.join("|"))
}

/// What may stand before the date on a line of its own: a label, a weekday, a place.
static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\W*(?:{}\W*|{}\W*|[\p{{L}}. ]{{2,25}},\s*)*$",
        words::any("date_labels"),
        words::any("weekdays")
    ))
});

static LABEL: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^{}\W*$", words::any("date_labels"))));

/// A time of day behind the date of a meeting.
static CLOCK: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^{}\s*\d{{1,2}}[.:]\d{{2}}(?:\s*[-–]\s*\d{{1,2}}[.:]\d{{2}})?$",
        words::any("clock_words")
    ))
});

/// A month of a year without the day.
static MONTH: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^\W*{}\s+(?:19|20)\d{{2}}\W*$", spaced_months())));

/// Whether the line is a month and nothing more: "Marts 2006".
pub(crate) fn is_month(text: &str) -> bool {
    text.len() <= LONGEST_LINE && MONTH.is_match(text)
}

/// Returns the dates in `text`, each with its place.
pub(crate) fn find(text: &str) -> Vec<(Range<usize>, Date)> {
    DATE.captures_all(text)
        .iter()
        .filter_map(|found| {
            let part = |name: &str| found.name(name).map(|m| m.as_str());
            let place = found.get(0)?.range();
            let date = [1, 2, 3, 4, 5].iter().find_map(|form| {
                read(
                    part(&format!("y{form}"))?,
                    part(&format!("m{form}"))?,
                    part(&format!("d{form}"))?,
                )
            })?;
            Some((place, date))
        })
        .collect()
}

fn read(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok()?;
    let year = if year < 100 { year + 2000 } else { year };
    let month = month.parse().ok().or_else(|| month_number(month))?;
    Date::new(year, month, day.parse().ok()?).ok()
}

fn month_number(word: &str) -> Option<i8> {
    let word: String = word.to_lowercase().split_whitespace().collect();
    let plain = word.trim_end_matches('.');
    let place = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| name.trim_end_matches('.') == plain))?;
    i8::try_from(place + 1).ok()
}

/// Returns the date of a line that holds nothing else than a date, perhaps with a label, a weekday or a place before it.
pub(crate) fn line(text: &str) -> Option<Date> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let (place, date) = find(text).into_iter().next()?;
    let after = text[place.end..].trim_matches(|c: char| !c.is_alphanumeric());
    let ends = after.is_empty() || CLOCK.is_match(after);
    (BEFORE.is_match(&text[..place.start]) && ends).then_some(date)
}

/// Whether the line is the label of a date and nothing more.
pub(crate) fn is_label(text: &str) -> bool {
    text.len() <= LONGEST_LINE && LABEL.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines_are_read() {
        let cases = [
            ("3. maj 2021", "2021-05-03"),
            ("Vesterlund, den 14. februar 2020", "2020-02-14"),
            ("Dato: 03-05-2021", "2021-05-03"),
            ("Dato 24.12.2019", "2019-12-24"),
            ("d. 1/2-2022", "2022-02-01"),
            ("d. 3/5 2019", "2019-05-03"),
            ("Mandag den 7. oktober 2019", "2019-10-07"),
            ("2021-05-03", "2021-05-03"),
            ("May 3, 2021", "2021-05-03"),
            ("Date: 3rd May 2021", "2021-05-03"),
            ("12 September 2023", "2023-09-12"),
            ("Den 9. nov. 2005", "2005-11-09"),
            ("Dato og tid: 3. maj 2021 kl. 14.30-15.30", "2021-05-03"),
        ];
        for (given, wanted) in cases {
            assert_eq!(
                line(given).map(|date| date.to_string()).as_deref(),
                Some(wanted),
                "{given}"
            );
        }
    }

    #[test]
    fn a_month_alone_is_no_date() {
        assert!(is_month("Maj 2021"));
        assert!(!is_month("3. maj 2021") && !is_month("Maj 2021 var kold"));
        assert_eq!(line("Maj 2021"), None);
    }

    #[test]
    fn other_lines_are_not_dates() {
        for given in [
            "31. juni 2021",
            "Efter den 3. maj 2021 ophører ordningen",
            "3. maj 2021 blev ordningen lukket",
            "Telefon 12 34 56 78",
            "2020-0123456",
            "",
        ] {
            assert_eq!(line(given), None, "{given}");
        }
    }

    #[test]
    fn dates_in_running_text_have_their_place() {
        let text = "Den 3. maj 2021 og igen 04-06-2021.";
        let found: Vec<_> = find(text)
            .into_iter()
            .map(|(place, _)| &text[place])
            .collect();
        assert_eq!(found, ["3. maj 2021", "04-06-2021"]);
    }
}
