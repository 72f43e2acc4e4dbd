//! Columns beside the running text: letterheads often stand in the margin, and a page layout puts both on one line.
//!
//! Only a column of contact lines is cut off; a table stays as it is.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use super::contact_lines;
use super::flow;
use super::furniture;
use super::lines::{self, Line};
use super::words::Pattern;

/// The narrowest left edge of a margin column, in characters.
const MARGIN_COLUMN: usize = 38;
/// The longest line that a margin column may hold, in characters.
const MARGIN_WIDTH: usize = 48;
/// How many lines at the top of the first page, and of the others, may be their head.
const HEAD: usize = 16;
const PAGE_HEAD: usize = 3;
/// A longer line is running text, in characters.
const RUNNING: usize = 75;
/// A longer line is no row of columns, in bytes.
const LONGEST_ROW: usize = 4_000;
static GAP: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"[ \t\u{a0}]{3,}|\t"));

/// Whether the line has a gap that may part columns.
pub(crate) fn has_gap(text: &str) -> bool {
    GAP.is_match(text)
}

/// One column of a physical line.
struct Segment {
    span: Range<usize>,
    /// The place on the line, in characters.
    column: usize,
}

fn segments(text: &str, line: &Line<'_>) -> Vec<Segment> {
    if line.text.len() > LONGEST_ROW {
        let span = line.span.clone();
        return vec![Segment { span, column: 0 }];
    }
    let line_start = lines::line_start(text, line.span.start);
    let mut cut = Vec::new();
    let mut from = line.span.start;
    for gap in GAP.find_all(line.text) {
        cut.push(from..line.span.start + gap.start());
        from = line.span.start + gap.end();
    }
    cut.push(from..line.span.end);
    let cut = join_labels(text, cut);
    let mut column = text[line_start..line.span.start].chars().count();
    let mut counted = line.span.start;
    cut.into_iter()
        .map(|span| {
            column += text[counted..span.start].chars().count();
            counted = span.start;
            Segment { span, column }
        })
        .collect()
}

