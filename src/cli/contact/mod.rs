//! `tenday contact`: ways to reach departments and units.

mod hours;
mod open;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::cli::context::{Context, quoted, say};
use crate::cli::input::{Maybe, date, maybe_date, replaced, word};
use crate::cli::output::{ListFormat, Listing};
use crate::cli::prompt::{ask, ask_text};
use crate::domain::hours::{Hours, LossKind};
use crate::domain::language::Language;
use crate::domain::vocabulary::nearest;
use crate::domain::{
    Channel, ChannelKind, Code, QuestionNumber, Reference, Source, Visibility, changes, text,
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
        ContactCommand::Open(args) => open::run(context, &args),
        ContactCommand::Hours(args) => hours::run(context, &args),
        ContactCommand::Change { which, value, on } => {
            change(context, &which, &value, on.unwrap_or(context.today()))
        }
        ContactCommand::Retire { which, on } => {
            retire(context, &which, on.unwrap_or(context.today()))
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
        hours: replaced("hours", facts.hours.as_ref(), old.hours.clone())?,
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

fn edit(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    let (old, new) = context.write(|writer| {
        let old = find(writer, which)?;
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
            value: Some(text::clean("value", value)?),
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
