//! What every record has in common: named columns with values, in a fixed order.
//!
//! The columns are those of the record's CSV file. Showing a record, saying what an edit changed,
//! importing and exporting all go through them.

use jiff::civil::Date;

use super::vocabulary::Vocabulary;

/// One value of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not known, or none.
    Null,
    /// Text, keys and words of a vocabulary among it.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// A date.
    Date(Date),
}

impl Value {
    /// The value as a CSV cell holds it; nothing for [`Value::Null`].
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }

    /// The word of a vocabulary.
    #[must_use]
    pub fn word(word: impl Vocabulary) -> Self {
        Self::Text(word.word().to_owned())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Integer(yes.into())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

macro_rules! value_from_key {
    ($($key:ty),+) => {$(
        impl From<&$key> for Value {
            fn from(key: &$key) -> Self {
                Self::Text(key.as_str().to_owned())
            }
        }
    )+};
}
value_from_key!(super::Code, super::Reference, super::QuestionNumber);

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row of one of the record's tables, by natural keys.
pub trait Record {
    /// The table, and without `.csv` the name of the file that holds such rows.
    const TABLE: &'static str;
    /// The columns, in the order of [`Record::values`].
    const COLUMNS: &'static [&'static str];
    /// How many of the columns, from the first, are the natural key.
    const KEY: usize;

    /// The values, one for each column.
    fn values(&self) -> Vec<Value>;
}

/// One column that differs between two states of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The column.
    pub column: &'static str,
    /// What it was.
    pub old: Value,
    /// What it is.
    pub new: Value,
}

/// The columns in which `new` differs from `old`.
pub fn changes<R: Record>(old: &R, new: &R) -> Vec<Change> {
    R::COLUMNS
        .iter()
        .zip(old.values().into_iter().zip(new.values()))
        .filter(|(_, (old, new))| old != new)
        .map(|(column, (old, new))| Change { column, old, new })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Department;

    #[test]
    fn changes_are_the_columns_that_differ() {
        let old = Department {
            code: "MSB".parse().unwrap(),
            name: "Social".into(),
            parent: None,
        };
        let new = Department {
            name: "Sociale forhold".into(),
            ..old.clone()
        };
        assert_eq!(
            changes(&old, &new),
            [Change {
                column: "name",
                old: "Social".into(),
                new: "Sociale forhold".into()
            }]
        );
        assert!(changes(&old, &old).is_empty());
    }
}
