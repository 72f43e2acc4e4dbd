//! How a command ends that could not be done.

use std::error::Error as _;
use std::io::{ErrorKind, IsTerminal};
use std::process::ExitCode;

use clap::ValueEnum;

use super::Color;
use super::context::{Context, say};
use super::output::visible;
use crate::error::{Error, Kind, Result};
use crate::report::ReportError;

/// Says what went wrong and what to do, and gives the exit code of its kind. The commands of a
/// hint name the database if the user's command did.
pub(super) fn report(error: &Error, context: Option<&Context>, color: Color) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let message = visible(&error.to_string());
    eprint_line(&format!("{} {message}", heading("error:", "31", color)));
    if let Some(hint) = error.hint() {
        let hint = context.map_or(hint.clone(), |context| context.with_database(&hint));
        let hint = visible(&hint);
        eprint_line(&format!("{} {hint}", heading("Hint:", "36", color)));
    }
    ExitCode::from(code(error.kind()))
}

fn eprint_line(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn heading(word: &str, ansi: &str, color: Color) -> String {
    let wanted = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stderr().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    };
    if wanted {
        format!("\u{1b}[1;{ansi}m{word}\u{1b}[0m")
    } else {
        word.to_owned()
    }
}

fn code(kind: Kind) -> u8 {
    match kind {
        Kind::Data => 1,
        Kind::Usage => 2,
        Kind::Storage => 3,
        // What shells report for a program that SIGINT ended.
        Kind::Stopped => 130,
    }
}

/// The reader of our output has gone: `tenday … | head`. That is no failure.
fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Write { source, .. } if source.kind() == ErrorKind::BrokenPipe)
}

/// Ends a command whose words clap refused, or that asked for help. A value that a type of ours
/// refused is the user's data, not the command line, and is told like any other.
pub(super) fn command_line(refused: &clap::Error, color: Color) -> ExitCode {
    if let Some(error) = refused.source().and_then(|e| e.downcast_ref::<Error>()) {
        return report(error, None, color);
    }
    if let Some(error) = refused
        .source()
        .and_then(|e| e.downcast_ref::<ReportError>())
    {
        let told = Error::Refused {
            message: error.to_string(),
            hint: error.hint(),
        };
        return report(&told, None, color);
    }
    if refused.kind() == clap::error::ErrorKind::InvalidUtf8
        && let Some(error) = not_utf8()
    {
        return report(&error, None, color);
    }
    match written(print(refused, color)) {
        Ok(()) => ExitCode::from(if refused.use_stderr() { 2 } else { 0 }),
        Err(failed) => report(&failed, None, color),
    }
}

/// Prints what clap has to say. It repeats words of the command line as they are, so where they
/// hold what could steer the terminal, it is asked again about the same words written out.
fn print(refused: &clap::Error, color: Color) -> std::io::Result<()> {
    let given: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let shown: Vec<String> = given.iter().map(|word| visible(word)).collect();
    if given == shown {
        return refused.print();
    }
    let again = super::command()
        .color(color.into())
        .try_get_matches_from(shown);
    if let Err(again) = again {
        return again.print();
    }
    say(&refused.render().to_string());
    Ok(())
}

/// The first word of the command line that is not UTF-8, as an error.
fn not_utf8() -> Option<Error> {
    let word = std::env::args_os().find(|word| word.to_str().is_none())?;
    Some(
        Error::invalid("argument", word.to_string_lossy(), "it is not UTF-8")
            .with_hint("type it in a terminal that is set to UTF-8"),
    )
}

/// The colour asked for, read before the command line is understood: its errors too obey it.
pub(super) fn color_asked_for() -> Color {
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let named = words.iter().enumerate().find_map(|(at, word)| {
        let next = || words.get(at + 1).map(String::as_str);
        word.strip_prefix("--color=")
            .or_else(|| next().filter(|_| word == "--color"))
    });
    named
        .and_then(|value| Color::from_str(value, true).ok())
        .unwrap_or(Color::Auto)
}

/// The outcome of writing to standard output.
pub(super) fn written(outcome: std::io::Result<()>) -> Result<()> {
    outcome.map_err(|source| Error::Write {
        what: "standard output".into(),
        source,
    })
}
