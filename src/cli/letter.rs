//! `tenday letter`: the departments' reply letters.

mod decision;
mod draft;
mod read;
mod readings;
mod session;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::context::{Context, say};
use super::input::{Maybe, maybe_date, read_text, replaced};
use super::output::{ListFormat, Listing};
use super::prompt::ask;
use super::suggest;
use crate::domain::{Answer, Code, Letter, Person, PersonRole, Reference, Value, changes, text};
use crate::error::{Error, Result};
use crate::letters::received;
use crate::store::documents::{self, Document};
use crate::store::{Reader, Writer, answers, departments, inquiries, letters};

/// Commands on letters.
#[derive(Debug, Subcommand)]
pub(super) enum LetterCommand {
    /// Log a department's letter to an inquiry
    Add {
        /// The inquiry
        inquiry: Reference,
        /// The department that sent it
        department: Option<Code>,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// Read letters out of files, and record them once they have been looked at
    Read(read::ReadArgs),
    /// Take the text out of a PDF on standard input; the program starts itself so
    #[command(hide = true)]
    ExtractPdf,
    /// Change what is recorded of a letter; an empty value removes what was there
    Edit {
        #[command(flatten)]
        which: WhichArgs,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// List the letters to an inquiry
    List {
        /// The inquiry
        inquiry: Reference,
    },
    /// Show a letter with the people it names
    Show {
        #[command(flatten)]
        which: WhichArgs,
    },
    /// Get the file that a letter came in, as it was
    Document {
        #[command(flatten)]
        which: WhichArgs,
        /// The file to write, or the folder to put it into; under its own name if not given
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
}

/// Which letter.
#[derive(Debug, Args)]
pub(super) struct WhichArgs {
    /// The inquiry
    inquiry: Reference,
    /// The department that sent it
    department: Code,
    /// Which of the department's letters, if it sent several
    #[arg(long, value_name = "NUMBER")]
    letter: Option<u32>,
}

/// What is recorded of a letter.
#[derive(Debug, Args)]
pub(super) struct FactArgs {
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

pub(super) fn run(context: &Context, command: LetterCommand) -> Result<()> {
    match command {
        LetterCommand::Add {
            inquiry,
            department,
            facts,
        } => add(context, &inquiry, department, &facts),
        LetterCommand::Read(args) => read::run(context, &args),
        LetterCommand::ExtractPdf => read::extract_pdf(),
        LetterCommand::Edit { which, facts } => edit(context, &which, &facts),
        LetterCommand::List { inquiry } => list(context, &inquiry),
        LetterCommand::Show { which } => show(context, &which),
        LetterCommand::Document { which, out } => document(context, &which, out.as_deref()),
    }
}

fn add(
    context: &Context,
    inquiry: &Reference,
    department: Option<Code>,
    facts: &FactArgs,
) -> Result<()> {
    let department = ask(
        context,
        department,
        "department",
        "DEPARTMENT, as in `tenday letter add 2018-1 MSB`",
        str::parse,
    )?;
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

fn edit(context: &Context, which: &WhichArgs, facts: &FactArgs) -> Result<()> {
    let read = Read::from(facts)?;
    let (old, new) = context.write(|writer| {
        inquiries::get_open(writer, &which.inquiry)?;
        let old = letters::get(writer, &which.inquiry, &which.department, which.letter)?;
        let new = read.onto(writer, facts, &old)?;
        letters::update(writer, &old, &new)?;
        read.people(writer, &new)?;
        Ok((old, new))
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
    if old == new && read.names_people() {
        context.done(&format!("Changed the people of {what}."), &[&next]);
    } else {
        context.changed(&what, &changes(&old, &new), &[&next]);
    }
    Ok(())
}

/// What the options hold, read before anything is written.
struct Read {
    contact_block: Option<String>,
    document: Option<Document>,
    handlers: Vec<(String, Option<String>)>,
    signatories: Vec<(String, Option<String>)>,
}

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

    fn names_people(&self) -> bool {
        !self.handlers.is_empty() || !self.signatories.is_empty()
    }

    /// The letter with what the options say in place of what it says.
    fn onto(&self, writer: &Writer<'_>, facts: &FactArgs, old: &Letter) -> Result<Letter> {
        let unit = facts
            .unit
            .as_ref()
            .map(|named| departments::unit(writer, &old.department, named))
            .transpose()?;
        if let Some(document) = &self.document {
            documents::keep(writer, document)?;
        }
        let document = self
            .document
            .as_ref()
            .map(|document| document.sha256.clone());
        Ok(Letter {
            unit: unit.map(|unit| unit.code).or_else(|| old.unit.clone()),
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
            if named.is_empty() {
                continue;
            }
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

fn people(given: &[String]) -> Result<Vec<(String, Option<String>)>> {
    given
        .iter()
        .map(|person| match person.split_once(',') {
            Some((name, title)) => Ok((
                text::clean("name", name)?,
                Some(text::clean("title", title)?),
            )),
            None => Ok((text::clean("name", person)?, None)),
        })
        .collect()
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

fn list(context: &Context, inquiry: &Reference) -> Result<()> {
    let format = context.format()?;
    if format == ListFormat::Table {
        return context.read(|reader| brief(reader, inquiry))?.print(format);
    }
    let listing = context.read(|reader| {
        let sent = letters::list(reader, inquiry)?;
        let people = letters::people(reader, inquiry)?;
        let said = answers::list(reader, inquiry)?;
        let mut listing = Listing::new(&[
            "department",
            "letter",
            "unit",
            "dated_on",
            "received_on",
            "case_number",
            "handlers",
            "signatories",
            "answers",
        ]);
        for letter in &sent {
            listing.push(vec![
                (&letter.department).into(),
                letter.number.into(),
                unit_name(reader, letter)?,
                letter.dated_on.into(),
                letter.received_on.into(),
                letter.case_number.as_ref().into(),
                names(&people, letter, PersonRole::Handler),
                names(&people, letter, PersonRole::Signatory),
                answers_in(&said, letter),
            ]);
        }
        Ok(listing)
    })?;
    listing.print(format)
}

/// The letters as a list that fits a terminal; `letter show` has the rest.
fn brief(reader: &Reader<'_>, inquiry: &Reference) -> Result<Listing> {
    let said = answers::list(reader, inquiry)?;
    let columns = [
        "department",
        "letter",
        "unit",
        "dated",
        "case_number",
        "answers",
    ];
    let mut listing = Listing::new(&columns);
    for letter in letters::list(reader, inquiry)? {
        listing.push(vec![
            (&letter.department).into(),
            letter.number.into(),
            unit_name(reader, &letter)?,
            letter
                .dated_on
                .map_or_else(|| "unknown".into(), Value::from),
            letter.case_number.as_ref().into(),
            answers_in(&said, &letter),
        ]);
    }
    Ok(listing)
}

/// How many answers a letter holds.
fn answers_in(said: &[Answer], letter: &Letter) -> Value {
    let its = |a: &&Answer| a.department == letter.department && a.letter == letter.number;
    Value::Integer(i64::try_from(said.iter().filter(its).count()).unwrap_or(i64::MAX))
}

fn show(context: &Context, which: &WhichArgs) -> Result<()> {
    let listing = context.read(|reader| {
        let letter = letters::get(reader, &which.inquiry, &which.department, which.letter)?;
        let people = letters::people(reader, &letter.inquiry)?;
        let document = letter
            .document
            .as_deref()
            .map(|hash| documents::get(reader, hash))
            .transpose()?;
        let mut listing = Listing::new(&[
            "inquiry",
            "department",
            "letter",
            "unit",
            "dated_on",
            "received_on",
            "case_number",
            "handlers",
            "signatories",
            "contact_block",
            "document",
            "page",
        ]);
        listing.push(vec![
            (&letter.inquiry).into(),
            (&letter.department).into(),
            letter.number.into(),
            unit_name(reader, &letter)?,
            letter.dated_on.into(),
            letter.received_on.into(),
            letter.case_number.as_ref().into(),
            names(&people, &letter, PersonRole::Handler),
            names(&people, &letter, PersonRole::Signatory),
            letter.contact_block.as_ref().into(),
            document.map(|document| document.file_name).into(),
            letter.page.into(),
        ]);
        Ok(listing)
    })?;
    listing.print_record(context.format()?)
}

fn unit_name(reader: &Reader<'_>, letter: &Letter) -> Result<Value> {
    let unit = letter
        .unit
        .as_ref()
        .map(|code| departments::get(reader, code))
        .transpose()?;
    Ok(unit.map(|unit| unit.name).into())
}

fn names(people: &[Person], letter: &Letter, role: PersonRole) -> Value {
    let named: Vec<String> = people
        .iter()
        .filter(|p| {
            p.department == letter.department && p.letter == letter.number && p.role == role
        })
        .map(|p| {
            p.title
                .as_ref()
                .map_or_else(|| p.name.clone(), |title| format!("{}, {title}", p.name))
        })
        .collect();
    if named.is_empty() {
        Value::Null
    } else {
        named.join("; ").into()
    }
}

fn document(context: &Context, which: &WhichArgs, out: Option<&Path>) -> Result<()> {
    let document = context.read(|reader| {
        let letter = letters::get(reader, &which.inquiry, &which.department, which.letter)?;
        let Some(hash) = &letter.document else {
            return Err(Error::refused(
                format!(
                    "no file is kept with the letter of {} to inquiry {}",
                    letter.department, letter.inquiry
                ),
                format!(
                    "`tenday letter edit {} {} --document FILE` keeps one",
                    letter.inquiry, letter.department
                ),
            ));
        };
        documents::get(reader, hash)
    })?;
    let own_name = Path::new(&document.file_name)
        .file_name()
        .map(PathBuf::from)
        .unwrap_or_default();
    let target = match out {
        None => own_name,
        Some(folder) if folder.is_dir() => folder.join(own_name),
        Some(file) => file.to_owned(),
    };
    crate::report::file::write_private(&target, &document.bytes)
        .map_err(|refused| refused.with_hint("name another file with --out FILE"))?;
    say(&format!(
        "Wrote {} ({} bytes, SHA-256 {}).",
        target.display(),
        document.bytes.len(),
        document.sha256
    ));
    Ok(())
}
