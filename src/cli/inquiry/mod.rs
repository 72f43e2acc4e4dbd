//! `tenday inquiry`: rounds of questions.

mod add;
mod edit;
mod listing;
mod remove;

use clap::Subcommand;
use jiff::civil::Date;

use super::context::Context;
use super::input::date;
use crate::domain::{Inquiry, Reference};
use crate::error::Result;
use crate::store::{inquiries, status};
use add::AddArgs;
pub(super) use add::{DateArgs, dated, logged, next_step, received, reference, usual_addressees};
use edit::EditArgs;
pub(super) use listing::explained;

/// Commands on inquiries.
#[derive(Debug, Subcommand)]
pub(super) enum InquiryCommand {
    /// Log an inquiry
    Add(AddArgs),
    /// Change an inquiry
    Edit(EditArgs),
    /// List inquiries, the newest first
    List {
        /// Received in this year
        #[arg(long)]
        year: Option<i16>,
        /// From this asker, by code or name
        #[arg(long)]
        asker: Option<String>,
        /// In this state
        #[arg(long, value_parser = ["draft", "open", "answered", "closed"])]
        state: Option<String>,
    },
    /// Show an inquiry with its questions
    Show {
        /// Its reference, as in 2018-1
        inquiry: Reference,
    },
    /// Close an inquiry
    Close {
        /// Its reference
        inquiry: Reference,
        /// The day it was closed; today if not given
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
    },
    /// Open a closed inquiry again
    Reopen {
        /// Its reference
        inquiry: Reference,
    },
    /// Remove an inquiry that was logged by mistake
    Remove {
        /// Its reference
        inquiry: Reference,
    },
}

pub(super) fn run(context: &Context, command: InquiryCommand) -> Result<()> {
    match command {
        InquiryCommand::Add(args) => add::add(context, args),
        InquiryCommand::Edit(args) => edit::edit(context, &args),
        InquiryCommand::List { year, asker, state } => {
            listing::list(context, year, asker.as_deref(), state)
        }
        InquiryCommand::Show { inquiry } => listing::show(context, &inquiry),
        InquiryCommand::Close { inquiry, on } => close(context, &inquiry, on),
        InquiryCommand::Reopen { inquiry } => reopen(context, &inquiry),
        InquiryCommand::Remove { inquiry } => remove::run(context, &inquiry),
    }
}

/// Says how the due date of an inquiry moved.
pub(super) fn moved(context: &Context, done: &str, old: &Inquiry, new: &Inquiry) {
    let day = |day: Option<Date>| day.map_or_else(|| "unknown".to_owned(), |day| day.to_string());
    let what = if old.due_on == new.due_on {
        format!("the due date stays {}", day(new.due_on))
    } else {
        format!(
            "the due date moves from {} to {}",
            day(old.due_on),
            day(new.due_on)
        )
    };
    context.done(
        &format!("{done} inquiry {}: {what}.", new.reference),
        &[&format!("inquiry show {}", new.reference)],
    );
}

fn close(context: &Context, reference: &Reference, on: Option<Date>) -> Result<()> {
    let day = on.unwrap_or(context.today());
    let state = context.write(|writer| {
        let old = inquiries::get_open(writer, reference)?;
        inquiries::update(
            writer,
            &old.reference,
            &Inquiry {
                closed_on: Some(day),
                ..old.clone()
            },
        )?;
        status::inquiry(writer, reference)
    })?;
    let left = match state.outstanding {
        0 => "nothing is outstanding".to_owned(),
        n => format!(
            "{} still outstanding",
            crate::error::count(n as usize, "answer")
        ),
    };
    context.done(
        &format!("Closed inquiry {} on {day}; {left}.", state.reference),
        &[&format!("report round {}", state.reference)],
    );
    Ok(())
}

fn reopen(context: &Context, reference: &Reference) -> Result<()> {
    let old = context.write(|writer| {
        let old = inquiries::get(writer, reference)?;
        inquiries::update(
            writer,
            &old.reference,
            &Inquiry {
                closed_on: None,
                ..old.clone()
            },
        )?;
        Ok(old)
    })?;
    match old.closed_on {
        Some(_) => context.done(
            &format!("Opened inquiry {} again.", old.reference),
            &[&format!("status {}", old.reference)],
        ),
        None => context.done(
            &format!("Nothing to change: inquiry {} is open.", old.reference),
            &[],
        ),
    }
    Ok(())
}
