//! Questions, and whom they are put to.

use rusqlite::{Row, named_params};

use super::{Reader, Writer, departments, inquiries};
use crate::domain::vocabulary::nearest;
use crate::domain::{Addressee, Code, Question, QuestionNumber, Reference};
use crate::error::{Error, Result, Thing};

fn read(row: &Row<'_>) -> rusqlite::Result<Question> {
    Ok(Question {
        inquiry: row.get("inquiry")?,
        number: row.get("number")?,
        position: row.get("position")?,
        text: row.get("text")?,
    })
}

/// The questions of an inquiry, in order.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry.
pub fn list(reader: &Reader<'_>, inquiry: &Reference) -> Result<Vec<Question>> {
    reader.all(
        "SELECT inquiry.reference AS inquiry, question.number, question.position, question.text
         FROM question JOIN inquiry ON inquiry.id = question.inquiry_id
         WHERE inquiry.id = :inquiry ORDER BY question.position",
        named_params! { ":inquiry": inquiries::id(reader, inquiry)? },
        read,
    )
}

/// One question.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &Reader<'_>, inquiry: &Reference, number: &QuestionNumber) -> Result<Question> {
    let known = list(reader, inquiry)?;
    let is_it = |q: &&Question| q.number.as_str().eq_ignore_ascii_case(number.as_str());
    match known.iter().find(is_it) {
        Some(found) => Ok(found.clone()),
        None => Err(unknown(inquiry, number, &known)),
    }
}

fn unknown(inquiry: &Reference, number: &QuestionNumber, known: &[Question]) -> Error {
    Error::NotFound {
        what: Thing::Question,
        key: number.to_string(),
        within: Some(format!("inquiry {inquiry}")),
        nearest: nearest(number.as_str(), known.iter().map(|q| q.number.as_str())),
        list: Some(format!("tenday question list {inquiry}")),
    }
}

/// Whom a question is put to: codes of departments and units.
///
/// # Errors
/// [`Error::NotFound`].
pub fn addressees(
    reader: &Reader<'_>,
    inquiry: &Reference,
    number: &QuestionNumber,
) -> Result<Vec<Code>> {
    reader.all(
        "SELECT department.code FROM addressee JOIN department ON department.id = addressee.department_id
         WHERE addressee.question_id = :question ORDER BY department.code",
        named_params! { ":question": id(reader, inquiry, number)? },
        |row| row.get("code"),
    )
}

/// The place after the last question of an inquiry.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry.
pub fn next_position(reader: &Reader<'_>, inquiry: &Reference) -> Result<u32> {
    reader.value(
        "SELECT ifnull(max(position), 0) + 1 FROM question WHERE inquiry_id = :inquiry",
        named_params! { ":inquiry": inquiries::id(reader, inquiry)? },
    )
}

/// Adds a question.
///
/// # Errors
/// [`Error::Exists`] if its number is taken; [`Error::Refused`] if its position is;
/// [`Error::NotFound`] for an unknown inquiry.
pub fn add(writer: &Writer<'_>, new: &Question) -> Result<()> {
    put(writer, new)?.map_or(Ok(()), |there| Err(exists(&there)))
}

/// Adds a question, unless one with its number is there, which it returns.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &Question) -> Result<Option<Question>> {
    let inquiry = inquiries::id(writer, &new.inquiry)?;
    let added = writer.insert(
        "INSERT INTO question (inquiry_id, number, position, text)
         VALUES (:inquiry, :number, :position, :text)
         ON CONFLICT DO NOTHING",
        named_params! {
            ":inquiry": inquiry,
            ":number": new.number,
            ":position": new.position,
            ":text": new.text,
        },
    )?;
    if added > 0 {
        writer.remember(
            |keys| &keys.questions,
            || (inquiry, new.number.as_str().into()),
        );
        return Ok(None);
    }
    match in_the_way(writer, inquiry, new, None)? {
        Some(there) if !same(&there.number, &new.number) => Err(place_taken(&there)),
        there => Ok(there),
    }
}

/// Replaces what is recorded of a question.
///
/// # Errors
/// As [`add`].
pub fn update(writer: &Writer<'_>, old: &Question, new: &Question) -> Result<()> {
    let id = id(writer, &old.inquiry, &old.number)?;
    let inquiry = inquiries::id(writer, &old.inquiry)?;
    if let Some(there) = in_the_way(writer, inquiry, new, Some(id))? {
        return Err(if same(&there.number, &new.number) {
            exists(&there)
        } else {
            place_taken(&there)
        });
    }
    writer.run(
        "UPDATE question SET number = :number, position = :position, text = :text WHERE id = :id",
        named_params! { ":number": new.number, ":position": new.position, ":text": new.text, ":id": id },
    )?;
    if !same(&old.number, &new.number) {
        writer.forget_keys();
    }
    Ok(())
}

