//! The questions of a letter: where each is printed, which numbers it bears, and where its answer starts.
//!
//! Signs of one kind vote: where a letter writes "Spørgsmål 1", a numbered list in an answer is no question; where questions
//! bear plain numbers, they ask something or count on; where they bear none, a paragraph that asks is a heading.

use std::ops::Range;
use std::sync::LazyLock;

use super::flow::{self, Gap, Piece};
use super::heading_search::{ALIKE, HEADING, LONGEST, Search, Start, floor, is_question};
use super::heading_signs::Kind;
use super::known::Question;
use super::lines::{Line, bare};
use super::sentences;
use super::sub_questions;
use super::words::{self, Pattern};

/// The most text between a question and the mark of its answer, in lines.
const MOST_QUESTION_LINES: usize = 60;

/// A line that says that the wording of the question, or what it is put for, stands below it.
static WORDING: LazyLock<Pattern> = LazyLock::new(|| alone("wording_labels"));
static GROUNDS: LazyLock<Pattern> = LazyLock::new(|| alone("grounds_labels"));

fn alone(key: &str) -> Pattern {
    Pattern::new(&format!(r"^\W{{0,4}}{}\W{{0,4}}$", words::any(key)))
}

/// A question as printed, or the mark of an answer that stands for it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heading {
    /// The stretches that the heading takes.
    pub spans: Vec<Range<usize>>,
    /// The mark of the answer below it: "Svar:".
    pub mark: Option<Range<usize>>,
    /// Where the answer starts, in bytes.
    pub body: usize,
    pub numbers: Vec<u32>,
    /// The numbering as printed.
    pub label: Option<String>,
    /// The heading as printed.
    pub printed: Option<String>,
    /// The wording of the question.
    pub text: String,
    /// Whether it only marks the answer to a question that a list above prints.
    pub is_reply: bool,
    /// How many parts of a question it stands for, where it stands for several.
    pub parts: usize,
}

impl Heading {
    /// Whether it numbers a part of a question: "1a", "Spørgsmål 2 b".
    pub(crate) fn is_part(&self) -> bool {
        let label = self.label.as_deref().unwrap_or_default();
        let mut end = label.chars().rev().filter(|c| !c.is_whitespace());
        end.next().is_some_and(|c| c.is_ascii_lowercase())
            && end.next().is_some_and(|c| c.is_ascii_digit())
    }
}

