//! The contacts of a count week.

use rusqlite::{Row, named_params};

use super::{Reader, Writer, departments};
use crate::domain::Traffic;
use crate::error::{Error, Result, Thing};

/// Every count, by department, kind, weekday and hour.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<Traffic>> {
    reader.all(
        "SELECT department.code AS department, traffic.kind, traffic.weekday, traffic.hour, traffic.contacts
         FROM traffic JOIN department ON department.id = traffic.department_id
         ORDER BY department.code, traffic.kind, traffic.weekday, traffic.hour",
        [],
        read,
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Traffic> {
    Ok(Traffic {
        department: row.get("department")?,
        kind: row.get("kind")?,
        weekday: row.get("weekday")?,
        hour: row.get("hour")?,
        contacts: row.get("contacts")?,
    })
}

/// Adds a count.
///
/// # Errors
/// [`Error::Exists`] if that hour is counted already; [`Error::NotFound`] for an unknown department.
pub fn add(writer: &Writer<'_>, new: &Traffic) -> Result<()> {
    if put(writer, new)?.is_none() {
        return Ok(());
    }
    Err(Error::Exists {
        what: Thing::Count,
        key: format!(
            "{} {} weekday {} hour {}",
            new.department, new.kind, new.weekday, new.hour
        ),
        at: None,
        command: None,
    })
}

/// Adds a count, unless that hour is counted, which it returns.
///
/// # Errors
/// [`Error::NotFound`] for an unknown department.
pub fn put(writer: &Writer<'_>, new: &Traffic) -> Result<Option<Traffic>> {
    let added = writer.run(
        "INSERT INTO traffic (department_id, kind, weekday, hour, contacts)
         VALUES (:department, :kind, :weekday, :hour, :contacts)
         ON CONFLICT DO NOTHING",
        named_params! {
            ":department": departments::id(writer, &new.department)?,
            ":kind": new.kind,
            ":weekday": new.weekday,
            ":hour": new.hour,
            ":contacts": new.contacts,
        },
    )?;
    if added > 0 {
        return Ok(None);
    }
    writer.maybe(
        "SELECT department.code AS department, traffic.kind, traffic.weekday, traffic.hour, traffic.contacts
         FROM traffic JOIN department ON department.id = traffic.department_id
         WHERE department.id = :department AND traffic.kind = :kind
           AND traffic.weekday = :weekday AND traffic.hour = :hour",
        named_params! {
            ":department": departments::id(writer, &new.department)?,
            ":kind": new.kind,
            ":weekday": new.weekday,
            ":hour": new.hour,
        },
        read,
    )
}

/// Replaces how many contacts there were in an hour.
///
/// # Errors
/// [`Error::NotFound`] for an unknown department.
pub fn update(writer: &Writer<'_>, new: &Traffic) -> Result<()> {
    writer.run(
        "UPDATE traffic SET contacts = :contacts
         WHERE department_id = :department AND kind = :kind AND weekday = :weekday AND hour = :hour",
        named_params! {
            ":department": departments::id(writer, &new.department)?,
            ":kind": new.kind,
            ":weekday": new.weekday,
            ":hour": new.hour,
            ":contacts": new.contacts,
        },
    )?;
    Ok(())
}

/// Takes every count away.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn clear(writer: &Writer<'_>) -> Result<()> {
    writer.run("DELETE FROM traffic", [])?;
    Ok(())
}
