//! From paths to grids, and to the tables that these belong to.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Options;
use super::grid::{self, Grid};
use super::header;
use super::input::Input;
use super::mapping::Entry;
use super::mended;
use super::names::{self, Known};
use crate::error::{Error, Result};

/// The extensions of files that are read without being named.
const KNOWN: [&str; 9] = [
    "csv", "tsv", "tab", "xlsx", "xlsm", "ods", "xls", "ndjson", "jsonl",
];

/// What lies under the paths.
pub(super) struct Found {
    pub(super) grids: Vec<Belonging>,
    /// What was left, a sentence each.
    pub(super) left: Vec<String>,
}

/// A grid and the table that it belongs to.
pub(super) struct Belonging {
    pub(super) grid: Grid,
    pub(super) table: &'static Known,
    pub(super) entry: Option<Entry>,
}

/// Finds everything under the paths.
pub(super) fn find(paths: &[PathBuf], stdin: &mut dyn Read, options: &Options) -> Result<Found> {
    let mut found = Found {
        grids: Vec::new(),
        left: Vec::new(),
    };
    let mut rejected = Vec::new();
    for (input, is_named) in inputs(paths, stdin, &mut found.left)? {
        let grids = filled(&input, options, &mut found.left)?;
        let is_alone = grids.len() == 1;
        let (again, grids) = grids.into_iter().partition(mended::holds_rejected);
        attribute(grids, (is_named, is_alone), options, &mut found)?;
        for grid in again {
            match mended::origin(&grid)? {
                Some(origin) => rejected.push(mended::Rejected {
                    grid,
                    origin,
                    is_named,
                    is_alone,
                }),
                None => found.left.push(empty(&grid.name())),
            }
        }
    }
    for alone in mended::with_their_origin(rejected, &mut found) {
        let which = (alone.is_named, alone.is_alone);
        attribute(vec![alone.grid], which, options, &mut found)?;
    }
    Ok(found)
}

/// The files under the paths, and whether each was named itself.
pub(super) fn inputs(
    paths: &[PathBuf],
    stdin: &mut dyn Read,
    left: &mut Vec<String>,
) -> Result<Vec<(Input, bool)>> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push((Input::keep(stdin)?, true));
            continue;
        }
        let metadata = fs::metadata(path).map_err(Error::io(path))?;
        if metadata.is_dir() {
            inputs.extend(
                in_folder(path, left)?
                    .into_iter()
                    .map(|path| (Input::file(&path), false)),
            );
        } else if metadata.is_file() {
            inputs.push((Input::file(path), true));
        } else {
            return Err(Error::refused(
                format!("`{}` is neither a file nor a folder", path.display()),
                "hand rows on through standard input: `… | tenday import - --table svar`",
            ));
        }
    }
    Ok(inputs)
}

/// The files of a folder that are read, by name; those that are not go to `left`.
fn in_folder(folder: &Path, left: &mut Vec<String>) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        paths.push(entry.map_err(Error::io(folder))?.path());
    }
    paths.sort();
    let mut kept = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // What the system and office programs lay beside the files.
        if name.starts_with(['.', '~']) {
            continue;
        }
        let shown = path.display();
        let metadata = fs::metadata(&path).map_err(Error::io(&path))?;
        let reason = if metadata.is_dir() {
            "it is a folder"
        } else if !metadata.is_file() {
            "it is no file"
        } else if is_known(&path, &name)? {
            kept.push(path);
            continue;
        } else {
            "it is none of CSV, XLSX, ODS, XLS and NDJSON"
        };
        left.push(format!("`{shown}` was left: {reason}"));
    }
    Ok(kept)
}

/// Whether a file of a folder holds rows, by its name; a `.json` if it holds a list.
fn is_known(path: &Path, name: &str) -> Result<bool> {
    let extension = grid::extension(name);
    if extension == "json" {
        let head = Input::file(path).head(64)?;
        return Ok(head.trim_ascii_start().first() == Some(&b'['));
    }
    Ok(KNOWN.contains(&extension.as_str()))
}

/// The grids of a file that hold anything.
fn filled(input: &Input, options: &Options, left: &mut Vec<String>) -> Result<Vec<Grid>> {
    let grids = Grid::of(input, options)?;
    let (grids, blank): (Vec<Grid>, Vec<Grid>) =
        grids.into_iter().partition(|grid| !grid.header.is_empty());
    if grids.is_empty() {
        let name = blank.first().map_or_else(|| input.name.clone(), Grid::name);
        left.push(empty(&name));
    }
    Ok(grids)
}

