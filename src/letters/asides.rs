//! What an answer says besides answering: remarks on other questions, and remarks that close the letter.

use std::ops::Range;
use std::sync::LazyLock;

use super::dispositions::{self, Statement};
use super::flow::{Gap, Piece};
use super::words::{self, Pattern};

static CLOSING_REMARK: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| words::each("closing_remark_patterns", "", ""));

/// A statement about other questions, with the pieces of its sentence.
pub(super) struct Aside {
    pub(super) statement: Statement,
    pub(super) pieces: Vec<Piece>,
    /// Whether the wording stays in the answer where it stands.
    pub(super) shared: bool,
}

fn paragraphs(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(paragraph) if piece.gap == Gap::Line => paragraph.end = place + 1,
            _ => paragraphs.push(place..place + 1),
        }
    }
    paragraphs
}

fn raw<'t>(text: &'t str, pieces: &[Piece]) -> &'t str {
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => text
            .get(first.span.start..last.span.end)
            .unwrap_or_default(),
        _ => "",
    }
}

/// Takes remarks that close the letter ("the other answers are enclosed") off the last answer.
pub(super) fn drop_closing_remarks(text: &str, pieces: &mut Vec<Piece>) {
    loop {
        let paragraphs = paragraphs(pieces);
        let Some(last) = paragraphs.last().filter(|_| paragraphs.len() > 1) else {
            return;
        };
        let said = raw(text, &pieces[last.clone()]);
        let closes =
            said.len() < 600 && CLOSING_REMARK.iter().any(|pattern| pattern.is_match(said));
        if !closes {
            return;
        }
        pieces.truncate(last.start);
    }
}

/// The statements of one paragraph about other questions.
pub(super) fn asides(text: &str, paragraph: &[Piece]) -> Vec<Aside> {
    let Some(first) = paragraph.first() else {
        return Vec::new();
    };
    dispositions::statements(raw(text, paragraph))
        .into_iter()
        .map(|statement| {
            let sentence = statement.sentence.start + first.span.start
                ..statement.sentence.end + first.span.start;
            let pieces = clip(paragraph, &sentence);
            Aside {
                statement,
                pieces,
                shared: true,
            }
        })
        .collect()
}

/// The lines of one paragraph, which stand in the order of the text, that the range touches.
fn touched(pieces: &[Piece], range: &Range<usize>) -> Range<usize> {
    let first = pieces.partition_point(|piece| piece.span.end <= range.start);
    let last = pieces.partition_point(|piece| piece.span.start < range.end);
    first..last.max(first)
}

fn clip(pieces: &[Piece], range: &Range<usize>) -> Vec<Piece> {
    pieces[touched(pieces, range)]
        .iter()
        .filter_map(|piece| {
            let span = piece.span.start.max(range.start)..piece.span.end.min(range.end);
            (span.start < span.end).then_some(Piece {
                span,
                gap: piece.gap,
            })
        })
        .collect()
}

/// Takes statements about other questions out of an answer where they fill lines of their own; others only are noted.
pub(super) fn take_asides(text: &str, pieces: &mut Vec<Piece>) -> Vec<Aside> {
    let mut taken = Vec::new();
    let mut keep = vec![true; pieces.len()];
    for paragraph in paragraphs(pieces) {
        for mut aside in asides(text, &pieces[paragraph.clone()]) {
            let said = aside.pieces.first().map_or(0, |piece| piece.span.start)
                ..aside.pieces.last().map_or(0, |piece| piece.span.end);
            let lines = touched(&pieces[paragraph.clone()], &said);
            let covered = paragraph.start + lines.start..paragraph.start + lines.end;
            let alone = covered
                .clone()
                .zip(&aside.pieces)
                .all(|(place, piece)| piece.span.len() + 4 >= pieces[place].span.len());
            if alone && covered.len() < pieces.len() {
                aside.pieces = pieces[covered.clone()].to_vec();
                aside.shared = false;
                for place in covered {
                    keep[place] = false;
                }
            }
            taken.push(aside);
        }
    }
    let mut place = 0;
    pieces.retain(|_| {
        place += 1;
        keep[place - 1]
    });
    taken
}
