//! Rows that were rejected and written to a file of their own: mended there, and imported along
//! with the file they come from, they stand for the rows that they were.

use std::collections::HashMap;

use super::grid::Grid;
use super::paths::{Belonging, Found};
use super::{BadRow, Sheet, Unreadable};
use crate::error::{Result, count};
use crate::import::rejects::{FILE, LINE, ROW, mark};

/// The lines of a sheet that stand in another one, mended.
#[derive(Debug, Clone, Default)]
pub(super) struct Mended {
    /// The mark of what stood there, by the line.
    rows: HashMap<u64, String>,
    /// The sheet that they stand in now.
    by: String,
}

impl Mended {
    /// Whether a row that was read, or refused, is left for the one that stands mended elsewhere.
    ///
    /// # Errors
    /// If something else stands in its line than what was mended.
    pub(super) fn replaces(
        &self,
        line: u64,
        header: &[String],
        cells: &csv::ByteRecord,
    ) -> Result<bool, Unreadable> {
        match self.rows.get(&line) {
            None => Ok(false),
            Some(row) if *row == mark(header, cells) => Ok(true),
            Some(_) => Err(Unreadable::Row(BadRow {
                line,
                cell: None,
                problem: format!(
                    "the row is not the one that is mended in {}; the file was changed since. \
                     Import it anew, with --errors",
                    self.by
                ),
            })),
        }
    }

    /// Has it said of a sheet.
    fn note(&self) -> String {
        format!("{} mended in {}", count(self.rows.len(), "row"), self.by)
    }
}

/// Whether a grid holds rows that were rejected.
pub(super) fn holds_rejected(grid: &Grid) -> bool {
    [FILE, LINE, ROW]
        .iter()
        .all(|column| grid.header.iter().any(|heading| heading == column))
}

/// The sheet that the rejected rows of a grid come from; none if there are no rows any more.
///
/// # Errors
/// [`crate::Error::Io`].
pub(super) fn origin(grid: &Grid) -> Result<Option<String>> {
    let place = grid.header.iter().position(|heading| heading == FILE);
    let mut rows = grid.rows()?;
    let mut cells = csv::ByteRecord::new();
    loop {
        match rows.next(&mut cells) {
            Ok(None) => return Ok(None),
            Err(Unreadable::File(error)) => return Err(error),
            Ok(Some(_)) | Err(Unreadable::Row(_)) => {}
        }
        let name = place.and_then(|at| cells.get(at)).unwrap_or_default();
        if !name.is_empty() {
            return Ok(Some(String::from_utf8_lossy(name).into_owned()));
        }
    }
}

/// A grid of rows that were rejected, and the sheet that they come from.
pub(super) struct Rejected {
    pub(super) grid: Grid,
    pub(super) origin: String,
    pub(super) is_named: bool,
    pub(super) is_alone: bool,
}

/// Rows that were rejected belong to what the sheet belongs to that they come from, if it is there
/// too; returns those whose sheet is not.
pub(super) fn with_their_origin(mut rejected: Vec<Rejected>, found: &mut Found) -> Vec<Rejected> {
    let known = |origin: &str, found: &Found| {
        let its = found.grids.iter().find(|it| it.grid.name() == origin)?;
        Some((its.table, its.entry.clone()))
    };
    let next = |rejected: &[Rejected], found: &Found| {
        let mut all = rejected.iter().enumerate();
        all.find_map(|(at, it)| Some((at, known(&it.origin, found)?)))
    };
    while let Some((at, (table, entry))) = next(&rejected, found) {
        let grid = rejected.remove(at).grid;
        found.grids.push(Belonging { grid, table, entry });
    }
    rejected
}

/// By the names of sheets, what is mended of them.
#[derive(Debug, Default)]
pub(super) struct AllMended(HashMap<String, Mended>);

impl AllMended {
    /// Reads which rows the grids hold that were rejected. One that is not readable is left: it is
    /// refused when it is its turn.
    pub(super) fn among<'a>(grids: impl Iterator<Item = &'a Grid>) -> Result<Self> {
        let mut all = Self::default();
        for grid in grids {
            let place = |column| grid.header.iter().position(|heading| heading == column);
            if let (Some(file), Some(line), Some(row)) = (place(FILE), place(LINE), place(ROW)) {
                all.read(grid, [file, line, row])?;
            }
        }
        Ok(all)
    }

    fn read(&mut self, grid: &Grid, [file, line, row]: [usize; 3]) -> Result<()> {
        let mut rows = grid.rows()?;
        let mut cells = csv::ByteRecord::new();
        loop {
            match rows.next(&mut cells) {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(()),
                Err(Unreadable::Row(_)) => continue,
                Err(Unreadable::File(error)) => return Err(error),
            }
            let text = |at: usize| String::from_utf8_lossy(cells.get(at).unwrap_or_default());
            if let Ok(line) = text(line).trim().parse() {
                let mended = self.0.entry(text(file).into_owned()).or_default();
                mended.rows.insert(line, text(row).trim().to_owned());
                mended.by = grid.name();
            }
        }
    }

    /// Tells a sheet which of its rows stand elsewhere.
    pub(super) fn tell(&self, sheet: &mut Sheet) {
        if let Some(mended) = self.0.get(&sheet.name) {
            sheet.notes.push(mended.note());
            sheet.mended = mended.clone();
        }
    }
}
