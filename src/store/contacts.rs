//! Contact channels.

use rusqlite::types::FromSqlError;
use rusqlite::{Row, named_params};

use super::values::{date, iso};
use super::{Reader, Writer, answers, departments, letters};
use crate::domain::{Channel, Code, Source};
use crate::error::{Error, Result, Thing};

/// A query for channels; the argument says which.
macro_rules! channels {
    ($which:literal) => {
        concat!(
            "SELECT department.code AS department, contact_channel.kind, contact_channel.value,
           contact_channel.label, contact_channel.audience, contact_channel.valid_from,
           contact_channel.valid_to, contact_channel.hours, contact_channel.hours_words,
           contact_channel.visibility, contact_channel.decided_by, contact_channel.decided_on,
           (SELECT group_concat(code, ' ') FROM (
              SELECT served.code FROM channel_serves
              JOIN department AS served ON served.id = channel_serves.department_id
              WHERE channel_serves.channel_id = contact_channel.id ORDER BY served.code)) AS also_serves,
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
    ",
            $which,
            "
    ORDER BY ifnull(parent.code, department.code), parent.code IS NOT NULL, department.code,
             contact_channel.kind, contact_channel.value, contact_channel.label,
             contact_channel.audience, contact_channel.valid_from"
        )
    };
}

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
        hours_words: row.get("hours_words")?,
        visibility: row.get("visibility")?,
        decided_by: row.get("decided_by")?,
        decided_on: date(row, "decided_on")?,
        also_serves: codes(row.get("also_serves")?)?,
        source,
    })
}

fn codes(joined: Option<String>) -> rusqlite::Result<Vec<Code>> {
    let read = |code: &str| code.parse().map_err(|e| FromSqlError::other(e).into());
    joined
        .unwrap_or_default()
        .split_whitespace()
        .map(read)
        .collect()
}

/// The channels of every department, or of one and its units; whatever their visibility.
///
/// # Errors
/// [`Error::NotFound`] for an unknown department.
pub fn list(reader: &Reader<'_>, department: Option<&Code>) -> Result<Vec<Channel>> {
    if let Some(code) = department {
        departments::id(reader, code)?;
    }
    reader.all(
        channels!(
            "WHERE :department IS NULL OR ifnull(parent.code, department.code) = :department COLLATE NOCASE
       OR department.code = :department COLLATE NOCASE
       OR EXISTS (
         SELECT 1 FROM channel_serves JOIN department AS served ON served.id = channel_serves.department_id
         WHERE channel_serves.channel_id = contact_channel.id AND served.code = :department)"
        ),
        named_params! { ":department": department },
        read,
    )
}

/// The channel with the key of another.
fn find(reader: &Reader<'_>, like: &Channel) -> Result<Option<Channel>> {
    reader.maybe(
        channels!("WHERE contact_channel.id = :id"),
        named_params! { ":id": id(reader, like)? },
        read,
    )
}

/// Adds a channel.
///
/// # Errors
/// [`Error::Exists`]; [`Error::NotFound`] for an unknown department, letter or answer;
/// [`Error::Refused`] if it says nothing or ends before it begins.
pub fn add(writer: &Writer<'_>, new: &Channel) -> Result<()> {
    put(writer, new)?.map_or(Ok(()), |there| Err(exists(&there)))
}

fn exists(channel: &Channel) -> Error {
    let ended = channel.valid_to;
    Error::Exists {
        what: Thing::Channel,
        key: format!("{} {}", channel.department, channel.title()),
        at: ended.map(|day| format!("its last day is {day}")),
        command: Some(match ended {
            None => format!("`tenday contact list {}` shows it", channel.department),
            Some(_) => format!(
                "`tenday contact list {} --all` shows it; --valid-from DATE records it anew from then on",
                channel.department
            ),
        }),
    }
}

/// Adds a channel, unless it is there, which it returns as it is.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &Channel) -> Result<Option<Channel>> {
    check(new)?;
    let department = departments::id(writer, &new.department)?;
    let (letter, answer) = source_ids(writer, new)?;
    let added = writer.run(
        "INSERT INTO contact_channel (department_id, kind, label, value, e164, hours, hours_words, audience,
                                      visibility, decided_by, decided_on, valid_from, valid_to,
                                      letter_id, answer_id)
         VALUES (:department, :kind, :label, :value, :e164, :hours, :hours_words, :audience,
                 :visibility, :decided_by, :decided_on, :valid_from, :valid_to, :letter, :answer)
         ON CONFLICT DO NOTHING",
        named_params! {
            ":department": department,
            ":kind": new.kind,
            ":label": new.label,
            ":value": new.value,
            ":hours": new.hours,
            ":audience": new.audience,
            ":visibility": new.visibility,
            ":e164": new.e164(),
            ":hours_words": new.hours_words,
            ":decided_by": new.decided_by,
            ":decided_on": iso(new.decided_on),
            ":valid_from": iso(new.valid_from),
            ":valid_to": iso(new.valid_to),
            ":letter": letter,
            ":answer": answer,
        },
    )?;
    if added == 0 {
        return find(writer, new);
    }
    serve(writer, new)?;
    Ok(None)
}

/// Records which other departments and units a channel serves, in place of those before.
fn serve(writer: &Writer<'_>, channel: &Channel) -> Result<()> {
    let row = id(writer, channel)?;
    writer.run(
        "DELETE FROM channel_serves WHERE channel_id = :channel",
        named_params! { ":channel": row },
    )?;
    for code in &channel.also_serves {
        writer.run(
            "INSERT INTO channel_serves (channel_id, department_id) VALUES (:channel, :department)
             ON CONFLICT DO NOTHING",
            named_params! { ":channel": row, ":department": departments::id(writer, code)? },
        )?;
    }
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
        return Err(exists(new));
    }
    let (letter, answer) = source_ids(writer, new)?;
    writer.run(
        "UPDATE contact_channel SET department_id = :department, kind = :kind, label = :label,
                value = :value, e164 = :e164, hours = :hours, hours_words = :hours_words,
                audience = :audience, visibility = :visibility, decided_by = :decided_by,
                decided_on = :decided_on, valid_from = :valid_from, valid_to = :valid_to,
                letter_id = :letter, answer_id = :answer
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
            ":e164": new.e164(),
            ":hours_words": new.hours_words,
            ":decided_by": new.decided_by,
            ":decided_on": iso(new.decided_on),
            ":valid_from": iso(new.valid_from),
            ":valid_to": iso(new.valid_to),
            ":letter": letter,
            ":answer": answer,
        },
    )?;
    serve(writer, new)
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

/// The row number of a channel, if it is there.
pub(super) fn id(reader: &Reader<'_>, channel: &Channel) -> Result<Option<i64>> {
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
