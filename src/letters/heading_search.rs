//! Which lines of a letter are questions: signs of one kind vote, numbered lists in answers are told from numbered questions.

use std::ops::Range;

use super::contact_blocks;
use super::flow;
use super::heading_signs::{self, Kind, Sign};
use super::known::Question;
use super::likeness;
use super::lines::Line;
use super::sentences;

/// The longest paragraph that can be a heading, in bytes.
pub(super) const LONGEST: usize = 1_500;
/// The longest line that heads the text right below it, in characters.
pub(super) const HEADING: usize = 60;
/// From here on a paragraph is taken for a question of the inquiry.
pub(super) const ALIKE: f64 = 0.62;

/// What the search sees: the lines of a letter that nothing else claimed.
pub(super) struct Search<'a, 't> {
    pub(super) text: &'t str,
    pub(super) lines: &'a [Line<'t>],
    pub(super) at: &'a [usize],
    pub(super) signs: Vec<Option<Sign>>,
    /// The place after the last of the block that each place belongs to.
    pub(super) block_end: Vec<usize>,
    /// Whether a block starts at the place.
    pub(super) opens: Vec<bool>,
    pub(super) questions: Vec<(u32, std::collections::HashSet<String>)>,
}

/// A place where a heading starts.
#[derive(Debug, Clone)]
pub(super) struct Start {
    pub(super) place: usize,
    /// The question of the inquiry that it is like, where it bears no number.
    pub(super) alike: Option<u32>,
}

