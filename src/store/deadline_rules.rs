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
        observes_closed_days: row.get("observes_closed_days")?,
        holiday_calendar: row.get("holiday_calendar")?,
    })
}

/// Every rule, by code.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<DeadlineRule>> {
    reader.all(
        "SELECT code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source,
                observes_closed_days, holiday_calendar
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
    if let Some(found) = find(reader, code)? {
        return Ok(found);
    }
    let known = list(reader)?;
    Err(Error::NotFound {
        what: Thing::DeadlineRule,
        key: code.to_string(),
        within: None,
        nearest: nearest(code.as_str(), known.iter().map(|rule| rule.code.as_str())),
        list: Some("tenday deadline-rule list".into()),
    })
}

/// The rule with a code, if there is one.
fn find(reader: &Reader<'_>, code: &Code) -> Result<Option<DeadlineRule>> {
    reader.maybe(
        "SELECT code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source,
                observes_closed_days, holiday_calendar
         FROM deadline_rule WHERE code = :code",
        named_params! { ":code": code },
        read,
    )
}

/// Adds a rule.
///
/// # Errors
/// [`Error::Exists`] if the code is taken; [`Error::Refused`] if it ends before it begins.
pub fn add(writer: &Writer<'_>, new: &DeadlineRule) -> Result<()> {
    let Some(there) = put(writer, new)? else {
        return Ok(());
    };
    Err(Error::Exists {
        what: Thing::DeadlineRule,
        key: there.code.to_string(),
        at: Some(there.name),
        command: Some(format!(
            "`tenday deadline-rule edit {}` changes it",
            new.code
        )),
    })
}

/// Adds a rule, unless one with its code is there, which it returns.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &DeadlineRule) -> Result<Option<DeadlineRule>> {
    if let Some(there) = find(writer, &new.code)? {
        return Ok(Some(there));
    }
    check(new)?;
    writer.run(
        "INSERT INTO deadline_rule (code, name, days, day_kind, counts_first_day, closed_day_rule,
                                    valid_from, valid_to, source, observes_closed_days, holiday_calendar)
         VALUES (:code, :name, :days, :day_kind, :counts_first_day, :closed_day_rule,
                 :valid_from, :valid_to, :source, :observes_closed_days, :holiday_calendar)",
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
            ":observes_closed_days": new.observes_closed_days,
            ":holiday_calendar": new.holiday_calendar,
        },
    )?;
    Ok(None)
}

/// Replaces what is recorded of a rule; its code stays. Due dates do not move by this alone.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] if it ends before it begins.
pub fn update(writer: &Writer<'_>, new: &DeadlineRule) -> Result<()> {
    check(new)?;
    writer.run(
        "UPDATE deadline_rule SET name = :name, days = :days, day_kind = :day_kind,
                counts_first_day = :counts_first_day, closed_day_rule = :closed_day_rule,
                valid_from = :valid_from, valid_to = :valid_to, source = :source,
                observes_closed_days = :observes_closed_days, holiday_calendar = :holiday_calendar
         WHERE id = :id",
        named_params! {
            ":id": id(writer, &new.code)?,
            ":name": new.name,
            ":days": new.days,
            ":day_kind": new.day_kind,
            ":counts_first_day": new.counts_first_day,
            ":closed_day_rule": new.closed_day_rule,
            ":valid_from": iso(new.valid_from),
            ":valid_to": iso(new.valid_to),
            ":source": new.source,
            ":observes_closed_days": new.observes_closed_days,
            ":holiday_calendar": new.holiday_calendar,
        },
    )?;
    Ok(())
}

/// The longest time that a rule may give.
const MOST_DAYS: u16 = 3660;

fn check(rule: &DeadlineRule) -> Result<()> {
    if rule.days > MOST_DAYS {
        let problem = format!("a rule gives at most {MOST_DAYS} days");
        return Err(Error::invalid(
            "number of days",
            rule.days.to_string(),
            problem,
        ));
    }
    match (rule.valid_from, rule.valid_to) {
        (Some(from), Some(to)) if to < from => Err(Error::refused(
            format!("a rule that applies from {from} cannot end on {to}, before that"),
            "mend one of the two dates",
        )),
        _ => Ok(()),
    }
}

/// The row number of a rule.
pub(super) fn id(reader: &Reader<'_>, code: &Code) -> Result<i64> {
    reader.known_as(
        |keys| &keys.deadline_rules,
        code.as_str(),
        || {
            let rule = get(reader, code)?;
            reader.value(
                "SELECT id FROM deadline_rule WHERE code = :code",
                named_params! { ":code": rule.code },
            )
        },
    )
}
