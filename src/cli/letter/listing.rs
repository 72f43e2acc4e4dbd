//! Letters as lists and records: `letter list` and `letter show`.

use super::super::context::Context;
use super::super::output::{ListFormat, Listing};
use super::WhichArgs;
use crate::domain::{Answer, Letter, Person, PersonRole, Reference, Value};
use crate::error::Result;
use crate::store::{Reader, answers, departments, documents, letters};

pub(super) fn list(context: &Context, inquiry: &Reference) -> Result<()> {
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

pub(super) fn show(context: &Context, which: &WhichArgs) -> Result<()> {
    let listing = context.read(|reader| {
        let letter = letters::get(reader, &which.inquiry, &which.department, which.letter)?;
        record(reader, &letter)
    })?;
    listing.print_record(context.format()?)
}

/// A letter with the people it names.
pub(super) fn record(reader: &Reader<'_>, letter: &Letter) -> Result<Listing> {
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
        unit_name(reader, letter)?,
        letter.dated_on.into(),
        letter.received_on.into(),
        letter.case_number.as_ref().into(),
        names(&people, letter, PersonRole::Handler),
        names(&people, letter, PersonRole::Signatory),
        letter.contact_block.as_ref().into(),
        document.map(|document| document.file_name).into(),
        letter.page.into(),
    ]);
    Ok(listing)
}

fn unit_name(reader: &Reader<'_>, letter: &Letter) -> Result<Value> {
    let unit = letter
        .unit
        .as_ref()
        .map(|code| departments::get(reader, code))
        .transpose()?;
    Ok(unit.map(|unit| unit.name).into())
}

/// The people that a letter names in one role, in order.
pub(super) fn names(people: &[Person], letter: &Letter, role: PersonRole) -> Value {
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
