//! Clause by clause: which times belong to which days.

use std::ops::Range;

use super::cursor::Cursor;
use super::items::{Item, Kind, Times};
use super::lexicon::Days;
use super::table::Table;
use crate::domain::hours::span::DAY;
use crate::domain::hours::{Assumption, HoursError};

/// Reads the items of a text into a week and what it left unsaid.
pub(super) fn understand(
    text: &str,
    items: &[Item],
) -> Result<(Table, Vec<Assumption>), HoursError> {
    let mut reader = Reader {
        row: Cursor { text, items, at: 0 },
        table: Table::default(),
        last: None,
        assumed: Vec::new(),
    };
    reader.read_all()?;
    Ok((reader.table, reader.assumed))
}

/// A position in the row of items, and what has been understood up to it.
struct Reader<'a> {
    row: Cursor<'a>,
    table: Table,
    /// The days of the clause before.
    last: Option<Days>,
    assumed: Vec<Assumption>,
}

impl Reader<'_> {
    fn read_all(&mut self) -> Result<(), HoursError> {
        loop {
            let instead = self.row.separators();
            let Some(item) = self.row.items.get(self.row.at) else {
                return Ok(());
            };
            let span = item.span.clone();
            match item.kind {
                Kind::Days(_) => self.days_first(instead)?,
                Kind::Times(_) => self.times_first(instead)?,
                Kind::Closed => {
                    self.row.at += 1;
                    self.closed(&span)?;
                }
                Kind::Except => {
                    self.row.at += 1;
                    self.except(span)?;
                }
                // Taken by `separators`.
                Kind::Comma | Kind::And | Kind::But => self.row.at += 1,
            }
        }
    }

    /// `mandag og onsdag kl. 9-12 og 13-15`, `onsdag lukket`.
    fn days_first(&mut self, instead: bool) -> Result<(), HoursError> {
        let start = self.row.at;
        let Some(run) = self.row.run() else {
            return Ok(());
        };
        let instead = self.row.separators() || instead;
        match self.row.kind(0) {
            Some(Kind::Times(_)) => {
                let times = self.row.times();
                self.open(run.days(), &times, instead)
            }
            Some(Kind::Closed) => {
                self.row.at += 1;
                self.close(run.days());
                Ok(())
            }
            _ => {
                let span = self.row.place(start, self.row.at);
                Err(self.row.refuse(
                    span,
                    "no times are given for these days",
                    "write days and times, such as `mandag kl. 9-12`",
                ))
            }
        }
    }

    /// `kl. 10-15 på hverdage`, `kl. 10-15` alone.
    fn times_first(&mut self, instead: bool) -> Result<(), HoursError> {
        let start = self.row.at;
        let times = self.row.times();
        let direct = matches!(self.row.kind(0), Some(Kind::Days(_)));
        let after_times = self.row.at;
        if let Some(run) = direct.then(|| self.row.run_before_times()).flatten() {
            return self.open(run.days(), &times, instead);
        }
        self.row.separators();
        if let Some(run) = self.row.run().filter(|_| !self.row.times_follow()) {
            return self.open(run.days(), &times, instead);
        }
        self.row.at = after_times;
        let days = self.days_unsaid(&times, start)?;
        self.open(days, &times, instead)
    }

    /// The days of times that name none: those of the clause before, or Monday to Friday.
    fn days_unsaid(
        &mut self,
        times: &[(Times, Range<usize>)],
        start: usize,
    ) -> Result<Days, HoursError> {
        if let Some(days) = self.last {
            return Ok(days);
        }
        if times.iter().all(|(times, _)| *times == Times::AllDay) {
            return Ok(Days::ALL);
        }
        if times
            .iter()
            .any(|(times, _)| matches!(times, Times::Until(_) | Times::From(_)))
        {
            let span = self.row.place(start, self.row.at);
            return Err(self.row.refuse(
                span,
                "only one end of the hours is given",
                "write from when to when, such as `kl. 10-15`",
            ));
        }
        self.assumed.push(Assumption::Weekdays);
        Ok(Days::WEEKDAYS)
    }

    /// After the word `lukket`: days, or times of the days just named.
    fn closed(&mut self, span: &Range<usize>) -> Result<(), HoursError> {
        match (self.row.kind(0), self.last) {
            (Some(Kind::Days(_)), _) => {
                if let Some(run) = self.row.run_before_times() {
                    self.close(run.days());
                }
                Ok(())
            }
            (Some(Kind::Times(Times::Range(from, to))), Some(days)) => {
                self.row.at += 1;
                self.table.cut(days, from, to);
                Ok(())
            }
            _ => Err(self.row.refuse(
                span.clone(),
                "it does not say which days are closed",
                "write `lukket onsdag`",
            )),
        }
    }

    /// After the word `undtagen`: closed days, or days with times of their own.
    fn except(&mut self, span: Range<usize>) -> Result<(), HoursError> {
        let Some(run) = self.row.run_of_exceptions() else {
            return Err(self
                .row
                .refuse(span, "no day follows", "write `undtagen onsdag`"));
        };
        if let Some(Kind::Times(_)) = self.row.kind(0) {
            let times = self.row.times();
            return self.open(run.days(), &times, true);
        }
        self.close(run.days());
        Ok(())
    }

    fn close(&mut self, days: Days) {
        self.table.close(days);
        self.last = self.last.map(|last| last.but(days));
    }

    fn open(
        &mut self,
        days: Days,
        times: &[(Times, Range<usize>)],
        instead: bool,
    ) -> Result<(), HoursError> {
        self.last = Some(days);
        if let Some((_, span)) = times.first().filter(|_| days.is_none()) {
            return Err(self.row.refuse(
                span.clone(),
                "no day is left for these times",
                "leave out the exception",
            ));
        }
        let mut added = Vec::new();
        for (time, span) in times {
            match *time {
                Times::Range(from, to) => added.push((from, to)),
                Times::AllDay => added.push((0, DAY)),
                Times::Until(end) if !self.table.move_end(days, end) => {
                    return Err(self.row.refuse(
                        span.clone(),
                        "nothing says when it opens on these days",
                        "write from when to when, such as `torsdag kl. 10-17`",
                    ));
                }
                Times::From(start) if !self.table.move_start(days, start) => {
                    return Err(self.row.refuse(
                        span.clone(),
                        "nothing says when it closes on these days",
                        "write from when to when, such as `torsdag kl. 10-16`",
                    ));
                }
                Times::Until(_) | Times::From(_) => {}
            }
        }
        if !added.is_empty() {
            self.table.open(days, &added, instead);
        }
        Ok(())
    }
}
