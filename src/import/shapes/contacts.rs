//! Contact channels.

use std::hash::Hasher;

use super::{Shape, key, word};
use crate::domain::{Channel, Source, Visibility};
use crate::error::Result;
use crate::import::row::{Problem, Row};
use crate::store::{Writer, contacts};

impl Shape for Channel {
    const REQUIRED: &'static [&'static str] = &["department", "kind"];
    const IMPLIED: &'static [&'static str] = &["visibility", "stated_letter"];
    const REFERENCES: &'static [&'static str] = &[
        "also_serves",
        "stated_inquiry",
        "stated_department",
        "stated_question",
        "stated_unit",
    ];
    const NAMED: &'static [&'static str] = &["department", "stated_department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let mut also_serves = row.list("also_serves")?;
        also_serves.sort_unstable();
        also_serves.dedup();
        let channel = Self {
            department: row.required("department")?,
            kind: row.required("kind")?,
            value: row.optional_line("value")?,
            label: row.optional_line("label")?,
            audience: row.optional_line("audience")?,
            valid_from: row.date("valid_from")?,
            valid_to: row.date("valid_to")?,
            hours: row.optional_text("hours")?,
            hours_words: row.optional_text("hours_words")?,
            visibility: row.optional("visibility")?.unwrap_or(Visibility::Public),
            decided_by: row.optional_line("decided_by")?,
            decided_on: row.date("decided_on")?,
            also_serves,
            source: source(row)?,
        };
        let stated = channel.clone();
        channel.checked().map_err(|refused| {
            let column = match &refused {
                crate::Error::Invalid { value, .. } if Some(value) == stated.hours.as_ref() => {
                    "hours"
                }
                _ => "value",
            };
            row.bad(column, &refused)
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        contacts::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        contacts::update(writer, old, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.department, word(self.kind), self.value, self.label, self.audience, self.valid_from);
    }
}

fn source(row: &Row<'_>) -> Result<Option<Source>, Problem> {
    let Some(inquiry) = row.optional("stated_inquiry")? else {
        return Ok(None);
    };
    Ok(Some(Source {
        inquiry,
        department: row.required("stated_department")?,
        letter: row.letter("stated_letter")?,
        question: row.optional("stated_question")?,
        unit: row.optional("stated_unit")?,
    }))
}
