//! A header held against the columns of a table.

use super::names::{self, Table};
use crate::error::{Error, Result};

/// What the cells of a sheet are.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) columns: Vec<Option<&'static str>>,
}

/// The record's column for each heading.
pub(super) fn columns(file: &str, header: &[String], line: u64, table: &Table) -> Result<Columns> {
    let mut columns: Vec<Option<&'static str>> = Vec::new();
    let mut problems = Vec::new();
    for heading in header {
        let found = names::column(table, heading);
        if found.is_none() {
            let known = table.columns.join(", ");
            problems.push(format!(
                "{file}:{line}: {heading}: ``: there is no such column; the columns are {known}"
            ));
        } else if columns.contains(&found) {
            problems.push(format!(
                "{file}:{line}: {heading}: ``: the column stands here twice"
            ));
        }
        columns.push(found);
    }
    for missing in table
        .required
        .iter()
        .filter(|it| !columns.contains(&Some(**it)))
    {
        problems.push(format!(
            "{file}:{line}: {missing}: ``: the column is missing"
        ));
    }
    if problems.is_empty() {
        Ok(Columns { columns })
    } else {
        Err(Error::Rows {
            total: problems.len(),
            reported: problems,
        })
    }
}
