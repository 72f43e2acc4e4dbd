//! A position in the row of items: what stands here, and which items belong together.

use std::ops::Range;

use super::EXAMPLE;
use super::items::{Item, Kind, Times};
use super::lexicon::Days;
use crate::domain::hours::HoursError;

/// A position in the items of a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) items: &'a [Item],
    pub(super) at: usize,
}

/// Days one after another, with the commas between them.
pub(super) struct Run {
    /// Each element with its position and whether a comma stands before it.
    elements: Vec<(usize, Days, bool)>,
    except: Days,
}

impl Run {
    pub(super) fn days(&self) -> Days {
        let all = self
            .elements
            .iter()
            .fold(Days::default(), |all, (_, days, _)| all.and(*days));
        all.but(self.except)
    }

    /// Where to cut when times stand on both sides of the run: a word for several days
    /// (`hverdage`) stands alone; otherwise the last part after a comma, or else the last day,
    /// belongs to the times after it.
    fn cut(&self) -> Option<usize> {
        let (_, first, _) = self.elements.first()?;
        if self.elements.len() < 2 {
            None
        } else if first.is_group() {
            Some(1)
        } else {
            self.last_comma().or(Some(self.elements.len() - 1))
        }
    }

    fn last_comma(&self) -> Option<usize> {
        self.elements.iter().rposition(|(_, _, comma)| *comma)
    }
}

impl Cursor<'_> {
    /// Passes over separators; tells whether `dog` or `men` was among them.
    pub(super) fn separators(&mut self) -> bool {
        let mut instead = false;
        while let Some(Kind::Comma | Kind::And | Kind::But) = self.kind(0) {
            instead |= self.kind(0) == Some(Kind::But);
            self.at += 1;
        }
        instead
    }

    /// Times one after another, but not those that begin the next clause.
    pub(super) fn times(&mut self) -> Vec<(Times, Range<usize>)> {
        let mut times = Vec::new();
        loop {
            let start = self.at;
            if !times.is_empty() {
                let separated = matches!(self.kind(0), Some(Kind::Comma | Kind::And));
                while let Some(Kind::Comma | Kind::And) = self.kind(0) {
                    self.at += 1;
                }
                if !separated || self.begins_clause() {
                    self.at = start;
                    return times;
                }
            }
            let Some(Item {
                kind: Kind::Times(time),
                span,
            }) = self.items.get(self.at)
            else {
                self.at = start;
                return times;
            };
            times.push((*time, span.clone()));
            self.at += 1;
        }
    }

    /// Whether the times here are followed by their own days: `… og 10-14 i weekenden`.
    fn begins_clause(&self) -> bool {
        let mut ahead = *self;
        ahead.at += 1;
        matches!(self.kind(0), Some(Kind::Times(_)))
            && ahead.run().is_some()
            && !ahead.times_follow()
    }

    /// Whether times or `lukket` come next, `dog` allowed between.
    pub(super) fn times_follow(&self) -> bool {
        let next = if self.kind(0) == Some(Kind::But) {
            self.kind(1)
        } else {
            self.kind(0)
        };
        matches!(next, Some(Kind::Times(_) | Kind::Closed))
    }

    /// `mandag, tirsdag og torsdag`, `alle dage undtagen onsdag`.
    pub(super) fn run(&mut self) -> Option<Run> {
        let mut run = Run {
            elements: Vec::new(),
            except: Days::default(),
        };
        loop {
            let start = self.at;
            let mut comma = false;
            while let Some(kind @ (Kind::Comma | Kind::And)) =
                self.kind(0).filter(|_| !run.elements.is_empty())
            {
                comma |= kind == Kind::Comma;
                self.at += 1;
            }
            if let Some(Kind::Days(days)) = self.kind(0) {
                run.elements.push((self.at, days, comma));
                self.at += 1;
            } else {
                self.at = start;
                break;
            }
        }
        if let (Some(Kind::Except), Some(Kind::Days(_)), false) =
            (self.kind(0), self.kind(1), run.elements.is_empty())
        {
            self.at += 1;
            run.except = self.run()?.days();
        }
        (!run.elements.is_empty()).then_some(run)
    }

    /// The days after `lukket` or after times: where more times follow the run, only the part
    /// of it that does not belong to them.
    pub(super) fn run_before_times(&mut self) -> Option<Run> {
        let run = self.run()?;
        let cut = run.cut().filter(|_| self.times_follow());
        Some(self.back_to(run, cut))
    }

    /// The days after `undtagen`: where times follow them, only the part before a comma.
    pub(super) fn run_of_exceptions(&mut self) -> Option<Run> {
        let run = self.run()?;
        let cut = run.last_comma().filter(|_| self.times_follow());
        Some(self.back_to(run, cut))
    }

    fn back_to(&mut self, mut run: Run, cut: Option<usize>) -> Run {
        if let Some(cut) = cut {
            self.at = run.elements[cut].0;
            run.elements.truncate(cut);
        }
        run
    }

    pub(super) fn kind(&self, ahead: usize) -> Option<Kind> {
        self.items.get(self.at + ahead).map(|item| item.kind)
    }

    pub(super) fn place(&self, first: usize, end: usize) -> Range<usize> {
        let start = self.items.get(first).map_or(0, |item| item.span.start);
        let last = self
            .items
            .get(end.saturating_sub(1))
            .map_or(self.text.len(), |item| item.span.end);
        start..last.max(start)
    }

    pub(super) fn refuse(&self, span: Range<usize>, reason: &str, hint: &str) -> HoursError {
        HoursError::new(self.text, span, reason, hint, EXAMPLE)
    }
}
