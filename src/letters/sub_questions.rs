//! Questions in parts: "1a" and "1b" are questions of their own only where the inquiry has them.
//!
//! Where it does not, the parts make one answer, in which each stands under its heading as printed; and what was asked is
//! the wording of all of them.

use std::sync::LazyLock;

use super::answers::Section;
use super::flow::{Gap, Piece};
use super::headings::Heading;
use super::known::Question;
use super::numerals;
use super::words::{self, Pattern};

static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\W*(?:{}\s*(?:{}\s*)?)?(?P<number>\d{{1,3}})\s?(?P<part>[a-h])(?:[.):]|\s|$)",
        words::any("question_words"),
        words::any("question_number_words")
    ))
});

/// Returns the number and the letter at the start of a line: "1a. Hvor mange er der?".
pub(super) fn label(line: &str) -> Option<(u32, char)> {
    let head = &line[..line.floor_char_boundary(80)];
    let found = LABEL.captures(head)?;
    let number = found.name("number")?.as_str().parse().ok()?;
    let part = found.name("part")?.as_str().chars().next()?;
    Some((number, part.to_ascii_lowercase()))
}

/// The words before a label: "Spørgsmål nr. S 642".
static WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^[^\w§]*(?:{}\s+(?:{}\s+)?)?(?:{}\s*(?:{}\s*)?)?\W*",
        words::any("answer_words"),
        words::any("answer_prefixes"),
        words::any("question_words"),
        words::any("question_number_words")
    ))
});

/// Among so many questions those are looked for that bear a label: no inquiry puts more.
const MOST_QUESTIONS: usize = 500;

fn labelled(questions: &[Question]) -> impl Iterator<Item = &Question> {
    let questions = questions.iter().take(MOST_QUESTIONS);
    questions.filter(|question| !question.label.is_empty())
}

/// The question of the inquiry whose label is no plain number and that the printed label means: "1a", "S 642", "061-22".
pub(super) fn own_question(questions: &[Question], printed: &str) -> Option<u32> {
    let mut labelled = labelled(questions).peekable();
    labelled.peek()?;
    let head = &printed[..printed.floor_char_boundary(80)];
    let start = WORDS.find(head).map_or(0, |words| words.end());
    let wanted = solid(&head[start..]);
    labelled
        .find(|question| solid(&question.label) == wanted)
        .map(|question| question.number)
}

/// The question that a reference means: where the inquiry letters its questions, the first of them is question A.
pub(super) fn by_letter(questions: &[Question], number: u32) -> u32 {
    let mut lettered = labelled(questions).filter(|question| {
        question.label.chars().count() == 1
            && question.label.chars().next().and_then(numerals::letter) == Some(number)
    });
    lettered.next().map_or(number, |question| question.number)
}

fn solid(label: &str) -> String {
    let kept = label.trim_end_matches(['.', ')', ':', ' ']).chars();
    kept.filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Makes one answer of those to "1a" and "1b", unless the inquiry has them as questions of their own.
pub(super) fn join(
    sections: Vec<Section>,
    numbers: Vec<Vec<u32>>,
) -> (Vec<Section>, Vec<Vec<u32>>) {
    let mut joined: Vec<(Section, Vec<u32>)> = Vec::new();
    for (section, numbers) in sections.into_iter().zip(numbers) {
        match joined.last_mut() {
            Some(before) if are_parts_of_one(before, &section, &numbers) => {
                add(&mut before.0, section);
            }
            _ => joined.push((section, numbers)),
        }
    }
    joined.into_iter().unzip()
}

fn are_parts_of_one(before: &(Section, Vec<u32>), section: &Section, numbers: &[u32]) -> bool {
    let mut headings = before.0.headings.iter().chain(&section.headings);
    numbers.len() == 1
        && before.1 == numbers
        && before.0.headings.len() == 1
        && headings.all(|heading| heading.is_part() || heading.parts > 0)
}

/// Adds a part to the answer of those before it. The first two make an answer with a heading for all parts.
fn add(answer: &mut Section, part: Section) {
    if let [first] = answer.headings.as_mut_slice()
        && first.parts == 0
    {
        let pieces = std::mem::take(&mut answer.pieces);
        answer.pieces = headed(first, pieces);
        *first = for_all_parts(first);
    }
    for heading in part.headings {
        answer.pieces.extend(headed(&heading, Vec::new()));
        if let [all] = answer.headings.as_mut_slice() {
            all.parts += 1;
            all.text.push('\n');
            all.text
                .push_str(heading.printed.as_deref().unwrap_or_default());
        }
    }
    answer.pieces.extend(part.pieces);
}

/// The lines of a heading and those of its answer.
fn headed(heading: &Heading, answer: Vec<Piece>) -> Vec<Piece> {
    let lines = heading.spans.iter().cloned().enumerate();
    let mut pieces: Vec<Piece> = lines
        .map(|(place, span)| Piece {
            span,
            gap: if place == 0 { Gap::Blank } else { Gap::Line },
        })
        .collect();
    pieces.extend(answer);
    pieces
}

/// The heading of the whole question, which the letter does not print: that of its first part without the letter.
fn for_all_parts(first: &Heading) -> Heading {
    let label = first.label.as_deref().map(|label| {
        label
            .trim_end()
            .trim_end_matches(|c: char| c.is_ascii_lowercase())
            .trim_end()
            .to_owned()
    });
    Heading {
        label,
        printed: None,
        text: first.printed.clone().unwrap_or_default(),
        parts: 1,
        ..first.clone()
    }
}

/// The wording of the parts that an answer prints under its question: "1a. Hvor mange er der?".
pub(super) fn printed_inside(number: u32, lines: &[(&str, Gap)]) -> Option<String> {
    let parts: Vec<&str> = lines
        .iter()
        .map(|(line, _)| *line)
        .filter(|line| label(line).is_some_and(|(own, _)| own == number))
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_parts_are_read() {
        for (line, wanted) in [
            ("1a. Hvor mange er der?", Some((1, 'a'))),
            ("Spørgsmål 2 b) Hvorfor?", Some((2, 'b'))),
            ("12B", Some((12, 'b'))),
            ("1. Hvor mange?", None),
            ("3 biler", None),
            ("4 af dem", None),
        ] {
            assert_eq!(label(line), wanted, "{line}");
        }
    }

    #[test]
    fn a_part_is_a_question_of_its_own_where_the_inquiry_has_it() {
        let question = |number, label: &str| Question {
            number,
            label: label.to_owned(),
            ..Question::default()
        };
        let questions = [question(1_000_001, "1a"), question(1_000_002, "1b")];
        assert_eq!(own_question(&questions, "Spørgsmål 1b"), Some(1_000_002));
        assert_eq!(own_question(&questions, "Spørgsmål 1"), None);
    }

    #[test]
    fn labels_that_are_no_number_are_told_by_their_signs() {
        for (label, printed) in [
            ("S642", "§ 20-spørgsmål nr. S 642"),
            ("F", "Samrådsspørgsmål F"),
            ("a", "a)"),
            ("061-22", "Spørgsmål nr.: 061-22"),
        ] {
            let question = Question {
                number: 7,
                label: label.to_owned(),
                ..Question::default()
            };
            assert_eq!(own_question(&[question], printed), Some(7), "{printed}");
        }
    }
}
