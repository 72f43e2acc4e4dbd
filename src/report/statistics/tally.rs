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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn reply(dates: [Option<Date>; 3], expected: usize, answered: usize) -> Reply {
        Reply {
            inquiry: "2031-1".to_owned(),
            asker: "Havnelisten".to_owned(),
            department: "VV".to_owned(),
            received_on: dates[0],
            due_on: dates[1],
            answered_on: dates[2],
            expected,
            answered,
        }
    }

    #[test]
    fn time_and_punctuality_need_their_dates() {
        let today = date(2031, 5, 2);
        let day = |day| Some(date(2031, 4, day));
        let due_today = Some(today);
        let cases = [
            (
                "on the last day",
                reply([day(1), day(11), day(11)], 2, 2),
                Some(10),
                Some(true),
            ),
            (
                "a day late",
                reply([day(1), day(11), day(12)], 2, 2),
                Some(11),
                Some(false),
            ),
            (
                "on the same day",
                reply([day(1), day(11), day(1)], 1, 1),
                Some(0),
                Some(true),
            ),
            (
                "owed past the deadline",
                reply([day(1), day(11), day(5)], 2, 1),
                None,
                Some(false),
            ),
            (
                "owed, due today",
                reply([day(1), due_today, None], 2, 0),
                None,
                None,
            ),
            (
                "no date of receipt",
                reply([None, day(11), day(5)], 1, 1),
                None,
                Some(true),
            ),
            (
                "no deadline",
                reply([day(1), None, day(5)], 1, 1),
                Some(4),
                None,
            ),
            (
                "no date on the letter",
                reply([day(1), day(11), None], 1, 1),
                None,
                None,
            ),
            (
                "answered before it came",
                reply([day(5), day(11), day(1)], 1, 1),
                None,
                Some(true),
            ),
        ];
        for (case, reply, days, on_time) in cases {
            assert_eq!(reply.days(), days, "days: {case}");
            assert_eq!(reply.on_time(today), on_time, "on time: {case}");
        }
    }

    #[test]
    fn the_median_is_the_middle_or_halfway() {
        let median = |days: &[i8]| {
            let received = date(2031, 4, 1);
            let replies: Vec<Reply> = days
                .iter()
                .map(|days| reply([Some(received), None, Some(date(2031, 4, 1 + days))], 1, 1))
                .collect();
            Line::new(("all", "", Text::default()), &replies.iter(), received).median()
        };
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(7.0));
        assert_eq!(median(&[9, 2]), Some(5.5));
        assert_eq!(median(&[20, 1, 3]), Some(3.0));
    }
}
