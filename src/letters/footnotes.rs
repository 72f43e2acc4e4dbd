//! Footnotes: the page layout puts them at the foot of a page, often in the middle of a sentence or below another question.
//!
//! A note goes to the end of the answer that holds its mark, so that the sentence it broke closes again.

use std::ops::Range;
use std::sync::LazyLock;

use super::flow::{Gap, Piece};
use super::words::Pattern;

/// The most lines of a note.
const MOST_LINES: usize = 20;
/// The most notes at the foot of one page.
const MOST_ON_PAGE: usize = 12;
/// The highest number that a note may have.
const MOST_NOTES: usize = 99;

/// The number of a note, alone on its line or before its text.
static NOTE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::cased(r"^(?P<n>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])(?:\s+(?P<text>\p{Lu}.*)|)$"));

/// Where a note is called for: a number right behind a word, a full stop or a bracket.
static MARK: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::cased(
        r"(?:\p{L}|(?:\p{L}|\d{4}|[)”»])[.,;:]|[)”»])(?P<n>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])(?:[\s.,;:]|$)",
    )
});

/// Moves every footnote to the end of the answer that holds its mark.
pub(super) fn settle(text: &str, sections: &mut [Vec<Piece>]) {
    let mut called: [Option<usize>; MOST_NOTES + 1] = [None; MOST_NOTES + 1];
    let mut notes: Vec<(usize, Vec<Piece>)> = Vec::new();
    for (section, kept_pieces) in sections.iter_mut().enumerate() {
        let pieces = std::mem::take(kept_pieces);
        let mut kept = Vec::with_capacity(pieces.len());
        let mut place = 0;
        while place < pieces.len() {
            let note = note(text, &pieces, place);
            if let Some((number, run)) = note
                && let Some(home) = called[number]
            {
                place = run.end;
                notes.push((home, pieces[run].to_vec()));
                continue;
            }
            for mark in MARK.captures_all(&text[pieces[place].span.clone()]) {
                if let Some(number) = mark.name("n").and_then(|m| number(m.as_str())) {
                    called[number] = Some(section);
                }
            }
            kept.push(pieces[place].clone());
            place += 1;
        }
        *kept_pieces = kept;
    }
    for (home, mut note) in notes {
        note[0].gap = Gap::Blank;
        sections[home].append(&mut note);
    }
}

fn number(text: &str) -> Option<usize> {
    let mut raised = "¹²³⁴⁵⁶⁷⁸⁹".chars();
    let place = raised.position(|digit| text.starts_with(digit));
    let number = match place {
        Some(place) => place + 1,
        None => text.parse().ok()?,
    };
    (1..=MOST_NOTES).contains(&number).then_some(number)
}

/// The number of the note that starts at `place`, and the lines it takes. Nothing but notes may stand below it on its page.
fn note(text: &str, pieces: &[Piece], place: usize) -> Option<(usize, Range<usize>)> {
    let first = worded(text, pieces, place)?;
    let mut end = first.1.end;
    for _ in 0..MOST_ON_PAGE {
        if pieces
            .get(end)
            .is_none_or(|next| next.gap == Gap::Interrupted)
        {
            return Some(first);
        }
        end = worded(text, pieces, end)?.1.end;
    }
    None
}

/// A number with its text, in lines without a gap.
fn worded(text: &str, pieces: &[Piece], place: usize) -> Option<(usize, Range<usize>)> {
    if pieces[place].gap == Gap::Line {
        return None;
    }
    let found = NOTE.captures(&text[pieces[place].span.clone()])?;
    let own = number(found.name("n")?.as_str())?;
    let most = pieces.len().min(place + MOST_LINES);
    let end = (place + 1..most)
        .find(|at| pieces[*at].gap != Gap::Line)
        .unwrap_or(most);
    let has_text = found.name("text").is_some() || end > place + 1;
    has_text.then_some((own, place..end))
}

#[cfg(test)]
mod tests {
    use super::super::flow;
    use super::*;

    fn settled(lines: &[(&str, Gap)], second: &[(&str, Gap)]) -> Vec<String> {
        let mut text = String::new();
        let mut pieces = |lines: &[(&str, Gap)]| -> Vec<Piece> {
            lines
                .iter()
                .map(|(line, gap)| {
                    let start = text.len();
                    text.push_str(line);
                    text.push('\n');
                    Piece {
                        span: start..start + line.len(),
                        gap: *gap,
                    }
                })
                .collect()
        };
        let mut sections = vec![pieces(lines), pieces(second)];
        settle(&text, &mut sections);
        sections
            .iter()
            .map(|pieces| flow::join(&text, pieces, None))
            .collect()
    }

    #[test]
    fn a_note_goes_to_the_end_of_the_answer_that_calls_for_it() {
        let got = settled(
            &[("Der er ti broer i alt.1", Gap::Blank)],
            &[
                ("De er bygget af ingeniører, der kom fra den", Gap::Blank),
                ("1", Gap::Blank),
                ("Uden de private.", Gap::Line),
                ("nordlige by.", Gap::Interrupted),
            ],
        );
        assert_eq!(
            got,
            [
                "Der er ti broer i alt.1\n\n1\nUden de private.",
                "De er bygget af ingeniører, der kom fra den nordlige by."
            ]
        );
    }

    #[test]
    fn notes_of_one_answer_go_to_its_end_and_lists_stay() {
        let got = settled(
            &[
                ("Der er ti broer2 i alt i kommunen, og de", Gap::Blank),
                ("2 Uden de private.", Gap::Blank),
                ("er alle åbne for cyklister.", Gap::Interrupted),
            ],
            &[
                ("Broerne er:", Gap::Blank),
                ("1 Nordbroen", Gap::Blank),
                ("2 Sydbroen", Gap::Line),
                ("Alle er åbne.", Gap::Blank),
            ],
        );
        assert_eq!(
            got,
            [
                "Der er ti broer2 i alt i kommunen, og de er alle åbne for cyklister.\n\n2 Uden de private.",
                "Broerne er:\n\n1 Nordbroen\n2 Sydbroen\n\nAlle er åbne."
            ]
        );
    }
}
