//! Describing a command to clap only when it is the one that was asked for.
//!
//! Of some ninety commands a process runs one. Describing all of them took a fifth of a short
//! command's time; so each describes itself to clap when clap comes to it. And clap hands the
//! options of every command on to each command it knows, asked for or not: so it is told of the
//! one that the command line names, and of the others only if it cannot do with that.

use std::cell::{Cell, RefCell};
use std::ffi::OsString;

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, Subcommand};

thread_local! {
    /// Whether every command is to describe itself at once.
    static ALL: Cell<bool> = const { Cell::new(false) };
    /// The words of the command line, while only the command that one of them names is described.
    static WORDS: RefCell<Vec<OsString>> = const { RefCell::new(Vec::new()) };
}

/// The command line that `describe` makes, with every command described.
pub(super) fn all(describe: fn() -> Command) -> Command {
    ALL.set(true);
    let command = describe();
    ALL.set(false);
    command
}

/// The command line that `describe` makes, of its commands only the first that one of `words`
/// names. A word may be something else, as in `--db search`: what this cannot read, the whole
/// command line may; what it reads, that reads alike.
pub(super) fn named(words: &[OsString], describe: fn() -> Command) -> Command {
    WORDS.set(words.to_vec());
    let command = describe();
    WORDS.take();
    command
}

/// All commands, or the one that [`named`] looks for.
#[derive(Debug)]
pub(super) struct Named<C>(pub(super) C);

impl<C: FromArgMatches> FromArgMatches for Named<C> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        C::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<C: Subcommand> Subcommand for Named<C> {
    fn augment_subcommands(command: Command) -> Command {
        let words = WORDS.take();
        if words.is_empty() {
            return C::augment_subcommands(command);
        }
        let mut all = C::augment_subcommands(Command::default());
        let named = words
            .iter()
            .find(|word| all.find_subcommand(word).is_some());
        match named.and_then(|name| all.find_subcommand_mut(name)) {
            Some(named) => command.subcommand(std::mem::take(named)),
            None => C::augment_subcommands(command),
        }
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        C::has_subcommand(name)
    }
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    fn known(line: &str) -> Vec<String> {
        let command = named(&words(line), Cli::command);
        let names = command.get_subcommands().map(Command::get_name);
        names.map(str::to_owned).collect()
    }

    #[test]
    fn only_the_command_that_is_named_is_known() {
        assert_eq!(known("tenday department list"), ["department"]);
        assert_eq!(known("tenday --db a.db sql department"), ["sql"]);
        assert_eq!(known("tenday --db search department list"), ["search"]);
        assert!(known("tenday --version").len() > 20);
        assert!(known("tenday departmnt list").len() > 20);
    }

    #[test]
    fn what_one_command_reads_all_read_alike() {
        for (line, is_read) in [
            ("tenday department list", true),
            ("tenday --db a.db department list --format csv", true),
            ("tenday department list --db sql", true),
            ("tenday --db search department list", false),
            ("tenday department nonsense", false),
            ("tenday nonsense department", false),
            ("tenday department --help", false),
        ] {
            let words = words(line);
            let one = named(&words, Cli::command).try_get_matches_from(&words);
            assert_eq!(one.is_ok(), is_read, "{line}");
            if let Ok(one) = one {
                let all = Cli::command().try_get_matches_from(&words).unwrap();
                let read = |matches| format!("{:?}", Cli::from_arg_matches(matches).unwrap());
                assert_eq!(read(&one), read(&all), "{line}");
            }
        }
    }
}
