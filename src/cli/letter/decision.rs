//! What is to be done with a draft that was shown: asked on a terminal, said by `--accept`.
//!
//! What the draft only infers is asked first; `--accept` alone does not settle it.

use super::super::context::{Context, say};
use super::super::prompt;
use super::draft;
use super::session::Session;
use crate::domain::Code;
use crate::error::{Error, Result, count};
use crate::letters::doubts::{self, Doubt};
use crate::letters::knowledge::Directory;
use crate::letters::plan::{Plan, Problem};

/// What is to be done with a draft.
pub(super) enum Decision {
    Record,
    Edit,
    /// The user said whose a letter is: the draft has changed.
    Look,
    Leave,
}

impl Session {
    /// What is to be done with the draft that was shown.
    pub(super) fn decide(&mut self, context: &Context, plan: &Plan) -> Result<Decision> {
        let problems = plan.problems();
        let doubts = doubts::find(plan, &self.letters);
        if self.accept {
            return match (problems.as_slice(), doubts.as_slice()) {
                ([], []) => Ok(Decision::Record),
                ([problem, ..], _) => Err(unrecordable(context, problem, problems.len())),
                ([], [doubt, ..]) => Err(doubtful(doubt, doubts.len())),
            };
        }
        if !context.may_ask {
            say(match doubts.first() {
                None => {
                    "Nothing was recorded. Run it again with --accept to record this, or with --edit to mend it."
                }
                Some(_) => {
                    "Nothing was recorded. Some of this is only inferred: on a terminal it is asked about, --edit opens the draft."
                }
            });
            return Ok(Decision::Leave);
        }
        if self.ask_senders(context, &doubts)? && context.read(|reader| self.plan(reader))? != *plan
        {
            return Ok(Decision::Look);
        }
        ask(context, problems.is_empty())
    }

    /// Asks whose letters they are where that is not sure. Says whether anything was asked.
    fn ask_senders(&mut self, context: &Context, doubts: &[Doubt]) -> Result<bool> {
        let directory = context.read(Directory::read)?;
        let mut asked = false;
        for doubt in doubts {
            if doubt.department.is_none() {
                continue;
            }
            say(&format!("Letter {}: {}.", doubt.letter + 1, doubt.what));
            let code: Code = prompt::ask(
                context,
                None,
                "Which department is it from? (its code)",
                "--department",
                |typed| match directory.department(typed) {
                    Some(department) => Ok(department.code.clone()),
                    None => Err(Error::invalid(
                        "department",
                        typed,
                        "it is the code or the name of a department in the record",
                    )),
                },
            )?;
            self.is_from(&directory, doubt.letter, &code);
            asked = true;
        }
        Ok(asked)
    }
}

fn ask(context: &Context, recordable: bool) -> Result<Decision> {
    let question = if recordable {
        "Record this? (yes/edit/no)"
    } else {
        "Mend this? (edit/no)"
    };
    let decision = prompt::ask(context, None, question, "--accept", |typed| {
        match typed.trim().to_lowercase().as_str() {
            "y" | "yes" | "j" | "ja" if recordable => Ok(Decision::Record),
            "e" | "edit" => Ok(Decision::Edit),
            "n" | "no" | "nej" => Ok(Decision::Leave),
            _ => Err(Error::invalid(
                "answer",
                typed,
                "it is one of yes, edit, no",
            )),
        }
    })?;
    if matches!(decision, Decision::Leave) {
        say("Nothing was recorded.");
    }
    Ok(decision)
}

fn unrecordable(context: &Context, problem: &Problem, problems: usize) -> Error {
    let more = more(problems);
    Error::refused(
        format!("nothing was recorded: {}{more}", problem.what),
        draft::mend(context, problem),
    )
}

fn doubtful(doubt: &Doubt, doubts: usize) -> Error {
    let hint = match &doubt.department {
        Some(code) => format!(
            "add --department {code} if it is, or the code of another; --edit opens the draft in an editor"
        ),
        None => "--edit opens the draft in an editor; what is saved there is taken as seen".into(),
    };
    Error::refused(
        format!("nothing was recorded: {}{}", doubt.what, more(doubts)),
        hint,
    )
}

fn more(things: usize) -> String {
    match things - 1 {
        0 => String::new(),
        n => format!(", and {} shown above", count(n, "more thing")),
    }
}
