//! Asking for what is missing, on a terminal only.
//!
//! Whoever stops at a question (Ctrl-C, Ctrl-D) is told that nothing was changed: a command asks
//! before it writes.

use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use super::context::{Context, say};
use crate::domain::{Code, text};
use crate::error::{Error, Kind, Result};
use crate::store::departments;

/// What a shell reports of a program that Ctrl-C stopped.
const INTERRUPTED: i32 = 130;

/// The editor where neither `VISUAL` nor `EDITOR` names one.
const DEFAULT_EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Whether an editor has the terminal: Ctrl-C is then meant for it.
static EDITING: AtomicBool = AtomicBool::new(false);

/// Whether a question waits for its answer.
static ASKING: AtomicBool = AtomicBool::new(false);

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
    may_ask(context, what, flag)?;
    loop {
        let typed = line(what)?;
        match read(&typed) {
            Ok(value) => return Ok(value),
            // Another answer would not help.
            Err(failed) if failed.kind() != Kind::Data => return Err(failed),
            Err(refused) => {
                say(&refused.to_string());
                if let Some(hint) = refused.hint() {
                    say(&format!("Hint: {}", context.with_database(&hint)));
                }
            }
        }
    }
}

/// The department given, or the one that the user names when asked; what is typed must be known.
pub(super) fn ask_department(context: &Context, given: Option<Code>, flag: &str) -> Result<Code> {
    ask(context, given, "department", flag, |typed| {
        let code: Code = typed.parse()?;
        let known = context.read(|reader| departments::get(reader, &code))?;
        Ok(known.code)
    })
}

/// Text on one line, given or asked for.
pub(super) fn ask_text(
    context: &Context,
    given: Option<&String>,
    what: &str,
    flag: &str,
) -> Result<String> {
    let given = given.map(|text| text::line(what, text)).transpose()?;
    ask(context, given, what, flag, |typed| text::line(what, typed))
}

/// Whether the user says yes; nobody who can be asked says no.
pub(super) fn yes(context: &Context, question: &str) -> Result<bool> {
    if !context.may_ask {
        return Ok(false);
    }
    listen_for_interrupt();
    let typed = line(&format!("{question} (yes or no)"))?;
    Ok(["y", "yes", "j", "ja"].contains(&typed.to_lowercase().as_str()))
}

fn may_ask(context: &Context, what: &str, flag: &str) -> Result<()> {
    if context.may_ask {
        listen_for_interrupt();
        return Ok(());
    }
    Err(Error::Missing {
        what: what.to_owned(),
        flag: flag.to_owned(),
    })
}

/// Says what Ctrl-C did; without it the program would end without a word. A handler that cannot
/// be installed leaves it at that.
fn listen_for_interrupt() {
    let _ = ctrlc::set_handler(|| {
        if !EDITING.load(Ordering::SeqCst) {
            say(if ASKING.load(Ordering::SeqCst) {
                "\nStopped; nothing was changed."
            } else {
                "\nStopped."
            });
            std::process::exit(INTERRUPTED);
        }
    });
}

/// One line that the user types.
fn line(what: &str) -> Result<String> {
    let mut terminal = std::io::stderr();
    let asked = write!(terminal, "{what}: ").and_then(|()| terminal.flush());
    asked.map_err(Error::io("the terminal"))?;
    let mut typed = String::new();
    ASKING.store(true, Ordering::SeqCst);
    let read = std::io::stdin().read_line(&mut typed);
    ASKING.store(false, Ordering::SeqCst);
    match read {
        Ok(0) => {
            say("");
            Err(Error::refused(
                format!("no {what} was given; nothing was changed"),
                "run the command again and answer, or give everything on the command line",
            ))
        }
        Ok(_) => Ok(typed.trim().to_owned()),
        Err(e) if e.kind() == ErrorKind::InvalidData => Err(Error::refused(
            format!("the {what} typed is not UTF-8; nothing was changed"),
            "set the terminal to UTF-8",
        )),
        Err(source) => Err(Error::io("the terminal")(source)),
    }
}

/// Long text, written in the user's editor.
pub(super) fn edit(context: &Context, what: &str, flag: &str) -> Result<String> {
    may_ask(context, what, flag)?;
    let written = edited("", what)?;
    if written.trim().is_empty() {
        return Err(nothing_written(what));
    }
    text::clean(what, &written)
}

/// Text that the user changes in an editor.
pub(super) fn revise(text: &str) -> Result<String> {
    listen_for_interrupt();
    edited(text, "draft")
}

/// What the user's editor leaves of a text.
fn edited(text: &str, what: &str) -> Result<String> {
    let mut draft = tempfile::Builder::new()
        .prefix("tenday-")
        .suffix(".txt")
        .tempfile()
        .map_err(|source| Error::io(std::env::temp_dir())(source))?;
    draft
        .write_all(text.as_bytes())
        .map_err(Error::io(draft.path()))?;
    run_editor(draft.path().as_os_str().to_owned(), what)?;
    let mut written = Vec::new();
    // Many editors put a new file in place of the old one, so it is opened anew by its name.
    std::fs::File::open(draft.path())
        .and_then(|mut file| file.read_to_end(&mut written))
        .map_err(Error::io(draft.path()))?;
    super::input::utf8(written, "what the editor saved")
}

fn nothing_written(what: &str) -> Error {
    Error::refused(
        format!("no {what} was written; nothing was changed"),
        "write it, save, and close the editor; or give it with --text or --file",
    )
}

/// Runs the editor and waits for it. An editor that reports a failure is how `:cq` says no.
fn run_editor(file: OsString, what: &str) -> Result<()> {
    let named = ["VISUAL", "EDITOR"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.trim().is_empty())
        .unwrap_or_else(|| DEFAULT_EDITOR.to_owned());
    let unfit = |problem: String| {
        Error::refused(
            format!("the editor `{named}` {problem}; nothing was changed"),
            "name an editor in EDITOR, or give the text with --text or --file",
        )
    };
    let words = shell_words::split(&named).map_err(|e| unfit(format!("is not understood: {e}")))?;
    let (program, arguments) = words
        .split_first()
        .ok_or_else(|| unfit("is empty".to_owned()))?;
    EDITING.store(true, Ordering::SeqCst);
    let ended = Command::new(program).args(arguments).arg(file).status();
    EDITING.store(false, Ordering::SeqCst);
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(nothing_written(what)),
        Err(e) => Err(unfit(format!(
            "cannot be started: {}",
            crate::error::said(&e)
        ))),
    }
}
