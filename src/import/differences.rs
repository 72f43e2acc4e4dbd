//! What a row says otherwise than the record, and how that is told.

use super::row::{Problem, Row};
use super::shapes::{Shape, by_name};
use crate::domain::text::opening;
use crate::domain::{Change, Value};
use crate::store::Writer;

/// The most characters of a value in a message.
const SHOWN: usize = 60;

/// The columns outside the key in which a row says something else than what is recorded.
pub(super) fn differing<S: Shape>(
    writer: &Writer<'_>,
    row: &Row<'_>,
    old: &S,
    new: &S,
) -> Vec<Change> {
    let mut changes = crate::domain::changes(old, new);
    // A name may look like a code.
    let is_name_of = |change: &Change| {
        S::NAMED.contains(&change.column)
            && by_name(writer, row, change.column, &change.new.plain())
                .is_ok_and(|code| code.is_some_and(|code| change.old == (&code).into()))
    };
    changes.retain(|change| {
        let place = S::COLUMNS.iter().position(|it| *it == change.column);
        let is_key = place.is_some_and(|place| place < S::KEY);
        let alike = S::REFERENCES.contains(&change.column)
            && change.old.plain().eq_ignore_ascii_case(&change.new.plain());
        !is_key && !alike && !is_name_of(change) && S::is_said(row, change.column)
    });
    changes
}

/// A value as messages show it.
pub(super) fn shown(value: &Value) -> String {
    match value.plain() {
        text if text.is_empty() => "(none)".to_owned(),
        text => format!("`{}`", opening(&text, SHOWN)),
    }
}

/// What is wrong with a row where the record says something else.
pub(super) fn recorded(differing: &[Change]) -> Problem {
    told_otherwise(differing, |old| {
        format!("{old} is recorded; --update replaces it")
    })
}

/// What is wrong with a row where an earlier one, at `place`, says something else.
pub(super) fn told_twice(differing: &[Change], place: &str) -> Problem {
    told_otherwise(differing, |old| {
        format!("{place} has the same key and says {old}")
    })
}

/// A problem with the first of some columns, which names the others too.
fn told_otherwise(differing: &[Change], message: impl Fn(&str) -> String) -> Problem {
    let Some((first, rest)) = differing.split_first() else {
        return Problem {
            cell: None,
            message: message(""),
        };
    };
    let mut message = message(&shown(&first.old));
    if !rest.is_empty() {
        let names: Vec<&str> = rest.iter().map(|change| change.column).collect();
        message = format!("{message} (also {})", names.join(", "));
    }
    Problem {
        cell: Some((first.column.into(), opening(&first.new.plain(), SHOWN))),
        message,
    }
}
