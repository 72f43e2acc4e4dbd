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
/// The most cells at the head of a table that are looked at.
const MOST_CELLS: usize = 4;
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

    /// A bare "Spørgsmål:" over numbered questions heads their list; over a single one it belongs to that.
    fn settle_lists(&mut self) {
        for place in 0..self.at.len() {
            let bare = self.kind(place) == Some(Kind::Unnumbered)
                && self.signs[place]
                    .as_ref()
                    .is_some_and(|sign| sign.rest >= self.line(place).len());
            let below = place + 1;
            if !bare || below >= self.at.len() || self.kind(below) != Some(Kind::Number) {
                continue;
            }
            let listed = (below..self.at.len())
                .take_while(|other| {
                    !matches!(self.kind(*other), Some(Kind::Unnumbered | Kind::Answer))
                })
                .filter(|other| self.kind(*other) == Some(Kind::Number) && self.asks(*other))
                .take(2)
                .count();
            match listed {
                0 => {}
                1 => {
                    let number = self.signs[below].take();
                    if let (Some(sign), Some(number)) = (&mut self.signs[place], number) {
                        sign.kind = Kind::Question;
                        sign.numbers = number.numbers;
                        sign.label = number.label;
                    }
                }
                _ => self.signs[place] = None,
            }
        }
    }

    /// Where no question is worded or numbered, questions may be counted by letters, or by the first cells of a table's rows.
    fn mark_counted(&mut self, read: fn(&str) -> Option<Sign>) {
        let is_cell = |place: usize| {
            let rest = self.signs[place].as_ref().map(|sign| sign.rest);
            self.kind(place) == Some(Kind::Unnumbered) && rest == Some(self.line(place).len())
        };
        let worded = (0..self.at.len()).any(|place| match self.kind(place) {
            Some(Kind::Question | Kind::Ad) => true,
            Some(Kind::Unnumbered) => !is_cell(place),
            Some(Kind::Number) => self.asks(place),
            _ => false,
        });
        if worded {
            return;
        }
        let mut counted: Vec<(usize, Sign)> = Vec::new();
        for place in 0..self.at.len() {
            let Some(sign) = read(self.line(place)).filter(|_| self.signs[place].is_none()) else {
                continue;
            };
            let wanted = u32::try_from(counted.len() + 1).ok();
            if sign.numbers.first().copied() != wanted {
                continue;
            }
            let below = place + 1;
            let asks = if sign.rest < self.line(place).len() {
                self.asks(place)
            } else {
                below < self.at.len() && self.asks(below)
            };
            if asks && self.starts_fresh(place) {
                counted.push((place, sign));
            }
        }
        if counted.len() < 2 {
            return;
        }
        // The cells at the head of the table are no signs.
        let first = counted[0].0;
        for sign in &mut self.signs[first.saturating_sub(MOST_CELLS)..first] {
            if sign.as_ref().is_some_and(|sign| sign.numbers.is_empty()) {
                *sign = None;
            }
        }
        for (place, sign) in counted {
            self.signs[place] = Some(sign);
        }
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
        // A paragraph of more lines is longer than any heading.
        let most = self.block_end[place].min(place + 1 + LONGEST);
        let end = (place + 1..most)
            .find(|next| self.signs[*next].is_some())
            .unwrap_or(most);
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

    /// Where a letter lists its questions first, the numbers that count again below the list are marks of answers.
    pub(super) fn mark_replies(&mut self) {
        let all: Vec<usize> = (0..self.at.len())
            .filter(|place| self.kind(*place) == Some(Kind::Number))
            .collect();
        let number = |place: usize| self.signs[place].as_ref()?.numbers.first().copied();
        let listed: Vec<usize> = all
            .iter()
            .enumerate()
            .take_while(|(n, place)| {
                number(**place).and_then(|number| usize::try_from(number).ok()) == Some(n + 1)
                    && self.asks(**place)
                    && (*n == 0 || !(all[n - 1] + 1..**place).any(|line| self.opens[line]))
            })
            .map(|(_, place)| *place)
            .collect();
        let mut replies: Vec<usize> = Vec::new();
        for place in all.into_iter().skip(listed.len()) {
            let wanted = replies.len() + 1;
            let fits = number(place).and_then(|number| usize::try_from(number).ok());
            if wanted <= listed.len() && fits == Some(wanted) && self.starts_fresh(place) {
                replies.push(place);
            }
        }
        if listed.len() < 2 || replies.len() < 2 {
            return;
        }
        for place in replies {
            if let Some(sign) = &mut self.signs[place] {
                sign.kind = Kind::Reply;
            }
        }
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

    /// The numbered lines that are questions.
    pub(super) fn numbered(&self) -> Vec<usize> {
        let all: Vec<usize> = (0..self.at.len())
            .filter(|place| self.kind(*place) == Some(Kind::Number))
            .collect();
        let sure: Vec<usize> = all
            .iter()
            .copied()
            .filter(|place| {
                self.asks(*place) && !self.goes_on_counting(*place)
                    || self.alike(*place, ALIKE).is_some()
            })
            .collect();
        let number = |place: usize| {
            self.signs[place]
                .as_ref()
                .and_then(|sign| sign.numbers.first().copied())
                .unwrap_or(0)
        };
        let delimiter = |place: usize| self.signs[place].as_ref().and_then(|sign| sign.delimiter);
        let digits = |place: usize| {
            let sign = self.signs[place].as_ref();
            sign.is_some_and(|sign| sign.label.contains(|c: char| c.is_ascii_digit()))
        };
        if sure.is_empty() {
            return self.counted(&all);
        }
        let taken: std::collections::HashSet<u32> =
            sure.iter().map(|place| number(*place)).collect();
        let mut accepted = sure.clone();
        for place in all {
            let split = sure.partition_point(|other| *other < place);
            let before = split.checked_sub(1).map(|at| &sure[at]);
            let after = sure.get(split).filter(|other| **other > place);
            let fits = before.map_or(number(place) == 1, |other| {
                number(*other) + 1 == number(place)
            }) && after.is_none_or(|other| number(*other) > number(place));
            let like = before.or(after).is_some_and(|other| {
                delimiter(*other) == delimiter(place) && digits(*other) == digits(place)
            });
            let new = !taken.contains(&number(place));
            if fits && like && new && self.opens[place] && self.has_body(place) {
                accepted.push(place);
            }
        }
        accepted.sort_unstable();
        accepted
    }

    /// Whether the line above is an item of the same list that asks nothing.
    pub(super) fn goes_on_counting(&self, place: usize) -> bool {
        let number = |place: usize| {
            let sign = self.signs[place]
                .as_ref()
                .filter(|sign| sign.kind == Kind::Number)?;
            sign.numbers.first().copied()
        };
        place > 0
            && !self.opens[place]
            && number(place - 1).is_some_and(|above| number(place) == Some(above + 1))
            && !holds_question(self.line(place - 1))
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

    /// Numbered paragraphs that ask nothing are headings where they count 1, 2, 3 and each has text below it.
    pub(super) fn counted(&self, all: &[usize]) -> Vec<usize> {
        let mut run: Vec<usize> = Vec::new();
        for place in all
            .iter()
            .copied()
            .filter(|place| self.opens[*place])
            .filter(|place| self.has_body(*place) || self.heads_block(*place))
        {
            let number = self.signs[place]
                .as_ref()
                .and_then(|sign| sign.numbers.first().copied());
            let wanted = u32::try_from(run.len() + 1).ok();
            if number == wanted && self.paragraph(place).len() <= LONGEST {
                run.push(place);
            }
        }
        if run.len() >= 2 { run } else { Vec::new() }
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

/// Whether one of the first sentences of the line asks.
fn holds_question(line: &str) -> bool {
    let head = &line[..floor(line, line.len().min(LONGEST))];
    let mut sentences = sentences::split(head).into_iter().take(6);
    sentences.any(|sentence| is_question(&head[sentence]))
}

/// Whether the text ends in a question mark, closing quotes and marks of emphasis aside.
pub(super) fn is_question(text: &str) -> bool {
    text.trim_end_matches(['*', '_', '"', '”', '“', '»', '«', '\'', '’', ')', ' ', '\n'])
        .ends_with('?')
}
