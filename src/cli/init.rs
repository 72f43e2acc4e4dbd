//! `tenday init`: a new database.

use std::path::PathBuf;

use super::context::{Context, say};
use crate::error::{Result, count};
use crate::import::{self, Outcome};
use crate::store::Store;

/// Options of `init`.
#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// Put in the seed: the round of 2018 from Aarhus
    #[arg(long, conflicts_with = "from")]
    seed: bool,
    /// Put in a folder of CSV files, one per table
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &InitArgs) -> Result<()> {
    let (_, summary) = Store::create(&context.db, super::context::tell, |writer| {
        match &args.from {
            Some(folder) => import::folder(writer, folder),
            None if args.seed => import::seed(writer),
            None => import::deadline_rules(writer),
        }
    })?;
    say(&format!("Made {}.", context.db.display()));
    tell_summary(&summary);
    if args.seed || args.from.is_some() {
        context.next(&["inquiry list"]);
    } else {
        context.next(&[
            "department add MSB 'Sociale Forhold og Beskæftigelse'",
            "asker add LA 'Liberal Alliance'",
        ]);
    }
    Ok(())
}

fn tell_summary(outcome: &Outcome) {
    let tables: Vec<String> = outcome
        .tables
        .iter()
        .map(|(table, counts)| format!("{table} {}", counts.added))
        .collect();
    if !tables.is_empty() {
        say(&format!(
            "Put in {}: {}.",
            count(outcome.total().added, "row"),
            tables.join(", ")
        ));
    }
}
