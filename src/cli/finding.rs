//! `tenday finding`: what analysts coded departments' answers as.

use clap::Subcommand;

use super::context::Context;
use super::output::Listing;
use super::removal::{Removed, command, remove};
use crate::domain::{Code, Finding, QuestionNumber, Reference, changes, text};
use crate::error::{Error, Result, Thing};
use crate::store::{Reader, Writer, departments, findings, inquiries, questions, removal};

/// Commands on findings.
#[derive(Debug, Subcommand)]
pub(super) enum FindingCommand {
    /// Code a department's answer to a question, in place of an earlier code
    Set {
        /// The inquiry
        inquiry: Reference,
        /// The question's number
        question: QuestionNumber,
        /// The department
        department: Code,
        /// The code
        code: Code,
        /// The codebook it is from; the only one if not given
        #[arg(long)]
        codebook: Option<Code>,
        /// The reason
        #[arg(long)]
        note: Option<String>,
    },
    /// Remove a finding
    Remove {
        /// The inquiry
        inquiry: Reference,
        /// The question's number
        question: QuestionNumber,
        /// The department
        department: Code,
        /// The codebook its code is from, if there are findings from several
        #[arg(long)]
        codebook: Option<Code>,
    },
    /// List the findings of an inquiry, or all
    List {
        /// The inquiry
        inquiry: Option<Reference>,
    },
}

pub(super) fn run(context: &Context, command: FindingCommand) -> Result<()> {
    match command {
        FindingCommand::List { inquiry } => {
            let found = context.read(|reader| findings::list(reader, inquiry.as_ref()))?;
            Listing::of(&found).print(context.format()?)
        }
        FindingCommand::Remove {
            inquiry,
            question,
            department,
            codebook,
        } => remove(context, |writer| {
            let inquiry = inquiries::get(writer, &inquiry)?.reference;
            let question = questions::get(writer, &inquiry, &question)?.number;
            let department = departments::get(writer, &department)?.code;
            let old = the_one(writer, &inquiry, &question, &department, codebook.as_ref())?;
            removed(writer, old)
        }),
        FindingCommand::Set {
            inquiry,
            question,
            department,
            code,
            codebook,
            note,
        } => {
            let note = note.map(|note| text::clean("note", &note)).transpose()?;
            let (new, earlier) = context.write(|writer| {
                let inquiry = inquiries::get(writer, &inquiry)?.reference;
                let new = Finding {
                    question: questions::get(writer, &inquiry, &question)?.number,
                    inquiry,
                    department: departments::get(writer, &department)?.code,
                    codebook: codebook.map_or_else(|| only_codebook(writer), Ok)?,
                    code,
                    note,
                };
                let earlier = findings::set(writer, &new)?;
                let recorded = findings::find(writer, &new)?;
                Ok((recorded.unwrap_or(new), earlier))
            })?;
            tell(context, &new, earlier.as_ref());
            Ok(())
        }
    }
}

/// Says what was coded; of a finding that was there, what is other than it was.
fn tell(context: &Context, new: &Finding, earlier: Option<&Finding>) {
    let on = format!(
        "{} on question {} of inquiry {}",
        new.department, new.question, new.inquiry
    );
    let next = format!("finding list {}", new.inquiry);
    let Some(old) = earlier else {
        return context.done(&format!("Coded {on} as {}.", new.code), &[&next]);
    };
    context.changed(
        &format!("the finding of {on}"),
        &changes(old, new),
        &[&next],
    );
}

/// The finding on a department's answer, from one codebook or the only one there is.
fn the_one(
    reader: &Reader<'_>,
    inquiry: &Reference,
    question: &QuestionNumber,
    department: &Code,
    codebook: Option<&Code>,
) -> Result<Finding> {
    let mut found = findings::list(reader, Some(inquiry))?;
    found.retain(|it| {
        it.question == *question
            && it.department == *department
            && codebook.is_none_or(|name| name.as_str().eq_ignore_ascii_case(it.codebook.as_str()))
    });
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Error::NotFound {
            what: Thing::Finding,
            key: [
                Some(question.as_str()),
                Some(department.as_str()),
                codebook.map(Code::as_str),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
            within: Some(format!("inquiry {inquiry}")),
            nearest: Vec::new(),
            list: Some(format!("tenday finding list {inquiry}")),
        }),
        several => Err(Error::refused(
            format!(
                "question {question} of inquiry `{inquiry}` has {} findings on {department}",
                several.len()
            ),
            "say which with --codebook NAME",
        )),
    }
}

fn removed(writer: &Writer<'_>, old: Finding) -> Result<Removed> {
    removal::finding(writer, &old)?;
    let (inquiry, question, department) = (&old.inquiry, &old.question, &old.department);
    Ok(Removed {
        what: format!(
            "the finding {} of {department} on question {question} of inquiry {inquiry}",
            old.code
        ),
        also: String::new(),
        next: format!("finding list {inquiry}"),
        again: command(
            format!("finding set {inquiry} {question} {department} {}", old.code),
            &[
                ("codebook", (&old.codebook).into()),
                ("note", old.note.as_ref().into()),
            ],
        ),
        record: Listing::of(&[old]),
    })
}

fn only_codebook(reader: &Reader<'_>) -> Result<Code> {
    let mut names: Vec<Code> = findings::codebook(reader)?
        .into_iter()
        .map(|entry| entry.codebook)
        .collect();
    names.dedup();
    match names.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Error::refused(
            "there is no codebook yet",
            "`tenday codebook add withheld-number some 'Some numbers are withheld'` makes one",
        )),
        several => Err(Error::refused(
            format!(
                "there are {} codebooks: {}",
                several.len(),
                several
                    .iter()
                    .map(Code::as_str)
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            "say which with --codebook NAME",
        )),
    }
}
