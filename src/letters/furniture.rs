//! Page furniture: page marks, rules, and lines that every page repeats.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::boxes;
use super::dates;
use super::lines::Line;
use super::words::{self, Pattern};

/// The longest line that can be furniture, in bytes.
const LONGEST_LINE: usize = 160;
/// The longest title of a document on its pages, in bytes.
const LONGEST_TITLE: usize = 400;
/// How far from the edge of a page a repeated line may stand, in lines.
const EDGE: usize = 4;

static PAGE: LazyLock<Pattern> = LazyLock::new(|| {
    let (page, of) = (words::any("page_words"), words::any("page_of_words"));
    Pattern::new(&format!(
        r"^\W*(?:{page}\s*:?\s*(?P<a>\d{{1,3}})(?:\s*(?:{of}|/|:)\s*(?P<n>\d{{1,3}}))?|(?P<b>\d{{1,3}})\s*(?:/|{of})\s*(?P<m>\d{{1,3}})|[-–—]\s*(?P<c>\d{{1,3}})\s*[-–—])\W*$"
    ))
});

static PAGE_AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    let (page, of) = (words::any("page_words"), words::any("page_of_words"));
    Pattern::new(&format!(
        r"[\s,|·–-]+{page}\s+\d{{1,3}}(?:\s*(?:{of}|/)\s*\d{{1,3}})?\W*$"
    ))
});

/// The picture of a page, as conversions name it.
static PICTURE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^!?\[?[\w./-]*\d[\w./-]*\.(?:png|jpe?g|gif|tiff?)\]?$"));

static RULE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^[-–—_=*·.~\s/\\|]+$"));

/// Returns the page number and the number of pages that the line states, if it is a page mark.
pub(crate) fn page_mark(text: &str) -> Option<(u32, Option<u32>)> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let found = PAGE.captures(text)?;
    let number = |names: [&str; 3]| {
        names
            .iter()
            .find_map(|name| found.name(name))
            .and_then(|m| m.as_str().parse().ok())
    };
    let page = number(["a", "b", "c"])?;
    let pages = number(["n", "m", "n"]);
    // "24/7" is round the clock, not a page.
    (pages.is_none_or(|pages| page <= pages)).then_some((page, pages))
}

/// Whether the line is a page mark.
pub(crate) fn is_page_mark(text: &str) -> bool {
    page_mark(text).is_some()
}

/// Returns what stands before a page mark at the end of the line, where the line goes on to one.
pub(crate) fn before_page_mark(text: &str) -> Option<&str> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let mark = PAGE_AFTER.find(text)?;
    Some(&text[..mark.start()]).filter(|rest| !rest.is_empty())
}

/// Whether the line only draws a rule.
pub(crate) fn is_rule(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).count() >= 3 && RULE.is_match(text)
}

/// The title that a document bears on every page.
static DOCUMENT_TITLE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&words::phrases("document_title_patterns")));
static PAGE_WORD: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^\W*{}\W*$", words::any("page_words"))));

/// Returns which of the lines are page furniture: marks, rules, lines repeated at the edges of pages, lone page numbers.
pub(crate) fn find(lines: &[Line<'_>]) -> Vec<bool> {
    let edges = page_edges(lines);
    let (top, foot) = (repeated(lines, &edges.top), repeated(lines, &edges.foot));
    let mut page = 0;
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            page += usize::from(line.page_break);
            let next = lines.get(at + 1);
            let ends = next.is_none() && lines.len() > 3;
            // The number of a page stands first or last on it; one further up may be that of a footnote.
            let outermost = line.page_break || next.is_none_or(|next| next.page_break);
            let lone_number =
                (edges.top[at] || edges.foot[at]) && outermost && is_page_number(line.text, page)
                    || ends && is_page_number(line.text, page + 2);
            let repeated = (top[at] || foot[at]) && dates::line(line.text).is_none();
            is_page_mark(line.text)
                || is_picture(line.text)
                || is_rule(line.text)
                || boxes::is_edge(line.text)
                || line.aside && boxes::is_side(line.text)
                || lone_number
                || repeated
                || before_page_mark(line.text).is_some_and(|rest| dates::line(rest).is_some())
                || line.text.len() <= LONGEST_TITLE && DOCUMENT_TITLE.is_match(line.text)
                || PAGE_WORD.is_match(line.text) && next.is_some_and(|next| is_page_mark(next.text))
        })
        .collect()
}

