//! How far inquiries have come: what is derived, never stored.

use jiff::civil::Date;
use rusqlite::{Row, named_params};

use super::values::date;
use super::{Reader, inquiries};
use crate::domain::{Code, QuestionNumber, Reference};
use crate::error::Result;

/// How far one inquiry has come; a row of the view `inquiry_state`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InquiryState {
    /// Its reference.
    pub reference: Reference,
    /// What it is about.
    pub title: String,
    /// Name of the asker.
    pub asker: String,
    /// The inquiry that it continues.
    pub follows: Option<Reference>,
    /// The day it was received.
    pub received_on: Option<Date>,
    /// The day answers are due now.
    pub due_on: Option<Date>,
    /// The day they were due at first, before pauses and extensions.
    pub original_due_on: Option<Date>,
    /// Number of questions.
    pub questions: u32,
    /// Number of answers expected.
    pub expected: u32,
    /// Number of those dealt with.
    pub answered: u32,
    /// Number of those with no answer yet.
    pub outstanding: u32,
    /// `draft`, `open`, `answered` or `closed`.
    pub state: String,
}

/// How one question stands with one department; a row of the view `answer_state`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerState {
    /// The question.
    pub question: QuestionNumber,
    /// Code of the department.
    pub department: Code,
    /// Name of the unit, where the question is put to a unit by name, or one answered unasked.
    pub unit: Option<String>,
    /// A disposition, `outstanding` or `supplementary`.
    pub state: String,
    /// The date of the first letter that deals with it.
    pub dated_on: Option<Date>,
}

impl AnswerState {
    /// Whether nothing has come yet.
    #[must_use]
    pub fn is_outstanding(&self) -> bool {
        self.state == "outstanding"
    }
}

/// Which inquiries to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Received in this year, or where that is not known with a reference of this year.
    pub year: Option<i16>,
    /// Code of the asker.
    pub asker: Option<Code>,
    /// In this state.
    pub state: Option<String>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<InquiryState> {
    Ok(InquiryState {
        reference: row.get("inquiry")?,
        title: row.get("title")?,
        asker: row.get("asker")?,
        follows: row.get("follows")?,
        received_on: date(row, "received_on")?,
        due_on: date(row, "due_on")?,
        original_due_on: date(row, "original_due_on")?,
        questions: row.get("questions")?,
        expected: row.get("expected")?,
        answered: row.get("answered")?,
        outstanding: row.get("outstanding")?,
        state: row.get("state")?,
    })
}

/// The inquiries that a filter lets through, the newest first.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn inquiries(reader: &Reader<'_>, filter: &Filter) -> Result<Vec<InquiryState>> {
    reader.all(
        "SELECT inquiry, title, asker, follows, received_on, due_on, questions, expected, answered,
                outstanding, state, original_due_on
         FROM inquiry_state
         WHERE (:year IS NULL OR substr(ifnull(received_on, inquiry), 1, 4) = :year)
           AND (:asker IS NULL OR asker_code = :asker)
           AND (:state IS NULL OR state = :state)
         ORDER BY substr(inquiry, 1, 4) DESC, length(inquiry) DESC, inquiry DESC",
        named_params! {
            ":year": filter.year.map(|year| year.to_string()),
            ":asker": filter.asker,
            ":state": filter.state,
        },
        read,
    )
}

/// How far one inquiry has come.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn inquiry(reader: &Reader<'_>, reference: &Reference) -> Result<InquiryState> {
    inquiries::id(reader, reference)?;
    let found = reader.maybe(
        "SELECT inquiry, title, asker, follows, received_on, due_on, questions, expected, answered,
                outstanding, state, original_due_on
         FROM inquiry_state WHERE inquiry = :reference",
        named_params! { ":reference": reference },
        read,
    )?;
    Ok(found.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
}

