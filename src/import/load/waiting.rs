//! Rows that refer to others of their table which come later.

use super::super::rejects::At;
use super::super::row::{Problem, Row};
use super::super::shapes::{Called, Shape};
use super::{Loading, Run, row_of};
use crate::error::{Error, Result};

/// A row that waits for another of its table.
pub(super) struct Held {
    pub(super) at: At,
    pub(super) cells: csv::ByteRecord,
}

impl Loading {
    /// What still waits when every row has been read: for a key that is nowhere, for a row that is
    /// not right, or, round in a circle, for one another.
    pub(super) fn settle_waiting<S: Shape>(&mut self, run: &mut Run<'_, '_>) -> Result<()> {
        let own: std::collections::HashSet<String> = self
            .waiting
            .values()
            .flatten()
            .filter_map(|held| own_key::<S>(run, held.at, &held.cells))
            .collect();
        let mut open: Vec<String> = self
            .waiting
            .keys()
            .filter(|awaited| !own.contains(*awaited))
            .cloned()
            .collect();
        open.sort_unstable();
        while let Some(key) = open.pop() {
            for held in self.waiting.remove(&key).unwrap_or_default() {
                self.one::<S>(run, held.at, &held.cells, false)?;
                open.extend(own_key::<S>(run, held.at, &held.cells));
            }
        }
        let mut circle: Vec<Held> = self.waiting.drain().flat_map(|(_, held)| held).collect();
        circle.sort_unstable_by_key(|held| held.at);
        for held in circle {
            let row = row_of(&run.sheets[held.at.sheet()], &held.cells);
            let column = S::REFERS_TO_OWN.unwrap_or_default();
            let problem = Problem {
                cell: Some((column.into(), row.cell(column).to_owned())),
                message: "it leads round in a circle".into(),
            };
            Self::reject::<S>(run, held.at, &held.cells, &problem)?;
        }
        Ok(())
    }
}

/// The key of a row, in small letters.
pub(super) fn own_key<S: Shape>(
    run: &Run<'_, '_>,
    at: At,
    cells: &csv::ByteRecord,
) -> Option<String> {
    S::called(&row_of(&run.sheets[at.sheet()], cells)).map(|called| called.key().to_owned())
}

/// The key of the same table that a row refers to, if that is what was not found.
pub(super) fn awaited<S: Shape>(row: &Row<'_>, error: &Error) -> Option<String> {
    let Error::NotFound {
        what, key, within, ..
    } = error
    else {
        return None;
    };
    let wanted = Called::new(*what, key, within.clone());
    let column = S::REFERS_TO_OWN?;
    let is_it = row.cell(column).trim().eq_ignore_ascii_case(key)
        && S::called(row).is_some_and(|own| own.is_like(&wanted));
    is_it.then(|| wanted.key().to_owned())
}
