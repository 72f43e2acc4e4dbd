//! Taking out of the record what was logged by mistake.
//!
//! One record at a time, and nothing goes with it but what is part of it: a letter's people and
//! the file that no other letter came in, a question's addressees, an inquiry's log of reminders.
//! What another record refers to stays; the error names the commands that change that first.

mod referring;

use rusqlite::named_params;

use super::{Writer, answers, contacts, departments, figures, inquiries, letters, questions};
use crate::domain::{Answer, Channel, Figure, Finding, Inquiry, Letter, Question};
use crate::error::{Result, Thing};
use referring::unreferred;

/// Removes an answer.
///
/// # Errors
/// [`crate::Error::Refused`] if figures or channels are stated in it; if findings are about it, or answers
/// of the department point at it, and it is the last that they can be about; [`crate::Error::NotFound`].
pub fn answer(writer: &Writer<'_>, old: &Answer) -> Result<()> {
    let key = answers::Key::from(old);
    let id = answers::id(writer, &key)?;
    let named = format!("{} {}", old.inquiry, answers::named(&key));
    unreferred(Thing::Answer, &named, &referring::to_answer(writer, old)?)?;
    writer.run(
        "DELETE FROM answer WHERE id = :id",
        named_params! { ":id": id },
    )?;
    Ok(())
}

/// Removes a letter with the people it names; the file it came in too, unless another letter came
/// in it. Returns whether that was so.
///
/// # Errors
/// [`crate::Error::Refused`] if answers are recorded of it, or channels that its letterhead states;
/// [`crate::Error::NotFound`].
pub fn letter(writer: &Writer<'_>, old: &Letter) -> Result<bool> {
    let id = letters::id(writer, &old.inquiry, &old.department, old.number)?;
    let named = format!("{} {} {}", old.inquiry, old.department, old.number);
    unreferred(Thing::Letter, &named, &referring::to_letter(writer, old)?)?;
    writer.run(
        "DELETE FROM letter_person WHERE letter_id = :id",
        named_params! { ":id": id },
    )?;
    writer.run(
        "DELETE FROM letter WHERE id = :id",
        named_params! { ":id": id },
    )?;
    writer.forget_keys();
    let files = writer.run(
        "DELETE FROM document WHERE sha256 = :sha256
           AND NOT EXISTS (SELECT 1 FROM letter WHERE letter.document_id = document.id)",
        named_params! { ":sha256": old.document },
    )?;
    Ok(files > 0)
}

/// Removes a question; it is put to nobody any more.
///
/// # Errors
/// [`crate::Error::Refused`] if answers to it are recorded, answers to others point at it, or findings
/// are about it; [`crate::Error::NotFound`].
pub fn question(writer: &Writer<'_>, old: &Question) -> Result<()> {
    let id = questions::id(writer, &old.inquiry, &old.number)?;
    let named = format!("{} {}", old.inquiry, old.number);
    unreferred(
        Thing::Question,
        &named,
        &referring::to_question(writer, old)?,
    )?;
    writer.run(
        "DELETE FROM addressee WHERE question_id = :id",
        named_params! { ":id": id },
    )?;
    writer.run(
        "DELETE FROM question WHERE id = :id",
        named_params! { ":id": id },
    )?;
    writer.forget_keys();
    Ok(())
}

/// Removes an inquiry, and what is kept of reminders and cancelled calendar entries of it. Returns
/// how many reminders that were.
///
/// # Errors
/// [`crate::Error::Refused`] if letters, questions, follow-ups, extensions, pauses or internal deadlines
/// are recorded of it, or a calendar file has its date; [`crate::Error::NotFound`].
pub fn inquiry(writer: &Writer<'_>, old: &Inquiry) -> Result<usize> {
    let id = inquiries::id(writer, &old.reference)?;
    unreferred(
        Thing::Inquiry,
        old.reference.as_str(),
        &referring::to_inquiry(writer, old)?,
    )?;
    let reminders = writer.run(
        "DELETE FROM reminder WHERE inquiry_id = :id",
        named_params! { ":id": id },
    )?;
    writer.run(
        "DELETE FROM calendar_entry WHERE inquiry_id = :id",
        named_params! { ":id": id },
    )?;
    writer.run(
        "DELETE FROM inquiry WHERE id = :id",
        named_params! { ":id": id },
    )?;
    writer.forget_keys();
    Ok(reminders)
}

/// Removes a figure.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown answer.
pub fn figure(writer: &Writer<'_>, old: &Figure) -> Result<()> {
    writer.run(
        "DELETE FROM figure
         WHERE answer_id = :answer AND name = :name AND ifnull(as_of, '') = ifnull(:as_of, '')",
        named_params! {
            ":answer": figures::answer_id(writer, old)?,
            ":name": old.name,
            ":as_of": old.as_of.as_ref().map(ToString::to_string),
        },
    )?;
    Ok(())
}

/// Removes a finding.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown question or department.
pub fn finding(writer: &Writer<'_>, old: &Finding) -> Result<()> {
    writer.run(
        "DELETE FROM finding
         WHERE question_id = :question AND department_id = :department AND codebook = :codebook",
        named_params! {
            ":question": questions::id(writer, &old.inquiry, &old.question)?,
            ":department": departments::id(writer, &old.department)?,
            ":codebook": old.codebook,
        },
    )?;
    Ok(())
}

/// Removes a contact channel, of which nothing is left in the file: it may have been withheld.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown department.
pub fn channel(writer: &Writer<'_>, old: &Channel) -> Result<()> {
    let id = contacts::id(writer, old)?;
    writer.run(
        "DELETE FROM channel_serves WHERE channel_id = :id",
        named_params! { ":id": id },
    )?;
    writer.run(
        "DELETE FROM contact_channel WHERE id = :id",
        named_params! { ":id": id },
    )?;
    // The search index marks words as deleted and keeps them until it is merged.
    writer.run(
        "INSERT INTO channel_search (channel_search) VALUES ('optimize')",
        [],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
