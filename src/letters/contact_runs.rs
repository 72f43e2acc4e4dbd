//! Runs of contact lines among running text, where the conversion left no gap around them.

use std::ops::Range;
use std::sync::LazyLock;

use super::contact_lines::{self, ContactLine, Field};
use super::lines::{Line, bare};
use super::{dates, flow, names, signatures, titles, words};

/// The longest line of a contact block that is no contact line itself, in characters.
const SHORT: usize = 48;

/// Words in lower case inside names of units and places.
static JOINING: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        words::list("and_words"),
        words::list("name_particles"),
        words::list("topic_words"),
    ]
    .concat()
});

/// Marks runs of contact lines that stand among running text without a gap.
pub(crate) fn mark(lines: &[Line<'_>], at: &[usize], block: Range<usize>, contact: &mut [bool]) {
    let text = |place: usize| lines[at[place]].text;
    let mut place = block.start;
    while place < block.end {
        let announced =
            place > block.start && text(place - 1).ends_with(':') && text(place - 1).len() > 30;
        let starts = contact_lines::is_strong(text(place))
            || contact_lines::is_authority(text(place)) && is_short(text(place));
        if !starts || announced || is_bullet(text(place)) {
            place += 1;
            continue;
        }
        let floor = contact[block.start..place]
            .iter()
            .rposition(|contact| *contact)
            .map_or(block.start, |at| block.start + at + 1);
        let run = run_length(&text, place, block.end);
        let strong = (place..place + run)
            .filter(|line| contact_lines::is_strong(text(*line)))
            .count();
        let header = (place..place + run).any(|line| {
            matches!(
                contact_lines::classify(text(line)),
                Some(
                    ContactLine::Labelled(Field::Case | Field::Handler | Field::Document, Some(_))
                        | ContactLine::Compound
                )
            )
        });
        // A short line below a line that breaks off belongs to its sentence.
        let goes_on = |line: usize| {
            line > block.start
                && flow::is_open(text(line - 1))
                && text(line - 1).chars().count() > SHORT
        };
        let leads = |line: &usize| {
            may_lead(text(*line))
                && (!goes_on(*line) || contact_lines::is_capitals(bare(text(*line))))
        };
        let first = (floor..place)
            .rev()
            .take(8)
            .take_while(leads)
            .last()
            .unwrap_or(place);
        let address = (place..place + run)
            .any(|line| contact_lines::classify(text(line)) == Some(ContactLine::Postal));
        if strong >= 2 || header || address && place + run - first >= 2 {
            contact[first..place + run].fill(true);
        }
        place += run.max(1);
    }
}

/// Whether a short line above contact lines may belong to them: a unit, a house; not the name of someone who signs.
fn may_lead(text: &str) -> bool {
    let plain = bare(text);
    is_short(text)
        && !plain.contains(". ")
        && plain.split_whitespace().all(|word| {
            word.chars()
                .next()
                .is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
                || JOINING.contains(&word.to_lowercase())
        })
        && !names::is_name(plain)
        && !names::is_title(plain)
        && !signatures::is_closing(plain)
        && dates::line(plain).is_none()
        && !titles::is_title(plain)
}

/// Counts the lines from `start` up to the last contact line, short lines between contact lines among them.
fn run_length<'t>(text: &impl Fn(usize) -> &'t str, start: usize, end: usize) -> usize {
    let mut last = start;
    let mut place = start;
    let mut values_due = 0_usize;
    while place < end && place <= last + 3 {
        let kind = contact_lines::classify(text(place));
        if matches!(kind, Some(ContactLine::Labelled(_, None))) {
            // Several labels may stand above their values.
            values_due += 1;
            last = place;
        } else if kind.is_some() {
            values_due = values_due.saturating_sub(1);
            last = place;
        } else if values_due > 0 && is_short(text(place)) {
            values_due -= 1;
            last = place;
        } else if !is_short(text(place)) {
            break;
        } else if contact_lines::is_authority(text(place)) {
            last = place;
        }
        place += 1;
    }
    last - start + 1
}

/// Whether the line is as short as those of an address, and ends no sentence.
pub(crate) fn is_short(text: &str) -> bool {
    let plain = bare(text);
    plain.chars().count() <= SHORT
        && plain.split_whitespace().count() <= 7
        && !plain.ends_with(['.', '?', '!', ';', ':'])
        && !is_bullet(text)
        && plain.chars().any(char::is_alphanumeric)
}

fn is_bullet(text: &str) -> bool {
    text.starts_with(['•', '·', '\u{f0b7}', '▪', '◦'])
        || text.starts_with("- ")
        || text.starts_with("– ")
        || text.starts_with("* ")
}
