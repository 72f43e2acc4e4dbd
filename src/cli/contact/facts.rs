//! What is recorded of a channel: adding one, and changing what is said of it.

use clap::Args;
use jiff::civil::Date;

use super::which::{WhichArgs, find_to_edit};
use crate::cli::context::{Context, say};
use crate::cli::input::{Maybe, date, maybe_date, replaced, word};
use crate::cli::prompt::{ask, ask_department, ask_text};
use crate::domain::hours::{Hours, LossKind};
use crate::domain::language::Language;
use crate::domain::{
    Channel, ChannelKind, Code, QuestionNumber, Reference, Source, Visibility, changes, text,
};
use crate::error::Result;
use crate::store::{Reader, contacts, departments, inquiries, letters};

/// What is recorded of a channel.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct FactArgs {
    /// The number or address
    #[arg(long)]
    value: Option<String>,
    /// Whose or what it is, if not the department or unit itself
    #[arg(long)]
    label: Option<String>,
    /// When it is open, in `opening_hours` notation or Danish words
    #[arg(long)]
    hours: Option<String>,
    /// For whom, if not for everyone
    #[arg(long)]
    audience: Option<String>,
    /// Who may see it [default when adding: public]
    #[arg(long, value_parser = word::<Visibility>())]
    visibility: Option<Visibility>,
    /// Who decided the visibility
    #[arg(long, value_name = "NAME")]
    decided_by: Option<String>,
    /// The day the visibility was decided; today if --decided-by is given
    #[arg(long, value_name = "DATE", value_parser = date, requires = "decided_by")]
    decided_on: Option<Date>,
    /// Other departments and units that it serves too, separated by commas
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    also_serves: Option<Vec<Code>>,
    /// The first day it holds, or `unknown`
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    valid_from: Option<Maybe<Date>>,
    /// The last day it holds, or `unknown`
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    valid_to: Option<Maybe<Date>>,
}

/// Where a channel is stated.
#[derive(Debug, Args)]
pub(in crate::cli) struct StatedArgs {
    /// The inquiry in which it is stated
    #[arg(long = "stated-in", value_name = "REF", requires = "stated_by")]
    inquiry: Option<Reference>,
    /// The department whose letter states it
    #[arg(
        long = "stated-by",
        id = "stated_by",
        value_name = "CODE",
        requires = "inquiry"
    )]
    department: Option<Code>,
    /// The question whose answer states it; the letterhead if not given
    #[arg(long = "stated-question", value_name = "NUMBER", requires = "inquiry")]
    question: Option<QuestionNumber>,
}

pub(super) fn add(
    context: &Context,
    department: Option<Code>,
    unit: Option<&str>,
    kind: Option<ChannelKind>,
    facts: &FactArgs,
    stated: &StatedArgs,
) -> Result<()> {
    let flag = "DEPARTMENT, as in `tenday contact add MSB --kind telephone`";
    let department = ask_department(context, department, flag)?;
    let kind = ask(
        context,
        kind,
        "kind",
        "--kind KIND, as in --kind telephone",
        str::parse,
    )?;
    let facts = asked_for(context, facts)?;
    let new = context.write(|writer| {
        let department = match unit {
            Some(named) => departments::unit(writer, &department, named)?.code,
            None => departments::get(writer, &department)?.code,
        };
        let bare = Channel {
            department,
            kind,
            value: None,
            label: None,
            audience: None,
            valid_from: None,
            valid_to: None,
            hours: None,
            hours_words: None,
            visibility: Visibility::Public,
            decided_by: None,
            decided_on: None,
            also_serves: Vec::new(),
            source: source(writer, stated)?,
        };
        let new = onto(context, &facts, &bare)?;
        contacts::add(writer, &new)?;
        Ok(new)
    })?;
    tell_hours(&facts, &new)?;
    context.done(
        &format!("Added {} of {}.", new.title(), new.department),
        &[&format!("contact list {}", new.department)],
    );
    Ok(())
}

/// What the options say, and if they say nothing, the value that the user types when asked.
fn asked_for(context: &Context, facts: &FactArgs) -> Result<FactArgs> {
    let mut facts = facts.clone();
    if context.may_ask
        && [&facts.value, &facts.hours, &facts.label]
            .iter()
            .all(|f| f.is_none())
    {
        facts.value = Some(ask_text(context, None, "value", "--value TEXT")?);
    }
    Ok(facts)
}

fn source(reader: &Reader<'_>, stated: &StatedArgs) -> Result<Option<Source>> {
    let (Some(inquiry), Some(department)) = (&stated.inquiry, &stated.department) else {
        return Ok(None);
    };
    let letter = letters::get(
        reader,
        &inquiries::get(reader, inquiry)?.reference,
        department,
        None,
    )?;
    Ok(Some(Source {
        inquiry: letter.inquiry,
        department: letter.department,
        letter: letter.number,
        question: stated.question.clone(),
        unit: None,
    }))
}

/// The channel with what the options say in place of what it says, checked.
fn onto(context: &Context, facts: &FactArgs, old: &Channel) -> Result<Channel> {
    let decided_by = replaced("name", facts.decided_by.as_ref(), old.decided_by.clone())?;
    let decided_on = match &facts.decided_by {
        Some(_) => decided_by
            .as_ref()
            .map(|_| facts.decided_on.unwrap_or(context.today())),
        None => old.decided_on,
    };
    let new = Channel {
        value: replaced("value", facts.value.as_ref(), old.value.clone())?,
        label: replaced("label", facts.label.as_ref(), old.label.clone())?,
        hours: match facts.hours.as_deref().map(text::joined) {
            Some(given) => Some(given).filter(|hours| !hours.is_empty()),
            None => old.hours.clone(),
        },
        hours_words: old.hours_words.clone().filter(|_| facts.hours.is_none()),
        audience: replaced("audience", facts.audience.as_ref(), old.audience.clone())?,
        visibility: facts.visibility.unwrap_or(old.visibility),
        decided_by,
        decided_on,
        also_serves: facts
            .also_serves
            .clone()
            .unwrap_or_else(|| old.also_serves.clone()),
        valid_from: facts
            .valid_from
            .as_ref()
            .map_or(old.valid_from, |Maybe(day)| *day),
        valid_to: facts
            .valid_to
            .as_ref()
            .map_or(old.valid_to, |Maybe(day)| *day),
        ..old.clone()
    };
    new.checked()
}

/// Says how hours given in words were understood, and warns of rules that take hours away.
fn tell_hours(facts: &FactArgs, new: &Channel) -> Result<()> {
    let (Some(given), Some(notation)) = (&facts.hours, &new.hours) else {
        return Ok(());
    };
    if given.trim() != notation {
        say(&format!("Hours understood as: {notation}"));
    }
    for loss in notation.parse::<Hours>()?.losses() {
        if let LossKind::Replaces { suggestion } = &loss.kind {
            say(&format!(
                "Warning: {}. Did you mean `{suggestion}`?",
                loss.in_words(Language::English)
            ));
        }
    }
    Ok(())
}

pub(super) fn edit(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    let (old, new) = context.write(|writer| {
        let old = find_to_edit(writer, which)?;
        let new = onto(context, facts, &old)?;
        contacts::update(writer, &old, &new)?;
        Ok((old, new))
    })?;
    tell_hours(facts, &new)?;
    context.changed(
        &format!("{} of {}", old.title(), old.department),
        &changes(&old, &new),
        &[&format!("contact list {}", new.department)],
    );
    Ok(())
}
