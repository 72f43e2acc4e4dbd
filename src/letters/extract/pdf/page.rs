//! Puts the words of a page, each with its place, into lines: rows from top to bottom, wide gaps kept, a blank line where more than
//! the usual space parts two lines, and a column beside the running text by itself.
//!
//! A table stays in its rows: only a column whose lines do not stand level with those beside it is one of its own.

use std::collections::HashSet;

/// A word and where it stands on its page, in points from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) text: String,
}

impl Word {
    fn height(&self) -> f64 {
        (self.bottom - self.top).max(1.0)
    }
}

/// How far apart the lower edges of two words of one row may be, in shares of the height.
const LEVEL: f64 = 0.25;
/// A gap wider than this parts two columns, in shares of the height.
const WIDE: f64 = 1.2;
/// A gap narrower than this is none: a raised number stands at its word.
const TOUCHING: f64 = 0.12;
/// A smaller word beside a larger one is raised or lowered, in shares of the larger height.
const SMALL: f64 = 0.8;
/// Lines that are farther apart than this are paragraphs, in shares of the usual distance.
const APART: f64 = 1.2;
/// The usual distance of lines is not more than this, in shares of the height.
const WIDEST_PITCH: f64 = 1.9;
/// A raised word stands no farther from its neighbour than this, in shares of the height.
const BESIDE: f64 = 0.3;
/// A row of more words is not searched for raised ones.
const MOST_WORDS: usize = 200;
/// A column beside the running text has at least so many lines.
const LEAST_LINES: usize = 3;
/// At most this share of its lines may stand level with those beside it, in per cent.
const MOST_LEVEL: usize = 60;
/// How far apart the left edges of the lines of a column may be, in points.
const SAME_EDGE: f64 = 4.0;
/// The widest gap that is written, in blanks.
const MOST_BLANKS: usize = 60;

/// A line that is set in by less stands at the left, in characters.
const SET_IN: usize = 20;

/// A stretch of a row without a wide gap.
#[derive(Debug, Clone)]
struct Segment {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    text: String,
}

/// Returns the lines of all pages, with a form feed between pages.
pub(super) fn text(pages: Vec<Vec<Word>>) -> String {
    let mut streams: Vec<Vec<Vec<Segment>>> = Vec::with_capacity(pages.len());
    let mut ends = HashSet::with_capacity(pages.len());
    for words in pages {
        let width = words.iter().map(|word| word.right).fold(0.0, f64::max);
        let mut rows: Vec<Vec<Segment>> = rows(words).into_iter().map(segments).collect();
        streams.extend(side_column(&mut rows, width));
        rows.retain(|row| !row.is_empty());
        streams.push(rows);
        ends.insert(streams.len());
    }
    let usual = Usual::of(&streams);
    let mut out = String::new();
    for (place, stream) in streams.iter().enumerate() {
        if place > 0 {
            out.push(if ends.contains(&place) { '\x0c' } else { '\n' });
        }
        write(stream, &usual, &mut out);
    }
    out
}

/// Sorts words into rows: those whose lower edges stand level, and small ones beside them.
fn rows(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.retain(|word| {
        !word.text.trim().is_empty() && word.left.is_finite() && word.bottom.is_finite()
    });
    words.sort_by(|one, other| {
        let level = one.bottom.total_cmp(&other.bottom);
        level.then(one.left.total_cmp(&other.left))
    });
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row)
                if word.bottom - row[0].bottom <= LEVEL * row[0].height().min(word.height()) =>
            {
                row.push(word);
            }
            _ => rows.push(vec![word]),
        }
    }
    let mut rows = take_raised(rows);
    for row in &mut rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    rows
}