fn empty(name: &str) -> String {
    format!("`{name}` was left: there is nothing in it")
}

/// Finds the tables of a file's grids.
fn attribute(
    grids: Vec<Grid>,
    (is_named, is_alone): (bool, bool),
    options: &Options,
    found: &mut Found,
) -> Result<()> {
    let Some(near) = grids
        .first()
        .map(|grid| names::nearest_tables(&stem(&grid.input)))
    else {
        return Ok(());
    };
    let mut unknown = Vec::new();
    let known_before = found.grids.len();
    for grid in grids {
        let file = grid.input.file_name();
        let entry = options.mapping.entry(&file, grid.leaf()).cloned();
        match table_of(&grid, entry.as_ref(), is_named, is_alone, options)? {
            Some(table) => found.grids.push(Belonging { grid, table, entry }),
            None => unknown.push(grid.name()),
        }
    }
    if !unknown.is_empty()
        && found.grids.len() == known_before
        && (is_named || is_alone && !near.is_empty())
    {
        return Err(belongs_nowhere(&unknown[0], &near));
    }
    let left = unknown
        .iter()
        .map(|name| format!("`{name}` was left: it is named after no table"));
    found.left.extend(left);
    Ok(())
}

/// The table that a grid belongs to, as far as anything tells.
pub(super) fn table_of(
    grid: &Grid,
    entry: Option<&Entry>,
    is_named: bool,
    is_alone: bool,
    options: &Options,
) -> Result<Option<&'static Known>> {
    if let Some(table) = entry.and_then(|it| it.table) {
        return Ok(names::table(table));
    }
    let given = options
        .table
        .as_deref()
        .map(|given| names::table(given).ok_or_else(|| no_table(given)));
    let given = given.transpose()?.filter(|_| is_alone);
    let of_leaf = grid.leaf().and_then(names::table);
    let of_file = names::table(&stem(&grid.input)).filter(|_| is_alone);
    let named = of_leaf.or(of_file);
    if given.is_some() && (is_named || named.is_none()) {
        return Ok(given);
    }
    Ok(named.map(|table| if_flat(grid, table, entry)))
}

/// A sheet `Svar` may well be the spreadsheet with everything in it: its header tells.
fn if_flat(grid: &Grid, table: &'static Known, entry: Option<&Entry>) -> &'static Known {
    let fits = |table: &Known| {
        let taken = header::take(&grid.header, table, entry);
        let missing = header::missing(&taken, table, entry);
        header::problems(&grid.header, &taken, &missing, table).is_empty()
    };
    match names::table(super::flat::TABLE.name) {
        Some(flat) if !fits(table) && fits(flat) => flat,
        _ => table,
    }
}

/// The name of a file without its folder and extension.
fn stem(input: &Input) -> String {
    let name = input.file_name();
    name.rsplit_once('.')
        .map_or(name.clone(), |(stem, _)| stem.to_owned())
}

fn no_table(given: &str) -> Error {
    let near = names::nearest_tables(given);
    let hint = near
        .first()
        .map_or_else(list, |name| format!("did you mean `{name}`? {}", list()));
    Error::refused(format!("`{given}` is no table; nothing was imported"), hint)
}

fn belongs_nowhere(name: &str, near: &[String]) -> Error {
    let near = near
        .first()
        .map_or(String::new(), |name| format!("did you mean `{name}`? "));
    Error::refused(
        format!("`{name}` is named after no table; nothing was imported"),
        format!(
            "{near}Name the table with --table, or in a mapping that `tenday import --explain` begins. {}",
            list()
        ),
    )
}

fn list() -> String {
    let names: Vec<&str> = names::all().iter().map(|known| known.table.name).collect();
    format!("The tables are {}", names.join(", "))
}

/// There is nothing to be imported.
pub(super) fn nothing(left: &[String]) -> Error {
    let left = left
        .first()
        .map_or(String::new(), |first| format!("; {first}"));
    Error::refused(
        format!("there is nothing to import{left}"),
        "name a folder with CSV, XLSX or NDJSON files, or the files themselves",
    )
}
