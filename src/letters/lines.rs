//! The lines of the input: every non-blank line with its place, the gap before it, and whether it stands in the margin.
//!
//! Lines never overlap, come in the order of the text, and hold every character that is not blank. A line that the page
//! layout put together from several columns is cut at the gaps, but only where the pieces say what they are.

use std::ops::Range;

use super::boxes;
use super::columns;
use super::contact_lines;
use super::names;
use super::run_on_fields;
use super::run_on_questions;

/// Blank lines that count as the end of a page where the text holds no form feeds.
const PAGE_GAP: usize = 3;
/// A shorter text shows too little of its layout, in lines.
const LEAST_LINES: usize = 12;
/// A text has lost its gaps if fewer than one line in so many has one before it.
const GAPLESS: usize = 14;
/// A text whose lines are longer than this is not wrapped, in characters.
const WIDEST_PAGE: usize = 170;

/// One line, or one column of a line, without the blanks around it.
#[derive(Debug, Clone)]
pub(crate) struct Line<'t> {
    /// Byte offsets in the input.
    pub span: Range<usize>,
    /// The text at `span`; never empty.
    pub text: &'t str,
    /// How many blank lines stand before it.
    pub blanks_before: usize,
    /// Whether a page starts with this line.
    pub page_break: bool,
    /// Whether the line stands in a column beside the running text.
    pub aside: bool,
}

impl Line<'_> {
    /// Returns the text without emphasis marks (`**`, `*`, `_`, `#`) and leading dashes.
    pub(crate) fn bare(&self) -> &str {
        bare(self.text)
    }

    /// Whether a paragraph starts with this line.
    pub(crate) fn opens_block(&self) -> bool {
        self.blanks_before > 0 || self.page_break
    }
}

/// Strips the marks that conversions leave around a line: emphasis, heading marks, a leading dash or bullet.
pub(crate) fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(['*', '_', '#', '>']).trim_start();
    let text = ["- ", "– ", "• ", "· "]
        .iter()
        .find_map(|dash| text.strip_prefix(dash))
        .unwrap_or(text);
    text.trim_matches(|c: char| c == '*' || c == '_' || c == '#' || c.is_whitespace())
}

/// Whether the character belongs to no line.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\0')
}

/// What ends a physical line.
const ENDS: [char; 6] = ['\n', '\r', '\x0c', '\x0b', '\u{2028}', '\u{2029}'];

/// Returns where the physical line that holds the place `at` starts.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    let before = &text[..at];
    before
        .char_indices()
        .rev()
        .find(|(_, c)| ENDS.contains(c))
        .map_or(0, |(end, c)| end + c.len_utf8())
}

/// Cuts `text` into its lines, columns apart.
pub(crate) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = physical(text);
    if lines.iter().any(|line| columns::has_gap(line.text)) || text.contains("   ") {
        lines = columns::split(text, &lines);
    }
    lines = boxes::split(lines);
    lines = run_on_questions::split(text, run_on_fields::split(text, lines));
    restore_gaps(&mut lines);
    lines
}

/// Puts gaps between the paragraphs of a text whose conversion dropped them all.
///
/// A paragraph ends with a finished sentence on a line that had room for the next word, or with short lines before long ones.
fn restore_gaps(lines: &mut [Line<'_>]) {
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|line| !line.aside)
        .map(|line| line.text.chars().count())
        .collect();
    let gaps = lines
        .iter()
        .filter(|line| line.blanks_before > 0 && !line.page_break)
        .count();
    if widths.len() < LEAST_LINES || gaps * GAPLESS > widths.len() {
        return;
    }
    widths.sort_unstable();
    let width = widths[widths.len() * 9 / 10];
    if width > WIDEST_PAGE {
        return;
    }
    for at in 1..lines.len() {
        let (before, line) = (&lines[at - 1], &lines[at]);
        let length = before.text.chars().count();
        let word = line
            .text
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count());
        let room = (length + 1 + word) * 10 <= width * 9;
        let ended = before
            .text
            .trim_end_matches(['"', '”', '»', '\'', ')', '*'])
            .ends_with(['.', '?', '!', ':']);
        let long = line.text.chars().count() * 10 > width * 7;
        let bears_label =
            contact_lines::is_strong(before.text) || contact_lines::is_strong(line.text);
        let signed = names::is_name(line.text)
            && lines
                .get(at + 1)
                .is_some_and(|next| names::is_title(next.text))
            && ended;
        if signed
            || room && !bears_label && (ended || long && !line.text.starts_with(char::is_lowercase))
        {
            lines[at].blanks_before = lines[at].blanks_before.max(1);
        }
    }
}

fn physical(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut blanks, mut page_break) = (0, false);
    let mut offset = 0;
    for raw in text.split_inclusive(['\n', '\x0c', '\x0b', '\u{2028}', '\u{2029}']) {
        let start = offset;
        offset += raw.len();
        // Old Macintosh ends: a carriage return alone. `split_inclusive` on it would see an empty line in every `\r\n`.
        let mut inner = start;
        for part in raw.split_inclusive('\r') {
            let trimmed = part.trim_matches(is_blank);
            if trimmed.is_empty() {
                let only_end = part == "\n" && inner > start;
                blanks += usize::from(!only_end);
            } else {
                let from = inner + (part.len() - part.trim_start_matches(is_blank).len());
                lines.push(Line {
                    span: from..from + trimmed.len(),
                    text: trimmed,
                    blanks_before: blanks,
                    page_break: (page_break || blanks >= PAGE_GAP) && !lines.is_empty(),
                    aside: false,
                });
                blanks = 0;
                page_break = false;
            }
            inner += part.len();
        }
        page_break |= raw.ends_with('\x0c');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        split(text).iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_line_end_is_known() {
        assert_eq!(texts("a\nb\r\nc\rd\x0ce"), ["a", "b", "c", "d", "e"]);
        let lines = split("a\r\n\r\nb\n\n\n\nc\x0cd");
        assert_eq!(
            lines
                .iter()
                .map(|line| (line.blanks_before, line.page_break))
                .collect::<Vec<_>>(),
            [(0, false), (1, false), (3, true), (0, true)]
        );
    }

    #[test]
    fn marks_of_a_conversion_are_stripped() {
        let cases = [
            ("**Svar**", "Svar"),
            ("- 1. Hvorfor?*", "1. Hvorfor?"),
            ("## Spørgsmål 1", "Spørgsmål 1"),
            ("* *", ""),
        ];
        for (given, wanted) in cases {
            assert_eq!(bare(given), wanted);
        }
    }

    #[test]
    fn a_margin_column_is_cut_off_and_a_table_is_not() {
        let letter = "\
Kommunen har i dag to biblioteker                         Kulturforvaltningen
og et bogtrykkeri, som alle er åbne                       Telefon: 11 22 33 44
hver dag.                                                 post@vesterlund.example
                                                          4999 Vesterlund
";
        let lines = split(letter);
        let main: Vec<&str> = lines.iter().filter(|l| !l.aside).map(|l| l.text).collect();
        assert_eq!(main.len(), 3, "{main:?}");
        assert_eq!(main[2], "hver dag.");
        assert_eq!(
            texts("År        2020       2021\nAntal       4          5").len(),
            2
        );
    }

    #[test]
    fn a_date_and_a_page_mark_on_one_line_are_two_lines() {
        assert_eq!(
            texts("3. maj 2021               Side 1 af 2"),
            ["3. maj 2021", "Side 1 af 2"]
        );
    }
}
