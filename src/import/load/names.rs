//! Names where codes belong, as office sheets have them: `Teknik og Miljø` for MTM.

use std::collections::HashMap;

use super::super::row::{Beneath, Row};
use super::super::shapes::{self, Shape};
use crate::domain::Code;
use crate::error::{Error, Result};
use crate::store::{Writer, departments};

/// What was looked up: the codes that names in a column stand for, and cells that are no names.
#[derive(Default)]
pub(super) struct Names(HashMap<&'static str, HashMap<String, Option<String>>>);

impl Names {
    /// The codes of what the row calls by names.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what can only be a name, and is none that is known.
    pub(super) fn codes<S: Shape>(
        &mut self,
        writer: &Writer<'_>,
        row: &Row<'_>,
    ) -> Result<Beneath> {
        let mut codes = Beneath::new(Vec::new());
        for column in S::NAMED {
            let cell = row.cell(column).trim();
            if cell.is_empty() {
                continue;
            }
            // A unit's name is one within its department, whose own name stands before it.
            let so_far = Row {
                beneath: Some(&codes),
                ..*row
            };
            if let Some(code) = self.code(writer, &so_far, column, cell)? {
                codes = codes.with(column, code);
            }
        }
        Ok(codes)
    }

    fn code(
        &mut self,
        writer: &Writer<'_>,
        row: &Row<'_>,
        column: &'static str,
        cell: &str,
    ) -> Result<Option<String>> {
        if column == "unit" {
            return look_up(writer, row, column, cell);
        }
        let known = self.0.entry(column).or_default();
        if let Some(code) = known.get(cell) {
            return Ok(code.clone());
        }
        let code = look_up(writer, row, column, cell)?;
        known.insert(cell.to_owned(), code.clone());
        Ok(code)
    }
}

/// The code that a cell stands for, unless it is one.
fn look_up(writer: &Writer<'_>, row: &Row<'_>, column: &str, cell: &str) -> Result<Option<String>> {
    let may_be_code = match cell.parse::<Code>() {
        // Where these are put, they are looked for by either.
        Ok(_) if ["asker", "unit"].contains(&column) => return Ok(None),
        Ok(code) if departments::is_known(writer, &code)? => return Ok(None),
        // A name of one word looks like a code.
        Ok(_) => true,
        Err(_) => false,
    };
    match shapes::by_name(writer, row, column, cell) {
        Ok(code) => Ok(code.map(|code| code.to_string())),
        Err(Error::NotFound { .. }) if may_be_code => Ok(None),
        Err(error) => Err(error),
    }
}
