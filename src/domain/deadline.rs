//! Deadline rules: how a due date follows from the date of receipt.

use jiff::civil::Date;

use super::vocabulary::vocabulary;
use super::{Code, Record, Value};

vocabulary! {
    /// Which days a deadline rule counts.
    DayKind, "day_kind" {
        /// Every day.
        Calendar = "calendar",
        /// Working days only.
        Working = "working",
    }
}

vocabulary! {
    /// What a deadline rule does with a last day that is not a working day.
    ClosedDayRule, "closed_day_rule" {
        /// The deadline stays on that day.
        Keep = "keep",
        /// The deadline moves to the next working day.
        NextWorkingDay = "next_working_day",
    }
}

/// How a due date follows from the date on which an inquiry was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRule {
    /// Short code: `ten-day`.
    pub code: Code,
    /// Name in full.
    pub name: String,
    /// Number of days that the rule gives.
    pub days: u32,
    /// Calendar or working days.
    pub day_kind: DayKind,
    /// Whether the day of receipt is day 1; otherwise it is day 0.
    pub counts_first_day: bool,
    /// What happens when the last day is not a working day.
    pub closed_day_rule: ClosedDayRule,
    /// First day of receipt for which it applies.
    pub valid_from: Option<Date>,
    /// Last day of receipt for which it applies.
    pub valid_to: Option<Date>,
    /// Where the rule stands, or that it is not published.
    pub source: String,
}

impl Record for DeadlineRule {
    const TABLE: &'static str = "deadline_rule";
    const COLUMNS: &'static [&'static str] = &[
        "code",
        "name",
        "days",
        "day_kind",
        "counts_first_day",
        "closed_day_rule",
        "valid_from",
        "valid_to",
        "source",
    ];
    const KEY: usize = 1;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.code).into(),
            (&self.name).into(),
            self.days.into(),
            Value::word(self.day_kind),
            self.counts_first_day.into(),
            Value::word(self.closed_day_rule),
            self.valid_from.into(),
            self.valid_to.into(),
            (&self.source).into(),
        ]
    }
}

impl DeadlineRule {
    /// The day answers are due to what was received on `received`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if that day lies beyond the calendar.
    pub fn due(&self, received: Date) -> crate::Result<Date> {
        use jiff::ToSpan;
        received
            .checked_add(i64::from(self.days).days())
            .map_err(|_| crate::Error::invalid("date", received.to_string(), "too late"))
    }
}
