//! The rows that are not right: counted, the first of them described, all of them written back
//! on request, and remembered by what others call them, so that rows which refer to them are not
//! taken for mistakes of their own.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::hash::BuildHasher;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use foldhash::fast::RandomState;
use sha2::{Digest, Sha256};

use super::row::Problem;
use super::shapes::Called;
use super::source::{FLAT, Sheet};
use crate::error::{Error, Result};

/// The columns that stand behind those of a rejected row: where it stood, and what is wrong.
pub(super) const BESIDE: [&str; 4] = [FILE, LINE, ROW, "tenday_problem"];
/// The file or sheet as messages name it.
pub(super) const FILE: &str = "tenday_file";
/// Its line in it.
pub(super) const LINE: &str = "tenday_line";

/// What stood there, as [`mark`] marks it.
pub(super) const ROW: &str = "tenday_row";

/// What to do about rows that are not right.
pub(super) const HINT: &str = "mend the rows and run the same command again";

/// Where a row stands: the number of its sheet and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    sheet: u16,
    line: u32,
}

impl At {
    pub(super) fn new(sheet: usize, line: u64) -> Self {
        Self {
            sheet: u16::try_from(sheet).unwrap_or(u16::MAX),
            line: u32::try_from(line).unwrap_or(u32::MAX),
        }
    }

    pub(super) fn sheet(self) -> usize {
        self.sheet.into()
    }

    /// The row as messages name it: `svar.csv:7`.
    pub(super) fn named(self, sheet: &Sheet) -> String {
        format!("{}:{}", sheet.name, self.line)
    }
}

/// The rejected rows of an import.
pub(super) struct Rejects {
    most: usize,
    shown: Vec<(At, String)>,
    total: usize,
    follow_ons: usize,
    /// By the hash of what others call it, where a rejected row stands.
    known: HashMap<u64, At>,
    /// The hashes of what was said of lines that are about several tables: a cell that cannot be
    /// read is met again in each.
    said: HashSet<u64>,
    hash: RandomState,
    written: Option<Written>,
}

impl Rejects {
    /// Describes at most `most` rows, and writes all of them to `file`.
    ///
    /// # Errors
    /// [`Error::Refused`] if something stands in the place of the file.
    pub(super) fn new(most: usize, file: Option<PathBuf>, sheets: &[Sheet]) -> Result<Self> {
        Ok(Self {
            most,
            shown: Vec::new(),
            total: 0,
            follow_ons: 0,
            known: HashMap::new(),
            said: HashSet::new(),
            hash: RandomState::default(),
            written: file.map(|path| Written::new(path, sheets)).transpose()?,
        })
    }

    /// Whether the next bad row will be described.
    pub(super) fn shows_next(&self) -> bool {
        self.shown.len() < self.most
    }

    /// Whether every row was right.
    pub(super) fn is_empty(&self) -> bool {
        self.total == 0 && self.follow_ons == 0
    }

    /// The rejected row that is called so.
    pub(super) fn find(&self, called: &Called) -> Option<At> {
        self.known.get(&self.hash.hash_one(called)).copied()
    }

    /// Takes in a row that is not right.
    pub(super) fn reject(
        &mut self,
        sheet: &Sheet,
        at: At,
        cells: &csv::ByteRecord,
        called: Option<Called>,
        problem: &Problem,
    ) -> Result<()> {
        if let Some(called) = called {
            self.known.insert(self.hash.hash_one(called), at);
        }
        let told = format!("{}: {problem}", at.named(sheet));
        if !self.said.insert(self.hash.hash_one(&told)) {
            return Ok(());
        }
        self.total += 1;
        if self.shows_next() {
            self.shown.push((at, told));
        }
        match &mut self.written {
            Some(written) => written.row(sheet, at, cells, &problem.to_string()),
            None => Ok(()),
        }
    }

    /// Takes in a row that refers to one which is not right.
    pub(super) fn follow_on(
        &mut self,
        sheet: &Sheet,
        at: At,
        cells: &csv::ByteRecord,
        called: Option<Called>,
        cause: At,
    ) -> Result<()> {
        self.follow_ons += 1;
        if let Some(called) = called {
            self.known
                .entry(self.hash.hash_one(called))
                .or_insert(cause);
        }
        match &mut self.written {
            Some(written) => {
                let problem = format!(
                    "it refers to the row in line {}, which is not right",
                    cause.line
                );
                written.row(sheet, at, cells, &problem)
            }
            None => Ok(()),
        }
    }

    /// What is wrong, as an error.
    pub(super) fn into_error(mut self) -> Result<Error> {
        // Rows that waited for others were found out last.
        let order: Vec<u16> = self.shown.iter().map(|(at, _)| at.sheet).collect();
        let place = |at: &At| order.iter().position(|sheet| *sheet == at.sheet);
        self.shown.sort_by_key(|(at, _)| (place(at), at.line));
        if let Some(written) = self.written {
            written.finish()?;
        }
        Ok(Error::Rows {
            total: self.total,
            follow_ons: self.follow_ons,
            reported: self.shown.into_iter().map(|(_, told)| told).collect(),
            hint: HINT,
        })
    }
}

