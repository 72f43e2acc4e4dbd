//! Many rows in at once: the seed, folders, spreadsheets.
//!
//! A [`source`] gives sheets, each with rows of one table by natural keys. An import is all or
//! nothing: every row is read, checked and added inside the caller's transaction by the same
//! functions that add a single one, every bad row is reported with its file, line, column and
//! value, and if there is one, nothing is kept.

mod differences;
mod documents;
mod load;
mod refused;
mod rejects;
#[cfg(test)]
mod round_trip;
mod row;
mod seed;
mod shapes;
pub mod source;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::{ClosedDay, DeadlineRule, Inquiry, Record, Reference, Traffic};
use crate::error::{Error, Result};
use crate::store::bulk::{self, Kept, Manner};
use crate::store::deadlines::{self, Move};
use crate::store::{Writer, traffic};

pub use documents::Listed;
pub use load::Counts;
use load::Run;
use rejects::Rejects;
use source::Sheet;

/// What the user wants of an import.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether what is recorded otherwise is replaced.
    pub update: bool,
    /// Whether everything will be undone again.
    pub rehearsal: bool,
    /// The most bad rows, and the most changed ones, that are described.
    pub most_shown: usize,
    /// Where rows that are not right are written: a file, or for several sheets a folder.
    pub rejects: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            update: false,
            rehearsal: false,
            most_shown: 20,
            rejects: None,
        }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress<'a> {
    /// Rows of a sheet were read.
    Rows {
        /// The sheet.
        sheet: &'a str,
        /// Its rows that were read.
        rows: u64,
        /// How much was read of all sheets, in bytes.
        read: u64,
        /// How much there is to be read, in bytes.
        all: u64,
    },
    /// All rows are in; what is left is filling the full-text indexes and writing the file.
    Finishing,
}

/// Who is told how far an import is.
type Listener<'a> = Box<dyn FnMut(Progress<'_>) + 'a>;

/// What an import is watched with.
pub struct Watch<'a> {
    /// Set to stop it.
    pub stop: Arc<AtomicBool>,
    listener: Listener<'a>,
    /// What was read of the sheets that are done, and what there is in all.
    before: u64,
    all: u64,
}

impl Default for Watch<'_> {
    fn default() -> Self {
        Self::new(Arc::default(), |_| ())
    }
}

impl<'a> Watch<'a> {
    /// Tells `listener` how far it is, until `stop` is set.
    #[must_use]
    pub fn new(stop: Arc<AtomicBool>, listener: impl FnMut(Progress<'_>) + 'a) -> Self {
        Self {
            stop,
            listener: Box::new(listener),
            before: 0,
            all: 0,
        }
    }

    fn at(&mut self, sheet: &Sheet, rows: u64) -> Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Error::Interrupted);
        }
        (self.listener)(Progress::Rows {
            sheet: &sheet.name,
            rows,
            read: self.before + sheet.progress().0,
            all: self.all,
        });
        Ok(())
    }
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What became of the rows of each table, in the order in which they were added.
    pub tables: Vec<(&'static str, Counts)>,
    /// The first rows that were changed: the key, and of each column what it said and says now.
    pub changes: Vec<String>,
    /// Due dates that moved because of closed days, rules, extensions or pauses among the rows.
    pub moves: Vec<Move>,
}

impl Outcome {
    /// How many rows were added, changed and left, of all tables.
    #[must_use]
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for (_, counts) in &self.tables {
            total.added += counts.added;
            total.changed += counts.changed;
            total.left += counts.left;
        }
        total
    }
}

/// The tables that can be imported, in an order in which each refers only to those before it.
pub fn tables() -> impl Iterator<Item = &'static str> {
    shapes::TABLES.iter().map(|(table, _)| *table)
}

