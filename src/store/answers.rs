//! Answers.

use rusqlite::{Row, named_params};

use super::{Reader, Writer, departments, inquiries, letters, questions};
use crate::domain::text::opening;
use crate::domain::{Answer, Code, QuestionNumber, Reference};
use crate::error::{Error, Result, Thing};

/// What names one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The inquiry.
    pub inquiry: Reference,
    /// The question.
    pub question: QuestionNumber,
    /// The department.
    pub department: Code,
    /// The number of the department's letter.
    pub letter: u32,
    /// Code of the unit that the answer speaks for.
    pub unit: Option<Code>,
}

impl From<&Answer> for Key {
    fn from(answer: &Answer) -> Self {
        Self {
            inquiry: answer.inquiry.clone(),
            question: answer.question.clone(),
            department: answer.department.clone(),
            letter: answer.letter,
            unit: answer.unit.clone(),
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Answer> {
    Ok(Answer {
        inquiry: row.get("inquiry")?,
        question: row.get("question")?,
        department: row.get("department")?,
        letter: row.get("letter")?,
        unit: row.get("unit")?,
        label: row.get("label")?,
        disposition: row.get("disposition")?,
        refers_to_question: row.get("refers_to_question")?,
        refers_to_department: row.get("refers_to_department")?,
        wording: row.get("wording")?,
        text: row.get("text")?,
    })
}

/// The answers to an inquiry by question, department, letter, and within a letter as recorded.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry.
pub fn list(reader: &Reader<'_>, inquiry: &Reference) -> Result<Vec<Answer>> {
    reader.all(
        "SELECT inquiry.reference AS inquiry, question.number AS question, department.code AS department,
                letter.number AS letter, unit.code AS unit, answer.label, answer.disposition,
                other_question.number AS refers_to_question, other_department.code AS refers_to_department,
                answer.wording, answer.text
         FROM question
         JOIN answer ON answer.question_id = question.id
         JOIN inquiry ON inquiry.id = question.inquiry_id
         JOIN letter ON letter.id = answer.letter_id
         JOIN department ON department.id = answer.department_id
         LEFT JOIN department AS unit ON unit.id = answer.unit_id
         LEFT JOIN question AS other_question ON other_question.id = answer.refers_to_question_id
         LEFT JOIN department AS other_department ON other_department.id = answer.refers_to_department_id
         WHERE question.inquiry_id = :inquiry
         ORDER BY question.position, department.code, letter.number, answer.unit_id IS NOT NULL, answer.id",
        named_params! { ":inquiry": inquiries::id(reader, inquiry)? },
        read,
    )
}

/// One answer.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &Reader<'_>, key: &Key) -> Result<Answer> {
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    let found = list(reader, &key.inquiry)?.into_iter().find(|answer| {
        same(answer.question.as_str(), key.question.as_str())
            && same(answer.department.as_str(), key.department.as_str())
            && answer.letter == key.letter
            && match (&answer.unit, &key.unit) {
                (Some(unit), Some(named)) => same(unit.as_str(), named.as_str()),
                (unit, named) => unit.is_none() && named.is_none(),
            }
    });
    found.ok_or_else(|| missing(key))
}

fn missing(key: &Key) -> Error {
    Error::NotFound {
        what: Thing::Answer,
        key: named(key),
        within: Some(format!("inquiry {}", key.inquiry)),
        nearest: Vec::new(),
        list: Some(format!("tenday answer list {}", key.inquiry)),
    }
}

/// An answer as errors name it, within its inquiry: `2 MSB`, `1 MSB MSB-SOC letter 2`.
#[must_use]
pub fn named(key: &Key) -> String {
    let unit = key
        .unit
        .as_ref()
        .map(|unit| format!(" {unit}"))
        .unwrap_or_default();
    let letter = if key.letter > 1 {
        format!(" letter {}", key.letter)
    } else {
        String::new()
    };
    format!("{} {}{unit}{letter}", key.question, key.department)
}

/// An answer as the command line names it.
pub(super) fn arguments(key: &Key) -> String {
    let unit = key.unit.as_ref().map(|unit| format!(" --unit {unit}"));
    format!(
        "{} {} {}{} --letter {}",
        key.inquiry,
        key.question,
        key.department,
        unit.unwrap_or_default(),
        key.letter
    )
}

/// Adds an answer.
///
/// # Errors
/// [`Error::Exists`] if that letter answers that question for that unit already;
/// [`Error::NotFound`]; [`Error::Refused`] as [`Answer::check`].
pub fn add(writer: &Writer<'_>, new: &Answer) -> Result<()> {
    let Some(there) = put(writer, new)? else {
        return Ok(());
    };
    let key = Key::from(new);
    Err(Error::Exists {
        what: Thing::Answer,
        key: format!("{} {}", new.inquiry, named(&key)),
        at: Some(match there.text {
            Some(text) => opening(&text, 60),
            None => there.disposition.to_string(),
        }),
        command: Some(format!(
            "`tenday answer show {}` shows it; --unit records the part of a unit",
            arguments(&key)
        )),
    })
}

/// Adds an answer, unless that letter answers that question for that unit already; returns what
/// it says then.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &Answer) -> Result<Option<Answer>> {
    new.check()?;
    let letter = letters::id(writer, &new.inquiry, &new.department, new.letter)?;
    let unit = departments::unit_id(writer, &new.department, new.unit.as_ref())?;
    let question = questions::id(writer, &new.inquiry, &new.question)?;
    let added = writer.insert(
        "INSERT INTO answer (inquiry_id, department_id, letter_id, question_id, unit_id, label,
                             disposition, text, wording, refers_to_question_id, refers_to_department_id)
         VALUES (:inquiry, :department, :letter, :question, :unit, :label,
                 :disposition, :text, :wording, :refers_to_question, :refers_to_department)
         ON CONFLICT DO NOTHING",
        named_params! {
            ":inquiry": inquiries::id(writer, &new.inquiry)?,
            ":department": departments::department_id(writer, &new.department)?,
            ":letter": letter,
            ":question": question,
            ":unit": unit,
            ":label": new.label,
            ":disposition": new.disposition,
            ":text": new.text,
            ":wording": new.wording,
            ":refers_to_question": refers_to_question_id(writer, new)?,
            ":refers_to_department": refers_to_department_id(writer, new)?,
        },
    )?;
    if added > 0 {
        return Ok(None);
    }
    writer.maybe(
        "SELECT inquiry.reference AS inquiry, question.number AS question, department.code AS department,
                letter.number AS letter, unit.code AS unit, answer.label, answer.disposition,
                other_question.number AS refers_to_question, other_department.code AS refers_to_department,
                answer.wording, answer.text
         FROM answer
         JOIN question ON question.id = answer.question_id
         JOIN inquiry ON inquiry.id = question.inquiry_id
         JOIN letter ON letter.id = answer.letter_id
         JOIN department ON department.id = answer.department_id
         LEFT JOIN department AS unit ON unit.id = answer.unit_id
         LEFT JOIN question AS other_question ON other_question.id = answer.refers_to_question_id
         LEFT JOIN department AS other_department ON other_department.id = answer.refers_to_department_id
         WHERE answer.letter_id = :letter AND answer.question_id = :question
           AND ifnull(answer.unit_id, 0) = ifnull(:unit, 0)",
        named_params! { ":letter": letter, ":question": question, ":unit": unit },
        read,
    )
}

