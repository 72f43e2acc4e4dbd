//! `tenday inquiry`: rounds of questions.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::context::Context;
use super::input::{Maybe, QuestionsArgs, cleaned, date, maybe_date};
use super::output::{ListFormat, Listing};
use super::prompt::{ask, ask_text};
use super::search::{asked_before, tell_asked_before};
use super::suggest;
use crate::domain::language::Language;
use crate::domain::{Code, Inquiry, Reference, Value, changes};
use crate::error::Result;
use crate::store::status::{self, Filter, InquiryState};
use crate::store::{Reader, Writer, askers, deadline_rules, deadlines, inquiries, questions};

/// The rule that holds where none is named.
pub(super) const DEFAULT_RULE: &str = "ten-day";

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
}

/// Options of `inquiry add`.
#[derive(Debug, Args)]
pub(super) struct AddArgs {
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
pub(super) struct DateArgs {
    /// Its reference; the next of the year if not given
    #[arg(long, value_name = "REF")]
    pub(super) reference: Option<Reference>,
    /// The day it was received; unknown if not given
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    pub(super) received: Option<Maybe<Date>>,
    /// The day answers are due, if not by the rule
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) due: Option<Date>,
    /// The deadline rule; if not given ten-day or, for a follow-up, that of the earlier inquiry
    #[arg(long, value_name = "RULE")]
    pub(super) rule: Option<Code>,
}

/// Options of `inquiry edit`.
#[derive(Debug, Args)]
pub(super) struct EditArgs {
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

pub(super) fn run(context: &Context, command: InquiryCommand) -> Result<()> {
    match command {
        InquiryCommand::Add(args) => add(context, args),
        InquiryCommand::Edit(args) => edit(context, &args),
        InquiryCommand::List { year, asker, state } => list(context, year, asker.as_deref(), state),
        InquiryCommand::Show { inquiry } => show(context, &inquiry),
        InquiryCommand::Close { inquiry, on } => close(context, &inquiry, on),
        InquiryCommand::Reopen { inquiry } => reopen(context, &inquiry),
    }
}

fn add(context: &Context, args: AddArgs) -> Result<()> {
    let title = ask_text(context, args.title.as_ref(), "title", "--title TEXT")?;
    let asker = ask(context, args.asker, "asker", "--asker CODE", |typed| {
        Ok(typed.to_owned())
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
pub(super) fn reference(
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

pub(super) fn received(dates: &DateArgs) -> Option<Date> {
    dates.received.as_ref().and_then(|Maybe(day)| *day)
}

/// A new inquiry with the dates that follow from what else is known of it.
pub(super) fn dated(reader: &Reader<'_>, new: Inquiry) -> Result<Inquiry> {
    let reference = new.reference.clone();
    deadlines::dated(reader, &reference, new)
}

/// How the due date of an inquiry was reached, in words.
pub(super) fn explained(reader: &Reader<'_>, inquiry: &Inquiry) -> Result<String> {
    let Some(due) = deadlines::way(reader, inquiry)? else {
        return Ok(match inquiry.received_on {
            None => "the day of receipt is not known",
            Some(_) => "the due date was said not to be known",
        }
        .to_owned());
    };
    let words = due.in_words(Language::English);
    Ok(match inquiry.due_on {
        recorded if recorded == due.date => words,
        Some(recorded) => format!(
            "recorded as {recorded}, which the rule and the closed days of now do not give: {words}"
        ),
        None => format!("not recorded; the rule and the closed days of now give: {words}"),
    })
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

/// What to do with a new inquiry.
pub(super) fn next_step(reader: &Reader<'_>, new: &Inquiry, questions: usize) -> Result<String> {
    if questions == 0 {
        return suggest::question(reader, &new.reference);
    }
    Ok(format!("status {}", new.reference))
}

/// Says what was logged.
pub(super) fn logged(context: &Context, new: &Inquiry, questions: usize, next: &str) {
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

fn edit(context: &Context, args: &EditArgs) -> Result<()> {
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

fn list(
    context: &Context,
    year: Option<i16>,
    asker: Option<&str>,
    state: Option<String>,
) -> Result<()> {
    let states = context.read(|reader| {
        let asker = asker.map(|named| askers::find(reader, named)).transpose()?;
        status::inquiries(
            reader,
            &Filter {
                year,
                asker: asker.map(|asker| asker.code),
                state,
            },
        )
    })?;
    let format = context.format()?;
    if format == ListFormat::Table {
        return brief(&states).print(format);
    }
    let mut listing = Listing::new(&STATE_COLUMNS);
    for state in &states {
        listing.push(state_row(state, format));
    }
    listing.print(format)
}

/// The inquiries as a list that fits a terminal.
fn brief(states: &[InquiryState]) -> Listing {
    let columns = [
        "inquiry", "title", "asker", "received", "due", "answers", "state",
    ];
    let mut listing = Listing::new(&columns);
    for state in states {
        listing.push(vec![
            (&state.reference).into(),
            (&state.title).into(),
            (&state.asker).into(),
            day(state.received_on),
            day(state.due_on),
            format!("{} of {}", state.answered, state.expected).into(),
            (&state.state).into(),
        ]);
    }
    listing
}

/// A day as people are told it.
fn day(known: Option<Date>) -> Value {
    known.map_or_else(|| "unknown".into(), Value::from)
}

const STATE_COLUMNS: [&str; 11] = [
    "inquiry",
    "title",
    "asker",
    "follows",
    "received_on",
    "due_on",
    "questions",
    "expected",
    "answered",
    "outstanding",
    "state",
];

fn state_row(state: &InquiryState, format: ListFormat) -> Vec<Value> {
    let day = |known: Option<Date>| {
        if format.is_for_people() {
            day(known)
        } else {
            known.into()
        }
    };
    vec![
        (&state.reference).into(),
        (&state.title).into(),
        (&state.asker).into(),
        state.follows.as_ref().into(),
        day(state.received_on),
        day(state.due_on),
        state.questions.into(),
        state.expected.into(),
        state.answered.into(),
        state.outstanding.into(),
        (&state.state).into(),
    ]
}

fn show(context: &Context, reference: &Reference) -> Result<()> {
    let (state, explained, asked) = context.read(|reader| {
        let state = status::inquiry(reader, reference)?;
        let explained = explained(reader, &inquiries::get(reader, reference)?)?;
        let asked = super::question::listing(reader, &state.reference)?;
        Ok((state, explained, asked))
    })?;
    let mut listing =
        Listing::new(&[&STATE_COLUMNS[..], &["original_due_on", "due_explained"]].concat());
    let format = context.format()?;
    let dates = vec![state.original_due_on.into(), explained.into()];
    listing.push([state_row(&state, format), dates].concat());
    listing.print_record(format)?;
    if format == ListFormat::Table && state.questions > 0 {
        asked.print(format)?;
    }
    Ok(())
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

/// Whom a new question of an inquiry is put to if nothing else is said: the addressees of its
/// other questions, or else of those of the inquiry that it continues.
pub(super) fn usual_addressees(writer: &Writer<'_>, inquiry: &Reference) -> Result<Vec<Code>> {
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
