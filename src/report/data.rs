//! The rows of a report, for programs.
//!
//! A document table is for reading: its cells are in the reader's language already. A data table is for machines: typed
//! cells under column names in English that never change with the language. Formats that hold one table (CSV, TSV,
//! NDJSON) write the first one; XLSX writes a sheet for each; JSON writes the nested form. People read spreadsheets, so
//! XLSX has the titles of columns, and what stands for the record's words such as `see_other`, in the reader's language.
//!
//! [`RowWriter`] is what the row formats have in common. It takes one row at a time with borrowed text, so a query result
//! of any size goes through it in constant memory.

use super::{ReportError, Text, Texts, clean};
use jiff::civil::Date;
use std::borrow::Cow;

/// One typed value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Unknown or not applicable.
    Empty,
    /// Text, which may have several lines.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Real(f64),
    /// A day.
    Date(Date),
}

impl Cell<'static> {
    /// Makes a text cell for a report: disturbing characters are made visible, line breaks kept.
    #[must_use]
    pub fn text(raw: &str) -> Self {
        Self::Text(Cow::Owned(clean::visible(raw).into_owned()))
    }

    /// Makes a text cell, or an empty one for unknown.
    #[must_use]
    pub fn text_or_empty(raw: Option<&str>) -> Self {
        raw.map_or(Self::Empty, Self::text)
    }

    /// Makes a date cell, or an empty one for unknown.
    #[must_use]
    pub fn date_or_empty(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// Makes a cell of a count; beyond `i64` it saturates.
    #[must_use]
    pub fn count(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// A column of a data table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataColumn {
    /// The stable name, in English, for CSV, TSV, JSON and NDJSON.
    pub name: String,
    /// The title in the reader's language, for spreadsheets.
    pub title: Text,
}

/// A named table of typed rows.
#[derive(Debug, Clone, PartialEq)]
pub struct DataTable {
    /// The name in the reader's language: a spreadsheet's sheet.
    pub name: Text,
    /// The columns, in order.
    pub columns: Vec<DataColumn>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell<'static>>>,
    /// What a reader is told instead of a word of the record: the place of the column, the word, and the text.
    said: Vec<(usize, &'static str, Text)>,
}

impl DataTable {
    /// Makes a table whose name and column titles are the texts of the keys given beside the stable names.
    #[must_use]
    pub fn new(
        texts: &Texts,
        name: &str,
        columns: &[(&str, &str)],
        rows: Vec<Vec<Cell<'static>>>,
    ) -> Self {
        let column = |(name, title): &(&str, &str)| DataColumn {
            name: (*name).to_owned(),
            title: texts.say(title),
        };
        Self {
            name: texts.say(name),
            columns: columns.iter().map(column).collect(),
            rows,
            said: Vec::new(),
        }
    }

    /// Adds what a reader is told instead of the words of `column`: the texts of the keys given beside them.
    #[must_use]
    pub fn saying(mut self, texts: &Texts, column: &str, words: &[(&'static str, &str)]) -> Self {
        let place = self.columns.iter().position(|known| known.name == column);
        if let Some(place) = place {
            let said = words
                .iter()
                .map(|(word, key)| (place, *word, texts.say(key)));
            self.said.extend(said);
        }
        self
    }

    /// Returns `row` as a reader is told it.
    #[must_use]
    pub fn told<'a>(&'a self, row: &'a [Cell<'static>]) -> Vec<Cell<'a>> {
        let told = |(place, cell): (usize, &'a Cell<'static>)| match cell {
            Cell::Text(word) => {
                let known = self
                    .said
                    .iter()
                    .find(|(column, known, _)| *column == place && *known == &**word);
                Cell::Text(Cow::Borrowed(
                    known.map_or(&**word, |(_, _, said)| said.as_str()),
                ))
            }
            other => other.clone(),
        };
        row.iter().enumerate().map(told).collect()
    }
}

/// What a report offers to programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    /// The tables; the first is the main one.
    pub tables: Vec<DataTable>,
    /// The same facts nested, for JSON.
    pub nested: serde_json::Value,
}

/// Writes rows of a known set of columns, one at a time.
pub trait RowWriter {
    /// Writes one row, with as many cells as columns.
    ///
    /// # Errors
    /// When the target cannot be written or the format cannot hold the row.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ReportError>;

    /// Writes what the format needs after the last row.
    ///
    /// # Errors
    /// When the target cannot be written.
    fn finish(self: Box<Self>) -> Result<(), ReportError>;
}

/// Writes every row of `table`, then finishes.
pub(super) fn write_table(
    table: &DataTable,
    mut writer: Box<dyn RowWriter + '_>,
) -> Result<(), ReportError> {
    for row in &table.rows {
        writer.row(row)?;
    }
    writer.finish()
}
