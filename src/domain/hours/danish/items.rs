//! From Danish text to a row of items (days, times, separators), each with its place in the text.

use std::ops::Range;

use super::EXAMPLE;
use super::lexicon::{Days, Meaning};
use super::pieces::{Piece, Placed, pieces};
use crate::domain::hours::HoursError;
use crate::domain::hours::span::DAY;

/// A part of a text about hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// What the part says. Times are minutes after midnight; an end past midnight is above 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Days(Days),
    Times(Times),
    Closed,
    Comma,
    And,
    But,
    Except,
}

/// When on those days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    Range(u16, u16),
    Until(u16),
    From(u16),
    AllDay,
}

/// Reads a text into items.
pub(super) fn items(text: &str) -> Result<Vec<Item>, HoursError> {
    let mut pieces = pieces(text)?;
    pieces.retain(|(piece, _)| *piece != Piece::Word(Meaning::Filler));
    let mut row = Row {
        text,
        pieces: &pieces,
        at: 0,
    };
    let mut items = Vec::new();
    while let Some(item) = row.next_item()? {
        items.push(item);
    }
    Ok(items)
}

/// A position in the row of pieces.
struct Row<'a> {
    text: &'a str,
    pieces: &'a [Placed],
    at: usize,
}

impl Row<'_> {
    fn next_item(&mut self) -> Result<Option<Item>, HoursError> {
        let Some((piece, span)) = self.take() else {
            return Ok(None);
        };
        let kind = match piece {
            Piece::Word(Meaning::Days(days)) => return self.days(days, span).map(Some),
            Piece::Time(from) => return self.range(from, &span, false).map(Some),
            Piece::Word(Meaning::From | Meaning::Between) => return self.after_from(piece, &span),
            Piece::Word(Meaning::To) => return self.after_to(span).map(Some),
            Piece::Word(Meaning::AllDay) => Kind::Times(Times::AllDay),
            Piece::Word(Meaning::Closed) => Kind::Closed,
            Piece::Word(Meaning::And) => Kind::And,
            Piece::Word(Meaning::But) => Kind::But,
            Piece::Word(Meaning::Except) => Kind::Except,
            Piece::Comma => Kind::Comma,
            Piece::Hyphen | Piece::Word(Meaning::Appointment | Meaning::Season) => {
                return Err(self.refuse_piece(piece, span));
            }
            // Taken out before.
            Piece::Word(Meaning::Filler) => return self.next_item(),
        };
        Ok(Some(Item { kind, span }))
    }

    fn refuse_piece(&self, piece: Piece, span: Range<usize>) -> HoursError {
        let (reason, hint) = match piece {
            Piece::Word(Meaning::Appointment) => (
                "an appointment is not hours: nobody can tell from it when it is open",
                "leave the hours unknown and say so in the channel's audience",
            ),
            Piece::Word(Meaning::Season) => (
                "hours that differ through the year are read in the notation only",
                "write for instance `Mo-Fr 10:00-15:00; Jul Mo-Fr 10:00-13:00`",
            ),
            _ => (
                "nothing stands before this hyphen",
                "write from when to when",
            ),
        };
        self.refuse(span, reason, hint)
    }

    fn after_to(&mut self, span: Range<usize>) -> Result<Item, HoursError> {
        match self.take() {
            Some((Piece::Time(to), end)) => Ok(Item {
                kind: Kind::Times(Times::Until(to)),
                span: span.start..end.end,
            }),
            _ => Err(self.refuse(span, "no time or day follows", "write `til kl. 16`")),
        }
    }

    /// `fra` and `mellem`: before a day they say nothing, before a time they begin a range.
    fn after_from(
        &mut self,
        piece: Piece,
        span: &Range<usize>,
    ) -> Result<Option<Item>, HoursError> {
        match self.peek() {
            Some(Piece::Word(Meaning::Days(_))) => self.next_item(),
            Some(Piece::Time(from)) => {
                self.at += 1;
                let between = piece == Piece::Word(Meaning::Between);
                let ends = match self.peek() {
                    Some(Piece::Hyphen | Piece::Word(Meaning::To)) => true,
                    Some(Piece::Word(Meaning::And)) => between,
                    _ => false,
                };
                if ends || between {
                    return self.range(from, span, between).map(Some);
                }
                let end = self.pieces[self.at - 1].1.end;
                Ok(Some(Item {
                    kind: Kind::Times(Times::From(from)),
                    span: span.start..end,
                }))
            }
            _ => Err(self.refuse(
                span.clone(),
                "no time or day follows",
                "write `fra kl. 9 til kl. 16`",
            )),
        }
    }

    fn days(&mut self, first: Days, span: Range<usize>) -> Result<Item, HoursError> {
        let mut item = Item {
            kind: Kind::Days(first),
            span,
        };
        let joins = matches!(self.peek(), Some(Piece::Hyphen | Piece::Word(Meaning::To)));
        match (joins, self.pieces.get(self.at + 1)) {
            (true, Some((Piece::Word(Meaning::Days(last)), end))) => {
                item.span.end = end.end;
                let through = first.through(*last).ok_or_else(|| {
                    self.refuse(
                        item.span.clone(),
                        "only single days have days between them",
                        "write `mandag-torsdag`",
                    )
                })?;
                item.kind = Kind::Days(through);
                self.at += 2;
            }
            // `søn- og helligdage`
            (true, Some((Piece::Word(Meaning::And), _))) if self.peek() == Some(Piece::Hyphen) => {
                self.at += 1;
            }
            // `fredag - 9-12`: the hyphen only separates.
            (true, Some((Piece::Time(_), _))) if self.peek() == Some(Piece::Hyphen) => self.at += 1,
            _ => {}
        }
        Ok(item)
    }

    fn range(&mut self, from: u16, span: &Range<usize>, between: bool) -> Result<Item, HoursError> {
        let joins = match self.peek() {
            Some(Piece::Hyphen | Piece::Word(Meaning::To)) => true,
            Some(Piece::Word(Meaning::And)) => between,
            _ => false,
        };
        let Some((Piece::Time(to), end)) = self.pieces.get(self.at + 1).filter(|_| joins) else {
            let end = self.pieces[self.at - 1].1.end;
            return Err(self.refuse(
                span.start..end,
                "a time stands alone, without an end",
                "write from when to when, such as `kl. 10-15`",
            ));
        };
        self.at += 2;
        let place = span.start..end.end;
        if from == *to || from >= DAY {
            return Err(self.refuse(
                place,
                "nothing lies between these times",
                "write `hele døgnet` for round the clock",
            ));
        }
        let to = if *to < from { to + DAY } else { *to };
        Ok(Item {
            kind: Kind::Times(Times::Range(from, to)),
            span: place,
        })
    }

    fn peek(&self) -> Option<Piece> {
        self.pieces.get(self.at).map(|(piece, _)| *piece)
    }

    fn take(&mut self) -> Option<Placed> {
        let piece = self.pieces.get(self.at).cloned()?;
        self.at += 1;
        Some(piece)
    }

    fn refuse(&self, span: Range<usize>, reason: &str, hint: &str) -> HoursError {
        HoursError::new(self.text, span, reason, hint, EXAMPLE)
    }
}
