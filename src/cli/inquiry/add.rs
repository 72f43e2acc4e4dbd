//! Logging an inquiry.

use clap::Args;
use jiff::civil::Date;

use crate::cli::context::Context;
use crate::cli::input::{Maybe, QuestionsArgs, date, maybe_date};
use crate::cli::prompt::{ask, ask_text};
use crate::cli::search::{asked_before, tell_asked_before};
use crate::cli::suggest;
use crate::domain::{Code, Inquiry, Reference};
use crate::error::Result;
use crate::store::{Reader, Writer, askers, deadline_rules, deadlines, inquiries, questions};

/// The rule that holds where none is named.
const DEFAULT_RULE: &str = "ten-day";

/// Options of `inquiry add`.
#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    /// What it is about
    #[arg(long)]
    title: Option<String>,
    /// Who asks, by code or name
    #[arg(long)]
    asker: Option<String>,
    /// The inquiry that it continues
    #[arg(long, value_name = "REF")]
    follows: Option<Reference>,
    #[command(flatten)]
    dates: DateArgs,
    #[command(flatten)]
    questions: QuestionsArgs,
}

/// When an inquiry was received, and what follows from it.
#[derive(Debug, Args)]
pub(in crate::cli) struct DateArgs {
    /// Its reference; the next of the year if not given
    #[arg(long, value_name = "REF")]
    pub(in crate::cli) reference: Option<Reference>,
    /// The day it was received; unknown if not given
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    pub(in crate::cli) received: Option<Maybe<Date>>,
    /// The day answers are due, if not by the rule
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) due: Option<Date>,
    /// The deadline rule; if not given ten-day or, for a follow-up, that of the earlier inquiry
    #[arg(long, value_name = "RULE")]
    pub(in crate::cli) rule: Option<Code>,
}

pub(super) fn add(context: &Context, args: AddArgs) -> Result<()> {
    let title = ask_text(context, args.title.as_ref(), "title", "--title TEXT")?;
    let asker = ask(context, args.asker, "asker", "--asker CODE", |typed| {
        let known = context.read(|reader| askers::find(reader, typed))?;
        Ok(known.code.to_string())
    })?;
    let questions = args.questions.read()?;
    let rule = args
        .dates
        .rule
        .clone()
        .map_or_else(|| DEFAULT_RULE.parse(), Ok)?;
    let (new, next, before) = context.write(|writer| {
        if let Some(followed) = &args.follows {
            inquiries::get(writer, followed)?;
        }
        let new = dated(
            writer,
            Inquiry {
                reference: reference(context, writer, &args.dates)?,
                title,
                asker: askers::find(writer, &asker)?.code,
                received_on: received(&args.dates),
                due_on: args.dates.due,
                deadline_rule: deadline_rules::get(writer, &rule)?.code,
                follows: args.follows,
                closed_on: None,
                original_due_on: args.dates.due,
                due_stated: args.dates.due.is_some(),
            },
        )?;
        inquiries::add(writer, &new)?;
        args.questions.add(writer, &new.reference, &questions)?;
        let next = next_step(writer, &new, questions.len())?;
        let before = asked_before(writer, &new.reference, None)?;
        Ok((new, next, before))
    })?;
    logged(context, &new, questions.len(), &next);
    tell_asked_before(&before);
    Ok(())
}

/// The reference given, or the next one of the year in which the inquiry was received.
pub(in crate::cli) fn reference(
    context: &Context,
    reader: &Reader<'_>,
    dates: &DateArgs,
) -> Result<Reference> {
    match &dates.reference {
        Some(reference) => Ok(reference.clone()),
        None => {
            inquiries::next_reference(reader, received(dates).unwrap_or(context.today()).year())
        }
    }
}

pub(in crate::cli) fn received(dates: &DateArgs) -> Option<Date> {
    dates.received.as_ref().and_then(|Maybe(day)| *day)
}

/// A new inquiry with the dates that follow from what else is known of it.
pub(in crate::cli) fn dated(reader: &Reader<'_>, new: Inquiry) -> Result<Inquiry> {
    let reference = new.reference.clone();
    deadlines::dated(reader, &reference, new)
}

/// What to do with a new inquiry.
pub(in crate::cli) fn next_step(
    reader: &Reader<'_>,
    new: &Inquiry,
    questions: usize,
) -> Result<String> {
    if questions == 0 {
        return suggest::question(reader, &new.reference);
    }
    Ok(format!("status {}", new.reference))
}

/// Says what was logged.
pub(in crate::cli) fn logged(context: &Context, new: &Inquiry, questions: usize, next: &str) {
    let due = match new.due_on {
        Some(day) => format!("due {day}"),
        None => "due date unknown".to_owned(),
    };
    let asked = crate::error::count(questions, "question");
    let what = format!(
        "Logged inquiry {}: {} ({asked}, {due}).",
        new.reference, new.title
    );
    context.done(&what, &[next]);
}

/// Whom a new question of an inquiry is put to if nothing else is said: the addressees of its
/// other questions, or else of those of the inquiry that it continues.
pub(in crate::cli) fn usual_addressees(
    writer: &Writer<'_>,
    inquiry: &Reference,
) -> Result<Vec<Code>> {
    let mut codes = Vec::new();
    for question in questions::list(writer, inquiry)? {
        codes.extend(questions::addressees(writer, inquiry, &question.number)?);
    }
    if codes.is_empty()
        && let Some(followed) = inquiries::get(writer, inquiry)?.follows
    {
        return usual_addressees(writer, &followed);
    }
    codes.sort();
    codes.dedup();
    Ok(codes)
}
