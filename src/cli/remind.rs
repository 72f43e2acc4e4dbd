//! `tenday remind` and `tenday reminder`: writing reminders, and the log of them.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::context::{Context, print, say};
use super::due::owed;
use super::output::{ListFormat, Listing, visible};
use crate::domain::contact::ContactValue;
use crate::domain::reminder::next_step;
use crate::domain::{ChannelKind, Code, Reference, Reminder, Value};
use crate::error::{Error, Result};
use crate::report::reminders::{self, Letter, ReminderFacts};
use crate::report::{Language, Texts, file};
use crate::store::due::{self, Outstanding};
use crate::store::{Reader, closed_days, contacts, deadline_rules, departments, inquiries};

/// Options of `remind`.
#[derive(Debug, Args)]
pub(super) struct RemindArgs {
    /// This department only
    #[arg(long)]
    department: Option<Code>,
    /// Of this inquiry only
    #[arg(long, value_name = "REF")]
    inquiry: Option<Reference>,
    /// The language, da or en
    #[arg(long, default_value_t = Language::DANISH)]
    lang: Language,
    /// The folder that the files are written to
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Write messages that a mail program opens as drafts, instead of texts
    #[arg(long)]
    eml: bool,
    /// The e-mail address that answers go to
    #[arg(long, value_name = "ADDRESS")]
    answer_to: Option<String>,
    /// Show what would be written; write and log nothing
    #[arg(long)]
    dry_run: bool,
}

/// Commands on reminders.
#[derive(Debug, Subcommand)]
pub(super) enum ReminderCommand {
    /// List the reminders of an inquiry, or all
    List {
        /// The inquiry
        inquiry: Option<Reference>,
    },
}

pub(super) fn list(context: &Context, command: &ReminderCommand) -> Result<()> {
    let ReminderCommand::List { inquiry } = command;
    let found = context.read(|reader| {
        if let Some(reference) = inquiry {
            inquiries::get(reader, reference)?;
        }
        crate::store::reminders::list(reader, inquiry.as_ref())
    })?;
    Listing::of(&found).print(context.format()?)
}

/// A reminder to one department, and where it goes.
struct Outgoing {
    facts: ReminderFacts,
    letter: Letter,
    log: Vec<Reminder>,
    address: Option<String>,
    target: PathBuf,
}

pub(super) fn run(context: &Context, args: &RemindArgs) -> Result<()> {
    let outgoing = if args.dry_run {
        context.read(|reader| outgoing(context, reader, args))?
    } else {
        context.write(|writer| {
            let outgoing = outgoing(context, writer, args)?;
            write_all(&outgoing, args.eml)?;
            for reminder in outgoing.iter().flat_map(|it| &it.log) {
                crate::store::reminders::add(writer, reminder)?;
            }
            Ok(outgoing)
        })?
    };
    if outgoing.is_empty() {
        say("There is nothing to remind anyone of today.");
        return Ok(());
    }
    listing(&outgoing).print(context.format()?)?;
    if args.dry_run && context.format()? == ListFormat::Table {
        for it in &outgoing {
            let text = format!("\n{}\n\n{}", it.letter.subject, it.letter.body);
            print(visible(&text).as_bytes())?;
        }
    }
    if args.eml {
        for it in outgoing.iter().filter(|it| it.address.is_none()) {
            say(&format!(
                "{} has no public e-mail address; its message is addressed to nobody.",
                it.facts.department
            ));
        }
    }
    if args.dry_run {
        say("Nothing was written or logged.");
    }
    Ok(())
}

/// What is to be written today.
fn outgoing(context: &Context, reader: &Reader<'_>, args: &RemindArgs) -> Result<Vec<Outgoing>> {
    let answer_to = args.answer_to.as_deref().map(address).transpose()?;
    let texts = Texts::new(args.lang);
    let mut outgoing: Vec<Outgoing> = Vec::new();
    for (reminder, owed) in pressing(context, reader, args)? {
        let there = outgoing
            .iter_mut()
            .find(|it| it.facts.department == reminder.department.as_str());
        if let Some(it) = there {
            it.facts.owed.push((reminder.step, owed));
            it.log.push(reminder);
            continue;
        }
        let department = departments::get(reader, &reminder.department)?;
        let facts = ReminderFacts {
            department: department.code.to_string(),
            name: department.name,
            owed: vec![(reminder.step, owed)],
            answer_to: answer_to.clone(),
            made_on: context.today(),
        };
        outgoing.push(Outgoing {
            address: public_address(context, reader, &department.code)?,
            target: free_name(&args.out, &department.code, context, args.eml),
            letter: Letter {
                subject: String::new(),
                body: String::new(),
            },
            log: vec![reminder],
            facts,
        });
    }
    for it in &mut outgoing {
        it.letter = reminders::compose(&it.facts, &texts);
    }
    Ok(outgoing)
}

