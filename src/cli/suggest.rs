//! What to do next, as a command that works when it is pasted: its keys are in the record.

use std::fmt::Write;

use super::context::quoted;
use crate::domain::{Code, Reference};
use crate::error::Result;
use crate::store::status::AnswerState;
use crate::store::{Reader, departments, letters, status};

/// Adding a question, put to departments that there are.
pub(super) fn question(reader: &Reader<'_>, inquiry: &Reference) -> Result<String> {
    let known = departments::departments(reader)?;
    let codes: Vec<&str> = known.iter().take(2).map(|d| d.code.as_str()).collect();
    Ok(if codes.is_empty() {
        "department add MSB 'Sociale Forhold og Beskæftigelse'".to_owned()
    } else {
        format!(
            "question add {inquiry} --text 'The question?' --to {}",
            codes.join(",")
        )
    })
}

/// Recording the first answer that is outstanding, of this department if one is named, or the
/// letter that it is to come in; nothing if none is outstanding.
pub(super) fn outstanding(
    reader: &Reader<'_>,
    inquiry: &Reference,
    department: Option<&Code>,
) -> Result<Option<String>> {
    let states = status::answers(reader, inquiry)?;
    let wanted = |state: &&AnswerState| {
        state.is_outstanding() && department.is_none_or(|code| *code == state.department)
    };
    let Some(state) = states.iter().find(wanted) else {
        return Ok(None);
    };
    let sent = letters::list(reader, inquiry)?;
    let theirs = sent.iter().filter(|l| l.department == state.department);
    let numbers: Vec<u32> = theirs.map(|letter| letter.number).collect();
    let Some(last) = numbers.iter().max() else {
        return Ok(Some(format!("letter add {inquiry} {}", state.department)));
    };
    let mut command = format!(
        "answer add {inquiry} {} {}",
        state.question, state.department
    );
    if let Some(unit) = &state.unit {
        let _ = write!(command, " --unit {}", quoted(unit));
    }
    if numbers.len() > 1 {
        let _ = write!(command, " --letter {last}");
    }
    command.push_str(" --text 'What the letter says'");
    Ok(Some(command))
}
