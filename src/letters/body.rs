//! The body of a letter: the lines below each heading, and those before the first.

use std::ops::Range;

use super::contact_blocks;
use super::flow::{self, Gap, Piece};
use super::head::Role;
use super::headings::Heading;
use super::lines::Line;

/// The most lines that stand at the head of a letter.
const MOST_HEAD: usize = 60;
/// A line of the foot is no longer than this, in characters.
const FOOT: usize = 40;
/// A line of the head is no longer than this, in characters.
const SHORT: usize = 70;

/// The lines of the body: those before the first heading, and those below each heading.
pub(super) struct Body {
    pub(super) sections: Vec<Vec<Piece>>,
    /// The paragraphs before the first heading.
    pub(super) intro: Vec<Vec<Piece>>,
    /// Short lines of the head that no other rule knows: receivers, references.
    pub(super) head: Vec<Range<usize>>,
}

/// Sorts the lines that no recogniser claimed.
pub(super) fn read(
    lines: &[Line<'_>],
    roles: &[Role],
    at: &[usize],
    headings: &mut Vec<Heading>,
) -> Body {
    let first = headings
        .first()
        .and_then(|heading| heading.spans.first())
        .map_or(usize::MAX, |span| span.start);
    let before: Vec<usize> = at
        .iter()
        .copied()
        .filter(|line| lines[*line].span.start < first)
        .collect();
    let top = head_lines(lines, &before);
    let head: Vec<Range<usize>> = before[..top]
        .iter()
        .map(|line| lines[*line].span.clone())
        .collect();
    let below = &before[top..];
    let mut intro: Vec<Vec<Piece>> = contact_blocks::blocks(lines, below)
        .into_iter()
        .map(|block| pieces(lines, roles, &below[block], 0))
        .collect();
    let mut sections = sections(lines, roles, at, headings);
    give_leads(lines, &mut sections, headings);
    if headings.is_empty() {
        // A letter without questions answers in one text, from its first running paragraph on.
        let all = until_signature(roles, below);
        if all
            .iter()
            .any(|line| lines[*line].text.chars().count() > SHORT)
            || all.len() > 2
        {
            headings.push(Heading::default());
            sections.push(pieces(lines, roles, &all, 0));
            intro.clear();
        }
    }
    Body {
        sections,
        intro,
        head,
    }
}

/// Counts the short lines at the top that no other rule knows: receivers, references, the name of an archive.
fn head_lines(lines: &[Line<'_>], before: &[usize]) -> usize {
    let short = |place: usize| {
        let text = lines[before[place]].bare();
        let goes_on = before.get(place + 1).is_some_and(|next| {
            !lines[*next].opens_block() && lines[*next].text.starts_with(char::is_lowercase)
        });
        text.chars().count() <= SHORT
            && text.split_whitespace().count() <= 10
            && !text.ends_with(['.', '?', '!', ':'])
            && !goes_on
    };
    (0..before.len().min(MOST_HEAD))
        .take_while(|place| short(*place))
        .count()
}

fn sections(
    lines: &[Line<'_>],
    roles: &[Role],
    at: &[usize],
    headings: &[Heading],
) -> Vec<Vec<Piece>> {
    let mut place = 0;
    headings
        .iter()
        .enumerate()
        .map(|(n, heading)| {
            let next = headings
                .get(n + 1)
                .and_then(|next| next.spans.first())
                .map_or(usize::MAX, |span| span.start);
            while place < at.len() && lines[at[place]].span.end <= heading.body {
                place += 1;
            }
            let start = place;
            while place < at.len() && lines[at[place]].span.start < next {
                place += 1;
            }
            let mut own = until_signature(roles, &at[start..place]);
            if next == usize::MAX {
                drop_foot(lines, roles, &mut own);
            }
            pieces(lines, roles, &own, heading.body)
        })
        .collect()
}

/// Gives a short line that announces the next question ("SF spørger:") to that question's heading.
fn give_leads(lines: &[Line<'_>], sections: &mut [Vec<Piece>], headings: &mut [Heading]) {
    for (place, pieces) in sections.iter_mut().enumerate() {
        let Some(next) = headings.get_mut(place + 1) else {
            return;
        };
        let leads = pieces.len() > 1
            && pieces.last().is_some_and(|piece| {
                let at = lines.partition_point(|line| line.span.start < piece.span.start);
                let text = lines.get(at).map_or("", |line| line.bare());
                piece.gap != Gap::Line && text.ends_with(':') && text.chars().count() <= SHORT
            });
        if leads && let Some(lead) = pieces.pop() {
            next.spans.insert(0, lead.span);
        }
    }
}

/// Leaves out what stands below a signature in the same section.
fn until_signature(roles: &[Role], at: &[usize]) -> Vec<usize> {
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else {
        return Vec::new();
    };
    let signed = (first..=last).find(|line| roles[*line] == Role::Signature);
    match signed {
        Some(signed) => at.iter().copied().filter(|line| *line < signed).collect(),
        None => at.to_vec(),
    }
}

/// Leaves out the short lines that follow the last contact block of a letter: the foot of a web page.
fn drop_foot(lines: &[Line<'_>], roles: &[Role], own: &mut Vec<usize>) {
    let Some(contact) = roles.iter().rposition(|role| *role == Role::Contact) else {
        return;
    };
    let below = own.partition_point(|line| *line < contact);
    let is_foot = |line: &usize| {
        let text = lines[*line].bare();
        text.chars().count() <= FOOT
            && !text.ends_with(['.', '?', '!', ':', ',', ';'])
            && text.starts_with(char::is_uppercase)
            && !flow::is_item(lines[*line].text)
    };
    let foot = &own[below..];
    let apart = foot
        .first()
        .is_some_and(|first| lines[*first].opens_block());
    if below > 0 && apart && foot.iter().all(is_foot) {
        own.truncate(below);
    }
}

fn pieces(lines: &[Line<'_>], roles: &[Role], at: &[usize], from: usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(at.len());
    let mut before: Option<usize> = None;
    for line in at.iter().copied() {
        let gap = match before {
            None => Gap::Blank,
            Some(before)
                if lines[line].page_break
                    || (before + 1..line)
                        .any(|between| roles[between] != Role::Free && !lines[between].aside) =>
            {
                Gap::Interrupted
            }
            Some(_) if lines[line].blanks_before > 0 => Gap::Blank,
            Some(_) => Gap::Line,
        };
        let start = lines[line].span.start.max(from);
        let cut = &lines[line].text[start - lines[line].span.start..];
        let start = start + (cut.len() - cut.trim_start().len());
        before = Some(line);
        pieces.push(Piece {
            span: start..lines[line].span.end,
            gap,
        });
    }
    pieces
}

/// The lines of the running text that nothing has claimed.
pub(super) fn free(lines: &[Line<'_>], roles: &[Role]) -> Vec<usize> {
    (0..lines.len())
        .filter(|at| roles[*at] == Role::Free && !lines[*at].aside)
        .collect()
}
