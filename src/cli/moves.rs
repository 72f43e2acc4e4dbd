//! Changes that move due dates: shown first, carried out only when that is wanted.

use super::context::{Context, say};
use super::output::Listing;
use crate::domain::{Code, Value};
use crate::error::{Error, Result, count};
use crate::store::Writer;
use crate::store::deadlines::{self, Move};

/// Carries out `change` and moves the due dates of the inquiries that are not closed, or of those
/// under `rule`, with it. Where dates move, they are listed first, and without `apply` or a yes
/// on the terminal nothing is changed.
pub(super) fn carry_out<T>(
    context: &Context,
    apply: bool,
    rule: Option<&Code>,
    change: impl Fn(&Writer<'_>) -> Result<T>,
) -> Result<T> {
    let moves = context.rehearse(|writer| {
        change(writer)?;
        deadlines::settle_all(writer, rule)
    })?;
    if !moves.is_empty() {
        listing(&moves).print(context.format()?)?;
        wanted(context, apply, moves.len())?;
    }
    context.write(|writer| {
        let done = change(writer)?;
        if deadlines::settle_all(writer, rule)? != moves {
            return Err(Error::refused(
                "the record changed meanwhile; nothing was changed",
                "run the same command again",
            ));
        }
        Ok(done)
    })
}

fn wanted(context: &Context, apply: bool, moves: usize) -> Result<()> {
    let what = count(moves, "due date");
    if apply {
        say(&format!("Moved {what}."));
        return Ok(());
    }
    if super::prompt::yes(context, &format!("Move {what} so?"))? {
        return Ok(());
    }
    Err(Error::refused(
        format!("nothing was changed: the change would move {what}"),
        "the same command with --apply carries it out",
    ))
}

fn listing(moves: &[Move]) -> Listing {
    let mut listing = Listing::new(&["inquiry", "title", "due_on", "due_on_then"]);
    for it in moves {
        listing.push(vec![
            (&it.inquiry).into(),
            (&it.title).into(),
            Value::from(it.old),
            Value::from(it.new),
        ]);
    }
    listing
}
