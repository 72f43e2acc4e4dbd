//! Figures: the numbers that answers state.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Code, QuestionNumber, Record, Reference, Value};
use crate::error::Error;

/// The day, month or year that a figure holds for: `2018-04-16`, `2018-04`, `2014`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AsOf(String);

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for AsOf {
    type Err = Error;
    fn from_str(given: &str) -> Result<Self, Error> {
        let text = given.trim();
        let day = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        let digits = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        match (
            digits && matches!(text.len(), 4 | 7 | 10),
            day.parse::<Date>(),
        ) {
            (true, Ok(_)) => Ok(Self(text.to_owned())),
            _ => super::date::parse("date", text)
                .map(|day| Self(day.to_string()))
                .map_err(|_| {
                    Error::invalid("date", given, "it is no day, month or year")
                        .with_hint("write `2018-04-16`, `2018-04` or `2018`")
                }),
        }
    }
}

/// A number that an answer states.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The inquiry.
    pub inquiry: Reference,
    /// The question whose answer states it.
    pub question: QuestionNumber,
    /// The department that answers.
    pub department: Code,
    /// The number of the department's letter.
    pub letter: u32,
    /// Code of the unit that the answer speaks for.
    pub answer_unit: Option<Code>,
    /// What is counted or measured.
    pub name: String,
    /// The day, month or year it holds for.
    pub as_of: Option<AsOf>,
    /// The number.
    pub value: f64,
    /// What the number counts.
    pub unit: Option<String>,
    /// Whether the answer says *about*.
    pub approximate: bool,
}

impl Record for Figure {
    const TABLE: &'static str = "figure";
    const COLUMNS: &'static [&'static str] = &[
        "inquiry",
        "question",
        "department",
        "letter",
        "answer_unit",
        "name",
        "as_of",
        "value",
        "unit",
        "approximate",
    ];
    const KEY: usize = 7;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.question).into(),
            (&self.department).into(),
            self.letter.into(),
            self.answer_unit.as_ref().into(),
            (&self.name).into(),
            self.as_of.as_ref().map(ToString::to_string).into(),
            self.value.into(),
            self.unit.as_ref().into(),
            self.approximate.into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_of_is_a_day_a_month_or_a_year() {
        for good in ["2014", "2018-04", "2018-04-16"] {
            assert_eq!(good.parse::<AsOf>().unwrap().to_string(), good);
        }
        for bad in ["", "14", "2018-13", "2018-02-30", "april 2018", "20180416"] {
            assert!(bad.parse::<AsOf>().is_err(), "{bad}");
        }
    }
}
