//! Puts the lines of an answer together again: paragraphs, wrapped lines, sentences that furniture broke, broken words.
//!
//! Nothing else of the wording changes. A line break that the writer made (a list, a short line) stays a line break.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::words::{self, Pattern};

/// A text whose lines are longer than this is not wrapped, in characters.
const WIDEST_PAGE: usize = 170;
/// A paragraph shorter than this is a heading or an item rather than running text, in characters.
const SHORT_PARAGRAPH: usize = 30;

/// What stands between a piece and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// A line end.
    Line,
    /// A blank line.
    Blank,
    /// Furniture, a contact block or the end of a page.
    Interrupted,
}

/// A line of running text.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub span: Range<usize>,
    pub gap: Gap,
}

static ITEM: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?:[-–—•·▪◦*]\s|\(?(?:\d{1,2}|[a-zæøå]|[ivx]{1,4})[.)]\s)"));
static PARTNERS: LazyLock<HashSet<String>> =
    LazyLock::new(|| words::list("hyphen_partners").into_iter().collect());
/// Words between which a hyphen stands for "to": "mandag-torsdag", "maj-juni".
static RANGE_ENDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    ["weekdays", "months"]
        .iter()
        .flat_map(|key| words::list(key))
        .map(|word| word.trim_end_matches('.').to_owned())
        .collect()
});

/// Whether the line starts an item of a list.
pub(crate) fn is_item(text: &str) -> bool {
    ITEM.is_match(text)
}

/// Whether the text breaks off in the middle of a sentence.
pub(crate) fn is_open(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '“', '»', '\'', '’', ')', '*', ']', ' ']);
    !end.ends_with(['.', '?', '!', ':', ';'])
}

/// Returns how wide the lines of a wrapped text are, in characters; `None` if the text is not wrapped.
pub(crate) fn page_width(text: &str, pieces: &[Piece]) -> Option<usize> {
    let mut widths: Vec<usize> = pieces
        .windows(2)
        .filter(|pair| pair[1].gap == Gap::Line)
        .map(|pair| text[pair[0].span.clone()].chars().count())
        .collect();
    widths.sort_unstable();
    let width = widths
        .get(widths.len().checked_sub(1)? * 19 / 20)
        .copied()?;
    (width <= WIDEST_PAGE && width > 20).then_some(width)
}

/// Joins the pieces to a text: paragraphs with a blank line between them.
pub(crate) fn join(text: &str, pieces: &[Piece], width: Option<usize>) -> String {
    let mut out = String::new();
    let mut paragraph = 0;
    for (place, piece) in pieces.iter().enumerate() {
        let line = &text[piece.span.clone()];
        if place == 0 {
            out.push_str(line);
            continue;
        }
        let before = &text[pieces[place - 1].span.clone()];
        match joint(&out[paragraph..], before, line, piece.gap, width) {
            Joint::Word => {
                out.pop();
            }
            Joint::Hyphen => {}
            Joint::Space => out.push(' '),
            Joint::Line => out.push('\n'),
            Joint::Paragraph => {
                out.push_str("\n\n");
                paragraph = out.len();
            }
        }
        out.push_str(line);
    }
    out
}

enum Joint {
    /// The hyphen goes and the word closes.
    Word,
    /// The word closes and keeps its hyphen.
    Hyphen,
    Space,
    Line,
    Paragraph,
}

fn joint(paragraph: &str, before: &str, line: &str, gap: Gap, width: Option<usize>) -> Joint {
    let running = paragraph.chars().nth(SHORT_PARAGRAPH).is_some();
    let lower = starts_lower(line);
    let continues = match gap {
        Gap::Line => {
            !is_item(line)
                && !is_row(before)
                && !is_row(line)
                && (is_open(before) && lower || is_full(before, line, width))
        }
        Gap::Blank => running && is_open(paragraph) && lower && !is_item(line),
        Gap::Interrupted => {
            running && is_open(paragraph) && !is_item(line) && (lower || breaks_off(before))
        }
    };
    if continues {
        return broken_word(before, line).unwrap_or(Joint::Space);
    }
    if gap == Gap::Line {
        Joint::Line
    } else {
        Joint::Paragraph
    }
}

