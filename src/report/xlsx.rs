//! Excel workbooks: a sheet per table, written row by row in constant memory.
//!
//! Text is always written as text, so that no cell becomes a formula, whatever it begins with. Days are days, from 1900 on;
//! earlier ones are text. A whole number that Excel could not hold exactly is text. A text longer than a cell holds is cut,
//! and says so; control and bidirectional characters, some of which no XML may hold, are written out. A table longer than a sheet goes on in the next.

use super::clean::visible;
use super::{Cell, DataColumn, Renderer, Report, ReportError, RowWriter, Text};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;
use std::io::Write;

/// The most rows that a sheet holds, the head included.
const LAST_ROW: u32 = 1_048_575;
/// The longest text that a cell holds, in UTF-16 units.
const LONGEST: usize = 32_767;
/// Put after a text that was cut.
const CUT: &str = " […]";
/// The largest whole number that a spreadsheet holds exactly.
const LARGEST: u64 = 1 << 53;
/// The widest column; longer text is wrapped.
const WIDEST: usize = 60;

/// Writes every table of a report to a sheet of its own.
#[derive(Debug, Clone, Copy)]
pub struct Xlsx;

impl Renderer for Xlsx {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        let mut book = Book::new(report.title.as_str(), report.made_on);
        for table in &report.data.tables {
            book.begin(&table.name, &table.columns)?;
            for row in &table.rows {
                book.row(&table.told(row))?;
            }
        }
        book.save(out)
    }
}

/// Takes the rows of one table for a workbook with one sheet.
///
/// # Errors
/// When no temporary file can be made.
pub fn rows<'a>(
    name: &Text,
    columns: &[DataColumn],
    made_on: Date,
    out: impl Write + Send + 'a,
) -> Result<Box<dyn RowWriter + 'a>, ReportError> {
    let mut book = Book::new(name.as_str(), made_on);
    book.begin(name, columns)?;
    Ok(Box::new(Rows { book, out }))
}

struct Rows<W> {
    book: Book,
    out: W,
}

impl<W: Write + Send> RowWriter for Rows<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        self.book.row(cells)
    }

    fn finish(mut self: Box<Self>) -> Result<(), ReportError> {
        self.book.save(&mut self.out)
    }
}

/// A workbook being written; rows go to the last sheet.
struct Book {
    workbook: Workbook,
    head: Format,
    plain: Format,
    wrapped: Format,
    day: Format,
    sheets: usize,
    name: String,
    titles: Vec<Text>,
    part: usize,
    next_row: u32,
    widths: Vec<usize>,
}

impl Book {
    fn new(title: &str, made_on: Date) -> Self {
        let mut workbook = Workbook::new();
        let mut properties = DocProperties::new().set_title(title).set_author("tenday");
        if let Some(made_on) = excel_day(made_on) {
            // Else the library would ask the clock, and the same record would give other bytes every time.
            properties = properties.set_creation_datetime(&made_on);
        }
        workbook.set_properties(&properties);
        let plain = Format::new().set_align(FormatAlign::Top);
        Self {
            workbook,
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Medium),
            wrapped: plain.clone().set_text_wrap(),
            day: plain
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            plain,
            sheets: 0,
            name: String::new(),
            titles: Vec::new(),
            part: 0,
            next_row: 0,
            widths: Vec::new(),
        }
    }

    fn begin(&mut self, name: &Text, columns: &[DataColumn]) -> Result<(), ReportError> {
        self.end()?;
        self.name = name.to_string();
        self.titles = columns.iter().map(|column| column.title.clone()).collect();
        self.part = 1;
        self.add_sheet()
    }

    fn add_sheet(&mut self) -> Result<(), ReportError> {
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        self.sheets += 1;
        sheet.set_name(sheet_name(&self.name, self.part))?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        for (column, title) in (0..).zip(&self.titles) {
            sheet.write_string_with_format(0, column, title.as_str(), &self.head)?;
        }
        self.widths = self
            .titles
            .iter()
            .map(|title| title.as_str().chars().count() + 3)
            .collect();
        self.next_row = 1;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ReportError> {
        if self.next_row > LAST_ROW {
            self.end()?;
            self.part += 1;
            self.add_sheet()?;
        }
        let row = self.next_row;
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1)?;
        for ((column, cell), width) in (0..).zip(cells).zip(&mut self.widths) {
            match cell {
                Cell::Text(text) => {
                    let text = fitting(text);
                    let long = text.len() > WIDEST || text.contains('\n');
                    sheet.write_string_with_format(
                        row,
                        column,
                        &*text,
                        if long { &self.wrapped } else { &self.plain },
                    )?;
                    *width = (*width).max(if long {
                        WIDEST
                    } else {
                        text.chars().count() + 2
                    });
                }
                Cell::Integer(number) => {
                    write_integer(sheet, row, column, *number, &self.plain)?;
                    *width = (*width).max(number.to_string().len() + 2);
                }
                Cell::Real(number) if number.is_finite() => {
                    sheet.write_number_with_format(row, column, *number, &self.plain)?;
                }
                // A spreadsheet has no NaN.
                Cell::Empty | Cell::Real(_) => {}
                Cell::Date(date) => {
                    match excel_day(*date) {
                        Some(day) => {
                            sheet.write_datetime_with_format(row, column, day, &self.day)?
                        }
                        None => sheet.write_string_with_format(
                            row,
                            column,
                            date.to_string(),
                            &self.plain,
                        )?,
                    };
                    *width = (*width).max(12);
                }
            }
        }
        self.next_row += 1;
        Ok(())
    }

    /// Finishes the last sheet: widths and filter.
    fn end(&mut self) -> Result<(), ReportError> {
        let (Some(last_sheet), Some(last_column)) =
            (self.sheets.checked_sub(1), self.titles.len().checked_sub(1))
        else {
            return Ok(());
        };
        let sheet = self.workbook.worksheet_from_index(last_sheet)?;
        for (column, width) in (0..).zip(&self.widths) {
            sheet.set_column_width(column, u32::try_from((*width).min(WIDEST)).unwrap_or(10))?;
        }
        let last_column = u16::try_from(last_column).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, self.next_row.saturating_sub(1), last_column)?;
        Ok(())
    }

    fn save(&mut self, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        self.end()?;
        Ok(self.workbook.save_to_writer(out)?)
    }
}

