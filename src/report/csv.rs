//! Comma- and tab-separated values.
//!
//! CSV is RFC 4180 to the letter: commas, CR LF after every row, quotes where a field needs them and doubled within.
//! Danish Excel's dialect has semicolons, a byte order mark, decimal commas, and an apostrophe before text that a
//! spreadsheet would take for a formula. TSV has no quoting, so a tab, line break or backslash within a field is written
//! `\t`, `\n`, `\\`.

use super::data::write_table;
use super::{Cell, DataColumn, Renderer, Report, ReportError, RowWriter};
use std::borrow::Cow;
use std::io::{BufWriter, Write};
use std::str::FromStr;

/// What characters a file of separated values is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// RFC 4180: exact, for programs.
    #[default]
    Rfc4180,
    /// What Excel opens with Danish settings.
    ExcelDa,
}

impl FromStr for Dialect {
    type Err = ReportError;

    fn from_str(name: &str) -> Result<Self, ReportError> {
        match name {
            "rfc4180" => Ok(Self::Rfc4180),
            "excel-da" => Ok(Self::ExcelDa),
            _ => Err(ReportError::UnknownDialect(name.to_owned())),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Separation {
    Csv(Dialect),
    Tsv,
}

/// Writes the main table of a report as separated values.
#[derive(Debug, Clone, Copy)]
pub struct Separated(Separation);

impl Separated {
    /// Makes a writer of CSV.
    #[must_use]
    pub fn csv(dialect: Dialect) -> Self {
        Self(Separation::Csv(dialect))
    }

    /// Makes a writer of TSV.
    #[must_use]
    pub fn tsv() -> Self {
        Self(Separation::Tsv)
    }

    /// Writes the head of a table to `out` and takes its rows from there.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn rows<'a, W: Write + 'a>(
        self,
        columns: &[DataColumn],
        mut out: W,
    ) -> Result<Box<dyn RowWriter + 'a>, ReportError> {
        if self.0 == Separation::Csv(Dialect::ExcelDa) {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut rows = Rows {
            separation: self.0,
            out: BufWriter::new(out),
            number: Vec::new(),
            begun: false,
        };
        for column in columns {
            rows.text(&column.name)?;
        }
        rows.end()?;
        Ok(Box::new(rows))
    }
}

impl Renderer for Separated {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        match report.data.tables.first() {
            Some(table) => write_table(table, self.rows(&table.columns, out)?),
            None => Ok(()),
        }
    }
}

struct Rows<W: Write> {
    separation: Separation,
    out: BufWriter<W>,
    number: Vec<u8>,
    /// Whether the row has a field already.
    begun: bool,
}

impl<W: Write> Rows<W> {
    fn text(&mut self, text: &str) -> Result<(), ReportError> {
        let field = match self.separation {
            Separation::Csv(Dialect::Rfc4180) => Cow::Borrowed(text),
            Separation::Csv(Dialect::ExcelDa) => defused(text),
            Separation::Tsv => escaped(text),
        };
        self.separate()?;
        let bytes = field.as_bytes();
        if self.separation == Separation::Tsv || !needs_quotes(bytes, self.separation.mark()) {
            return Ok(self.out.write_all(bytes)?);
        }
        self.out.write_all(b"\"")?;
        let mut written = 0;
        for quote in memchr::memchr_iter(b'"', bytes) {
            self.out.write_all(&bytes[written..=quote])?;
            written = quote;
        }
        self.out.write_all(&bytes[written..])?;
        Ok(self.out.write_all(b"\"")?)
    }

    /// Ends the field before this one.
    fn separate(&mut self) -> Result<(), ReportError> {
        if std::mem::replace(&mut self.begun, true) {
            self.out.write_all(&[self.separation.mark()])?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReportError> {
        self.begun = false;
        Ok(self.out.write_all(self.separation.line_end())?)
    }
}

impl Separation {
    fn mark(self) -> u8 {
        match self {
            Self::Csv(Dialect::Rfc4180) => b',',
            Self::Csv(Dialect::ExcelDa) => b';',
            Self::Tsv => b'\t',
        }
    }

    fn line_end(self) -> &'static [u8] {
        match self {
            Self::Csv(_) => b"\r\n",
            Self::Tsv => b"\n",
        }
    }
}

/// Whether a field holds the mark or anything else that only quotes make part of it.
fn needs_quotes(field: &[u8], mark: u8) -> bool {
    let (pieces, rest) = field.as_chunks::<64>();
    pieces.iter().any(|piece| disturbs(piece, mark)) || disturbs(rest, mark)
}

/// Looks at every byte instead of stopping at the first: that the compiler does many at a time.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "a lazy operator would stop at every byte"
)]
fn disturbs(piece: &[u8], mark: u8) -> bool {
    piece.iter().fold(false, |found, byte| {
        found | (*byte == mark) | (*byte == b'"') | (*byte == b'\n') | (*byte == b'\r')
    })
}

