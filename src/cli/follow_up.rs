//! `tenday follow-up`: an inquiry that continues an earlier one.

use super::context::Context;
use super::input::QuestionsArgs;
use super::inquiry::{self, DateArgs};
use super::prompt::ask_text;
use super::search::{asked_before, tell_asked_before};
use crate::domain::{Inquiry, Reference};
use crate::error::Result;
use crate::store::{askers, deadline_rules, inquiries};

/// Options of `follow-up`.
#[derive(Debug, clap::Args)]
pub(super) struct FollowUpArgs {
    /// The inquiry that it continues
    inquiry: Reference,
    /// What it is about
    #[arg(long)]
    title: Option<String>,
    /// Who asks, if not the asker of the earlier inquiry
    #[arg(long)]
    asker: Option<String>,
    #[command(flatten)]
    dates: DateArgs,
    #[command(flatten)]
    questions: QuestionsArgs,
}

pub(super) fn run(context: &Context, args: &FollowUpArgs) -> Result<()> {
    let earlier = context.read(|reader| inquiries::get(reader, &args.inquiry))?;
    let title = ask_text(context, args.title.as_ref(), "title", "--title TEXT")?;
    let asked = args.questions.read()?;
    let (new, next, before) = context.write(|writer| {
        let rule = args
            .dates
            .rule
            .clone()
            .unwrap_or_else(|| earlier.deadline_rule.clone());
        let new = inquiry::dated(
            writer,
            Inquiry {
                reference: inquiry::reference(context, writer, &args.dates)?,
                title,
                asker: match &args.asker {
                    Some(named) => askers::find(writer, named)?.code,
                    None => earlier.asker.clone(),
                },
                received_on: inquiry::received(&args.dates),
                due_on: args.dates.due,
                deadline_rule: deadline_rules::get(writer, &rule)?.code,
                follows: Some(earlier.reference.clone()),
                closed_on: None,
                original_due_on: args.dates.due,
                due_stated: args.dates.due.is_some(),
            },
        )?;
        inquiries::add(writer, &new)?;
        args.questions.add(writer, &new.reference, &asked)?;
        let next = inquiry::next_step(writer, &new, asked.len())?;
        let before = asked_before(writer, &new.reference, None)?;
        Ok((new, next, before))
    })?;
    inquiry::logged(context, &new, asked.len(), &next);
    tell_asked_before(&before);
    Ok(())
}