/// How each question of an inquiry stands with each department, in the order of the questions.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn answers(reader: &Reader<'_>, reference: &Reference) -> Result<Vec<AnswerState>> {
    inquiries::id(reader, reference)?;
    reader.all(
        "SELECT answer_state.question, answer_state.department, answer_state.unit, answer_state.state,
                answer_state.dated_on
         FROM answer_state
         JOIN inquiry ON inquiry.reference = answer_state.inquiry
         JOIN question ON question.inquiry_id = inquiry.id AND question.number = answer_state.question
         WHERE answer_state.inquiry = :reference
         ORDER BY question.position, answer_state.department, answer_state.unit",
        named_params! { ":reference": reference },
        |row| {
            Ok(AnswerState {
                question: row.get("question")?,
                department: row.get("department")?,
                unit: row.get("unit")?,
                state: row.get("state")?,
                dated_on: date(row, "dated_on")?,
            })
        },
    )
}

/// One answer that one department owes to an inquiry that is not closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outstanding {
    /// The inquiry.
    pub inquiry: Reference,
    /// What it is about.
    pub title: String,
    /// Name of the asker.
    pub asker: String,
    /// The day answers are due.
    pub due_on: Option<Date>,
    /// The question.
    pub question: QuestionNumber,
    /// The question in full.
    pub question_text: String,
    /// Code of the department.
    pub department: Code,
    /// Code of the unit, where the question is put to a unit by name.
    pub unit: Option<Code>,
}

/// Every answer that is owed, the most pressing first; those with no due date last.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn outstanding(reader: &Reader<'_>) -> Result<Vec<Outstanding>> {
    reader.all(
        "SELECT inquiry.reference AS inquiry, inquiry.title, asker.name AS asker, inquiry.due_on,
                question.number AS question, question.text AS question_text,
                department.code AS department, unit.code AS unit
         FROM inquiry
         JOIN asker ON asker.id = inquiry.asker_id
         JOIN question ON question.inquiry_id = inquiry.id
         JOIN addressee_state ON addressee_state.question_id = question.id
         JOIN department ON department.id = addressee_state.department_id
         LEFT JOIN department AS unit ON unit.id = addressee_state.unit_id
         WHERE inquiry.closed_on IS NULL AND addressee_state.state = 'outstanding'
         ORDER BY inquiry.due_on IS NULL, inquiry.due_on, inquiry.reference, question.position,
                  department.code, unit.code",
        [],
        |row| {
            Ok(Outstanding {
                inquiry: row.get("inquiry")?,
                title: row.get("title")?,
                asker: row.get("asker")?,
                due_on: date(row, "due_on")?,
                question: row.get("question")?,
                question_text: row.get("question_text")?,
                department: row.get("department")?,
                unit: row.get("unit")?,
            })
        },
    )
}

/// How one department has dealt with one inquiry put to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The inquiry.
    pub inquiry: Reference,
    /// Name of the asker.
    pub asker: String,
    /// Code of the department.
    pub department: Code,
    /// The day the inquiry was received.
    pub received_on: Option<Date>,
    /// The day answers are due.
    pub due_on: Option<Date>,
    /// The date of the last letter that the department's answers stand in.
    pub answered_on: Option<Date>,
    /// How many answers were asked of it.
    pub expected: u32,
    /// How many of them have been given.
    pub answered: u32,
}

/// How every department has dealt with every inquiry put to it.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn replies(reader: &Reader<'_>) -> Result<Vec<Reply>> {
    reader.all(
        "SELECT inquiry.reference AS inquiry, asker.name AS asker, department.code AS department,
                inquiry.received_on, inquiry.due_on, max(addressee_state.dated_on) AS answered_on,
                count(*) AS expected, sum(addressee_state.state <> 'outstanding') AS answered
         FROM inquiry
         JOIN asker ON asker.id = inquiry.asker_id
         JOIN question ON question.inquiry_id = inquiry.id
         JOIN addressee_state ON addressee_state.question_id = question.id
         JOIN department ON department.id = addressee_state.department_id
         GROUP BY inquiry.id, department.id
         ORDER BY inquiry.reference, department.code",
        [],
        |row| {
            Ok(Reply {
                inquiry: row.get("inquiry")?,
                asker: row.get("asker")?,
                department: row.get("department")?,
                received_on: date(row, "received_on")?,
                due_on: date(row, "due_on")?,
                answered_on: date(row, "answered_on")?,
                expected: row.get("expected")?,
                answered: row.get("answered")?,
            })
        },
    )
}
