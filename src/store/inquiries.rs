//! Inquiries.

use rusqlite::{Row, named_params};

use super::values::{date, iso};
use super::{Reader, Writer, askers, deadline_rules};
use crate::domain::vocabulary::nearest;
use crate::domain::{Code, Inquiry, Reference};
use crate::error::{Error, Result, Thing};

fn read(row: &Row<'_>) -> rusqlite::Result<Inquiry> {
    Ok(Inquiry {
        reference: row.get("reference")?,
        title: row.get("title")?,
        asker: row.get("asker")?,
        received_on: date(row, "received_on")?,
        deadline_rule: row.get("deadline_rule")?,
        due_on: date(row, "due_on")?,
        follows: row.get("follows")?,
        closed_on: date(row, "closed_on")?,
        original_due_on: date(row, "original_due_on")?,
        due_stated: row.get("due_stated")?,
    })
}

/// Every inquiry, each after the one that it continues.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<Inquiry>> {
    reader.all(
        "WITH RECURSIVE chain (id, depth) AS (
           SELECT id, 0 FROM inquiry WHERE follows_id IS NULL
           UNION ALL
           SELECT inquiry.id, chain.depth + 1 FROM inquiry JOIN chain ON inquiry.follows_id = chain.id
         )
         SELECT inquiry.reference, inquiry.title, asker.code AS asker, inquiry.received_on,
                deadline_rule.code AS deadline_rule, inquiry.due_on, followed.reference AS follows,
                inquiry.closed_on, inquiry.original_due_on, inquiry.due_stated
         FROM chain
         JOIN inquiry ON inquiry.id = chain.id
         JOIN asker ON asker.id = inquiry.asker_id
         JOIN deadline_rule ON deadline_rule.id = inquiry.deadline_rule_id
         LEFT JOIN inquiry AS followed ON followed.id = inquiry.follows_id
         ORDER BY chain.depth, inquiry.reference",
        [],
        read,
    )
}

/// The inquiry with a reference.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &Reader<'_>, reference: &Reference) -> Result<Inquiry> {
    find(reader, reference)?.map_or_else(|| Err(unknown(reader, reference)?), Ok)
}

fn find(reader: &Reader<'_>, reference: &Reference) -> Result<Option<Inquiry>> {
    reader.maybe(
        "SELECT inquiry.reference, inquiry.title, asker.code AS asker, inquiry.received_on,
                deadline_rule.code AS deadline_rule, inquiry.due_on, followed.reference AS follows,
                inquiry.closed_on, inquiry.original_due_on, inquiry.due_stated
         FROM inquiry
         JOIN asker ON asker.id = inquiry.asker_id
         JOIN deadline_rule ON deadline_rule.id = inquiry.deadline_rule_id
         LEFT JOIN inquiry AS followed ON followed.id = inquiry.follows_id
         WHERE inquiry.reference = :reference",
        named_params! { ":reference": reference },
        read,
    )
}

/// The inquiry, if nothing forbids to add to it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] if it is closed.
pub fn get_open(reader: &Reader<'_>, reference: &Reference) -> Result<Inquiry> {
    let inquiry = get(reader, reference)?;
    match inquiry.closed_on {
        None => Ok(inquiry),
        Some(day) => Err(Error::refused(
            format!("inquiry `{}` was closed on {day}", inquiry.reference),
            format!(
                "`tenday inquiry reopen {}` opens it again",
                inquiry.reference
            ),
        )),
    }
}

/// The inquiries that continue one, by reference.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn follow_ups(reader: &Reader<'_>, reference: &Reference) -> Result<Vec<Reference>> {
    reader.all(
        "SELECT inquiry.reference FROM inquiry JOIN inquiry AS followed ON followed.id = inquiry.follows_id
         WHERE followed.reference = :reference ORDER BY inquiry.reference",
        named_params! { ":reference": reference },
        |row| row.get("reference"),
    )
}

/// The inquiries that are not closed, or those of them under one rule, by reference.
///
/// # Errors
/// [`Error::NotFound`] for an unknown rule.
pub fn not_closed(reader: &Reader<'_>, rule: Option<&Code>) -> Result<Vec<Reference>> {
    let rule = rule
        .map(|code| deadline_rules::id(reader, code))
        .transpose()?;
    reader.all(
        "SELECT reference FROM inquiry
         WHERE closed_on IS NULL AND (:rule IS NULL OR deadline_rule_id = :rule) ORDER BY reference",
        named_params! { ":rule": rule },
        |row| row.get("reference"),
    )
}

/// The next free reference of a year: `2018-2` after `2018-1`.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn next_reference(reader: &Reader<'_>, year: i16) -> Result<Reference> {
    let last: i64 = reader.value(
        "SELECT ifnull(max(CAST(substr(reference, length(:year) + 2) AS INTEGER)), 0) FROM inquiry
         WHERE reference GLOB :year || '-[0-9]*'
           AND substr(reference, length(:year) + 2) NOT GLOB '*[^0-9]*'",
        named_params! { ":year": year.to_string() },
    )?;
    format!("{year}-{}", last + 1).parse()
}

/// Adds an inquiry.
///
/// # Errors
/// [`Error::Exists`] if the reference is taken; [`Error::NotFound`] for an unknown asker, rule or
/// inquiry followed; [`Error::Refused`] for dates in the wrong order.
pub fn add(writer: &Writer<'_>, new: &Inquiry) -> Result<()> {
    put(writer, new)?.map_or(Ok(()), |there| Err(exists(there)))
}

