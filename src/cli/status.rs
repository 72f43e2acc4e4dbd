//! `tenday status`: who has answered what, and what is missing.

use std::fmt::Write;

use super::context::{Context, print, say};
use super::inquiry::explained;
use super::output::{ListFormat, Listing};
use crate::domain::{Reference, Value};
use crate::error::{Result, count};
use crate::store::inquiries;
use crate::store::status::{self, AnswerState, InquiryState};

/// Options of `status`.
#[derive(Debug, clap::Args)]
pub(super) struct StatusArgs {
    /// The inquiry
    inquiry: Reference,
}

pub(super) fn run(context: &Context, args: &StatusArgs) -> Result<()> {
    let (inquiry, states, explained) = context.read(|reader| {
        let inquiry = status::inquiry(reader, &args.inquiry)?;
        let states = status::answers(reader, &inquiry.reference)?;
        let recorded = inquiries::get(reader, &inquiry.reference)?;
        Ok((inquiry, states, explained(reader, &recorded)?))
    })?;
    match context.format()? {
        ListFormat::Table | ListFormat::Md => {
            matrix(&states).print(context.format()?)?;
            print(summary(&inquiry, &states, &explained).as_bytes())
        }
        _ => rows(&states).print(context.format()?),
    }?;
    if inquiry.outstanding > 0 && context.format()? == ListFormat::Table {
        say(&format!(
            "Next: {}",
            context.command(&format!(
                "answer add {} QUESTION DEPARTMENT --file answer.txt",
                inquiry.reference
            ))
        ));
    }
    Ok(())
}

fn rows(states: &[AnswerState]) -> Listing {
    let mut listing = Listing::new(&["question", "department", "unit", "state", "dated_on"]);
    for state in states {
        listing.push(vec![
            (&state.question).into(),
            (&state.department).into(),
            state.unit.as_ref().into(),
            (&state.state).into(),
            state.dated_on.into(),
        ]);
    }
    listing
}

/// A row for each question, a column for each department (or unit asked by name).
fn matrix(states: &[AnswerState]) -> Listing {
    let mut columns: Vec<String> = states.iter().map(column).collect();
    columns.sort();
    columns.dedup();
    let mut questions: Vec<&str> = states.iter().map(|state| state.question.as_str()).collect();
    questions.dedup();
    let mut listing = Listing::named([vec!["question".to_owned()], columns.clone()].concat());
    for question in questions {
        let cell = |name: &String| {
            let found = states
                .iter()
                .find(|s| s.question.as_str() == question && column(s) == *name);
            found.map_or(Value::Null, |state| (&state.state).into())
        };
        listing.push([vec![question.into()], columns.iter().map(cell).collect()].concat());
    }
    listing
}

fn column(state: &AnswerState) -> String {
    state.unit.as_ref().map_or_else(
        || state.department.to_string(),
        |unit| format!("{} {unit}", state.department),
    )
}

fn summary(inquiry: &InquiryState, states: &[AnswerState], explained: &str) -> String {
    let due = inquiry
        .due_on
        .map_or_else(|| "unknown".to_owned(), |day| day.to_string());
    let mut text = format!(
        "{}: {} of {} answered, {} outstanding; due {due}.\n",
        inquiry.reference,
        inquiry.answered,
        count(inquiry.expected as usize, "answer"),
        inquiry.outstanding,
    );
    let _ = writeln!(text, "Due date: {}.", super::output::visible(explained));
    let missing: Vec<&AnswerState> = states
        .iter()
        .filter(|state| state.is_outstanding())
        .collect();
    let mut questions: Vec<&str> = missing
        .iter()
        .map(|state| state.question.as_str())
        .collect();
    questions.dedup();
    for question in questions {
        let who: Vec<String> = missing
            .iter()
            .filter(|s| s.question.as_str() == question)
            .map(|s| column(s))
            .collect();
        let _ = writeln!(
            text,
            "Outstanding: question {question} from {}",
            who.join(", ")
        );
    }
    text
}
