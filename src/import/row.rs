//! One CSV file as rows with named columns, and what can be wrong with a row.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::shapes::Shape;
use crate::domain::{date, text};
use crate::error::Error;

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    file: String,
    line: u64,
    /// The column and the value that it holds; nothing if the row as a whole is refused.
    cell: Option<(String, String)>,
    message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if let Some((column, value)) = &self.cell {
            write!(f, "{column}: `{value}`: ")?;
        }
        f.write_str(&self.message)
    }
}

/// A CSV file being read.
pub(super) struct Sheet<'a> {
    file: &'a str,
    columns: Vec<String>,
    reader: csv::Reader<&'a [u8]>,
}

impl<'a> Sheet<'a> {
    /// Reads the header row and holds it against the columns of the table.
    pub(super) fn open<S: Shape>(file: &'a str, bytes: &'a [u8]) -> Result<Self, Problem> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(bytes))
            .from_reader(bytes);
        let problem = |cell: Option<(String, String)>, message: String| Problem {
            file: file.to_owned(),
            line: 1,
            cell,
            message,
        };
        let header = reader
            .headers()
            .map_err(|e| problem(None, unreadable(&e)))?;
        let columns: Vec<String> = header.iter().map(|c| c.trim().to_lowercase()).collect();
        for (at, column) in columns.iter().enumerate() {
            let cell = || Some((column.clone(), String::new()));
            if !S::COLUMNS.contains(&column.as_str()) {
                let known = S::COLUMNS.join(", ");
                return Err(problem(
                    cell(),
                    format!("there is no such column; the columns are {known}"),
                ));
            }
            if columns[..at].contains(column) {
                return Err(problem(cell(), "the column stands here twice".into()));
            }
        }
        if let Some(missing) = S::REQUIRED
            .iter()
            .find(|c| !columns.iter().any(|has| has == *c))
        {
            let cell = ((*missing).to_owned(), String::new());
            return Err(problem(Some(cell), "the column is missing".into()));
        }
        Ok(Self {
            file,
            columns,
            reader,
        })
    }

    /// The next row, or what is wrong with it.
    pub(super) fn next_row(&mut self) -> Option<Result<Row<'_>, Problem>> {
        let mut record = csv::ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => return None,
            Ok(true) => {}
            Err(e) => return Some(Err(self.problem(position(&e), None, unreadable(&e)))),
        }
        let line = record.position().map_or(0, csv::Position::line);
        Some(match csv::StringRecord::from_byte_record(record) {
            Ok(record) => Ok(Row {
                sheet: self,
                line,
                record,
            }),
            Err(e) => {
                let at = e.utf8_error().field();
                let value = e
                    .into_byte_record()
                    .get(at)
                    .map(String::from_utf8_lossy)
                    .unwrap_or_default()
                    .into_owned();
                let column = self.columns.get(at).cloned().unwrap_or_default();
                Err(self.problem(
                    line,
                    Some((column, value)),
                    "it is not UTF-8; save the file as CSV UTF-8".into(),
                ))
            }
        })
    }

    fn problem(&self, line: u64, cell: Option<(String, String)>, message: String) -> Problem {
        Problem {
            file: self.file.to_owned(),
            line,
            cell,
            message,
        }
    }
}

/// What separates the cells: a comma, or the semicolon that spreadsheets write where, as in
/// Danish, the comma is the decimal mark. The header tells which, as no column's name has either.
fn delimiter(bytes: &[u8]) -> u8 {
    let mark = bytes.iter().find(|byte| b",;\n".contains(byte));
    if mark == Some(&b';') { b';' } else { b',' }
}

fn position(error: &csv::Error) -> u64 {
    error.position().map_or(0, csv::Position::line)
}

fn unreadable(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("the row has {len} cells, the header {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8; save the file as CSV UTF-8".into(),
        _ => error.to_string(),
    }
}

/// One row.
pub(super) struct Row<'a> {
    sheet: &'a Sheet<'a>,
    line: u64,
    record: csv::StringRecord,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        let at = self.sheet.columns.iter().position(|c| c == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    fn bad(&self, column: &str, error: &Error) -> Problem {
        let message = match error {
            Error::Invalid { problem, .. } => problem.clone(),
            other => other.to_string(),
        };
        self.sheet.problem(
            self.line,
            Some((column.to_owned(), self.cell(column).to_owned())),
            message,
        )
    }

    /// The row as a whole, refused by a rule of the record.
    pub(super) fn refused(&self, error: &Error) -> Problem {
        let nearest = match error {
            Error::NotFound { nearest, .. } => nearest.first(),
            _ => None,
        };
        let message = match nearest {
            Some(key) => format!("{error} (did you mean `{key}`?)"),
            None => error.to_string(),
        };
        self.sheet.problem(self.line, None, message)
    }

    /// A value that must be there.
    pub(super) fn required<T: FromStr<Err = Error>>(&self, column: &str) -> Result<T, Problem> {
        self.cell(column).parse().map_err(|e| self.bad(column, &e))
    }

    /// A value that may be missing.
    pub(super) fn optional<T: FromStr<Err = Error>>(
        &self,
        column: &str,
    ) -> Result<Option<T>, Problem> {
        self.present(column)
            .map(|_| self.required(column))
            .transpose()
    }

    /// Text that must be there.
    pub(super) fn text(&self, column: &str) -> Result<String, Problem> {
        text::clean(column, self.cell(column)).map_err(|e| self.bad(column, &e))
    }

    /// Text that may be missing.
    pub(super) fn optional_text(&self, column: &str) -> Result<Option<String>, Problem> {
        self.present(column).map(|_| self.text(column)).transpose()
    }

    /// A date that may be missing.
    pub(super) fn date(&self, column: &str) -> Result<Option<Date>, Problem> {
        let read = |cell| date::parse(column, cell).map_err(|e| self.bad(column, &e));
        self.present(column).map(read).transpose()
    }

    /// A number that must be there.
    pub(super) fn number<T: FromStr>(&self, column: &str) -> Result<T, Problem> {
        let cell = self.cell(column);
        cell.trim().parse().map_err(|_| {
            self.bad(
                column,
                &Error::invalid(column, cell, "it is not a number that fits here"),
            )
        })
    }

    /// A number that may be missing.
    pub(super) fn optional_number<T: FromStr>(&self, column: &str) -> Result<Option<T>, Problem> {
        self.present(column)
            .map(|_| self.number(column))
            .transpose()
    }

    /// 1 or 0; missing is 0.
    pub(super) fn yes(&self, column: &str) -> Result<bool, Problem> {
        match self.cell(column).trim() {
            "" | "0" => Ok(false),
            "1" => Ok(true),
            cell => Err(self.bad(column, &Error::invalid(column, cell, "it is 1 or 0"))),
        }
    }

    fn present(&self, column: &str) -> Option<&str> {
        Some(self.cell(column)).filter(|cell| !cell.trim().is_empty())
    }
}
