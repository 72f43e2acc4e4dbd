//! The command line: one file per command, and what they share.
//!
//! Data goes to standard output, everything said about it to standard error. Every prompt has a
//! flag, and none appears unless standard input is a terminal. Exit codes: 0 done, 1 the data or
//! the request, 2 the command line, 3 the file or the disk, 130 stopped by Ctrl-C.

mod answer;
mod asked;
mod asker;
mod check;
mod closed_day;
mod codebook;
mod completions;
mod contact;
mod context;
mod deadline_rule;
mod demo;
mod department;
mod due;
mod error;
mod export;
mod extension;
mod figure;
mod finding;
mod follow_up;
mod import;
mod init;
mod input;
mod inquiry;
mod internal_deadline;
mod letter;
mod man;
mod migrate;
mod moves;
mod output;
mod pause;
mod progress;
mod prompt;
mod question;
mod remind;
mod removal;
mod report;
mod search;
mod sql;
mod status;
mod stop;
mod suggest;
mod table;
mod traffic;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::TypedValueParser;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use jiff::civil::Date;

use crate::error::Result;
use asked::{Asked, Named};
use context::Context;
use output::AnyFormat;

/// The record of written questions to the municipality: what was asked, who answered what, and
/// what is still outstanding.
#[derive(Debug, Parser)]
#[command(
    name = "tenday",
    version,
    propagate_version = true,
    arg_required_else_help = true
)]
#[command(after_help = "Start with `tenday demo`, a tour on real data, or `tenday init`.")]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Named<Command>,
}

/// What options that every command takes are listed under.
const EVERYWHERE: &str = "Options of every command";

/// Options that every command takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// The database file
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        env = "TENDAY_DB",
        value_parser = clap::builder::OsStringValueParser::new().map(PathBuf::from),
        value_name = "FILE",
        hide_env_values = true
    )]
    db: Option<PathBuf>,
    /// How lists and reports are written: lists as table, csv, tsv, json, ndjson or md; reports as
    /// any but table
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    format: Option<AnyFormat>,
    /// The day to take for today, as in 2018-04-16 or 16.4.2018
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_name = "DATE",
        value_parser = input::date
    )]
    today: Option<Date>,
    /// Never ask; what is missing is an error
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    no_input: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_enum,
        default_value_t = Color::Auto,
        value_name = "WHEN"
    )]
    color: Color,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl From<Color> for clap::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new database
    Init(Asked<init::InitArgs>),
    /// Take a tour of the real thing, in a folder of its own
    Demo(Asked<demo::DemoArgs>),
    /// Departments of the municipality and their units
    #[command(subcommand)]
    Department(Asked<department::DepartmentCommand>),
    /// Parties, members and committees that ask
    #[command(subcommand)]
    Asker(Asked<asker::AskerCommand>),
    /// Rules by which due dates are found
    #[command(subcommand)]
    DeadlineRule(Asked<deadline_rule::DeadlineRuleCommand>),
    /// Days on which the municipality itself is closed
    #[command(subcommand)]
    ClosedDay(Asked<closed_day::ClosedDayCommand>),
    /// Inquiries: rounds of numbered questions
    #[command(subcommand)]
    Inquiry(Asked<inquiry::InquiryCommand>),
    /// Log an inquiry that continues an earlier one
    FollowUp(Asked<follow_up::FollowUpArgs>),
    /// Later due dates that were granted
    #[command(subcommand)]
    Extension(Asked<extension::ExtensionCommand>),
    /// Days on which the clock of an inquiry stands
    #[command(subcommand)]
    Pause(Asked<pause::PauseCommand>),
    /// Departments' own deadlines, before the outer one
    #[command(subcommand)]
    InternalDeadline(Asked<internal_deadline::InternalDeadlineCommand>),
    /// The numbered questions of an inquiry
    #[command(subcommand)]
    Question(Asked<question::QuestionCommand>),
    /// The departments' reply letters
    #[command(subcommand)]
    Letter(Asked<letter::LetterCommand>),
    /// What letters say to questions
    #[command(subcommand)]
    Answer(Asked<answer::AnswerCommand>),
    /// Ways to reach departments and units
    #[command(subcommand)]
    Contact(Asked<contact::ContactCommand>),
    /// Numbers that answers state
    #[command(subcommand)]
    Figure(Asked<figure::FigureCommand>),
    /// Codes that analysts compare departments by
    #[command(subcommand)]
    Codebook(Asked<codebook::CodebookCommand>),
    /// What analysts coded departments' answers as
    #[command(subcommand)]
    Finding(Asked<finding::FindingCommand>),
    /// See who has answered what, and what is missing
    Status(Asked<status::StatusArgs>),
    /// See what is due, by date, or write it to a calendar file
    Due(Asked<due::DueArgs>),
    /// Write reminders to the departments that owe answers
    Remind(Asked<remind::RemindArgs>),
    /// The reminders that were written
    #[command(subcommand)]
    Reminder(Asked<remind::ReminderCommand>),
    /// Contacts of a count week
    #[command(subcommand)]
    Traffic(Asked<traffic::TrafficCommand>),
    /// Find words in titles, questions, answers and channels, or questions asked before
    Search(Asked<search::SearchArgs>),
    /// Write reports for the council
    #[command(subcommand)]
    Report(Asked<report::ReportCommand>),
    /// Import rows from folders, CSV files and spreadsheets, all or nothing
    Import(Asked<import::ImportArgs>),
    /// Ask the record in SQL
    Sql(Asked<sql::SqlArgs>),
    /// Write the record for others: open data, a public copy, Datasette's metadata
    Export(Asked<export::ExportArgs>),
    /// Check that the database is sound
    Check(Asked<check::CheckArgs>),
    /// Bring the database up to date with this program
    Migrate(Asked<migrate::MigrateArgs>),
    /// Print the completions of a shell
    Completions(Asked<completions::CompletionsArgs>),
    /// Write the manual pages
    Man(Asked<man::ManArgs>),
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let color = error::color_asked_for();
    let words: Vec<OsString> = std::env::args_os().collect();
    let read = |command: clap::Command| {
        let matches = command.color(color.into()).try_get_matches_from(&words);
        Cli::from_arg_matches(&matches?)
    };
    let named = asked::named(&words, Cli::command);
    let is_one = named.get_subcommands().nth(1).is_none();
    let parsed = match read(named) {
        Err(_) if is_one => read(Cli::command()),
        parsed => parsed,
    };
    let cli = match parsed {
        Ok(cli) => cli,
        Err(refused) => return error::command_line(&refused, color),
    };
    let context = Context::new(&cli.global);
    match run_command(&context, cli.command.0) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => error::report(&failed, Some(&context), color),
    }
}

