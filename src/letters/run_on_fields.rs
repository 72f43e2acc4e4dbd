//! Fields of a letter's head that a conversion ran together: "Dato 16. januar 2019Sagsnr. 2019-229", "Dato:Kontor:Sagsnr.:".
//!
//! A line is cut only where every piece is a field with its label, or a label alone; a line of values below labels only where
//! it falls into as many pieces as there are labels.

use std::ops::Range;
use std::sync::LazyLock;

use super::contact_lines::{self, ContactLine};
use super::lines::Line;
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
static JOINT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::cased(r"[\p{Ll}\d]\p{Lu}|\p{Ll}\d"));

fn without_first_letters(labels: Vec<String>) -> String {
    let rests = labels.into_iter().map(|label| label.chars().skip(1).collect());
    words::alternation(rests.collect())
}

/// Cuts the lines that hold several fields.
pub(crate) fn split<'t>(text: &'t str, lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    let mut out = Vec::with_capacity(lines.len());
    let mut labels_above = 0;
    for line in lines {
        let pieces = fields(line.text)
            .or_else(|| values(line.text, labels_above))
            .unwrap_or_default();
        let labels = pieces
            .iter()
            .filter(|piece| is_bare_label(&line.text[(*piece).clone()]))
            .count();
        labels_above = if labels == pieces.len() { labels } else { 0 };
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
        let cases: [(&str, &[&str]); 5] = [
            (
                "Dato 16. januar 2019Sagsnr. 2019-229Sagsbehandler Ulla Berg",
                &["Dato 16. januar 2019", "Sagsnr. 2019-229", "Sagsbehandler Ulla Berg"],
            ),
            (
                "Dato: 3. maj 2021 Sagsnr.: 21/004711 Sagsbehandler: Anna Berg",
                &["Dato: 3. maj 2021", "Sagsnr.: 21/004711", "Sagsbehandler: Anna Berg"],
            ),
            (
                "Dato:Kontor:Sagsnr.:\n11. april 2011Statskontoret2011-792-1658",
                &["Dato:", "Kontor:", "Sagsnr.:", "11. april 2011", "Statskontoret", "2011-792-1658"],
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
