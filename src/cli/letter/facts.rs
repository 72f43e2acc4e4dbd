//! What is recorded of a letter by hand: `letter add` and `letter edit`.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::super::context::{Context, say};
use super::super::input::{Maybe, maybe_date, read_text, replaced};
use super::super::prompt::ask_department;
use super::super::suggest;
use super::listing::names;
use super::{WhichArgs, draft};
use crate::domain::{Change, Code, Letter, Person, PersonRole, Reference, changes, text};
use crate::error::{Error, Result, Thing};
use crate::letters::received;
use crate::store::documents::{self, Document};
use crate::store::{Reader, Writer, departments, inquiries, letters};

/// What is recorded of a letter.
#[derive(Debug, Args)]
pub(in super::super) struct FactArgs {
    /// The unit that wrote it, by code or name
    #[arg(long)]
    unit: Option<String>,
    /// The date printed on it
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    dated: Option<Maybe<Date>>,
    /// The day the secretariat received it
    #[arg(long, value_name = "DATE", value_parser = maybe_date)]
    received: Option<Maybe<Date>>,
    /// The case number printed on it
    #[arg(long, value_name = "NUMBER")]
    case: Option<String>,
    /// A case handler named in it; may be repeated
    #[arg(long, value_name = "NAME")]
    handler: Vec<String>,
    /// Who signed it, as 'Name' or 'Name, title'; may be repeated
    #[arg(long, value_name = "NAME")]
    signatory: Vec<String>,
    /// A file with the letterhead's contact lines; - reads standard input
    #[arg(long, value_name = "FILE")]
    contact_block: Option<PathBuf>,
    /// The file it came in, to be kept with it
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// The page of that file on which it begins
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..), requires = "document")]
    page: Option<u32>,
}

pub(super) fn add(
    context: &Context,
    inquiry: &Reference,
    department: Option<Code>,
    facts: &FactArgs,
) -> Result<()> {
    let flag = "DEPARTMENT, as in `tenday letter add 2018-1 MSB`";
    let department = ask_department(context, department, flag)?;
    let read = Read::from(facts)?;
    let (new, next, contacts) = context.write(|writer| {
        let inquiry = inquiries::get_open(writer, inquiry)?.reference;
        let department = departments::get(writer, &department)?.code;
        let bare = Letter {
            number: letters::next_number(writer, &inquiry, &department)?,
            inquiry,
            department,
            unit: None,
            dated_on: None,
            received_on: None,
            case_number: None,
            contact_block: None,
            document: None,
            page: None,
        };
        let new = read.onto(writer, facts, &bare)?;
        is_another(writer, &new)?;
        letters::add(writer, &new)?;
        read.people(writer, &new)?;
        let next = suggest::outstanding(writer, &new.inquiry, Some(&new.department))?;
        let next = next.unwrap_or_else(|| format!("status {}", new.inquiry));
        let contacts = draft::contacts(context, writer, &new)?;
        Ok((new, next, contacts))
    })?;
    let which = if new.number > 1 {
        format!(" (its letter {})", new.number)
    } else {
        String::new()
    };
    context.done(
        &format!(
            "Logged the letter of {} to inquiry {}{which}.",
            new.department, new.inquiry
        ),
        &[&next],
    );
    for line in contacts.lines() {
        say(line);
    }
    Ok(())
}

/// Refuses a letter of which all that is said is recorded of an earlier one: it is that one again.
fn is_another(reader: &Reader<'_>, new: &Letter) -> Result<()> {
    let the_same = |old: &Letter| {
        let numbered = Letter {
            number: new.number,
            ..old.clone()
        };
        numbered == *new
    };
    let Some(there) = letters::list(reader, &new.inquiry)?
        .into_iter()
        .find(the_same)
    else {
        return Ok(());
    };
    let (inquiry, department, number) = (&there.inquiry, &there.department, there.number);
    Err(Error::Exists {
        what: Thing::Letter,
        key: format!("{inquiry} {department} {number}"),
        at: there.dated_on.map(|day| format!("dated {day}")),
        command: Some(format!(
            "`tenday letter show {inquiry} {department} --letter {number}` shows it; say of another letter what tells it apart, such as --dated or --received"
        )),
    })
}

