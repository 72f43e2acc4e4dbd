//! Questions and answers that a conversion ran together: "… i parken?Svar:Der er ti.Spørgsmål 2: Hvem …".
//!
//! A long line is cut before the marks of questions and answers that follow the end of a sentence, where it holds several.

use std::ops::Range;
use std::sync::LazyLock;

use super::lines::Line;
use super::words::{self, Pattern};

/// A text with a longer line than this is not wrapped, in bytes.
const LONG: usize = 200;
/// A shorter line of it is no text that was run together, in bytes.
const SHORTEST: usize = 60;

static MARK: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?:[.:?!\x22”»)]\s*|\s)(?P<mark>(?-i:\p{{Lu}})(?i:{question}\s*(?:{number}\s*)?\d{{1,5}}\s*[:.]|{answer}\s*:|{closing}\s))",
        question = without_first_letters("question_words"),
        number = words::any("question_number_words"),
        answer = without_first_letters("answer_words"),
        closing = without_first_letters("closings"),
    ))
});

/// The words under `key` without their first letters, which the pattern wants as capitals.
fn without_first_letters(key: &str) -> String {
    let words = words::list(key).into_iter();
    let rests = words.filter(|word| word.chars().count() > 3);
    words::alternation(rests.map(|word| word.chars().skip(1).collect()).collect())
}

/// Cuts the lines in which questions and answers were run together.
pub(crate) fn split<'t>(text: &'t str, lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    if !lines.iter().any(|line| line.text.len() > LONG) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let marks = marks(&line);
        if marks.len() < 2 {
            out.push(line);
            continue;
        }
        let starts = std::iter::once(0).chain(marks.iter().copied());
        let ends = marks.iter().copied().chain([line.text.len()]);
        for (place, (start, end)) in starts.zip(ends).enumerate() {
            out.extend(piece(text, &line, start..end, place == 0));
        }
    }
    out
}

fn marks(line: &Line<'_>) -> Vec<usize> {
    if line.text.len() < SHORTEST {
        return Vec::new();
    }
    let found = MARK.captures_all(line.text);
    found
        .iter()
        .filter_map(|found| Some(found.name("mark")?.start()))
        .collect()
}

/// A piece of a line as a line of its own, without the blanks around it.
fn piece<'t>(text: &'t str, line: &Line<'t>, at: Range<usize>, first: bool) -> Option<Line<'t>> {
    let raw = &line.text[at.clone()];
    let start = line.span.start + at.start + (raw.len() - raw.trim_start().len());
    let span = start..start + raw.trim().len();
    (!span.is_empty()).then(|| Line {
        text: &text[span.clone()],
        span,
        blanks_before: if first { line.blanks_before } else { 1 },
        page_break: first && line.page_break,
        aside: line.aside,
    })
}

#[cfg(test)]
mod tests {

    use crate::letters::lines;

    #[test]
    fn marks_in_a_long_line_cut_it() {
        let filler = "Det er der mange grunde til, og de fleste af dem er gamle. ".repeat(3);
        let text = format!(
            "Svar til byrådet:Spørgsmål 1: Hvor mange bænke er der?Svar:Der er ti. {filler}Spørgsmål 2: Hvem maler dem? Svar: Det gør vi, jf. svaret på spørgsmål 1."
        );
        let cut = lines::split(&text);
        let starts: Vec<String> = cut
            .iter()
            .map(|line| line.text.chars().take(12).collect())
            .collect();
        assert_eq!(
            starts,
            [
                "Svar til byr",
                "Spørgsmål 1:",
                "Svar:Der er ",
                "Spørgsmål 2:",
                "Svar: Det gø"
            ]
        );
        let short = "Spørgsmål 1: Hvor mange? Svar: Ti.";
        assert_eq!(lines::split(short).len(), 1);
    }
}
