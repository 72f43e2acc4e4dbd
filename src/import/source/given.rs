//! Sheets that are made in the program: the seed.

use std::io::Cursor;
use std::path::PathBuf;

use super::mended::Mended;
use super::names;
use super::{BadRow, Rows, Sheet, Unreadable};
use crate::error::{Error, Result};

struct Given {
    reader: csv::Reader<Cursor<Vec<u8>>>,
    header: Vec<String>,
    size: u64,
}

impl Sheet {
    /// The rows of a table, as CSV with commas under the columns' own names.
    ///
    /// # Errors
    /// [`Error::Refused`] if there is no such table.
    pub(in crate::import) fn given(name: String, table: &str, text: Vec<u8>) -> Result<Self> {
        let known = names::TABLES.iter().find(|it| it.name == table);
        let known = known.ok_or_else(|| {
            Error::refused(
                format!("there is no table `{table}`"),
                "name one of the record's",
            )
        })?;
        let size = text.len() as u64;
        let mut reader = csv::Reader::from_reader(Cursor::new(text));
        let header: Vec<String> = match reader.headers() {
            Ok(header) => header.iter().map(str::to_owned).collect(),
            Err(_) => Vec::new(),
        };
        let column = |heading: &String| known.columns.iter().copied().find(|it| it == heading);
        Ok(Self {
            columns: header.iter().map(column).collect(),
            table: known.name,
            name,
            notes: Vec::new(),
            is_workbook: false,
            is_of_an_office: false,
            folder: PathBuf::new(),
            mended: Mended::default(),
            rows: Box::new(Given {
                reader,
                header,
                size,
            }),
        })
    }
}

impl Rows for Given {
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        let line = self.reader.position().line();
        match self.reader.read_byte_record(cells) {
            Ok(true) => Ok(Some(cells.position().map_or(line, csv::Position::line))),
            Ok(false) => Ok(None),
            Err(error) => Err(Unreadable::Row(BadRow {
                line,
                cell: None,
                problem: error.to_string(),
            })),
        }
    }

    fn progress(&self) -> (u64, u64) {
        (self.reader.position().byte(), self.size)
    }

    fn header(&self) -> &[String] {
        &self.header
    }
}
