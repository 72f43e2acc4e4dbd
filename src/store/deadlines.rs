//! Due dates: how each was reached, and which move when a rule or a closed day changes.

use jiff::civil::Date;

use super::{Reader, Writer, closed_days, deadline_rules, extensions, inquiries};
use crate::domain::{Code, DeadlineRule, Due, Inquiry, Reference};
use crate::error::{Error, Result};

/// An inquiry whose dates a change moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The inquiry.
    pub inquiry: Reference,
    /// What it is about.
    pub title: String,
    /// The date that held before; `None`: none was known.
    pub old: Option<Date>,
    /// The date that holds after it.
    pub new: Option<Date>,
}

/// How the due date of a recorded inquiry is reached; `None` where the day of receipt is not
/// known, or the due date was said not to be.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn way(reader: &Reader<'_>, inquiry: &Inquiry) -> Result<Option<Due>> {
    reached(reader, &inquiry.reference, inquiry)
}

fn reached(reader: &Reader<'_>, recorded_as: &Reference, inquiry: &Inquiry) -> Result<Option<Due>> {
    let Some(received) = inquiry.received_on else {
        return Ok(None);
    };
    let granted = extensions::list(reader, Some(recorded_as))?;
    if inquiry.due_stated {
        return Ok(inquiry
            .original_due_on
            .map(|date| Due::stated(received, date, &granted)));
    }
    let rule = deadline_rules::get(reader, &inquiry.deadline_rule)?;
    let calendar = closed_days::calendar(reader)?;
    let pauses = extensions::pauses(reader, Some(recorded_as))?;
    Ok(Some(rule.due_with(received, &calendar, &pauses, &granted)))
}

/// The inquiry with the dates that follow from what else is recorded of it; `recorded_as` is the
/// reference it has in the record, if it is there already.
///
/// # Errors
/// [`Error::Refused`] if its rule does not apply to what was received that day;
/// [`Error::NotFound`] for an unknown rule.
pub fn dated(reader: &Reader<'_>, recorded_as: &Reference, inquiry: Inquiry) -> Result<Inquiry> {
    if !inquiry.due_stated
        && let Some(received) = inquiry.received_on
    {
        applies(
            &deadline_rules::get(reader, &inquiry.deadline_rule)?,
            received,
        )?;
    }
    let due = reached(reader, recorded_as, &inquiry)?;
    let kept = inquiry.original_due_on.filter(|_| inquiry.due_stated);
    Ok(Inquiry {
        original_due_on: due.as_ref().map(|due| due.original).or(kept),
        due_on: due.as_ref().map_or(kept, |due| due.date),
        ..inquiry
    })
}

fn applies(rule: &DeadlineRule, received: Date) -> Result<()> {
    if rule.is_valid_on(received) {
        return Ok(());
    }
    let from = rule.valid_from.map(|day| format!(" from {day}"));
    let to = rule.valid_to.map(|day| format!(" to {day}"));
    Err(Error::refused(
        format!(
            "deadline rule `{}` applies to what is received{}{}, not to what was received on {received}",
            rule.code,
            from.unwrap_or_default(),
            to.unwrap_or_default()
        ),
        "name another with --rule CODE; `tenday deadline-rule list` shows them",
    ))
}

/// An inquiry from elsewhere that states its due date or nothing: a date that is not the rule's
/// is taken as given by hand, and a missing one follows by the rule.
///
/// # Errors
/// As [`dated`].
pub fn completed(reader: &Reader<'_>, given: Inquiry) -> Result<Inquiry> {
    let complete = given.due_stated || given.original_due_on.is_some();
    let Some(received) = given.received_on.filter(|_| !complete) else {
        return Ok(given);
    };
    let rule = deadline_rules::get(reader, &given.deadline_rule)?;
    let by_rule = rule.due(received, &closed_days::calendar(reader)?).original;
    let due_stated = given
        .due_on
        .is_some_and(|day| !rule.is_valid_on(received) || day != by_rule);
    let stated = Inquiry {
        original_due_on: given.due_on,
        due_stated,
        ..given
    };
    let reference = stated.reference.clone();
    dated(reader, &reference, stated)
}

/// Finds the dates of an inquiry anew and records them. Returns it as it was and as it is.
///
/// # Errors
/// As [`dated`].
pub fn settle(writer: &Writer<'_>, reference: &Reference) -> Result<(Inquiry, Inquiry)> {
    let old = inquiries::get(writer, reference)?;
    let new = dated(writer, &old.reference, old.clone())?;
    if new != old {
        inquiries::update(writer, &old.reference, &new)?;
    }
    Ok((old, new))
}

/// Finds the dates of an inquiry anew and records them. Returns the move, if they moved.
///
/// # Errors
/// As [`dated`].
pub fn settled(writer: &Writer<'_>, reference: &Reference) -> Result<Option<Move>> {
    let (old, new) = settle(writer, reference)?;
    Ok((old != new).then_some(Move {
        inquiry: old.reference,
        title: old.title,
        old: old.due_on,
        new: new.due_on,
    }))
}

/// Finds the dates of every inquiry that is not closed anew, or of those under one rule, and
/// records them. Returns those that moved.
///
/// # Errors
/// As [`dated`].
pub fn settle_all(writer: &Writer<'_>, rule: Option<&Code>) -> Result<Vec<Move>> {
    let mut moved = Vec::new();
    for reference in inquiries::not_closed(writer, rule)? {
        moved.extend(settled(writer, &reference)?);
    }
    Ok(moved)
}
