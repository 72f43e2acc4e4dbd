//! Reminders: which one a department gets next, and the log of those it got.
//!
//! A step is taken once for each date. When the date moves, the steps begin anew.

use jiff::civil::Date;

use super::calendar::WorkingDays;
use super::vocabulary::vocabulary;
use super::{Code, Record, Reference, Value};

vocabulary! {
    /// How pressing a reminder is.
    ReminderStep, "reminder_step" {
        /// The date comes within a few working days.
        Before = "before",
        /// The date is today.
        OnTheDay = "on_the_day",
        /// The date has passed.
        Overdue = "overdue",
        /// The date passed some working days ago, and a reminder of that was of no use.
        Escalation = "escalation",
    }
}

/// How many working days before the date the first reminder is written, and how many after it
/// the last.
pub const REMINDED_AHEAD: i32 = 3;

/// That a department was reminded of its outstanding answers to an inquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The inquiry.
    pub inquiry: Reference,
    /// Code of the department.
    pub department: Code,
    /// How pressing it was.
    pub step: ReminderStep,
    /// The day it was written.
    pub made_on: Date,
    /// The date that it named.
    pub due_on: Date,
    /// The language it was written in, `da` or `en`.
    pub language: String,
}

impl Record for Reminder {
    const TABLE: &'static str = "reminder";
    const COLUMNS: &'static [&'static str] = &[
        "inquiry",
        "department",
        "step",
        "made_on",
        "due_on",
        "language",
    ];
    const KEY: usize = 4;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.department).into(),
            Value::word(self.step),
            self.made_on.into(),
            self.due_on.into(),
            (&self.language).into(),
        ]
    }
}

/// The step that is due today for answers due on `due`, if there is one that was not taken.
/// `taken` are the reminders of the same inquiry and department.
#[must_use]
pub fn next_step(
    due: Date,
    today: Date,
    days: WorkingDays<'_>,
    taken: &[Reminder],
) -> Option<ReminderStep> {
    let taken_on = |step: ReminderStep| {
        let same = taken
            .iter()
            .filter(|it| it.due_on == due && it.step == step);
        same.map(|it| it.made_on).min()
    };
    let left = days.working_days_between(today, due);
    let step = if today > due {
        match taken_on(ReminderStep::Overdue) {
            Some(day) if day < today && left <= -REMINDED_AHEAD => ReminderStep::Escalation,
            _ => ReminderStep::Overdue,
        }
    } else if today == due {
        ReminderStep::OnTheDay
    } else if left <= REMINDED_AHEAD {
        ReminderStep::Before
    } else {
        return None;
    };
    taken_on(step).is_none().then_some(step)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::calendar::Calendar;

    fn taken(step: ReminderStep, made_on: Date, due_on: Date) -> Reminder {
        Reminder {
            inquiry: "2018-1".parse().unwrap(),
            department: "ABC".parse().unwrap(),
            step,
            made_on,
            due_on,
            language: "da".to_owned(),
        }
    }

    #[test]
    fn a_step_follows_from_the_days_left_and_the_log() {
        use ReminderStep::{Before, Escalation, OnTheDay, Overdue};
        // A Thursday.
        let due = date(2018, 4, 19);
        let day = |day| date(2018, 4, day);
        let cases = [
            (day(13), vec![], None),
            (day(16), vec![], Some(Before)),
            (day(17), vec![(Before, day(16), due)], None),
            // The date was another then.
            (day(17), vec![(Before, day(16), day(18))], Some(Before)),
            (day(19), vec![(Before, day(16), due)], Some(OnTheDay)),
            (day(19), vec![(OnTheDay, day(19), due)], None),
            (day(20), vec![(OnTheDay, day(19), due)], Some(Overdue)),
            (day(23), vec![(Overdue, day(20), due)], None),
            (day(24), vec![(Overdue, day(20), due)], Some(Escalation)),
            // Never reminded: first that it is overdue, and the rest on another day.
            (day(27), vec![], Some(Overdue)),
            (day(27), vec![(Overdue, day(27), due)], None),
            (day(28), vec![(Overdue, day(27), due)], Some(Escalation)),
            (
                day(30),
                vec![(Overdue, day(27), due), (Escalation, day(28), due)],
                None,
            ),
        ];
        let calendar = Calendar::default();
        for (today, log, expected) in cases {
            let log: Vec<Reminder> = log.into_iter().map(|(s, m, d)| taken(s, m, d)).collect();
            assert_eq!(
                next_step(due, today, calendar.working_days(true), &log),
                expected,
                "{today} {log:?}"
            );
        }
    }

    #[test]
    fn days_before_are_working_days() {
        // Wednesday 28 March 2018 is the last working day before Easter; the next is 3 April.
        let calendar = Calendar::default();
        let step = |today| next_step(date(2018, 4, 4), today, calendar.working_days(true), &[]);
        assert_eq!(step(date(2018, 3, 27)), Some(ReminderStep::Before));
        assert_eq!(step(date(2018, 3, 26)), None);
    }
}
