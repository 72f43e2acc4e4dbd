//! `letter remove`: a letter that was logged by mistake.

use super::super::context::Context;
use super::super::removal::{Removed, command, remove};
use super::WhichArgs;
use super::listing::record;
use crate::domain::{Letter, PersonRole, Value, text};
use crate::error::Result;
use crate::store::{Reader, Writer, documents, inquiries, letters, removal};

pub(super) fn run(context: &Context, which: &WhichArgs) -> Result<()> {
    remove(context, |writer| removed(writer, which))
}

fn removed(writer: &Writer<'_>, which: &WhichArgs) -> Result<Removed> {
    inquiries::get_open(writer, &which.inquiry)?;
    let old = letters::get(writer, &which.inquiry, &which.department, which.letter)?;
    let document = old.document.as_deref();
    let document = document
        .map(|hash| documents::get(writer, hash))
        .transpose()?;
    let file = document.map(|document| document.file_name);
    let (record, again) = (record(writer, &old)?, again(writer, &old, file.as_deref())?);
    let gone = removal::letter(writer, &old)?;
    let gone = file.filter(|_| gone);
    Ok(Removed {
        what: format!(
            "the letter of {} to inquiry {}",
            old.department, old.inquiry
        ),
        also: gone.map_or_else(String::new, |name| {
            let name = text::named(&name);
            format!("The file `{name}`, which no other letter came in, is not kept any more.")
        }),
        next: format!("letter list {}", old.inquiry),
        record,
        again,
    })
}

/// The command that logs the letter; what stands in files has to be there as files again.
fn again(reader: &Reader<'_>, letter: &Letter, file: Option<&str>) -> Result<String> {
    let unit: Value = letter.unit.as_ref().into();
    let block = letter.contact_block.as_ref().map(|_| "FILE");
    let mut options = vec![
        ("unit", unit),
        ("dated", letter.dated_on.into()),
        ("received", letter.received_on.into()),
        ("case", letter.case_number.as_ref().into()),
        ("contact-block", block.into()),
        ("document", file.into()),
        ("page", letter.page.into()),
    ];
    for person in letters::people(reader, &letter.inquiry)? {
        if (&person.department, person.letter) != (&letter.department, letter.number) {
            continue;
        }
        let option = match person.role {
            PersonRole::Handler => "handler",
            PersonRole::Signatory => "signatory",
        };
        let title = person.title.map(|title| format!(", {title}"));
        options.push((option, (person.name + &title.unwrap_or_default()).into()));
    }
    let words = format!("letter add {} {}", letter.inquiry, letter.department);
    Ok(command(words, &options))
}