/// The departments and inquiries that a reminder is due for today, with what is owed.
fn pressing(
    context: &Context,
    reader: &Reader<'_>,
    args: &RemindArgs,
) -> Result<Vec<(Reminder, reminders::Owed)>> {
    let rows = asked_for(reader, args)?;
    let calendar = closed_days::calendar(reader)?;
    let log = crate::store::reminders::list(reader, None)?;
    let mut pressing = Vec::new();
    for (department, owed) in owed(&rows) {
        let inquiry = inquiries::get(reader, &owed.inquiry.parse()?)?;
        let rule = deadline_rules::get(reader, &inquiry.deadline_rule)?;
        let taken: Vec<Reminder> = log
            .iter()
            .filter(|it| it.inquiry == inquiry.reference && it.department == department)
            .cloned()
            .collect();
        let due_on = owed.held();
        let days = rule.working_days(&calendar);
        if let Some(step) = next_step(due_on, context.today(), days, &taken) {
            let reminder = Reminder {
                inquiry: inquiry.reference,
                department,
                step,
                made_on: context.today(),
                due_on,
                language: args.lang.tag().to_owned(),
            };
            pressing.push((reminder, owed));
        }
    }
    Ok(pressing)
}

/// The outstanding questions that were asked for. Those without a date are told of: nobody can be
/// reminded of a deadline that is not known.
fn asked_for(reader: &Reader<'_>, args: &RemindArgs) -> Result<Vec<Outstanding>> {
    if let Some(reference) = &args.inquiry {
        inquiries::get_open(reader, reference)?;
    }
    if let Some(code) = &args.department
        && let Some(parent) = departments::get(reader, code)?.parent
    {
        return Err(Error::refused(
            format!("`{code}` is a unit of {parent}; reminders go to departments"),
            format!("remind the department with --department {parent}"),
        ));
    }
    let mut rows = due::outstanding(reader, args.department.as_ref())?;
    rows.retain(|row| {
        args.inquiry
            .as_ref()
            .is_none_or(|it| it.as_str().eq_ignore_ascii_case(row.inquiry.as_str()))
    });
    let mut dateless: Vec<&Reference> = rows
        .iter()
        .filter(|row| row.due_on.is_none())
        .map(|row| &row.inquiry)
        .collect();
    dateless.dedup();
    for inquiry in dateless {
        say(&format!(
            "No due date is known for inquiry {inquiry}; nobody is reminded of it."
        ));
    }
    Ok(rows)
}

/// An e-mail address as it is written in messages.
fn address(given: &str) -> Result<String> {
    Ok(ContactValue::check(ChannelKind::Email, given)?
        .stored()
        .to_owned())
}

/// The department's own public e-mail address, of those that hold today.
fn public_address(
    context: &Context,
    reader: &Reader<'_>,
    department: &Code,
) -> Result<Option<String>> {
    let today = context.today();
    let found = contacts::list(reader, Some(department))?;
    let holds = found.into_iter().filter(|channel| {
        channel.department == *department
            && channel.kind == ChannelKind::Email
            && channel.visibility.is_public()
            && channel.valid_from.is_none_or(|day| day <= today)
            && channel.valid_to.is_none_or(|day| today <= day)
    });
    let mut values = holds.filter_map(|channel| channel.value);
    Ok(values.find_map(|value| address(&value).ok()))
}

/// The name of the department's file: the day it is written, and a number if that is taken.
fn free_name(folder: &Path, department: &Code, context: &Context, eml: bool) -> PathBuf {
    let extension = if eml { "eml" } else { "txt" };
    let stem = format!("reminder-{department}-{}", context.today());
    let folder = folder.strip_prefix(".").unwrap_or(folder);
    let plain = folder.join(format!("{stem}.{extension}"));
    let numbered = (2..1000).map(|copy| folder.join(format!("{stem}-{copy}.{extension}")));
    std::iter::once(plain.clone())
        .chain(numbered)
        .find(|path| std::fs::symlink_metadata(path).is_err())
        .unwrap_or(plain)
}

/// Writes every file, or none.
fn write_all(outgoing: &[Outgoing], eml: bool) -> Result<()> {
    let mut written: Vec<&Path> = Vec::new();
    for it in outgoing {
        if let Some(folder) = it.target.parent() {
            std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
        }
        let done = bytes(it, eml).and_then(|bytes| file::write_new(&it.target, &bytes, false));
        if let Err(failed) = done {
            for path in written {
                std::fs::remove_file(path).map_err(Error::io(path))?;
            }
            return Err(failed);
        }
        written.push(&it.target);
    }
    Ok(())
}

fn bytes(it: &Outgoing, eml: bool) -> Result<Vec<u8>> {
    if !eml {
        return Ok(format!("{}\n\n{}", it.letter.subject, it.letter.body).into_bytes());
    }
    reminders::message(&it.facts, &it.letter, it.address.as_deref()).map_err(Error::io(&it.target))
}

fn listing(outgoing: &[Outgoing]) -> Listing {
    let mut listing = Listing::new(&[
        "department",
        "inquiry",
        "step",
        "due_on",
        "questions",
        "file",
    ]);
    for it in outgoing {
        for (reminder, (_, owed)) in it.log.iter().zip(&it.facts.owed) {
            let numbers: Vec<&str> = owed.questions.iter().map(|q| q.number.as_str()).collect();
            listing.push(vec![
                (&reminder.department).into(),
                (&reminder.inquiry).into(),
                Value::word(reminder.step),
                reminder.due_on.into(),
                numbers.join(", ").into(),
                it.target.display().to_string().into(),
            ]);
        }
    }
    listing
}
