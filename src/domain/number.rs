//! Reading numbers, and yes and no, as Danish and English spreadsheets write them.

use crate::error::Error;

/// The number that `given` states, for the field `what`.
///
/// A comma is the decimal mark and dots group thousands, as in `1.234,5`; where a comma stands before a dot it is the other way
/// round. A dot alone is a decimal mark, as the record's own files have it.
///
/// # Errors
/// [`Error::Invalid`] if it states none.
pub fn real(what: &str, given: &str) -> Result<f64, Error> {
    let number = plain(given).and_then(|text| text.parse::<f64>().ok());
    number.filter(|number| number.is_finite()).ok_or_else(|| {
        Error::invalid(what, given, "it is not a number")
            .with_hint("write it as in `1234.5` or `1.234,5`")
    })
}

/// The whole number that `given` states, for the field `what`: `4`, `4,0`, `1.234`.
///
/// # Errors
/// [`Error::Invalid`] if it states none.
pub fn whole(what: &str, given: &str) -> Result<i64, Error> {
    if let Ok(number) = given.trim().parse() {
        return Ok(number);
    }
    let grouped = |mark| {
        let text: String = given.split_whitespace().collect();
        is_grouped(&text, mark).then(|| text.replace(mark, ""))
    };
    let text = grouped('.')
        .or_else(|| grouped(','))
        .or_else(|| plain(given));
    let number = text.and_then(|text| match text.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole.parse().ok(),
        Some(_) => None,
        None => text.parse().ok(),
    });
    number.ok_or_else(|| Error::invalid(what, given, "it is not a whole number"))
}

/// The digits of a number with a dot as its decimal mark and nothing between them.
fn plain(given: &str) -> Option<String> {
    let text: String = given.split_whitespace().collect();
    let is_number = |text: &str| {
        text.bytes().any(|b| b.is_ascii_digit()) && !text.contains(['i', 'n', 'I', 'N'])
    };
    let marks = (text.find(','), text.find('.'));
    let text = match marks {
        (None, Some(_)) if text.matches('.').count() > 1 => {
            if !is_grouped(&text, '.') {
                return None;
            }
            text.replace('.', "")
        }
        (None, _) => text,
        (Some(comma), Some(dot)) if comma < dot => {
            let (whole, rest) = text.split_at(dot);
            if !is_grouped(whole, ',') {
                return None;
            }
            format!("{}{rest}", whole.replace(',', ""))
        }
        (Some(comma), _) => {
            let (whole, rest) = text.split_at(comma);
            if whole.contains('.') && !is_grouped(whole, '.') {
                return None;
            }
            format!("{}.{}", whole.replace('.', ""), &rest[1..])
        }
    };
    is_number(&text).then_some(text)
}

/// Whether marks stand between groups of three digits: `1.234.567`.
fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.trim_start_matches('-').split(mark);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut rest = groups.peekable();
    matches!(first.len(), 1..=3)
        && digits(first)
        && first != "0"
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3 && digits(group))
}

/// Whether `given` says yes, for the field `what`.
///
/// # Errors
/// [`Error::Invalid`] if it says neither yes nor no.
pub fn yes(what: &str, given: &str) -> Result<bool, Error> {
    match given.trim().to_lowercase().as_str() {
        "1" | "ja" | "j" | "yes" | "y" | "sand" | "sandt" | "true" | "x" => Ok(true),
        "0" | "nej" | "n" | "no" | "falsk" | "false" => Ok(false),
        _ => Err(Error::invalid(what, given, "it is 1 or 0, yes or no")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp)]
    fn numbers_are_read_as_spreadsheets_write_them() {
        for (given, wanted) in [
            ("543", 543.0),
            ("1234.5", 1234.5),
            ("1.234", 1.234),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234.567", 1_234_567.0),
            ("12,5", 12.5),
            ("-3,25", -3.25),
            ("2 800", 2800.0),
            ("2\u{a0}800,5", 2800.5),
            ("1e3", 1000.0),
        ] {
            assert_eq!(real("value", given).unwrap(), wanted, "{given}");
        }
        for given in [
            "",
            "mange",
            "1.2.3",
            "1,2,3",
            "inf",
            "NaN",
            "1.23,4",
            "12,345,67.8",
            ",",
        ] {
            assert!(real("value", given).is_err(), "{given}");
        }
    }

    #[test]
    fn whole_numbers_may_be_grouped_and_have_no_decimals() {
        for (given, wanted) in [
            ("4", 4),
            (" 4,0 ", 4),
            ("4.0", 4),
            ("1.234", 1234),
            ("1,234", 1234),
            ("12 000", 12000),
            ("-7", -7),
        ] {
            assert_eq!(whole("days", given).unwrap(), wanted, "{given}");
        }
        for given in ["", "4,5", "1.5", "fire", "0.000.1", "99999999999999999999"] {
            assert!(whole("days", given).is_err(), "{given}");
        }
    }

    #[test]
    fn yes_and_no_are_read_in_both_languages() {
        for (given, wanted) in [
            ("1", true),
            ("Ja", true),
            ("YES", true),
            ("sand", true),
            ("nej", false),
            ("0", false),
            ("FALSE", false),
        ] {
            assert_eq!(yes("approximate", given).unwrap(), wanted, "{given}");
        }
        for given in ["", "måske", "2"] {
            assert!(yes("approximate", given).is_err(), "{given}");
        }
    }
}
