//! Figures.

use rusqlite::{Row, named_params};

use super::{Reader, Writer, answers};
use crate::domain::{Figure, Reference};
use crate::error::{Error, Result, Thing};

/// A figure stays below this, as the schema has it: what is larger is a slip of the pen.
const LARGEST: f64 = 1e300;

/// The figures of an inquiry's answers, or of all.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry.
pub fn list(reader: &Reader<'_>, inquiry: Option<&Reference>) -> Result<Vec<Figure>> {
    if let Some(reference) = inquiry {
        super::inquiries::id(reader, reference)?;
    }
    reader.of_inquiry(
        "SELECT inquiry.reference AS inquiry, question.number AS question, department.code AS department,
                letter.number AS letter, answer_unit.code AS answer_unit, figure.name, figure.as_of,
                figure.value, figure.unit, figure.approximate
         FROM figure
         JOIN answer ON answer.id = figure.answer_id
         JOIN inquiry ON inquiry.id = answer.inquiry_id
         JOIN question ON question.id = answer.question_id
         JOIN letter ON letter.id = answer.letter_id
         JOIN department ON department.id = answer.department_id
         LEFT JOIN department AS answer_unit ON answer_unit.id = answer.unit_id
         WHERE {inquiry}
         ORDER BY inquiry.reference, question.position, department.code, letter.number,
                  answer_unit.code, figure.name, figure.as_of",
        inquiry,
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Figure> {
    Ok(Figure {
        inquiry: row.get("inquiry")?,
        question: row.get("question")?,
        department: row.get("department")?,
        letter: row.get("letter")?,
        answer_unit: row.get("answer_unit")?,
        name: row.get("name")?,
        as_of: row.get("as_of")?,
        value: row.get("value")?,
        unit: row.get("unit")?,
        approximate: row.get("approximate")?,
    })
}

/// Adds a figure to an answer.
///
/// # Errors
/// [`Error::Exists`]; [`Error::NotFound`] for an unknown answer; [`Error::Invalid`] for a value that
/// is no finite number.
pub fn add(writer: &Writer<'_>, new: &Figure) -> Result<()> {
    if put(writer, new)?.is_none() {
        return Ok(());
    }
    Err(Error::Exists {
        what: Thing::Figure,
        key: new.name.clone(),
        at: Some(format!(
            "{} {} {}",
            new.inquiry, new.question, new.department
        )),
        command: Some(format!("`tenday figure list {}` shows it", new.inquiry)),
    })
}

/// Adds a figure to an answer, unless the answer has one of that name and day, which it returns.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &Figure) -> Result<Option<Figure>> {
    check(new)?;
    let answer = answer_id(writer, new)?;
    let added = writer.run(
        "INSERT INTO figure (answer_id, name, value, unit, as_of, approximate)
         VALUES (:answer, :name, :value, :unit, :as_of, :approximate)
         ON CONFLICT DO NOTHING",
        named_params! {
            ":answer": answer,
            ":name": new.name,
            ":value": new.value,
            ":unit": new.unit,
            ":as_of": new.as_of.as_ref().map(ToString::to_string),
            ":approximate": new.approximate,
        },
    )?;
    if added > 0 {
        return Ok(None);
    }
    writer.maybe(
        "SELECT inquiry.reference AS inquiry, question.number AS question, department.code AS department,
                letter.number AS letter, answer_unit.code AS answer_unit, figure.name, figure.as_of,
                figure.value, figure.unit, figure.approximate
         FROM figure
         JOIN answer ON answer.id = figure.answer_id
         JOIN inquiry ON inquiry.id = answer.inquiry_id
         JOIN question ON question.id = answer.question_id
         JOIN letter ON letter.id = answer.letter_id
         JOIN department ON department.id = answer.department_id
         LEFT JOIN department AS answer_unit ON answer_unit.id = answer.unit_id
         WHERE figure.answer_id = :answer AND figure.name = :name
           AND ifnull(figure.as_of, '') = ifnull(:as_of, '')",
        named_params! {
            ":answer": answer,
            ":name": new.name,
            ":as_of": new.as_of.as_ref().map(ToString::to_string),
        },
        read,
    )
}

/// Replaces what is recorded of a figure; its answer, name and day stay.
///
/// # Errors
/// As [`add`].
pub fn update(writer: &Writer<'_>, new: &Figure) -> Result<()> {
    check(new)?;
    writer.run(
        "UPDATE figure SET value = :value, unit = :unit, approximate = :approximate
         WHERE answer_id = :answer AND name = :name AND ifnull(as_of, '') = ifnull(:as_of, '')",
        named_params! {
            ":answer": answer_id(writer, new)?,
            ":name": new.name,
            ":value": new.value,
            ":unit": new.unit,
            ":as_of": new.as_of.as_ref().map(ToString::to_string),
            ":approximate": new.approximate,
        },
    )?;
    Ok(())
}

fn check(new: &Figure) -> Result<()> {
    if !new.value.is_finite() || new.value.abs() >= LARGEST {
        return Err(Error::invalid(
            "figure",
            new.value.to_string(),
            "it is not a number that can be stored",
        ));
    }
    Ok(())
}

fn answer_id(reader: &Reader<'_>, figure: &Figure) -> Result<i64> {
    answers::id(
        reader,
        &answers::Key {
            inquiry: figure.inquiry.clone(),
            question: figure.question.clone(),
            department: figure.department.clone(),
            letter: figure.letter,
            unit: figure.answer_unit.clone(),
        },
    )
}
