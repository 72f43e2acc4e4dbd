//! Tables for reading, and drawings with theirs.

use super::Text;
use super::anchor::Anchor;
use super::line::Inline;
use serde::Serialize;

/// A table for reading. The first cell of every row names the row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What the table shows.
    pub caption: Text,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A column of a table for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The heading.
    pub title: Text,
    /// Whether its cells are numbers, which stand to the right.
    pub numeric: bool,
}

/// A drawing with its table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// The name of its file, and of its title and description within the page.
    pub anchor: Anchor,
    /// What it shows.
    pub title: Text,
    /// What can be seen in it, for those who cannot see it.
    pub description: Text,
    /// The drawing: a whole SVG element with title and description.
    pub svg: String,
    /// The numbers behind it.
    pub table: Table,
}

impl Column {
    /// Makes a column of words.
    #[must_use]
    pub fn words(title: impl Into<Text>) -> Self {
        Self {
            title: title.into(),
            numeric: false,
        }
    }

    /// Makes a column of numbers.
    #[must_use]
    pub fn numbers(title: impl Into<Text>) -> Self {
        Self {
            title: title.into(),
            numeric: true,
        }
    }
}
