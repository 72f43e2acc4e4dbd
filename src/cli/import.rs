//! `tenday import`: rows from spreadsheets, all or nothing.

use std::path::PathBuf;

use super::context::{Context, say, tell};
use super::output::Listing;
use super::progress::Meter;
use super::stop;
use crate::error::{Error, Result, count};
use crate::import::source::{self, Opened};
use crate::import::{self, Options, Outcome, Watch};
use crate::store::{Access, Store, Writer};

/// Options of `import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenday import runder/                      every file of a folder, named after its table
  tenday import svar.csv --table answer      a file that is named otherwise
  tenday import runder/ --dry-run            what it would add, change and leave
  tenday import runder/ --update             replace what is recorded otherwise
  tenday import runder/ --errors fejl/       write the rows that are not right to a folder")]
pub(super) struct ImportArgs {
    /// Folders and files; `-`: standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The table that files belong to whose names do not say it
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    /// Replace what is recorded otherwise; without it a row that says something else is an error
    #[arg(long)]
    update: bool,
    /// Do everything and undo it: show what would be added, changed and left
    #[arg(long)]
    dry_run: bool,
    /// Describe at most so many bad rows, and changed ones
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    max_errors: usize,
    /// Write the rows that are not right to this CSV file, or of several files to this folder, to
    /// be mended and imported
    #[arg(long, value_name = "PATH")]
    errors: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &ImportArgs) -> Result<()> {
    let format = context.format()?;
    let opened = source::open(
        &args.paths,
        &mut std::io::stdin().lock(),
        &source::Options {
            table: args.table.clone(),
            ..source::Options::default()
        },
    )?;
    tell_of(&opened);
    let outcome = import(context, args, opened)?;
    for change in &outcome.changes {
        say(&format!("Changed {change}"));
    }
    let total = outcome.total();
    let shown = outcome.changes.len();
    if total.changed > shown {
        say(&format!("and {} more.", total.changed - shown));
    }
    for it in &outcome.moves {
        say(&format!("The due date of inquiry {} moved.", it.inquiry));
    }
    listing(&outcome).print(format)?;
    if args.dry_run {
        say("This was a dry run; nothing was imported.");
    } else if total.added + total.changed == 0 {
        say("Everything was there already; nothing was changed.");
    } else {
        let what = count(total.added + total.changed, "row");
        context.done(&format!("Imported {what}."), &["inquiry list"]);
    }
    Ok(())
}

fn import(context: &Context, args: &ImportArgs, opened: Opened) -> Result<Outcome> {
    let options = Options {
        update: args.update,
        rehearsal: args.dry_run,
        most_shown: args.max_errors,
        rejects: args.errors.clone(),
    };
    let stop = stop::by_ctrl_c();
    let mut store = Store::open(&context.db, Access::Write, tell)?;
    store.stop_on(&stop)?;
    let mut meter = Meter::new();
    let mut watch = Watch::new(stop, |progress| meter.at(progress));
    let rows = |writer: &Writer<'_>| import::import(writer, opened.sheets, &options, &mut watch);
    let done = if args.dry_run {
        store.rehearse(rows)
    } else {
        store.write(rows)
    };
    drop(watch);
    drop(meter);
    if matches!(done, Err(Error::Interrupted)) {
        say("Nothing was imported; the database is as it was.");
    }
    if let (Err(Error::Rows { .. }), Some(path)) = (&done, &args.errors) {
        say(&format!(
            "The rows that are not right are in {}.",
            path.display()
        ));
    }
    done
}

/// Says what was found out about the files, and which were left.
fn tell_of(opened: &Opened) {
    for sheet in opened.sheets.iter().filter(|sheet| !sheet.notes.is_empty()) {
        say(&format!("{}: {}.", sheet.name, sheet.notes.join(", ")));
    }
    for left in &opened.left {
        say(left);
    }
}

fn listing(outcome: &Outcome) -> Listing {
    let number = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let mut listing = Listing::new(&["table", "added", "changed", "left"]);
    for (table, counts) in &outcome.tables {
        listing.push(vec![
            (*table).into(),
            number(counts.added).into(),
            number(counts.changed).into(),
            number(counts.left).into(),
        ]);
    }
    listing
}
