//! `tenday letter`: the departments' reply letters.

mod decision;
mod document;
mod draft;
mod facts;
mod listing;
mod read;
mod readings;
mod remove;
mod session;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use self::facts::FactArgs;
use super::context::Context;
use crate::domain::{Code, Reference};
use crate::error::Result;

/// Commands on letters.
#[derive(Debug, Subcommand)]
pub(super) enum LetterCommand {
    /// Log a department's letter to an inquiry
    Add {
        /// The inquiry
        inquiry: Reference,
        /// The department that sent it
        department: Option<Code>,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// Read letters out of files, and record them once they have been looked at
    Read(read::ReadArgs),
    /// Take the text out of a PDF on standard input; the program starts itself so
    #[command(hide = true)]
    ExtractPdf,
    /// Change what is recorded of a letter; an empty value removes what was there
    Edit {
        #[command(flatten)]
        which: WhichArgs,
        #[command(flatten)]
        facts: FactArgs,
    },
    /// Remove a letter that was logged by mistake, and the file kept with it
    Remove {
        #[command(flatten)]
        which: WhichArgs,
    },
    /// List the letters to an inquiry
    List {
        /// The inquiry
        inquiry: Reference,
    },
    /// Show a letter with the people it names
    Show {
        #[command(flatten)]
        which: WhichArgs,
    },
    /// Get the file that a letter came in, as it was
    Document {
        #[command(flatten)]
        which: WhichArgs,
        /// The file to write, or the folder to put it into; under its own name if not given
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
}

/// Which letter.
#[derive(Debug, Args)]
pub(super) struct WhichArgs {
    /// The inquiry
    inquiry: Reference,
    /// The department that sent it
    department: Code,
    /// Which of the department's letters, if it sent several
    #[arg(long, value_name = "NUMBER")]
    letter: Option<u32>,
}

pub(super) fn run(context: &Context, command: LetterCommand) -> Result<()> {
    match command {
        LetterCommand::Add {
            inquiry,
            department,
            facts,
        } => facts::add(context, &inquiry, department, &facts),
        LetterCommand::Read(args) => read::run(context, &args),
        LetterCommand::ExtractPdf => read::extract_pdf(),
        LetterCommand::Edit { which, facts } => facts::edit(context, &which, &facts),
        LetterCommand::Remove { which } => remove::run(context, &which),
        LetterCommand::List { inquiry } => listing::list(context, &inquiry),
        LetterCommand::Show { which } => listing::show(context, &which),
        LetterCommand::Document { which, out } => document::write(context, &which, out.as_deref()),
    }
}
