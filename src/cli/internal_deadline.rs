//! `tenday internal-deadline`: departments' own deadlines, before the outer one.

use clap::Subcommand;
use jiff::civil::Date;

use super::context::Context;
use super::input::date;
use super::output::Listing;
use crate::domain::{Code, Inquiry, InternalDeadline, Reference};
use crate::error::{Error, Result};
use crate::store::{Reader, closed_days, deadline_rules, departments, extensions, inquiries};

/// Commands on internal deadlines.
#[derive(Debug, Subcommand)]
pub(super) enum InternalDeadlineCommand {
    /// Set a department's own deadline, in place of an earlier one
    Set {
        /// The inquiry
        inquiry: Reference,
        /// The department
        department: Code,
        /// The day on which the department's answers are due
        #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "working_days_before")]
        on: Option<Date>,
        /// So many working days before the outer deadline
        #[arg(long, value_name = "NUMBER", conflicts_with = "on")]
        working_days_before: Option<u16>,
    },
    /// Remove a department's own deadline
    Remove {
        /// The inquiry
        inquiry: Reference,
        /// The department
        department: Code,
    },
    /// List the internal deadlines of an inquiry, or all
    List {
        /// The inquiry
        inquiry: Option<Reference>,
    },
}

pub(super) fn run(context: &Context, command: InternalDeadlineCommand) -> Result<()> {
    match command {
        InternalDeadlineCommand::Set {
            inquiry,
            department,
            on,
            working_days_before,
        } => set(context, &inquiry, &department, on, working_days_before),
        InternalDeadlineCommand::Remove {
            inquiry,
            department,
        } => {
            let day = context.write(|writer| {
                let inquiry = inquiries::get(writer, &inquiry)?;
                extensions::remove_internal(writer, &inquiry.reference, &department)
            })?;
            context.done(
                &format!(
                    "Removed the internal deadline of {department} to inquiry {inquiry}, {day}."
                ),
                &[&format!("internal-deadline list {inquiry}")],
            );
            Ok(())
        }
        InternalDeadlineCommand::List { inquiry } => {
            let found = context.read(|reader| {
                if let Some(reference) = &inquiry {
                    inquiries::get(reader, reference)?;
                }
                extensions::internal(reader, inquiry.as_ref())
            })?;
            Listing::of(&found).print(context.format()?)
        }
    }
}

fn set(
    context: &Context,
    inquiry: &Reference,
    department: &Code,
    on: Option<Date>,
    before: Option<u16>,
) -> Result<()> {
    let (new, earlier) = context.write(|writer| {
        let inquiry = inquiries::get_open(writer, inquiry)?;
        let new = InternalDeadline {
            due_on: day(writer, &inquiry, on, before.unwrap_or_default())?,
            inquiry: inquiry.reference,
            department: departments::get(writer, department)?.code,
        };
        let earlier = extensions::set_internal(writer, &new)?;
        Ok((new, earlier))
    })?;
    let before = earlier.map(|day| format!(" instead of {day}"));
    context.done(
        &format!(
            "Set the internal deadline of {} to inquiry {} to {}{}.",
            new.department,
            new.inquiry,
            new.due_on,
            before.unwrap_or_default()
        ),
        &[&format!("due --department {}", new.department)],
    );
    Ok(())
}

/// The day given, or the one so many working days before the outer deadline; never after that.
fn day(reader: &Reader<'_>, inquiry: &Inquiry, on: Option<Date>, before: u16) -> Result<Date> {
    let outer = inquiry.due_on;
    let day = match (on, outer) {
        (Some(day), _) => day,
        (None, Some(outer)) => {
            let rule = deadline_rules::get(reader, &inquiry.deadline_rule)?;
            let calendar = closed_days::calendar(reader)?;
            rule.working_days(&calendar)
                .add_working_days(outer, -i32::from(before))
        }
        (None, None) => {
            return Err(Error::refused(
                format!(
                    "inquiry `{}` has no due date to count from",
                    inquiry.reference
                ),
                "give the day itself with --on DATE",
            ));
        }
    };
    if let Some(outer) = outer.filter(|outer| day > *outer) {
        return Err(Error::refused(
            format!("an internal deadline of {day} is after the outer one, {outer}"),
            "give a day before that",
        ));
    }
    if let Some(received) = inquiry.received_on.filter(|received| day < *received) {
        return Err(Error::refused(
            format!("an internal deadline of {day} is before the day of receipt, {received}"),
            "give a day after that",
        ));
    }
    Ok(day)
}
