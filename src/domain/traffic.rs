//! Citizens' contacts of a count week laid beside hours.
//!
//! Counts are by weekday and clock hour. Within an hour the contacts are taken to be spread
//! evenly, so that of an hour that is open for a quarter of its time a quarter was open.

use jiff::civil::Weekday;

use super::hours::{WEEKDAYS, Week};
use super::{ChannelKind, Code, Record, Value};

/// The contacts of one department or unit in one way, weekday and hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traffic {
    /// Code of the department or unit.
    pub department: Code,
    /// The way they came.
    pub kind: ChannelKind,
    /// 1 is Monday, 7 is Sunday.
    pub weekday: u8,
    /// 9 stands for 9:00 to 9:59.
    pub hour: u8,
    /// How many there were.
    pub contacts: u32,
}

impl Record for Traffic {
    const TABLE: &'static str = "traffic";
    const COLUMNS: &'static [&'static str] = &["department", "kind", "weekday", "hour", "contacts"];
    const KEY: usize = 4;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.department).into(),
            Value::word(self.kind),
            u32::from(self.weekday).into(),
            u32::from(self.hour).into(),
            self.contacts.into(),
        ]
    }
}

/// Contacts by weekday, Monday first, and clock hour, 0 to 23.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    counts: [[u32; 24]; 7],
}

/// An hour that no clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an hour of the day")]
pub struct UnknownHour(pub u8);

impl UnknownHour {
    /// Says what to write instead.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        "hours are 0 to 23; 9 stands for 9:00 to 9:59"
    }
}

/// How demand and hours fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// All contacts of the week.
    pub total: u64,
    /// Contacts times the minutes of their hour that were closed.
    closed_minutes: u64,
    /// The hours that would have caught contacts, the one with most first; of equal ones the
    /// earlier in the week.
    pub added: Vec<AddedHour>,
}

/// An hour that is not open, or not all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddedHour {
    /// The day it would be added on.
    pub day: Weekday,
    /// When it begins, 0 to 23.
    pub hour: u8,
    /// Contacts times the minutes of the hour that were closed.
    closed_minutes: u64,
}

impl Demand {
    /// Counts contacts; more of the same hour are added up.
    ///
    /// # Errors
    /// Refuses an hour above 23.
    pub fn add(&mut self, day: Weekday, hour: u8, count: u32) -> Result<(), UnknownHour> {
        let row = usize::from(day.to_monday_zero_offset().unsigned_abs());
        let cell = self.counts[row]
            .get_mut(usize::from(hour))
            .ok_or(UnknownHour(hour))?;
        *cell = cell.saturating_add(count);
        Ok(())
    }

    /// The counts, Monday first, each day from midnight on.
    #[must_use]
    pub const fn counts(&self) -> &[[u32; 24]; 7] {
        &self.counts
    }

    /// All contacts of the week.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts
            .iter()
            .flatten()
            .map(|count| u64::from(*count))
            .sum()
    }

    /// Lays the contacts beside the hours in which they could have been answered.
    #[must_use]
    pub fn beside(&self, hours: &Week) -> Coverage {
        let mut added = Vec::new();
        let open = hours.clock_hours();
        for ((day, counts), open) in WEEKDAYS.into_iter().zip(&self.counts).zip(open) {
            for (hour, (count, open)) in (0u8..).zip(counts.iter().zip(open)) {
                let closed_minutes = u64::from(*count) * u64::from(60 - open.min(60));
                if closed_minutes > 0 {
                    added.push(AddedHour {
                        day,
                        hour,
                        closed_minutes,
                    });
                }
            }
        }
        let closed_minutes = added.iter().map(|hour| hour.closed_minutes).sum();
        // The sort is stable: equal hours stay in the order of the week.
        added.sort_by_key(|hour| std::cmp::Reverse(hour.closed_minutes));
        Coverage {
            total: self.total(),
            closed_minutes,
            added,
        }
    }
}

impl Coverage {
    /// The contacts that came while it was closed, rounded to whole ones.
    #[must_use]
    pub const fn while_closed(&self) -> u64 {
        rounded(self.closed_minutes)
    }

    /// Their share of all contacts in tenths of a percent, 0 to 1000; none without any contacts.
    #[must_use]
    pub const fn closed_per_mille(&self) -> Option<u64> {
        match self.total {
            0 => None,
            total => Some((self.closed_minutes * 1000 + total * 30) / (total * 60)),
        }
    }
}

impl AddedHour {
    /// The contacts it would have caught, rounded to whole ones.
    #[must_use]
    pub const fn caught(&self) -> u64 {
        rounded(self.closed_minutes)
    }
}

const fn rounded(minutes: u64) -> u64 {
    (minutes + 30) / 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hours::Hours;

    fn week(notation: &str) -> Week {
        Hours::from_notation(notation)
            .unwrap()
            .week(jiff::civil::date(2018, 4, 16))
    }

    fn demand(counts: &[(Weekday, u8, u32)]) -> Demand {
        let mut demand = Demand::default();
        for (day, hour, count) in counts {
            demand.add(*day, *hour, *count).unwrap();
        }
        demand
    }

    #[test]
    fn calls_are_laid_beside_hours() {
        let calls = demand(&[
            (Weekday::Monday, 9, 10),
            (Weekday::Monday, 10, 60),
            (Weekday::Thursday, 16, 20),
            (Weekday::Saturday, 11, 10),
        ]);
        let coverage = calls.beside(&week("Mo-Fr 10:00-15:00; Th 10:00-16:15"));
        assert_eq!(coverage.total, 100);
        // Monday 9 and Saturday 11 all, three quarters of Thursday 16.
        assert_eq!(coverage.while_closed(), 35);
        assert_eq!(coverage.closed_per_mille(), Some(350));
        let hours: Vec<_> = coverage
            .added
            .iter()
            .map(|hour| (hour.day, hour.hour, hour.caught()))
            .collect();
        assert_eq!(
            hours,
            [
                (Weekday::Thursday, 16, 15),
                (Weekday::Monday, 9, 10),
                (Weekday::Saturday, 11, 10)
            ]
        );
    }

    #[test]
    fn hours_round_the_clock_miss_nothing_and_no_hours_everything() {
        let calls = demand(&[(Weekday::Sunday, 23, 7)]);
        let always = calls.beside(&week("24/7"));
        assert_eq!(
            (
                always.while_closed(),
                always.closed_per_mille(),
                always.added.len()
            ),
            (0, Some(0), 0)
        );
        let never = calls.beside(&week("closed"));
        assert_eq!(
            (
                never.while_closed(),
                never.closed_per_mille(),
                never.added.len()
            ),
            (7, Some(1000), 1)
        );
        assert_eq!(
            Demand::default().beside(&week("24/7")).closed_per_mille(),
            None
        );
    }

    #[test]
    fn an_hour_beyond_the_day_is_refused() {
        let mut calls = Demand::default();
        assert_eq!(calls.add(Weekday::Monday, 24, 1), Err(UnknownHour(24)));
        calls.add(Weekday::Monday, 8, 1).unwrap();
        calls.add(Weekday::Monday, 8, 2).unwrap();
        assert_eq!((calls.counts()[0][8], calls.total()), (3, 3));
    }
}
