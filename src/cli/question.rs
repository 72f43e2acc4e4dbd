//! `tenday question`: the numbered questions of an inquiry.

use clap::Subcommand;

use super::context::Context;
use super::input::{TextArgs, add_question, each_once};
use super::inquiry::usual_addressees;
use super::output::Listing;
use super::removal::{Removed, command, remove, text_option};
use super::search::{asked_before, tell_asked_before};
use crate::domain::{Addressee, Code, Question, QuestionNumber, Reference, changes};
use crate::error::Result;
use crate::store::{Reader, Writer, inquiries, questions, removal};

/// Commands on questions.
#[derive(Debug, Subcommand)]
pub(super) enum QuestionCommand {
    /// Add a question to an inquiry
    Add {
        /// The inquiry
        inquiry: Reference,
        /// Its number as printed; its place if not given
        #[arg(long)]
        number: Option<QuestionNumber>,
        /// The departments it is put to, separated by commas; those of the other questions if not given
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        to: Vec<Code>,
        #[command(flatten)]
        text: TextArgs,
    },
    /// Change a question
    Edit {
        /// The inquiry
        inquiry: Reference,
        /// Its number
        question: QuestionNumber,
        /// The new number
        #[arg(long)]
        number: Option<QuestionNumber>,
        /// The departments it is put to, in place of those before; who is not named need not answer
        #[arg(long, value_name = "CODES", value_delimiter = ',')]
        to: Vec<Code>,
        #[command(flatten)]
        text: TextArgs,
    },
    /// Remove a question that was added by mistake
    Remove {
        /// The inquiry
        inquiry: Reference,
        /// Its number
        question: QuestionNumber,
    },
    /// List the questions of an inquiry and whom they are put to
    List {
        /// The inquiry
        inquiry: Reference,
    },
}

pub(super) fn run(context: &Context, command: QuestionCommand) -> Result<()> {
    match command {
        QuestionCommand::Add {
            inquiry,
            number,
            to,
            text,
        } => add(context, &inquiry, number, &to, &text),
        QuestionCommand::Edit {
            inquiry,
            question,
            number,
            to,
            text,
        } => edit(context, &inquiry, &question, number, &to, &text),
        QuestionCommand::Remove { inquiry, question } => {
            remove(context, |writer| removed(writer, &inquiry, &question))
        }
        QuestionCommand::List { inquiry } => context
            .read(|reader| listing(reader, &inquiry))?
            .print(context.format()?),
    }
}

fn add(
    context: &Context,
    inquiry: &Reference,
    number: Option<QuestionNumber>,
    to: &[Code],
    text: &TextArgs,
) -> Result<()> {
    context.read(|reader| inquiries::get_open(reader, inquiry))?;
    let text = text.required(context, "question")?;
    let (question, to, before) = context.write(|writer| {
        let reference = inquiries::get_open(writer, inquiry)?.reference;
        let to = if to.is_empty() {
            usual_addressees(writer, &reference)?
        } else {
            to.to_vec()
        };
        let question = add_question(writer, &reference, number, &text, &to)?;
        let to = questions::addressees(writer, &reference, &question.number)?;
        let before = asked_before(writer, &reference, Some(&question.number))?;
        Ok((question, to, before))
    })?;
    context.done(
        &format!(
            "Added question {} to inquiry {}, put to {}.",
            question.number,
            question.inquiry,
            joined(&to)
        ),
        &[&format!("status {}", question.inquiry)],
    );
    tell_asked_before(&before);
    Ok(())
}

fn edit(
    context: &Context,
    inquiry: &Reference,
    question: &QuestionNumber,
    number: Option<QuestionNumber>,
    to: &[Code],
    text: &TextArgs,
) -> Result<()> {
    let text = text.given("question")?;
    let (old, new, moved) = context.write(|writer| {
        let reference = inquiries::get_open(writer, inquiry)?.reference;
        let old = questions::get(writer, &reference, question)?;
        let new = Question {
            number: number.unwrap_or_else(|| old.number.clone()),
            text: text.unwrap_or_else(|| old.text.clone()),
            ..old.clone()
        };
        questions::update(writer, &old, &new)?;
        Ok((old, new.clone(), readdress(writer, &new, to)?))
    })?;
    let what = format!("question {} of inquiry {}", old.number, old.inquiry);
    let next = format!("question list {}", new.inquiry);
    match moved {
        Some(moved) if old == new => context.done(&format!("Changed {what}: {moved}."), &[&next]),
        Some(moved) => {
            context.changed(&what, &changes(&old, &new), &[]);
            context.done(&format!("  {moved}"), &[&next]);
        }
        None => context.changed(&what, &changes(&old, &new), &[&next]),
    }
    Ok(())
}

/// Puts a question to `to` in place of those before; says what that changed.
fn readdress(writer: &Writer<'_>, question: &Question, to: &[Code]) -> Result<Option<String>> {
    let before = questions::addressees(writer, &question.inquiry, &question.number)?;
    if to.is_empty() {
        return Ok(None);
    }
    let addressee = |department: &Code| Addressee {
        inquiry: question.inquiry.clone(),
        question: question.number.clone(),
        department: department.clone(),
    };
    for department in &before {
        questions::take_back(writer, &addressee(department))?;
    }
    for department in each_once(to) {
        questions::put_to(writer, &addressee(department))?;
    }
    let after = questions::addressees(writer, &question.inquiry, &question.number)?;
    Ok((before != after)
        .then(|| format!("put to {} instead of {}", joined(&after), joined(&before))))
}

fn joined(codes: &[Code]) -> String {
    let codes: Vec<&str> = codes.iter().map(Code::as_str).collect();
    codes.join(", ")
}

fn removed(writer: &Writer<'_>, inquiry: &Reference, number: &QuestionNumber) -> Result<Removed> {
    let inquiry = inquiries::get_open(writer, inquiry)?.reference;
    let old = questions::get(writer, &inquiry, number)?;
    let to = questions::addressees(writer, &inquiry, &old.number)?;
    removal::question(writer, &old)?;
    let mut record = Listing::new(&["inquiry", "question", "put_to", "text"]);
    record.push(vec![
        (&inquiry).into(),
        (&old.number).into(),
        joined(&to).into(),
        (&old.text).into(),
    ]);
    Ok(Removed {
        what: format!("question {} of inquiry {inquiry}", old.number),
        also: String::new(),
        next: format!("question list {inquiry}"),
        again: command(
            format!("question add {inquiry}"),
            &[
                ("number", (&old.number).into()),
                ("to", joined(&to).replace(' ', "").into()),
                text_option(Some(&old.text)),
            ],
        ),
        record,
    })
}

/// The questions of an inquiry with whom they are put to.
pub(super) fn listing(reader: &Reader<'_>, inquiry: &Reference) -> Result<Listing> {
    let mut listing = Listing::new(&["question", "put_to", "text"]);
    for question in questions::list(reader, inquiry)? {
        let to = questions::addressees(reader, inquiry, &question.number)?;
        listing.push(vec![
            (&question.number).into(),
            joined(&to).into(),
            question.text.into(),
        ]);
    }
    Ok(listing)
}
