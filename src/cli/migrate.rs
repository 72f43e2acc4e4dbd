//! `tenday migrate`: the database, up to date with this program.

use super::context::{Context, say};
use super::output::Listing;
use crate::error::Result;
use crate::store::migrate::{self, SCHEMA_VERSION};

/// Options of `migrate`.
#[derive(Debug, clap::Args)]
pub(super) struct MigrateArgs {
    /// Only list what would be done
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(context: &Context, args: &MigrateArgs) -> Result<()> {
    let version = migrate::version_of(&context.db)?;
    let pending = migrate::pending(version);
    if pending.is_empty() {
        say(&format!(
            "{} is up to date: schema {SCHEMA_VERSION}.",
            context.db.display()
        ));
        return Ok(());
    }
    if args.dry_run {
        let mut listing = Listing::new(&["schema", "migration"]);
        for step in pending {
            listing.push(vec![i64::from(step.version).into(), step.name.into()]);
        }
        listing.print(context.format()?)?;
        say("Nothing was changed. Any command that opens the file brings it up to date.");
        return Ok(());
    }
    context.write(|_| Ok(()))
}
