//! `tenday contact`: ways to reach departments and units.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::context::{Context, say};
use super::input::{Maybe, date, maybe_date, replaced, word};
use super::output::{ListFormat, Listing};
use super::prompt::{ask, ask_text};
use crate::domain::hours::{Hours, LossKind};
use crate::domain::language::Language;
use crate::domain::vocabulary::nearest;
use crate::domain::{
    Channel, ChannelKind, Code, QuestionNumber, Reference, Source, Visibility, changes,
};
use crate::error::{Error, Result, Thing};
use crate::store::{Reader, contacts, departments, inquiries, letters};

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
    /// Record that a channel no longer holds
    Retire {
        #[command(flatten)]
        which: WhichArgs,
        /// The last day it held; today if not given
        #[arg(long, value_name = "DATE", value_parser = date)]
        on: Option<Date>,
    },
}

/// Which channel.
#[derive(Debug, Args)]
pub(super) struct WhichArgs {
    /// The department or unit, by code
    department: Code,
    /// The channel's value, label or kind
    channel: String,
    /// Of this kind, if several go by that name
    #[arg(long = "of-kind", value_name = "KIND", value_parser = word::<ChannelKind>())]
    of_kind: Option<ChannelKind>,
    /// With this label, if several go by that name
    #[arg(long = "with-label", value_name = "LABEL")]
    with_label: Option<String>,
}

/// What is recorded of a channel.
#[derive(Debug, Clone, Args)]
pub(super) struct FactArgs {
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
    /// The first day it holds, or `unknown`
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    valid_from: Option<Maybe<Date>>,
    /// The last day it holds, or `unknown`
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    valid_to: Option<Maybe<Date>>,
}

/// Where a channel is stated.
#[derive(Debug, Args)]
pub(super) struct StatedArgs {
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
        ContactCommand::Retire { which, on } => {
            retire(context, &which, on.unwrap_or(context.today))
        }
    }
}

fn add(
    context: &Context,
    department: Option<Code>,
    unit: Option<&str>,
    kind: Option<ChannelKind>,
    facts: &FactArgs,
    stated: &StatedArgs,
) -> Result<()> {
    let department = ask(
        context,
        department,
        "department",
        "DEPARTMENT, as in `tenday contact add MSB --kind telephone`",
        str::parse,
    )?;
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
            visibility: Visibility::Public,
            source: source(writer, stated)?,
        };
        let new = onto(&facts, &bare)?;
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
fn onto(facts: &FactArgs, old: &Channel) -> Result<Channel> {
    let new = Channel {
        value: replaced("value", facts.value.as_ref(), old.value.clone())?,
        label: replaced("label", facts.label.as_ref(), old.label.clone())?,
        hours: replaced("hours", facts.hours.as_ref(), old.hours.clone())?,
        audience: replaced("audience", facts.audience.as_ref(), old.audience.clone())?,
        visibility: facts.visibility.unwrap_or(old.visibility),
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
                "Warning: {} Did you mean `{suggestion}`?",
                loss.in_words(Language::English)
            ));
        }
    }
    Ok(())
}

fn edit(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    let (old, new) = context.write(|writer| {
        let old = find(writer, which)?;
        let new = onto(facts, &old)?;
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

/// The one channel that the words name.
fn find(reader: &Reader<'_>, which: &WhichArgs) -> Result<Channel> {
    let mut named = named(reader, which)?;
    named.retain(|channel| channel.valid_to.is_none());
    match named.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Error::refused(
            format!(
                "the channel `{}` of {} no longer holds",
                which.channel, which.department
            ),
            format!(
                "`tenday contact list {} --all` shows those that ended",
                which.department
            ),
        )),
        several => {
            let titles: Vec<String> = several.iter().map(describe).collect();
            Err(Error::refused(
                format!(
                    "`{}` names {} channels of {}: {}",
                    which.channel,
                    several.len(),
                    which.department,
                    titles.join("; ")
                ),
                "say which with --of-kind or --with-label",
            ))
        }
    }
}

fn describe(channel: &Channel) -> String {
    let label = channel.label.as_ref().filter(|_| channel.value.is_some());
    let details: Vec<&str> = [label, channel.audience.as_ref()]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if details.is_empty() {
        channel.title()
    } else {
        format!("{} ({})", channel.title(), details.join(", "))
    }
}

/// Every channel that the words name, those that ended too.
fn named(reader: &Reader<'_>, which: &WhichArgs) -> Result<Vec<Channel>> {
    let code = departments::get(reader, &which.department)?.code;
    let mut known = contacts::list(reader, Some(&code))?;
    let wanted = folded(&which.channel);
    let goes_by = |channel: &Channel| {
        let names = [channel.value.as_deref(), channel.label.as_deref()];
        channel.kind.to_string() == wanted
            || names
                .into_iter()
                .flatten()
                .any(|name| folded(name) == wanted)
    };
    let fits = |channel: &Channel| {
        goes_by(channel)
            && which.of_kind.is_none_or(|kind| kind == channel.kind)
            && which.with_label.as_ref().is_none_or(|label| {
                channel
                    .label
                    .as_ref()
                    .is_some_and(|l| folded(l) == folded(label))
            })
    };
    if !known.iter().any(fits) {
        let names = known
            .iter()
            .flat_map(|channel| [channel.value.as_deref(), channel.label.as_deref()])
            .flatten();
        return Err(Error::NotFound {
            what: Thing::Channel,
            key: which.channel.clone(),
            within: Some(code.to_string()),
            nearest: nearest(&which.channel, names),
            list: Some(format!("tenday contact list {code}")),
        });
    }
    known.retain(fits);
    Ok(known)
}

/// A name without what people leave out when they type it.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}

fn list(context: &Context, department: Option<&Code>, all: bool) -> Result<()> {
    let mut found = context.read(|reader| contacts::list(reader, department))?;
    found.retain(|channel| {
        let holds = channel.valid_from.is_none_or(|day| day <= context.today)
            && channel.valid_to.is_none_or(|day| day >= context.today);
        all || holds
    });
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
