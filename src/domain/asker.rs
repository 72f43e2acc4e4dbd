//! Those who ask.

use super::vocabulary::vocabulary;
use super::{Code, Record, Value};

vocabulary! {
    /// What an asker can be.
    AskerKind, "asker_kind" {
        /// A party or list represented in the council.
        Party = "party",
        /// A single member of the council.
        Member = "member",
        /// A committee of the council.
        Committee = "committee",
    }
}

/// A party, member or committee that sends inquiries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// Short code: `LA`.
    pub code: Code,
    /// Name in full.
    pub name: String,
    /// Party, member or committee.
    pub kind: AskerKind,
}

impl Record for Asker {
    const TABLE: &'static str = "asker";
    const COLUMNS: &'static [&'static str] = &["code", "name", "kind"];
    const KEY: usize = 1;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.code).into(),
            (&self.name).into(),
            Value::word(self.kind),
        ]
    }
}
