//! Departments and their units.

use super::{Code, Record, Value};

/// A department of the municipality, or a unit: a department whose parent is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Short code: `MSB`, `MSB-SOC`.
    pub code: Code,
    /// Name in full.
    pub name: String,
    /// The department that a unit is a part of; `None` for a department.
    pub parent: Option<Code>,
}

impl Record for Department {
    const TABLE: &'static str = "department";
    const COLUMNS: &'static [&'static str] = &["code", "name", "parent"];
    const KEY: usize = 1;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.code).into(),
            (&self.name).into(),
            self.parent.as_ref().into(),
        ]
    }
}
