//! Questions that count: numbered lines among lists in answers, letters, rows of a table, and the numbers that count again
//! below a list of questions.

use super::heading_search::{ALIKE, LONGEST, Search, floor, is_question};
use super::heading_signs::{Kind, Sign};
use super::sentences;

/// A question that is counted shows its mark within so many lines.
const NEAR: usize = 6;
/// The most cells at the head of a table that are looked at.
const MOST_CELLS: usize = 4;

impl Search<'_, '_> {
    /// A bare "Spørgsmål:" over numbered questions heads their list; over a single one it belongs to that.
    pub(super) fn settle_lists(&mut self) {
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
    pub(super) fn mark_counted(&mut self, read: fn(&str) -> Option<Sign>) {
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
            // Most lines ask nothing, which is seen at once.
            let near = place..self.at.len().min(place + NEAR);
            if !near.into_iter().any(|line| self.line(line).contains('?')) {
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
    fn goes_on_counting(&self, place: usize) -> bool {
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

    /// Numbered paragraphs that ask nothing are headings where they count 1, 2, 3 and each has text below it.
    fn counted(&self, all: &[usize]) -> Vec<usize> {
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
}

/// Whether one of the first sentences of the line asks.
fn holds_question(line: &str) -> bool {
    let head = &line[..floor(line, line.len().min(LONGEST))];
    let mut sentences = sentences::split(head).into_iter().take(6);
    sentences.any(|sentence| is_question(&head[sentence]))
}
