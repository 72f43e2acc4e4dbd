//! Fields of a letter's head that a conversion ran together: "Dato 16. januar 2019Sagsnr. 2019-229", "Dato:Kontor:Sagsnr.:".
//!
//! A line is cut only where every piece is a field with its label, or a label alone; a line of values below labels only where
//! it falls into as many pieces as there are labels.

use std::ops::Range;
use std::sync::LazyLock;

use super::contact_lines::{self, ContactLine};
use super::lines::{self, Line};
use super::words::{self, Pattern};

/// The longest line that is cut, in bytes.
const LONGEST: usize = 240;

/// A label at the start, after a blank, or right after a value; it starts with a capital letter.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    let labels: Vec<String> = [
        "date_labels",
        "case_labels",
        "document_labels",
        "handler_labels",
        "unit_labels",
    ]
    .iter()
    .flat_map(|key| words::list(key))
    .filter(|label| label.chars().count() > 2)
    .collect();
    Pattern::new(&format!(
        r"(?:^|[\p{{Ll}}\d\s:.])(?P<label>(?-i:\p{{Lu}})(?i:{}))",
        without_first_letters(labels)
    ))
});

/// The places where a value ends and the next begins without a gap: a capital after a small letter or a digit, a digit after a
/// small letter.
static JOINT: LazyLock<Pattern> = LazyLock::new(|| Pattern::cased(r"[\p{Ll}\d]\p{Lu}|\p{Ll}\d"));

static GAP: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\t\s*|\s{3,}"));

fn without_first_letters(labels: Vec<String>) -> String {
    let rests = labels
        .into_iter()
        .map(|label| label.chars().skip(1).collect());
    words::alternation(rests.collect())
}

/// Cuts the lines that hold several fields.
pub(crate) fn split<'t>(text: &'t str, cut: Vec<Line<'t>>) -> Vec<Line<'t>> {
    let mut out = Vec::with_capacity(cut.len());
    // The labels of the physical line above, by their columns.
    let mut above: Vec<usize> = Vec::new();
    let mut own: Vec<usize> = Vec::new();
    for line in cut {
        let start = lines::line_start(text, line.span.start);
        let first = text[start..line.span.start].trim().is_empty();
        if first {
            above = std::mem::take(&mut own);
        }
        let pieces = fields(line.text)
            .or_else(|| values(line.text, above.len()))
            .or_else(|| parted(line.text, above.len()).filter(|_| first))
            .or_else(|| below(text, start, &line, &above).filter(|_| first))
            .unwrap_or_default();
        let labels: Vec<usize> = pieces
            .iter()
            .cloned()
            .chain(pieces.is_empty().then_some(0..line.text.len()))
            .filter(|piece| is_bare_label(&line.text[piece.clone()]))
            .map(|piece| text[start..line.span.start + piece.start].chars().count())
            .collect();
        own.extend(labels);
        if pieces.len() < 2 {
            out.push(line);
            continue;
        }
        for (place, piece) in pieces.into_iter().enumerate() {
            let span = line.span.start + piece.start..line.span.start + piece.end;
            out.push(Line {
                text: &text[span.clone()],
                span,
                blanks_before: if place == 0 { line.blanks_before } else { 0 },
                page_break: place == 0 && line.page_break,
                aside: line.aside,
            });
        }
    }
    out
}

/// The values of a line that gaps part, as many as labels stand above.
fn parted(text: &str, labels: usize) -> Option<Vec<Range<usize>>> {
    if labels < 2 || text.len() > LONGEST {
        return None;
    }
    let starts: Vec<usize> = std::iter::once(0)
        .chain(GAP.find_all(text).iter().map(regex::Match::end))
        .collect();
    (starts.len() == labels).then(|| trimmed(text, &starts))
}

/// The values of a line that stand in the columns of the labels above it.
fn below(
    text: &str,
    start: usize,
    line: &Line<'_>,
    columns: &[usize],
) -> Option<Vec<Range<usize>>> {
    if columns.len() < 2 || line.text.len() > LONGEST {
        return None;
    }
    let whole = &text[start..line.span.end];
    let mut starts = vec![0];
    for column in &columns[1..] {
        let (at, first) = whole.char_indices().nth(*column)?;
        let parted = whole[..at].ends_with(char::is_whitespace) && !first.is_whitespace();
        let at = (start + at).checked_sub(line.span.start)?;
        if !parted || at == 0 {
            return None;
        }
        starts.push(at);
    }
    Some(trimmed(line.text, &starts))
}

/// The fields that a line holds, if it holds nothing else.
fn fields(text: &str) -> Option<Vec<Range<usize>>> {
    if text.len() > LONGEST {
        return None;
    }
    let starts: Vec<usize> = LABEL
        .captures_all(text)
        .iter()
        .filter_map(|found| Some(found.name("label")?.start()))
        .collect();
    if starts.len() < 2 || starts[0] != 0 {
        return None;
    }
    let pieces = trimmed(text, &starts);
    pieces
        .iter()
        .all(|piece| {
            matches!(
                contact_lines::classify(&text[piece.clone()]),
                Some(ContactLine::Labelled(..))
            )
        })
        .then_some(pieces)
}

fn is_bare_label(text: &str) -> bool {
    matches!(
        contact_lines::classify(text),
        Some(ContactLine::Labelled(_, None))
    )
}

/// The values of a line below `labels` labels that stood on one line.
fn values(text: &str, labels: usize) -> Option<Vec<Range<usize>>> {
    if labels < 2 || text.len() > LONGEST {
        return None;
    }
    let mut starts = vec![0];
    for found in JOINT.find_all(text) {
        let first = found.as_str().chars().next().map_or(1, char::len_utf8);
        starts.push(found.start() + first);
    }
    (starts.len() == labels).then(|| trimmed(text, &starts))
}

fn trimmed(text: &str, starts: &[usize]) -> Vec<Range<usize>> {
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| *start..start + text[*start..end].trim_end().len())
        .filter(|piece| !piece.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::lines;

    #[test]
    fn fields_on_one_line_are_parted() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "Dato:        Sagsnr.:        Sagsbehandler:\n1. juli 2020 20/15432        Gitte Berg",
                &[
                    "Dato:",
                    "Sagsnr.:",
                    "Sagsbehandler:",
                    "1. juli 2020",
                    "20/15432",
                    "Gitte Berg",
                ],
            ),
            (
                "Dato 16. januar 2019Sagsnr. 2019-229Sagsbehandler Ulla Berg",
                &[
                    "Dato 16. januar 2019",
                    "Sagsnr. 2019-229",
                    "Sagsbehandler Ulla Berg",
                ],
            ),
            (
                "Dato: 3. maj 2021 Sagsnr.: 21/004711 Sagsbehandler: Anna Berg",
                &[
                    "Dato: 3. maj 2021",
                    "Sagsnr.: 21/004711",
                    "Sagsbehandler: Anna Berg",
                ],
            ),
            (
                "Dato:Kontor:Sagsnr.:\n11. april 2011Statskontoret2011-792-1658",
                &[
                    "Dato:",
                    "Kontor:",
                    "Sagsnr.:",
                    "11. april 2011",
                    "Statskontoret",
                    "2011-792-1658",
                ],
            ),
            (
                "Sagen om Sagsnr. 12 er lukket.",
                &["Sagen om Sagsnr. 12 er lukket."],
            ),
            ("Center for Dato og Tid", &["Center for Dato og Tid"]),
        ];
        for (text, wanted) in cases {
            let got: Vec<&str> = lines::split(text).iter().map(|line| line.text).collect();
            assert_eq!(got, wanted);
        }
    }
}
