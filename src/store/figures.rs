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
    put(writer, new)?.map_or(Ok(()), |there| Err(exists(&there)))
}

fn exists(there: &Figure) -> Error {
    Error::Exists {
        what: Thing::Figure,
        key: there.name.clone(),
        at: Some(format!(
            "{} {} {}",
            there.inquiry, there.question, there.department
        )),
        command: Some(format!("`tenday figure list {}` shows it", there.inquiry)),
    }
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
    find(writer, answer, new)
}

/// The figure of an answer with the name and day of another.
fn find(reader: &Reader<'_>, answer: i64, like: &Figure) -> Result<Option<Figure>> {
    reader.maybe(
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
            ":name": like.name,
            ":as_of": like.as_of.as_ref().map(ToString::to_string),
        },
        read,
    )
}

/// Replaces what is recorded of a figure; its answer stays.
///
/// # Errors
/// As [`add`].
pub fn update(writer: &Writer<'_>, old: &Figure, new: &Figure) -> Result<()> {
    check(new)?;
    let answer = answer_id(writer, old)?;
    let renamed = (&old.name, &old.as_of) != (&new.name, &new.as_of);
    if renamed && let Some(there) = find(writer, answer, new)? {
        return Err(exists(&there));
    }
    writer.run(
        "UPDATE figure SET name = :name, as_of = :as_of, value = :value, unit = :unit,
                approximate = :approximate
         WHERE answer_id = :answer AND name = :old_name AND ifnull(as_of, '') = ifnull(:old_as_of, '')",
        named_params! {
            ":answer": answer,
            ":old_name": old.name,
            ":old_as_of": old.as_of.as_ref().map(ToString::to_string),
            ":name": new.name,
            ":as_of": new.as_of.as_ref().map(ToString::to_string),
            ":value": new.value,
            ":unit": new.unit,
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

/// The row number of the answer that states a figure.
pub(super) fn answer_id(reader: &Reader<'_>, figure: &Figure) -> Result<i64> {
    answers::id(reader, &answer(figure))
}

/// The answer that states a figure.
pub(super) fn answer(figure: &Figure) -> answers::Key {
    answers::Key {
        inquiry: figure.inquiry.clone(),
        question: figure.question.clone(),
        department: figure.department.clone(),
        letter: figure.letter,
        unit: figure.answer_unit.clone(),
    }
}
