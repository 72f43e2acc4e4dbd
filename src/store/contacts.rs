//! Contact channels.

use rusqlite::{Row, named_params};

use super::values::{date, iso};
use super::{Reader, Writer, answers, departments, letters};
use crate::domain::{Channel, Code, Source};
use crate::error::{Error, Result, Thing};

const SELECT: &str = "
    SELECT department.code AS department, contact_channel.kind, contact_channel.value,
           contact_channel.label, contact_channel.audience, contact_channel.valid_from,
           contact_channel.valid_to, contact_channel.hours, contact_channel.visibility,
           inquiry.reference AS stated_inquiry, sender.code AS stated_department,
           letter.number AS stated_letter, question.number AS stated_question,
           answering_unit.code AS stated_unit
    FROM contact_channel
    JOIN department ON department.id = contact_channel.department_id
    LEFT JOIN department AS parent ON parent.id = department.parent_id
    LEFT JOIN answer ON answer.id = contact_channel.answer_id
    LEFT JOIN question ON question.id = answer.question_id
    LEFT JOIN department AS answering_unit ON answering_unit.id = answer.unit_id
    LEFT JOIN letter ON letter.id = ifnull(contact_channel.letter_id, answer.letter_id)
    LEFT JOIN inquiry ON inquiry.id = letter.inquiry_id
    LEFT JOIN department AS sender ON sender.id = letter.department_id
    WHERE :department IS NULL OR ifnull(parent.code, department.code) = :department COLLATE NOCASE
       OR department.code = :department COLLATE NOCASE
    ORDER BY ifnull(parent.code, department.code), parent.code IS NOT NULL, department.code,
             contact_channel.kind, contact_channel.value, contact_channel.label,
             contact_channel.audience, contact_channel.valid_from";

fn read(row: &Row<'_>) -> rusqlite::Result<Channel> {
    let stated: Option<_> = row.get("stated_inquiry")?;
    let source = match stated {
        None => None,
        Some(inquiry) => Some(Source {
            inquiry,
            department: row.get("stated_department")?,
            letter: row.get("stated_letter")?,
            question: row.get("stated_question")?,
            unit: row.get("stated_unit")?,
        }),
    };
    Ok(Channel {
        department: row.get("department")?,
        kind: row.get("kind")?,
        value: row.get("value")?,
        label: row.get("label")?,
        audience: row.get("audience")?,
        valid_from: date(row, "valid_from")?,
        valid_to: date(row, "valid_to")?,
        hours: row.get("hours")?,
        visibility: row.get("visibility")?,
        source,
    })
}

/// The channels of every department, or of one and its units; whatever their visibility.
///
/// # Errors
/// [`Error::NotFound`] for an unknown department.
pub fn list(reader: &Reader<'_>, department: Option<&Code>) -> Result<Vec<Channel>> {
    if let Some(code) = department {
        departments::id(reader, code)?;
    }
    reader.all(SELECT, named_params! { ":department": department }, read)
}

/// Adds a channel.
///
/// # Errors
/// [`Error::Exists`]; [`Error::NotFound`] for an unknown department, letter or answer;
/// [`Error::Refused`] if it says nothing or ends before it begins.
pub fn add(writer: &Writer<'_>, new: &Channel) -> Result<()> {
    check(new)?;
    let department = departments::id(writer, &new.department)?;
    if id(writer, new)?.is_some() {
        return Err(Error::Exists {
            what: Thing::Channel,
            key: format!("{} {}", new.department, new.title()),
            at: None,
            command: Some(format!("`tenday contact list {}` shows it", new.department)),
        });
    }
    let (letter, answer) = source_ids(writer, new)?;
    writer.run(
        "INSERT INTO contact_channel (department_id, kind, label, value, hours, audience, visibility,
                                      valid_from, valid_to, letter_id, answer_id)
         VALUES (:department, :kind, :label, :value, :hours, :audience, :visibility,
                 :valid_from, :valid_to, :letter, :answer)",
        named_params! {
            ":department": department,
            ":kind": new.kind,
            ":label": new.label,
            ":value": new.value,
            ":hours": new.hours,
            ":audience": new.audience,
            ":visibility": new.visibility,
            ":valid_from": iso(new.valid_from),
            ":valid_to": iso(new.valid_to),
            ":letter": letter,
            ":answer": answer,
        },
    )?;
    Ok(())
}