/// Which of the lines stand at an edge and come again at that edge of another page.
fn repeated(lines: &[Line<'_>], edge: &[bool]) -> Vec<bool> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (line, _) in lines.iter().zip(edge).filter(|(_, edge)| **edge) {
        *seen.entry(line.text).or_default() += 1;
    }
    let comes_again = |line: &Line<'_>| {
        line.text.len() <= LONGEST_LINE && seen.get(line.text).is_some_and(|times| *times > 1)
    };
    lines
        .iter()
        .zip(edge)
        .map(|(line, edge)| *edge && comes_again(line))
        .collect()
}

fn is_picture(text: &str) -> bool {
    text.len() <= LONGEST_LINE && PICTURE.is_match(text)
}

fn is_page_number(text: &str, page: usize) -> bool {
    text.len() <= 3
        && text
            .parse::<usize>()
            .is_ok_and(|n| n.abs_diff(page) <= 2 && n > 0)
}

/// The lines near the tops and those near the feet of pages. On a short page a line may be both.
struct Edges {
    top: Vec<bool>,
    foot: Vec<bool>,
}

/// Says which lines stand near the top or the foot of a page, where there is more than one page. The name of a page's picture
/// starts a page too.
fn page_edges(lines: &[Line<'_>]) -> Edges {
    let mut edges = Edges {
        top: vec![false; lines.len()],
        foot: vec![false; lines.len()],
    };
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].page_break || *at > 0 && is_picture(lines[*at].text))
        .collect();
    if starts.is_empty() {
        return edges;
    }
    for start in starts.iter().copied().chain([0]) {
        edges.top[start..(start + EDGE).min(lines.len())].fill(true);
    }
    for end in starts.into_iter().chain([lines.len()]) {
        edges.foot[end.saturating_sub(EDGE)..end].fill(true);
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::lines;

    #[test]
    fn page_marks_are_read() {
        let cases = [
            ("Side 2 af 3", Some((2, Some(3)))),
            ("side 2", Some((2, None))),
            ("Side 2/3", Some((2, Some(3)))),
            ("2 / 3", Some((2, Some(3)))),
            ("- 4 -", Some((4, None))),
            ("Page 1 of 12", Some((1, Some(12)))),
            ("**Side 1 af 2**", Some((1, Some(2)))),
            ("24/7", None),
            ("Side om side", None),
            ("På side 2 af planen", None),
            ("2", None),
        ];
        for (given, wanted) in cases {
            assert_eq!(page_mark(given), wanted, "{given}");
        }
    }

    #[test]
    fn repeated_lines_at_page_edges_are_furniture() {
        let text = "Vesterlund Kommune, svar\n\nTekst et.\n\n1\x0cVesterlund Kommune, svar\n\nTekst to.\n\nMere.\n\n2";
        let lines = lines::split(text);
        let found = find(&lines);
        let furniture: Vec<&str> = lines
            .iter()
            .zip(&found)
            .filter(|(_, f)| **f)
            .map(|(l, _)| l.text)
            .collect();
        assert_eq!(
            furniture,
            [
                "Vesterlund Kommune, svar",
                "1",
                "Vesterlund Kommune, svar",
                "2"
            ]
        );
    }

    #[test]
    fn a_date_with_a_page_mark_is_furniture() {
        assert_eq!(
            before_page_mark("3. maj 2021, side 1 af 2"),
            Some("3. maj 2021")
        );
        assert!(is_rule("- - - -") && !is_rule("- a -"));
    }
}