/// The question, other than `itself`, that has the number or else the position of a new one. It
/// looks those two up and does not read the whole inquiry, which may be adding its ten thousandth
/// question.
fn in_the_way(
    reader: &Reader<'_>,
    inquiry: i64,
    new: &Question,
    itself: Option<i64>,
) -> Result<Option<Question>> {
    reader.maybe(
        "SELECT inquiry.reference AS inquiry, question.number, question.position, question.text
         FROM question JOIN inquiry ON inquiry.id = question.inquiry_id
         WHERE question.inquiry_id = :inquiry AND question.id IS NOT :itself
           AND (question.number = :number OR question.position = :position)
         ORDER BY question.number = :number DESC LIMIT 1",
        named_params! {
            ":inquiry": inquiry,
            ":itself": itself,
            ":number": new.number,
            ":position": new.position,
        },
        read,
    )
}

fn same(a: &QuestionNumber, b: &QuestionNumber) -> bool {
    a.as_str().eq_ignore_ascii_case(b.as_str())
}

fn exists(there: &Question) -> Error {
    let (inquiry, number) = (&there.inquiry, &there.number);
    Error::Exists {
        what: Thing::Question,
        key: format!("{inquiry} {number}"),
        at: Some(crate::domain::text::opening(&there.text, 60)),
        command: Some(format!(
            "`tenday question edit {inquiry} {number}` changes it"
        )),
    }
}

fn place_taken(there: &Question) -> Error {
    let (inquiry, number) = (&there.inquiry, &there.number);
    Error::refused(
        format!(
            "position {} of inquiry `{inquiry}` is taken by question {number}",
            there.position
        ),
        format!("`tenday question list {inquiry}` shows the order"),
    )
}

/// Puts a question to a department or unit.
///
/// # Errors
/// [`Error::Exists`] if it is put to it already; [`Error::NotFound`].
pub fn put_to(writer: &Writer<'_>, new: &Addressee) -> Result<()> {
    if put_once(writer, new)? {
        return Ok(());
    }
    Err(Error::Exists {
        what: Thing::Department,
        key: new.department.to_string(),
        at: Some(format!(
            "question {} {} is put to it",
            new.inquiry, new.question
        )),
        command: None,
    })
}

/// Puts a question to a department or unit, and says whether that is new.
///
/// # Errors
/// [`Error::NotFound`].
pub fn put_once(writer: &Writer<'_>, new: &Addressee) -> Result<bool> {
    let question = id(writer, &new.inquiry, &new.question)?;
    let department = departments::id(writer, &new.department)?;
    let added = writer.insert(
        "INSERT INTO addressee (question_id, department_id) VALUES (:question, :department)
         ON CONFLICT DO NOTHING",
        named_params! { ":question": question, ":department": department },
    )?;
    Ok(added > 0)
}

/// Takes a question back from a department or unit.
///
/// # Errors
/// [`Error::NotFound`].
pub fn take_back(writer: &Writer<'_>, old: &Addressee) -> Result<()> {
    writer.run(
        "DELETE FROM addressee WHERE question_id = :question AND department_id = :department",
        named_params! {
            ":question": id(writer, &old.inquiry, &old.question)?,
            ":department": departments::id(writer, &old.department)?,
        },
    )?;
    Ok(())
}

/// The row number of a question.
pub(super) fn id(reader: &Reader<'_>, inquiry: &Reference, number: &QuestionNumber) -> Result<i64> {
    let of = inquiries::id(reader, inquiry)?;
    reader.known(
        |keys| &keys.questions,
        || (of, number.as_str().into()),
        || {
            let found = reader.maybe(
                "SELECT id FROM question WHERE inquiry_id = :inquiry AND number = :number",
                named_params! { ":inquiry": of, ":number": number },
                |row| row.get("id"),
            )?;
            match found {
                Some(id) => Ok(id),
                None if !reader.suggests() => Err(unknown(inquiry, number, &[])),
                None => Err(unknown(inquiry, number, &list(reader, inquiry)?)),
            }
        },
    )
}
