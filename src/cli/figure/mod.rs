//! `tenday figure`: numbers that answers state.

mod which;

use clap::{Args, Subcommand};

use super::context::Context;
use super::input::{Maybe, cleaned, number, replaced};
use super::output::{ListFormat, Listing};
use super::prompt::{ask, ask_text};
use super::removal::{Removed, command, remove};
use crate::domain::{AsOf, Figure, Reference, changes};
use crate::error::Result;
use crate::store::{Writer, figures, removal};
use which::{AnswerArgs, WhichArgs, find, maybe_as_of, stated_in};

/// Commands on figures.
#[derive(Debug, Subcommand)]
pub(super) enum FigureCommand {
    /// Record a number that an answer states
    Add {
        #[command(flatten)]
        answer: AnswerArgs,
        /// What is counted or measured
        #[arg(long)]
        name: Option<String>,
        /// The number
        #[arg(long, value_parser = number, allow_negative_numbers = true)]
        value: Option<f64>,
        /// What the number counts, as in telephones
        #[arg(long)]
        unit: Option<String>,
        /// The day, month or year it holds for
        #[arg(long, value_name = "DATE")]
        as_of: Option<AsOf>,
        /// The answer gives the number as approximate
        #[arg(long)]
        approximate: bool,
    },
    /// Change a figure; an empty unit removes what was there
    Edit {
        #[command(flatten)]
        which: WhichArgs,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// Remove a figure that was recorded by mistake
    Remove {
        #[command(flatten)]
        which: WhichArgs,
    },
    /// List the figures of an inquiry, or all
    List {
        /// The inquiry
        inquiry: Option<Reference>,
    },
}

/// What is changed of a figure.
#[derive(Debug, Args)]
pub(super) struct FactArgs {
    /// What is counted or measured
    #[arg(long)]
    name: Option<String>,
    /// The number
    #[arg(long, value_parser = number, allow_negative_numbers = true)]
    value: Option<f64>,
    /// What the number counts, as in telephones
    #[arg(long)]
    unit: Option<String>,
    /// The day, month or year it holds for, or `unknown`
    #[arg(long, value_name = "DATE", value_parser = maybe_as_of)]
    as_of: Option<Maybe<AsOf>>,
    /// The answer gives the number as approximate
    #[arg(long, conflicts_with = "exact")]
    approximate: bool,
    /// The answer gives the number as exact
    #[arg(long)]
    exact: bool,
}

pub(super) fn run(context: &Context, command: FigureCommand) -> Result<()> {
    match command {
        FigureCommand::List { inquiry } => {
            let found = context.read(|reader| figures::list(reader, inquiry.as_ref()))?;
            let format = context.format()?;
            if format == ListFormat::Table {
                return brief(&found).print(format);
            }
            Listing::of(&found).print(format)
        }
        FigureCommand::Edit { which, facts } => edit(context, &which, &facts),
        FigureCommand::Remove { which } => remove(context, |writer| removed(writer, &which)),
        FigureCommand::Add {
            answer,
            name,
            value,
            unit,
            as_of,
            approximate,
        } => {
            let name = ask_text(context, name.as_ref(), "name", "--name TEXT")?;
            let value = ask(context, value, "value", "--value NUMBER", number)?;
            let unit = cleaned("unit", unit.as_ref())?;
            let new = context.write(|writer| {
                let new = Figure {
                    name,
                    as_of,
                    value,
                    unit,
                    approximate,
                    ..stated_in(writer, &answer)?
                };
                figures::add(writer, &new)?;
                Ok(new)
            })?;
            let what = format!(
                "Recorded the figure {} = {} of {}.",
                new.name, new.value, new.department
            );
            context.done(&what, &[&format!("figure list {}", new.inquiry)]);
            Ok(())
        }
    }
}

fn edit(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    let name = cleaned("name", facts.name.as_ref())?;
    let (old, new) = context.write(|writer| {
        let old = find(writer, which)?;
        let as_of = facts.as_of.as_ref().map(|Maybe(day)| day.clone());
        let new = Figure {
            name: name.unwrap_or_else(|| old.name.clone()),
            as_of: as_of.unwrap_or_else(|| old.as_of.clone()),
            value: facts.value.unwrap_or(old.value),
            unit: replaced("unit", facts.unit.as_ref(), old.unit.clone())?,
            approximate: facts.approximate || old.approximate && !facts.exact,
            ..old.clone()
        };
        figures::update(writer, &old, &new)?;
        Ok((old, new))
    })?;
    context.changed(
        &called(&old),
        &changes(&old, &new),
        &[&format!("figure list {}", new.inquiry)],
    );
    Ok(())
}

/// A figure as people are told of it.
fn called(figure: &Figure) -> String {
    format!(
        "the figure {} of {} on question {} of inquiry {}",
        figure.name,
        figure.answer_unit.as_ref().unwrap_or(&figure.department),
        figure.question,
        figure.inquiry
    )
}

fn removed(writer: &Writer<'_>, which: &WhichArgs) -> Result<Removed> {
    let old = find(writer, which)?;
    removal::figure(writer, &old)?;
    Ok(Removed {
        what: called(&old),
        also: String::new(),
        next: format!("figure list {}", old.inquiry),
        again: again(&old),
        record: Listing::of(&[old]),
    })
}

/// The command that records the figure.
fn again(figure: &Figure) -> String {
    let (inquiry, question) = (&figure.inquiry, &figure.question);
    let words = format!("figure add {inquiry} {question} {}", figure.department);
    let said = command(
        words,
        &[
            ("answer-unit", figure.answer_unit.as_ref().into()),
            ("letter", figure.letter.into()),
            ("name", (&figure.name).into()),
            // With a comma: `1.125` can be read in two ways.
            ("value", figure.value.to_string().replace('.', ",").into()),
            ("unit", figure.unit.as_ref().into()),
            (
                "as-of",
                figure.as_of.as_ref().map(ToString::to_string).into(),
            ),
        ],
    );
    said + if figure.approximate {
        " --approximate"
    } else {
        ""
    }
}

/// The figures as a list that fits a terminal.
fn brief(figures: &[Figure]) -> Listing {
    let columns = [
        "inquiry",
        "question",
        "department",
        "name",
        "figure",
        "as_of",
    ];
    let mut listing = Listing::new(&columns);
    for figure in figures {
        let about = if figure.approximate { "about " } else { "" };
        let unit = figure.unit.as_deref().unwrap_or_default();
        let stated = format!("{about}{} {unit}", figure.value);
        let who = figure.answer_unit.as_ref().unwrap_or(&figure.department);
        listing.push(vec![
            (&figure.inquiry).into(),
            (&figure.question).into(),
            who.into(),
            (&figure.name).into(),
            stated.trim_end().into(),
            figure.as_of.as_ref().map(ToString::to_string).into(),
        ]);
    }
    listing
}
