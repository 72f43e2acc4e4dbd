//! Extensions and pauses of inquiries, and departments' internal deadlines.

use jiff::civil::Date;
use rusqlite::{Row, named_params};

use super::values::{date, iso, known_date};
use super::{Reader, Writer, departments, inquiries};
use crate::domain::{Code, Extension, Inquiry, InternalDeadline, Pause, Reference};
use crate::error::{Error, Result, Thing};

fn read_extension(row: &Row<'_>) -> rusqlite::Result<Extension> {
    Ok(Extension {
        inquiry: row.get("inquiry")?,
        until: known_date(row, "until")?,
        reason: row.get("reason")?,
        granted_by: row.get("granted_by")?,
        granted_on: known_date(row, "granted_on")?,
    })
}

/// The extensions of an inquiry, or of all, in the order of their dates.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>, inquiry: Option<&Reference>) -> Result<Vec<Extension>> {
    reader.of_inquiry(
        "SELECT inquiry.reference AS inquiry, extension.until, extension.reason,
                extension.granted_by, extension.granted_on
         FROM extension JOIN inquiry ON inquiry.id = extension.inquiry_id
         WHERE {inquiry}
         ORDER BY inquiry.reference, extension.until",
        inquiry,
        read_extension,
    )
}

/// Adds an extension.
///
/// # Errors
/// [`Error::Exists`] if one until that day is recorded; [`Error::NotFound`].
pub fn add(writer: &Writer<'_>, new: &Extension) -> Result<()> {
    let Some(there) = put(writer, new)? else {
        return Ok(());
    };
    Err(Error::Exists {
        what: Thing::Extension,
        key: format!("{} {}", there.inquiry, there.until),
        command: Some(format!(
            "`tenday extension list {}` shows it",
            there.inquiry
        )),
        at: Some(there.reason),
    })
}

/// Adds an extension, unless one until that day is there, which it returns.
///
/// # Errors
/// [`Error::NotFound`].
pub fn put(writer: &Writer<'_>, new: &Extension) -> Result<Option<Extension>> {
    let inquiry = inquiries::id(writer, &new.inquiry)?;
    let known = list(writer, Some(&new.inquiry))?;
    if let Some(there) = known.into_iter().find(|it| it.until == new.until) {
        return Ok(Some(there));
    }
    writer.run(
        "INSERT INTO extension (inquiry_id, until, reason, granted_by, granted_on)
         VALUES (:inquiry, :until, :reason, :granted_by, :granted_on)",
        named_params! {
            ":inquiry": inquiry,
            ":until": new.until.to_string(),
            ":reason": new.reason,
            ":granted_by": new.granted_by,
            ":granted_on": new.granted_on.to_string(),
        },
    )?;
    Ok(None)
}

/// Replaces what is recorded of an extension; its inquiry and day stay.
///
/// # Errors
/// [`Error::NotFound`].
pub fn update(writer: &Writer<'_>, new: &Extension) -> Result<()> {
    writer.run(
        "UPDATE extension SET reason = :reason, granted_by = :granted_by, granted_on = :granted_on
         WHERE inquiry_id = :inquiry AND until = :until",
        named_params! {
            ":inquiry": inquiries::id(writer, &new.inquiry)?,
            ":until": new.until.to_string(),
            ":reason": new.reason,
            ":granted_by": new.granted_by,
            ":granted_on": new.granted_on.to_string(),
        },
    )?;
    Ok(())
}

/// Removes an extension; the caller settles the due date.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove(writer: &Writer<'_>, inquiry: &Reference, until: Date) -> Result<()> {
    let removed = writer.run(
        "DELETE FROM extension WHERE inquiry_id = :inquiry AND until = :until",
        named_params! {
            ":inquiry": inquiries::id(writer, inquiry)?,
            ":until": until.to_string(),
        },
    )?;
    if removed > 0 {
        return Ok(());
    }
    Err(Error::NotFound {
        what: Thing::Extension,
        key: until.to_string(),
        within: Some(format!("inquiry {inquiry}")),
        nearest: Vec::new(),
        list: Some(format!("tenday extension list {inquiry}")),
    })
}

fn read_pause(row: &Row<'_>) -> rusqlite::Result<Pause> {
    Ok(Pause {
        inquiry: row.get("inquiry")?,
        from_on: known_date(row, "from_on")?,
        to_on: date(row, "to_on")?,
        reason: row.get("reason")?,
        granted_by: row.get("granted_by")?,
    })
}

/// The pauses of an inquiry, or of all, in the order of their first days.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn pauses(reader: &Reader<'_>, inquiry: Option<&Reference>) -> Result<Vec<Pause>> {
    reader.of_inquiry(
        "SELECT inquiry.reference AS inquiry, pause.from_on, pause.to_on, pause.reason, pause.granted_by
         FROM pause JOIN inquiry ON inquiry.id = pause.inquiry_id
         WHERE {inquiry}
         ORDER BY inquiry.reference, pause.from_on",
        inquiry,
        read_pause,
    )
}