/// Whether the line is a row of a table: wide gaps part its cells.
fn is_row(line: &str) -> bool {
    line.contains("   ") || line.contains('\t')
}

/// Whether the line ends like running text and not like a row of a table.
fn breaks_off(before: &str) -> bool {
    !is_row(before) && before.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-' | ')'))
}

fn starts_lower(line: &str) -> bool {
    line.trim_start_matches(['(', '"', '”', '«', '»', '\''])
        .chars()
        .next()
        .is_some_and(char::is_lowercase)
}

/// Whether the next word had no room on the line.
fn is_full(before: &str, line: &str, width: Option<usize>) -> bool {
    let Some(width) = width else {
        return false;
    };
    let next = line
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    (before.chars().count() + 1 + next) * 10 > width * 9
}

/// How a word that a hyphen breaks at the line end closes; `None` if it is no broken word ("ind- og udgang").
fn broken_word(before: &str, line: &str) -> Option<Joint> {
    let stem = before.strip_suffix(['-', '\u{ad}', '\u{2010}'])?;
    let head: String = stem
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let next: String = line
        .chars()
        .take_while(|c| c.is_alphabetic() || *c == '.')
        .collect();
    if head.is_empty()
        || !next.chars().next().is_some_and(char::is_lowercase)
        || PARTNERS.contains(&next)
    {
        return None;
    }
    let letters = head.chars().count();
    let is_range = |word: &str| RANGE_ENDS.contains(word.trim_end_matches('.'));
    let range = is_range(&head.chars().rev().collect::<String>().to_lowercase()) && is_range(&next);
    let abbreviation = head.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    Some(
        if abbreviation || range || letters == 1 || next.chars().count() == 1 {
            Joint::Hyphen
        } else {
            Joint::Word
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::lines;

    fn joined(text: &str, interrupted: &[usize]) -> String {
        let pieces: Vec<Piece> = lines::split(text)
            .into_iter()
            .enumerate()
            .map(|(n, line)| Piece {
                gap: if interrupted.contains(&n) {
                    Gap::Interrupted
                } else if line.blanks_before > 0 {
                    Gap::Blank
                } else {
                    Gap::Line
                },
                span: line.span,
            })
            .collect();
        let width = page_width(text, &pieces);
        join(text, &pieces, width)
    }

    #[test]
    fn wrapped_lines_and_broken_words_close() {
        let cases = [
            (
                "Broen blev bygget for mange år siden af byens in-\ngeniører og holder endnu.",
                "Broen blev bygget for mange år siden af byens ingeniører og holder endnu.",
            ),
            (
                "Der er både en ind- og en udgang, og begge ind-\nog udgange er åbne.",
                "Der er både en ind- og en udgang, og begge ind- og udgange er åbne.",
            ),
            (
                "Kommunen har stadig nogle få IP-\ntelefoner tilbage.",
                "Kommunen har stadig nogle få IP-telefoner tilbage.",
            ),
            (
                "Biblioteket er åbent for alle byens borgere fra mandag-\ntorsdag.",
                "Biblioteket er åbent for alle byens borgere fra mandag-torsdag.",
            ),
            ("- et\n- to\n- tre", "- et\n- to\n- tre"),
            (
                "Nordparken og de to søer     1.812     1.845\nKirkegårde     412     415",
                "Nordparken og de to søer     1.812     1.845\nKirkegårde     412     415",
            ),
            ("Et afsnit.\n\nEt andet.", "Et afsnit.\n\nEt andet."),
            ("Parkering\n\nder er plads", "Parkering\n\nder er plads"),
        ];
        for (given, wanted) in cases {
            assert_eq!(joined(given, &[]), wanted);
        }
    }

    #[test]
    fn a_broken_sentence_closes_and_a_finished_one_does_not() {
        assert_eq!(
            joined(
                "Det er ofte nødvendigt at se efter, om den\n\nNordlige Bro er lukket.",
                &[1]
            ),
            "Det er ofte nødvendigt at se efter, om den Nordlige Bro er lukket."
        );
        assert_eq!(
            joined(
                "Det er ofte nødvendigt at se efter.\n\nBroen er lukket.",
                &[1]
            ),
            "Det er ofte nødvendigt at se efter.\n\nBroen er lukket."
        );
    }
}
