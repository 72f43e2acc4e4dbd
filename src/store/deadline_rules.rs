//! Deadline rules.

use rusqlite::{Row, named_params};

use super::values::{date, iso};
use super::{Reader, Writer};
use crate::domain::vocabulary::nearest;
use crate::domain::{Code, DeadlineRule};
use crate::error::{Error, Result, Thing};

fn read(row: &Row<'_>) -> rusqlite::Result<DeadlineRule> {
    Ok(DeadlineRule {
        code: row.get("code")?,
        name: row.get("name")?,
        days: row.get("days")?,
        day_kind: row.get("day_kind")?,
        counts_first_day: row.get("counts_first_day")?,
        closed_day_rule: row.get("closed_day_rule")?,
        valid_from: date(row, "valid_from")?,
        valid_to: date(row, "valid_to")?,
        source: row.get("source")?,
    })
}

/// Every rule, by code.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<DeadlineRule>> {
    reader.all(
        "SELECT code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source
         FROM deadline_rule ORDER BY code",
        [],
        read,
    )
}

/// The rule with a code.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &Reader<'_>, code: &Code) -> Result<DeadlineRule> {
    let known = list(reader)?;
    let is_it = |rule: &&DeadlineRule| rule.code.as_str().eq_ignore_ascii_case(code.as_str());
    if let Some(found) = known.iter().find(is_it) {
        return Ok(found.clone());
    }
    Err(Error::NotFound {
        what: Thing::DeadlineRule,
        key: code.to_string(),
        within: None,
        nearest: nearest(code.as_str(), known.iter().map(|rule| rule.code.as_str())),
        list: Some("tenday deadline-rule list".into()),
    })
}

/// Adds a rule.
///
/// # Errors
/// [`Error::Exists`] if the code is taken.
pub fn add(writer: &Writer<'_>, new: &DeadlineRule) -> Result<()> {
    if let Ok(there) = get(writer, &new.code) {
        return Err(Error::Exists {
            what: Thing::DeadlineRule,
            key: there.code.to_string(),
            at: Some(there.name),
            command: None,
        });
    }
    writer.run(
        "INSERT INTO deadline_rule (code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source)
         VALUES (:code, :name, :days, :day_kind, :counts_first_day, :closed_day_rule, :valid_from, :valid_to, :source)",
        named_params! {
            ":code": new.code,
            ":name": new.name,
            ":days": new.days,
            ":day_kind": new.day_kind,
            ":counts_first_day": new.counts_first_day,
            ":closed_day_rule": new.closed_day_rule,
            ":valid_from": iso(new.valid_from),
            ":valid_to": iso(new.valid_to),
            ":source": new.source,
        },
    )?;
    Ok(())
}

/// The row number of a rule.
pub(super) fn id(reader: &Reader<'_>, code: &Code) -> Result<i64> {
    let rule = get(reader, code)?;
    reader.value(
        "SELECT id FROM deadline_rule WHERE code = :code",
        named_params! { ":code": rule.code },
    )
}
