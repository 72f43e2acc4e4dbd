//! What is outstanding, and by when.

use jiff::civil::Date;
use rusqlite::{Row, named_params};

use super::values::date;
use super::{Reader, departments};
use crate::domain::{Code, QuestionNumber, Reference};
use crate::error::Result;

/// One outstanding question and who is to answer it; a row of the view `due_flat`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outstanding {
    /// The inquiry.
    pub inquiry: Reference,
    /// What the inquiry is about.
    pub title: String,
    /// Name of the asker.
    pub asker: String,
    /// The question.
    pub question: QuestionNumber,
    /// The question in full.
    pub question_text: String,
    /// Code of the department that is to answer.
    pub department: Code,
    /// Name of that department.
    pub department_name: String,
    /// Name of the unit, where the question is put to a unit by name.
    pub unit: Option<String>,
    /// The day the answer is due now.
    pub due_on: Option<Date>,
    /// The day it was due at first.
    pub original_due_on: Option<Date>,
    /// The department's own deadline.
    pub internal_due_on: Option<Date>,
    /// Code of the rule by which the date follows.
    pub deadline_rule: Code,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Outstanding> {
    Ok(Outstanding {
        inquiry: row.get("inquiry")?,
        title: row.get("title")?,
        asker: row.get("asker")?,
        question: row.get("question")?,
        question_text: row.get("question_text")?,
        department: row.get("department")?,
        department_name: row.get("department_name")?,
        unit: row.get("unit")?,
        due_on: date(row, "due_on")?,
        original_due_on: date(row, "original_due_on")?,
        internal_due_on: date(row, "internal_due_on")?,
        deadline_rule: row.get("deadline_rule")?,
    })
}

/// What is outstanding, from all or one department, by due date; unknown dates come last.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown department.
pub fn outstanding(reader: &Reader<'_>, department: Option<&Code>) -> Result<Vec<Outstanding>> {
    let department = department
        .map(|code| departments::get(reader, code))
        .transpose()?;
    reader.all(
        "SELECT due_flat.inquiry, due_flat.title, due_flat.asker, due_flat.question,
                due_flat.question_text, due_flat.department, due_flat.department_name,
                due_flat.unit, due_flat.due_on, due_flat.original_due_on,
                due_flat.internal_due_on, due_flat.deadline_rule
         FROM due_flat
         LEFT JOIN department AS unit ON unit.name = due_flat.unit
           AND unit.parent_id = (SELECT id FROM department WHERE code = due_flat.department)
         WHERE :department IS NULL OR due_flat.department = :department OR unit.code = :department
         ORDER BY due_flat.due_on IS NULL, due_flat.due_on, due_flat.inquiry,
                  due_flat.question_position, due_flat.department, due_flat.unit",
        named_params! { ":department": department.map(|it| it.code) },
        read,
    )
}
