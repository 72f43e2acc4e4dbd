//! `tenday codebook`: the codes that analysts compare departments by.

use clap::Subcommand;

use super::context::Context;
use super::output::Listing;
use crate::domain::{Code, CodebookEntry, text};
use crate::error::Result;
use crate::store::findings;

/// Commands on codebooks.
#[derive(Debug, Subcommand)]
pub(super) enum CodebookCommand {
    /// Add a code; the first one makes the codebook
    Add {
        /// The codebook's short name, as in withheld-number
        codebook: Code,
        /// The code, as in some
        code: Code,
        /// What the code says
        meaning: String,
    },
    /// List the codes of every codebook
    List,
}

pub(super) fn run(context: &Context, command: CodebookCommand) -> Result<()> {
    match command {
        CodebookCommand::List => {
            Listing::of(&context.read(findings::codebook)?).print(context.format()?)
        }
        CodebookCommand::Add {
            codebook,
            code,
            meaning,
        } => {
            let meaning = text::line("meaning", &meaning)?;
            let new = CodebookEntry {
                codebook,
                code,
                meaning,
            };
            context.write(|writer| findings::add_code(writer, &new))?;
            let what = format!("Added code {} to codebook {}.", new.code, new.codebook);
            context.done(&what, &["codebook list"]);
            Ok(())
        }
    }
}
