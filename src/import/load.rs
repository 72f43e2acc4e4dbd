//! The rows of one table, from all the sheets that hold some: each is added, left or changed, or
//! refused.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::differences::{differing, recorded, shown, told_twice};
use super::refused::refused;
use super::rejects::{At, Rejects};
use super::row::{Beneath, Problem, Row};
use super::shapes::{Called, Shape, fingerprint};
use super::source::{Sheet, Unreadable};
use super::{Options, Watch};
use crate::domain::{Change, Code, Reference};
use crate::error::{Error, Kind, Result};
use crate::store::Writer;

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

/// What became of a row.
enum Placed {
    Added,
    Left,
    /// It says what an earlier row of the import says.
    Again,
    Changed(Vec<Change>),
}

/// Why a row was not placed.
enum Refusal {
    Row(Problem),
    Record(Error),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Row(problem)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Record(error)
    }
}

/// A row that waits for another of its table.
struct Held {
    at: At,
    cells: csv::ByteRecord,
}

struct Loading {
    counts: Counts,
    /// Where the row with each key stands that came first, by the key's hash.
    seen: HashMap<u64, At, RandomState>,
    hash: RandomState,
    /// Rows by the key they wait for, in small letters.
    waiting: HashMap<String, Vec<Held>>,
    unsettled: Vec<Reference>,
}

