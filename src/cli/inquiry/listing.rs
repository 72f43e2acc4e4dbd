//! Seeing inquiries and how far they have come.

use jiff::civil::Date;

use crate::cli::context::Context;
use crate::cli::output::{ListFormat, Listing};
use crate::domain::language::Language;
use crate::domain::{Inquiry, Reference, Value};
use crate::error::Result;
use crate::store::status::{self, Filter, InquiryState};
use crate::store::{Reader, askers, deadlines, inquiries};

pub(super) fn list(
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

pub(super) fn show(context: &Context, reference: &Reference) -> Result<()> {
    let format = context.format()?;
    let (record, asked) = context.read(|reader| {
        let inquiry = inquiries::get(reader, reference)?;
        let asked = crate::cli::question::listing(reader, &inquiry.reference)?;
        Ok((record(reader, &inquiry, format)?, asked))
    })?;
    record.print_record(format)?;
    if format == ListFormat::Table && !asked.is_empty() {
        asked.print(format)?;
    }
    Ok(())
}

/// An inquiry with its state and how its due date was reached.
pub(super) fn record(
    reader: &Reader<'_>,
    inquiry: &Inquiry,
    format: ListFormat,
) -> Result<Listing> {
    let state = status::inquiry(reader, &inquiry.reference)?;
    let dates = vec![
        state.original_due_on.into(),
        explained(reader, inquiry)?.into(),
    ];
    let mut record =
        Listing::new(&[&STATE_COLUMNS[..], &["original_due_on", "due_explained"]].concat());
    record.push([state_row(&state, format), dates].concat());
    Ok(record)
}

/// How the due date of an inquiry was reached, in words.
pub(in crate::cli) fn explained(reader: &Reader<'_>, inquiry: &Inquiry) -> Result<String> {
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
