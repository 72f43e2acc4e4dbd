//! Hours in the OpenStreetMap `opening_hours` notation, and what can be asked of them.
//!
//! A value of [`Hours`] has always been parsed and can always be evaluated: what the evaluator
//! could only guess at (the sun, school holidays, an open end) is refused when it is read.
//! [`Understood`] is what a person's words were taken to mean; words and notation are kept both.
//! Times are local times of the municipality; only [`Hours::open_time`] and [`real_time`] know
//! about summer time.

mod clock;
mod danish;
mod evaluate;
mod loss;
mod notation;
mod objection;
mod reach;
mod refusal;
mod span;
mod week;
mod words;

use std::fmt;
use std::str::FromStr;

use super::language::Language;
use evaluate::Evaluator;

pub use clock::{State, copenhagen, real_time};
pub use loss::{Loss, LossKind};
pub use reach::Reach;
pub use refusal::HoursError;
pub use span::{DAY, Span};
pub use week::{Gap, WEEKDAYS, Week};
pub use words::{duration_in_words, weekday_name};

/// Validated opening hours.
///
/// Public holidays are Denmark's. The notation decides what they mean where it mentions them
/// (`PH off`, `PH 10:00-14:00`). Where it does not, a channel that has hours on Monday to Friday
/// only is closed on a public holiday, as an office is; a channel that also has hours on Saturday
/// or Sunday, or has them all round the clock, keeps the hours of the weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    notation: String,
    evaluator: Evaluator,
    holidays: Holidays,
    varies: bool,
}

/// What a public holiday does to hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holidays {
    /// The notation says it (`PH …`).
    AsWritten,
    /// Not mentioned and Monday to Friday only: closed on public holidays.
    Closed,
    /// Not mentioned, and open at the weekend too: the same as on any such weekday.
    AsWeekday,
}

impl Hours {
    /// Reads the notation, and nothing else.
    ///
    /// # Errors
    /// Refuses what is not the notation, and what is but cannot be evaluated without guessing:
    /// times by the sun, school holidays, open ends, repeated departures.
    pub fn from_notation(text: &str) -> Result<Self, HoursError> {
        notation::read(text)
    }

    /// The notation, spelled as the specification spells it.
    #[must_use]
    pub fn notation(&self) -> &str {
        &self.notation
    }

    /// What a public holiday does to these hours.
    #[must_use]
    pub const fn holidays(&self) -> Holidays {
        self.holidays
    }

    /// Whether some dates have other hours than their weekday: seasons, weeks, the first Monday
    /// of a month. Public holidays do not count.
    #[must_use]
    pub const fn varies(&self) -> bool {
        self.varies
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.notation)
    }
}

impl FromStr for Hours {
    type Err = HoursError;

    /// Reads the notation or Danish words; see [`Understood`] for keeping the words.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Understood>()
            .map(|understood| understood.notation)
    }
}

/// What a text about hours was taken to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The hours.
    pub notation: Hours,
    /// The text itself, where it was Danish words and not the notation.
    pub words: Option<String>,
    /// What the words left out and the reader filled in.
    pub assumed: Vec<Assumption>,
}

/// Something a Danish text left unsaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// No day was named with the first hours: Monday to Friday is taken.
    Weekdays,
}

impl Assumption {
    /// What was filled in, one clause without a full stop.
    #[must_use]
    pub fn in_words(self, language: Language) -> &'static str {
        match self {
            Self::Weekdays => language.pick(
                "ingen dage er nævnt; læst som mandag til fredag",
                "no days are named; taken as Monday to Friday",
            ),
        }
    }
}

impl Understood {
    /// Reads Danish words, and nothing else: `kl. 10-15 på hverdage, torsdag til 17`.
    ///
    /// # Errors
    /// Refuses words it does not know, times without an end, and hours that are not hours
    /// (`efter aftale`), with the place marked.
    pub fn from_danish(text: &str) -> Result<Self, HoursError> {
        danish::read(text)
    }
}

impl FromStr for Understood {
    type Err = HoursError;

    /// Tries the notation first, then Danish; a text with a Danish word in it gets the Danish
    /// reader's refusal, any other the notation's.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match Hours::from_notation(text) {
            Ok(notation) => Ok(Self {
                notation,
                words: None,
                assumed: Vec::new(),
            }),
            Err(_) if danish::seems_danish(text) => Self::from_danish(text),
            Err(refused) => Err(refused),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_comes_without_words_and_danish_with_them() {
        let notation: Understood = "Mo-Fr 10:00-15:00".parse().unwrap();
        assert_eq!(notation.words, None);
        let danish: Understood = " kl. 10-15 på hverdage ".parse().unwrap();
        assert_eq!(danish.words.as_deref(), Some("kl. 10-15 på hverdage"));
        assert_eq!(danish.notation, notation.notation);
        assert_eq!("hverdage 10-15".parse::<Hours>(), Ok(notation.notation));
    }

    #[test]
    fn a_refusal_comes_from_the_reader_that_fits() {
        let danish = "hverdage 9-25".parse::<Hours>().unwrap_err();
        assert!(danish.example.contains("hverdage"));
        let notation = "Mo-Fr 9-15".parse::<Hours>().unwrap_err();
        assert!(notation.example.contains("Mo-We"));
    }

    #[test]
    fn what_a_holiday_does_follows_from_the_notation() {
        let cases = [
            ("Mo-Fr 10:00-15:00", Holidays::Closed),
            ("Mo-Fr 10:00-15:00; Jul off", Holidays::Closed),
            (
                "Mo-Fr 10:00-15:00; Jun-Aug Sa 10:00-12:00",
                Holidays::AsWeekday,
            ),
            ("Mo-Th 09:00-19:00; Su 15:00-18:00", Holidays::AsWeekday),
            ("24/7", Holidays::AsWeekday),
            ("Mo-Fr 10:00-15:00; PH off", Holidays::AsWritten),
            ("24/7; PH off", Holidays::AsWritten),
        ];
        for (notation, expected) in cases {
            assert_eq!(
                Hours::from_notation(notation).unwrap().holidays(),
                expected,
                "{notation}"
            );
        }
    }
}
