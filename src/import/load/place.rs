//! A row placed: added, or held against the one that is there.

use super::super::Options;
use super::super::differences::{differing, recorded, told_twice};
use super::super::rejects::At;
use super::super::row::{Beneath, Problem, Row};
use super::super::shapes::Shape;
use super::super::source::Sheet;
use super::Loading;
use crate::domain::Change;
use crate::error::Error;
use crate::store::Writer;

/// What became of a row.
pub(super) enum Placed {
    Added,
    Left,
    /// It says what an earlier row of the import says.
    Again,
    Changed(Vec<Change>),
}

/// Why a row was not placed.
pub(super) enum Refusal {
    Row(Problem),
    Record(Error),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Row(problem)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Record(error)
    }
}

impl Loading {
    /// Adds a row, or finds out what is there in its place.
    pub(super) fn place<S: Shape>(
        &mut self,
        (writer, options): (&Writer<'_>, &Options),
        sheets: &[Sheet],
        row: &Row<'_>,
        at: At,
    ) -> std::result::Result<Placed, Refusal> {
        let names = self.names.codes::<S>(writer, row)?;
        let row = &Row {
            beneath: Some(&names),
            ..*row
        };
        let record = S::read(row)?.completed(writer, row, None)?;
        let Some(old) = record.put(writer)? else {
            self.seen.add(&record, at);
            self.unsettled.extend(record.moves().cloned());
            return Ok(Placed::Added);
        };
        let earlier = self.seen.first(&record, at);
        let differing = differing(writer, row, &old, &record);
        if differing.is_empty() {
            return Ok(if earlier == at {
                Placed::Left
            } else {
                Placed::Again
            });
        }
        if earlier != at {
            let place = earlier.named(&sheets[earlier.sheet()]);
            return Err(told_twice(&differing, &place).into());
        }
        if !options.update {
            return Err(recorded(&differing).into());
        }
        let beneath = Beneath::of(&old, |column| S::is_said(row, column)).under(&names);
        let over = Row {
            beneath: Some(&beneath),
            ..*row
        };
        let merged = S::read(&over)?.completed(writer, row, Some(&old))?;
        merged.replace(&old, writer)?;
        self.unsettled.extend(merged.moves().cloned());
        Ok(Placed::Changed(crate::domain::changes(&old, &merged)))
    }
}
