//! The sources of an import: from paths to rows, whatever the format.
//!
//! A [`Sheet`] is one table's rows out of a file. Its header has been held against the names that the table's columns go by, so that
//! whoever reads the rows knows what every cell is taken for. Cells come as UTF-8 and as they were written: what a date or a yes is,
//! the records decide. Files are read as they are needed, a row at a time.

mod decoded;
mod delimited;
mod header;
mod input;
mod names;

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use header::Columns;
use input::Input;

/// What the user said about the files, beside their names.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The table that files belong to whose names say nothing.
    pub table: Option<String>,
    /// What separates cells, where it is not to be found out.
    pub delimiter: Option<u8>,
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
    /// The folder that relative paths in cells start from.
    pub folder: PathBuf,
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
        self.rows.next(cells)
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
pub fn open(paths: &[PathBuf], _stdin: &mut dyn Read, options: &Options) -> Result<Opened> {
    let mut opened = Opened::default();
    for path in paths {
        if path.is_dir() {
            open_folder(path, options, &mut opened)?;
        } else {
            open_file(path, options, &mut opened)?;
        }
    }
    Ok(opened)
}

fn open_folder(folder: &Path, options: &Options, opened: &mut Opened) -> Result<()> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Error::io(folder))? {
        paths.push(entry.map_err(Error::io(folder))?.path());
    }
    paths.sort();
    for path in paths {
        if path
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("csv"))
        {
            open_file(&path, options, opened)?;
        } else {
            opened.left.push(format!("`{}` was left", path.display()));
        }
    }
    Ok(())
}

fn open_file(path: &Path, options: &Options, opened: &mut Opened) -> Result<()> {
    let input = Input::file(path);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let table = names::table(options.table.as_deref().unwrap_or(&stem)).ok_or_else(|| {
        Error::refused(
            format!(
                "`{}` is named after no table; nothing was imported",
                input.name
            ),
            "give the table with --table",
        )
    })?;
    let (rows, notes) = delimited::open(&input, options.delimiter)?;
    let Columns { columns } =
        header::columns(&input.name, rows.header(), rows.header_line(), table)?;
    opened.sheets.push(Sheet {
        name: input.name,
        table: table.name,
        columns,
        notes,
        folder: input.folder,
        rows: Box::new(rows),
    });
    Ok(())
}
