//! The record's refusals, as whoever wrote the row is told of them: with the column and the value.

use super::row::{Problem, Row};
use crate::error::{Error, Thing};

/// What the record's refusal of a row is to the one who wrote it.
pub(super) fn refused(row: &Row<'_>, error: &Error) -> Problem {
    let nearest = match error {
        Error::NotFound { nearest, .. } => nearest.first(),
        _ => None,
    };
    let message = match (error, nearest) {
        (Error::Invalid { problem, .. }, _) => problem.clone(),
        (_, Some(key)) => format!("{error} (did you mean `{key}`?)"),
        _ => error.to_string(),
    };
    let cell = named_cell(row, error).map(|column| {
        let value = row.cell(column).to_owned();
        (column.into(), value)
    });
    Problem { cell, message }
}

/// The column that holds what an error names.
fn named_cell(row: &Row<'_>, error: &Error) -> Option<&'static str> {
    let named = match error {
        Error::NotFound {
            what: Thing::Letter,
            ..
        } => return first_filled(row, &["letter", "stated_letter", "department"]),
        Error::NotFound {
            what: Thing::Answer,
            ..
        } => return first_filled(row, &["question", "stated_question"]),
        Error::NotFound { key, .. } | Error::Exists { key, .. } => key.as_str(),
        Error::Invalid { value, .. } => value.as_str(),
        Error::Refused { message, .. } => message.strip_prefix('`')?.split('`').next()?,
        _ => return None,
    };
    let bare = |text: &str| {
        let text = text.trim().trim_end_matches(['.', ')', ':']);
        text.to_lowercase()
    };
    let wanted = bare(named);
    row.columns
        .iter()
        .flatten()
        .copied()
        .find(|column| bare(row.cell(column)) == wanted)
}

fn first_filled(row: &Row<'_>, columns: &[&'static str]) -> Option<&'static str> {
    columns.iter().copied().find(|column| row.fills(column))
}
