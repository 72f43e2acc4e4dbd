//! `tenday check`: whether the database is sound.

use super::context::{Context, say};
use super::output::Listing;
use crate::error::{Error, Result, count};
use crate::store::check;

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {}

pub(super) fn run(context: &Context, _: &CheckArgs) -> Result<()> {
    let findings = context.read(check::check)?;
    let mut listing = Listing::new(&["table", "rows"]);
    for (table, rows) in &findings.tables {
        listing.push(vec![table.into(), (*rows).into()]);
    }
    listing.print(context.format()?)?;
    if findings.problems.is_empty() {
        say(&format!("{} is sound.", context.db.display()));
        return Ok(());
    }
    for problem in &findings.problems {
        say(problem);
    }
    Err(Error::Unusable {
        path: context.db.clone(),
        problem: format!(
            "the database is damaged: {} found",
            count(findings.problems.len(), "problem")
        ),
        hint: "keep a copy of the file as it is, and restore the latest sound one".into(),
    })
}
