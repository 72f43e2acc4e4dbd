//! A plain week of hours: which minutes of which weekday are open, and what follows from it.
//!
//! The spans of a day are sorted, do not touch, and lie between 0 and 1440 minutes. Hours past
//! midnight belong to the day they fall on. The week is a circle: Monday follows Sunday.

use jiff::civil::Weekday;

use super::evaluate::{Days, Evaluator};
use super::span::{DAY, Span, is_all_day, joined, overlap};

/// The days, Monday first.
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The open spans of each weekday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week {
    pub(super) days: [Vec<Span>; 7],
}

/// A stretch of the week in which nobody can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The day it begins on.
    pub day: Weekday,
    /// When it begins, in minutes after midnight.
    pub from: u16,
    /// How long it lasts; 10,080 for a week without any hours.
    pub minutes: u16,
}

impl Week {
    /// A week from spans in any order; overlapping and touching ones are joined, empty ones and
    /// what lies beyond midnight dropped.
    #[must_use]
    pub fn new(days: [Vec<Span>; 7]) -> Self {
        Self {
            days: days.map(joined),
        }
    }

    /// Several ways to reach the same people: open when one of them is.
    pub fn union<'a>(weeks: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut days: [Vec<Span>; 7] = Default::default();
        for week in weeks {
            for (all, more) in days.iter_mut().zip(&week.days) {
                all.extend(more);
            }
        }
        Self::new(days)
    }

    /// The seven days from `monday` on.
    pub(super) fn beginning(evaluator: &Evaluator, monday: jiff::civil::Date) -> Self {
        let mut date = monday;
        let mut days: [Vec<Span>; 7] = Default::default();
        for day in &mut days {
            *day = evaluator.on(date, Days::Plain);
            date = date.tomorrow().unwrap_or(date);
        }
        Self { days }
    }

    /// The open spans of a weekday, in order.
    #[must_use]
    pub fn on(&self, day: Weekday) -> &[Span] {
        // The offset of a weekday lies between 0 and 6.
        &self.days[usize::from(day.to_monday_zero_offset().unsigned_abs())]
    }

    /// The seven days with their spans, Monday first.
    pub fn days(&self) -> impl Iterator<Item = (Weekday, &[Span])> {
        WEEKDAYS
            .into_iter()
            .zip(self.days.iter().map(Vec::as_slice))
    }

    /// Whether there are no hours at all.
    #[must_use]
    pub fn is_never(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// Whether the week is open all round the clock.
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.days.iter().all(|spans| is_all_day(spans))
    }

    /// Whether there are hours on Monday to Friday and none on Saturday and Sunday.
    #[must_use]
    pub fn is_weekdays_only(&self) -> bool {
        !self.is_never() && self.days[5..].iter().all(Vec::is_empty)
    }

    /// The open minutes of the week, 0 to 10,080.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        self.days.iter().flatten().map(|span| span.minutes()).sum()
    }

    /// The longest stretch of the circular week without hours; none where it is always open.
    /// Of equally long ones, the first to begin after Monday midnight.
    #[must_use]
    pub fn longest_gap(&self) -> Option<Gap> {
        let open = self.open_minutes();
        let Some((_, last)) = open.last() else {
            return Some(Gap {
                day: Weekday::Monday,
                from: 0,
                minutes: 7 * DAY,
            });
        };
        let mut closed_since = *last;
        let mut longest: Option<(u16, u16)> = None;
        for (index, (from, to)) in open.iter().enumerate() {
            let length = if index == 0 {
                from + (7 * DAY - closed_since)
            } else {
                from - closed_since
            };
            let begins = closed_since % (7 * DAY);
            let longer =
                longest.is_none_or(|(at, best)| length > best || (length == best && begins < at));
            if length > 0 && longer {
                longest = Some((begins, length));
            }
            closed_since = *to;
        }
        longest.map(|(at, minutes)| Gap {
            day: WEEKDAYS[usize::from(at / DAY)],
            from: at % DAY,
            minutes,
        })
    }

    /// Open stretches in minutes after Monday midnight, joined over midnights but not over
    /// Sunday's.
    fn open_minutes(&self) -> Vec<(u16, u16)> {
        let mut open: Vec<(u16, u16)> = Vec::new();
        for (midnight, spans) in (0..).step_by(usize::from(DAY)).zip(&self.days) {
            for span in spans {
                let (from, to) = (midnight + span.from, midnight + span.to);
                match open.last_mut() {
                    Some(last) if last.1 == from => last.1 = to,
                    _ => open.push((from, to)),
                }
            }
        }
        open
    }

    /// Seven days of 96 quarters: how many of the quarter's 15 minutes are open.
    #[must_use]
    pub fn quarters(&self) -> [[u8; 96]; 7] {
        self.cells(15)
    }

    /// Seven days of 24 hours: how many of the hour's 60 minutes are open.
    #[must_use]
    pub fn clock_hours(&self) -> [[u8; 24]; 7] {
        self.cells(60)
    }

    fn cells<const N: usize>(&self, width: u16) -> [[u8; N]; 7] {
        let mut cells = [[0; N]; 7];
        for (row, spans) in cells.iter_mut().zip(&self.days) {
            for (cell, from) in row.iter_mut().zip((0..).step_by(usize::from(width))) {
                let open = overlap(
                    spans,
                    &[Span {
                        from,
                        to: from + width,
                    }],
                );
                *cell = u8::try_from(open).unwrap_or(u8::MAX);
            }
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::hours::Hours;

    fn week(notation: &str) -> Week {
        Hours::from_notation(notation)
            .unwrap()
            .week(jiff::civil::date(2018, 4, 18))
    }

    fn gap(day: Weekday, hour: u16, minutes: u16) -> Gap {
        Gap {
            day,
            from: hour * 60,
            minutes,
        }
    }

    #[test]
    fn the_longest_gap_goes_round_the_week() {
        let cases = [
            ("Mo-Fr 08:00-16:00", Some(gap(Weekday::Friday, 16, 64 * 60))),
            (
                "Mo,We 10:00-12:00",
                Some(gap(Weekday::Wednesday, 12, 118 * 60)),
            ),
            ("Mo-Su 06:00-22:00", Some(gap(Weekday::Monday, 22, 8 * 60))),
            ("Mo-Su 00:00-12:00", Some(gap(Weekday::Monday, 12, 12 * 60))),
            ("Tu 00:00-24:00", Some(gap(Weekday::Wednesday, 0, 144 * 60))),
            ("Mo-Sa", Some(gap(Weekday::Sunday, 0, 24 * 60))),
            ("24/7", None),
            ("closed", Some(gap(Weekday::Monday, 0, 168 * 60))),
        ];
        for (notation, expected) in cases {
            assert_eq!(week(notation).longest_gap(), expected, "{notation}");
        }
    }

    #[test]
    fn cells_count_open_minutes() {
        let week = week("Th 10:00-11:40");
        let thursday = week.quarters()[3];
        assert_eq!(thursday[39..48], [0, 15, 15, 15, 15, 15, 15, 10, 0]);
        assert_eq!(week.clock_hours()[3][9..13], [0, 60, 40, 0]);
    }

    #[test]
    fn a_union_is_open_when_one_of_them_is() {
        let both = Week::union([
            &week("Mo-Fr 10:00-15:00"),
            &week("Th 14:00-17:00"),
            &week("Sa 10:00-12:00"),
        ]);
        assert_eq!(
            both,
            week("Mo-We,Fr 10:00-15:00; Th 10:00-17:00; Sa 10:00-12:00")
        );
        assert!(Week::union([]).is_never());
    }

    #[test]
    fn a_public_holiday_does_not_show_in_a_plain_week() {
        let hours = Hours::from_notation("Mo-Fr 10:00-15:00; PH off").unwrap();
        assert_eq!(hours.week(jiff::civil::date(2018, 4, 2)).minutes(), 25 * 60);
    }

    proptest! {
        #[test]
        fn any_spans_make_a_sorted_week_with_consistent_counts(
            days in prop::array::uniform7(prop::collection::vec((0u16..1500, 0u16..1500), 0..4))
        ) {
            let week = Week::new(days.map(|day| day.into_iter().map(|(from, to)| Span { from, to }).collect()));
            for (_, spans) in week.days() {
                prop_assert!(spans.windows(2).all(|pair| pair[0].to < pair[1].from));
                prop_assert!(spans.iter().all(|span| span.from < span.to && span.to <= DAY));
            }
            let counted: u16 = week.quarters().iter().flatten().map(|open| u16::from(*open)).sum();
            prop_assert_eq!(counted, week.minutes());
            prop_assert_eq!(week.reach(&Week::working_day()).total(), week.minutes());
            let gap = week.longest_gap().map_or(0, |gap| gap.minutes);
            prop_assert!(gap <= 7 * DAY - week.minutes());
            prop_assert_eq!(gap == 0, week.is_always());
        }
    }
}
