//! Which figure a command is about.

use clap::Args;

use crate::cli::input::Maybe;
use crate::domain::vocabulary::nearest;
use crate::domain::{AsOf, Code, Figure, QuestionNumber, Reference};
use crate::error::{Error, Result, Thing};
use crate::store::{Reader, departments, figures, inquiries, letters, questions};

/// Which answer states a figure.
#[derive(Debug, Args)]
pub(in crate::cli) struct AnswerArgs {
    /// The inquiry
    pub(super) inquiry: Reference,
    /// The question's number
    pub(super) question: QuestionNumber,
    /// The department that answers
    pub(super) department: Code,
    /// The unit of the department whose part of the answer states it, by code or name
    #[arg(long, value_name = "UNIT")]
    pub(super) answer_unit: Option<String>,
    /// Which of the department's letters, if it sent several
    #[arg(long, value_name = "NUMBER")]
    pub(super) letter: Option<u32>,
}

/// Which figure.
#[derive(Debug, Args)]
pub(in crate::cli) struct WhichArgs {
    #[command(flatten)]
    answer: AnswerArgs,
    /// What is counted or measured
    figure: String,
    /// Holding for this day, month or year, or `unknown`, if several go by that name
    #[arg(long, value_name = "DATE", value_parser = maybe_as_of)]
    with_as_of: Option<Maybe<AsOf>>,
}

/// Reads a day, month or year, or `unknown`.
pub(super) fn maybe_as_of(given: &str) -> Result<Maybe<AsOf>> {
    match given.trim() {
        "" | "unknown" | "ukendt" => Ok(Maybe(None)),
        other => other.parse().map(|day| Maybe(Some(day))),
    }
}

/// The answer that the words name, as the key of its figures: a figure of no name.
pub(super) fn stated_in(reader: &Reader<'_>, which: &AnswerArgs) -> Result<Figure> {
    let inquiry = inquiries::get_open(reader, &which.inquiry)?.reference;
    let letter = letters::get(reader, &inquiry, &which.department, which.letter)?;
    let unit = which.answer_unit.as_ref();
    let unit = unit.map(|named| departments::unit(reader, &letter.department, named));
    Ok(Figure {
        question: questions::get(reader, &inquiry, &which.question)?.number,
        inquiry,
        answer_unit: unit.transpose()?.map(|unit| unit.code),
        department: letter.department,
        letter: letter.number,
        name: String::new(),
        as_of: None,
        value: 0.0,
        unit: None,
        approximate: false,
    })
}

/// The one figure that the words name.
pub(super) fn find(reader: &Reader<'_>, which: &WhichArgs) -> Result<Figure> {
    let like = stated_in(reader, &which.answer)?;
    let mut stated = figures::list(reader, Some(&like.inquiry))?;
    stated.retain(|it| {
        (&it.question, &it.department, it.letter, &it.answer_unit)
            == (
                &like.question,
                &like.department,
                like.letter,
                &like.answer_unit,
            )
    });
    let wanted = folded(&which.figure);
    let goes_by = |it: &&Figure| {
        folded(&it.name) == wanted
            && which
                .with_as_of
                .as_ref()
                .is_none_or(|Maybe(day)| *day == it.as_of)
    };
    let found: Vec<&Figure> = stated.iter().filter(goes_by).collect();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => Err(unknown(which, &like, &stated)),
        several => Err(Error::refused(
            format!(
                "`{}` names {} figures of that answer: {}",
                which.figure,
                several.len(),
                several
                    .iter()
                    .map(|it| dated(it))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            "say which with --with-as-of DATE",
        )),
    }
}

/// The day, month or year of a figure, as `--with-as-of` takes it.
fn dated(figure: &Figure) -> String {
    let day = figure.as_of.as_ref();
    day.map_or_else(|| "unknown".to_owned(), ToString::to_string)
}

fn unknown(which: &WhichArgs, like: &Figure, stated: &[Figure]) -> Error {
    let mut names: Vec<&str> = stated.iter().map(|it| it.name.as_str()).collect();
    names.dedup();
    let (inquiry, question, department) = (&like.inquiry, &like.question, &like.department);
    Error::NotFound {
        what: Thing::Figure,
        key: which.figure.clone(),
        within: Some(format!(
            "the answer of {} to question {question} of inquiry {inquiry}",
            like.answer_unit.as_ref().unwrap_or(department)
        )),
        nearest: nearest(&which.figure, names),
        list: Some(format!("tenday figure list {inquiry}")),
    }
}

/// A name without what people leave out when they type it.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}
