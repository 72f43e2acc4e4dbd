//! Rules that triggers hold, while many rows are added.
//!
//! A trigger makes `SQLite` copy every page that an insert touches, in order to undo it if need be,
//! which takes longer than the insert. Whatever adds a row checks these rules first; while many are
//! added that alone holds them, and in the end the table as a whole is held against them.

use rusqlite::named_params;

use super::super::Writer;
use crate::error::{Error, Result};

/// A rule on what is added to a table.
#[derive(Debug)]
struct Rule {
    table: &'static str,
    trigger: &'static str,
    /// The statement that takes the trigger away.
    drop: &'static str,
    /// Whether a row breaks it.
    is_broken: &'static str,
    /// What to say then, and what to do about it.
    refusal: (&'static str, &'static str),
}

static RULES: [Rule; 2] = [
    Rule {
        table: "letter",
        trigger: "letter_from_department_insert",
        drop: "DROP TRIGGER letter_from_department_insert",
        is_broken: "SELECT EXISTS (
            SELECT 1 FROM department CROSS JOIN letter ON letter.department_id = department.id
            WHERE department.parent_id IS NOT NULL)",
        refusal: (
            "a letter is from a department, not from a unit",
            "name the department that sent it",
        ),
    },
    Rule {
        table: "answer",
        trigger: "answer_referred_to_department_insert",
        drop: "DROP TRIGGER answer_referred_to_department_insert",
        is_broken: "SELECT EXISTS (
            SELECT 1 FROM department CROSS JOIN answer ON answer.refers_to_department_id = department.id
            WHERE department.parent_id IS NOT NULL)",
        refusal: (
            "a question is referred to a department, not to a unit",
            "name the department that the letter leaves the question to",
        ),
    },
];

/// A rule whose trigger is gone for a while.
#[derive(Debug)]
pub(super) struct Lifted {
    rule: &'static Rule,
    /// The statement that makes the trigger again.
    create: String,
}

/// Lifts the rules on a table that are not lifted yet.
pub(super) fn lift(writer: &Writer<'_>, table: &str, lifted: &mut Vec<Lifted>) -> Result<()> {
    for rule in RULES.iter().filter(|rule| rule.table == table) {
        if lifted.iter().any(|it| std::ptr::eq(it.rule, rule)) {
            continue;
        }
        let create = writer.maybe(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = :name",
            named_params! { ":name": rule.trigger },
            |row| row.get("sql"),
        )?;
        if let Some(create) = create {
            writer.conn.execute_batch(rule.drop)?;
            lifted.push(Lifted { rule, create });
        }
    }
    Ok(())
}

impl Lifted {
    /// Makes the trigger again, and holds the table as a whole against the rule.
    pub(super) fn restore(self, writer: &Writer<'_>) -> Result<()> {
        writer.conn.execute_batch(&self.create)?;
        if writer.value(self.rule.is_broken, [])? {
            let (message, hint) = self.rule.refusal;
            return Err(Error::refused(message, hint));
        }
        Ok(())
    }
}