impl<W: Write> RowWriter for Rows<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        // A line with nothing on it would be no row at all to most readers.
        let blank = match cells {
            [Cell::Empty] => true,
            [Cell::Text(text)] => text.is_empty(),
            _ => false,
        };
        if blank && self.separation != Separation::Tsv {
            self.out.write_all(b"\"\"")?;
        }
        for cell in cells {
            self.number.clear();
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    self.text(text)?;
                    continue;
                }
                Cell::Integer(number) => write!(self.number, "{number}")?,
                Cell::Real(number) => write!(self.number, "{number}")?,
                Cell::Date(date) => write!(self.number, "{date}")?,
            }
            if self.separation == Separation::Csv(Dialect::ExcelDa)
                && let (Cell::Real(_), Some(point)) =
                    (cell, self.number.iter().position(|byte| *byte == b'.'))
            {
                self.number[point] = b',';
            }
            self.separate()?;
            self.out.write_all(&self.number)?;
        }
        self.end()
    }

    fn finish(mut self: Box<Self>) -> Result<(), ReportError> {
        Ok(self.out.flush()?)
    }
}

/// Puts an apostrophe before what a spreadsheet would take for a formula.
fn defused(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text
        .bytes()
        .any(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b'\\'))
    {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.replace('\\', "\\\\")
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Text;
    use proptest::prelude::*;

    fn written_by(separated: Separated, rows: &[Vec<Cell<'_>>]) -> String {
        let columns = ["name", "value"].map(|name| DataColumn {
            name: name.to_owned(),
            title: Text::new(name),
        });
        let mut out = Vec::new();
        let mut writer = separated.rows(&columns, &mut out).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    fn sample() -> Vec<Vec<Cell<'static>>> {
        vec![
            vec![Cell::text("=SUM(A1)"), Cell::Integer(-5)],
            vec![Cell::text("to; \"tre\",\nfire\\fem"), Cell::Real(2.5)],
            vec![
                Cell::text("dato"),
                Cell::Date(jiff::civil::date(2031, 5, 2)),
            ],
            vec![Cell::Empty, Cell::Empty],
        ]
    }

    #[test]
    fn rfc_4180_is_exact() {
        let expected = "name,value\r\n=SUM(A1),-5\r\n\"to; \"\"tre\"\",\nfire\\fem\",2.5\r\ndato,2031-05-02\r\n,\r\n";
        assert_eq!(
            written_by(Separated::csv(Dialect::Rfc4180), &sample()),
            expected
        );
    }

    #[test]
    fn danish_excel_gets_no_formula() {
        let expected = "\u{feff}name;value\r\n'=SUM(A1);-5\r\n\"to; \"\"tre\"\",\nfire\\fem\";2,5\r\ndato;2031-05-02\r\n;\r\n";
        assert_eq!(
            written_by(Separated::csv(Dialect::ExcelDa), &sample()),
            expected
        );
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let row = vec![Cell::Text(format!("{start}1").into()), Cell::Empty];
            assert!(
                written_by(Separated::csv(Dialect::ExcelDa), &[row])
                    .contains(&format!("'{start}1"))
            );
        }
    }

    #[test]
    fn tsv_has_one_line_per_row() {
        let expected =
            "name\tvalue\n=SUM(A1)\t-5\nto; \"tre\",\\nfire\\\\fem\t2.5\ndato\t2031-05-02\n\t\n";
        assert_eq!(written_by(Separated::tsv(), &sample()), expected);
    }

    proptest! {
        #[test]
        fn rfc_4180_reads_back(first in any::<String>(), second in any::<String>()) {
            let row = vec![Cell::Text(first.clone().into()), Cell::Text(second.clone().into())];
            let text = written_by(Separated::csv(Dialect::Rfc4180), &[row]);
            let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            prop_assert_eq!((&record[0], &record[1]), (first.as_str(), second.as_str()));
        }

        #[test]
        fn tsv_never_breaks_a_line(first in any::<String>()) {
            let text = written_by(Separated::tsv(), &[vec![Cell::Text(first.into()), Cell::Empty]]);
            prop_assert_eq!(text.matches('\n').count(), 2);
            prop_assert_eq!(text.matches('\t').count(), 2);
        }
    }
}
