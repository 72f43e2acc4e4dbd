//! A deadline rule and its count, from the day of receipt to the last day.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{ClosedDayRule, DayKind, Due, Extension, HolidayCalendar, Pause, Step};
use crate::domain::Code;
use crate::domain::calendar::{Calendar, DayStatus, WorkingDays};

/// How long a department has to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadlineRule {
    /// The short name it is chosen by: `ten-day`.
    pub code: Code,
    /// The name a reader sees.
    pub name: String,
    /// How many days; none makes the day of receipt the last one.
    pub days: u16,
    /// What is counted.
    pub day_kind: DayKind,
    /// Whether the day of receipt is day 1 rather than day 0.
    pub counts_first_day: bool,
    /// What happens when the last day is no working day.
    pub closed_day_rule: ClosedDayRule,
    /// The public holidays that are no working days.
    pub holiday_calendar: HolidayCalendar,
    /// Whether the municipality's own closed days are no working days either.
    pub observes_closed_days: bool,
    /// The first day of receipt it holds for; none: from the beginning.
    pub valid_from: Option<Date>,
    /// The last day of receipt it holds for; none: until further notice.
    pub valid_to: Option<Date>,
    /// Where the rule is written, or that it is not published.
    pub source: String,
}

impl DeadlineRule {
    /// Whether the rule holds for what is received on the date.
    #[must_use]
    pub fn is_valid_on(&self, received: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= received)
            && self.valid_to.is_none_or(|last| received <= last)
    }

    /// The working days as this rule sees them.
    #[must_use]
    pub const fn working_days<'a>(&self, calendar: &'a Calendar) -> WorkingDays<'a> {
        match self.holiday_calendar {
            HolidayCalendar::Denmark => calendar.working_days(self.observes_closed_days),
        }
    }

    /// The date by the rule alone.
    #[must_use]
    pub fn due(&self, received: Date, calendar: &Calendar) -> Due {
        let days = self.working_days(calendar);
        let number = u8::from(self.counts_first_day);
        let mut steps = vec![Step::Received {
            date: received,
            number,
        }];
        let counted = self.count(received, days, &[]).unwrap_or(Date::MAX);
        steps.push(Step::Counted {
            days: self.days,
            day_kind: self.day_kind,
            to: counted,
            passed_over: self.passed_over(received, counted, days),
        });
        let original = self
            .land(counted, days, &[], &mut steps)
            .unwrap_or(Date::MAX);
        Due {
            received,
            original,
            date: Some(original),
            steps,
        }
    }

    /// The date by the rule, then by the pauses, then by the extensions.
    ///
    /// Days in a pause are not counted, and the last day does not fall in one; a pause that
    /// begins after the last day changes nothing, and one that still lasts leaves no date at all.
    /// Of the extensions the latest date holds, where it is later than what the count gives.
    #[must_use]
    pub fn due_with(
        &self,
        received: Date,
        calendar: &Calendar,
        pauses: &[Pause],
        extensions: &[Extension],
    ) -> Due {
        let mut due = self.due(received, calendar);
        due.date = self.paused(&mut due, self.working_days(calendar), pauses);
        due.extend(extensions);
        due
    }

    fn paused(&self, due: &mut Due, days: WorkingDays<'_>, pauses: &[Pause]) -> Option<Date> {
        let began = |pause: &&Pause, last| {
            pause.from_on <= last && pause.to_on.is_none_or(|to| to >= due.received)
        };
        let counted = self.count(due.received, days, pauses);
        if counted.is_some() && !pauses.iter().any(|pause| began(&pause, due.original)) {
            return Some(due.original);
        }
        let last = counted.or(running_since(pauses)).unwrap_or(Date::MAX);
        let steps: Vec<Step> = pauses
            .iter()
            .filter(|pause| began(pause, last.max(due.original)))
            .cloned()
            .map(Step::Paused)
            .collect();
        due.steps.extend(steps);
        let landed = counted.and_then(|counted| {
            due.steps.push(Step::CountedAgain { to: counted });
            self.land(counted, days, pauses, &mut due.steps)
        });
        if landed.is_none() {
            due.steps.push(Step::Waiting);
        }
        landed
    }

    /// The last day counted; none where a pause that still lasts comes first.
    fn count(&self, received: Date, days: WorkingDays<'_>, pauses: &[Pause]) -> Option<Date> {
        let Some(before_last) = usize::from(self.days).checked_sub(1) else {
            return Some(received);
        };
        let stopped = running_since(pauses);
        received
            .series(1.day())
            .skip(usize::from(!self.counts_first_day))
            .take_while(|date| stopped.is_none_or(|from| *date < from))
            .filter(|date| self.day_kind == DayKind::Calendar || days.is_working_day(*date))
            .filter(|date| !is_paused(pauses, *date))
            .nth(before_last)
    }

    /// The public holidays and own closed days that a count of working days leaves out.
    fn passed_over(
        &self,
        received: Date,
        last: Date,
        days: WorkingDays<'_>,
    ) -> Vec<(Date, DayStatus)> {
        if self.day_kind == DayKind::Calendar {
            return Vec::new();
        }
        received
            .series(1.day())
            .skip(usize::from(!self.counts_first_day))
            .take_while(|date| *date <= last)
            .filter(|date| date.weekday().to_monday_zero_offset() < 5)
            .map(|date| (date, days.status(date)))
            .filter(|(_, kind)| *kind != DayStatus::Working)
            .collect()
    }

    /// Moves a last day that is no working day, as the rule says; none where a pause that still
    /// lasts stands in the way.
    fn land(
        &self,
        counted: Date,
        days: WorkingDays<'_>,
        pauses: &[Pause],
        steps: &mut Vec<Step>,
    ) -> Option<Date> {
        let kind = days.status(counted);
        let closed = kind != DayStatus::Working;
        steps.push(Step::Landed {
            date: counted,
            kind,
        });
        let direction = match self.closed_day_rule {
            ClosedDayRule::NextWorkingDay if closed => 1.day(),
            ClosedDayRule::PreviousWorkingDay if closed => -1.day(),
            _ => return Some(counted),
        };
        let stopped = running_since(pauses);
        let moved = counted
            .series(direction)
            .take_while(|date| stopped.is_none_or(|from| *date < from))
            .find(|date| days.is_working_day(*date) && !is_paused(pauses, *date))?;
        steps.push(Step::Moved {
            to: moved,
            closed_day_rule: self.closed_day_rule,
        });
        Some(moved)
    }
}

/// The first day of a pause that still lasts.
fn running_since(pauses: &[Pause]) -> Option<Date> {
    let running = pauses.iter().filter(|pause| pause.to_on.is_none());
    running.map(|pause| pause.from_on).min()
}

pub(super) fn is_paused(pauses: &[Pause], date: Date) -> bool {
    pauses
        .iter()
        .any(|pause| pause.from_on <= date && pause.to_on.is_none_or(|to| date <= to))
}
