//! Deadline rules and the dates they lead to.
//!
//! A rule is data. A [`Due`] keeps the original date beside the one that holds after pauses and
//! extensions, and every step of the way, so that the date can be explained to the one who asks.
//! Where the day of receipt is unknown there is no due date, and nothing here makes one up.

mod record;
mod rule;
mod steps;
mod urgency;

use jiff::civil::Date;

pub use record::{
    ClosedDay, ClosedDayRule, DayKind, Extension, HolidayCalendar, InternalDeadline, Pause,
};
pub use rule::DeadlineRule;
pub use steps::Step;
pub use urgency::Urgency;

/// A deadline and the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day of receipt.
    pub received: Date,
    /// The date by the rule alone, or the one given by hand in its place.
    pub original: Date,
    /// The date that holds, pauses and extensions counted in; none while the clock stands.
    pub date: Option<Date>,
    /// The way to it, in order.
    pub steps: Vec<Step>,
}

impl Due {
    /// A date that was given by hand in place of the rule's. Pauses do not move it; of the
    /// extensions the latest date holds, where it is later.
    #[must_use]
    pub fn stated(received: Date, date: Date, extensions: &[Extension]) -> Self {
        let mut due = Self {
            received,
            original: date,
            date: Some(date),
            steps: vec![
                Step::Received {
                    date: received,
                    number: 0,
                },
                Step::Stated { date },
            ],
        };
        due.extend(extensions);
        due
    }

    /// Lets the latest extension hold, where it is later than the date so far.
    fn extend(&mut self, extensions: &[Extension]) {
        let latest = extensions.iter().max_by_key(|extension| extension.until);
        if let (Some(date), Some(extension)) = (self.date, latest)
            && extension.until > date
        {
            self.date = Some(extension.until);
            self.steps.push(Step::Extended(extension.clone()));
        }
    }
}

#[cfg(test)]
mod tests;
