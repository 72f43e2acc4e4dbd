//! The rows of one table, from all the sheets that hold some: each is added, left or changed, or
//! refused.

mod names;
mod place;
mod seen;
mod waiting;

use std::collections::HashMap;

use super::differences::shown;
use super::refused::refused;
use super::rejects::{At, Rejects};
use super::row::{Problem, Row};
use super::shapes::{Called, Shape};
use super::source::{Sheet, Unreadable};
use super::{Options, Watch};
use crate::domain::{Change, Reference};
use crate::error::{Error, Kind, Result};
use crate::store::Writer;

use names::Names;
use place::{Placed, Refusal};
use seen::Seen;
use waiting::{Held, awaited, own_key};

/// After how many rows the user is told how far it is, and asked whether to go on.
const PACE: u64 = 200;

/// What the loading of a table works with.
pub(super) struct Run<'a, 'w> {
    pub(super) writer: &'a Writer<'a>,
    pub(super) options: &'a Options,
    /// Every sheet of the import.
    pub(super) sheets: &'a mut [Sheet],
    pub(super) rejects: &'a mut Rejects,
    pub(super) watch: &'a mut Watch<'w>,
    /// The first rows that were changed, as they are shown.
    pub(super) changes: &'a mut Vec<String>,
}

/// What became of the rows of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that were added.
    pub added: usize,
    /// Rows that were there and said something else.
    pub changed: usize,
    /// Rows that were there as they are.
    pub left: usize,
}

/// What the rows of a table led to.
pub(super) struct Loaded {
    pub(super) counts: Counts,
    /// Inquiries whose due dates may move with what was added.
    pub(super) unsettled: Vec<Reference>,
}

/// Loads the rows of the sheets with these numbers.
pub(super) type Load = fn(&mut Run<'_, '_>, &[usize]) -> Result<Loaded>;

struct Loading {
    counts: Counts,
    seen: Seen,
    /// Rows by the key they wait for, in small letters.
    waiting: HashMap<String, Vec<Held>>,
    unsettled: Vec<Reference>,
    names: Names,
}

/// Reads every row and adds it, or finds it there; bad ones are rejected. A disk that fails or is
/// full is nobody's bad row and ends the import.
pub(super) fn load<S: Shape>(run: &mut Run<'_, '_>, sheets: &[usize]) -> Result<Loaded> {
    let mut loading = Loading {
        counts: Counts::default(),
        seen: Seen::default(),
        waiting: HashMap::new(),
        unsettled: Vec::new(),
        names: Names::default(),
    };
    for &sheet in sheets {
        loading.sheet::<S>(run, sheet)?;
    }
    loading.settle_waiting::<S>(run)?;
    Ok(Loaded {
        counts: loading.counts,
        unsettled: loading.unsettled,
    })
}

impl Loading {
    fn sheet<S: Shape>(&mut self, run: &mut Run<'_, '_>, number: usize) -> Result<()> {
        let mut cells = csv::ByteRecord::new();
        let mut rows = 0;
        loop {
            let line = match run.sheets[number].next(&mut cells) {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(Unreadable::File(error)) => return Err(error),
                Err(Unreadable::Row(bad)) => {
                    let problem = Problem {
                        cell: bad.cell.map(|(column, value)| (column.into(), value)),
                        message: bad.problem,
                    };
                    let at = At::new(number, bad.line);
                    Self::reject::<S>(run, at, &cells, &problem)?;
                    continue;
                }
            };
            self.row::<S>(run, At::new(number, line), &cells)?;
            rows += 1;
            if rows % PACE == 0 {
                Self::pace::<S>(run, number, rows)?;
            }
        }
        run.watch.at(&run.sheets[number], rows)
    }

    /// Tells how far it is, and which indexes are better filled at the end.
    fn pace<S: Shape>(run: &mut Run<'_, '_>, sheet: usize, rows: u64) -> Result<()> {
        if rows == PACE || rows.is_multiple_of(10_000) {
            let (read, all) = run.sheets[sheet].progress();
            let expected = rows.saturating_mul(all.max(read)) / read.max(1);
            run.writer.expect_rows(S::TABLE, expected)?;
        }
        run.writer.added_rows(S::TABLE)?;
        run.watch.at(&run.sheets[sheet], rows)
    }

    /// Places a row, and every row that waited for it.
    fn row<S: Shape>(
        &mut self,
        run: &mut Run<'_, '_>,
        at: At,
        cells: &csv::ByteRecord,
    ) -> Result<()> {
        let is_settled = self.one::<S>(run, at, cells, true)?;
        if self.waiting.is_empty() || !is_settled {
            return Ok(());
        }
        let mut settled = own_key::<S>(run, at, cells).into_iter().collect::<Vec<_>>();
        while let Some(key) = settled.pop() {
            for held in self.waiting.remove(&key).unwrap_or_default() {
                if self.one::<S>(run, held.at, &held.cells, true)? {
                    settled.extend(own_key::<S>(run, held.at, &held.cells));
                }
            }
        }
        Ok(())
    }

