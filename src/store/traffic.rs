//! The contacts of a count week.

use rusqlite::named_params;

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
        |row| {
            Ok(Traffic {
                department: row.get("department")?,
                kind: row.get("kind")?,
                weekday: row.get("weekday")?,
                hour: row.get("hour")?,
                contacts: row.get("contacts")?,
            })
        },
    )
}

/// Adds a count.
///
/// # Errors
/// [`Error::Exists`] if that hour is counted already; [`Error::NotFound`] for an unknown department.
pub fn add(writer: &Writer<'_>, new: &Traffic) -> Result<()> {
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
    if added == 0 {
        return Err(Error::Exists {
            what: Thing::Count,
            key: format!(
                "{} {} weekday {} hour {}",
                new.department, new.kind, new.weekday, new.hour
            ),
            at: None,
            command: None,
        });
    }
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
