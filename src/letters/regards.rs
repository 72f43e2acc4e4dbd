//! Paragraphs that say at their start which question they answer: "For så vidt angår spørgsmål 2 kan det oplyses, at ...".
//!
//! They count as the marks of answers only where nothing else does: where no question is printed, or all of them above.

use std::sync::LazyLock;

use super::heading_search::{Search, Start};
use super::heading_signs::{self, Kind, NUMBERS, Sign};
use super::lines::bare;
use super::words::{self, Pattern};

/// The most of a line that is looked at, in bytes.
const LONGEST_LEAD: usize = 200;

static REGARDS: LazyLock<Pattern> = LazyLock::new(|| {
    let (regards, answer, question, nr) = (
        words::any("regarding_words"),
        words::any("answer_words"),
        words::any("question_words"),
        words::any("question_number_words"),
    );
    Pattern::new(&format!(
        r"^\W{{0,4}}{regards}\s+(?:{answer}\s+(?:på|til|to)\s+)?(?P<label>{question}\s*(?:{nr}\s*)?{NUMBERS})(?P<after>.*)$"
    ))
});

/// Reads the number of the question that a sentence starts with. The sign takes nothing of the line: the sentence answers.
fn read(line: &str, next: Option<&str>) -> Option<Sign> {
    let head = &line[..line.floor_char_boundary(LONGEST_LEAD)];
    let found = REGARDS.captures(head)?;
    let after = found.name("after")?.as_str().trim_start();
    let goes_on = if after.is_empty() {
        next?.starts_with(char::is_lowercase)
    } else {
        after.starts_with(|c: char| c.is_lowercase() || c == ',')
    };
    goes_on.then_some(Sign {
        kind: Kind::Reply,
        numbers: heading_signs::numbers(found.name("nums")?.as_str()),
        label: bare(found.name("label")?.as_str()).to_owned(),
        rest: 0,
        delimiter: None,
    })
}

/// What a sentence says behind the question that it names at its start.
pub(super) fn without_lead(sentence: &str) -> &str {
    let head = &sentence[..sentence.floor_char_boundary(LONGEST_LEAD)];
    let after = REGARDS.captures(head).and_then(|found| found.name("after"));
    after.map_or(sentence, |after| {
        sentence[after.start()..].trim_start_matches([',', ' ', '\n'])
    })
}

impl Search<'_, '_> {
    /// Marks the paragraphs that say which question they answer, where the letter has no other headings below its questions.
    pub(super) fn mark_regards(&mut self) {
        let next = |place: usize| {
            let below = place + 1;
            (below < self.block_end[place]).then(|| self.line(below))
        };
        let found: Vec<(usize, Sign)> = (0..self.at.len())
            .filter(|place| self.opens[*place] && self.signs[*place].is_none())
            .filter_map(|place| Some((place, read(self.line(place), next(place))?)))
            .collect();
        let Some(first) = found.first().map(|(place, _)| *place) else {
            return;
        };
        let mut heads = self.accept();
        heads.retain(|head| {
            found
                .binary_search_by_key(&head.place, |(place, _)| *place)
                .is_err()
        });
        let numbers: std::collections::HashSet<u32> =
            heads.iter().flat_map(|head| self.numbers(head)).collect();
        let listed = |sign: &Sign| sign.numbers.iter().all(|number| numbers.contains(number));
        let answers_list = found.len() > 1
            && found.iter().all(|(_, sign)| listed(sign))
            && self.is_list(&heads, first);
        if heads.is_empty() || answers_list {
            for (place, sign) in found {
                self.signs[place] = Some(sign);
            }
        }
    }

    /// Whether the questions stand one below the other, all above the place `end`.
    fn is_list(&self, heads: &[Start], end: usize) -> bool {
        heads.last().is_some_and(|last| last.place < end)
            && heads
                .windows(2)
                .all(|pair| pair[1].place <= self.block_end[pair[0].place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_say_what_they_answer_are_read() {
        for (line, wanted) in [
            (
                "For så vidt angår spørgsmål 1 om bænke kan det oplyses, at",
                Some((vec![1], "spørgsmål 1")),
            ),
            (
                "Vedrørende spørgsmål 2 kan det oplyses",
                Some((vec![2], "spørgsmål 2")),
            ),
            (
                "Hvad angår spørgsmål nr. 3, er der ti.",
                Some((vec![3], "spørgsmål nr. 3")),
            ),
            (
                "Med hensyn til spørgsmål 1 og 2 bemærkes",
                Some((vec![1, 2], "spørgsmål 1 og 2")),
            ),
            (
                "As regards question 4, there are ten.",
                Some((vec![4], "question 4")),
            ),
            ("For så vidt angår spørgsmål 1", None),
            ("For så vidt angår spørgsmålet om bænke", None),
            ("Det angår spørgsmål 2 om bænke", None),
        ] {
            let got = read(line, None).map(|sign| (sign.numbers, sign.label));
            let got = got
                .as_ref()
                .map(|(numbers, label)| (numbers.clone(), label.as_str()));
            assert_eq!(got, wanted, "{line}");
        }
        assert!(read("For så vidt angår spørgsmål 1", Some("kan det oplyses")).is_some());
    }
}
