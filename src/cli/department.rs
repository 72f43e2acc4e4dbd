//! `tenday department`: departments and their units.

use clap::Subcommand;

use super::context::Context;
use super::input::cleaned;
use super::output::Listing;
use super::prompt::{ask, ask_text};
use crate::domain::{Code, Department, changes};
use crate::error::Result;
use crate::store::departments;

/// Commands on departments.
#[derive(Debug, Subcommand)]
pub(super) enum DepartmentCommand {
    /// Add a department, or with --parent a unit of one
    Add {
        /// Short code, as in MSB
        code: Option<Code>,
        /// Name in full
        name: Option<String>,
        /// The department that the unit is a part of
        #[arg(long, value_name = "CODE")]
        parent: Option<Code>,
    },
    /// Change a department or unit
    Edit {
        /// Its code
        code: Code,
        /// The new code
        #[arg(long = "code", value_name = "CODE")]
        new_code: Option<Code>,
        /// The new name
        #[arg(long)]
        name: Option<String>,
        /// The department that the unit is now a part of
        #[arg(long, value_name = "CODE", conflicts_with = "no_parent")]
        parent: Option<Code>,
        /// Make the unit a department of its own
        #[arg(long)]
        no_parent: bool,
    },
    /// List departments and units
    List,
    /// Show a department with its units, or a unit
    Show {
        /// Its code
        code: Code,
    },
}

pub(super) fn run(context: &Context, command: DepartmentCommand) -> Result<()> {
    match command {
        DepartmentCommand::Add { code, name, parent } => add(context, code, name.as_ref(), parent),
        DepartmentCommand::Edit {
            code,
            new_code,
            name,
            parent,
            no_parent,
        } => {
            let name = cleaned("name", name.as_ref())?;
            edit(context, &code, |old| Department {
                code: new_code.unwrap_or(old.code),
                name: name.unwrap_or(old.name),
                parent: if no_parent {
                    None
                } else {
                    parent.or(old.parent)
                },
            })
        }
        DepartmentCommand::List => {
            Listing::of(&context.read(departments::list)?).print(context.format()?)
        }
        DepartmentCommand::Show { code } => show(context, &code),
    }
}

fn add(
    context: &Context,
    code: Option<Code>,
    name: Option<&String>,
    parent: Option<Code>,
) -> Result<()> {
    let code = ask(
        context,
        code,
        "code",
        "CODE, as in `tenday department add MSB 'Sociale Forhold'`",
        str::parse,
    )?;
    let name = ask_text(
        context,
        name,
        "name",
        "NAME, as in `tenday department add MSB 'Sociale Forhold'`",
    )?;
    let new = Department { code, name, parent };
    context.write(|writer| departments::add(writer, &new))?;
    let what = match &new.parent {
        Some(parent) => format!("Added unit {} ({}) of {parent}.", new.code, new.name),
        None => format!("Added department {} ({}).", new.code, new.name),
    };
    context.done(
        &what,
        &[&format!(
            "contact add {} --kind telephone --value '89 00 00 00'",
            new.code
        )],
    );
    Ok(())
}

fn edit(
    context: &Context,
    code: &Code,
    change: impl FnOnce(Department) -> Department,
) -> Result<()> {
    let (old, new) = context.write(|writer| {
        let old = departments::get(writer, code)?;
        let new = change(old.clone());
        departments::update(writer, code, &new)?;
        Ok((old, new))
    })?;
    context.changed(
        &format!("department {}", old.code),
        &changes(&old, &new),
        &[&format!("department show {}", new.code)],
    );
    Ok(())
}

fn show(context: &Context, code: &Code) -> Result<()> {
    let shown = context.read(|reader| {
        let department = departments::get(reader, code)?;
        let of_it = departments::list(reader)?
            .into_iter()
            .filter(|d| d.parent.as_ref() == Some(&department.code));
        let units: Vec<Department> = of_it.collect();
        Ok([vec![department], units].concat())
    })?;
    match shown.as_slice() {
        [only] => Listing::of(std::slice::from_ref(only)).print_record(context.format()?),
        all => Listing::of(all).print(context.format()?),
    }
}
