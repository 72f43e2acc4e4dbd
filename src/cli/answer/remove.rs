//! `answer remove`: an answer that was recorded by mistake.

use super::super::context::Context;
use super::super::output::Listing;
use super::super::removal::{Removed, command, remove, text_option};
use super::{WhichArgs, called, key, still};
use crate::domain::{Answer, Value};
use crate::error::Result;
use crate::store::{Writer, answers, inquiries, removal, status};

pub(super) fn run(context: &Context, which: &WhichArgs) -> Result<()> {
    remove(context, |writer| removed(writer, which))
}

fn removed(writer: &Writer<'_>, which: &WhichArgs) -> Result<Removed> {
    inquiries::get_open(writer, &which.inquiry)?;
    let old = answers::get(writer, &key(writer, which)?)?;
    removal::answer(writer, &old)?;
    Ok(Removed {
        what: called(&old),
        also: still(status::inquiry(writer, &old.inquiry)?.outstanding),
        next: format!("status {}", old.inquiry),
        again: again(&old),
        record: Listing::of(&[old]),
    })
}

/// The command that records the answer.
fn again(answer: &Answer) -> String {
    let (inquiry, question) = (&answer.inquiry, &answer.question);
    command(
        format!("answer add {inquiry} {question} {}", answer.department),
        &[
            ("unit", answer.unit.as_ref().into()),
            ("letter", answer.letter.into()),
            ("label", answer.label.as_ref().into()),
            ("disposition", Value::word(answer.disposition)),
            (
                "refers-to-question",
                answer.refers_to_question.as_ref().into(),
            ),
            (
                "refers-to-department",
                answer.refers_to_department.as_ref().into(),
            ),
            ("wording", answer.wording.map(Value::word).into()),
            text_option(answer.text.as_deref()),
        ],
    )
}
