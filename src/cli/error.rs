//! How a command ends that could not be done.

use std::error::Error as _;
use std::io::{ErrorKind, IsTerminal};
use std::process::ExitCode;

use super::Color;
use super::context::say;
use crate::error::{Error, Kind, Result};

/// Says what went wrong and what to do, and gives the exit code of its kind.
pub(super) fn report(error: &Error, color: Color) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let message = super::output::visible(&error.to_string());
    eprint_line(&format!("{} {message}", heading("error:", "31", color)));
    if let Some(hint) = error.hint() {
        let hint = super::output::visible(&hint);
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

/// Ends a command whose words clap refused. A value that a type of ours refused is the user's
/// data, not the command line, and is told like any other.
pub(super) fn command_line(refused: &clap::Error) -> ExitCode {
    if let Some(error) = refused.source().and_then(|e| e.downcast_ref::<Error>()) {
        return report(error, Color::Auto);
    }
    let told = refused.print();
    if told.is_err() {
        say("the command line is not right, and the reason could not be printed");
    }
    ExitCode::from(if refused.use_stderr() { 2 } else { 0 })
}

/// The outcome of writing to standard output.
pub(super) fn written(outcome: std::io::Result<()>) -> Result<()> {
    outcome.map_err(|source| Error::Write {
        what: "standard output".into(),
        source,
    })
}
