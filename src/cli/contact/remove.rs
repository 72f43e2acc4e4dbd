//! `contact remove`: a channel that was added by mistake.

use super::which::{WhichArgs, describe, find_to_edit};
use crate::cli::context::Context;
use crate::cli::output::Listing;
use crate::cli::removal::{Removed, command, remove};
use crate::domain::{Channel, Code, Value};
use crate::error::Result;
use crate::store::removal;

pub(super) fn run(context: &Context, which: &WhichArgs) -> Result<()> {
    remove(context, |writer| {
        let old = find_to_edit(writer, which)?;
        removal::channel(writer, &old)?;
        Ok(Removed {
            what: format!("{} of {}", describe(&old), old.department),
            also: String::new(),
            next: format!("contact list {}", old.department),
            again: again(&old),
            record: Listing::of(&[old]),
        })
    })
}

/// The command that adds the channel.
fn again(channel: &Channel) -> String {
    let serves: Vec<&str> = channel.also_serves.iter().map(Code::as_str).collect();
    let source = channel.source.as_ref();
    command(
        format!("contact add {}", channel.department),
        &[
            ("kind", Value::word(channel.kind)),
            ("value", channel.value.as_ref().into()),
            ("label", channel.label.as_ref().into()),
            (
                "hours",
                channel
                    .hours_words
                    .as_ref()
                    .or(channel.hours.as_ref())
                    .into(),
            ),
            ("audience", channel.audience.as_ref().into()),
            ("visibility", Value::word(channel.visibility)),
            ("decided-by", channel.decided_by.as_ref().into()),
            ("decided-on", channel.decided_on.into()),
            ("also-serves", serves.join(",").into()),
            ("valid-from", channel.valid_from.into()),
            ("valid-to", channel.valid_to.into()),
            ("stated-in", source.map(|it| &it.inquiry).into()),
            ("stated-by", source.map(|it| &it.department).into()),
            (
                "stated-question",
                source.and_then(|it| it.question.as_ref()).into(),
            ),
        ],
    )
}
