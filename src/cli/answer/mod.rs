//! `tenday answer`: what letters say to questions.

mod remove;

use clap::{Args, Subcommand};

use super::context::{Context, quoted};
use super::input::{TextArgs, replaced, word};
use super::output::{ListFormat, Listing};
use super::prompt;
use crate::domain::{Answer, Code, Disposition, QuestionNumber, Reference, Wording, changes};
use crate::error::Result;
use crate::store::answers::Key;
use crate::store::{Reader, answers, departments, inquiries, letters, questions, status};

/// Commands on answers.
#[derive(Debug, Subcommand)]
pub(super) enum AnswerCommand {
    /// Record what a department's letter says to a question
    Add {
        #[command(flatten)]
        which: WhichArgs,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// Change an answer; an empty label removes it
    Edit {
        #[command(flatten)]
        which: WhichArgs,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// Remove an answer that was recorded by mistake
    Remove {
        #[command(flatten)]
        which: WhichArgs,
    },
    /// List the answers to an inquiry
    List {
        /// The inquiry
        inquiry: Reference,
        /// To this question only
        #[arg(long)]
        question: Option<QuestionNumber>,
        /// Of this department only
        #[arg(long)]
        department: Option<Code>,
    },
    /// Show an answer in full
    Show {
        #[command(flatten)]
        which: WhichArgs,
    },
}

/// Which answer.
#[derive(Debug, Args)]
pub(super) struct WhichArgs {
    /// The inquiry
    inquiry: Reference,
    /// The question's number
    question: QuestionNumber,
    /// The department that answers
    department: Code,
    /// The unit that the answer speaks for, by code or name; the whole department if not given
    #[arg(long)]
    unit: Option<String>,
    /// Which of the department's letters, if it sent several
    #[arg(long, value_name = "NUMBER")]
    letter: Option<u32>,
}

/// What is recorded of an answer.
#[derive(Debug, Args)]
pub(super) struct FactArgs {
    /// The number or letter printed before it
    #[arg(long)]
    label: Option<String>,
    /// How the question was dealt with [default when adding: answered]
    #[arg(long, value_parser = word::<Disposition>())]
    disposition: Option<Disposition>,
    /// For `see_other`: the question whose answer holds for this one too
    #[arg(long, value_name = "NUMBER")]
    refers_to_question: Option<QuestionNumber>,
    /// For `referred`: the department that the question is left to
    #[arg(long, value_name = "CODE")]
    refers_to_department: Option<Code>,
    /// Whose words the text is in [default when adding: verbatim]
    #[arg(long, value_parser = word::<Wording>())]
    wording: Option<Wording>,
    #[command(flatten)]
    text: TextArgs,
}

impl WhichArgs {
    /// The options that were needed to name the answer, as the user would type them.
    fn flags(&self) -> String {
        let unit = self.unit.as_ref();
        let unit = unit.map(|unit| format!(" --unit {}", quoted(unit)));
        let letter = self.letter.map(|number| format!(" --letter {number}"));
        [unit, letter].into_iter().flatten().collect()
    }
}

pub(super) fn run(context: &Context, command: AnswerCommand) -> Result<()> {
    match command {
        AnswerCommand::Add { which, facts } => add(context, &which, &facts),
        AnswerCommand::Edit { which, facts } => edit(context, &which, &facts),
        AnswerCommand::Remove { which } => remove::run(context, &which),
        AnswerCommand::List {
            inquiry,
            question,
            department,
        } => list(context, &inquiry, question.as_ref(), department.as_ref()),
        AnswerCommand::Show { which } => show(context, &which),
    }
}

/// The key of an answer, in the spelling of the record. Fails with what is unknown.
fn key(reader: &Reader<'_>, which: &WhichArgs) -> Result<Key> {
    let inquiry = inquiries::get(reader, &which.inquiry)?.reference;
    let question = questions::get(reader, &inquiry, &which.question)?.number;
    let department = departments::get(reader, &which.department)?.code;
    let unit = which
        .unit
        .as_ref()
        .map(|named| departments::unit(reader, &department, named))
        .transpose()?;
    let letter = letters::get(reader, &inquiry, &department, which.letter)?.number;
    Ok(Key {
        inquiry,
        question,
        department,
        letter,
        unit: unit.map(|unit| unit.code),
    })
}

fn add(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    context.read(|reader| {
        inquiries::get_open(reader, &which.inquiry)?;
        key(reader, which)
    })?;
    let disposition = facts.disposition.unwrap_or(Disposition::Answered);
    let text = match facts.text.given("answer")? {
        None if disposition == Disposition::Answered => Some(prompt::edit(
            context,
            "answer",
            "--text TEXT or --file FILE",
        )?),
        given => given,
    };
    let (new, left) = context.write(|writer| {
        inquiries::get_open(writer, &which.inquiry)?;
        let key = key(writer, which)?;
        let new = Answer {
            inquiry: key.inquiry,
            question: key.question,
            department: key.department,
            letter: key.letter,
            unit: key.unit,
            label: replaced("label", facts.label.as_ref(), None)?,
            disposition,
            refers_to_question: facts.refers_to_question.clone(),
            refers_to_department: facts.refers_to_department.clone(),
            wording: text
                .as_ref()
                .map(|_| facts.wording.unwrap_or(Wording::Verbatim)),
            text,
        };
        answers::add(writer, &new)?;
        Ok((status::inquiry(writer, &new.inquiry)?, new))
            .map(|(state, new)| (new, state.outstanding))
    })?;
    context.done(
        &format!("Recorded {}. {}", called(&new), still(left)),
        &[&format!("status {}", new.inquiry)],
    );
    Ok(())
}

/// An answer as people are told of it.
fn called(answer: &Answer) -> String {
    let unit = answer.unit.as_ref().map(|unit| format!(" ({unit})"));
    format!(
        "the answer of {}{} to question {} of inquiry {}",
        answer.department,
        unit.unwrap_or_default(),
        answer.question,
        answer.inquiry
    )
}

/// How many answers of an inquiry are outstanding, as people are told.
fn still(outstanding: u32) -> String {
    match outstanding {
        0 => "Nothing is outstanding now.".to_owned(),
        n => format!("{} outstanding.", crate::error::count(n as usize, "answer")),
    }
}

fn edit(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    let text = facts.text.given("answer")?;
    let (old, new) = context.write(|writer| {
        inquiries::get_open(writer, &which.inquiry)?;
        let key = key(writer, which)?;
        let old = answers::get(writer, &key)?;
        let new = edited(&old, facts, text)?;
        answers::update(writer, &key, &new)?;
        Ok((old, new))
    })?;
    context.changed(
        &format!(
            "the answer of {} to question {} of inquiry {}",
            new.department, new.question, new.inquiry
        ),
        &changes(&old, &new),
        &[&format!(
            "answer show {} {} {}{}",
            new.inquiry,
            new.question,
            new.department,
            which.flags()
        )],
    );
    Ok(())
}

/// The answer with what the options say in place of what it says. A new disposition drops the
/// companion of the old one.
fn edited(old: &Answer, facts: &FactArgs, text: Option<String>) -> Result<Answer> {
    let disposition = facts.disposition.unwrap_or(old.disposition);
    let kept = disposition == old.disposition;
    let text = text.or_else(|| old.text.clone());
    Ok(Answer {
        label: replaced("label", facts.label.as_ref(), old.label.clone())?,
        disposition,
        refers_to_question: facts
            .refers_to_question
            .clone()
            .or_else(|| old.refers_to_question.clone().filter(|_| kept)),
        refers_to_department: facts
            .refers_to_department
            .clone()
            .or_else(|| old.refers_to_department.clone().filter(|_| kept)),
        wording: text
            .as_ref()
            .and(facts.wording.or(old.wording).or(Some(Wording::Verbatim))),
        text,
        ..old.clone()
    })
}

fn list(
    context: &Context,
    inquiry: &Reference,
    question: Option<&QuestionNumber>,
    department: Option<&Code>,
) -> Result<()> {
    let found = context.read(|reader| {
        let question = question
            .map(|number| questions::get(reader, inquiry, number))
            .transpose()?;
        let department = department
            .map(|code| departments::get(reader, code))
            .transpose()?;
        let mut found = answers::list(reader, inquiry)?;
        found.retain(|answer| {
            question
                .as_ref()
                .is_none_or(|q| q.number == answer.question)
                && department
                    .as_ref()
                    .is_none_or(|d| d.code == answer.department)
        });
        Ok(found)
    })?;
    if context.format()? != ListFormat::Table {
        return Listing::of(&found).print(context.format()?);
    }
    let mut listing = Listing::new(&["question", "department", "unit", "disposition", "text"]);
    for answer in found {
        listing.push(vec![
            (&answer.question).into(),
            (&answer.department).into(),
            answer.unit.as_ref().into(),
            disposition(&answer).into(),
            answer.text.into(),
        ]);
    }
    listing.print(context.format()?)
}

fn disposition(answer: &Answer) -> String {
    match (&answer.refers_to_question, &answer.refers_to_department) {
        (Some(question), _) => format!("{} {question}", answer.disposition),
        (_, Some(department)) => format!("{} {department}", answer.disposition),
        _ => answer.disposition.to_string(),
    }
}

fn show(context: &Context, which: &WhichArgs) -> Result<()> {
    let found = context.read(|reader| answers::get(reader, &key(reader, which)?))?;
    Listing::of(&[found]).print_record(context.format()?)
}
