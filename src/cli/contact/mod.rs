//! `tenday contact`: ways to reach departments and units.

mod facts;
mod hours;
mod open;
mod remove;
mod which;

use clap::Subcommand;
use jiff::civil::Date;

use crate::cli::context::{Context, quoted};
use crate::cli::input::{date, word};
use crate::cli::output::{ListFormat, Listing};
use crate::domain::{Channel, ChannelKind, Code, text};
use crate::error::{Error, Result};
use crate::store::contacts;
use facts::{FactArgs, StatedArgs, add, edit};
use which::{WhichArgs, describe, find, named};

/// Commands on contact channels.
#[derive(Debug, Subcommand)]
pub(super) enum ContactCommand {
    /// Add a way to reach a department or unit
    Add {
        /// The department, or the unit, by code
        department: Option<Code>,
        /// The unit, by code or name
        #[arg(long)]
        unit: Option<String>,
        /// What way it is
        #[arg(long, value_parser = word::<ChannelKind>())]
        kind: Option<ChannelKind>,
        #[command(flatten)]
        facts: FactArgs,
        #[command(flatten)]
        stated: StatedArgs,
    },
    /// Change a channel; an empty value removes what was there
    Edit {
        #[command(flatten)]
        which: WhichArgs,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// List the channels that hold today
    List {
        /// Of this department and its units only, by code
        department: Option<Code>,
        /// Those that no longer hold too
        #[arg(long)]
        all: bool,
    },
    /// Show a channel with all that is recorded of it
    Show {
        #[command(flatten)]
        which: WhichArgs,
    },
    /// See who can be reached at a moment, until when, and when the others can
    Open(open::OpenArgs),
    /// See the hours of the week as a chart
    Hours(hours::HoursArgs),
    /// Record that a number or address has changed: the old one ends, the new one begins
    Change {
        #[command(flatten)]
        which: WhichArgs,
        /// The new number or address
        #[arg(long)]
        value: String,
        /// The first day of the new one; today if not given
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
    },
    /// Record that a channel no longer holds
    Retire {
        #[command(flatten)]
        which: WhichArgs,
        /// The last day it held; today if not given
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
    },
    /// Remove a channel that was added by mistake; one that no longer holds is retired
    Remove {
        #[command(flatten)]
        which: WhichArgs,
    },
}

pub(super) fn run(context: &Context, command: ContactCommand) -> Result<()> {
    match command {
        ContactCommand::Add {
            department,
            unit,
            kind,
            facts,
            stated,
        } => add(context, department, unit.as_deref(), kind, &facts, &stated),
        ContactCommand::Edit { which, facts } => edit(context, &which, &facts),
        ContactCommand::List { department, all } => list(context, department.as_ref(), all),
        ContactCommand::Show { which } => show(context, &which),
        ContactCommand::Open(args) => open::run(context, &args),
        ContactCommand::Hours(args) => hours::run(context, &args),
        ContactCommand::Change { which, value, on } => {
            change(context, &which, &value, on.unwrap_or(context.today()))
        }
        ContactCommand::Remove { which } => remove::run(context, &which),
        ContactCommand::Retire { which, on } => {
            retire(context, &which, on.unwrap_or(context.today()))
        }
    }
}

fn list(context: &Context, department: Option<&Code>, all: bool) -> Result<()> {
    let mut found = context.read(|reader| contacts::list(reader, department))?;
    found.retain(|channel| all || channel.holds_on(context.today()));
    if context.format()? != ListFormat::Table {
        return Listing::of(&found).print(context.format()?);
    }
    let mut listing = Listing::new(&[
        "department",
        "kind",
        "label",
        "value",
        "hours",
        "audience",
        "visibility",
    ]);
    for channel in found {
        listing.push(vec![
            (&channel.department).into(),
            channel.kind.to_string().into(),
            channel.label.into(),
            channel.value.into(),
            channel.hours.into(),
            channel.audience.into(),
            channel.visibility.to_string().into(),
        ]);
    }
    listing.print(context.format()?)
}

fn show(context: &Context, which: &WhichArgs) -> Result<()> {
    let found = context.read(|reader| named(reader, which))?;
    Listing::of(&found).print_record(context.format()?)
}

/// Ends a channel the day before and begins the same one with another value.
fn change(context: &Context, which: &WhichArgs, value: &str, on: Date) -> Result<()> {
    let (old, new) = context.write(|writer| {
        let old = find(writer, which)?;
        let last = on
            .yesterday()
            .map_err(|_| Error::invalid("date", on.to_string(), "it is the first there is"))?;
        let new = Channel {
            value: Some(text::line("value", value)?),
            valid_from: Some(on),
            source: None,
            ..old.clone()
        };
        let new = new.checked()?;
        if new.value == old.value {
            return Err(Error::refused(
                format!(
                    "{} of {} has that value already",
                    old.title(),
                    old.department
                ),
                "give the new number or address with --value",
            ));
        }
        contacts::update(
            writer,
            &old,
            &Channel {
                valid_to: Some(last),
                ..old.clone()
            },
        )?;
        contacts::add(writer, &new)?;
        Ok((old, new))
    })?;
    context.done(
        &format!(
            "Changed {} of {} to {} from {on} on.",
            old.title(),
            old.department,
            new.title()
        ),
        &[&format!(
            "contact show {} {}",
            new.department,
            quoted(&new.kind.to_string())
        )],
    );
    Ok(())
}

fn retire(context: &Context, which: &WhichArgs, on: Date) -> Result<()> {
    let old = context.write(|writer| {
        let old = find(writer, which)?;
        contacts::update(
            writer,
            &old,
            &Channel {
                valid_to: Some(on),
                ..old.clone()
            },
        )?;
        Ok(old)
    })?;
    context.done(
        &format!(
            "Retired {} of {}: {on} is its last day.",
            describe(&old),
            old.department
        ),
        &[&format!("contact list {}", old.department)],
    );
    Ok(())
}
