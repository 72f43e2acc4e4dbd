//! The municipality's own closed days.

use jiff::civil::Date;
use rusqlite::{Row, named_params};

use super::values::known_date;
use super::{Reader, Writer};
use crate::domain::ClosedDay;
use crate::domain::calendar::Calendar;
use crate::error::{Error, Result, Thing};

fn read(row: &Row<'_>) -> rusqlite::Result<ClosedDay> {
    Ok(ClosedDay {
        day: known_date(row, "day")?,
        name: row.get("name")?,
    })
}

/// Every closed day, in order.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<ClosedDay>> {
    reader.all("SELECT day, name FROM closed_day ORDER BY day", [], read)
}

/// Public holidays together with the closed days.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn calendar(reader: &Reader<'_>) -> Result<Calendar> {
    let days = list(reader)?;
    Ok(Calendar::new(
        days.into_iter().map(|closed| (closed.day, closed.name)),
    ))
}

/// Adds a closed day.
///
/// # Errors
/// [`Error::Exists`] if the day is one already.
pub fn add(writer: &Writer<'_>, new: &ClosedDay) -> Result<()> {
    let Some(there) = put(writer, new)? else {
        return Ok(());
    };
    Err(Error::Exists {
        what: Thing::ClosedDay,
        key: there.day.to_string(),
        at: Some(there.name),
        command: Some(format!("`tenday closed-day remove {}` removes it", new.day)),
    })
}

/// Adds a closed day, unless the day is one already; returns what it is then.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn put(writer: &Writer<'_>, new: &ClosedDay) -> Result<Option<ClosedDay>> {
    let there = writer.maybe(
        "SELECT day, name FROM closed_day WHERE day = :day",
        named_params! { ":day": new.day.to_string() },
        read,
    )?;
    if there.is_none() {
        writer.run(
            "INSERT INTO closed_day (day, name) VALUES (:day, :name)",
            named_params! { ":day": new.day.to_string(), ":name": new.name },
        )?;
    }
    Ok(there)
}

/// Replaces what a closed day is called.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn update(writer: &Writer<'_>, new: &ClosedDay) -> Result<()> {
    writer.run(
        "UPDATE closed_day SET name = :name WHERE day = :day",
        named_params! { ":day": new.day.to_string(), ":name": new.name },
    )?;
    Ok(())
}

/// Removes a closed day and returns what it was.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove(writer: &Writer<'_>, day: Date) -> Result<ClosedDay> {
    let there = list(writer)?.into_iter().find(|it| it.day == day);
    let there = there.ok_or_else(|| Error::NotFound {
        what: Thing::ClosedDay,
        key: day.to_string(),
        within: None,
        nearest: Vec::new(),
        list: Some("tenday closed-day list".into()),
    })?;
    writer.run(
        "DELETE FROM closed_day WHERE day = :day",
        named_params! { ":day": day.to_string() },
    )?;
    Ok(there)
}
