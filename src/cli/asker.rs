//! `tenday asker`: those who ask.

use clap::Subcommand;

use super::context::Context;
use super::input::{cleaned, word};
use super::output::Listing;
use super::prompt::{ask, ask_text};
use crate::domain::{Asker, AskerKind, Code, changes};
use crate::error::Result;
use crate::store::askers;

/// Commands on askers.
#[derive(Debug, Subcommand)]
pub(super) enum AskerCommand {
    /// Add a party, member or committee
    Add {
        /// Short code, as in LA
        code: Option<Code>,
        /// Name in full
        name: Option<String>,
        /// What it is
        #[arg(long, value_parser = word::<AskerKind>(), default_value = "party")]
        kind: AskerKind,
    },
    /// Change an asker
    Edit {
        /// Its code or name
        asker: String,
        /// The new code
        #[arg(long)]
        code: Option<Code>,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        /// What it is now
        #[arg(long, value_parser = word::<AskerKind>())]
        kind: Option<AskerKind>,
    },
    /// List askers
    List,
    /// Show an asker
    Show {
        /// Its code or name
        asker: String,
    },
}

pub(super) fn run(context: &Context, command: AskerCommand) -> Result<()> {
    match command {
        AskerCommand::Add { code, name, kind } => add(context, code, name.as_ref(), kind),
        AskerCommand::Edit {
            asker,
            code,
            name,
            kind,
        } => {
            let name = cleaned("name", name.as_ref())?;
            edit(context, &asker, |old| Asker {
                code: code.unwrap_or(old.code),
                name: name.unwrap_or(old.name),
                kind: kind.unwrap_or(old.kind),
            })
        }
        AskerCommand::List => Listing::of(&context.read(askers::list)?).print(context.format()?),
        AskerCommand::Show { asker } => {
            let found = context.read(|reader| askers::find(reader, &asker))?;
            Listing::of(&[found]).print_record(context.format()?)
        }
    }
}

fn add(
    context: &Context,
    code: Option<Code>,
    name: Option<&String>,
    kind: AskerKind,
) -> Result<()> {
    let code = ask(
        context,
        code,
        "code",
        "CODE, as in `tenday asker add LA 'Liberal Alliance'`",
        str::parse,
    )?;
    let name = ask_text(
        context,
        name,
        "name",
        "NAME, as in `tenday asker add LA 'Liberal Alliance'`",
    )?;
    let new = Asker { code, name, kind };
    context.write(|writer| askers::add(writer, &new))?;
    context.done(
        &format!("Added {} {} ({}).", new.kind, new.code, new.name),
        &[&format!(
            "inquiry add --asker {} --title 'What it is about'",
            new.code
        )],
    );
    Ok(())
}

fn edit(context: &Context, named: &str, change: impl FnOnce(Asker) -> Asker) -> Result<()> {
    let (old, new) = context.write(|writer| {
        let old = askers::find(writer, named)?;
        let new = change(old.clone());
        askers::update(writer, &old.code, &new)?;
        Ok((old, new))
    })?;
    context.changed(
        &format!("asker {}", old.code),
        &changes(&old, &new),
        &[&format!("asker show {}", new.code)],
    );
    Ok(())
}