/// Reads every row and adds it, or finds it there; bad ones are rejected. A disk that fails or is
/// full is nobody's bad row and ends the import.
pub(super) fn load<S: Shape>(run: &mut Run<'_, '_>, sheets: &[usize]) -> Result<Loaded> {
    let mut loading = Loading {
        counts: Counts::default(),
        seen: HashMap::default(),
        hash: RandomState::default(),
        waiting: HashMap::new(),
        unsettled: Vec::new(),
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
                pace::<S>(run, number, rows)?;
            }
        }
        run.watch.at(&run.sheets[number], rows)
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
        let sheet = &run.sheets[at.sheet()];
        let row = row_of(sheet, cells);
        let problem = match self.place::<S>((run.writer, run.options), run.sheets, &row, at) {
            Ok(Placed::Added) => {
                self.counts.added += 1;
                return Ok(true);
            }
            Ok(Placed::Again) => return Ok(true),
            Ok(Placed::Left) => {
                self.counts.left += 1;
                return Ok(true);
            }
            Ok(Placed::Changed(changes)) => {
                self.counts.changed += 1;
                note::<S>(run, at, cells, &changes);
                return Ok(true);
            }
            Err(Refusal::Row(problem)) => problem,
            Err(Refusal::Record(error)) if !is_of_the_row(&error) => return Err(error),
            Err(Refusal::Record(error)) => {
                if may_wait && let Some(awaited) = awaited::<S>(&row, &error) {
                    let cells = cells.clone();
                    self.waiting
                        .entry(awaited)
                        .or_default()
                        .push(Held { at, cells });
                    return Ok(false);
                }
                if let Some(cause) = cause(run.rejects, &error) {
                    let called = S::called(&row);
                    run.rejects.follow_on(sheet, at, cells, called, cause)?;
                    return Ok(true);
                }
                let explained = match &error {
                    Error::NotFound { .. } if run.rejects.shows_next() => {
                        let again = run.writer.suggesting(|| {
                            self.place::<S>((run.writer, run.options), run.sheets, &row, at)
                        });
                        match again {
                            Err(Refusal::Record(error)) => error,
                            _ => error,
                        }
                    }
                    _ => error,
                };
                refused(&row, &explained)
            }
        };
        Self::reject::<S>(run, at, cells, &problem)?;
        Ok(true)
    }

    fn place<S: Shape>(
        &mut self,
        (writer, options): (&Writer<'_>, &Options),
        sheets: &[Sheet],
        row: &Row<'_>,
        at: At,
    ) -> std::result::Result<Placed, Refusal> {
        let names = names::<S>(writer, row)?;
        let row = &Row {
            beneath: Some(&names),
            ..*row
        };
        let record = S::read(row)?.completed(writer, row, None)?;
        let Some(old) = record.put(writer)? else {
            self.seen.insert(fingerprint(&record, &self.hash), at);
            self.unsettled.extend(record.moves().cloned());
            return Ok(Placed::Added);
        };
        let earlier = *self
            .seen
            .entry(fingerprint(&record, &self.hash))
            .or_insert(at);
        let differing = differing(writer, row, &old, &record);
        if differing.is_empty() {
            return Ok(if earlier == at {
                Placed::Left
            } else {
                Placed::Again
            });
        }
        if earlier != at {
            let place = earlier.named(&sheets[earlier.sheet()]);
            return Err(told_twice(&differing, &place).into());
        }
        if !options.update {
            return Err(recorded(&differing).into());
        }
        let beneath = Beneath::of(&old, |column| S::is_said(row, column)).under(&names);
        let over = Row {
            beneath: Some(&beneath),
            ..*row
        };
        let merged = S::read(&over)?.completed(writer, row, Some(&old))?;
        merged.replace(&old, writer)?;
        self.unsettled.extend(merged.moves().cloned());
        Ok(Placed::Changed(crate::domain::changes(&old, &merged)))
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

    /// What still waits when every row has been read: for a key that is nowhere, for a row that is
    /// not right, or, round in a circle, for one another.
    fn settle_waiting<S: Shape>(&mut self, run: &mut Run<'_, '_>) -> Result<()> {
        let own: std::collections::HashSet<String> = self
            .waiting
            .values()
            .flatten()
            .filter_map(|held| own_key::<S>(run, held.at, &held.cells))
            .collect();
        let mut open: Vec<String> = self
            .waiting
            .keys()
            .filter(|awaited| !own.contains(*awaited))
            .cloned()
            .collect();
        open.sort_unstable();
        while let Some(key) = open.pop() {
            for held in self.waiting.remove(&key).unwrap_or_default() {
                self.one::<S>(run, held.at, &held.cells, false)?;
                open.extend(own_key::<S>(run, held.at, &held.cells));
            }
        }
        let mut circle: Vec<Held> = self.waiting.drain().flat_map(|(_, held)| held).collect();
        circle.sort_unstable_by_key(|held| held.at);
        for held in circle {
            let row = row_of(&run.sheets[held.at.sheet()], &held.cells);
            let column = S::REFERS_TO_OWN.unwrap_or_default();
            let problem = Problem {
                cell: Some((column.into(), row.cell(column).to_owned())),
                message: "it leads round in a circle".into(),
            };
            Self::reject::<S>(run, held.at, &held.cells, &problem)?;
        }
        Ok(())
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

/// Tells how far it is, and which indexes are better filled at the end.
fn pace<S: Shape>(run: &mut Run<'_, '_>, sheet: usize, rows: u64) -> Result<()> {
    let (read, all) = run.sheets[sheet].progress();
    if rows == PACE || rows.is_multiple_of(10_000) {
        let expected = rows.saturating_mul(all.max(read)) / read.max(1);
        run.writer.expect_rows(S::TABLE, expected)?;
    }
    run.writer.added_rows(S::TABLE)?;
    run.watch.at(&run.sheets[sheet], rows)
}

/// Whether it is a row that is wrong, and not the disk, or the user's wish to stop.
fn is_of_the_row(error: &Error) -> bool {
    error.kind() == Kind::Data
}

/// The key of a row, in small letters.
fn own_key<S: Shape>(run: &Run<'_, '_>, at: At, cells: &csv::ByteRecord) -> Option<String> {
    S::called(&row_of(&run.sheets[at.sheet()], cells)).map(|called| called.key().to_owned())
}

/// The key of the same table that a row refers to, if that is what was not found.
fn awaited<S: Shape>(row: &Row<'_>, error: &Error) -> Option<String> {
    let Error::NotFound {
        what, key, within, ..
    } = error
    else {
        return None;
    };
    let wanted = Called::new(*what, key, within.clone());
    let column = S::REFERS_TO_OWN?;
    let is_it = row.cell(column).trim().eq_ignore_ascii_case(key)
        && S::called(row).is_some_and(|own| own.is_like(&wanted));
    is_it.then(|| wanted.key().to_owned())
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

/// The codes of what the row calls by names that are no codes.
fn names<S: Shape>(writer: &Writer<'_>, row: &Row<'_>) -> Result<Beneath> {
    let mut codes = Vec::new();
    for column in S::NAMED {
        let cell = row.cell(column).trim();
        if !cell.is_empty()
            && cell.parse::<Code>().is_err()
            && let Some(code) = S::by_name(writer, row, cell)?
        {
            codes.push((*column, code.to_string()));
        }
    }
    Ok(Beneath::new(codes))
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
