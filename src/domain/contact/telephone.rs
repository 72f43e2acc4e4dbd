//! Telephone numbers: stored in E.164, shown as Danes write them.
//!
//! The crate `phonelib` reads the number and checks its length against the country's plan. That
//! a Danish subscriber's number begins with 2 to 9, and that numbers of three to six digits that
//! begin with 1 are short numbers without a country, is the Danish numbering plan's.

use std::fmt;
use std::str::FromStr;

use phonelib::{ParseError, PhoneFormat, PhoneNumber};

use super::ContactError;

/// The prefix of Danish numbers in E.164.
const DENMARK: &str = "+45";
/// Words people put before a number.
const LABELS: [&str; 5] = ["telefonnummer", "telefon", "tlf.", "tlf", "mobil"];

/// A checked telephone number: E.164 (`+4532100000`) or a short number (`112`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Telephone(String);

impl Telephone {
    /// The form that is stored and compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form people read: Danish numbers in four pairs without the country, short numbers as
    /// they are, others with their country.
    #[must_use]
    pub fn shown(&self) -> String {
        if let Some(number) = self.0.strip_prefix(DENMARK) {
            let pairs: Vec<&str> = (0..number.len())
                .step_by(2)
                .filter_map(|at| number.get(at..at + 2))
                .collect();
            return pairs.join(" ");
        }
        PhoneNumber::parse(&self.0).map_or_else(
            || self.0.clone(),
            |number| number.format(PhoneFormat::International),
        )
    }
}

impl fmt::Display for Telephone {
    /// Writes the form people read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl FromStr for Telephone {
    type Err = ContactError;

    /// Reads a number without a country as Danish.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = |reason: &str, hint: &'static str| {
            ContactError::new(text, "telephone number", reason, hint)
        };
        let number = unlabelled(text);
        if is_short(&number) {
            return Ok(Self(number));
        }
        let parsed = PhoneNumber::try_parse_with_country(&number, "DK").map_err(|error| {
            let (reason, hint) = explain(error);
            refuse(reason, hint)
        })?;
        if parsed.extension().is_some() {
            return Err(refuse(
                "it has an extension",
                "write the number that reaches it directly, and the extension in the audience",
            ));
        }
        let number = parsed.e164();
        if number
            .strip_prefix(DENMARK)
            .is_some_and(|rest| rest.starts_with(['0', '1']))
        {
            return Err(refuse(
                "no Danish number begins with 0 or 1",
                "check the first digits",
            ));
        }
        Ok(Self(number.to_owned()))
    }
}

/// The number without a word such as `tlf.` before it, and with plain spaces and hyphens.
fn unlabelled(text: &str) -> String {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '–' | '‑' | '‐' => '-',
            other => other,
        })
        .collect();
    let lower = plain.to_lowercase();
    LABELS
        .iter()
        .find_map(|label| lower.strip_prefix(label))
        .map_or(plain, |rest| {
            rest.trim_start_matches([':', '.', ' ']).to_owned()
        })
}

fn is_short(number: &str) -> bool {
    (3..=6).contains(&number.len())
        && number.starts_with('1')
        && number.bytes().all(|b| b.is_ascii_digit())
}

fn explain(error: ParseError) -> (&'static str, &'static str) {
    match error {
        ParseError::Empty => (
            "it has no digits",
            "write a number such as `+45 32 10 00 00`",
        ),
        ParseError::InvalidCharacter => (
            "it holds something that is no part of a number",
            "write one number and nothing else",
        ),
        ParseError::UnknownCountryCode => {
            ("no country has this code", "check what follows the `+`")
        }
        _ => (
            "it does not have the digits its country's numbers have",
            "a Danish number has eight digits; write others with `+` and the country's code",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_a_number_is_stored_alike() {
        let ways = [
            "32100000",
            "32 10 00 00",
            "3210 0000",
            "32.10.00.00",
            "+45 32 10 00 00",
            "+4532100000",
            "0045 32 10 00 00",
            "(+45) 3210-0000",
            "45 32 10 00 00",
            "tlf. 32 10 00 00",
            "Telefon: 32 10 00 00",
            "32\u{a0}10\u{a0}00\u{a0}00",
        ];
        for way in ways {
            let number: Telephone = way.parse().unwrap();
            assert_eq!(
                (number.as_str(), number.shown().as_str()),
                ("+4532100000", "32 10 00 00"),
                "{way}"
            );
        }
    }

    #[test]
    fn a_danish_number_that_begins_with_45_is_not_taken_for_the_country() {
        let number: Telephone = "45 00 00 12".parse().unwrap();
        assert_eq!(number.as_str(), "+4545000012");
    }

    #[test]
    fn short_numbers_have_no_country() {
        for short in ["112", "114", "1813", "116111"] {
            let number: Telephone = short.parse().unwrap();
            assert_eq!((number.as_str(), number.shown().as_str()), (short, short));
        }
    }

    #[test]
    fn foreign_numbers_keep_their_country() {
        let number: Telephone = "+46 8 123 456 78".parse().unwrap();
        assert_eq!(number.as_str(), "+46812345678");
        assert!(number.shown().starts_with("+46 "), "{number}");
        assert_eq!(number.shown().parse::<Telephone>().unwrap(), number);
    }

    #[test]
    fn what_is_no_number_is_refused_with_a_reason() {
        let cases = [
            ("", "no digits"),
            ("32 10 00 0", "digits its country's"),
            ("32 10 00 00 0", "digits its country's"),
            ("12 34 56 78", "begins with 0 or 1"),
            ("32 10 00 00 / 32 10 00 01", "digits its country's"),
            ("ring 32 10 00 00", "no part of a number"),
            ("+999 32 10 00 00", "no country"),
            ("911", "digits its country's"),
        ];
        for (text, reason) in cases {
            let error = text.parse::<Telephone>().unwrap_err();
            assert!(error.to_string().contains(reason), "{text}: {error}");
        }
    }
}
