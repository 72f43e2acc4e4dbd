//! The log of reminders, and what was last written to a calendar file.

use rusqlite::{Row, named_params};

use super::values::known_date;
use super::{Reader, Writer, departments, inquiries};
use crate::domain::ical::CalendarEntry;
use crate::domain::{Reference, Reminder};
use crate::error::Result;

/// The reminders of an inquiry, or of all, in the order in which they were written.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn list(reader: &Reader<'_>, inquiry: Option<&Reference>) -> Result<Vec<Reminder>> {
    reader.of_inquiry(
        "SELECT inquiry.reference AS inquiry, department.code AS department, reminder.step,
                reminder.made_on, reminder.due_on, reminder.language
         FROM reminder
         JOIN inquiry ON inquiry.id = reminder.inquiry_id
         JOIN department ON department.id = reminder.department_id
         WHERE {inquiry}
         ORDER BY reminder.made_on, inquiry.reference, department.code, reminder.step",
        inquiry,
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Reminder> {
    Ok(Reminder {
        inquiry: row.get("inquiry")?,
        department: row.get("department")?,
        step: row.get("step")?,
        made_on: known_date(row, "made_on")?,
        due_on: known_date(row, "due_on")?,
        language: row.get("language")?,
    })
}

/// The reminder of the same step to the same department on the same day.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry or department.
pub fn find(reader: &Reader<'_>, like: &Reminder) -> Result<Option<Reminder>> {
    reader.maybe(
        "SELECT inquiry.reference AS inquiry, department.code AS department, reminder.step,
                reminder.made_on, reminder.due_on, reminder.language
         FROM reminder
         JOIN inquiry ON inquiry.id = reminder.inquiry_id
         JOIN department ON department.id = reminder.department_id
         WHERE inquiry.id = :inquiry AND department.id = :department
           AND reminder.step = :step AND reminder.made_on = :made_on",
        named_params! {
            ":inquiry": inquiries::id(reader, &like.inquiry)?,
            ":department": departments::department_id(reader, &like.department)?,
            ":step": like.step,
            ":made_on": like.made_on.to_string(),
        },
        read,
    )
}

/// Logs a reminder; the same step of the same day, with another date, replaces the first.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry or department.
pub fn add(writer: &Writer<'_>, new: &Reminder) -> Result<()> {
    writer.run(
        "INSERT INTO reminder (inquiry_id, department_id, step, made_on, due_on, language)
         VALUES (:inquiry, :department, :step, :made_on, :due_on, :language)
         ON CONFLICT (inquiry_id, department_id, step, made_on)
         DO UPDATE SET due_on = excluded.due_on, language = excluded.language",
        named_params! {
            ":inquiry": inquiries::id(writer, &new.inquiry)?,
            ":department": departments::department_id(writer, &new.department)?,
            ":step": new.step,
            ":made_on": new.made_on.to_string(),
            ":due_on": new.due_on.to_string(),
            ":language": new.language,
        },
    )?;
    Ok(())
}

/// What was last written to a calendar file, by inquiry and department.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn calendar_entries(reader: &Reader<'_>) -> Result<Vec<CalendarEntry>> {
    reader.all(
        "SELECT inquiry.reference AS inquiry, department.code AS department, calendar_entry.uid,
                calendar_entry.sequence, calendar_entry.due_on, calendar_entry.questions,
                calendar_entry.cancelled
         FROM calendar_entry
         JOIN inquiry ON inquiry.id = calendar_entry.inquiry_id
         JOIN department ON department.id = calendar_entry.department_id
         ORDER BY inquiry.reference, department.code",
        [],
        |row| {
            Ok(CalendarEntry {
                inquiry: row.get("inquiry")?,
                department: row.get("department")?,
                uid: row.get("uid")?,
                sequence: row.get("sequence")?,
                due_on: known_date(row, "due_on")?,
                questions: row.get("questions")?,
                cancelled: row.get("cancelled")?,
            })
        },
    )
}

/// Records what is written to a calendar file, in place of what was written before.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry or department.
pub fn keep_calendar_entry(writer: &Writer<'_>, entry: &CalendarEntry) -> Result<()> {
    writer.run(
        "INSERT INTO calendar_entry (inquiry_id, department_id, uid, sequence, due_on, questions, cancelled)
         VALUES (:inquiry, :department, :uid, :sequence, :due_on, :questions, :cancelled)
         ON CONFLICT (inquiry_id, department_id) DO UPDATE SET sequence = excluded.sequence,
           due_on = excluded.due_on, questions = excluded.questions, cancelled = excluded.cancelled",
        named_params! {
            ":inquiry": inquiries::id(writer, &entry.inquiry)?,
            ":department": departments::department_id(writer, &entry.department)?,
            ":uid": entry.uid,
            ":sequence": entry.sequence,
            ":due_on": entry.due_on.to_string(),
            ":questions": entry.questions,
            ":cancelled": entry.cancelled,
        },
    )?;
    Ok(())
}
