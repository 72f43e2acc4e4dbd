//! The command line: one file per command, and what they share.
//!
//! Data goes to standard output, everything said about it to standard error. Every prompt has a
//! flag, and none appears unless standard input is a terminal. Exit codes: 0 done, 1 the data or
//! the request, 2 the command line, 3 the file or the disk, 130 stopped by Ctrl-C.

mod answer;
mod asker;
mod check;
mod codebook;
mod completions;
mod contact;
mod context;
mod deadline_rule;
mod demo;
mod department;
mod error;
mod export;
mod figure;
mod finding;
mod follow_up;
mod init;
mod input;
mod inquiry;
mod letter;
mod man;
mod migrate;
mod output;
mod prompt;
mod question;
mod report;
mod sql;
mod status;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use jiff::civil::Date;

use crate::error::Result;
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
    command: Command,
}

/// Options that every command takes.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// The database file
    #[arg(
        long,
        global = true,
        env = "TENDAY_DB",
        value_name = "FILE",
        hide_env_values = true
    )]
    db: Option<PathBuf>,
    /// How lists and reports are written: lists as table, csv, tsv, json, ndjson or md; reports as
    /// any but table
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    format: Option<AnyFormat>,
    /// The day to take for today, as in 2018-04-16 or 16.4.2018
    #[arg(long, global = true, value_name = "DATE", value_parser = input::date)]
    today: Option<Date>,
    /// Never ask; what is missing is an error
    #[arg(long, global = true)]
    no_input: bool,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
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

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new database
    Init(init::InitArgs),
    /// Take a tour of the real thing, in a folder of its own
    Demo(demo::DemoArgs),
    /// Departments of the municipality and their units
    #[command(subcommand)]
    Department(department::DepartmentCommand),
    /// Parties, members and committees that ask
    #[command(subcommand)]
    Asker(asker::AskerCommand),
    /// Rules by which due dates are found
    #[command(subcommand)]
    DeadlineRule(deadline_rule::DeadlineRuleCommand),
    /// Inquiries: rounds of numbered questions
    #[command(subcommand)]
    Inquiry(inquiry::InquiryCommand),
    /// Log an inquiry that continues an earlier one
    FollowUp(follow_up::FollowUpArgs),
    /// The numbered questions of an inquiry
    #[command(subcommand)]
    Question(question::QuestionCommand),
    /// The departments' reply letters
    #[command(subcommand)]
    Letter(letter::LetterCommand),
    /// What letters say to questions
    #[command(subcommand)]
    Answer(answer::AnswerCommand),
    /// Ways to reach departments and units
    #[command(subcommand)]
    Contact(contact::ContactCommand),
    /// Numbers that answers state
    #[command(subcommand)]
    Figure(figure::FigureCommand),
    /// Codes that analysts compare departments by
    #[command(subcommand)]
    Codebook(codebook::CodebookCommand),
    /// What analysts coded departments' answers as
    #[command(subcommand)]
    Finding(finding::FindingCommand),
    /// See who has answered what, and what is missing
    Status(status::StatusArgs),
    /// Write reports for the council
    #[command(subcommand)]
    Report(report::ReportCommand),
    /// Ask the record in SQL
    Sql(sql::SqlArgs),
    /// Write the record for others: open data, a public copy, Datasette's metadata
    Export(export::ExportArgs),
    /// Check that the database is sound
    Check(check::CheckArgs),
    /// Bring the database up to date with this program
    Migrate(migrate::MigrateArgs),
    /// Print the completions of a shell
    Completions(completions::CompletionsArgs),
    /// Write the manual pages
    Man(man::ManArgs),
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(refused) => return error::command_line(&refused),
    };
    let color = cli.global.color;
    match run_command(&Context::new(&cli.global), cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => error::report(&failed, color),
    }
}

/// The whole command line as clap describes it, for manual pages and checks of the documentation.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}

fn run_command(context: &Context, command: Command) -> Result<()> {
    match command {
        Command::Init(args) => init::run(context, &args),
        Command::Demo(args) => demo::run(context, &args),
        Command::Department(command) => department::run(context, command),
        Command::Asker(command) => asker::run(context, command),
        Command::DeadlineRule(command) => deadline_rule::run(context, &command),
        Command::Inquiry(command) => inquiry::run(context, command),
        Command::FollowUp(args) => follow_up::run(context, &args),
        Command::Question(command) => question::run(context, command),
        Command::Letter(command) => letter::run(context, command),
        Command::Answer(command) => answer::run(context, command),
        Command::Contact(command) => contact::run(context, command),
        Command::Figure(command) => figure::run(context, command),
        Command::Codebook(command) => codebook::run(context, command),
        Command::Finding(command) => finding::run(context, command),
        Command::Status(args) => status::run(context, &args),
        Command::Report(command) => report::run(context, command),
        Command::Sql(args) => sql::run(context, &args),
        Command::Export(args) => export::run(context, &args),
        Command::Check(args) => check::run(context, &args),
        Command::Migrate(args) => migrate::run(context, &args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(context, &args),
    }
}