/// Adds a pause.
///
/// # Errors
/// [`Error::Refused`] if it ends before it begins, begins on the day another begins, or another
/// still lasts; [`Error::NotFound`].
pub fn add_pause(writer: &Writer<'_>, new: &Pause) -> Result<()> {
    put_pause(writer, new)?.map_or(Ok(()), |there| Err(paused(&there)))
}

/// Adds a pause, unless one from that day is there, which it returns.
///
/// # Errors
/// As [`add_pause`].
pub fn put_pause(writer: &Writer<'_>, new: &Pause) -> Result<Option<Pause>> {
    let inquiry = inquiries::id(writer, &new.inquiry)?;
    let known = pauses_beside(writer, new)?;
    if let Some(there) = known.into_iter().find(|it| it.from_on == new.from_on) {
        return Ok(Some(there));
    }
    writer.run(
        "INSERT INTO pause (inquiry_id, from_on, to_on, reason, granted_by)
         VALUES (:inquiry, :from_on, :to_on, :reason, :granted_by)",
        named_params! {
            ":inquiry": inquiry,
            ":from_on": new.from_on.to_string(),
            ":to_on": iso(new.to_on),
            ":reason": new.reason,
            ":granted_by": new.granted_by,
        },
    )?;
    Ok(None)
}

/// Replaces what is recorded of a pause; its inquiry and first day stay.
///
/// # Errors
/// As [`add_pause`].
pub fn update_pause(writer: &Writer<'_>, new: &Pause) -> Result<()> {
    pauses_beside(writer, new)?;
    writer.run(
        "UPDATE pause SET to_on = :to_on, reason = :reason, granted_by = :granted_by
         WHERE inquiry_id = :inquiry AND from_on = :from_on",
        named_params! {
            ":inquiry": inquiries::id(writer, &new.inquiry)?,
            ":from_on": new.from_on.to_string(),
            ":to_on": iso(new.to_on),
            ":reason": new.reason,
            ":granted_by": new.granted_by,
        },
    )?;
    Ok(())
}

/// The pauses of the inquiry, if `new` can stand among them.
fn pauses_beside(reader: &Reader<'_>, new: &Pause) -> Result<Vec<Pause>> {
    if let Some(to) = new.to_on.filter(|to| *to < new.from_on) {
        return Err(Error::refused(
            format!(
                "a pause from {} cannot end on {to}, before that",
                new.from_on
            ),
            "mend one of the two dates",
        ));
    }
    let known = pauses(reader, Some(&new.inquiry))?;
    let both_last =
        |it: &&Pause| it.from_on != new.from_on && it.to_on.is_none() && new.to_on.is_none();
    match known.iter().find(both_last) {
        Some(there) => Err(paused(there)),
        None => Ok(known),
    }
}

fn paused(there: &Pause) -> Error {
    Error::refused(
        format!(
            "inquiry `{}` has a pause from {} already{}",
            there.inquiry,
            there.from_on,
            there.to_on.map_or(", which lasts", |_| "")
        ),
        format!("`tenday pause list {}` shows it", there.inquiry),
    )
}

/// Ends the pause that lasts; `last` is its last day. Returns the pause as it is then.
///
/// # Errors
/// [`Error::Refused`] if none lasts, or it would end before it begins; [`Error::NotFound`].
pub fn end_pause(writer: &Writer<'_>, inquiry: &Reference, last: Date) -> Result<Pause> {
    let id = inquiries::id(writer, inquiry)?;
    let known = pauses(writer, Some(inquiry))?;
    let Some(running) = known.into_iter().find(|it| it.to_on.is_none()) else {
        return Err(Error::refused(
            format!("inquiry `{inquiry}` has no pause that lasts"),
            format!("`tenday pause list {inquiry}` shows those it had"),
        ));
    };
    if last < running.from_on {
        return Err(Error::refused(
            format!(
                "the pause began on {}; it cannot end on {last}, before that",
                running.from_on
            ),
            "give its last day with --to DATE",
        ));
    }
    writer.run(
        "UPDATE pause SET to_on = :last WHERE inquiry_id = :inquiry AND from_on = :from_on",
        named_params! {
            ":inquiry": id,
            ":from_on": running.from_on.to_string(),
            ":last": last.to_string(),
        },
    )?;
    Ok(Pause {
        to_on: Some(last),
        ..running
    })
}