/// Imports sheets, whatever their order.
///
/// # Errors
/// [`Error::Rows`] for bad rows; [`Error::Interrupted`]; [`Error::Refused`] if the rejected rows
/// cannot be written where they should; [`Error::Io`], [`Error::Sqlite`]. Whoever gets an error has
/// to undo the transaction.
pub fn import(
    writer: &Writer<'_>,
    mut sheets: Vec<Sheet>,
    options: &Options,
    watch: &mut Watch<'_>,
) -> Result<Outcome> {
    let mut rejects = Rejects::new(options.most_shown, options.rejects.clone(), &sheets)?;
    watch.all = sheets.iter().map(|sheet| sheet.progress().1).sum();
    let manner = if options.update || options.rehearsal {
        Manner::Changing
    } else {
        Manner::Adding(watch.stop.clone())
    };
    bulk::load(writer, manner, |writer| {
        let outcome = rows(writer, &mut sheets, options, &mut rejects, watch)?;
        if !rejects.is_empty() {
            return Err(rejects.into_error()?);
        }
        (watch.listener)(Progress::Finishing);
        let kept = if options.rehearsal {
            Kept::No
        } else {
            Kept::Yes
        };
        Ok((outcome, kept))
    })
}

fn rows(
    writer: &Writer<'_>,
    sheets: &mut [Sheet],
    options: &Options,
    rejects: &mut Rejects,
    watch: &mut Watch<'_>,
) -> Result<Outcome> {
    let dates_are_stated = sheets.iter().any(|sheet| {
        sheet.table == Inquiry::TABLE && sheet.columns.contains(&Some("original_due_on"))
    });
    let mut outcome = Outcome::default();
    for (table, load) in shapes::TABLES {
        let of_table: Vec<usize> = (0..sheets.len())
            .filter(|at| sheets[*at].table == *table)
            .collect();
        if of_table.is_empty() {
            continue;
        }
        let loaded = load(
            &mut Run {
                writer,
                options,
                sheets: &mut *sheets,
                rejects: &mut *rejects,
                watch: &mut *watch,
                changes: &mut outcome.changes,
            },
            &of_table,
        )?;
        watch.before += of_table
            .iter()
            .map(|at| sheets[*at].progress().1)
            .sum::<u64>();
        let counts = loaded.counts;
        outcome.tables.push((table, counts));
        if !dates_are_stated && counts.added + counts.changed > 0 {
            outcome
                .moves
                .extend(settle(writer, table, &loaded.unsettled)?);
        }
    }
    Ok(outcome)
}

/// Moves the due dates that follow from rows of a table, where the rows do not state them.
fn settle(writer: &Writer<'_>, table: &str, unsettled: &[Reference]) -> Result<Vec<Move>> {
    if table == ClosedDay::TABLE || table == DeadlineRule::TABLE {
        return deadlines::settle_all(writer, None);
    }
    let mut moves = Vec::new();
    for reference in unsettled {
        moves.extend(deadlines::settled(writer, reference)?);
    }
    Ok(moves)
}

/// Imports the seed: the round of 2018.
///
/// # Errors
/// [`Error::Rows`].
pub fn seed(writer: &Writer<'_>) -> Result<Outcome> {
    given(writer, |_| true)
}

/// Imports what every new database begins with: the deadline rules.
///
/// # Errors
/// [`Error::Rows`].
pub fn deadline_rules(writer: &Writer<'_>) -> Result<Outcome> {
    given(writer, |table| table == DeadlineRule::TABLE)
}

fn given(writer: &Writer<'_>, wanted: impl Fn(&str) -> bool) -> Result<Outcome> {
    let files = seed::FILES.iter().filter(|(table, _)| wanted(table));
    let sheets = files
        .map(|(table, text)| {
            let name = format!("seed/{table}.csv");
            Sheet::given(name, table, text.as_bytes().to_vec())
        })
        .collect::<Result<_>>()?;
    import(writer, sheets, &Options::default(), &mut Watch::default())
}

/// Imports everything in a folder.
///
/// # Errors
/// As [`source::open`] and [`import`].
pub fn folder(writer: &Writer<'_>, folder: &Path) -> Result<Outcome> {
    let opened = source::open(
        &[folder.to_owned()],
        &mut std::io::empty(),
        &source::Options::default(),
    )?;
    import(
        writer,
        opened.sheets,
        &Options::default(),
        &mut Watch::default(),
    )
}

/// Imports a count week in place of the one before.
///
/// # Errors
/// As [`source::open`] and [`import`].
pub fn count_week(writer: &Writer<'_>, path: &Path) -> Result<Outcome> {
    let options = source::Options {
        table: Some(Traffic::TABLE.to_owned()),
        ..source::Options::default()
    };
    let opened = source::open(&[path.to_owned()], &mut std::io::empty(), &options)?;
    traffic::clear(writer)?;
    import(
        writer,
        opened.sheets,
        &Options::default(),
        &mut Watch::default(),
    )
}
