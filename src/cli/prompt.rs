//! Asking for what is missing, on a terminal only.

use dialoguer::{Editor, Input};

use super::context::Context;
use crate::domain::text;
use crate::error::{Error, Result};

/// The value given, or what the user types when asked for it.
pub(super) fn ask<T>(
    context: &Context,
    given: Option<T>,
    what: &str,
    flag: &str,
    read: impl Fn(&str) -> Result<T>,
) -> Result<T> {
    if let Some(value) = given {
        return Ok(value);
    }
    if !context.may_ask {
        return Err(Error::Missing {
            what: what.to_owned(),
            flag: flag.to_owned(),
        });
    }
    loop {
        let typed: String = Input::new()
            .with_prompt(what)
            .interact_text()
            .map_err(stopped)?;
        match read(&typed) {
            Ok(value) => return Ok(value),
            Err(refused) => {
                super::context::say(&refused.to_string());
                if let Some(hint) = refused.hint() {
                    super::context::say(&format!("Hint: {hint}"));
                }
            }
        }
    }
}

/// Short text, given or asked for.
pub(super) fn ask_text(
    context: &Context,
    given: Option<&String>,
    what: &str,
    flag: &str,
) -> Result<String> {
    let given = given.map(|text| text::clean(what, text)).transpose()?;
    ask(context, given, what, flag, |typed| text::clean(what, typed))
}

/// Long text, written in the user's editor.
pub(super) fn edit(context: &Context, what: &str, flag: &str) -> Result<String> {
    if !context.may_ask {
        return Err(Error::Missing {
            what: what.to_owned(),
            flag: flag.to_owned(),
        });
    }
    let written = Editor::new().extension(".txt").edit("").map_err(stopped)?;
    match written {
        Some(text) => text::clean(what, &text),
        None => Err(Error::refused(
            format!("no {what} was written; nothing was changed"),
            "write it, save, and close the editor",
        )),
    }
}

/// Text that the user changes in an editor; as it is if it is left alone.
pub(super) fn revise(text: &str) -> Result<String> {
    let mut editor = Editor::new();
    let written = editor
        .extension(".txt")
        .require_save(false)
        .trim_newlines(false)
        .edit(text)
        .map_err(stopped)?;
    Ok(written.unwrap_or_else(|| text.to_owned()))
}

fn stopped(error: dialoguer::Error) -> Error {
    let dialoguer::Error::IO(source) = error;
    Error::Io {
        path: "terminal".into(),
        source,
    }
}
