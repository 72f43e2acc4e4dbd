//! Why a text in the notation is refused: what the grammar does not know, and what it knows but
//! could only be evaluated by guessing.

use std::ops::Range;

use opening_hours_syntax::error::Error as SyntaxError;
use opening_hours_syntax::rules::OpeningHoursExpression;
use opening_hours_syntax::rules::day::{HolidayKind, WeekDayRange};
use opening_hours_syntax::rules::time::TimeSpan;
use pest::error::InputLocation;

use super::HoursError;
use super::evaluate::fixed;

const EXAMPLE: &str = "Mo-We,Fr 10:00-15:00; Th 10:00-17:30; PH off";

/// Refuses what the grammar accepts and nobody could evaluate without guessing.
pub(super) fn refuse_guesses(
    text: &str,
    expression: &OpeningHoursExpression,
) -> Result<(), HoursError> {
    refuse_bare_comment(text)?;
    for rule in &expression.rules {
        for day in &rule.day_selector.weekday {
            if matches!(
                day,
                WeekDayRange::Holiday {
                    kind: HolidayKind::School,
                    ..
                }
            ) {
                let reason = "school holidays differ from school to school and are not kept here";
                return Err(refuse(
                    text,
                    place(text, &["SH"]),
                    reason,
                    "write the dates, such as `Jul 01-Aug 08 off`",
                ));
            }
        }
        for span in &rule.time_selector.spans {
            refuse_guessed_span(text, span)?;
        }
    }
    Ok(())
}

/// Refuses a comment without `open`, `closed`, `off` or `unknown` before it: some evaluators take
/// such hours for open, others for unknown.
fn refuse_bare_comment(text: &str) -> Result<(), HoursError> {
    // Comments cannot hold quotation marks, so every second part lies within them.
    let mut at = 0;
    let mut before = String::new();
    for (index, part) in text.split('"').enumerate() {
        let comment = index % 2 == 1;
        let word = before.split_whitespace().last().unwrap_or_default();
        if comment && !["open", "closed", "off", "unknown"].contains(&word) {
            let reason = "a comment does not say whether it is open";
            let hint = "write `open` before it, or leave it out: a remark belongs to the channel's audience";
            return Err(refuse(text, at - 1..at + part.len() + 1, reason, hint));
        }
        at += part.len() + 1;
        before = part.to_lowercase();
    }
    Ok(())
}

fn refuse_guessed_span(text: &str, span: &TimeSpan) -> Result<(), HoursError> {
    if fixed(span).is_none() {
        let words = ["sunrise", "sunset", "dawn", "dusk"];
        let reason = "the sun's times depend on the place and the date";
        return Err(refuse(
            text,
            place(text, &words),
            reason,
            "write times of the clock",
        ));
    }
    if span.open_end {
        return Err(refuse(
            text,
            place(text, &["+"]),
            "the end is left open",
            "write when it closes",
        ));
    }
    if span.repeats.is_some() {
        let reason = "times repeated at intervals are departures, not hours";
        return Err(refuse(
            text,
            place(text, &["/"]),
            reason,
            "write from when to when it is open",
        ));
    }
    Ok(())
}

/// The first of the words to be found in the text, or else all of it.
fn place(text: &str, words: &[&str]) -> Range<usize> {
    let lower = text.to_ascii_lowercase();
    words
        .iter()
        .filter_map(|word| {
            lower
                .find(&word.to_ascii_lowercase())
                .map(|start| start..start + word.len())
        })
        .min_by_key(|range| range.start)
        .unwrap_or(0..text.len())
}

pub(super) fn refuse(
    text: &str,
    span: Range<usize>,
    reason: impl Into<String>,
    hint: impl Into<String>,
) -> HoursError {
    HoursError::new(text, span, reason, hint, EXAMPLE)
}

pub(super) fn explain(text: &str, error: &SyntaxError) -> HoursError {
    match error {
        SyntaxError::Syntax(syntax) => {
            let start = match syntax.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
            let span = word_at(text, start);
            let (reason, hint) = diagnose(text, &span);
            refuse(text, span, reason, hint)
        }
        SyntaxError::Unsupported("point in time") => refuse(
            text,
            0..text.len(),
            "a time stands alone, without an end",
            "write from when to when, such as `09:00-16:00`",
        ),
        other => refuse(
            text,
            0..text.len(),
            other.to_string(),
            "write it as in the example",
        ),
    }
}

/// The word that starts at, or else lies around, the place where the grammar gave up.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let breaks = |c: char| c.is_whitespace() || matches!(c, ';' | ',');
    let end = text[at..]
        .find(breaks)
        .map_or(text.len(), |length| at + length);
    let start = text[..at].rfind(breaks).map_or(0, |found| found + 1);
    let start = if end == at { at } else { start };
    start..end
}

fn diagnose(text: &str, span: &Range<usize>) -> (String, &'static str) {
    let word = &text[span.clone()];
    if word.is_empty() {
        return (
            "something is missing here".to_owned(),
            "write days, a space and times from when to when",
        );
    }
    let reason = format!("`{word}` is not understood here");
    let digits_only = word
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | '.'));
    let hint = if word.contains(['–', '—']) {
        "use a plain hyphen between from and to"
    } else if digits_only && word.contains('.') {
        "write hours and minutes with a colon, such as `09:00`"
    } else if digits_only {
        "write days, and times with hours and minutes: `Mo-Fr 09:00-16:00`"
    } else if text[..span.start].ends_with(',') {
        "put a space after the comma before the next days"
    } else {
        "days are Mo, Tu, We, Th, Fr, Sa, Su and PH (public holidays); times are `09:00-16:00`"
    };
    (reason, hint)
}
