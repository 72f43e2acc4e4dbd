//! What is wrong with a statement that a user wrote, in words that help to mend it.

use rusqlite::{Connection, ErrorCode as Code};

use super::query::{Parameter, bare};
use crate::domain::vocabulary::nearest;
use crate::error::{Error, Result};

/// The text of a statement, to point into.
pub(super) struct Origin<'a> {
    sql: &'a str,
}

impl<'a> Origin<'a> {
    pub(super) fn new(sql: &'a str) -> Self {
        Self { sql }
    }

    /// The line in which byte `at` of `part` stands, and under it a mark at that place. `part` is
    /// the statement, or the end of it that was being read.
    fn marked(&self, part: &str, at: usize) -> Option<String> {
        let at = self.sql.len().checked_sub(part.len())? + at;
        let before = self.sql.get(..at)?;
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = self.sql[start..].lines().next().unwrap_or_default();
        let column = before[start..].chars().count();
        let number = before.matches('\n').count() + 1;
        let shown: String = line
            .chars()
            .map(|c| if c == '\t' { ' ' } else { c })
            .collect();
        let head = if self.sql.trim_end().contains('\n') {
            format!("line {number}: ")
        } else {
            "  ".to_owned()
        };
        let indent = " ".repeat(head.len() + column);
        Some(format!("{head}{shown}\n{indent}^"))
    }
}

pub(super) fn would_write() -> Error {
    Error::refused(
        "the statement would change something; `tenday sql` only reads",
        "write a SELECT; other commands change the record (`tenday --help`)",
    )
}

/// The error as a user is told of it.
pub(super) fn explained(error: Error, origin: &Origin<'_>, conn: &Connection) -> Error {
    let Error::Sqlite { source, .. } = &error else {
        return error;
    };
    match source {
        rusqlite::Error::SqlInputError {
            msg, sql, offset, ..
        } => wrong(msg, sql, usize::try_from(*offset).ok(), origin, conn),
        rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
            Code::AuthorizationForStatementDenied | Code::ReadOnly => would_write(),
            // What fails for its own sake and not the file's: a wrong name, JSON that is none.
            Code::Unknown | Code::TypeMismatch | Code::TooBig => {
                let message = message.clone().unwrap_or_else(|| failure.to_string());
                wrong(&message, "", None, origin, conn)
            }
            _ => error,
        },
        _ => error,
    }
}

fn wrong(
    message: &str,
    sql: &str,
    offset: Option<usize>,
    origin: &Origin<'_>,
    conn: &Connection,
) -> Error {
    if message.starts_with("not authorized") || message.starts_with("access to") {
        return would_write();
    }
    let place = offset.and_then(|at| origin.marked(sql, at));
    let shown = match &place {
        Some(place) => format!("{message}\n{place}"),
        None => message.to_owned(),
    };
    Error::Refused {
        message: shown,
        hint: hint(message, conn),
    }
}

fn hint(message: &str, conn: &Connection) -> Option<String> {
    let missing = |prefix: &str| message.strip_prefix(prefix).map(last_word);
    let (unknown, known) = if let Some(table) = missing("no such table: ") {
        (table, names(conn, TABLES))
    } else if let Some(column) = missing("no such column: ") {
        (column, names(conn, COLUMNS))
    } else if let Some(function) = missing("no such function: ") {
        (function, names(conn, FUNCTIONS))
    } else {
        return None;
    };
    let near: Vec<String> = nearest(unknown, known.iter().map(String::as_str))
        .iter()
        .map(|name| format!("`{name}`"))
        .collect();
    Some(if near.is_empty() {
        LIST.to_owned()
    } else {
        format!("did you mean {}? {LIST}", near.join(" or "))
    })
}

const LIST: &str = "`tenday sql --list` shows what can be asked for";
const TABLES: &str =
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' ORDER BY name";
const COLUMNS: &str = "SELECT DISTINCT it.name FROM pragma_table_list AS owner JOIN pragma_table_info(owner.name) AS it
    WHERE owner.schema = 'main' AND owner.type <> 'shadow' ORDER BY it.name";
const FUNCTIONS: &str = "SELECT DISTINCT name FROM pragma_function_list ORDER BY name";

/// The last part of `main.inquiry` or of `inquiry.titel`.
fn last_word(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Known names; none if the file cannot be read, since a hint is no place to fail.
fn names(conn: &Connection, sql: &str) -> Vec<String> {
    let read = || -> rusqlite::Result<Vec<String>> {
        conn.prepare(sql)?
            .query_map([], |row| row.get(0))?
            .collect()
    };
    read().unwrap_or_default()
}

/// Refuses parameters that the statement does not have, and those that were not given.
pub(super) fn same_parameters(names: &[String], given: &[(String, Parameter)]) -> Result<()> {
    let known = names.join(", ");
    for (name, _) in given {
        if !names.iter().any(|it| it == bare(name)) {
            let message = if names.is_empty() {
                format!("the statement has no parameter `{name}`; it has none at all")
            } else {
                format!("the statement has no parameter `{name}`; its parameters are {known}")
            };
            let near = nearest(bare(name), names.iter().map(String::as_str));
            let hint = near.first().map(|it| format!("did you mean `{it}`?"));
            return Err(Error::Refused { message, hint });
        }
    }
    let missing = |name: &&String| !given.iter().any(|(it, _)| bare(it) == name.as_str());
    match names.iter().find(missing) {
        None => Ok(()),
        Some(name) => Err(Error::refused(
            format!("the parameter `{name}` has no value; the statement's parameters are {known}"),
            format!("give it with --param {name}=VALUE; NULL is nothing"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_marked_in_its_line() {
        let one = Origin::new("SELECT æ FROM x");
        assert_eq!(
            one.marked("SELECT æ FROM x", 15).unwrap(),
            "  SELECT æ FROM x\n                ^"
        );
        let two = Origin::new("SELECT 1,\n\ttitel\nFROM inquiry");
        assert_eq!(
            two.marked("SELECT 1,\n\ttitel\nFROM inquiry", 11).unwrap(),
            "line 2:  titel\n         ^"
        );
        assert!(
            one.marked("SELECT æ FROM x", 8).is_none(),
            "inside a letter"
        );
    }
}
