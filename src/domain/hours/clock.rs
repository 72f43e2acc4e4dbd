//! Hours at a date and a time: open or closed, until when, and how long that really is.
//!
//! Dates and times are the municipality's civil ones. Where a time zone makes a difference (a
//! night in which the clocks are changed) it is passed in.

use jiff::SignedDuration;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::evaluate::Days;
use super::span::DAY;
use super::{Holidays, Hours, Span, Week};
use crate::domain::calendar::Holiday;

/// How far ahead a change is looked for: two years, so that yearly seasons are seen.
const HORIZON_DAYS: u16 = 2 * 366;

/// Whether a channel is open at some moment, and when that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Open now.
    Open {
        /// When it closes; none where it does not within two years.
        until: Option<DateTime>,
    },
    /// Closed now.
    Closed {
        /// When it opens next; none where it does not within two years.
        opens: Option<DateTime>,
    },
}

impl Hours {
    /// The open spans of a date, in order, public holidays counted in.
    #[must_use]
    pub fn on(&self, date: Date) -> Vec<Span> {
        let holiday = self.holidays == Holidays::Closed && Holiday::on(date).is_some();
        if holiday {
            Vec::new()
        } else {
            self.evaluator.on(date, Days::Dated)
        }
    }

    /// The week that holds `date` as if it had no public holidays.
    ///
    /// Only hours that differ by season depend on the date at all.
    #[must_use]
    pub fn week(&self, date: Date) -> Week {
        let back = i64::from(date.weekday().to_monday_zero_offset());
        Week::beginning(&self.evaluator, date.saturating_sub(back.days()))
    }

    /// Whether it is open at a minute; a span's last minute is the one before its end.
    #[must_use]
    pub fn is_open(&self, at: DateTime) -> bool {
        let minute = minute_of(at.time());
        self.on(at.date())
            .iter()
            .any(|span| span.from <= minute && minute < span.to)
    }

    /// Open or closed, with the next change.
    #[must_use]
    pub fn state(&self, at: DateTime) -> State {
        if self.is_open(at) {
            State::Open {
                until: self.open_until(at),
            }
        } else {
            State::Closed {
                opens: self.next_open(at),
            }
        }
    }

    /// When it closes. None where it is closed at `at` already, and where it stays open for the
    /// next two years; [`Hours::state`] tells these apart.
    #[must_use]
    pub fn open_until(&self, at: DateTime) -> Option<DateTime> {
        let mut minute = minute_of(at.time());
        for date in days_from(at.date()) {
            let span = self
                .on(date)
                .into_iter()
                .find(|span| span.from <= minute && minute < span.to);
            match span {
                Some(span) if span.to == DAY => minute = 0,
                Some(span) => return moment(date, span.to),
                None if date == at.date() => return None,
                None => return moment(date, 0),
            }
        }
        None
    }

    /// When it opens next, at `at` or later. None where it is open at `at` already, and where it
    /// does not open within two years; [`Hours::state`] tells these apart.
    #[must_use]
    pub fn next_open(&self, at: DateTime) -> Option<DateTime> {
        if self.is_open(at) {
            return None;
        }
        let minute = minute_of(at.time());
        days_from(at.date()).find_map(|date| {
            let after = if date == at.date() { minute } else { 0 };
            let span = self.on(date).into_iter().find(|span| span.from >= after)?;
            moment(date, span.from)
        })
    }

    /// The time it is really open from midnight before `first` to midnight after `last`: an hour
    /// less where the clocks go forward in open hours, an hour more where they go back.
    ///
    /// # Errors
    /// Fails for dates at the very ends of the calendar.
    pub fn open_time(
        &self,
        first: Date,
        last: Date,
        zone: &TimeZone,
    ) -> Result<SignedDuration, jiff::Error> {
        let mut total = SignedDuration::ZERO;
        for date in first.series(1.day()).take_while(|date| *date <= last) {
            for span in self.on(date) {
                let (Some(from), Some(to)) = (moment(date, span.from), moment(date, span.to))
                else {
                    continue;
                };
                total += real_time(from, to, zone)?;
            }
        }
        Ok(total)
    }
}

