//! Removing an inquiry that was logged by mistake.

use super::listing::record;
use crate::cli::context::Context;
use crate::cli::removal::{Removed, command, remove};
use crate::domain::{Inquiry, Reference};
use crate::error::{Result, count};
use crate::store::{inquiries, removal};

pub(super) fn run(context: &Context, reference: &Reference) -> Result<()> {
    let format = context.format()?;
    remove(context, |writer| {
        let old = inquiries::get(writer, reference)?;
        let record = record(writer, &old, format)?;
        let reminders = removal::inquiry(writer, &old)?;
        Ok(Removed {
            what: format!("inquiry {}: {}", old.reference, old.title),
            also: match reminders {
                0 => String::new(),
                n => format!(
                    "{} that had been written went with it.",
                    count(n, "reminder")
                ),
            },
            next: "inquiry list".to_owned(),
            again: again(&old),
            record,
        })
    })
}

/// The command that logs the inquiry.
fn again(inquiry: &Inquiry) -> String {
    let stated = inquiry.original_due_on.filter(|_| inquiry.due_stated);
    command(
        "inquiry add".to_owned(),
        &[
            ("reference", (&inquiry.reference).into()),
            ("title", (&inquiry.title).into()),
            ("asker", (&inquiry.asker).into()),
            ("received", inquiry.received_on.into()),
            ("due", stated.into()),
            ("rule", (&inquiry.deadline_rule).into()),
            ("follows", inquiry.follows.as_ref().into()),
        ],
    )
}
