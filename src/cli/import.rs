//! `tenday import`: rows from spreadsheets, all or nothing.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::context::{Context, say, tell};
use super::output::{ListFormat, Listing};
use super::progress::Meter;
use super::stop;
use crate::error::{Error, Result, count};
use crate::import::source::{self, Explained, Mapping, Opened, TakenFor};
use crate::import::{self, Options, Outcome, Watch};
use crate::store::{Access, Store, Writer};

/// Options of `import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenday import runder/                      every file of a folder, named after its table
  tenday import svar.csv --table answer      a file that is named otherwise
  tenday import svar.xlsx --explain          what every column of a workbook is taken for
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
    /// Say what every column is taken for, and how to say it otherwise; import nothing
    #[arg(long, conflicts_with_all = ["update", "dry_run", "errors"])]
    explain: bool,
    /// What the columns of foreign spreadsheets are: a TOML file, as --explain drafts it
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// What separates the cells of CSV files: comma, semicolon, tab, or the character itself
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,
    /// The encoding of CSV files, where it is not found out rightly: utf-8, windows-1252, …
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
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
    /// be mended and imported along with the others
    #[arg(long, value_name = "PATH")]
    errors: Option<PathBuf>,
}

fn delimiter(given: &str) -> Result<u8, Error> {
    match given {
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        "tab" | "\\t" => Ok(b'\t'),
        _ => match given.as_bytes() {
            [byte] if byte.is_ascii_punctuation() || *byte == b'\t' => Ok(*byte),
            _ => Err(Error::invalid("delimiter", given, "it is no single mark")
                .with_hint("write comma, semicolon or tab, or the mark itself, as in `|`")),
        },
    }
}

pub(super) fn run(context: &Context, args: &ImportArgs) -> Result<()> {
    let format = context.format()?;
    let sources = source::Options {
        table: args.table.clone(),
        delimiter: args.delimiter,
        encoding: args.encoding.clone(),
        mapping: match &args.mapping {
            Some(file) => Mapping::read(file)?,
            None => Mapping::default(),
        },
    };
    let mut stdin = std::io::stdin().lock();
    if args.explain {
        let explained = source::explain(&args.paths, &mut stdin, &sources)?;
        return tell_explained(&explained, format);
    }
    let opened = source::open(&args.paths, &mut stdin, &sources)?;
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
    } else if total.added + total.changed + total.left == 0 {
        say("There were no rows; nothing was changed.");
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
            "The rows that are not right are in {}. Mended there, they go in with the others:\n{}",
            path.display(),
            context.command(&along(args, path))
        ));
    }
    done
}

/// The same import with a file or folder of mended rows along.
fn along(args: &ImportArgs, mended: &Path) -> String {
    let mut words = vec!["import".into()];
    words.extend(args.paths.iter().map(|path| path.to_string_lossy()));
    words.push(mended.to_string_lossy());
    let delimiter = args.delimiter.map(|it| char::from(it).to_string());
    let mapping = args.mapping.as_ref().map(|it| it.to_string_lossy());
    let options: [(_, Option<Cow<'_, str>>); 4] = [
        ("--table", args.table.as_deref().map(Cow::from)),
        ("--mapping", mapping),
        ("--delimiter", delimiter.map(Cow::from)),
        ("--encoding", args.encoding.as_deref().map(Cow::from)),
    ];
    for (option, value) in options {
        words.extend(value.into_iter().flat_map(|value| [option.into(), value]));
    }
    if args.update {
        words.push("--update".into());
    }
    shell_words::join(words)
}

/// Says what was found out about the files, and which were left.
fn tell_of(opened: &Opened) {
    let mut told: Option<&str> = None;
    for sheet in opened.sheets.iter().filter(|sheet| !sheet.notes.is_empty()) {
        // A spreadsheet with a line per answer comes as several sheets of one name.
        if told.replace(&sheet.name) != Some(&sheet.name) {
            say(&format!("{}: {}.", sheet.name, sheet.notes.join(", ")));
        }
    }
    for left in &opened.left {
        say(&format!("{left}."));
    }
}

/// Shows what every column is taken for, and where something is left to be said, how to say it: what
/// goes to standard error is a mapping file as a whole.
fn tell_explained(explained: &Explained, format: ListFormat) -> Result<()> {
    let mut listing = Listing::new(&["file", "table", "heading", "column", "values"]);
    let mut is_whole = true;
    for sheet in &explained.sheets {
        let table = sheet.table.or(sheet.likely);
        let stays_left = table.is_none() && explained.sheets.len() > 1;
        is_whole &= (sheet.table.is_some() || stays_left) && sheet.missing.is_empty();
        for column in &sheet.columns {
            is_whole &= !matches!(column.taken, TakenFor::Unknown(_) | TakenFor::Again(_));
            listing.push(vec![
                (&sheet.name).into(),
                table.into(),
                (&column.heading).into(),
                taken(&column.taken).into(),
                column.samples.join(" | ").into(),
            ]);
        }
    }
    listing.print(format)?;
    for sheet in &explained.sheets {
        let about: Vec<String> = std::iter::once(sheet.format.to_owned())
            .chain(sheet.notes.clone())
            .chain(std::iter::once(count(
                usize::try_from(sheet.rows).unwrap_or(usize::MAX),
                "row",
            )))
            .chain(
                (!sheet.missing.is_empty())
                    .then(|| format!("missing: {}", sheet.missing.join(", "))),
            )
            .collect();
        remark(&format!("{}: {}.", sheet.name, about.join("; ")));
    }
    for left in &explained.left {
        remark(&format!("{left}."));
    }
    if !is_whole {
        remark(
            "A mapping that says what was found out, and leaves the rest to you; see --mapping:",
        );
        say(explained.mapping.trim_end());
    }
    Ok(())
}

/// Says something as a comment of the mapping file that follows.
fn remark(message: &str) {
    say(&format!("# {}", message.replace('\n', " ")));
}

fn taken(taken: &TakenFor) -> String {
    match taken {
        TakenFor::Column(column) => (*column).to_owned(),
        TakenFor::Nothing => "(left)".to_owned(),
        TakenFor::Again(column) => format!("({column} again)"),
        TakenFor::Unknown(nearest) => match nearest.first() {
            Some(name) => format!("(unknown; did you mean `{name}`?)"),
            None => "(unknown)".to_owned(),
        },
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