/// Adds an inquiry, unless one with its reference is there, which it returns.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &Inquiry) -> Result<Option<Inquiry>> {
    if let Some(there) = find(writer, &new.reference)? {
        return Ok(Some(there));
    }
    check_dates(new)?;
    writer.insert(
        "INSERT INTO inquiry (reference, title, asker_id, received_on, deadline_rule_id, due_on, follows_id,
                              closed_on, original_due_on, due_stated)
         VALUES (:reference, :title, :asker, :received_on, :rule, :due_on, :follows,
                 :closed_on, :original_due_on, :due_stated)",
        named_params! {
            ":reference": new.reference,
            ":title": new.title,
            ":asker": askers::id(writer, &new.asker)?,
            ":received_on": iso(new.received_on),
            ":rule": deadline_rules::id(writer, &new.deadline_rule)?,
            ":due_on": iso(new.due_on),
            ":follows": follows_id(writer, new)?,
            ":closed_on": iso(new.closed_on),
            ":original_due_on": iso(new.original_due_on),
            ":due_stated": new.due_stated,
        },
    )?;
    writer.remember(|keys| &keys.inquiries, || new.reference.as_str().into());
    Ok(None)
}

/// Replaces what is recorded of an inquiry.
///
/// # Errors
/// As [`add`]; [`Error::Refused`] also if following would close a loop.
pub fn update(writer: &Writer<'_>, reference: &Reference, new: &Inquiry) -> Result<()> {
    let id = id(writer, reference)?;
    let renamed = !reference
        .as_str()
        .eq_ignore_ascii_case(new.reference.as_str());
    if renamed && let Some(there) = find(writer, &new.reference)? {
        return Err(exists(there));
    }
    check_dates(new)?;
    no_loop(writer, reference, new)?;
    writer.run(
        "UPDATE inquiry SET reference = :reference, title = :title, asker_id = :asker,
                received_on = :received_on, deadline_rule_id = :rule, due_on = :due_on,
                follows_id = :follows, closed_on = :closed_on,
                original_due_on = :original_due_on, due_stated = :due_stated
         WHERE id = :id",
        named_params! {
            ":id": id,
            ":reference": new.reference,
            ":title": new.title,
            ":asker": askers::id(writer, &new.asker)?,
            ":received_on": iso(new.received_on),
            ":rule": deadline_rules::id(writer, &new.deadline_rule)?,
            ":due_on": iso(new.due_on),
            ":follows": follows_id(writer, new)?,
            ":closed_on": iso(new.closed_on),
            ":original_due_on": iso(new.original_due_on),
            ":due_stated": new.due_stated,
        },
    )?;
    if renamed {
        writer.forget_keys();
    }
    Ok(())
}

fn check_dates(new: &Inquiry) -> Result<()> {
    let Some(received) = new.received_on else {
        return match new.due_on {
            None => Ok(()),
            Some(due) => Err(Error::refused(
                format!("a due date ({due}) needs the date of receipt, which is not known"),
                "give the date of receipt too, with --received DATE",
            )),
        };
    };
    for (what, day) in [("due", new.due_on), ("closed", new.closed_on)] {
        if let Some(day) = day.filter(|day| *day < received) {
            return Err(Error::refused(
                format!("an inquiry received on {received} cannot be {what} on {day}, before that"),
                "mend one of the two dates",
            ));
        }
    }
    Ok(())
}

fn follows_id(reader: &Reader<'_>, new: &Inquiry) -> Result<Option<i64>> {
    let Some(follows) = &new.follows else {
        return Ok(None);
    };
    if follows
        .as_str()
        .eq_ignore_ascii_case(new.reference.as_str())
    {
        return Err(Error::refused(
            format!("inquiry `{follows}` cannot follow itself"),
            "name the earlier inquiry that it continues",
        ));
    }
    id(reader, follows).map(Some)
}

fn no_loop(reader: &Reader<'_>, reference: &Reference, new: &Inquiry) -> Result<()> {
    let mut next = new.follows.clone();
    while let Some(earlier) = next {
        if earlier.as_str().eq_ignore_ascii_case(reference.as_str()) {
            let follows = new.follows.as_ref().unwrap_or(&earlier);
            return Err(Error::refused(
                format!(
                    "inquiry `{reference}` cannot follow `{follows}`, which itself continues `{reference}`"
                ),
                format!("`tenday inquiry show {follows}` shows what it follows"),
            ));
        }
        next = get(reader, &earlier)?.follows;
    }
    Ok(())
}

fn exists(there: Inquiry) -> Error {
    Error::Exists {
        what: Thing::Inquiry,
        command: Some(format!(
            "`tenday inquiry show {}` shows it",
            there.reference
        )),
        key: there.reference.to_string(),
        at: Some(there.title),
    }
}

/// The row number of an inquiry.
pub(super) fn id(reader: &Reader<'_>, reference: &Reference) -> Result<i64> {
    reader.known_as(
        |keys| &keys.inquiries,
        reference.as_str(),
        || {
            let found = reader.maybe(
                "SELECT id FROM inquiry WHERE reference = :reference",
                named_params! { ":reference": reference },
                |row| row.get("id"),
            )?;
            found.map_or_else(|| Err(unknown(reader, reference)?), Ok)
        },
    )
}

fn unknown(reader: &Reader<'_>, reference: &Reference) -> Result<Error> {
    let known: Vec<Reference> = if reader.suggests() {
        reader.all(
            "SELECT reference FROM inquiry ORDER BY reference",
            [],
            |row| row.get("reference"),
        )?
    } else {
        Vec::new()
    };
    Ok(Error::NotFound {
        what: Thing::Inquiry,
        key: reference.to_string(),
        within: None,
        nearest: nearest(reference.as_str(), known.iter().map(Reference::as_str)),
        list: Some("tenday inquiry list".into()),
    })
}
