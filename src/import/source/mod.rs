//! The sources of an import: from paths to rows, whatever the format.
//!
//! A [`Sheet`] is one table's rows out of a file. Its header has been held against the names that the table's columns go by, so that
//! whoever reads the rows knows what every cell is taken for. Cells come as UTF-8 and as they were written: what a date or a yes is,
//! the records decide. Files are read as they are needed, a row at a time.
//!
//! `paths` finds the files, `grid` tells their format and reads headers, `names` and `mapping` know what headings mean, and `flat`
//! takes a spreadsheet with a line per answer apart into the tables that it is about.

mod ahead;
mod cell;
mod decoded;
mod delimited;
mod explain;
mod flat;
mod given;
mod grid;
mod header;
mod input;
mod mapping;
mod mended;
mod names;
mod objects;
mod paths;
mod workbook;

use std::io::Read;
use std::path::PathBuf;

use crate::error::{Error, Result};
use flat::{Places, Projected};
use grid::{Form, Grid, Plain};
use header::Taken;
use mended::{AllMended, Mended};
use names::Table;
use paths::{Belonging, Found};

pub use explain::{Explained, ExplainedColumn, ExplainedSheet, TakenFor, explain};
pub use mapping::Mapping;
pub use names::{TableNames, table_names};

/// What to do about a header that is not understood.
const HEADER_HINT: &str = "name the columns so, or run the command with --explain, which drafts a mapping that says what they are";

/// The name of the spreadsheet whose lines are about several tables.
pub(super) const FLAT: &str = flat::TABLE.name;

/// What the user said about the files, beside their names.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The table that files belong to whose names say nothing.
    pub table: Option<String>,
    /// What separates cells, where it is not to be found out.
    pub delimiter: Option<u8>,
    /// The name of the encoding of CSV files, where it is not to be found out.
    pub encoding: Option<String>,
    /// What the columns of foreign spreadsheets are.
    pub mapping: Mapping,
}

/// One table's rows out of a file.
pub struct Sheet {
    /// As it is named in messages: `svar.csv`, `runder.xlsx [Svar]`.
    pub name: String,
    /// The table of the record whose rows it holds.
    pub table: &'static str,
    /// The record's own column for each cell of a row; none for a cell that is not taken. There may be more of them than the header
    /// has: constants come behind the cells of the file.
    pub columns: Vec<Option<&'static str>>,
    /// What was found out and should be said: `Windows-1252`, `semicolons`.
    pub notes: Vec<String>,
    /// Whether it is a sheet of a workbook.
    pub is_workbook: bool,
    /// Whether an office program wrote it, which will open its rows when they are to be mended.
    pub is_of_an_office: bool,
    /// The folder that relative paths in cells start from.
    pub folder: PathBuf,
    /// The rows that are left, because they stand mended in another sheet.
    mended: Mended,
    rows: Box<dyn Rows>,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet")
            .field("name", &self.name)
            .field("table", &self.table)
            .field("columns", &self.columns)
            .field("notes", &self.notes)
            .finish_non_exhaustive()
    }
}

impl Sheet {
    /// Reads the next row into `cells` and returns its line, or row number as the spreadsheet shows it; none at the end.
    ///
    /// # Errors
    /// [`Unreadable::Row`] for a row that is no row of this sheet: `cells` holds what there is of it, and the next call goes on behind
    /// it. [`Unreadable::File`] if the file cannot be read on.
    pub fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        loop {
            let read = self.rows.next(cells);
            let line = match &read {
                Ok(Some(line)) => *line,
                Err(Unreadable::Row(bad)) => bad.line,
                Ok(None) | Err(Unreadable::File(_)) => return read,
            };
            if !self.mended.replaces(line, self.rows.header(), cells)? {
                return read;
            }
        }
    }

    /// How much has been read, and how much there is: bytes, or rows where a format knows only those.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        self.rows.progress()
    }

    /// The header as the user wrote it, to write it back beside rejected rows.
    #[must_use]
    pub fn header(&self) -> &[String] {
        self.rows.header()
    }
}

/// The rows of a sheet.
pub trait Rows: Send {
    /// See [`Sheet::next`].
    ///
    /// # Errors
    /// See [`Sheet::next`].
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable>;
    /// See [`Sheet::progress`].
    fn progress(&self) -> (u64, u64);
    /// See [`Sheet::header`].
    fn header(&self) -> &[String];
}

