//! `tenday figure`: numbers that answers state.

use clap::Subcommand;

use super::context::Context;
use super::input::{cleaned, number};
use super::output::{ListFormat, Listing};
use super::prompt::{ask, ask_text};
use crate::domain::{AsOf, Code, Figure, QuestionNumber, Reference};
use crate::error::Result;
use crate::store::{departments, figures, inquiries, letters, questions};

/// Commands on figures.
#[derive(Debug, Subcommand)]
pub(super) enum FigureCommand {
    /// Record a number that an answer states
    Add {
        /// The inquiry
        inquiry: Reference,
        /// The question's number
        question: QuestionNumber,
        /// The department that answers
        department: Code,
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
        /// The unit of the department whose part of the answer states it, by code or name
        #[arg(long, value_name = "UNIT")]
        answer_unit: Option<String>,
        /// Which of the department's letters, if it sent several
        #[arg(long, value_name = "NUMBER")]
        letter: Option<u32>,
    },
    /// List the figures of an inquiry, or all
    List {
        /// The inquiry
        inquiry: Option<Reference>,
    },
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
        FigureCommand::Add {
            inquiry,
            question,
            department,
            name,
            value,
            unit,
            as_of,
            approximate,
            answer_unit,
            letter,
        } => {
            let name = ask_text(context, name.as_ref(), "name", "--name TEXT")?;
            let value = ask(context, value, "value", "--value NUMBER", number)?;
            let unit = cleaned("unit", unit.as_ref())?;
            let new = context.write(|writer| {
                let inquiry = inquiries::get_open(writer, &inquiry)?.reference;
                let letter = letters::get(writer, &inquiry, &department, letter)?;
                let named = |unit: &String| departments::unit(writer, &letter.department, unit);
                let new = Figure {
                    question: questions::get(writer, &inquiry, &question)?.number,
                    inquiry,
                    answer_unit: answer_unit
                        .as_ref()
                        .map(named)
                        .transpose()?
                        .map(|unit| unit.code),
                    department: letter.department,
                    letter: letter.number,
                    name,
                    as_of,
                    value,
                    unit,
                    approximate,
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
