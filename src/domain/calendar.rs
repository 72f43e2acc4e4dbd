//! Denmark's public holidays, and counting in working days.
//!
//! A working day is any day that is neither a Saturday, a Sunday, a public holiday nor, where the
//! question asked says so, one of the municipality's own closed days. 5 June, 24 and 31 December
//! and 1 May are no public holidays; a municipality that closes on them lists them as its own.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::language::Language;

/// The last year in which Great Prayer Day was a public holiday; it was abolished from 2024.
const LAST_GREAT_PRAYER_DAY: i16 = 2023;

/// A public holiday of Denmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The Thursday before Easter.
    MaundyThursday,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday.
    EasterSunday,
    /// The Monday after Easter.
    EasterMonday,
    /// The fourth Friday after Easter, to 2023.
    GreatPrayerDay,
    /// The sixth Thursday after Easter, its fortieth day.
    Ascension,
    /// The seventh Sunday after Easter.
    WhitSunday,
    /// The Monday after Whit Sunday.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    SecondChristmasDay,
}

impl Holiday {
    /// Every public holiday, in the order of the year.
    pub const ALL: [Self; 11] = [
        Self::NewYear,
        Self::MaundyThursday,
        Self::GoodFriday,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::GreatPrayerDay,
        Self::Ascension,
        Self::WhitSunday,
        Self::WhitMonday,
        Self::ChristmasDay,
        Self::SecondChristmasDay,
    ];

    /// The name as it stands in the middle of a sentence.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let (danish, english) = match self {
            Self::NewYear => ("nytårsdag", "New Year's Day"),
            Self::MaundyThursday => ("skærtorsdag", "Maundy Thursday"),
            Self::GoodFriday => ("langfredag", "Good Friday"),
            Self::EasterSunday => ("påskedag", "Easter Sunday"),
            Self::EasterMonday => ("2. påskedag", "Easter Monday"),
            Self::GreatPrayerDay => ("store bededag", "Great Prayer Day"),
            Self::Ascension => ("Kristi himmelfartsdag", "Ascension Day"),
            Self::WhitSunday => ("pinsedag", "Whit Sunday"),
            Self::WhitMonday => ("2. pinsedag", "Whit Monday"),
            Self::ChristmasDay => ("juledag", "Christmas Day"),
            Self::SecondChristmasDay => ("2. juledag", "the second day of Christmas"),
        };
        language.pick(danish, english)
    }

    /// The date in a year; none before 1583, and for Great Prayer Day none from 2024.
    #[must_use]
    pub fn date(self, year: i16) -> Option<Date> {
        let after_easter = match self {
            Self::NewYear => return Date::new(year, 1, 1).ok(),
            Self::ChristmasDay => return Date::new(year, 12, 25).ok(),
            Self::SecondChristmasDay => return Date::new(year, 12, 26).ok(),
            Self::GreatPrayerDay if year > LAST_GREAT_PRAYER_DAY => return None,
            Self::MaundyThursday => -3,
            Self::GoodFriday => -2,
            Self::EasterSunday => 0,
            Self::EasterMonday => 1,
            Self::GreatPrayerDay => 26,
            Self::Ascension => 39,
            Self::WhitSunday => 49,
            Self::WhitMonday => 50,
        };
        easter(year)?.checked_add(after_easter.days()).ok()
    }

    /// The public holiday on a date; no two of them ever fall together.
    #[must_use]
    pub fn on(date: Date) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|holiday| holiday.date(date.year()) == Some(date))
    }
}

/// The public holidays of a year in order, with their dates.
#[must_use]
pub fn public_holidays(year: i16) -> Vec<(Date, Holiday)> {
    Holiday::ALL
        .into_iter()
        .filter_map(|holiday| Some((holiday.date(year)?, holiday)))
        .collect()
}

/// Easter Sunday of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let easter = computus::gregorian(i32::from(year)).ok()?;
    Date::new(
        year,
        i8::try_from(easter.month).ok()?,
        i8::try_from(easter.day).ok()?,
    )
    .ok()
}

/// What kind of day a date is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayStatus {
    /// Work is done.
    Working,
    /// A Saturday or Sunday that is no public holiday.
    Weekend,
    /// A public holiday, on whatever weekday.
    Holiday(Holiday),
    /// A day on which the municipality itself is closed, with its reason.
    Closed(String),
}

/// Public holidays together with the municipality's own closed days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    closed_days: BTreeMap<Date, String>,
}

impl Calendar {
    /// A calendar with the municipality's own closed days and the reason for each.
    pub fn new(closed_days: impl IntoIterator<Item = (Date, String)>) -> Self {
        Self {
            closed_days: closed_days.into_iter().collect(),
        }
    }

    /// The working days of the calendar, with or without its closed days counted as such.
    #[must_use]
    pub const fn working_days(&self, observes_closed_days: bool) -> WorkingDays<'_> {
        WorkingDays {
            calendar: self,
            observes_closed_days,
        }
    }
}