/// Rejected rows as CSV: with the header and the cells that they had, and behind them [`BESIDE`].
struct Written {
    path: PathBuf,
    /// Whether the path is a folder, with a file for each that was read.
    is_folder: bool,
    /// By the names of what was read, what is written of it.
    files: HashMap<String, Rejected>,
    /// The names of spreadsheets whose lines hold rows of several tables.
    mixed: HashSet<String>,
}

/// Rows of one file or sheet of a workbook.
struct Rejected {
    path: PathBuf,
    csv: csv::Writer<BufWriter<File>>,
    /// The lines that stand in it.
    lines: HashSet<u32>,
}

impl Written {
    fn new(path: PathBuf, sheets: &[Sheet]) -> Result<Self> {
        let mut names = HashSet::new();
        let again = sheets.iter().filter(|it| !names.insert(it.name.as_str()));
        let mixed: HashSet<String> = again.map(|it| it.name.clone()).collect();
        let read = names.len();
        let is_file = path
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("csv"));
        if is_file && read > 1 {
            return Err(Error::refused(
                format!(
                    "the rows of {read} files do not fit into one, `{}`",
                    path.display()
                ),
                "name a folder: it gets a file for each",
            ));
        }
        if std::fs::symlink_metadata(&path).is_ok() {
            return Err(Error::refused(
                format!("`{}` exists already; it was not touched", path.display()),
                "choose another name for the rows that are not right",
            ));
        }
        Ok(Self {
            path,
            is_folder: !is_file,
            mixed,
            files: HashMap::new(),
        })
    }

    fn row(&mut self, sheet: &Sheet, at: At, cells: &csv::ByteRecord, problem: &str) -> Result<()> {
        if !self.files.contains_key(&sheet.name) {
            let begun = self.begin(sheet)?;
            self.files.insert(sheet.name.clone(), begun);
        }
        let Some(copy) = self.files.get_mut(&sheet.name) else {
            return Ok(());
        };
        if !copy.lines.insert(at.line) {
            return Ok(());
        }
        let mut row = csv::ByteRecord::new();
        for (place, _) in own(sheet) {
            row.push_field(cells.get(place).unwrap_or_default());
        }
        row.push_field(sheet.name.as_bytes());
        row.push_field(at.line.to_string().as_bytes());
        row.push_field(mark(sheet.header(), cells).as_bytes());
        row.push_field(problem.as_bytes());
        let written = copy.csv.write_byte_record(&row);
        written.map_err(|e| failed(&copy.path, e))
    }

    fn begin(&self, sheet: &Sheet) -> Result<Rejected> {
        let path = if self.is_folder {
            std::fs::create_dir_all(&self.path).map_err(Error::io(&self.path))?;
            self.free_name(if self.mixed.contains(&sheet.name) {
                FLAT
            } else {
                sheet.table
            })
        } else {
            self.path.clone()
        };
        let mut file = File::create_new(&path).map_err(Error::io(&path))?;
        if sheet.is_of_an_office {
            file.write_all(BYTE_ORDER_MARK).map_err(Error::io(&path))?;
        }
        let mut csv = csv::WriterBuilder::new()
            .delimiter(delimiter(sheet))
            .from_writer(BufWriter::new(file));
        let header = own(sheet).map(|(_, heading)| heading).chain(BESIDE);
        csv.write_record(header).map_err(|e| failed(&path, e))?;
        Ok(Rejected {
            path,
            csv,
            lines: HashSet::new(),
        })
    }

    /// A file named after a table: `answer.csv`, and of a second file `answer-2.csv`.
    fn free_name(&self, table: &str) -> PathBuf {
        let taken = |path: &PathBuf| self.files.values().any(|copy| copy.path == *path);
        let first = self.path.join(format!("{table}.csv"));
        let later = (2..).map(|n| self.path.join(format!("{table}-{n}.csv")));
        std::iter::once(first.clone())
            .chain(later)
            .find(|path| !taken(path))
            .unwrap_or(first)
    }

    fn finish(self) -> Result<()> {
        for mut copy in self.files.into_values() {
            copy.csv.flush().map_err(Error::io(&copy.path))?;
        }
        Ok(())
    }
}

/// Tells a row from others: by it a row is known again when it comes back mended.
pub(super) fn mark(header: &[String], cells: &csv::ByteRecord) -> String {
    let mut hash = Sha256::new();
    for place in 0..header.len() {
        hash.update(cells.get(place).unwrap_or_default());
        hash.update([0x1f]);
    }
    let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
    // The letter keeps office programs from taking it for a number.
    format!("r{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// The headings of a sheet with their places, without those of rows that were rejected before.
fn own(sheet: &Sheet) -> impl Iterator<Item = (usize, &str)> {
    let headings = sheet.header().iter().map(String::as_str).enumerate();
    headings.filter(|(_, heading)| !BESIDE.contains(heading))
}

/// Without it Excel takes UTF-8 for Windows-1252, and saves what it makes of it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What separates the cells of the sheet, so that the program which wrote it opens its rows too; to
/// those of a workbook, what Danish programs want.
fn delimiter(sheet: &Sheet) -> u8 {
    if sheet.is_workbook || sheet.notes.iter().any(|note| note == "semicolons") {
        b';'
    } else {
        b','
    }
}

fn failed(path: &std::path::Path, error: csv::Error) -> Error {
    let told = format!("{}: {error}", path.display());
    match error.into_kind() {
        csv::ErrorKind::Io(source) => Error::io(path)(source),
        _ => Error::refused(told, "choose another place"),
    }
}
