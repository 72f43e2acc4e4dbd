//! `tenday export`: the record for others.

use std::path::{Path, PathBuf};

use clap::ArgGroup;

use super::context::{Context, say, tell};
use crate::error::{Error, Result, count};
use crate::export::{self, Audience, Exported};

/// Options of `export`.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("what").required(true).args(["dir", "sqlite", "datasette"])))]
pub(super) struct ExportArgs {
    /// Write every table as CSV into this folder, with a Frictionless datapackage.json;
    /// `tenday init --from DIR` reads it back
    dir: Option<PathBuf>,
    /// Build a new database with only what may be published
    #[arg(long, value_name = "FILE", requires = "public")]
    sqlite: Option<PathBuf>,
    /// Write what Datasette needs to explain the database
    #[arg(long, value_name = "FILE", conflicts_with = "public")]
    datasette: Option<PathBuf>,
    /// Leave out channels that are not public, direct numbers and addresses, the names of handlers,
    /// letterheads and documents
    #[arg(long)]
    public: bool,
    /// Replace an earlier export
    #[arg(long)]
    force: bool,
}

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<()> {
    if let Some(file) = &args.datasette {
        let name = context.db.file_stem().unwrap_or_default().to_string_lossy();
        let text = context.read(|reader| export::datasette(reader, &name))?;
        export::text(file, &text, args.force)?;
        say(&format!("Wrote {}.", file.display()));
        return Ok(());
    }
    let audience = if args.public {
        Audience::Public
    } else {
        Audience::Inside
    };
    if let Some(file) = &args.sqlite {
        not_the_record(context, file)?;
        let exported =
            context.read(|reader| export::public_database(reader, file, args.force, tell))?;
        done(file, &exported);
        return Ok(());
    }
    let Some(dir) = &args.dir else {
        return Ok(());
    };
    let exported = context.read(|reader| export::folder(reader, dir, audience, args.force))?;
    done(dir, &exported);
    Ok(())
}

/// Refuses to put a public copy in the place of the record itself.
fn not_the_record(context: &Context, file: &Path) -> Result<()> {
    match (file.canonicalize(), context.db.canonicalize()) {
        (Ok(target), Ok(record)) if target == record => Err(Error::refused(
            format!("`{}` is the record itself", file.display()),
            "choose another name for the public copy",
        )),
        _ => Ok(()),
    }
}

fn done(target: &Path, exported: &Exported) {
    let tables: Vec<String> = exported
        .tables
        .iter()
        .map(|(table, rows)| format!("{table} {rows}"))
        .collect();
    let rows = exported.tables.iter().map(|(_, rows)| rows).sum();
    say(&format!(
        "Wrote {} with {}: {}.",
        target.display(),
        count(rows, "row"),
        tables.join(", ")
    ));
    if exported.masked > 0 {
        say(&format!(
            "In {} a name, number or address that is not for the public was replaced by […].",
            count(exported.masked, "text")
        ));
    }
}
