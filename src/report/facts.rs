//! The facts that reports are composed from: what the store side fills, and nothing more.
//!
//! Departments and units share one list and are named by code everywhere; a code that is not in the list is shown as it
//! is. Unknown is `None`, never a guess. The contact block of a letter is not here: it is kept as received, so it may hold
//! a number that is withheld, and no report needs it.

mod round;

pub use round::{Round, RoundFacts};

use jiff::civil::Date;

pub use crate::domain::{Disposition, Wording};

/// One round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inquiry {
    /// The reference, such as `2031-1`.
    pub reference: String,
    /// The title.
    pub title: String,
    /// The party, member or committee that asks.
    pub asker: String,
    /// When the inquiry was received.
    pub received_on: Option<Date>,
    /// When the answers are due now; `None` also while the clock stands.
    pub due_on: Option<Date>,
    /// When they were due at first, before pauses and extensions.
    pub original_due_on: Option<Date>,
    /// When the round was closed; `None` while it is open.
    pub closed_on: Option<Date>,
    /// The round that this one continues.
    pub follows: Option<Mention>,
    /// The rounds that continue this one, oldest first.
    pub follow_ups: Vec<Mention>,
}

/// Another round, mentioned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The reference.
    pub reference: String,
    /// The title.
    pub title: String,
}

/// One numbered question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The number as printed.
    pub number: String,
    /// The words.
    pub text: String,
    /// The codes of the departments that it was put to.
    pub addressees: Vec<String>,
}

/// A department, or a unit of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// The short code.
    pub code: String,
    /// The full name.
    pub name: String,
    /// The code of the department that this is a unit of.
    pub parent: Option<String>,
}

/// A department's reply.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// The department's code.
    pub department: String,
    /// The code of the unit that signed, if it was a unit.
    pub unit: Option<String>,
    /// The date on the letter.
    pub dated_on: Option<Date>,
    /// When it was received.
    pub received_on: Option<Date>,
    /// The department's case number.
    pub case_number: Option<String>,
    /// Who handled the case.
    pub handlers: Vec<String>,
    /// Who signed.
    pub signatories: Vec<String>,
}

/// What one letter says to one question, for the department or for one of its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question's number.
    pub question: String,
    /// The department's code.
    pub department: String,
    /// The code of the unit that the answer is for; `None` for the whole department.
    pub unit: Option<String>,
    /// The label as printed, such as `a`.
    pub label: Option<String>,
    /// How the question was dealt with.
    pub disposition: Disposition,
    /// The question whose answer is pointed at.
    pub refers_to_question: Option<String>,
    /// The code of the department that it was left to.
    pub refers_to_department: Option<String>,
    /// The words: paragraphs with a blank line between, lists, subheadings; empty where there is only a disposition.
    pub text: String,
    /// Whether the words are the department's own; `None` where there are no words.
    pub wording: Option<Wording>,
    /// The date of the letter that it stands in.
    pub dated_on: Option<Date>,
}

/// A number stated in an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The question's number.
    pub question: String,
    /// The department's code.
    pub department: String,
    /// What is counted or measured.
    pub name: String,
    /// How many or how much.
    pub value: f64,
    /// The unit of measure.
    pub unit: Option<String>,
    /// The time it holds for, as stated: a day, a year.
    pub as_of: Option<String>,
    /// Whether the letter says "about".
    pub approximate: bool,
}

/// An analyst's code for one department and question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The question's number.
    pub question: String,
    /// The department's code.
    pub department: String,
    /// The code.
    pub code: String,
    /// What the code means.
    pub meaning: String,
}

/// A way to reach a department or unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// The department's code.
    pub department: String,
    /// The unit's code.
    pub unit: Option<String>,
    /// The kind as the record names it, such as `duty_telephone`.
    pub kind: String,
    /// Whose or what it is.
    pub label: Option<String>,
    /// The number or address.
    pub value: Option<String>,
    /// When it is open, in the `opening_hours` notation.
    pub hours: Option<String>,
    /// The same in the words of the report's language; the notation is shown where there are none.
    pub hours_in_words: Option<String>,
    /// The same as spans of an ordinary week, for the chart; empty where the hours are unknown.
    pub open: Vec<OpenSpan>,
    /// Whom it is for; `None`: everyone.
    pub audience: Option<String>,
    /// Whether anyone may know it; what is internal or withheld is not public.
    pub is_public: bool,
    /// The word of the record for who may know it, such as `withheld`.
    pub visibility: String,
    /// The first day it holds.
    pub valid_from: Option<Date>,
    /// The last day it holds.
    pub valid_to: Option<Date>,
    /// Codes of other departments and units that it serves too.
    pub also_serves: Vec<String>,
}

/// Part of a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenSpan {
    /// The day: 0 is Monday, 6 is Sunday.
    pub weekday: u8,
    /// Minutes from midnight to where it begins.
    pub from: u16,
    /// Minutes from midnight to where it ends, at most 1440.
    pub to: u16,
}

/// Finds the name of the department or unit with `code`; an unlisted code names itself.
#[must_use]
pub fn name_of<'a>(departments: &'a [Department], code: &'a str) -> &'a str {
    departments
        .iter()
        .find(|department| department.code == code)
        .map_or(code, |department| &department.name)
}
