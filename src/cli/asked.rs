//! Describing a command to clap only when it is the one that was asked for.
//!
//! Of some ninety commands a process runs one. Describing all of them took a fifth of a short
//! command's time; so each describes itself to clap when clap comes to it.

use std::cell::Cell;

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Subcommand};

thread_local! {
    /// Whether every command is to describe itself at once.
    static ALL: Cell<bool> = const { Cell::new(false) };
}

/// The command line that `describe` makes, with every command described.
pub(super) fn all(describe: fn() -> Command) -> Command {
    ALL.set(true);
    let command = describe();
    ALL.set(false);
    command
}

/// What a command takes, described when it is needed.
#[derive(Debug)]
pub(super) struct Asked<C>(pub(super) C);

impl<C: FromArgMatches> FromArgMatches for Asked<C> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        C::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<C: Args> Args for Asked<C> {
    fn augment_args(command: Command) -> Command {
        later(command, |command| named_as_before(command, C::augment_args))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<C: Subcommand> Subcommand for Asked<C> {
    fn augment_subcommands(command: Command) -> Command {
        later(command, |command| {
            named_as_before(command, C::augment_subcommands)
        })
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        C::has_subcommand(name)
    }
}

fn later(command: Command, describe: fn(Command) -> Command) -> Command {
    if ALL.get() {
        describe(command)
    } else {
        command.defer(describe)
    }
}

/// Describes a command and keeps what it is said to be for: that stands where it is listed.
fn named_as_before(command: Command, describe: fn(Command) -> Command) -> Command {
    let about = command.get_about().cloned();
    let long_about = command.get_long_about().cloned();
    let mut described = describe(command);
    if let Some(about) = about {
        described = described.about(about).long_about(None::<&str>);
    }
    if let Some(long_about) = long_about {
        described = described.long_about(long_about);
    }
    described
}
