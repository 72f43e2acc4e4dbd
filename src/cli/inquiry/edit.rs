//! Changing an inquiry.

use clap::Args;
use jiff::civil::Date;

use crate::cli::context::Context;
use crate::cli::input::{Maybe, cleaned, maybe_date};
use crate::domain::{Code, Inquiry, Reference, changes};
use crate::error::Result;
use crate::store::{Reader, askers, deadline_rules, deadlines, inquiries};

/// Options of `inquiry edit`.
#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    /// Its reference
    inquiry: Reference,
    /// The new reference
    #[arg(long, value_name = "REF")]
    reference: Option<Reference>,
    /// What it is about
    #[arg(long)]
    title: Option<String>,
    /// Who asks, by code or name
    #[arg(long)]
    asker: Option<String>,
    /// The day it was received, or `unknown`; the due date moves with it
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    received: Option<Maybe<Date>>,
    /// The day answers are due, or `unknown`
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    due: Option<Maybe<Date>>,
    /// The deadline rule; the due date moves with it
    #[arg(long, value_name = "RULE")]
    rule: Option<Code>,
    /// The inquiry that it continues
    #[arg(long, value_name = "REF", conflicts_with = "no_follows")]
    follows: Option<Reference>,
    /// It continues no other
    #[arg(long)]
    no_follows: bool,
}

pub(super) fn edit(context: &Context, args: &EditArgs) -> Result<()> {
    let title = cleaned("title", args.title.as_ref())?;
    let (old, new) = context.write(|writer| {
        let old = inquiries::get(writer, &args.inquiry)?;
        let new = edited(writer, &old, args, title)?;
        inquiries::update(writer, &old.reference, &new)?;
        Ok((old, new))
    })?;
    context.changed(
        &format!("inquiry {}", old.reference),
        &changes(&old, &new),
        &[&format!("inquiry show {}", new.reference)],
    );
    Ok(())
}

fn edited(
    reader: &Reader<'_>,
    old: &Inquiry,
    args: &EditArgs,
    title: Option<String>,
) -> Result<Inquiry> {
    let asker = args
        .asker
        .as_ref()
        .map(|named| askers::find(reader, named))
        .transpose()?;
    let rule = args
        .rule
        .as_ref()
        .map(|code| deadline_rules::get(reader, code))
        .transpose()?;
    let mut new = Inquiry {
        reference: args
            .reference
            .clone()
            .unwrap_or_else(|| old.reference.clone()),
        title: title.unwrap_or_else(|| old.title.clone()),
        asker: asker.map_or_else(|| old.asker.clone(), |asker| asker.code),
        received_on: args
            .received
            .as_ref()
            .map_or(old.received_on, |Maybe(day)| *day),
        deadline_rule: rule.map_or_else(|| old.deadline_rule.clone(), |rule| rule.code),
        follows: if args.no_follows {
            None
        } else {
            args.follows.clone().or_else(|| old.follows.clone())
        },
        ..old.clone()
    };
    match &args.due {
        Some(Maybe(day)) => {
            new.original_due_on = *day;
            new.due_stated = day.is_some() || new.received_on.is_some();
        }
        None if args.received.is_some() || args.rule.is_some() => new.due_stated = false,
        None => return Ok(new),
    }
    deadlines::dated(reader, &old.reference, new)
}
