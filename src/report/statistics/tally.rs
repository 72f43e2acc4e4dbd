//! The counting: one reply at a time, and a group of them as a line.

use crate::report::Text;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How one department has dealt with one inquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The inquiry's reference.
    pub inquiry: String,
    /// Who asks.
    pub asker: String,
    /// The department's code.
    pub department: String,
    /// When the inquiry was received.
    pub received_on: Option<Date>,
    /// When the answers are due.
    pub due_on: Option<Date>,
    /// The day of the department's last answer.
    pub answered_on: Option<Date>,
    /// How many questions were put to the department.
    pub expected: usize,
    /// How many of them it has answered.
    pub answered: usize,
}

impl Reply {
    /// Returns the answer time in days, if the department owes nothing and both ends are known.
    #[must_use]
    pub fn days(&self) -> Option<i32> {
        let complete = self.answered >= self.expected;
        let (received, answered) = (self.received_on?, self.answered_on?);
        (complete && answered >= received).then(|| (answered - received).get_days())
    }

    /// Tells whether the reply came on time; `None` if there is no telling, or not yet.
    #[must_use]
    pub fn on_time(&self, today: Date) -> Option<bool> {
        let due = self.due_on?;
        if self.answered >= self.expected {
            return self.answered_on.map(|answered| answered <= due);
        }
        (today > due).then_some(false)
    }
}

/// The numbers of one department, asker or year.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) by: &'static str,
    pub(super) key: String,
    pub(super) name: Text,
    pub(super) inquiries: usize,
    pub(super) expected: usize,
    pub(super) answered: usize,
    /// Sorted.
    pub(super) days: Vec<i32>,
    pub(super) on_time: usize,
    pub(super) late: usize,
}

impl Line {
    /// Counts `replies`, which are those of one group.
    pub(super) fn new<'a>(
        (by, key, name): (&'static str, &str, Text),
        replies: &(impl Iterator<Item = &'a Reply> + Clone),
        today: Date,
    ) -> Self {
        let mut days: Vec<i32> = replies.clone().filter_map(Reply::days).collect();
        days.sort_unstable();
        let punctual = |wanted| {
            replies
                .clone()
                .filter(|reply| reply.on_time(today) == Some(wanted))
                .count()
        };
        Self {
            by,
            key: key.to_owned(),
            name,
            inquiries: replies
                .clone()
                .map(|reply| &reply.inquiry)
                .collect::<BTreeSet<_>>()
                .len(),
            expected: replies.clone().map(|reply| reply.expected).sum(),
            answered: replies.clone().map(|reply| reply.answered).sum(),
            days,
            on_time: punctual(true),
            late: punctual(false),
        }
    }

    /// Returns how many answers are owed.
    pub(super) fn outstanding(&self) -> usize {
        self.expected.saturating_sub(self.answered)
    }

    /// The middle answer time; between two it is halfway.
    pub(super) fn median(&self) -> Option<f64> {
        let middle = self.days.len() / 2;
        let upper = f64::from(*self.days.get(middle)?);
        if self.days.len() % 2 == 1 {
            return Some(upper);
        }
        Some(f64::midpoint(f64::from(*self.days.get(middle - 1)?), upper))
    }
}
