//! One row with named columns, and what can be wrong with it.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;

use crate::domain::{Record, date, number, text};
use crate::error::Error;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// The column and the value that it holds; nothing if the row as a whole is refused.
    pub(super) cell: Option<(Cow<'static, str>, String)>,
    pub(super) message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((column, value)) = &self.cell {
            write!(f, "{column}: `{}`: ", text::named(value))?;
        }
        f.write_str(&self.message)
    }
}

/// The values of a record in some of its columns.
#[derive(Debug)]
pub(super) struct Beneath(Vec<(&'static str, String)>);

impl Beneath {
    /// The values of a record in the columns of which `is_said` is not true.
    pub(super) fn of<R: Record>(old: &R, is_said: impl Fn(&str) -> bool) -> Self {
        let columns = R::COLUMNS.iter().zip(old.values());
        let recorded = columns.filter(|(column, _)| !is_said(column));
        Self(
            recorded
                .map(|(column, value)| (*column, value.plain()))
                .collect(),
        )
    }

    /// Values of some columns.
    pub(super) fn new(values: Vec<(&'static str, String)>) -> Self {
        Self(values)
    }

    /// These values and one more.
    pub(super) fn with(mut self, column: &'static str, value: String) -> Self {
        self.0.push((column, value));
        self
    }

    /// These values, over which those of another go.
    pub(super) fn under(mut self, other: &Self) -> Self {
        self.0.splice(0..0, other.0.iter().cloned());
        self
    }

    fn get(&self, column: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == column)?;
        Some(value)
    }
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The record's column of each cell; none for a cell that is not taken.
    pub(super) columns: &'a [Option<&'static str>],
    pub(super) cells: &'a csv::ByteRecord,
    /// What is recorded of the columns that the row says nothing about.
    pub(super) beneath: Option<&'a Beneath>,
    /// The folder that the paths in the file start from.
    pub(super) folder: &'a Path,
}

impl Row<'_> {
    /// What the row has for a column; nothing if it has no such column.
    fn own_cell(&self, column: &str) -> Option<&str> {
        let at = self
            .columns
            .iter()
            .position(|taken| taken.is_some_and(|taken| taken == column))?;
        // The source hands on UTF-8 only.
        simdutf8::basic::from_utf8(self.cells.get(at)?).ok()
    }

    pub(super) fn cell(&self, column: &str) -> &str {
        let recorded = self.beneath.and_then(|beneath| beneath.get(column));
        recorded
            .or_else(|| self.own_cell(column))
            .unwrap_or_default()
    }

    /// Whether the row has the column.
    pub(super) fn has(&self, column: &str) -> bool {
        self.columns.iter().flatten().any(|taken| *taken == column)
    }

    /// Whether the row has something in the column.
    pub(super) fn fills(&self, column: &str) -> bool {
        self.own_cell(column)
            .is_some_and(|cell| !cell.trim().is_empty())
    }

    /// A value that is refused.
    pub(super) fn bad(&self, column: &'static str, error: &Error) -> Problem {
        let message = match error {
            Error::Invalid { problem, .. } => problem.clone(),
            other => other.to_string(),
        };
        Problem {
            cell: Some((column.into(), self.cell(column).to_owned())),
            message,
        }
    }

    /// A value that must be there.
    pub(super) fn required<T: FromStr<Err = Error>>(
        &self,
        column: &'static str,
    ) -> Result<T, Problem> {
        self.cell(column).parse().map_err(|e| self.bad(column, &e))
    }

    /// A value that may be missing.
    pub(super) fn optional<T: FromStr<Err = Error>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, Problem> {
        let read = |cell: &str| cell.parse().map_err(|e| self.bad(column, &e));
        self.present(column).map(read).transpose()
    }

    /// Text that must be there.
    pub(super) fn text(&self, column: &'static str) -> Result<String, Problem> {
        text::clean(column, self.cell(column)).map_err(|e| self.bad(column, &e))
    }

    /// Text on one line that must be there.
    pub(super) fn line(&self, column: &'static str) -> Result<String, Problem> {
        text::line(column, self.cell(column)).map_err(|e| self.bad(column, &e))
    }

    /// Text on one line that may be missing.
    pub(super) fn optional_line(&self, column: &'static str) -> Result<Option<String>, Problem> {
        self.present(column).map(|_| self.line(column)).transpose()
    }

    /// Text that may be missing.
    pub(super) fn optional_text(&self, column: &'static str) -> Result<Option<String>, Problem> {
        let read = |cell| text::clean(column, cell).map_err(|e| self.bad(column, &e));
        self.present(column).map(read).transpose()
    }

    /// A date that may be missing.
    pub(super) fn date(&self, column: &'static str) -> Result<Option<Date>, Problem> {
        let read = |cell| date::parse(column, cell).map_err(|e| self.bad(column, &e));
        self.present(column).map(read).transpose()
    }

    /// A date that must be there.
    pub(super) fn known_date(&self, column: &'static str) -> Result<Date, Problem> {
        date::parse(column, self.cell(column)).map_err(|e| self.bad(column, &e))
    }

    /// A number that must be there, whole or not.
    pub(super) fn real(&self, column: &'static str) -> Result<f64, Problem> {
        number::real(column, self.cell(column)).map_err(|e| self.bad(column, &e))
    }

    /// A whole number that must be there.
    pub(super) fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, Problem> {
        self.whole(column, self.cell(column))
    }

    /// A whole number that may be missing.
    pub(super) fn optional_number<T: TryFrom<i64>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, Problem> {
        let read = |cell| self.whole(column, cell);
        self.present(column).map(read).transpose()
    }

    fn whole<T: TryFrom<i64>>(&self, column: &'static str, cell: &str) -> Result<T, Problem> {
        let whole = number::whole(column, cell).map_err(|e| self.bad(column, &e))?;
        T::try_from(whole).map_err(|_| {
            let problem = "it is not a number that fits here";
            self.bad(column, &Error::invalid(column, cell, problem))
        })
    }

    /// The number of a department's letter: the first, unless another is named.
    pub(super) fn letter(&self, column: &'static str) -> Result<u32, Problem> {
        Ok(self.optional_number(column)?.unwrap_or(1))
    }

    /// A whole number between two others.
    pub(super) fn within(
        &self,
        column: &'static str,
        range: RangeInclusive<u8>,
    ) -> Result<u8, Problem> {
        let number = self.number(column)?;
        if range.contains(&number) {
            return Ok(number);
        }
        let problem = format!("it is a number from {} to {}", range.start(), range.end());
        Err(self.bad(column, &Error::invalid(column, self.cell(column), problem)))
    }

    /// Yes or no; missing is no.
    pub(super) fn yes(&self, column: &'static str) -> Result<bool, Problem> {
        self.present(column).map_or(Ok(false), |cell| {
            number::yes(column, cell).map_err(|e| self.bad(column, &e))
        })
    }

    /// Yes or no; missing is yes.
    pub(super) fn yes_unless_0(&self, column: &'static str) -> Result<bool, Problem> {
        self.present(column).map_or(Ok(true), |_| self.yes(column))
    }

    /// Several keys, separated by spaces.
    pub(super) fn list<T: FromStr<Err = Error>>(
        &self,
        column: &'static str,
    ) -> Result<Vec<T>, Problem> {
        let words = self.cell(column).split_whitespace();
        words
            .map(|word| word.parse().map_err(|e| self.bad(column, &e)))
            .collect()
    }

    fn present(&self, column: &str) -> Option<&str> {
        Some(self.cell(column)).filter(|cell| !cell.trim().is_empty())
    }
}
