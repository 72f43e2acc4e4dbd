//! `tenday extension`: later due dates that were granted.

use clap::Subcommand;
use jiff::civil::Date;

use super::context::Context;
use super::input::date;
use super::inquiry::moved;
use super::output::Listing;
use super::prompt::ask_text;
use crate::domain::{Extension, Inquiry, Reference};
use crate::error::{Error, Result};
use crate::store::{deadlines, extensions, inquiries};

/// Commands on extensions.
#[derive(Debug, Subcommand)]
pub(super) enum ExtensionCommand {
    /// Grant an inquiry a later due date
    Add {
        /// The inquiry
        inquiry: Reference,
        /// The last day now
        #[arg(long, value_name = "DATE", value_parser = date)]
        until: Date,
        /// Why
        #[arg(long)]
        reason: Option<String>,
        /// Who granted it
        #[arg(long, value_name = "WHO")]
        granted_by: Option<String>,
        /// The day it was granted; today if not given
        #[arg(long, value_name = "DATE", value_parser = date)]
        granted_on: Option<Date>,
    },
    /// Remove an extension that was recorded by mistake; the due date moves back
    Remove {
        /// The inquiry
        inquiry: Reference,
        /// Its last day
        #[arg(value_parser = date)]
        until: Date,
    },
    /// List the extensions of an inquiry, or all
    List {
        /// The inquiry
        inquiry: Option<Reference>,
    },
}

pub(super) fn run(context: &Context, command: ExtensionCommand) -> Result<()> {
    match command {
        ExtensionCommand::Add {
            inquiry,
            until,
            reason,
            granted_by,
            granted_on,
        } => {
            let reason = ask_text(context, reason.as_ref(), "reason", "--reason")?;
            let granted_by = ask_text(context, granted_by.as_ref(), "granter", "--granted-by")?;
            let (old, new) = context.write(|writer| {
                let current = inquiries::get_open(writer, &inquiry)?;
                check(&current, until)?;
                extensions::add(
                    writer,
                    &Extension {
                        inquiry: current.reference.clone(),
                        until,
                        reason,
                        granted_by,
                        granted_on: granted_on.unwrap_or(context.today()),
                    },
                )?;
                deadlines::settle(writer, &current.reference)
            })?;
            moved(context, "Extended", &old, &new);
            Ok(())
        }
        ExtensionCommand::Remove { inquiry, until } => {
            let (old, new) = context.write(|writer| {
                let current = inquiries::get_open(writer, &inquiry)?;
                extensions::remove(writer, &current.reference, until)?;
                let (old, new) = deadlines::settle(writer, &current.reference)?;
                extensions::none_after(writer, &new)?;
                Ok((old, new))
            })?;
            moved(
                context,
                &format!("Removed the extension until {until} of"),
                &old,
                &new,
            );
            Ok(())
        }
        ExtensionCommand::List { inquiry } => {
            let found = context.read(|reader| {
                if let Some(reference) = &inquiry {
                    inquiries::get(reader, reference)?;
                }
                extensions::list(reader, inquiry.as_ref())
            })?;
            Listing::of(&found).print(context.format()?)
        }
    }
}

/// An extension needs a date that it can move to a later one.
fn check(inquiry: &Inquiry, until: Date) -> Result<()> {
    let Some(original) = inquiry.original_due_on else {
        return Err(Error::refused(
            format!("inquiry `{}` has no due date to extend", inquiry.reference),
            format!(
                "give the day it was received: `tenday inquiry edit {} --received DATE`",
                inquiry.reference
            ),
        ));
    };
    let holds = inquiry.due_on.unwrap_or(original);
    if until > holds {
        return Ok(());
    }
    Err(Error::refused(
        format!("an extension until {until} would change nothing: answers are due on {holds}"),
        "give a later day with --until DATE",
    ))
}