/// Replaces what is recorded of an answer; its key stays.
///
/// # Errors
/// As [`add`].
pub fn update(writer: &Writer<'_>, key: &Key, new: &Answer) -> Result<()> {
    new.check()?;
    writer.run(
        "UPDATE answer SET label = :label, disposition = :disposition, text = :text, wording = :wording,
                refers_to_question_id = :refers_to_question,
                refers_to_department_id = :refers_to_department
         WHERE id = :id",
        named_params! {
            ":id": id(writer, key)?,
            ":label": new.label,
            ":disposition": new.disposition,
            ":text": new.text,
            ":wording": new.wording,
            ":refers_to_question": refers_to_question_id(writer, new)?,
            ":refers_to_department": refers_to_department_id(writer, new)?,
        },
    )?;
    Ok(())
}

fn refers_to_question_id(reader: &Reader<'_>, new: &Answer) -> Result<Option<i64>> {
    new.refers_to_question
        .as_ref()
        .map(|number| questions::id(reader, &new.inquiry, number))
        .transpose()
}

fn refers_to_department_id(reader: &Reader<'_>, new: &Answer) -> Result<Option<i64>> {
    let Some(code) = &new.refers_to_department else {
        return Ok(None);
    };
    if code.as_str().eq_ignore_ascii_case(new.department.as_str()) {
        return Err(Error::refused(
            format!("{code} cannot refer a question to itself"),
            "name the department that the letter leaves the question to",
        ));
    }
    departments::department_id(reader, code).map(Some)
}

/// The row number of an answer.
pub(super) fn id(reader: &Reader<'_>, key: &Key) -> Result<i64> {
    let letter = letters::id(reader, &key.inquiry, &key.department, key.letter)?;
    let question = questions::id(reader, &key.inquiry, &key.question)?;
    let unit = departments::unit_id(reader, &key.department, key.unit.as_ref())?;
    id_by_rows(reader, letter, question, unit)?.ok_or_else(|| missing(key))
}

fn id_by_rows(
    reader: &Reader<'_>,
    letter: i64,
    question: i64,
    unit: Option<i64>,
) -> Result<Option<i64>> {
    reader.maybe(
        "SELECT id FROM answer
         WHERE letter_id = :letter AND question_id = :question AND ifnull(unit_id, 0) = ifnull(:unit, 0)",
        named_params! { ":letter": letter, ":question": question, ":unit": unit },
        |row| row.get("id"),
    )
}