fn write_integer(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    number: i64,
    format: &Format,
) -> Result<(), XlsxError> {
    if number.unsigned_abs() <= LARGEST {
        #[allow(
            clippy::cast_precision_loss,
            reason = "it was just made sure that nothing is lost"
        )]
        sheet.write_number_with_format(row, column, number as f64, format)?;
    } else {
        sheet.write_string_with_format(row, column, number.to_string(), format)?;
    }
    Ok(())
}

fn excel_day(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = (
        u16::try_from(date.year()),
        u8::try_from(date.month()),
        u8::try_from(date.day()),
    );
    let year = year.ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, month.ok()?, day.ok()?).ok()
}

/// Makes a name that Excel allows for a sheet: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end.
fn sheet_name(name: &str, part: usize) -> String {
    let ending = if part > 1 {
        format!(" ({part})")
    } else {
        String::new()
    };
    let allowed = |character: &char| !matches!(character, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let name: String = name
        .trim_matches('\'')
        .chars()
        .filter(allowed)
        .take(31 - ending.len())
        .collect();
    let name = if name.is_empty() {
        "tenday".to_owned()
    } else {
        name
    };
    format!("{name}{ending}")
}

/// Returns the text as a cell can hold it.
fn fitting(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    // Fewer bytes than the limit means fewer UTF-16 units.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut room = LONGEST - CUT.len();
    let kept = text.chars().take_while(|character| {
        let fits = character.len_utf16() <= room;
        room = room.saturating_sub(character.len_utf16());
        fits
    });
    Cow::Owned(kept.chain(CUT.chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    fn part(book: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    fn written(cells: &[Cell<'_>]) -> Vec<u8> {
        let columns: Vec<_> = (0..cells.len())
            .map(|number| DataColumn {
                name: format!("c{number}"),
                title: Text::new("Søjle"),
            })
            .collect();
        let mut out = Vec::new();
        let mut writer = rows(
            &Text::new("Svar: [alle]"),
            &columns,
            jiff::civil::date(2031, 5, 2),
            &mut out,
        )
        .unwrap();
        writer.row(cells).unwrap();
        writer.finish().unwrap();
        out
    }

    #[test]
    fn text_is_never_a_formula() {
        let starts = ["=1+1", "+1", "-1", "@a", "\t=1", "http://example.org"];
        let book = written(&starts.map(Cell::text));
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert!(
            !sheet.contains("<f>") && !sheet.contains("hyperlink"),
            "{sheet}"
        );
        assert_eq!(
            sheet.matches("t=\"inlineStr\"").count(),
            2 * starts.len(),
            "{sheet}"
        );
    }

    #[test]
    fn values_keep_their_type() {
        let date = jiff::civil::date;
        let cells = [
            Cell::Integer(1_204),
            Cell::Integer(i64::MAX),
            Cell::Real(2.5),
            Cell::Date(date(2018, 4, 9)),
            Cell::Date(date(1899, 4, 9)),
            Cell::Real(f64::NAN),
        ];
        let sheet = part(&written(&cells), "xl/worksheets/sheet1.xml");
        for expected in [
            "<v>1204</v>",
            "9223372036854775807</t>",
            "<v>2.5</v>",
            "<v>43199</v>",
            "1899-04-09</t>",
        ] {
            assert!(sheet.contains(expected), "{expected} in {sheet}");
        }
        assert!(!sheet.contains("r=\"F2\""), "{sheet}");
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let cells = [Cell::text("blåbær"), Cell::Integer(3)];
        assert_eq!(written(&cells), written(&cells));
    }

    #[test]
    fn names_and_texts_fit() {
        assert_eq!(sheet_name("Svar: [alle]/ny", 1), "Svar alleny");
        assert_eq!(
            sheet_name(&"å".repeat(40), 12),
            format!("{} (12)", "å".repeat(26))
        );
        assert_eq!(sheet_name("[]", 1), "tenday");
        let long = "😀".repeat(20_000);
        assert!(fitting(&long).encode_utf16().count() <= LONGEST);
        assert!(fitting(&long).ends_with(CUT));
        assert_eq!(fitting("\u{1}"), "\\u{1}");
    }

    #[test]
    fn a_reader_is_told_no_word_of_the_record() {
        for report in sample::every_kind() {
            let mut book = Vec::new();
            Xlsx.render(&report, &mut book).unwrap();
            for sheet in 1..=report.data.tables.len() {
                let sheet = part(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
                for word in [
                    "see_other",
                    "answered",
                    "verbatim",
                    "telephone",
                    "public",
                    "asker",
                ] {
                    assert!(
                        !sheet.contains(&format!(">{word}<")),
                        "{word} in {:?}",
                        report.kind
                    );
                }
            }
        }
    }
}
