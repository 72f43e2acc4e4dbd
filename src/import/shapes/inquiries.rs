//! Rounds: inquiries, their questions and addressees, and what was granted and written on the way.

use std::hash::Hasher;

use super::{Called, Shape, key, word};
use crate::domain::{
    Addressee, Extension, Inquiry, InternalDeadline, Pause, Question, QuestionNumber, Reference,
    Reminder,
};
use crate::error::{Result, Thing};
use crate::import::row::{Problem, Row};
use crate::store::{Writer, deadlines, extensions, inquiries, questions, reminders};

/// The rule of an inquiry of which none is named.
const USUAL_RULE: &str = "ten-day";

impl Shape for Inquiry {
    const REQUIRED: &'static [&'static str] = &["reference", "title", "asker"];
    const IMPLIED: &'static [&'static str] = &["deadline_rule", "due_stated"];
    const REFERENCES: &'static [&'static str] = &["asker", "deadline_rule", "follows"];
    const REFERS_TO_OWN: Option<&'static str> = Some("follows");
    const NAMED: &'static [&'static str] = &["asker"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let usual = || USUAL_RULE.parse().map_err(|e| row.bad("deadline_rule", &e));
        Ok(Self {
            reference: row.required("reference")?,
            title: row.line("title")?,
            asker: row.required("asker")?,
            received_on: row.date("received_on")?,
            deadline_rule: row.optional("deadline_rule")?.map_or_else(usual, Ok)?,
            due_on: row.date("due_on")?,
            follows: row.optional("follows")?,
            closed_on: row.date("closed_on")?,
            original_due_on: row.date("original_due_on")?,
            due_stated: row.yes("due_stated")?,
        })
    }

    fn completed(self, writer: &Writer<'_>, row: &Row<'_>, old: Option<&Self>) -> Result<Self> {
        let Some(old) = old.filter(|_| !is_complete(row)) else {
            return deadlines::completed(writer, self);
        };
        if row.fills("due_on") && self.due_on != old.due_on {
            return deadlines::completed(
                writer,
                Self {
                    original_due_on: None,
                    due_stated: false,
                    ..self
                },
            );
        }
        if self.received_on == old.received_on && self.deadline_rule == old.deadline_rule {
            return Ok(self);
        }
        deadlines::dated(writer, &old.reference, self)
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        inquiries::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        inquiries::update(writer, &old.reference, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.reference);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        let reference: Reference = row.required("reference").ok()?;
        Some(Called::new(Thing::Inquiry, reference.as_str(), None))
    }

    /// A due date that is left out follows by the rule; it is unknown only where the row says how
    /// it came to be.
    fn is_said(row: &Row<'_>, column: &str) -> bool {
        match column {
            "due_on" | "original_due_on" => {
                row.fills(column) || (row.has(column) && is_complete(row))
            }
            _ => row.fills(column) || (row.has(column) && !Self::IMPLIED.contains(&column)),
        }
    }
}

/// Whether the row says how its due date came to be, as those that were exported do.
fn is_complete(row: &Row<'_>) -> bool {
    row.fills("original_due_on") || matches!(row.yes("due_stated"), Ok(true))
}

/// The inquiry that a row names.
fn inquiry(row: &Row<'_>) -> Option<Reference> {
    row.required("inquiry").ok()
}

impl Shape for Extension {
    const REQUIRED: &'static [&'static str] =
        &["inquiry", "until", "reason", "granted_by", "granted_on"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            until: row.known_date("until")?,
            reason: row.line("reason")?,
            granted_by: row.line("granted_by")?,
            granted_on: row.known_date("granted_on")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        extensions::put(writer, self)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        extensions::update(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.until);
    }

    fn moves(&self) -> Option<&Reference> {
        Some(&self.inquiry)
    }
}

impl Shape for Pause {
    const REQUIRED: &'static [&'static str] = &["inquiry", "from_on", "reason", "granted_by"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            from_on: row.known_date("from_on")?,
            to_on: row.date("to_on")?,
            reason: row.line("reason")?,
            granted_by: row.line("granted_by")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        extensions::put_pause(writer, self)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        extensions::update_pause(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.from_on);
    }

    fn moves(&self) -> Option<&Reference> {
        Some(&self.inquiry)
    }
}

impl Shape for InternalDeadline {
    const REQUIRED: &'static [&'static str] = &["inquiry", "department", "due_on"];
    const NAMED: &'static [&'static str] = &["department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            due_on: row.known_date("due_on")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        let there = extensions::internal_of(writer, &self.inquiry, &self.department)?;
        if there.is_none() {
            extensions::set_internal(writer, self)?;
        }
        Ok(there)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        extensions::set_internal(writer, self).map(|_| ())
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.department);
    }
}

impl Shape for Reminder {
    const REQUIRED: &'static [&'static str] = &[
        "inquiry",
        "department",
        "step",
        "made_on",
        "due_on",
        "language",
    ];
    const NAMED: &'static [&'static str] = &["department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            step: row.required("step")?,
            made_on: row.known_date("made_on")?,
            due_on: row.known_date("due_on")?,
            language: row.text("language")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        let there = reminders::find(writer, self)?;
        if there.is_none() {
            reminders::add(writer, self)?;
        }
        Ok(there)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        reminders::add(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.department, word(self.step), self.made_on);
    }
}

impl Shape for Question {
    const REQUIRED: &'static [&'static str] = &["inquiry", "number", "text"];
    const IMPLIED: &'static [&'static str] = &["position"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            number: row.required("number")?,
            position: row.optional_number("position")?.unwrap_or_default(),
            text: row.text("text")?,
        })
    }

    /// A question whose place is not stated comes after those that are there.
    fn completed(self, writer: &Writer<'_>, row: &Row<'_>, old: Option<&Self>) -> Result<Self> {
        if old.is_some() || row.fills("position") {
            return Ok(self);
        }
        Ok(Self {
            position: questions::next_position(writer, &self.inquiry)?,
            ..self
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        questions::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        questions::update(writer, old, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.number);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        let number: QuestionNumber = row.required("number").ok()?;
        let key = number.as_str();
        Some(Called::in_inquiry(Thing::Question, key, &inquiry(row)?))
    }
}

impl Shape for Addressee {
    const REQUIRED: &'static [&'static str] = &["inquiry", "question", "department"];
    const NAMED: &'static [&'static str] = &["department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question: row.required("question")?,
            department: row.required("department")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        let is_new = questions::put_once(writer, self)?;
        Ok((!is_new).then(|| self.clone()))
    }

    fn replace(&self, _old: &Self, _writer: &Writer<'_>) -> Result<()> {
        Ok(())
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.question, self.department);
    }
}
