//! Letters: their people, their answers, and what answers state and analysts make of them.

use std::hash::Hasher;

use super::{Called, Shape, key, word};
use crate::domain::{
    Answer, Code, CodebookEntry, Disposition, Figure, Finding, Letter, Person, QuestionNumber,
    Reference, Wording,
};
use crate::error::{Result, Thing};
use crate::import::row::{Problem, Row};
use crate::store::{Writer, answers, figures, findings, letters};

fn inquiry(row: &Row<'_>) -> Option<Reference> {
    row.required("inquiry").ok()
}

impl Shape for Letter {
    const REQUIRED: &'static [&'static str] = &["inquiry", "department"];
    const IMPLIED: &'static [&'static str] = &["letter"];
    const REFERENCES: &'static [&'static str] = &["unit"];
    const NAMED: &'static [&'static str] = &["department", "unit"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            number: row.letter("letter")?,
            unit: row.optional("unit")?,
            dated_on: row.date("dated_on")?,
            received_on: row.date("received_on")?,
            case_number: row.optional_line("case_number")?,
            contact_block: row.optional_text("contact_block")?,
            document: row.optional_text("document")?,
            page: row.optional_number("page")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        letters::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        letters::update(writer, old, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.department, self.number);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        let department: Code = row.required("department").ok()?;
        let key = format!("{department} {}", row.letter("letter").ok()?);
        Some(Called::in_inquiry(Thing::Letter, &key, &inquiry(row)?))
    }
}

impl Shape for Person {
    const REQUIRED: &'static [&'static str] = &["inquiry", "department", "role", "name"];
    const IMPLIED: &'static [&'static str] = &["letter", "position"];
    const NAMED: &'static [&'static str] = &["department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            letter: row.letter("letter")?,
            role: row.required("role")?,
            position: row.optional_number("position")?.unwrap_or_default(),
            name: row.line("name")?,
            title: row.optional_line("title")?,
        })
    }

    /// Somebody whose place is not stated has the one under that name, or else the next.
    fn completed(self, writer: &Writer<'_>, row: &Row<'_>, old: Option<&Self>) -> Result<Self> {
        if old.is_some() || row.fills("position") {
            return Ok(self);
        }
        Ok(Self {
            position: letters::place(writer, &self)?,
            ..self
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        letters::put_person(writer, self)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        letters::update_person(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.department, self.letter, word(self.role), self.position);
    }
}

impl Shape for Answer {
    const REQUIRED: &'static [&'static str] = &["inquiry", "question", "department"];
    const IMPLIED: &'static [&'static str] = &["letter", "disposition", "wording"];
    const REFERENCES: &'static [&'static str] = &["refers_to_question", "refers_to_department"];
    const NAMED: &'static [&'static str] = &["department", "unit", "refers_to_department"];

    /// What is not stated follows from what is: a text is an answer, and is verbatim.
    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let text = row.optional_text("text")?;
        let refers_to_question = row.optional("refers_to_question")?;
        let refers_to_department = row.optional("refers_to_department")?;
        let disposition = match row.optional("disposition")? {
            Some(stated) => stated,
            None if refers_to_question.is_some() => Disposition::SeeOther,
            None if refers_to_department.is_some() => Disposition::Referred,
            None if text.is_some() => Disposition::Answered,
            None => row.required("disposition")?,
        };
        let verbatim = text.as_ref().map(|_| Wording::Verbatim);
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question: row.required("question")?,
            department: row.required("department")?,
            letter: row.letter("letter")?,
            unit: row.optional("unit")?,
            label: row.optional_line("label")?,
            disposition,
            refers_to_question,
            refers_to_department,
            wording: row.optional("wording")?.or(verbatim),
            text,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        answers::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        answers::update(writer, &old.into(), self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.question, self.department, self.letter, self.unit);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        let key = answers::Key {
            inquiry: inquiry(row)?,
            question: row.required("question").ok()?,
            department: row.required("department").ok()?,
            letter: row.letter("letter").ok()?,
            unit: row.optional("unit").ok()?,
        };
        Some(Called::in_inquiry(
            Thing::Answer,
            &answers::named(&key),
            &key.inquiry,
        ))
    }
}

impl Shape for Figure {
    const REQUIRED: &'static [&'static str] =
        &["inquiry", "question", "department", "name", "value"];
    const IMPLIED: &'static [&'static str] = &["letter", "approximate"];
    const NAMED: &'static [&'static str] = &["department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question: row.required("question")?,
            department: row.required("department")?,
            letter: row.letter("letter")?,
            answer_unit: row.optional("answer_unit")?,
            name: row.line("name")?,
            as_of: row.optional("as_of")?,
            value: row.real("value")?,
            unit: row.optional_line("unit")?,
            approximate: row.yes("approximate")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        figures::put(writer, self)
    }

    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()> {
        figures::update(writer, old, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        let as_of = self.as_of.as_ref().map(ToString::to_string);
        key!(state: self.inquiry, self.question, self.department, self.letter, self.answer_unit, self.name, as_of);
    }
}

impl Shape for CodebookEntry {
    const REQUIRED: &'static [&'static str] = &["codebook", "code", "meaning"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            codebook: row.required("codebook")?,
            code: row.required("code")?,
            meaning: row.line("meaning")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        findings::put_code(writer, self)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        findings::update_code(writer, self)
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.codebook, self.code);
    }

    fn called(row: &Row<'_>) -> Option<Called> {
        let codebook: Code = row.required("codebook").ok()?;
        let code: Code = row.required("code").ok()?;
        let within = format!("codebook {codebook}");
        Some(Called::new(Thing::Code, code.as_str(), Some(within)))
    }
}

impl Shape for Finding {
    const REQUIRED: &'static [&'static str] =
        &["inquiry", "question", "department", "codebook", "code"];
    const REFERENCES: &'static [&'static str] = &["code"];
    const NAMED: &'static [&'static str] = &["department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        let question: QuestionNumber = row.required("question")?;
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question,
            department: row.required("department")?,
            codebook: row.required("codebook")?,
            code: row.required("code")?,
            note: row.optional_text("note")?,
        })
    }

    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>> {
        let there = findings::find(writer, self)?;
        if there.is_none() {
            findings::set(writer, self)?;
        }
        Ok(there)
    }

    fn replace(&self, _old: &Self, writer: &Writer<'_>) -> Result<()> {
        findings::set(writer, self).map(|_| ())
    }

    fn hash_key(&self, state: &mut impl Hasher) {
        key!(state: self.inquiry, self.question, self.department, self.codebook);
    }
}