/// Why a row could not be read.
#[derive(Debug)]
pub enum Unreadable {
    /// This row is refused.
    Row(BadRow),
    /// The disk failed, or the file changed while it was read.
    File(Error),
}

/// A row that is no row of its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Its line or row number.
    pub line: u64,
    /// The heading of the cell that is wrong and what stands in it; none if it is the row as a whole.
    pub cell: Option<(String, String)>,
    /// What is wrong.
    pub problem: String,
}

/// What was found under the paths.
#[derive(Debug, Default)]
pub struct Opened {
    /// The sheets, in the order of the paths, and within a folder by name. Several may hold rows of one table.
    pub sheets: Vec<Sheet>,
    /// Files and sheets that were left, a sentence each.
    pub left: Vec<String>,
}

/// Opens everything under the paths; `-` among them is `stdin`.
///
/// # Errors
/// [`Error::Io`] if a file cannot be read; [`Error::Refused`] if one belongs to no table, or there is none; [`Error::Rows`] if a
/// header is wrong.
pub fn open(paths: &[PathBuf], stdin: &mut dyn Read, options: &Options) -> Result<Opened> {
    let Found { grids, left } = paths::find(paths, stdin, options)?;
    let mut opened = Opened {
        sheets: Vec::new(),
        left,
    };
    let mended = AllMended::among(grids.iter().map(|it| &it.grid))?;
    let mut problems = Vec::new();
    for Belonging { grid, table, entry } in grids {
        let taken = header::take(&grid.header, table, entry.as_ref());
        let missing = header::missing(&taken, table, entry.as_ref());
        let wrong = header::problems(&grid.header, &taken, &missing, table);
        let place = format!("{}:{}", grid.name(), grid.header_line);
        problems.extend(
            wrong
                .into_iter()
                .map(|problem| format!("{place}: {problem}")),
        );
        problems.extend(entry.iter().flat_map(|it| it.absent(&grid.header)));
        let constants = entry.map_or(Vec::new(), |it| it.constants);
        for (constant, _) in &constants {
            if taken.contains(&Taken::Column(constant)) {
                problems.push(format!("{place}: {constant}: ``: the mapping gives it a constant, and the sheet has the column"));
            }
        }
        opened
            .sheets
            .extend(sheets(&grid, table.table, &taken, constants));
    }
    match problems.len() {
        0 if opened.sheets.is_empty() => Err(paths::nothing(&opened.left)),
        0 => {
            for sheet in &mut opened.sheets {
                mended.tell(sheet);
            }
            Ok(opened)
        }
        total => Err(Error::Rows {
            total,
            follow_ons: 0,
            reported: problems,
            hint: HEADER_HINT,
        }),
    }
}

/// The sheets that a grid is: one, or one for each table that the lines of a spreadsheet are about.
fn sheets(
    grid: &Grid,
    table: &'static Table,
    taken: &[Taken],
    constants: Vec<(&'static str, String)>,
) -> Vec<Sheet> {
    let places = Places::new(taken, &constants);
    let (names, values): (Vec<&'static str>, Vec<String>) = constants.into_iter().unzip();
    let sheet = |table, columns, rows| Sheet {
        name: grid.name(),
        table,
        columns,
        notes: grid.notes.clone(),
        is_workbook: matches!(grid.form, Form::Workbook(..)),
        is_of_an_office: grid.form.is_of_an_office(),
        folder: grid.input.folder.clone(),
        mended: Mended::default(),
        rows,
    };
    if table.name != flat::TABLE.name {
        let column = |taken: &Taken| match taken {
            Taken::Column(column) => Some(*column),
            _ => None,
        };
        let columns = taken
            .iter()
            .map(column)
            .chain(names.into_iter().map(Some))
            .collect();
        return vec![sheet(
            table.name,
            columns,
            Box::new(Plain::new(grid.clone(), values)),
        )];
    }
    let width = taken.len() + names.len();
    let parts = flat::PARTS.iter().filter(|part| part.is_in(&places));
    parts
        .map(|part| {
            let rows = Projected::new(part, grid.clone(), values.clone(), places.clone());
            sheet(part.table, part.columns(width, &places), Box::new(rows))
        })
        .collect()
}

#[cfg(test)]
mod tests;