/// Moves raised and lowered words, such as the numbers of footnotes, to the rows that they stand in.
fn take_raised(mut rows: Vec<Vec<Word>>) -> Vec<Vec<Word>> {
    for at in 1..rows.len() {
        let (above, below) = rows.split_at_mut(at);
        let (Some(above), Some(below)) = (above.last_mut(), below.first_mut()) else {
            continue;
        };
        if above.len() <= MOST_WORDS && below.len() <= MOST_WORDS {
            move_raised(above, below);
            move_raised(below, above);
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

fn move_raised(from: &mut Vec<Word>, to: &mut Vec<Word>) {
    let (raised, stay): (Vec<Word>, Vec<Word>) = from
        .drain(..)
        .partition(|word| to.iter().any(|base| is_raised(word, base)));
    *from = stay;
    to.extend(raised);
}

fn is_raised(word: &Word, base: &Word) -> bool {
    let gap = (word.left - base.right).max(base.left - word.right);
    word.height() < base.height() * SMALL
        && word.top < base.bottom
        && word.bottom > base.top
        && gap < base.height() * BESIDE
}

/// Parts a row at its wide gaps.
fn segments(row: Vec<Word>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for word in row {
        let height = word.height();
        let last = segments
            .last_mut()
            .filter(|last| word.left - last.right <= WIDE * height || is_label(&last.text));
        match last {
            Some(last) => {
                if word.left - last.right > TOUCHING * height {
                    last.text.push(' ');
                }
                last.text.push_str(word.text.trim());
                last.right = last.right.max(word.right);
                last.top = last.top.min(word.top);
            }
            None => segments.push(Segment {
                left: word.left,
                right: word.right,
                top: word.top,
                bottom: word.bottom,
                text: word.text.trim().to_owned(),
            }),
        }
    }
    segments
}

impl Segment {
    fn height(&self) -> f64 {
        (self.bottom - self.top).max(1.0)
    }
}

/// Whether the text is the number or the mark of an item, after which a wide gap is no column's.
fn is_label(text: &str) -> bool {
    text.chars().count() <= 4 && (text.ends_with(['.', ')']) && text.len() > 1 || is_mark(text))
}

fn is_mark(text: &str) -> bool {
    matches!(text, "•" | "·" | "-" | "–" | "o" | "▪" | "◦" | "\u{f0b7}")
}

/// Whether the row is an item of a list without numbers: some space may stand between such.
fn is_item(row: &[Segment]) -> bool {
    row[0].text.split(' ').next().is_some_and(is_mark)
}

/// Takes the column beside the running text out of the rows: the left edge that most of the last segments share.
fn side_column(rows: &mut [Vec<Segment>], width: f64) -> Option<Vec<Vec<Segment>>> {
    let mut edges: Vec<f64> = rows
        .iter()
        .filter_map(|row| row.last())
        .map(|segment| segment.left)
        .filter(|left| *left >= width * 0.5)
        .collect();
    edges.sort_by(f64::total_cmp);
    let (mut end, mut most, mut edge) = (0, 0, None);
    for (at, left) in edges.iter().enumerate() {
        while edges
            .get(end)
            .is_some_and(|other| other - left <= SAME_EDGE)
        {
            end += 1;
        }
        if end - at > most {
            (most, edge) = (end - at, Some(*left));
        }
    }
    right_column(rows, edge.filter(|_| most >= LEAST_LINES)?)
}

/// Takes the column that starts at `edge`, if it is one of its own.
fn right_column(rows: &mut [Vec<Segment>], edge: f64) -> Option<Vec<Vec<Segment>>> {
    let inside = |segment: &Segment| segment.left >= edge - 1.0;
    let at: Vec<usize> = (0..rows.len())
        .filter(|at| rows[*at].iter().any(inside))
        .collect();
    let (first, last) = (*at.first()?, *at.last()?);
    let crossed = rows[first..=last]
        .iter()
        .flatten()
        .any(|segment| !inside(segment) && segment.right > edge - 2.0);
    let level = at
        .iter()
        .filter(|at| rows[**at].iter().any(|segment| !inside(segment)))
        .count();
    let beside = rows[first..=last]
        .iter()
        .filter(|row| row.iter().any(|segment| !inside(segment)))
        .count();
    if crossed || beside == 0 || level * 100 > at.len() * MOST_LEVEL {
        return None;
    }
    let mut column = Vec::with_capacity(at.len());
    for at in at {
        let (own, rest): (Vec<Segment>, Vec<Segment>) = rows[at].drain(..).partition(inside);
        column.push(own);
        rows[at] = rest;
    }
    Some(column)
}

/// What is usual in a document.
struct Usual {
    /// The distance between the lines of a paragraph: the lower quartile of all distances.
    pitch: f64,
    /// The height of a line.
    height: f64,
    /// The width of a character.
    character: f64,
}

impl Usual {
    fn of(streams: &[Vec<Vec<Segment>>]) -> Self {
        let mut distances = Vec::new();
        let mut heights = Vec::new();
        let (mut width, mut characters) = (0.0, 0_u32);
        for stream in streams {
            for pair in stream.windows(2) {
                let (distance, height) =
                    (pair[1][0].bottom - pair[0][0].bottom, pair[1][0].height());
                distances.push(distance.min(height * WIDEST_PITCH));
            }
            for segment in stream.iter().flatten() {
                heights.push(segment.height());
                width += segment.right - segment.left;
                let count = u32::try_from(segment.text.chars().count()).unwrap_or(0);
                characters = characters.saturating_add(count);
            }
        }
        distances.sort_by(f64::total_cmp);
        heights.sort_by(f64::total_cmp);
        let at = |of: &[f64], place: usize| of.get(place).copied().unwrap_or(1.0);
        Self {
            pitch: at(&distances, distances.len() / 4),
            height: at(&heights, heights.len() / 2),
            character: (width / f64::from(characters.max(1))).max(1.0),
        }
    }

    /// Whether more than the usual space stands before the row.
    fn is_apart(&self, before: f64, row: &[Segment]) -> bool {
        let larger = (row[0].height() / self.height).max(1.0);
        row[0].bottom - before > self.pitch * larger * APART
    }
}

/// Writes rows as lines, each segment about where it stands.
fn write(rows: &[Vec<Segment>], usual: &Usual, out: &mut String) {
    let edge = rows
        .iter()
        .map(|row| row[0].left)
        .fold(f64::INFINITY, f64::min);
    let mut before: Option<&[Segment]> = None;
    for row in rows {
        let apart = |before: &[Segment]| {
            usual.is_apart(before[0].bottom, row) && !(is_item(before) && is_item(row))
        };
        if before.is_some_and(apart) {
            out.push('\n');
        }
        before = Some(row);
        let mut column = 0;
        for (place, segment) in row.iter().enumerate() {
            let blanks = blanks((segment.left - edge) / usual.character, column, place);
            out.push_str(&" ".repeat(blanks));
            out.push_str(&segment.text);
            column += blanks + segment.text.chars().count();
        }
        out.push('\n');
    }
}

/// How many blanks stand before a segment that is to start in the column `wanted`.
fn blanks(wanted: f64, column: usize, place: usize) -> usize {
    let mut blanks = 0;
    let widest = if place == 0 {
        MOST_BLANKS * 2
    } else {
        MOST_BLANKS
    };
    while blanks < widest
        && f64::from(u32::try_from(column + blanks).unwrap_or(u32::MAX)) + 0.5 < wanted
    {
        blanks += 1;
    }
    match place {
        // Running text and lists are set in a little.
        0 if blanks < SET_IN => 0,
        0 => blanks,
        _ => blanks.max(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a line of letters that are five points wide and ten high.
    fn line(left: f64, bottom: f64, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut at = left;
        for word in text.split(' ') {
            let width = 5.0 * f64::from(u32::try_from(word.chars().count()).unwrap());
            if !word.is_empty() {
                words.push(Word {
                    left: at,
                    right: at + width,
                    top: bottom - 10.0,
                    bottom,
                    text: word.to_owned(),
                });
            }
            at += width + 5.0;
        }
        words
    }

    #[test]
    fn more_than_the_usual_space_is_a_blank_line() {
        let words = [
            line(60.0, 100.0, "Der er ti bænke i parken, og de er"),
            line(60.0, 112.0, "alle grønne."),
            line(60.0, 130.0, "De bliver malet hvert forår af os,"),
            line(60.0, 142.0, "og det tager en uge."),
        ];
        assert_eq!(
            text(vec![words.concat()]),
            "Der er ti bænke i parken, og de er\nalle grønne.\n\nDe bliver malet hvert forår af os,\nog det tager en uge.\n"
        );
    }

    #[test]
    fn a_column_beside_the_text_stands_by_itself_and_a_table_does_not() {
        let letter = [
            line(60.0, 100.0, "Der er ti bænke i parken, og de"),
            line(400.0, 104.0, "Park og Vej"),
            line(60.0, 112.0, "bliver malet hvert forår af os,"),
            line(400.0, 115.0, "Torvet 2"),
            line(60.0, 124.0, "og det tager en uge."),
            line(400.0, 126.0, "4999 Vesterlund"),
        ];
        assert_eq!(
            text(vec![letter.concat()]),
            "Park og Vej\nTorvet 2\n4999 Vesterlund\n\nDer er ti bænke i parken, og de\nbliver malet hvert forår af os,\nog det tager en uge.\n"
        );
        let table = [
            line(60.0, 100.0, "Skoler"),
            line(400.0, 100.0, "4"),
            line(60.0, 112.0, "Haver"),
            line(400.0, 112.0, "9"),
            line(60.0, 124.0, "Andre"),
            line(400.0, 124.0, "6"),
        ];
        let lines = text(vec![table.concat()]);
        assert_eq!(
            lines
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join("|"))
                .collect::<Vec<_>>(),
            ["Skoler|4", "Haver|9", "Andre|6"],
            "{lines}"
        );
    }

    #[test]
    fn a_raised_number_stands_at_its_word() {
        let mut words = line(60.0, 100.0, "Der er ti bænke");
        words.push(Word {
            left: 135.5,
            right: 138.5,
            top: 88.0,
            bottom: 94.0,
            text: "1".to_owned(),
        });
        words.extend(line(60.0, 112.0, "i parken."));
        assert_eq!(text(vec![words]), "Der er ti bænke1\ni parken.\n");
    }

    #[test]
    fn pages_are_parted() {
        let page = |text: &str| line(60.0, 100.0, text);
        assert_eq!(text(vec![page("et"), page("to")]), "et\n\x0cto\n");
    }
}
