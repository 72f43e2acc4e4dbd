//! Lists and records on standard output.

use std::fmt::Write;

use clap::ValueEnum;

use super::{context, table};
use crate::domain::{Record, Value};
use crate::error::{Error, Result};
use crate::report::csv::{Dialect, Separated};
use crate::report::json::{self, Layout};
use crate::report::{self, DataColumn};

/// Every format that lists or reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum AnyFormat {
    /// A table that fits the terminal.
    Table,
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// One web page.
    Html,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// JSON.
    Json,
    /// One JSON object per line.
    Ndjson,
    /// An Excel workbook.
    Xlsx,
    /// A Word document.
    Docx,
    /// A tagged PDF.
    Pdf,
}

impl AnyFormat {
    /// As the format of a list.
    pub(super) fn list(self) -> Result<ListFormat> {
        Ok(match self {
            Self::Table => ListFormat::Table,
            Self::Md => ListFormat::Md,
            Self::Csv => ListFormat::Csv,
            Self::Tsv => ListFormat::Tsv,
            Self::Json => ListFormat::Json,
            Self::Ndjson => ListFormat::Ndjson,
            other => return Err(other.unfit("list", "table, csv, tsv, json, ndjson or md")),
        })
    }

    /// As the format of a report.
    pub(super) fn report(self) -> Result<report::Format> {
        Ok(match self {
            Self::Table => {
                return Err(self.unfit(
                    "report",
                    "txt, md, html, csv, tsv, json, ndjson, xlsx, docx or pdf",
                ));
            }
            Self::Txt => report::Format::Text,
            Self::Md => report::Format::Markdown,
            Self::Html => report::Format::Html,
            Self::Csv => report::Format::Csv,
            Self::Tsv => report::Format::Tsv,
            Self::Json => report::Format::Json,
            Self::Ndjson => report::Format::Ndjson,
            Self::Xlsx => report::Format::Xlsx,
            Self::Docx => report::Format::Docx,
            Self::Pdf => report::Format::Pdf,
        })
    }

    fn unfit(self, what: &str, fit: &str) -> Error {
        let name = self
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default();
        Error::invalid("format", name, format!("a {what} is written as {fit}"))
    }
}

/// How lists and records are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListFormat {
    /// A table that fits the terminal; long texts are cut.
    Table,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON array of objects.
    Json,
    /// One JSON object per line.
    Ndjson,
    /// A Markdown table.
    Md,
}

impl ListFormat {
    /// Whether it is for people to read, so that what is not known is said to be.
    pub(super) fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Md)
    }
}

/// Rows with named columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Listing {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Listing {
    pub(super) fn new(columns: &[&str]) -> Self {
        Self::named(columns.iter().map(|column| (*column).to_owned()).collect())
    }

    pub(super) fn named(columns: Vec<String>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// The records as they are, a column for each of theirs.
    pub(super) fn of<R: Record>(records: &[R]) -> Self {
        Self {
            rows: records.iter().map(Record::values).collect(),
            ..Self::new(R::COLUMNS)
        }
    }

    pub(super) fn push(&mut self, row: Vec<Value>) {
        self.rows.push(row);
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Prints the list.
    pub(super) fn print(&self, format: ListFormat) -> Result<()> {
        self.print_or(format, "The list is empty.")
    }

    /// Prints the list; says so in place of a table with nothing in it.
    pub(super) fn print_or(&self, format: ListFormat, nothing: &str) -> Result<()> {
        if self.rows.is_empty() && format == ListFormat::Table {
            context::say(nothing);
            return Ok(());
        }
        let mut out = Vec::new();
        match format {
            ListFormat::Table => out.extend(self.table().as_bytes()),
            ListFormat::Md => out.extend(self.markdown().as_bytes()),
            _ => self.write(format, &mut out)?,
        }
        context::print(&out)
    }

    /// Writes the list for programs.
    fn write(&self, format: ListFormat, out: &mut Vec<u8>) -> Result<()> {
        let columns: Vec<DataColumn> = self
            .columns
            .iter()
            .map(|name| DataColumn {
                name: name.clone(),
                title: name.as_str().into(),
            })
            .collect();
        let mut rows = match format {
            ListFormat::Tsv => Separated::tsv().rows(&columns, out),
            ListFormat::Json => json::rows(Layout::Array, &columns, out),
            ListFormat::Ndjson => json::rows(Layout::Lines, &columns, out),
            _ => Separated::csv(Dialect::Rfc4180).rows(&columns, out),
        }?;
        for row in &self.rows {
            rows.row(&row.iter().map(cell).collect::<Vec<_>>())?;
        }
        Ok(rows.finish()?)
    }

    /// Prints one record: as label and value in a table, as any list of one elsewhere.
    pub(super) fn print_record(&self, format: ListFormat) -> Result<()> {
        if format != ListFormat::Table {
            return self.print(format);
        }
        let width = table::terminal_width();
        let records: Vec<String> = self
            .rows
            .iter()
            .map(|row| table::record(&self.columns, row, width))
            .collect();
        context::print(records.join("\n").as_bytes())
    }

    /// Whether the terminal is wide enough for the list as a table.
    pub(super) fn fits(&self) -> bool {
        table::fits(&self.columns, &self.rows, table::terminal_width())
    }

    fn table(&self) -> String {
        table::table(&self.columns, &self.rows, table::terminal_width())
    }

    fn markdown(&self) -> String {
        let mut out = markdown_row(self.columns.iter().map(String::as_str));
        let _ = writeln!(out, "|{}", " --- |".repeat(self.columns.len()));
        for row in &self.rows {
            let plain: Vec<String> = row.iter().map(Value::plain).collect();
            out.push_str(&markdown_row(plain.iter().map(String::as_str)));
        }
        out
    }
}

/// One row of a Markdown table.
pub(super) fn markdown_row<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.map(markdown_cell).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn markdown_cell(text: &str) -> String {
    visible(text)
        .replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('\n', "<br>")
}

fn cell(value: &Value) -> report::Cell<'_> {
    match value {
        Value::Null => report::Cell::Empty,
        Value::Text(text) => report::Cell::Text(text.as_str().into()),
        Value::Integer(number) => report::Cell::Integer(*number),
        Value::Real(number) => report::Cell::Real(*number),
        Value::Date(date) => report::Cell::Date(*date),
    }
}

/// Text as a terminal may show it: control and bidirectional characters are written out, so that
/// no data can move the cursor, change colours or turn a line around.
pub(super) fn visible(text: &str) -> String {
    report::clean::visible(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> Listing {
        let mut listing = Listing::new(&["code", "rows"]);
        listing.push(vec!["a|b\nc".into(), 2_u32.into()]);
        listing.push(vec![Value::Null, 0.5.into()]);
        listing
    }

    #[test]
    fn markdown_cells_keep_to_their_table() {
        assert_eq!(
            listing().markdown(),
            "| code | rows |\n| --- | --- |\n| a\\|b<br>c | 2 |\n|  | 0.5 |\n"
        );
    }

    #[test]
    fn json_keeps_types_and_nulls() {
        let mut out = Vec::new();
        listing().write(ListFormat::Json, &mut out).unwrap();
        let rows: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(rows[1], serde_json::json!({"code": null, "rows": 0.5}));
    }

    #[test]
    fn nothing_can_steer_the_terminal() {
        assert_eq!(
            visible("a\u{1b}[31mb\u{202e}c\nd"),
            "a\\u{1b}[31mb\\u{202e}c\nd"
        );
        assert_eq!(visible("æøå"), "æøå");
    }
}
