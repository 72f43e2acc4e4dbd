//! What every `remove` does: it shows the whole record, takes it away, and says how to log it again.

use std::fmt::Write;

use super::context::{Context, quoted, say};
use super::output::Listing;
use crate::domain::Value;
use crate::error::Result;
use crate::store::Writer;

/// The longest text that stands in a command to be typed again.
const BRIEF: usize = 160;

/// A record that was removed.
pub(super) struct Removed {
    /// What it was, as in `the letter of SKO to inquiry 2018-1`.
    pub(super) what: String,
    /// What else there is to say, a sentence; empty: nothing.
    pub(super) also: String,
    /// The record as `show` shows it.
    pub(super) record: Listing,
    /// What could come next.
    pub(super) next: String,
    /// What logs it again.
    pub(super) again: String,
}

/// Removes a record. It is shown before that is final: what cannot be shown stays.
pub(super) fn remove(
    context: &Context,
    work: impl FnOnce(&Writer<'_>) -> Result<Removed>,
) -> Result<()> {
    let format = context.format()?;
    let removed = context.write(|writer| {
        let removed = work(writer)?;
        removed.record.print_record(format)?;
        Ok(removed)
    })?;
    let said = format!("Removed {}. {}", removed.what, removed.also);
    say(said.trim_end());
    say(&format!(
        "To log it again: {}",
        context.command(&removed.again)
    ));
    context.next(&[&removed.next]);
    Ok(())
}

/// A command with those of the options that say something.
pub(super) fn command(words: String, options: &[(&str, Value)]) -> String {
    let mut command = words;
    for (option, value) in options {
        let value = value.plain();
        if value.is_empty() {
            continue;
        }
        // An option takes `-3` for another option if it stands apart.
        let between = if value.starts_with('-') { '=' } else { ' ' };
        let _ = write!(command, " --{option}{between}{}", quoted(&value));
    }
    command
}

/// The option that gives a text: itself, or where it is long a file that holds it.
pub(super) fn text_option(text: Option<&str>) -> (&'static str, Value) {
    match text {
        Some(text) if text.contains('\n') || text.chars().count() > BRIEF => {
            ("file", "FILE".into())
        }
        text => ("text", text.map(str::to_owned).into()),
    }
}