impl<'a, 't> Search<'a, 't> {
    pub(super) fn new(
        text: &'t str,
        lines: &'a [Line<'t>],
        at: &'a [usize],
        questions: &[Question],
    ) -> Self {
        let blocks = contact_blocks::blocks(lines, at);
        let mut block_end = vec![0; at.len()];
        let mut opens = vec![false; at.len()];
        for block in &blocks {
            block_end[block.clone()].fill(block.end);
            opens[block.start] = true;
        }
        let mut search = Self {
            text,
            lines,
            at,
            signs: Vec::new(),
            block_end,
            opens,
            questions: likeness::of_questions(questions),
        };
        search.signs = (0..at.len())
            .map(|place| {
                heading_signs::read(search.line(place)).filter(|_| search.starts_fresh(place))
            })
            .collect();
        search.settle_lists();
        search.mark_counted(heading_signs::letter);
        search.mark_counted(heading_signs::row);
        search
    }

    pub(super) fn line(&self, place: usize) -> &'t str {
        self.lines[self.at[place]].text
    }

    pub(super) fn span(&self, place: usize) -> Range<usize> {
        self.lines[self.at[place]].span.clone()
    }

    /// Whether the line does not go on with a sentence of the line before it.
    pub(super) fn starts_fresh(&self, place: usize) -> bool {
        self.opens[place]
            || !flow::is_open(self.line(place - 1))
            || self.line(place - 1).chars().count() < 30
    }

    pub(super) fn kind(&self, place: usize) -> Option<Kind> {
        self.signs[place].as_ref().map(|sign| sign.kind)
    }

    /// The text from a place to the end of its block, or to the next sign.
    pub(super) fn paragraph(&self, place: usize) -> Range<usize> {
        // What goes on after so much is longer than any heading.
        let most = self.span(place).start + LONGEST;
        let mut end = place + 1;
        while end < self.block_end[place]
            && self.signs[end].is_none()
            && self.span(end - 1).end <= most
        {
            end += 1;
        }
        self.span(place).start..self.span(end - 1).end
    }

    /// Whether one of the first sentences of the paragraph asks.
    pub(super) fn asks(&self, place: usize) -> bool {
        let range = self.paragraph(place);
        let head = &self.text[range.start..floor(self.text, range.end.min(range.start + LONGEST))];
        sentences::split(head)
            .iter()
            .take(6)
            .any(|sentence| is_question(&head[sentence.clone()]))
    }

    /// The question of the inquiry that the paragraph is most like.
    pub(super) fn alike(&self, place: usize, least: f64) -> Option<u32> {
        if self.questions.is_empty() {
            return None;
        }
        let range = self.paragraph(place);
        if range.len() > LONGEST {
            return None;
        }
        let words = likeness::words(&self.text[range]);
        self.questions
            .iter()
            .map(|(number, question)| (*number, likeness::of_words(&words, question)))
            .filter(|(_, like)| *like >= least)
            .max_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(number, _)| number)
    }

    pub(super) fn accept(&self) -> Vec<Start> {
        let worded: Vec<usize> = (0..self.at.len())
            .filter(|place| matches!(self.kind(*place), Some(Kind::Question | Kind::Unnumbered)))
            .collect();
        let numbered = if worded.is_empty() {
            self.numbered()
        } else {
            Vec::new()
        };
        let mut places: Vec<usize> = worded.iter().chain(&numbered).copied().collect();
        places.extend(
            (0..self.at.len())
                .filter(|place| matches!(self.kind(*place), Some(Kind::Ad | Kind::Reply))),
        );
        let mut starts: Vec<Start> = places
            .iter()
            .map(|place| Start {
                place: *place,
                alike: None,
            })
            .collect();
        starts.extend(self.paragraphs_alike(&places));
        let all_known = !self.questions.is_empty() && starts.len() >= self.questions.len();
        if places.is_empty() && !all_known {
            starts.extend(self.asking_paragraphs());
        }
        // Of two finds of one place the one that knows its question stays.
        starts.sort_by_key(|start| (start.place, start.alike.is_none()));
        starts.dedup_by_key(|start| start.place);
        self.with_answer_marks(starts)
    }

    /// Whether a block without a sign follows the block at `place`.
    pub(super) fn has_body(&self, place: usize) -> bool {
        let next = self.block_end[place];
        next < self.at.len() && self.signs[next].is_none()
    }

    /// Whether the line is a heading over the text below it in the same block.
    pub(super) fn heads_block(&self, place: usize) -> bool {
        let below = place + 1;
        below < self.block_end[place]
            && self.signs[below].is_none()
            && flow::is_open(self.line(place))
            && !self.line(place).ends_with([',', '-'])
            && self.line(place).chars().count() <= HEADING
            && self.line(below).starts_with(char::is_uppercase)
    }

    pub(super) fn paragraphs_alike(&self, taken: &[usize]) -> Vec<Start> {
        if self.questions.is_empty() {
            return Vec::new();
        }
        let mut seen = std::collections::HashSet::new();
        let mut is_taken = vec![false; self.at.len()];
        for place in taken {
            is_taken[*place] = true;
            // A heading "Spørgsmål 1" may stand over the question itself.
            let next = self.block_end[*place];
            if next < is_taken.len()
                && self.signs[*place]
                    .as_ref()
                    .is_some_and(|sign| sign.rest >= self.line(*place).len())
            {
                is_taken[next] = true;
            }
        }
        (0..self.at.len())
            .filter(|place| self.opens[*place] && !is_taken[*place] && self.signs[*place].is_none())
            .filter_map(|place| {
                let asks = is_question(&self.text[self.paragraph(place)]);
                let alike = self.alike(place, if asks { ALIKE } else { 0.8 })?;
                (asks || taken.is_empty()).then_some(())?;
                seen.insert(alike).then_some(Start {
                    place,
                    alike: Some(alike),
                })
            })
            .collect()
    }

    /// Paragraphs that ask; where several ask in their first lines and go on to answer, those too.
    pub(super) fn asking_paragraphs(&self) -> Vec<Start> {
        let opening: Vec<usize> = (0..self.at.len())
            .filter(|place| self.opens[*place])
            .collect();
        let answering: Vec<usize> = opening
            .iter()
            .copied()
            .filter(|place| self.asks_first(*place))
            .collect();
        let asking = opening.into_iter().filter(|place| {
            let range = self.paragraph(*place);
            self.block_end[*place] < self.at.len()
                && range.len() <= LONGEST / 2
                && is_question(&self.text[range])
        });
        let mut places: Vec<usize> = asking.collect();
        if answering.len() > 1 {
            places.extend(answering);
            places.sort_unstable();
        }
        places
            .into_iter()
            .map(|place| Start { place, alike: None })
            .collect()
    }

    /// Whether the first lines of a block are a question, and the lines below them are not.
    fn asks_first(&self, place: usize) -> bool {
        let end = self.block_end[place];
        let Some(asked) = (place..end).find(|line| is_question(self.line(*line))) else {
            return false;
        };
        let question = &self.text[self.span(place).start..self.span(asked).end];
        asked + 1 < end
            && question.len() <= LONGEST / 2
            && question.starts_with(char::is_uppercase)
            && sentences::split(question)
                .into_iter()
                .all(|sentence| is_question(&question[sentence]))
    }

    /// Adds the marks of answers that stand for a heading themselves.
    pub(super) fn with_answer_marks(&self, starts: Vec<Start>) -> Vec<Start> {
        let marks: Vec<usize> = (0..self.at.len())
            .filter(|place| self.kind(*place) == Some(Kind::Answer))
            .collect();
        if marks.is_empty() {
            return starts;
        }
        let mut out: Vec<Start> = Vec::new();
        let mut marked = false;
        let mut starts = starts.into_iter().peekable();
        for mark in marks {
            while let Some(start) = starts.next_if(|start| start.place < mark) {
                out.push(start);
                marked = false;
            }
            let own = &self.signs[mark]
                .as_ref()
                .map(|sign| sign.numbers.clone())
                .unwrap_or_default();
            let last = out.last().map(|start| self.numbers(start));
            let fits = match &last {
                None => false,
                Some(_) if own.is_empty() => true,
                Some(numbers) => {
                    numbers.is_empty() || own.iter().all(|number| numbers.contains(number))
                }
            };
            if fits && (!marked || own.is_empty()) {
                marked = true;
            } else {
                out.push(Start {
                    place: mark,
                    alike: None,
                });
                marked = true;
            }
        }
        out.extend(starts);
        out
    }

    pub(super) fn numbers(&self, start: &Start) -> Vec<u32> {
        match (&self.signs[start.place], start.alike) {
            (Some(sign), _) if !sign.numbers.is_empty() => sign.numbers.clone(),
            (_, alike) => alike.into_iter().collect(),
        }
    }
}

/// The nearest place at or before `at` where a character starts.
pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether the text ends in a question mark, closing quotes and marks of emphasis aside.
pub(super) fn is_question(text: &str) -> bool {
    text.trim_end_matches(['*', '_', '"', '”', '“', '»', '«', '\'', '’', ')', ' ', '\n'])
        .ends_with('?')
}
