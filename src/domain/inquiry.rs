//! Inquiries: one round of questions.

use jiff::civil::Date;

use super::{Code, Record, Reference, Value};

/// One round: who asks what about, when it was received and when answers are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// What users type: `2018-1`.
    pub reference: Reference,
    /// What it is about.
    pub title: String,
    /// Code of the asker.
    pub asker: Code,
    /// The day it was received; `None`: not known, and then there is no due date either.
    pub received_on: Option<Date>,
    /// Code of the rule by which the due date follows.
    pub deadline_rule: Code,
    /// The day answers are due now, pauses and extensions counted in; `None`: not known, or the
    /// clock stands.
    pub due_on: Option<Date>,
    /// The earlier inquiry that this one continues.
    pub follows: Option<Reference>,
    /// The day the secretariat closed it; `None`: it is open.
    pub closed_on: Option<Date>,
    /// The day answers were due at first: by the rule alone, or as given by hand.
    pub original_due_on: Option<Date>,
    /// Whether that day was given by hand, and does not follow by the rule.
    pub due_stated: bool,
}

impl Record for Inquiry {
    const TABLE: &'static str = "inquiry";
    const COLUMNS: &'static [&'static str] = &[
        "reference",
        "title",
        "asker",
        "received_on",
        "deadline_rule",
        "due_on",
        "follows",
        "closed_on",
        "original_due_on",
        "due_stated",
    ];
    const KEY: usize = 1;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.reference).into(),
            (&self.title).into(),
            (&self.asker).into(),
            self.received_on.into(),
            (&self.deadline_rule).into(),
            self.due_on.into(),
            self.follows.as_ref().into(),
            self.closed_on.into(),
            self.original_due_on.into(),
            self.due_stated.into(),
        ]
    }
}
