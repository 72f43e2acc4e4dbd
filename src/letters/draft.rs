//! The draft that reading gives: letters, answers, and what was inferred. Its JSON is the published form of a draft.
//!
//! Parts stand in printed order. Unknown is `None`, never a guess; where something was inferred, an [`Inference`] says how
//! surely and why.

use jiff::civil::Date;
use serde::Serialize;

use super::spans::Span;
use crate::domain::Disposition;

/// What was read from one file.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Draft {
    /// The letters, in printed order.
    pub letters: Vec<Letter>,
    /// The inquiry as the letters state it.
    #[serde(skip)]
    pub inquiry: InquiryDraft,
    /// What every byte of the input was taken for.
    #[serde(skip)]
    pub ledger: Vec<Span>,
}

/// One letter.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Letter {
    /// The code of a known department, else the name as printed.
    pub department: Option<String>,
    /// The code of a known unit that wrote the letter, else its name as printed.
    pub unit: Option<String>,
    /// The date of the letter.
    pub dated_on: Option<Date>,
    /// The case number as printed.
    pub case_number: Option<String>,
    /// Those who handled the case.
    pub handlers: Vec<String>,
    /// Those who signed.
    pub signatories: Vec<Signatory>,
    /// The letterhead and contact lines as received.
    pub contact_block: Option<String>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// Numbers that the answers state.
    pub figures: Vec<Figure>,
    /// Ways to reach the department that the answers state, as suggestions.
    pub channels: Vec<Channel>,
    /// What no rule knows, paragraph by paragraph.
    pub left_over: Vec<String>,
    /// The line that says what the letter is.
    #[serde(skip)]
    pub title: Option<String>,
    /// Who asked, as the letter has it.
    #[serde(skip)]
    pub asker: Option<String>,
    /// What the inquiry is about, as the letter has it.
    #[serde(skip)]
    pub subject: Option<String>,
    /// The first byte of the letter.
    #[serde(skip)]
    pub start: usize,
    /// The byte after the letter.
    #[serde(skip)]
    pub end: usize,
    /// What was inferred and how surely.
    #[serde(skip)]
    pub inferences: Vec<Inference>,
}

/// Someone who signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Signatory {
    /// The name as printed.
    pub name: String,
    /// The title as printed.
    pub title: Option<String>,
}

/// What a letter says to one question.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The number of the question.
    pub question: Option<u32>,
    /// The numbering as printed: `1`, `Spørgsmål 1`, or the letter of a part.
    pub label: Option<String>,
    /// The heading as printed.
    pub heading: Option<String>,
    /// The unit that the part is for; `None` is the whole department.
    pub unit: Option<String>,
    /// The wording of the question as this letter prints it, without its number.
    #[serde(skip)]
    pub asked: Option<String>,
    /// How the question was dealt with.
    pub disposition: Disposition,
    /// The question whose answer it points at.
    pub refers_to_question: Option<u32>,
    /// The department that it says will answer: a known code, else the name as printed.
    pub refers_to_department: Option<String>,
    /// The wording.
    pub text: String,
    /// Where the wording stands in the input, in order.
    #[serde(skip)]
    pub places: Vec<(usize, usize)>,
}

/// A number that an answer states.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The question under which it stands.
    pub question: Option<u32>,
    /// The number.
    pub value: f64,
    /// The number as printed.
    pub printed: String,
    /// What is counted, as printed.
    pub counts: Option<String>,
    /// The year that it is said to hold for.
    pub year: Option<i16>,
    /// Whether the letter gives it as exact.
    pub exact: bool,
}

/// A way to reach the department that an answer states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Channel {
    /// The question under which it stands.
    pub question: Option<u32>,
    /// `telephone`, `email`, `in_person`, `digital_post` or `web`.
    pub kind: String,
    /// The number or address, where one is stated.
    pub value: Option<String>,
    /// The hours in `opening_hours` notation, where they are stated.
    pub hours: Option<String>,
    /// For whom, where that is stated.
    pub audience: Option<String>,
    /// The sentence it was taken from.
    pub quote: String,
}

/// How surely something was inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Only a guess; it should be looked at.
    Guess,
    /// Probably right.
    Likely,
    /// Printed.
    Sure,
}

/// Something that was inferred rather than printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// The field it is about, such as `department`.
    pub field: &'static str,
    /// The value that was chosen.
    pub value: String,
    /// How surely.
    pub certainty: Certainty,
    /// The reason, as a short English phrase.
    pub why: String,
}

/// The inquiry as the letters state it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct InquiryDraft {
    /// What it is about.
    pub title: Option<String>,
    /// Who asks.
    pub asker: Option<String>,
    /// The questions by number.
    pub questions: Vec<QuestionDraft>,
}

/// A question as the letters print it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct QuestionDraft {
    /// The number.
    pub number: u32,
    /// The wording that most letters print.
    pub text: String,
    /// The departments that deal with it, by code or name.
    pub addressees: Vec<String>,
}