/// Finds the headings among the lines at `at`. `questions` are those of the inquiry, as far as they are known.
pub(crate) fn find(
    text: &str,
    lines: &[Line<'_>],
    at: &[usize],
    questions: &[Question],
) -> Vec<Heading> {
    let mut search = Search::new(text, lines, at, questions);
    search.mark_replies();
    search.mark_regards();
    let accepted = search.accept();
    search.headings(&accepted)
}

impl Search<'_, '_> {
    fn headings(&self, starts: &[Start]) -> Vec<Heading> {
        starts
            .iter()
            .enumerate()
            .map(|(n, start)| {
                let end = starts.get(n + 1).map_or(self.at.len(), |next| next.place);
                self.heading(start, end)
            })
            .collect()
    }

    /// Reads the heading at `start`; the next one starts at the place `end`.
    fn heading(&self, start: &Start, end: usize) -> Heading {
        let place = start.place;
        let kind = self.kind(place);
        let rest = self.signs[place]
            .as_ref()
            .map_or(self.span(place).start, |sign| {
                self.span(place).start + sign.rest.min(self.line(place).len())
            });
        let mark = (place + 1..end.min(place + MOST_QUESTION_LINES))
            .find(|other| self.kind(*other) == Some(Kind::Answer));
        let mut heading = Heading {
            numbers: self.numbers(start),
            is_reply: kind == Some(Kind::Reply),
            ..Heading::default()
        };
        let mut cut = match (kind, mark) {
            (Some(Kind::Answer | Kind::Reply), _) => rest,
            (_, Some(mark)) => self.span(mark - 1).end,
            _ => self.cut(place, rest, end),
        };
        // The closing marks of emphasis belong to the heading.
        let tail = &self.text[cut..];
        if cut > self.span(place).start {
            cut += tail.len() - tail.trim_start_matches(['*', '_', '"', '”']).len();
        }
        heading.spans = self
            .pieces(place, end, cut)
            .into_iter()
            .map(|piece| piece.span)
            .collect();
        if heading.spans.is_empty() {
            // Even a heading that takes nothing of its line stands somewhere.
            heading.spans.push(cut..cut);
        }
        heading.body = cut;
        if let (Some(mark), true) = (mark, kind != Some(Kind::Answer)) {
            let sign_end = self.signs[mark]
                .as_ref()
                .map_or(self.span(mark).end, |sign| {
                    self.span(mark).start + sign.rest.min(self.line(mark).len())
                });
            heading.mark = Some(self.span(mark).start..sign_end);
            heading.body = sign_end;
        }
        self.word(&mut heading, self.pieces(place, end, cut), place, rest);
        heading
    }

    /// Sets what the heading prints; the wording of its question starts at the byte `rest`.
    fn word(&self, heading: &mut Heading, pieces: Vec<Piece>, place: usize, rest: usize) {
        let sign = self.signs[place].as_ref();
        let pieces = self.worded(&pieces, place).unwrap_or(pieces);
        let asked = from(&pieces, rest);
        heading.text = question_text(&flow::join(self.text, &asked, Some(60)));
        // The first cell of a row is its number, and no part of the wording beside it.
        let is_row = sign.is_some_and(|sign| sign.kind == Kind::Number && sign.delimiter.is_none());
        let printed = if is_row { asked } else { pieces };
        heading.printed = Some(bare(&flow::join(self.text, &printed, Some(60))).to_owned())
            .filter(|printed| !printed.is_empty());
        heading.label = sign.map(|sign| {
            sign.label
                .trim_end_matches(['.', ')', ':'])
                .trim_start_matches('(')
                .to_owned()
        });
    }

    /// What of a heading a label says is the wording: a table may stand above it, and the grounds of the question below it.
    fn worded(&self, pieces: &[Piece], place: usize) -> Option<Vec<Piece>> {
        let most = pieces.len().min(MOST_QUESTION_LINES);
        let lines = (0..most).map(|n| self.line(place + n));
        let label = lines.clone().position(|line| WORDING.is_match(line))?;
        let grounds = lines.skip(label).position(|line| GROUNDS.is_match(line));
        let end = grounds.map_or(pieces.len(), |n| label + n);
        (label > 0 && label + 1 < end).then(|| pieces[label + 1..end].to_vec())
    }

    /// The lines from `place` on, up to the byte `cut`.
    fn pieces(&self, place: usize, end: usize, cut: usize) -> Vec<Piece> {
        (place..end)
            .map(|place| (place, self.span(place)))
            .take_while(|(_, span)| span.start < cut)
            .map(|(place, span)| Piece {
                span: span.start..span.end.min(cut),
                gap: if self.opens[place] {
                    Gap::Blank
                } else {
                    Gap::Line
                },
            })
            .collect()
    }

    /// Finds where a heading without a mark of its answer ends, in bytes.
    fn cut(&self, place: usize, rest: usize, end: usize) -> usize {
        let line_end = self.span(place).end;
        if rest >= line_end && self.has_parts(place, end) {
            return line_end;
        }
        let mut last = self.block_end[place].min(end);
        // The sign may stand on a line of its own, with the question below it.
        if rest >= line_end && last == place + 1 && last < end && self.signs[last].is_none() {
            let below = self.paragraph(last);
            let alike = self.alike(last, ALIKE).is_some();
            if below.len() <= LONGEST && (is_question(&self.text[below.clone()]) || alike) {
                last = self.block_end[last].min(end);
            }
        }
        let block = rest..self.span(last - 1).end;
        let Some(wording) = self
            .text
            .get(block.clone())
            .filter(|wording| !wording.trim().is_empty())
        else {
            return rest.min(line_end);
        };
        if let Some(asked) = asked(wording) {
            return block.start + asked;
        }
        let body_follows = last < end;
        let emphasised = self.line(place).ends_with('*') || self.line(place).starts_with("**");
        let whole = body_follows && block.len() <= LONGEST;
        match self.kind(place) {
            Some(Kind::Ad) if self.is_titled(place) => line_end,
            Some(Kind::Ad) => rest,
            // A question that is put as a statement wraps like one.
            Some(Kind::Question) | None if whole && !emphasised && self.wraps(place, last) => {
                block.end
            }
            _ if emphasised && body_follows || (last > place + 1) => self.emphasis_end(place, last),
            _ if whole => block.end,
            Some(Kind::Question | Kind::Unnumbered) => rest,
            _ => rest.min(line_end),
        }
    }

    /// Whether a dash and a title follow the number: "Ad spm. 1 – antal stillinger".
    fn is_titled(&self, place: usize) -> bool {
        let delimiter = self.signs[place].as_ref().and_then(|sign| sign.delimiter);
        matches!(delimiter, Some('-' | '–' | '—')) && self.heads_block(place)
    }

    /// Whether the lines from `place` to before `last` are one sentence that is too long for a line.
    fn wraps(&self, place: usize, last: usize) -> bool {
        last > place + 1
            && (place..last - 1).all(|line| {
                flow::is_open(self.line(line)) && self.line(line).chars().count() > HEADING
            })
    }

    /// Whether the line below the sign asks a part of its question: "1a. Hvor mange er der?".
    fn has_parts(&self, place: usize, end: usize) -> bool {
        let own = self.signs[place]
            .as_ref()
            .map(|sign| sign.numbers.as_slice());
        let part = (place + 1 < end).then(|| sub_questions::label(self.line(place + 1)));
        matches!((own, part.flatten()), (Some([own]), Some((number, _))) if *own == number)
    }

    /// The end of the lines that are set off like the line at `place`.
    fn emphasis_end(&self, place: usize, last: usize) -> usize {
        let closing = (place..last)
            .find(|line| self.line(*line).ends_with('*'))
            .unwrap_or(place);
        self.span(closing).end
    }
}

/// Returns the end of the questions that a wording starts with: up to the last of the first sentences that ask.
fn asked(wording: &str) -> Option<usize> {
    let head = &wording[..floor(wording, wording.len().min(LONGEST * 2))];
    let sentences = sentences::split(head);
    let first = sentences
        .iter()
        .take(8)
        .position(|sentence| is_question(&head[sentence.clone()]))?;
    let mut last = first;
    while sentences
        .get(last + 1)
        .is_some_and(|sentence| is_question(&head[sentence.clone()]))
    {
        last += 1;
    }
    Some(sentences[last].end)
}

/// What of the pieces stands at the byte `start` or behind it.
fn from(pieces: &[Piece], start: usize) -> Vec<Piece> {
    let behind = pieces.iter().filter(|piece| piece.span.end > start);
    behind
        .map(|piece| Piece {
            span: piece.span.start.max(start)..piece.span.end,
            gap: piece.gap,
        })
        .collect()
}

/// Strips quotes and marks of emphasis from the wording of a question.
fn question_text(text: &str) -> String {
    bare(text)
        .trim_matches(['"', '”', '“', '„', '»', '«', '*', '_', ' ', '\u{201f}'])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::lines;

    /// The numbers and wording of each heading, and the first words of its answer.
    fn found(text: &str, questions: &[Question]) -> Vec<(Vec<u32>, String, String)> {
        let lines = lines::split(text);
        let at: Vec<usize> = (0..lines.len()).collect();
        find(text, &lines, &at, questions)
            .into_iter()
            .map(|heading| {
                let answer = text[heading.body..]
                    .split_whitespace()
                    .take(2)
                    .collect::<Vec<_>>()
                    .join(" ");
                (heading.numbers, heading.text, answer)
            })
            .collect()
    }

    fn check(text: &str, wanted: &[(&[u32], &str, &str)]) {
        let got = found(text, &[]);
        let got: Vec<_> = got
            .iter()
            .map(|(n, q, a)| (n.as_slice(), q.as_str(), a.as_str()))
            .collect();
        assert_eq!(got, wanted, "{text}");
    }

    #[test]
    fn numbered_questions_are_headings_and_lists_are_not() {
        check(
            "1. Hvor mange broer er der?\n\nDer er ti. De er:\n\n1. Nordbroen\n2. Sydbroen\n\n2. Hvem ejer dem?\n\nDet gør kommunen.",
            &[
                (&[1], "Hvor mange broer er der?", "Der er"),
                (&[2], "Hvem ejer dem?", "Det gør"),
            ],
        );
        check(
            "1) Redegør for broernes alder.\n\nDe er gamle.\n\n2) Redegør for deres ejere.\n\nDet er os.",
            &[
                (&[1], "Redegør for broernes alder.", "De er"),
                (&[2], "Redegør for deres ejere.", "Det er"),
            ],
        );
        check(
            "1. Broernes alder\nDe er gamle, og det er\nogså kajerne.\n\n2. Broernes ejere\nDet er os.",
            &[
                (&[1], "Broernes alder", "De er"),
                (&[2], "Broernes ejere", "Det er"),
            ],
        );
        check(
            "1. Hvor mange broer er der?\n\nTi.\n\n2. Redegør for ejerne.\n\nDet er os.\n\n3. Hvorfor?\n\nDerfor.",
            &[
                (&[1], "Hvor mange broer er der?", "Ti. 2."),
                (&[2], "Redegør for ejerne.", "Det er"),
                (&[3], "Hvorfor?", "Derfor."),
            ],
        );
    }

    #[test]
    fn worded_questions_with_marks_of_answers() {
        check(
            "Spørgsmål nr. 214 (Alm. del) fra Folketingets Parkudvalg:\n\n”Vil ministeren oplyse, hvor mange bænke der er? Der ønskes tal pr. by.”\n\nSvar:\n\n1. Ministeriet har spurgt.\n\n2. Der er mange.",
            &[(
                &[214],
                "Vil ministeren oplyse, hvor mange bænke der er? Der ønskes tal pr. by.",
                "1. Ministeriet",
            )],
        );
        check(
            "Spørgsmål 1: Hvor mange?\nSvar: Ti.\nSpørgsmål 2: Hvorfor?\nSvar: Fordi vi vil.",
            &[
                (&[1], "Hvor mange?", "Ti. Spørgsmål"),
                (&[2], "Hvorfor?", "Fordi vi"),
            ],
        );
        check(
            "1. Hvor mange?\n2. Hvorfor?\n\nSvar på spørgsmål 1:\nTi.\n\nSvar på spørgsmål 2:\nFordi.",
            &[
                (&[1], "Hvor mange?", "2. Hvorfor?"),
                (&[2], "Hvorfor?", "Svar på"),
                (&[1], "", "Ti. Svar"),
                (&[2], "", "Fordi."),
            ],
        );
    }

    #[test]
    fn questions_without_numbers() {
        check(
            "Indledning.\n\nHvor mange broer er der?\n\nDer er ti.\n\nHvem ejer dem?\n\nDet gør vi.",
            &[
                (&[], "Hvor mange broer er der?", "Der er"),
                (&[], "Hvem ejer dem?", "Det gør"),
            ],
        );
        let questions = [Question {
            number: 7,
            text: "Hvor mange broer og tunneler er der i kommunen?".into(),
            ..Question::default()
        }];
        let got = found(
            "Hvor mange broer og tunneler er der i Park og Vej\n\nDer er ti.",
            &questions,
        );
        assert_eq!(got.len(), 1);
        assert_eq!(got[0].0, [7]);
    }

    #[test]
    fn question_and_answer_in_one_paragraph_part() {
        check(
            "Spørgsmål 1: Hvor mange? Der er ti i alt.",
            &[(&[1], "Hvor mange?", "Der er")],
        );
        check(
            "Ad 1. Der er ti broer.\n\nAd 2. De er gamle.",
            &[(&[1], "", "Der er"), (&[2], "", "De er")],
        );
    }
}
