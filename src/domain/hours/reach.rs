//! Hours laid beside a citizen's working day: what is reached in it and what outside.

use super::Week;
use super::span::{DAY, Span, overlap};

/// The minutes of a week laid beside a citizen's working day.
///
/// `outside()` is the sum of the four parts beside `within`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Open in the working day.
    pub within: u16,
    /// Monday to Friday, before the working day begins.
    pub mornings: u16,
    /// Monday to Friday, between two parts of the working day.
    pub breaks: u16,
    /// Monday to Friday, after the working day has ended (all day where none is worked).
    pub evenings: u16,
    /// Saturday and Sunday, outside any working hours there.
    pub weekends: u16,
}

impl Reach {
    /// All open minutes of the week.
    #[must_use]
    pub const fn total(&self) -> u16 {
        self.within + self.outside()
    }

    /// The open minutes outside the working day.
    #[must_use]
    pub const fn outside(&self) -> u16 {
        self.mornings + self.breaks + self.evenings + self.weekends
    }
}

impl Week {
    /// The usual working day of a citizen: Monday to Friday, 8 to 16.
    #[must_use]
    pub fn working_day() -> Self {
        let worked = vec![Span {
            from: 8 * 60,
            to: 16 * 60,
        }];
        let mut days: [Vec<Span>; 7] = Default::default();
        days[..5].fill(worked);
        Self { days }
    }

    /// How these hours fall inside and outside a working day, itself given as a week.
    #[must_use]
    pub fn reach(&self, working: &Self) -> Reach {
        let mut reach = Reach::default();
        for (index, (spans, worked)) in self.days.iter().zip(&working.days).enumerate() {
            let open: u16 = spans.iter().map(|span| span.minutes()).sum();
            let within = overlap(spans, worked);
            reach.within += within;
            if index >= 5 {
                reach.weekends += open - within;
                continue;
            }
            let begins = worked.first().map_or(0, |span| span.from);
            let ends = worked.last().map_or(0, |span| span.to);
            let mornings = overlap(
                spans,
                &[Span {
                    from: 0,
                    to: begins,
                }],
            );
            let evenings = overlap(
                spans,
                &[Span {
                    from: ends,
                    to: DAY,
                }],
            );
            reach.mornings += mornings;
            reach.evenings += evenings;
            reach.breaks += open - within - mornings - evenings;
        }
        reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hours::Hours;

    fn week(notation: &str) -> Week {
        Hours::from_notation(notation)
            .unwrap()
            .week(jiff::civil::date(2018, 4, 18))
    }

    #[test]
    fn minutes_are_laid_beside_the_working_day() {
        let cases = [
            (
                "Mo-Fr 08:00-16:00",
                Reach {
                    within: 2400,
                    ..Reach::default()
                },
            ),
            (
                "Mo-Fr 06:00-22:00",
                Reach {
                    within: 2400,
                    mornings: 600,
                    evenings: 1800,
                    ..Reach::default()
                },
            ),
            (
                "Th 10:00-17:30; Sa 10:00-12:00",
                Reach {
                    within: 360,
                    evenings: 90,
                    weekends: 120,
                    ..Reach::default()
                },
            ),
            (
                "Fr 22:00-02:00",
                Reach {
                    evenings: 120,
                    weekends: 120,
                    ..Reach::default()
                },
            ),
            (
                "24/7",
                Reach {
                    within: 2400,
                    mornings: 2400,
                    evenings: 2400,
                    weekends: 2880,
                    ..Reach::default()
                },
            ),
        ];
        for (notation, expected) in cases {
            let reach = week(notation).reach(&Week::working_day());
            assert_eq!(reach, expected, "{notation}");
            assert_eq!(reach.total(), week(notation).minutes(), "{notation}");
        }
    }

    #[test]
    fn a_working_day_of_two_parts_has_a_break() {
        let worked = week("Mo-Fr 08:00-12:00,13:00-16:00");
        let reach = week("We 07:00-17:00").reach(&worked);
        assert_eq!(
            (reach.mornings, reach.within, reach.breaks, reach.evenings),
            (60, 420, 60, 60)
        );
    }
}
