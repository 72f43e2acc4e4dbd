//! What an import would take every column for, and the mapping that would say the same.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;
use std::path::PathBuf;

use super::grid::{Form, Grid, Plain};
use super::header::{self, Taken};
use super::mapping::{Draft, DraftEntry, Entry};
use super::names::{self, Known};
use super::{Options, Rows, Unreadable, paths};
use crate::error::Result;

/// How many values of a column are shown, and how much of each, in characters.
const SAMPLES: usize = 3;
const SAMPLE_LENGTH: usize = 40;

/// What was found out about files.
#[derive(Debug, Clone, Default)]
pub struct Explained {
    /// Every sheet that has a header.
    pub sheets: Vec<ExplainedSheet>,
    /// Files that were left, a sentence each.
    pub left: Vec<String>,
    /// A mapping file that says what was found out, and leaves to be said what was not.
    pub mapping: String,
}

/// What was found out about a sheet.
#[derive(Debug, Clone)]
pub struct ExplainedSheet {
    /// As it is named in messages.
    pub name: String,
    /// `CSV`, `XLSX`, `ODS`, `XLS` or `JSON`.
    pub format: &'static str,
    /// `Windows-1252`, `semicolons` and what else should be said.
    pub notes: Vec<String>,
    /// The table that its rows would be taken for.
    pub table: Option<&'static str>,
    /// The table that its header fits best, if its name says none.
    pub likely: Option<&'static str>,
    /// How many rows there are below the header.
    pub rows: u64,
    /// How many of them cannot be read.
    pub bad_rows: u64,
    /// The columns in their order.
    pub columns: Vec<ExplainedColumn>,
    /// Constants of the mapping: column and value.
    pub constants: Vec<(&'static str, String)>,
    /// Columns that are required and missing.
    pub missing: Vec<&'static str>,
}

impl ExplainedSheet {
    /// The table that its name or its header speaks for.
    fn fits(&self) -> Option<&'static str> {
        self.table.or(self.likely)
    }
}

/// What was found out about a column.
#[derive(Debug, Clone)]
pub struct ExplainedColumn {
    /// Its heading.
    pub heading: String,
    /// What it is taken for.
    pub taken: TakenFor,
    /// The first values in it that differ, cut to a length that fits a line.
    pub samples: Vec<String>,
}

