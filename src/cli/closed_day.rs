//! `tenday closed-day`: days on which the municipality itself is closed.

use clap::Subcommand;
use jiff::civil::Date;

use super::context::Context;
use super::input::date;
use super::moves::carry_out;
use super::output::Listing;
use crate::domain::{ClosedDay, text};
use crate::error::Result;
use crate::store::closed_days;

/// Commands on closed days.
#[derive(Debug, Subcommand)]
pub(super) enum ClosedDayCommand {
    /// Add a closed day; the due dates that move are shown first
    Add {
        /// The day
        #[arg(value_parser = date)]
        day: Date,
        /// What it is, as in 'Grundlovsdag'
        name: String,
        /// Move the due dates of the inquiries that are not closed
        #[arg(long)]
        apply: bool,
    },
    /// Remove a closed day; the due dates that move are shown first
    Remove {
        /// The day
        #[arg(value_parser = date)]
        day: Date,
        /// Move the due dates of the inquiries that are not closed
        #[arg(long)]
        apply: bool,
    },
    /// List the closed days
    List,
}

pub(super) fn run(context: &Context, command: ClosedDayCommand) -> Result<()> {
    match command {
        ClosedDayCommand::Add { day, name, apply } => {
            let new = ClosedDay {
                day,
                name: text::line("name", &name)?,
            };
            carry_out(context, apply, None, |writer| {
                closed_days::add(writer, &new)
            })?;
            context.done(
                &format!("Added closed day {}: {}.", new.day, new.name),
                &["closed-day list"],
            );
            Ok(())
        }
        ClosedDayCommand::Remove { day, apply } => {
            let gone = carry_out(context, apply, None, |writer| {
                closed_days::remove(writer, day)
            })?;
            context.done(
                &format!("Removed closed day {}: {}.", gone.day, gone.name),
                &["closed-day list"],
            );
            Ok(())
        }
        ClosedDayCommand::List => {
            Listing::of(&context.read(closed_days::list)?).print(context.format()?)
        }
    }
}
