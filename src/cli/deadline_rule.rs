//! `tenday deadline-rule`: the rules by which due dates are found.

use clap::Subcommand;

use super::context::Context;
use super::output::Listing;
use crate::error::Result;
use crate::store::deadline_rules;

/// Commands on deadline rules.
#[derive(Debug, Subcommand)]
pub(super) enum DeadlineRuleCommand {
    /// List the rules
    List,
}

pub(super) fn run(context: &Context, command: &DeadlineRuleCommand) -> Result<()> {
    match command {
        DeadlineRuleCommand::List => {
            Listing::of(&context.read(deadline_rules::list)?).print(context.format()?)
        }
    }
}
