//! Which lines of a letter are letterhead and contact block, wherever the extraction dropped them.
//!
//! A block is a run of lines without a gap. A block of contact lines is taken whole; a short block that could be anything
//! (a name, a house, a unit) is taken when contact blocks stand on both sides of it, or when it names an authority beside
//! one. A list of numbers that an answer announces with a colon stays in the answer.

use std::ops::Range;

use super::contact_lines::{self, ContactLine, Field};
use super::contact_runs;
use super::lines::Line;
use super::{names, signatures, titles};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Certainly contact lines.
    Contact,
    /// Contact lines if such stand near.
    Lone,
    /// Short lines that could be anything.
    Short,
    /// Running text.
    Text,
    /// A list that running text announces.
    Listed,
}

/// Cuts the lines at `at` into blocks: runs without a gap between them.
pub(crate) fn blocks(lines: &[Line<'_>], at: &[usize]) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for place in 0..at.len() {
        let opens = lines[at[place]].opens_block()
            || place > 0 && at[place] != at[place - 1] + 1 && {
                (at[place - 1] + 1..at[place]).any(|skipped| !lines[skipped].aside)
            };
        match blocks.last_mut() {
            Some(block) if !opens => block.end = place + 1,
            _ => blocks.push(place..place + 1),
        }
    }
    blocks
}

