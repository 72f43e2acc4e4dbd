//! The ledger of the input: what every byte was taken for.
//!
//! The spans tile the input: they come in order, touch, start at 0, end at the length of the text, and lie on character
//! boundaries. What no recogniser claimed is left over, unless it is blank.

use std::ops::Range;

use super::lines::is_blank;

/// What a stretch of the input was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpanKind {
    /// Blank space, and the space between letters.
    Blank,
    /// A date, a case number, a recipient, a title or another field of the letter's head.
    HeaderField,
    /// A question as printed, or the mark before an answer.
    Heading,
    /// The wording of an answer.
    Answer,
    /// A greeting, a name or a title below the letter.
    Signature,
    /// A line of the letterhead or of the contact block.
    ContactBlock,
    /// A page mark, a repeated date, a rule.
    Furniture,
    /// Nothing that a recogniser knows.
    LeftOver,
}

/// A stretch of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What it was taken for.
    pub kind: SpanKind,
    /// The letter it belongs to, counted from 0.
    pub letter: Option<usize>,
}

/// A claim on a stretch of the input.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub span: Range<usize>,
    pub kind: SpanKind,
}

/// Tiles `text` with the claims of each letter, given with the letter's own stretch.
///
/// Where two claims overlap, the one that starts first keeps the bytes.
pub(crate) fn tile(text: &str, letters: Vec<(Range<usize>, Vec<Mark>)>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for (place, (stretch, mut marks)) in letters.into_iter().enumerate() {
        fill(text, at, stretch.start, None, &mut spans);
        at = at.max(stretch.start);
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        for mark in marks {
            let (start, end) = (mark.span.start.max(at), mark.span.end.min(text.len()));
            if start >= end || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
                continue;
            }
            fill(text, at, start, Some(place), &mut spans);
            push(&mut spans, start..end, mark.kind, Some(place));
            at = end;
        }
        fill(text, at, stretch.end, Some(place), &mut spans);
        at = at.max(stretch.end);
    }
    fill(text, at, text.len(), None, &mut spans);
    spans
}

fn fill(text: &str, from: usize, to: usize, letter: Option<usize>, spans: &mut Vec<Span>) {
    let Some(gap) = text.get(from..to) else {
        return;
    };
    let inner = gap.trim_matches(is_blank);
    if inner.is_empty() {
        push(spans, from..to, SpanKind::Blank, letter);
        return;
    }
    let start = from + (gap.len() - gap.trim_start_matches(is_blank).len());
    let end = start + inner.len();
    push(spans, from..start, SpanKind::Blank, letter);
    push(spans, start..end, SpanKind::LeftOver, letter);
    push(spans, end..to, SpanKind::Blank, letter);
}

fn push(spans: &mut Vec<Span>, range: Range<usize>, kind: SpanKind, letter: Option<usize>) {
    if range.is_empty() {
        return;
    }
    match spans.last_mut() {
        Some(last) if last.kind == kind && last.letter == letter && kind == SpanKind::Blank => {
            last.end = range.end;
        }
        _ => spans.push(Span {
            start: range.start,
            end: range.end,
            kind,
            letter,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_claims_is_left_over_and_the_rest_tiles() {
        let text = "æ  bb\ncc ";
        let spans = tile(
            text,
            vec![(
                0..text.len(),
                vec![Mark {
                    span: 0..2,
                    kind: SpanKind::Answer,
                }],
            )],
        );
        let kinds: Vec<_> = spans
            .iter()
            .map(|span| (&text[span.start..span.end], span.kind))
            .collect();
        assert_eq!(
            kinds,
            [
                ("æ", SpanKind::Answer),
                ("  ", SpanKind::Blank),
                ("bb\ncc", SpanKind::LeftOver),
                (" ", SpanKind::Blank)
            ]
        );
    }

    #[test]
    fn overlapping_claims_do_not_double_a_byte() {
        let text = "abcdef";
        let claim = |span: Range<usize>| Mark {
            span,
            kind: SpanKind::Heading,
        };
        let spans = tile(
            text,
            vec![(0..6, vec![claim(0..4), claim(2..5), claim(2..3)])],
        );
        let ends: Vec<_> = spans.iter().map(|span| (span.start, span.end)).collect();
        assert_eq!(ends, [(0, 4), (4, 5), (5, 6)]);
    }
}