/// Removes a pause; the caller settles the due date.
///
/// # Errors
/// [`Error::Refused`] if none begins that day; [`Error::NotFound`].
pub fn remove_pause(writer: &Writer<'_>, inquiry: &Reference, from: Date) -> Result<()> {
    let removed = writer.run(
        "DELETE FROM pause WHERE inquiry_id = :inquiry AND from_on = :from_on",
        named_params! {
            ":inquiry": inquiries::id(writer, inquiry)?,
            ":from_on": from.to_string(),
        },
    )?;
    if removed > 0 {
        return Ok(());
    }
    Err(Error::refused(
        format!("inquiry `{inquiry}` has no pause from {from}"),
        format!("`tenday pause list {inquiry}` shows those there are"),
    ))
}

/// The internal deadlines of an inquiry, or of all, by department.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn internal(reader: &Reader<'_>, inquiry: Option<&Reference>) -> Result<Vec<InternalDeadline>> {
    reader.of_inquiry(
        "SELECT inquiry.reference AS inquiry, department.code AS department, internal_deadline.due_on
         FROM internal_deadline
         JOIN inquiry ON inquiry.id = internal_deadline.inquiry_id
         JOIN department ON department.id = internal_deadline.department_id
         WHERE {inquiry}
         ORDER BY inquiry.reference, department.code",
        inquiry,
        read_internal,
    )
}

/// Refuses a due date that moved to before an internal deadline.
///
/// # Errors
/// [`Error::Refused`].
pub fn none_after(reader: &Reader<'_>, inquiry: &Inquiry) -> Result<()> {
    let reference = &inquiry.reference;
    let set = internal(reader, Some(reference))?;
    let late = set
        .iter()
        .find(|it| inquiry.due_on.is_some_and(|due| it.due_on > due));
    let (Some(late), Some(due)) = (late, inquiry.due_on) else {
        return Ok(());
    };
    let department = &late.department;
    Err(Error::refused(
        format!(
            "the due date would move to {due}, before the internal deadline of {department}, {}",
            late.due_on
        ),
        format!("first run `tenday internal-deadline remove {reference} {department}`"),
    ))
}

/// The internal deadline of a department.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry or department.
pub fn internal_of(
    reader: &Reader<'_>,
    inquiry: &Reference,
    department: &Code,
) -> Result<Option<InternalDeadline>> {
    reader.maybe(
        "SELECT inquiry.reference AS inquiry, department.code AS department, internal_deadline.due_on
         FROM internal_deadline
         JOIN inquiry ON inquiry.id = internal_deadline.inquiry_id
         JOIN department ON department.id = internal_deadline.department_id
         WHERE inquiry.id = :inquiry AND department.id = :department",
        named_params! {
            ":inquiry": inquiries::id(reader, inquiry)?,
            ":department": departments::department_id(reader, department)?,
        },
        read_internal,
    )
}

fn read_internal(row: &Row<'_>) -> rusqlite::Result<InternalDeadline> {
    Ok(InternalDeadline {
        inquiry: row.get("inquiry")?,
        department: row.get("department")?,
        due_on: known_date(row, "due_on")?,
    })
}

/// Sets a department's internal deadline, in place of an earlier one, which it returns.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry or department.
pub fn set_internal(writer: &Writer<'_>, new: &InternalDeadline) -> Result<Option<Date>> {
    let earlier = internal(writer, Some(&new.inquiry))?
        .into_iter()
        .find(|it| it.department == new.department);
    writer.run(
        "INSERT INTO internal_deadline (inquiry_id, department_id, due_on)
         VALUES (:inquiry, :department, :due_on)
         ON CONFLICT (inquiry_id, department_id) DO UPDATE SET due_on = excluded.due_on",
        named_params! {
            ":inquiry": inquiries::id(writer, &new.inquiry)?,
            ":department": departments::department_id(writer, &new.department)?,
            ":due_on": new.due_on.to_string(),
        },
    )?;
    Ok(earlier.map(|it| it.due_on))
}

/// Removes a department's internal deadline and returns the day it was.
///
/// # Errors
/// [`Error::Refused`] if it has none; [`Error::NotFound`].
pub fn remove_internal(
    writer: &Writer<'_>,
    inquiry: &Reference,
    department: &Code,
) -> Result<Date> {
    let id = departments::department_id(writer, department)?;
    let there = internal(writer, Some(inquiry))?.into_iter().find(|it| {
        it.department
            .as_str()
            .eq_ignore_ascii_case(department.as_str())
    });
    let there = there.ok_or_else(|| {
        Error::refused(
            format!("{department} has no internal deadline in inquiry `{inquiry}`"),
            format!("`tenday internal-deadline list {inquiry}` shows those there are"),
        )
    })?;
    writer.run(
        "DELETE FROM internal_deadline WHERE inquiry_id = :inquiry AND department_id = :department",
        named_params! { ":inquiry": inquiries::id(writer, inquiry)?, ":department": id },
    )?;
    Ok(there.due_on)
}
