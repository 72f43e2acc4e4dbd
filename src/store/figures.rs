//! Figures.

use rusqlite::named_params;

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
    let inquiry = inquiry
        .map(|reference| super::inquiries::id(reader, reference))
        .transpose()?;
    let rows = reader.all(
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
         WHERE :inquiry IS NULL OR answer.inquiry_id = :inquiry
         ORDER BY inquiry.reference, question.position, department.code, letter.number,
                  answer_unit.code, figure.name, figure.as_of",
        named_params! { ":inquiry": inquiry },
        |row| {
            Ok((
                Figure {
                    inquiry: row.get("inquiry")?,
                    question: row.get("question")?,
                    department: row.get("department")?,
                    letter: row.get("letter")?,
                    answer_unit: row.get("answer_unit")?,
                    name: row.get("name")?,
                    as_of: None,
                    value: row.get("value")?,
                    unit: row.get("unit")?,
                    approximate: row.get("approximate")?,
                },
                row.get::<_, Option<String>>("as_of")?,
            ))
        },
    )?;
    rows.into_iter()
        .map(|(figure, as_of)| {
            let as_of = as_of.map(|text| text.parse()).transpose()?;
            Ok(Figure { as_of, ..figure })
        })
        .collect()
}

/// Adds a figure to an answer.
///
/// # Errors
/// [`Error::Exists`]; [`Error::NotFound`] for an unknown answer; [`Error::Invalid`] for a value that
/// is no finite number.
pub fn add(writer: &Writer<'_>, new: &Figure) -> Result<()> {
    if !new.value.is_finite() || new.value.abs() >= LARGEST {
        return Err(Error::invalid(
            "figure",
            new.value.to_string(),
            "it is not a number that can be stored",
        ));
    }
    let answer = answers::id(
        writer,
        &answers::Key {
            inquiry: new.inquiry.clone(),
            question: new.question.clone(),
            department: new.department.clone(),
            letter: new.letter,
            unit: new.answer_unit.clone(),
        },
    )?;
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
    if added == 0 {
        return Err(Error::Exists {
            what: Thing::Figure,
            key: new.name.clone(),
            at: Some(format!(
                "{} {} {}",
                new.inquiry, new.question, new.department
            )),
            command: Some(format!("`tenday figure list {}` shows it", new.inquiry)),
        });
    }
    Ok(())
}