    /// Places one row, or says what is wrong with it; where it `may_wait`, a row that refers to
    /// none that is there yet is kept for later. Returns whether it was settled.
    fn one<S: Shape>(
        &mut self,
        run: &mut Run<'_, '_>,
        at: At,
        cells: &csv::ByteRecord,
        may_wait: bool,
    ) -> Result<bool> {
        let row = row_of(&run.sheets[at.sheet()], cells);
        match self.place::<S>((run.writer, run.options), run.sheets, &row, at) {
            Ok(Placed::Added) => self.counts.added += 1,
            Ok(Placed::Left) => self.counts.left += 1,
            Ok(Placed::Again) => {}
            Ok(Placed::Changed(changes)) => {
                self.counts.changed += 1;
                note::<S>(run, at, cells, &changes);
            }
            Err(Refusal::Row(problem)) => Self::reject::<S>(run, at, cells, &problem)?,
            Err(Refusal::Record(error)) if !is_of_the_row(&error) => return Err(error),
            Err(Refusal::Record(error)) => {
                if may_wait && let Some(awaited) = awaited::<S>(&row, &error) {
                    let cells = cells.clone();
                    let waiting = self.waiting.entry(awaited).or_default();
                    waiting.push(Held { at, cells });
                    return Ok(false);
                }
                self.refuse::<S>(run, at, cells, error)?;
            }
        }
        Ok(true)
    }

    /// Rejects a row that the record refused; one that refers to a rejected row is not rejected for
    /// a mistake of its own.
    fn refuse<S: Shape>(
        &mut self,
        run: &mut Run<'_, '_>,
        at: At,
        cells: &csv::ByteRecord,
        error: Error,
    ) -> Result<()> {
        let sheet = &run.sheets[at.sheet()];
        let row = row_of(sheet, cells);
        if let Some(cause) = cause(run.rejects, &error) {
            let called = S::called(&row);
            return run.rejects.follow_on(sheet, at, cells, called, cause);
        }
        let mut told = error;
        if matches!(told, Error::NotFound { .. }) && run.rejects.shows_next() {
            let again = run
                .writer
                .suggesting(|| self.place::<S>((run.writer, run.options), run.sheets, &row, at));
            if let Err(Refusal::Record(error)) = again {
                told = error;
            }
        }
        Self::reject::<S>(run, at, cells, &refused(&row, &told))
    }

    fn reject<S: Shape>(
        run: &mut Run<'_, '_>,
        at: At,
        cells: &csv::ByteRecord,
        problem: &Problem,
    ) -> Result<()> {
        let sheet = &run.sheets[at.sheet()];
        let called = S::called(&row_of(sheet, cells));
        run.rejects.reject(sheet, at, cells, called, problem)?;
        run.writer.keep_nothing(S::TABLE)
    }
}

fn row_of<'a>(sheet: &'a Sheet, cells: &'a csv::ByteRecord) -> Row<'a> {
    Row {
        columns: &sheet.columns,
        cells,
        beneath: None,
        folder: &sheet.folder,
    }
}

/// Whether it is a row that is wrong, and not the disk, or the user's wish to stop.
fn is_of_the_row(error: &Error) -> bool {
    error.kind() == Kind::Data
}

/// The rejected row that an error comes from.
fn cause(rejects: &Rejects, error: &Error) -> Option<At> {
    match error {
        Error::NotFound {
            what, key, within, ..
        } => rejects.find(&Called::new(*what, key, within.clone())),
        _ => None,
    }
}

/// Keeps what is shown of a row that was changed.
fn note<S: Shape>(run: &mut Run<'_, '_>, at: At, cells: &csv::ByteRecord, changes: &[Change]) {
    if run.changes.len() >= run.options.most_shown {
        return;
    }
    let sheet = &run.sheets[at.sheet()];
    let row = row_of(sheet, cells);
    let key: Vec<&str> = S::COLUMNS[..S::KEY]
        .iter()
        .map(|column| row.cell(column).trim())
        .filter(|cell| !cell.is_empty())
        .collect();
    let changes: Vec<String> = changes
        .iter()
        .map(|it| format!("{}: {} → {}", it.column, shown(&it.old), shown(&it.new)))
        .collect();
    run.changes.push(format!(
        "{} {}: {}",
        S::TABLE,
        key.join(" "),
        changes.join("; ")
    ));
}