/// Returns which of the lines at `at` are contact lines.
pub(crate) fn find(lines: &[Line<'_>], at: &[usize]) -> Vec<bool> {
    let blocks = blocks(lines, at);
    let mut classes = classes(lines, at, &blocks);
    keep_announced_lists(lines, at, &blocks, &mut classes);
    settle_lone(&mut classes);
    take_values(lines, at, &blocks, &mut classes);
    take_neighbours(lines, at, &blocks, &mut classes);
    let mut contact = vec![false; at.len()];
    for (block, class) in blocks.iter().zip(&classes) {
        match class {
            Class::Contact => contact[after_signature(lines, at, block)..block.end].fill(true),
            Class::Text | Class::Short => {
                contact_runs::mark(lines, at, block.clone(), &mut contact);
                if let Some(first) = below_signature(lines, at, block) {
                    contact[first..block.end].fill(true);
                }
            }
            Class::Lone | Class::Listed => {}
        }
    }
    contact
}

/// Where the contact lines of a block start: a name over a title at its top signs the letter.
fn after_signature(lines: &[Line<'_>], at: &[usize], block: &Range<usize>) -> usize {
    let text = |place: usize| lines[at[place]].bare();
    let labelled = block.start > 0
        && matches!(
            contact_lines::classify(text(block.start - 1)),
            Some(ContactLine::Labelled(_, None))
        );
    let signs = block.len() > 2
        && !labelled
        && names::is_name(text(block.start))
        && names::is_title(text(block.start + 1));
    block.start + if signs { 2 } else { 0 }
}

/// Where the contact lines below a greeting, a name and a title start, if a block ends in such.
fn below_signature(lines: &[Line<'_>], at: &[usize], block: &Range<usize>) -> Option<usize> {
    let text = |place: usize| lines[at[place]].bare();
    let greeted = signatures::is_closing(text(block.start));
    let follows = block.start > 0 && signatures::is_closing(text(block.start - 1));
    let name = block.start + usize::from(greeted);
    if !(greeted || follows) || name + 2 >= block.end {
        return None;
    }
    let rest = name + 2..block.end;
    let signs = names::is_name(text(name)) && names::is_title(text(name + 1));
    let all_short = rest
        .clone()
        .all(|place| contact_lines::is_strong(text(place)) || contact_runs::is_short(text(place)));
    let strong = rest
        .clone()
        .any(|place| contact_lines::is_strong(text(place)));
    (signs && all_short && strong).then_some(rest.start)
}

fn classes(lines: &[Line<'_>], at: &[usize], blocks: &[Range<usize>]) -> Vec<Class> {
    blocks
        .iter()
        .map(|block| {
            let texts: Vec<&str> = at[block.clone()]
                .iter()
                .map(|line| lines[*line].text)
                .collect();
            class_of(&texts)
        })
        .collect()
}

fn class_of(texts: &[&str]) -> Class {
    let kinds: Vec<Option<ContactLine>> = texts
        .iter()
        .map(|text| contact_lines::classify(text))
        .collect();
    let mut strong = 0;
    let mut values_due: usize = 0;
    for (text, kind) in texts.iter().zip(&kinds) {
        let fits = kind.is_some() || contact_runs::is_short(text);
        if !fits {
            return Class::Text;
        }
        strong += usize::from(kind.is_some() || values_due > 0);
        values_due = if matches!(kind, Some(ContactLine::Labelled(_, None))) {
            values_due + 1
        } else {
            values_due.saturating_sub(1)
        };
    }
    let authority = texts.iter().any(|text| contact_lines::is_authority(text));
    let last_is_authority = texts.len() > 1
        && texts
            .last()
            .is_some_and(|text| contact_lines::is_authority(text));
    let address = texts.len() <= 6 && kinds.contains(&Some(ContactLine::Postal));
    let header = kinds.iter().flatten().any(|kind| {
        matches!(
            kind,
            ContactLine::Compound
                | ContactLine::Labelled(Field::Case | Field::Handler | Field::Document, _)
        )
    });
    if texts.iter().any(|text| signatures::is_closing(text)) {
        Class::Text
    } else if strong >= 2 && strong * 3 >= texts.len()
        || strong >= 1 && (authority || address || header)
    {
        Class::Contact
    } else if texts.len() == 1 && strong == 1 {
        Class::Lone
    } else if last_is_authority && texts.len() <= 4 {
        Class::Contact
    } else if texts.len() <= 4 {
        Class::Short
    } else {
        Class::Text
    }
}

/// A block that running text announces with a colon is part of that text, unless it is plainly a letterhead.
fn keep_announced_lists(
    lines: &[Line<'_>],
    at: &[usize],
    blocks: &[Range<usize>],
    classes: &mut [Class],
) {
    for place in 1..blocks.len() {
        let before = &lines[at[blocks[place].start - 1]];
        let texts = || {
            at[blocks[place].clone()]
                .iter()
                .map(|line| lines[*line].text)
        };
        let announced = before.bare().ends_with(':') && before.text.len() > 30;
        let letterhead = texts().any(|text| {
            contact_lines::is_authority(text)
                || matches!(
                    contact_lines::classify(text),
                    Some(ContactLine::Labelled(
                        Field::Case | Field::Handler | Field::Document,
                        _
                    ))
                )
        });
        if announced && !letterhead && matches!(classes[place], Class::Contact | Class::Lone) {
            classes[place] = Class::Listed;
        }
    }
}

/// A single contact line counts where another stands within two blocks.
fn settle_lone(classes: &mut [Class]) {
    let near = |classes: &[Class], place: usize| {
        (place.saturating_sub(2)..(place + 3).min(classes.len()))
            .any(|other| other != place && matches!(classes[other], Class::Contact | Class::Lone))
    };
    for place in 0..classes.len() {
        if classes[place] == Class::Lone {
            classes[place] = if near(classes, place) || place <= 2 {
                Class::Contact
            } else {
                Class::Text
            };
        }
    }
}

/// A block after a label without value holds the value.
fn take_values(lines: &[Line<'_>], at: &[usize], blocks: &[Range<usize>], classes: &mut [Class]) {
    for place in 1..blocks.len() {
        let label = lines[at[blocks[place].start - 1]].text;
        let due = classes[place - 1] == Class::Contact
            && matches!(
                contact_lines::classify(label),
                Some(ContactLine::Labelled(_, None))
            );
        let first = lines[at[blocks[place].start]].text;
        let value =
            classes[place] == Class::Short && (names::is_name(first) || blocks[place].len() == 1);
        if due && value {
            classes[place] = Class::Contact;
        }
    }
}

/// Takes short blocks between contact blocks, and authorities beside one.
fn take_neighbours(
    lines: &[Line<'_>],
    at: &[usize],
    blocks: &[Range<usize>],
    classes: &mut [Class],
) {
    let breaks = |place: usize| lines[at[blocks[place].start]].page_break;
    let names_authority = |place: usize| {
        at[blocks[place].clone()].iter().all(|line| {
            let text = lines[*line].bare();
            contact_lines::is_authority(text)
        })
    };
    for place in 0..blocks.len() {
        let signed = place > 0
            && at[blocks[place - 1].clone()]
                .iter()
                .any(|line| signatures::is_closing(lines[*line].text));
        let titled = at[blocks[place].clone()]
            .iter()
            .any(|line| titles::is_title(lines[*line].text));
        if classes[place] != Class::Short || signed || titled {
            continue;
        }
        let before = place > 0 && classes[place - 1] == Class::Contact && !breaks(place);
        let mut next = place + 1;
        // Two short blocks in a row may stand between contact blocks: a unit, then a house.
        while next < blocks.len()
            && next <= place + 1
            && classes[next] == Class::Short
            && !breaks(next)
        {
            next += 1;
        }
        let after = next < blocks.len()
            && classes[next] == Class::Contact
            && !(place + 1..=next).any(breaks);
        if before && after || (before || after) && names_authority(place) {
            classes[place] = Class::Contact;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::lines;

    fn contact(text: &str) -> Vec<&str> {
        let lines = lines::split(text);
        let at: Vec<usize> = (0..lines.len()).collect();
        let found = find(&lines, &at);
        lines
            .iter()
            .zip(found)
            .filter(|(_, contact)| *contact)
            .map(|(line, _)| line.text)
            .collect()
    }

    #[test]
    fn a_scattered_block_is_found_and_the_text_is_not() {
        let text = "Der er ingen grund til at tro, at det\n\nHAVNE OG BROER\n\nDrift\nVesterlund Kommune\n\nDrift\n\nKajen 4\n4999 Vesterlund\n\nTelefon: 11 22 33 44\n\nSagsbehandler:\n\nAnna Berg\n\nvil ændre sig i de kommende år.\n\nFærger\n\nDe sejler hver dag.";
        assert_eq!(
            contact(text),
            [
                "HAVNE OG BROER",
                "Drift",
                "Vesterlund Kommune",
                "Drift",
                "Kajen 4",
                "4999 Vesterlund",
                "Telefon: 11 22 33 44",
                "Sagsbehandler:",
                "Anna Berg"
            ]
        );
    }

    #[test]
    fn numbers_that_an_answer_lists_stay() {
        let text = "Svar på dit brev.\n\nDet er rigtigt.\n\nBorgerne kan ringe på disse numre hele dagen:\n\nTelefon: 11 22 33 44\nTelefon: 11 22 33 55\n\nDer svares hver dag.";
        assert!(contact(text).is_empty());
    }

    #[test]
    fn what_stands_below_a_signature_is_a_contact_block() {
        let text = "Det er teksten til svaret.\n\nMed venlig hilsen\n\nAnna Berg\nHavnechef\nDrift og Anlæg\nTelefon 11 22 33 44";
        assert_eq!(contact(text), ["Drift og Anlæg", "Telefon 11 22 33 44"]);
    }

    #[test]
    fn contact_lines_inside_a_paragraph_are_found() {
        let text = "Broen er lukket i vinter, fordi de store\nSag: 21/12345\nTelefon: 11 22 33 44\nbjælker skal skiftes, og det tager tid.";
        assert_eq!(contact(text), ["Sag: 21/12345", "Telefon: 11 22 33 44"]);
    }
}