/// Counting in working days.
///
/// Near the last date of the calendar, 31 December 9999, counts stop there.
#[derive(Clone, Copy, Debug)]
pub struct WorkingDays<'a> {
    calendar: &'a Calendar,
    observes_closed_days: bool,
}

impl WorkingDays<'_> {
    /// What kind of day it is; a public holiday is one also at the weekend.
    #[must_use]
    pub fn status(&self, date: Date) -> DayStatus {
        if let Some(holiday) = Holiday::on(date) {
            return DayStatus::Holiday(holiday);
        }
        if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return DayStatus::Weekend;
        }
        match self.calendar.closed_days.get(&date) {
            Some(reason) if self.observes_closed_days => DayStatus::Closed(reason.clone()),
            _ => DayStatus::Working,
        }
    }

    /// Whether work is done on the date.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        self.status(date) == DayStatus::Working
    }

    /// The first working day on or after the date.
    #[must_use]
    pub fn next_working_day(&self, date: Date) -> Date {
        date.series(1.day())
            .find(|day| self.is_working_day(*day))
            .unwrap_or(Date::MAX)
    }

    /// The last working day on or before the date.
    #[must_use]
    pub fn previous_working_day(&self, date: Date) -> Date {
        date.series(-1.day())
            .find(|day| self.is_working_day(*day))
            .unwrap_or(Date::MIN)
    }

    /// The so-manieth working day after the date (before it, for a negative count); the date
    /// itself for none.
    #[must_use]
    pub fn add_working_days(&self, date: Date, count: i32) -> Date {
        if count == 0 {
            return date;
        }
        let (step, last) = if count > 0 {
            (1.day(), Date::MAX)
        } else {
            (-1.day(), Date::MIN)
        };
        let skipped = usize::try_from(count.unsigned_abs() - 1).unwrap_or(usize::MAX);
        let mut days = date
            .series(step)
            .skip(1)
            .filter(|day| self.is_working_day(*day));
        days.nth(skipped).unwrap_or(last)
    }

    /// How many working days come after `from` up to and with `to`; negative for a `to` before
    /// `from`, and then the working days from `to` up to but without `from`.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        let (first, last, sign) = if from <= to {
            (from, to, 1)
        } else {
            (to, from, -1)
        };
        let days = first.series(1.day()).take_while(|day| *day <= last);
        let counted = days.filter(|day| {
            let edge = if sign > 0 { first } else { last };
            *day != edge && self.is_working_day(*day)
        });
        sign * i32::try_from(counted.count()).unwrap_or(i32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use opening_hours::localization::Country;
    use proptest::prelude::*;

    use super::*;

    /// Per year: Maundy Thursday, Good Friday, Easter Sunday, Easter Monday, Great Prayer Day (or
    /// nothing), Ascension, Whit Sunday, Whit Monday, as month and day.
    const MOVABLE: [(i16, [&str; 8]); 15] = [
        (
            2016,
            [
                "03-24", "03-25", "03-27", "03-28", "04-22", "05-05", "05-15", "05-16",
            ],
        ),
        (
            2017,
            [
                "04-13", "04-14", "04-16", "04-17", "05-12", "05-25", "06-04", "06-05",
            ],
        ),
        (
            2018,
            [
                "03-29", "03-30", "04-01", "04-02", "04-27", "05-10", "05-20", "05-21",
            ],
        ),
        (
            2019,
            [
                "04-18", "04-19", "04-21", "04-22", "05-17", "05-30", "06-09", "06-10",
            ],
        ),
        (
            2020,
            [
                "04-09", "04-10", "04-12", "04-13", "05-08", "05-21", "05-31", "06-01",
            ],
        ),
        (
            2021,
            [
                "04-01", "04-02", "04-04", "04-05", "04-30", "05-13", "05-23", "05-24",
            ],
        ),
        (
            2022,
            [
                "04-14", "04-15", "04-17", "04-18", "05-13", "05-26", "06-05", "06-06",
            ],
        ),
        (
            2023,
            [
                "04-06", "04-07", "04-09", "04-10", "05-05", "05-18", "05-28", "05-29",
            ],
        ),
        (
            2024,
            [
                "03-28", "03-29", "03-31", "04-01", "", "05-09", "05-19", "05-20",
            ],
        ),
        (
            2025,
            [
                "04-17", "04-18", "04-20", "04-21", "", "05-29", "06-08", "06-09",
            ],
        ),
        (
            2026,
            [
                "04-02", "04-03", "04-05", "04-06", "", "05-14", "05-24", "05-25",
            ],
        ),
        (
            2027,
            [
                "03-25", "03-26", "03-28", "03-29", "", "05-06", "05-16", "05-17",
            ],
        ),
        (
            2028,
            [
                "04-13", "04-14", "04-16", "04-17", "", "05-25", "06-04", "06-05",
            ],
        ),
        (
            2029,
            [
                "03-29", "03-30", "04-01", "04-02", "", "05-10", "05-20", "05-21",
            ],
        ),
        (
            2030,
            [
                "04-18", "04-19", "04-21", "04-22", "", "05-30", "06-09", "06-10",
            ],
        ),
    ];

    #[test]
    fn holidays_are_those_published() {
        for (year, days) in MOVABLE {
            let mut expected = vec![
                format!("{year}-01-01"),
                format!("{year}-12-25"),
                format!("{year}-12-26"),
            ];
            expected.extend(
                days.iter()
                    .filter(|day| !day.is_empty())
                    .map(|day| format!("{year}-{day}")),
            );
            expected.sort();
            let found: Vec<String> = public_holidays(year)
                .iter()
                .map(|(date, _)| date.to_string())
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn holidays_are_those_that_hours_are_evaluated_with() {
        let holidays = Country::DK.holidays();
        for year in 2000..=2076 {
            let ours: Vec<String> = public_holidays(year)
                .iter()
                .map(|(date, _)| date.to_string())
                .collect();
            let listed = holidays.get_public().iter().map(|date| date.to_string());
            let theirs: Vec<String> = listed
                .filter(|date| date.starts_with(&year.to_string()))
                .collect();
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn days_that_are_no_holidays() {
        for day in [
            date(2018, 6, 5),
            date(2018, 12, 24),
            date(2018, 12, 31),
            date(2018, 5, 1),
            date(2024, 4, 26),
        ] {
            assert_eq!(Holiday::on(day), None, "{day}");
        }
    }

    #[test]
    fn names_in_both_languages() {
        let day = Holiday::on(date(2023, 5, 5)).unwrap();
        assert_eq!(
            (day.name(Language::Danish), day.name(Language::English)),
            ("store bededag", "Great Prayer Day")
        );
    }

    #[test]
    fn counting_over_easter_and_christmas() {
        let calendar = Calendar::default();
        let days = calendar.working_days(true);
        let cases = [
            (date(2018, 3, 28), 1, date(2018, 4, 3)),
            (date(2018, 3, 23), 10, date(2018, 4, 11)),
            (date(2023, 12, 22), 1, date(2023, 12, 27)),
            (date(2023, 12, 29), 1, date(2024, 1, 2)),
            (date(2018, 4, 3), -1, date(2018, 3, 28)),
            (date(2018, 4, 1), -2, date(2018, 3, 27)),
            (date(2018, 4, 1), 0, date(2018, 4, 1)),
        ];
        for (from, count, expected) in cases {
            assert_eq!(
                days.add_working_days(from, count),
                expected,
                "{count} after {from}"
            );
        }
        assert_eq!(
            days.working_days_between(date(2018, 3, 28), date(2018, 4, 4)),
            2
        );
        assert_eq!(
            days.working_days_between(date(2018, 4, 4), date(2018, 3, 28)),
            -2
        );
        assert_eq!(
            days.working_days_between(date(2018, 4, 1), date(2018, 4, 1)),
            0
        );
        assert_eq!(days.next_working_day(date(2018, 3, 29)), date(2018, 4, 3));
        assert_eq!(
            days.previous_working_day(date(2018, 4, 2)),
            date(2018, 3, 28)
        );
    }

    #[test]
    fn observes_closed_days_where_asked() {
        let calendar =
            Calendar::new([(date(2023, 12, 27), "lukket mellem jul og nytår".to_owned())]);
        assert_eq!(
            calendar.working_days(false).status(date(2023, 12, 27)),
            DayStatus::Working
        );
        let counting = calendar.working_days(true);
        assert_eq!(
            counting.status(date(2023, 12, 27)),
            DayStatus::Closed("lukket mellem jul og nytår".to_owned())
        );
        assert_eq!(
            counting.next_working_day(date(2023, 12, 23)),
            date(2023, 12, 28)
        );
    }

    #[test]
    fn the_end_of_the_calendar_ends_a_count() {
        let calendar = Calendar::default();
        let days = calendar.working_days(true);
        assert_eq!(days.add_working_days(date(9999, 12, 30), 5), Date::MAX);
        assert_eq!(days.add_working_days(Date::MIN, -5), Date::MIN);
    }

    proptest! {
        #[test]
        fn adding_and_counting_agree(offset in 0i32..9000, count in -60i32..60) {
            let calendar = Calendar::new([(date(2018, 6, 5), "grundlovsdag".to_owned())]);
            let days = calendar.working_days(true);
            let from = days.next_working_day(date(2010, 1, 1).saturating_add(offset.days()));
            let to = days.add_working_days(from, count);
            prop_assert!(days.is_working_day(to));
            prop_assert_eq!(days.working_days_between(from, to), count);
        }
    }
}
