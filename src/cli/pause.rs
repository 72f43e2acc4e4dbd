//! `tenday pause`: stretches of days in which the clock of an inquiry stands.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::context::Context;
use super::input::date;
use super::inquiry::moved;
use super::output::Listing;
use super::prompt::ask_text;
use crate::domain::{Pause, Reference};
use crate::error::Result;
use crate::store::{deadlines, extensions, inquiries};

/// Commands on pauses.
#[derive(Debug, Subcommand)]
pub(super) enum PauseCommand {
    /// Stop the clock of an inquiry
    Add(AddArgs),
    /// Let the clock run again
    End {
        /// The inquiry
        inquiry: Reference,
        /// The last day that is not counted; today if not given
        #[arg(long, value_name = "DATE", value_parser = date)]
        to: Option<Date>,
    },
    /// Remove a pause that was recorded by mistake; the due date moves back
    Remove {
        /// The inquiry
        inquiry: Reference,
        /// Its first day
        #[arg(value_parser = date)]
        from: Date,
    },
    /// List the pauses of an inquiry, or all
    List {
        /// The inquiry
        inquiry: Option<Reference>,
    },
}

/// Options of `pause add`.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// The inquiry
    inquiry: Reference,
    /// The first day that is not counted; today if not given
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<Date>,
    /// The last day that is not counted; the pause lasts if not given
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<Date>,
    /// Why
    #[arg(long)]
    reason: Option<String>,
    /// Who granted it
    #[arg(long, value_name = "WHO")]
    granted_by: Option<String>,
}

pub(super) fn run(context: &Context, command: PauseCommand) -> Result<()> {
    match command {
        PauseCommand::Add(args) => add(context, &args),
        PauseCommand::End { inquiry, to } => {
            let (old, new) = context.write(|writer| {
                let current = inquiries::get_open(writer, &inquiry)?;
                extensions::end_pause(writer, &current.reference, to.unwrap_or(context.today()))?;
                deadlines::settle(writer, &current.reference)
            })?;
            moved(context, "Let the clock run again for", &old, &new);
            Ok(())
        }
        PauseCommand::Remove { inquiry, from } => {
            let (old, new) = context.write(|writer| {
                let current = inquiries::get_open(writer, &inquiry)?;
                extensions::remove_pause(writer, &current.reference, from)?;
                let (old, new) = deadlines::settle(writer, &current.reference)?;
                extensions::none_after(writer, &new)?;
                Ok((old, new))
            })?;
            moved(
                context,
                &format!("Removed the pause from {from} of"),
                &old,
                &new,
            );
            Ok(())
        }
        PauseCommand::List { inquiry } => {
            let found = context.read(|reader| {
                if let Some(reference) = &inquiry {
                    inquiries::get(reader, reference)?;
                }
                extensions::pauses(reader, inquiry.as_ref())
            })?;
            Listing::of(&found).print(context.format()?)
        }
    }
}

fn add(context: &Context, args: &AddArgs) -> Result<()> {
    let reason = ask_text(context, args.reason.as_ref(), "reason", "--reason")?;
    let granted_by = ask_text(context, args.granted_by.as_ref(), "granter", "--granted-by")?;
    let (old, new) = context.write(|writer| {
        let current = inquiries::get_open(writer, &args.inquiry)?;
        extensions::add_pause(
            writer,
            &Pause {
                inquiry: current.reference.clone(),
                from_on: args.from.unwrap_or(context.today()),
                to_on: args.to,
                reason,
                granted_by,
            },
        )?;
        deadlines::settle(writer, &current.reference)
    })?;
    moved(context, "Paused", &old, &new);
    Ok(())
}