pub(super) fn edit(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    let read = Read::from(facts)?;
    let (new, changes) = context.write(|writer| {
        inquiries::get_open(writer, &which.inquiry)?;
        let old = letters::get(writer, &which.inquiry, &which.department, which.letter)?;
        let people = letters::people(writer, &old.inquiry)?;
        let new = read.onto(writer, facts, &old)?;
        letters::update(writer, &old, &new)?;
        read.people(writer, &new)?;
        let mut changes = changes(&old, &new);
        let now = letters::people(writer, &new.inquiry)?;
        changes.extend(changed_people(&new, &people, &now));
        Ok((new, changes))
    })?;
    let what = format!(
        "the letter of {} to inquiry {}",
        new.department, new.inquiry
    );
    let number = which
        .letter
        .map(|number| format!(" --letter {number}"))
        .unwrap_or_default();
    let next = format!("letter show {} {}{number}", new.inquiry, new.department);
    context.changed(&what, &changes, &[&next]);
    Ok(())
}

/// The roles in which the letter names others than it did.
fn changed_people(letter: &Letter, before: &[Person], after: &[Person]) -> Vec<Change> {
    [
        ("handlers", PersonRole::Handler),
        ("signatories", PersonRole::Signatory),
    ]
    .into_iter()
    .map(|(column, role)| Change {
        column,
        old: names(before, letter, role),
        new: names(after, letter, role),
    })
    .filter(|change| change.old != change.new)
    .collect()
}

/// What the options hold, read before anything is written.
struct Read {
    contact_block: Option<String>,
    document: Option<Document>,
    handlers: Option<Vec<NamedPerson>>,
    signatories: Option<Vec<NamedPerson>>,
}

/// A person as an option names them: the name, and the title behind a comma.
type NamedPerson = (String, Option<String>);

impl Read {
    fn from(facts: &FactArgs) -> Result<Self> {
        let block = facts.contact_block.as_deref().map(read_text).transpose()?;
        Ok(Self {
            contact_block: block
                .map(|text| text::clean("contact block", &text))
                .transpose()?,
            document: facts.document.as_deref().map(read_document).transpose()?,
            handlers: people(&facts.handler)?,
            signatories: people(&facts.signatory)?,
        })
    }

    /// The letter with what the options say in place of what it says.
    fn onto(&self, writer: &Writer<'_>, facts: &FactArgs, old: &Letter) -> Result<Letter> {
        let unit = match facts.unit.as_deref() {
            None => old.unit.clone(),
            Some(named) if named.trim().is_empty() => None,
            Some(named) => Some(departments::unit(writer, &old.department, named)?.code),
        };
        if let Some(document) = &self.document {
            documents::keep(writer, document)?;
        }
        let document = self
            .document
            .as_ref()
            .map(|document| document.sha256.clone());
        Ok(Letter {
            unit,
            dated_on: facts.dated.as_ref().map_or(old.dated_on, |Maybe(day)| *day),
            received_on: facts
                .received
                .as_ref()
                .map_or(old.received_on, |Maybe(day)| *day),
            case_number: replaced("case number", facts.case.as_ref(), old.case_number.clone())?,
            contact_block: self
                .contact_block
                .clone()
                .or_else(|| old.contact_block.clone()),
            page: if document.is_some() {
                facts.page
            } else {
                old.page
            },
            document: document.or_else(|| old.document.clone()),
            ..old.clone()
        })
    }

    /// Replaces the people of the letter, role by role, where the options name any.
    fn people(&self, writer: &Writer<'_>, letter: &Letter) -> Result<()> {
        for (role, named) in [
            (PersonRole::Handler, &self.handlers),
            (PersonRole::Signatory, &self.signatories),
        ] {
            let Some(named) = named else { continue };
            letters::clear_people(writer, letter, role)?;
            for ((name, title), position) in named.iter().zip(1..) {
                letters::add_person(
                    writer,
                    &Person {
                        inquiry: letter.inquiry.clone(),
                        department: letter.department.clone(),
                        letter: letter.number,
                        role,
                        position,
                        name: name.clone(),
                        title: title.clone(),
                    },
                )?;
            }
        }
        Ok(())
    }
}

/// The people that the options of one role name: nothing if there are none, nobody if the only one
/// is empty.
fn people(given: &[String]) -> Result<Option<Vec<NamedPerson>>> {
    if given.is_empty() {
        return Ok(None);
    }
    let nobody = given.len() == 1 && given[0].trim().is_empty();
    let named = given.iter().filter(|_| !nobody);
    let read: Result<_> = named
        .map(|person| match person.split_once(',') {
            Some((name, title)) => {
                Ok((text::line("name", name)?, Some(text::line("title", title)?)))
            }
            None => Ok((text::line("name", person)?, None)),
        })
        .collect();
    read.map(Some)
}

fn read_document(path: &Path) -> Result<Document> {
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let kind = media_type(&extension.to_lowercase());
    Ok(received::document(path, kind, bytes))
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        "txt" => "text/plain",
        "html" | "htm" => "text/html",
        "eml" => "message/rfc822",
        _ => "application/octet-stream",
    }
}
