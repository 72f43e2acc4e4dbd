//! The tables, their columns, and the names they go by.

use super::super::documents::Listed;
use super::super::shapes::Shape;
use crate::domain::{
    Addressee, Answer, Asker, Channel, ClosedDay, CodebookEntry, DeadlineRule, Department,
    Extension, Figure, Finding, Inquiry, InternalDeadline, Letter, Pause, Person, Question, Record,
    Reminder, Traffic,
};

/// A table that rows can be imported into.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    /// The columns that a header must have.
    pub(super) required: &'static [&'static str],
}

macro_rules! tables {
    ($($record:ty),+ $(,)?) => {
        &[$(Table {
            name: <$record as Record>::TABLE,
            columns: <$record as Record>::COLUMNS,
            required: <$record as Shape>::REQUIRED,
        }),+]
    };
}

/// Every table, each referring only to those before it.
pub(super) const TABLES: &[Table] = tables![
    Department,
    Asker,
    ClosedDay,
    DeadlineRule,
    Inquiry,
    Extension,
    Pause,
    InternalDeadline,
    Reminder,
    Question,
    Addressee,
    Listed,
    Letter,
    Person,
    Answer,
    Channel,
    Figure,
    CodebookEntry,
    Finding,
    Traffic,
];

/// The table that goes by a name.
pub(super) fn table(given: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == given)
}

/// The column of a table that goes by a name.
pub(super) fn column(table: &Table, given: &str) -> Option<&'static str> {
    let wanted = given.trim().to_lowercase();
    table
        .columns
        .iter()
        .copied()
        .find(|column| *column == wanted)
}