/// The whole command line as clap describes it, for manual pages and checks of the documentation.
#[must_use]
pub fn command() -> clap::Command {
    asked::all(Cli::command)
}

fn run_command(context: &Context, command: Command) -> Result<()> {
    match command {
        Command::Init(Asked(args)) => init::run(context, &args),
        Command::Demo(Asked(args)) => demo::run(context, &args),
        Command::Department(Asked(command)) => department::run(context, command),
        Command::Asker(Asked(command)) => asker::run(context, command),
        Command::DeadlineRule(Asked(command)) => deadline_rule::run(context, command),
        Command::ClosedDay(Asked(command)) => closed_day::run(context, command),
        Command::Inquiry(Asked(command)) => inquiry::run(context, command),
        Command::FollowUp(Asked(args)) => follow_up::run(context, &args),
        Command::Extension(Asked(command)) => extension::run(context, command),
        Command::Pause(Asked(command)) => pause::run(context, command),
        Command::InternalDeadline(Asked(command)) => internal_deadline::run(context, command),
        Command::Question(Asked(command)) => question::run(context, command),
        Command::Letter(Asked(command)) => letter::run(context, command),
        Command::Answer(Asked(command)) => answer::run(context, command),
        Command::Contact(Asked(command)) => contact::run(context, command),
        Command::Figure(Asked(command)) => figure::run(context, command),
        Command::Codebook(Asked(command)) => codebook::run(context, command),
        Command::Finding(Asked(command)) => finding::run(context, command),
        Command::Status(Asked(args)) => status::run(context, &args),
        Command::Due(Asked(args)) => due::run(context, &args),
        Command::Remind(Asked(args)) => remind::run(context, &args),
        Command::Reminder(Asked(command)) => remind::list(context, &command),
        Command::Traffic(Asked(command)) => traffic::run(context, &command),
        Command::Search(Asked(args)) => search::run(context, &args),
        Command::Report(Asked(command)) => report::run(context, command),
        Command::Import(Asked(args)) => import::run(context, &args),
        Command::Sql(Asked(args)) => sql::run(context, &args),
        Command::Export(Asked(args)) => export::run(context, &args),
        Command::Check(Asked(args)) => check::run(context, &args),
        Command::Migrate(Asked(args)) => migrate::run(context, &args),
        Command::Completions(Asked(args)) => completions::run(&args),
        Command::Man(Asked(args)) => man::run(context, &args),
    }
}