/// Joins a label to the value that stands a gap behind it.
fn join_labels(text: &str, cut: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(cut.len());
    for span in cut {
        match joined.last_mut() {
            Some(label)
                if label.len() < MARGIN_WIDTH
                    && contact_lines::is_strong(&text[label.clone()])
                    && (text[label.clone()].ends_with(':')
                        || contact_lines::has_value(&text[label.start..span.end])
                            && !contact_lines::has_value(&text[label.clone()])) =>
            {
                label.end = span.end;
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// Cuts the lines of a page layout into columns, where there is a margin column or where the pieces say what they are.
pub(crate) fn split<'t>(text: &'t str, lines: &[Line<'t>]) -> Vec<Line<'t>> {
    let cut: Vec<Vec<Segment>> = lines.iter().map(|line| segments(text, line)).collect();
    let mut out = Vec::with_capacity(lines.len());
    let mut page_start = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || lines[at].page_break {
            let page = &cut[page_start..at];
            let head = head(text, page, page_start == 0);
            let margin = margin_column(text, page);
            let address = margin.or_else(|| address_column(text, &page[..head]));
            for (place, pieces) in page.iter().enumerate() {
                let line = &lines[page_start + place];
                let in_head = place < head;
                let edge = if in_head { address } else { margin };
                let beyond = if margin.is_some() { usize::MAX } else { 2 };
                let edges = edge.map(|edge| edge.saturating_sub(2)..=edge.saturating_add(beyond));
                push_columns(text, line, pieces, (edges.as_ref(), in_head), &mut out);
            }
            page_start = at;
        }
    }
    keep_gaps_of_running_text(text, &mut out);
    out
}

/// Counts the lines at the head of a page, up to the first that is as long as running text.
fn head(text: &str, page: &[Vec<Segment>], first: bool) -> usize {
    let most = if first { HEAD } else { PAGE_HEAD };
    let running = |pieces: &Vec<Segment>| {
        pieces.len() == 1 && text[pieces[0].span.clone()].chars().count() > RUNNING
    };
    page.iter()
        .take(most)
        .position(running)
        .unwrap_or(page.len().min(most))
}

/// Finds the left edge of a column of contact lines on one page, in characters.
fn margin_column(text: &str, page: &[Vec<Segment>]) -> Option<usize> {
    let (edge, together) = common_edge(
        last_pieces(text, page).filter(|(_, said)| contact_lines::is_header_line(said)),
    )?;
    (together >= 3).then_some(edge)
}

/// Finds the left edge of an address at the head: lines one below the other, two of them contact lines.
fn address_column(text: &str, head: &[Vec<Segment>]) -> Option<usize> {
    let (edge, contact) = common_edge(
        last_pieces(text, head).filter(|(_, said)| contact_lines::is_header_line(said)),
    )?;
    let all = last_pieces(text, head)
        .filter(|(column, _)| column.abs_diff(edge) <= 2)
        .count();
    (contact >= 2 && all >= 3).then_some(edge)
}

/// The last piece of each line, where it stands far to the right and is short, with its column.
fn last_pieces<'t>(text: &'t str, page: &[Vec<Segment>]) -> impl Iterator<Item = (usize, &'t str)> {
    page.iter().filter_map(move |pieces| {
        let last = pieces.last()?;
        let said = &text[last.span.clone()];
        (last.column >= MARGIN_COLUMN && said.chars().count() <= MARGIN_WIDTH)
            .then_some((last.column, said))
    })
}

/// The column in the middle of all, and how many stand there.
fn common_edge<'t>(pieces: impl Iterator<Item = (usize, &'t str)>) -> Option<(usize, usize)> {
    let mut edges: Vec<usize> = pieces.map(|(column, _)| column).collect();
    edges.sort_unstable();
    let middle = *edges.get(edges.len() / 2)?;
    let together = edges
        .iter()
        .filter(|edge| edge.abs_diff(middle) <= 2)
        .count();
    Some((middle, together))
}

fn push_columns<'t>(
    text: &'t str,
    line: &Line<'t>,
    pieces: &[Segment],
    (margin, head): (Option<&RangeInclusive<usize>>, bool),
    out: &mut Vec<Line<'t>>,
) {
    let in_margin = |piece: &Segment| {
        margin.is_some_and(|edges| {
            edges.contains(&piece.column)
                && text[piece.span.clone()].chars().count() <= MARGIN_WIDTH
        })
    };
    let telling = pieces.len() > 1
        && pieces
            .iter()
            .any(|piece| furniture::is_page_mark(&text[piece.span.clone()]))
        && pieces.iter().all(|piece| piece.span.len() <= 120);
    let labelled = pieces.len() > 1
        && pieces
            .iter()
            .all(|piece| contact_lines::is_header_line(&text[piece.span.clone()]));
    // A date or a field at the right edge of the head stands by itself.
    let headed = head
        && pieces.len() == 2
        && pieces[1].column >= MARGIN_COLUMN
        && contact_lines::is_header_line(&text[pieces[1].span.clone()]);
    if pieces.len() == 1 || telling || labelled || headed {
        for (place, piece) in pieces.iter().enumerate() {
            out.push(Line {
                span: piece.span.clone(),
                text: &text[piece.span.clone()],
                blanks_before: if place == 0 { line.blanks_before } else { 0 },
                page_break: place == 0 && line.page_break,
                aside: in_margin(piece),
            });
        }
        return;
    }
    let cut = pieces.iter().position(in_margin).unwrap_or(pieces.len());
    if cut > 0 {
        let span = line.span.start..pieces[cut - 1].span.end;
        out.push(Line {
            text: &text[span.clone()],
            span,
            aside: false,
            ..line.clone()
        });
    }
    if cut < pieces.len() {
        let span = pieces[cut].span.start..line.span.end;
        out.push(Line {
            text: &text[span.clone()],
            span,
            blanks_before: if cut == 0 { line.blanks_before } else { 0 },
            page_break: cut == 0 && line.page_break,
            aside: true,
        });
    }
}

/// Counts the gap before a line of running text from the line of running text before it, and so for the margin.
///
/// A physical line that holds only a margin column is a blank line of the running text.
fn keep_gaps_of_running_text(text: &str, lines: &mut [Line<'_>]) {
    let (mut main, mut side) = (0, 0);
    let mut pending_break = false;
    let mut ended: Option<usize> = None;
    let mut margin_ended: Option<usize> = None;
    for line in lines {
        let here = line.blanks_before;
        main += here;
        side += here;
        if line.aside {
            pending_break |= line.page_break;
            // A physical line without the margin column is a blank line of it.
            let rows =
                margin_ended.map_or(0, |end| text[end..line.span.start].matches('\n').count());
            line.blanks_before = side.max(rows.saturating_sub(1));
            side = 0;
            margin_ended = Some(line.span.end);
            // The line is blank in the column of the running text, unless it only stands between its lines.
            let own = ended.is_some_and(|end| {
                text.get(end..line.span.start)
                    .is_some_and(|gap| gap.contains('\n'))
            });
            main += usize::from(own);
        } else {
            line.blanks_before = main;
            line.page_break |= pending_break;
            pending_break = false;
            main = 0;
            let may_end = !flow::is_open(line.text) || line.text.chars().count() < MARGIN_WIDTH;
            ended = may_end.then_some(line.span.end);
        }
    }
}
