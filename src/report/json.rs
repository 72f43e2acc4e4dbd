//! JSON: the facts nested, or one object per row.
//!
//! The text is exact. Characters that could disturb a terminal or turn the order of letters are written as `\u` escapes,
//! which every JSON reader turns back into the very same characters.

use super::clean::is_disturbing;
use super::data::write_table;
use super::{Cell, DataColumn, Renderer, Report, ReportError, RowWriter};
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter};
use std::io::{self, BufWriter, Write};

/// Writes the nested facts of a report.
#[derive(Debug, Clone, Copy)]
pub struct Json;

/// Writes the main table of a report, an object per row and line.
#[derive(Debug, Clone, Copy)]
pub struct Ndjson;

impl Renderer for Json {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        let mut out = BufWriter::new(out);
        let formatter = Escaping(PrettyFormatter::new());
        report
            .data
            .nested
            .serialize(&mut serde_json::Serializer::with_formatter(
                &mut out, formatter,
            ))
            .map_err(written)?;
        out.write_all(b"\n")?;
        Ok(out.flush()?)
    }
}

impl Renderer for Ndjson {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        match report.data.tables.first() {
            Some(table) => write_table(table, rows(Layout::Lines, &table.columns, out)?),
            None => Ok(()),
        }
    }
}

/// How the objects of a table stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One per line, nothing around them.
    Lines,
    /// In one array.
    Array,
}

/// Takes the rows of a table and writes each as an object.
///
/// # Errors
/// When `out` cannot be written.
pub fn rows<'a, W: Write + 'a>(
    layout: Layout,
    columns: &[DataColumn],
    out: W,
) -> Result<Box<dyn RowWriter + 'a>, ReportError> {
    let mut names = Vec::with_capacity(columns.len());
    for column in columns {
        let mut name = if names.is_empty() {
            b"{".to_vec()
        } else {
            b",".to_vec()
        };
        write_text(&mut name, &column.name)?;
        name.push(b':');
        names.push(name);
    }
    Ok(Box::new(Rows {
        layout,
        names,
        out: BufWriter::new(out),
        any: false,
    }))
}

struct Rows<W: Write> {
    layout: Layout,
    names: Vec<Vec<u8>>,
    out: BufWriter<W>,
    any: bool,
}

impl<W: Write> RowWriter for Rows<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        match (self.layout, self.any) {
            (Layout::Lines, _) => {}
            (Layout::Array, false) => self.out.write_all(b"[")?,
            (Layout::Array, true) => self.out.write_all(b",\n")?,
        }
        self.any = true;
        for (name, cell) in self.names.iter().zip(cells) {
            self.out.write_all(name)?;
            match cell {
                Cell::Empty => self.out.write_all(b"null")?,
                Cell::Text(text) => write_text(&mut self.out, text)?,
                Cell::Integer(number) => write!(self.out, "{number}")?,
                // JSON has no infinity and no NaN.
                Cell::Real(number) if !number.is_finite() => self.out.write_all(b"null")?,
                Cell::Real(number) => number
                    .serialize(&mut serde_json::Serializer::new(&mut self.out))
                    .map_err(written)?,
                Cell::Date(date) => write!(self.out, "\"{date}\"")?,
            }
        }
        self.out
            .write_all(if self.names.is_empty() { b"{}" } else { b"}" })?;
        if self.layout == Layout::Lines {
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ReportError> {
        match (self.layout, self.any) {
            (Layout::Lines, _) => {}
            (Layout::Array, false) => self.out.write_all(b"[]\n")?,
            (Layout::Array, true) => self.out.write_all(b"]\n")?,
        }
        Ok(self.out.flush()?)
    }
}

fn write_text(out: &mut impl Write, text: &str) -> Result<(), ReportError> {
    text.serialize(&mut serde_json::Serializer::with_formatter(
        out,
        Escaping(CompactFormatter),
    ))
    .map_err(written)
}

fn written(error: serde_json::Error) -> ReportError {
    ReportError::Write(error.into())
}

/// Tells whether a disturbing character that JSON does not escape by itself can begin with `byte` in UTF-8. No Danish
/// letter does, so that ordinary text is written as it is.
fn may_begin_disturbing(byte: u8) -> bool {
    matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf0..)
}

/// Writes as the formatter inside does, with disturbing characters escaped.
struct Escaping<F>(F);

impl<F: Formatter> Formatter for Escaping<F> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if !fragment.bytes().any(may_begin_disturbing) {
            return out.write_all(fragment.as_bytes());
        }
        let mut written = 0;
        for (at, character) in fragment.char_indices().filter(|(_, it)| is_disturbing(*it)) {
            out.write_all(&fragment.as_bytes()[written..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + character.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.0.write_char_escape(out, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Text;
    use proptest::prelude::*;
    use serde_json::Value;

    fn written_by(layout: Layout, rows_in: &[Vec<Cell<'_>>]) -> String {
        let columns = ["name", "value"].map(|name| DataColumn {
            name: name.to_owned(),
            title: Text::new(name),
        });
        let mut out = Vec::new();
        let mut writer = rows(layout, &columns, &mut out).unwrap();
        for row in rows_in {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_are_objects() {
        let rows_in = [
            vec![Cell::text("æ\"\n"), Cell::Integer(1)],
            vec![
                Cell::Text("\u{202e}\u{7f}\u{e0001}\u{1b}".into()),
                Cell::Real(2.0),
            ],
            vec![Cell::Empty, Cell::Date(jiff::civil::date(2031, 5, 2))],
            vec![Cell::Empty, Cell::Real(f64::NAN)],
        ];
        let expected = "{\"name\":\"æ\\\"\\n\",\"value\":1}\n\
            {\"name\":\"\\u202e\\u007f\\udb40\\udc01\\u001b\",\"value\":2.0}\n\
            {\"name\":null,\"value\":\"2031-05-02\"}\n{\"name\":null,\"value\":null}\n";
        assert_eq!(written_by(Layout::Lines, &rows_in), expected);
        assert_eq!(
            written_by(Layout::Array, &rows_in[..1]),
            "[{\"name\":\"æ\\\"\\n\",\"value\":1}]\n"
        );
        assert_eq!(written_by(Layout::Array, &[]), "[]\n");
    }

    #[test]
    fn the_first_byte_tells_what_may_disturb() {
        for character in ('\u{20}'..=char::MAX).filter(|it| is_disturbing(*it)) {
            let first = character.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(may_begin_disturbing(first), "{character:?}");
        }
        assert!(!"Blåbærgrød med fløde".bytes().any(may_begin_disturbing));
    }

    proptest! {
        #[test]
        fn text_reads_back(text in any::<String>()) {
            let written = written_by(Layout::Array, &[vec![Cell::Text(text.clone().into()), Cell::Empty]]);
            prop_assert!(!written.contains(|c: char| c != '\n' && is_disturbing(c)));
            let value: Value = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(value[0]["name"].as_str(), Some(text.as_str()));
        }
    }
}
