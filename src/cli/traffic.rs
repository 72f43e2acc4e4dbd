//! `tenday traffic`: contacts of a count week.

use std::path::PathBuf;

use clap::Subcommand;

use super::context::Context;
use super::output::Listing;
use crate::error::{Result, count};
use crate::import;
use crate::store::traffic;

/// Commands on the count week.
#[derive(Debug, Subcommand)]
pub(super) enum TrafficCommand {
    /// Import a count week from CSV, in place of the one before
    Import {
        /// The file, with the columns department, kind, weekday (1 to 7), hour (0 to 23), contacts
        file: PathBuf,
    },
    /// List the counts
    List,
}

pub(super) fn run(context: &Context, command: &TrafficCommand) -> Result<()> {
    match command {
        TrafficCommand::List => Listing::of(&context.read(traffic::list)?).print(context.format()?),
        TrafficCommand::Import { file } => {
            let outcome = context.write(|writer| import::count_week(writer, file))?;
            context.done(
                &format!(
                    "Imported {} in place of the count week before.",
                    count(outcome.total().added, "count")
                ),
                &["report traffic"],
            );
            Ok(())
        }
    }
}