/// The time that really passes between two civil times of a zone.
///
/// A time that occurs twice is taken the first time, one that does not occur as the moment the
/// clocks had moved past it.
///
/// # Errors
/// Fails for dates at the very ends of the calendar.
pub fn real_time(
    from: DateTime,
    to: DateTime,
    zone: &TimeZone,
) -> Result<SignedDuration, jiff::Error> {
    let instant = |civil| zone.to_ambiguous_zoned_datetime(civil).compatible();
    Ok(instant(to)?.duration_since(&instant(from)?))
}

/// The zone of every Danish municipality, from the copy built into the program.
///
/// # Errors
/// Fails only where the program was built without its copy of the time zone database.
pub fn copenhagen() -> Result<TimeZone, jiff::Error> {
    TimeZone::get("Europe/Copenhagen")
}

fn days_from(date: Date) -> impl Iterator<Item = Date> {
    date.series(1.day()).take(usize::from(HORIZON_DAYS))
}

fn minute_of(time: Time) -> u16 {
    u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
}

/// The civil time so many minutes into a date; 1440 is midnight after it.
fn moment(date: Date, minute: u16) -> Option<DateTime> {
    date.to_datetime(Time::midnight())
        .checked_add(i64::from(minute).minutes())
        .ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    use super::*;

    fn hours(notation: &str) -> Hours {
        Hours::from_notation(notation).unwrap()
    }

    /// A time in April 2018; the 16th is a Monday.
    fn april(day: i8, hour: i8, minute: i8) -> DateTime {
        datetime(2018, 4, day, hour, minute, 0, 0)
    }

    #[test]
    fn open_until_and_opens_next() {
        let open = |until| State::Open { until: Some(until) };
        let closed = |opens| State::Closed { opens: Some(opens) };
        let office = "Mo-We,Fr 10:00-15:00; Th 10:00-17:30";
        let cases = [
            (office, april(19, 9, 59), closed(april(19, 10, 0))),
            (office, april(19, 10, 0), open(april(19, 17, 30))),
            (office, april(19, 17, 29), open(april(19, 17, 30))),
            (office, april(19, 17, 30), closed(april(20, 10, 0))),
            (office, april(20, 15, 0), closed(april(23, 10, 0))),
            ("Fr 21:00-03:00", april(20, 23, 0), open(april(21, 3, 0))),
            ("Fr 21:00-03:00", april(21, 2, 59), open(april(21, 3, 0))),
            ("Mo-We 00:00-24:00", april(16, 8, 0), open(april(19, 0, 0))),
            ("24/7", april(16, 8, 0), State::Open { until: None }),
            ("closed", april(16, 8, 0), State::Closed { opens: None }),
            (
                "2019 Mo-Fr 10:00-15:00",
                april(16, 8, 0),
                closed(datetime(2019, 1, 2, 10, 0, 0, 0)),
            ),
        ];
        for (notation, at, expected) in cases {
            assert_eq!(hours(notation).state(at), expected, "{notation} at {at}");
        }
    }

    #[test]
    fn asking_for_the_other_state_gives_nothing() {
        let office = hours("Mo-Fr 10:00-15:00");
        assert_eq!(office.open_until(april(16, 9, 0)), None);
        assert_eq!(office.next_open(april(16, 10, 0)), None);
    }

    #[test]
    fn public_holidays_close_an_office_and_nothing_else() {
        let cases = [
            // Maundy Thursday to Easter Monday 2018.
            (
                "Mo-Fr 10:00-15:00",
                datetime(2018, 3, 28, 15, 0, 0, 0),
                datetime(2018, 4, 3, 10, 0, 0, 0),
            ),
            (
                "24/7; PH off",
                datetime(2018, 3, 29, 0, 0, 0, 0),
                datetime(2018, 3, 31, 0, 0, 0, 0),
            ),
            (
                "Mo-Fr 10:00-15:00; PH 12:00-13:00",
                datetime(2018, 3, 28, 15, 0, 0, 0),
                datetime(2018, 3, 29, 12, 0, 0, 0),
            ),
            (
                "Mo-Fr 10:00-15:00; Su 10:00-12:00",
                datetime(2018, 3, 28, 15, 0, 0, 0),
                datetime(2018, 3, 29, 10, 0, 0, 0),
            ),
            // Great Prayer Day was a holiday in 2023 and a Friday like others in 2024.
            (
                "Mo-Fr 10:00-15:00",
                datetime(2023, 5, 4, 15, 0, 0, 0),
                datetime(2023, 5, 8, 10, 0, 0, 0),
            ),
            (
                "Mo-Fr 10:00-15:00",
                datetime(2024, 4, 25, 15, 0, 0, 0),
                datetime(2024, 4, 26, 10, 0, 0, 0),
            ),
        ];
        for (notation, from, opens) in cases {
            assert_eq!(
                hours(notation).next_open(from),
                Some(opens),
                "{notation} from {from}"
            );
        }
    }

    #[test]
    fn a_night_of_changed_clocks_is_shorter_or_longer() {
        let zone = copenhagen().unwrap();
        // The clocks went forward on 25 March 2018 and back on 28 October 2018, both at night.
        let cases = [
            ("24/7", date(2018, 3, 25), date(2018, 3, 25), 23),
            ("24/7", date(2018, 10, 28), date(2018, 10, 28), 25),
            ("Sa 22:00-06:00", date(2018, 3, 24), date(2018, 3, 25), 7),
            ("Sa 22:00-06:00", date(2018, 10, 27), date(2018, 10, 28), 9),
            ("Sa 22:00-06:00", date(2018, 4, 21), date(2018, 4, 22), 8),
            ("Su 10:00-12:00", date(2018, 3, 19), date(2018, 3, 25), 2),
        ];
        for (notation, first, last, expected) in cases {
            let open = hours(notation).open_time(first, last, &zone).unwrap();
            assert_eq!(
                open,
                SignedDuration::from_hours(expected),
                "{notation} from {first}"
            );
        }
    }

    #[test]
    fn seasons_make_weeks_differ() {
        let hours = hours("Mo-Fr 10:00-15:00; Jul Mo-Fr 10:00-12:00");
        assert!(hours.varies());
        assert_eq!(hours.week(date(2018, 4, 22)).minutes(), 25 * 60);
        assert_eq!(hours.week(date(2018, 7, 18)).minutes(), 10 * 60);
    }

    /// Notations of one to three rules.
    fn notation() -> impl Strategy<Value = String> {
        let days = prop::sample::select(vec![
            "Mo-Fr", "Th", "Sa,Su", "Fr-Mo", "PH", "Jul Mo", "Mo-Su",
        ]);
        let times = prop::sample::select(vec![
            "08:00-16:00",
            "10:00-12:00,13:00-15:15",
            "20:00-04:30",
            "00:00-24:00",
            "off",
        ]);
        let separator = prop::sample::select(vec!["; ", ", ", " || "]);
        prop::collection::vec((separator, days, times), 1..4).prop_map(|rules| {
            let told = rules
                .iter()
                .enumerate()
                .map(|(index, (separator, days, times))| {
                    let separator = if index == 0 { "" } else { separator };
                    format!("{separator}{days} {times}")
                });
            told.collect()
        })
    }

    proptest! {
        // A channel that never changes is looked at for two years.
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn changes_are_where_the_state_changes(notation in notation(), minutes in 0i64..700_000) {
            let hours = hours(&notation);
            let at = datetime(2023, 1, 1, 0, 0, 0, 0).saturating_add(minutes.minutes());
            let before = |at: DateTime| at.saturating_sub(1.minute());
            match hours.state(at) {
                State::Open { until: Some(until) } => {
                    prop_assert!(until > at && !hours.is_open(until) && hours.is_open(before(until)));
                }
                State::Closed { opens: Some(opens) } => {
                    prop_assert!(opens > at && hours.is_open(opens) && !hours.is_open(before(opens)));
                }
                State::Open { until: None } => prop_assert!(hours.is_open(at.saturating_add(400.days()))),
                State::Closed { opens: None } => prop_assert!(!hours.is_open(at.saturating_add(400.days()))),
            }
        }
    }
}