/// Replaces what is recorded of a channel.
///
/// # Errors
/// As [`add`].
pub fn update(writer: &Writer<'_>, old: &Channel, new: &Channel) -> Result<()> {
    check(new)?;
    let Some(row) = id(writer, old)? else {
        return Err(Error::NotFound {
            what: Thing::Channel,
            key: old.title(),
            within: Some(old.department.to_string()),
            nearest: Vec::new(),
            list: Some(format!("tenday contact list {}", old.department)),
        });
    };
    if id(writer, new)?.is_some_and(|other| other != row) {
        return Err(Error::Exists {
            what: Thing::Channel,
            key: format!("{} {}", new.department, new.title()),
            at: None,
            command: Some(format!("`tenday contact list {}` shows it", new.department)),
        });
    }
    writer.run(
        "UPDATE contact_channel SET department_id = :department, kind = :kind, label = :label,
                value = :value, hours = :hours, audience = :audience, visibility = :visibility,
                valid_from = :valid_from, valid_to = :valid_to
         WHERE id = :id",
        named_params! {
            ":id": row,
            ":department": departments::id(writer, &new.department)?,
            ":kind": new.kind,
            ":label": new.label,
            ":value": new.value,
            ":hours": new.hours,
            ":audience": new.audience,
            ":visibility": new.visibility,
            ":valid_from": iso(new.valid_from),
            ":valid_to": iso(new.valid_to),
        },
    )?;
    Ok(())
}

fn check(new: &Channel) -> Result<()> {
    if new.value.is_none() && new.hours.is_none() && new.label.is_none() {
        return Err(Error::refused(
            "a contact channel says at least its value, its hours or whose it is",
            "give --value, --hours or --label",
        ));
    }
    if let (Some(from), Some(to)) = (new.valid_from, new.valid_to)
        && to < from
    {
        return Err(Error::refused(
            format!("a channel valid from {from} cannot end on {to}, before that"),
            "mend one of the two dates",
        ));
    }
    Ok(())
}

fn source_ids(reader: &Reader<'_>, new: &Channel) -> Result<(Option<i64>, Option<i64>)> {
    let Some(source) = &new.source else {
        return Ok((None, None));
    };
    let Some(question) = &source.question else {
        let letter = letters::id(reader, &source.inquiry, &source.department, source.letter)?;
        return Ok((Some(letter), None));
    };
    let key = answers::Key {
        inquiry: source.inquiry.clone(),
        question: question.clone(),
        department: source.department.clone(),
        letter: source.letter,
        unit: source.unit.clone(),
    };
    Ok((None, Some(answers::id(reader, &key)?)))
}

fn id(reader: &Reader<'_>, channel: &Channel) -> Result<Option<i64>> {
    reader.maybe(
        "SELECT id FROM contact_channel
         WHERE department_id = :department AND kind = :kind AND ifnull(value, '') = ifnull(:value, '')
           AND ifnull(label, '') = ifnull(:label, '') AND ifnull(audience, '') = ifnull(:audience, '')
           AND ifnull(valid_from, '') = ifnull(:valid_from, '')",
        named_params! {
            ":department": departments::id(reader, &channel.department)?,
            ":kind": channel.kind,
            ":value": channel.value,
            ":label": channel.label,
            ":audience": channel.audience,
            ":valid_from": iso(channel.valid_from),
        },
        |row| row.get("id"),
    )
}
