//! `tenday status`: who has answered what, and what is missing.

use std::fmt::Write;

use super::context::{Context, print};
use super::inquiry::explained;
use super::output::{ListFormat, Listing};
use super::suggest;
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
    let (inquiry, states, explained, next) = context.read(|reader| {
        let inquiry = status::inquiry(reader, &args.inquiry)?;
        let states = status::answers(reader, &inquiry.reference)?;
        let next = if inquiry.questions == 0 {
            Some(suggest::question(reader, &inquiry.reference)?)
        } else {
            let missing = suggest::outstanding(reader, &inquiry.reference, None)?;
            Some(missing.unwrap_or_else(|| format!("inquiry close {}", inquiry.reference)))
        };
        let recorded = inquiries::get(reader, &inquiry.reference)?;
        Ok((inquiry, states, explained(reader, &recorded)?, next))
    })?;
    let format = context.format()?;
    match format {
        ListFormat::Table if states.is_empty() => {}
        ListFormat::Table => for_terminal(&states).print(format)?,
        ListFormat::Md => matrix(&states, Rows::Questions).print(format)?,
        _ => return rows(&states).print(format),
    }
    print(summary(&inquiry, &states, &explained).as_bytes())?;
    if format == ListFormat::Table && inquiry.state != "closed" {
        context.next(&next.iter().map(String::as_str).collect::<Vec<_>>());
    }
    Ok(())
}

/// The matrix, the questions down its side or, where that is too wide, across its top; a list
/// where both are.
fn for_terminal(states: &[AnswerState]) -> Listing {
    [Rows::Questions, Rows::Departments]
        .into_iter()
        .map(|rows| matrix(states, rows))
        .find(Listing::fits)
        .unwrap_or_else(|| rows(states))
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

/// What a row of the matrix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Questions,
    Departments,
}

/// Questions against departments (or units asked by name), one of them down, the other across.
fn matrix(states: &[AnswerState], rows: Rows) -> Listing {
    let mut departments: Vec<String> = states.iter().map(column).collect();
    departments.sort();
    departments.dedup();
    let mut questions: Vec<String> = states.iter().map(|s| s.question.to_string()).collect();
    questions.dedup();
    let cell = |question: &str, department: &str| {
        let found = states
            .iter()
            .find(|s| s.question.as_str() == question && column(s) == department);
        found.map_or(Value::Null, |state| state.state.replace('_', " ").into())
    };
    let (corner, down, across) = match rows {
        Rows::Questions => ("question", &questions, &departments),
        Rows::Departments => ("department", &departments, &questions),
    };
    let mut listing = Listing::named([vec![corner.to_owned()], across.clone()].concat());
    for row in down {
        let cells = across.iter().map(|column| match rows {
            Rows::Questions => cell(row, column),
            Rows::Departments => cell(column, row),
        });
        listing.push([vec![row.into()], cells.collect()].concat());
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
        "{}: {} of {} recorded, {} outstanding; due {due}.\n",
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