/// What a column is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenFor {
    /// A column of the table.
    Column(&'static str),
    /// Nothing: the mapping says so, or it has neither heading nor table.
    Nothing,
    /// Nothing, and it must be said what it is; the names nearest to it.
    Unknown(Vec<String>),
    /// A column that an earlier one is taken for.
    Again(&'static str),
}

/// Looks the files over and changes nothing.
///
/// # Errors
/// [`crate::Error::Io`] if a file cannot be read; [`crate::Error::Refused`] if one is damaged or of no known format.
pub fn explain(paths: &[PathBuf], stdin: &mut dyn Read, options: &Options) -> Result<Explained> {
    let mut explained = Explained::default();
    let mut draft = Draft::default();
    let mut drafted = Vec::new();
    for (input, _) in paths::inputs(paths, stdin, &mut explained.left)? {
        let mut grids = Grid::of(&input, options)?;
        grids.retain(|grid| !grid.header.is_empty());
        if grids.is_empty() {
            explained
                .left
                .push(format!("`{}` was left: there is nothing in it", input.name));
        }
        let is_alone = grids.len() == 1;
        for grid in grids {
            let entry = options
                .mapping
                .entry(&input.file_name(), grid.leaf())
                .cloned();
            let table = paths::table_of(&grid, entry.as_ref(), true, is_alone, options)?;
            let sheet = look_over(&grid, table, entry.as_ref())?;
            // A sheet beside others that says nothing is left, and no mapping may change that.
            if is_alone || sheet.fits().is_some() {
                draft.sheet.push(write_down(&grid, &sheet));
                drafted.push(explained.sheets.len());
            }
            explained.sheets.push(sheet);
        }
    }
    let sheets = drafted.iter().map(|at| &explained.sheets[*at]);
    explained.mapping = file(&draft, sheets);
    Ok(explained)
}

fn look_over(
    grid: &Grid,
    table: Option<&'static Known>,
    entry: Option<&Entry>,
) -> Result<ExplainedSheet> {
    let likely = if table.is_none() {
        likeliest(&grid.header)
    } else {
        None
    };
    let (taken, missing) = match table.or(likely) {
        Some(table) => {
            let taken = header::take(&grid.header, table, entry);
            let missing = header::missing(&taken, table, entry);
            (taken, missing)
        }
        None => (vec![Taken::Ignored; grid.header.len()], Vec::new()),
    };
    let mut columns: Vec<ExplainedColumn> = grid
        .header
        .iter()
        .zip(taken)
        .map(|(heading, taken)| ExplainedColumn {
            heading: heading.clone(),
            taken: match taken {
                Taken::Column(column) => TakenFor::Column(column),
                Taken::Again(column) => TakenFor::Again(column),
                Taken::Unknown(nearest) => TakenFor::Unknown(nearest),
                Taken::Ignored | Taken::Unnamed => TakenFor::Nothing,
            },
            samples: Vec::new(),
        })
        .collect();
    let (rows, bad_rows) = sample(grid, &mut columns)?;
    Ok(ExplainedSheet {
        name: grid.name(),
        format: match &grid.form {
            Form::Delimited(_) => "CSV",
            Form::Objects => "JSON",
            Form::Workbook(kind, _) => kind.name(),
        },
        notes: grid.notes.clone(),
        table: table.map(|it| it.table.name),
        likely: likely.map(|it| it.table.name),
        rows,
        bad_rows,
        columns,
        constants: entry.map_or(Vec::new(), |it| it.constants.clone()),
        missing,
    })
}

/// Reads all rows, for their number and the first values of each column.
fn sample(grid: &Grid, columns: &mut [ExplainedColumn]) -> Result<(u64, u64)> {
    let mut rows = Plain::new(grid.clone(), Vec::new());
    let mut cells = csv::ByteRecord::new();
    let (mut all, mut bad) = (0, 0);
    loop {
        match rows.next(&mut cells) {
            Ok(None) => return Ok((all, bad)),
            Ok(Some(_)) => all += 1,
            Err(Unreadable::Row(_)) => {
                all += 1;
                bad += 1;
                continue;
            }
            Err(Unreadable::File(error)) => return Err(error),
        }
        for (column, cell) in columns
            .iter_mut()
            .zip(&cells)
            .filter(|(column, _)| column.samples.len() < SAMPLES)
        {
            let shown = shortened(cell);
            if !shown.is_empty() && !column.samples.contains(&shown) {
                column.samples.push(shown);
            }
        }
    }
}

fn shortened(cell: &[u8]) -> String {
    let start = &cell[..cell.len().min(SAMPLE_LENGTH * 8)];
    let text = String::from_utf8_lossy(start);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = text.chars().take(SAMPLE_LENGTH).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// The table of which a header has most columns and lacks fewest; none if it has a column of none.
fn likeliest(header: &[String]) -> Option<&'static Known> {
    let score = |table: &&'static Known| {
        let taken = header::take(header, table, None);
        let known = taken
            .iter()
            .filter(|it| matches!(it, Taken::Column(_)))
            .count();
        let lacks = header::missing(&taken, table, None).len();
        (known, std::cmp::Reverse(lacks))
    };
    names::all()
        .iter()
        .max_by_key(score)
        .filter(|best| score(best).0 > 0)
}

/// The mapping as a file, which says at its beginning what is left to be said.
fn file<'a>(draft: &Draft, sheets: impl Iterator<Item = &'a ExplainedSheet>) -> String {
    let mut text = String::new();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (sheet, entry) in sheets.zip(&draft.sheet) {
        for name in &sheet.missing {
            let _ = writeln!(
                text,
                "# {}: the column {name} is missing; name one, or a constant",
                one_line(&sheet.name)
            );
        }
        let unsaid = |column: &&ExplainedColumn| {
            matches!(column.taken, TakenFor::Unknown(_) | TakenFor::Again(_))
        };
        let headings: Vec<&str> = sheet
            .columns
            .iter()
            .filter(unsaid)
            .map(|it| it.heading.as_str())
            .collect();
        if !headings.is_empty() {
            let _ = writeln!(
                text,
                "# {}: to be taken, these go from ignore to columns: {}",
                one_line(&sheet.name),
                one_line(&headings.join(", "))
            );
            let table = entry.table.as_deref().and_then(names::table);
            let columns = table.map_or(&[][..], |known| known.table.columns);
            let _ = writeln!(
                text,
                "#   columns of {}: {}",
                entry.table.as_deref().unwrap_or_default(),
                columns.join(", ")
            );
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&toml::to_string(draft).unwrap_or_default());
    text
}

/// The entry of a mapping that says what was found out.
fn write_down(grid: &Grid, sheet: &ExplainedSheet) -> DraftEntry {
    let mut entry = DraftEntry {
        file: grid.input.file_name(),
        sheet: grid.leaf().map(str::to_owned),
        table: Some(sheet.fits().unwrap_or("answer_flat").to_owned()),
        ignore: Vec::new(),
        columns: BTreeMap::new(),
        constants: sheet
            .constants
            .iter()
            .map(|(column, value)| ((*column).to_owned(), value.clone()))
            .collect(),
    };
    for column in sheet
        .columns
        .iter()
        .filter(|column| !column.heading.is_empty())
    {
        match &column.taken {
            TakenFor::Column(name) => {
                entry
                    .columns
                    .insert(column.heading.clone(), (*name).to_owned());
            }
            _ => entry.ignore.push(column.heading.clone()),
        }
    }
    entry
}
