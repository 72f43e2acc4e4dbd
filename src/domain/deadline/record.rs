//! The records that deadlines are made of, and the words they are written with.

use jiff::civil::Date;

use super::DeadlineRule;
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Code, Record, Reference, Value};

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
        /// The deadline moves to the working day before.
        PreviousWorkingDay = "previous_working_day",
    }
}

vocabulary! {
    /// The public holidays that a deadline rule knows.
    HolidayCalendar, "holiday_calendar" {
        /// Denmark's.
        Denmark = "dk",
    }
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
        "observes_closed_days",
        "holiday_calendar",
    ];
    const KEY: usize = 1;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.code).into(),
            (&self.name).into(),
            u32::from(self.days).into(),
            Value::word(self.day_kind),
            self.counts_first_day.into(),
            Value::word(self.closed_day_rule),
            self.valid_from.into(),
            self.valid_to.into(),
            (&self.source).into(),
            self.observes_closed_days.into(),
            Value::word(self.holiday_calendar),
        ]
    }
}

/// A day on which the municipality itself is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDay {
    /// The day.
    pub day: Date,
    /// What it is: `lukket mellem jul og nytår`.
    pub name: String,
}

impl Record for ClosedDay {
    const TABLE: &'static str = "closed_day";
    const COLUMNS: &'static [&'static str] = &["day", "name"];
    const KEY: usize = 1;

    fn values(&self) -> Vec<Value> {
        vec![self.day.into(), (&self.name).into()]
    }
}

/// A later date that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The inquiry.
    pub inquiry: Reference,
    /// The last day now; taken as it was granted, be it a working day or not.
    pub until: Date,
    /// Why.
    pub reason: String,
    /// Who granted it.
    pub granted_by: String,
    /// The day it was granted.
    pub granted_on: Date,
}

impl Record for Extension {
    const TABLE: &'static str = "extension";
    const COLUMNS: &'static [&'static str] =
        &["inquiry", "until", "reason", "granted_by", "granted_on"];
    const KEY: usize = 2;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            self.until.into(),
            (&self.reason).into(),
            (&self.granted_by).into(),
            self.granted_on.into(),
        ]
    }
}

/// A stretch of days in which the clock stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The inquiry.
    pub inquiry: Reference,
    /// The first day that is not counted.
    pub from_on: Date,
    /// The last day that is not counted; `None`: the pause lasts.
    pub to_on: Option<Date>,
    /// Why.
    pub reason: String,
    /// Who granted it.
    pub granted_by: String,
}

impl Record for Pause {
    const TABLE: &'static str = "pause";
    const COLUMNS: &'static [&'static str] =
        &["inquiry", "from_on", "to_on", "reason", "granted_by"];
    const KEY: usize = 2;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            self.from_on.into(),
            self.to_on.into(),
            (&self.reason).into(),
            (&self.granted_by).into(),
        ]
    }
}

/// A department's own deadline, before the outer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InternalDeadline {
    /// The inquiry.
    pub inquiry: Reference,
    /// Code of the department.
    pub department: Code,
    /// The day on which the department's answers are due.
    pub due_on: Date,
}

impl Record for InternalDeadline {
    const TABLE: &'static str = "internal_deadline";
    const COLUMNS: &'static [&'static str] = &["inquiry", "department", "due_on"];
    const KEY: usize = 2;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.department).into(),
            self.due_on.into(),
        ]
    }
}
