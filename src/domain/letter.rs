//! The departments' reply letters and the people they name.

use jiff::civil::Date;

use super::vocabulary::vocabulary;
use super::{Code, Record, Reference, Value};

/// A department's reply to an inquiry. A department may send several; they are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The inquiry it replies to.
    pub inquiry: Reference,
    /// The department that sent it.
    pub department: Code,
    /// 1 for the department's first letter to the inquiry.
    pub number: u32,
    /// Code of the unit that wrote it.
    pub unit: Option<Code>,
    /// The date printed on it.
    pub dated_on: Option<Date>,
    /// The day the secretariat received it.
    pub received_on: Option<Date>,
    /// The case number printed on it.
    pub case_number: Option<String>,
    /// The letterhead's contact lines as received, a line each.
    pub contact_block: Option<String>,
    /// SHA-256 of the file it came in, in hexadecimal.
    pub document: Option<String>,
    /// The page of that file on which it begins, from 1.
    pub page: Option<u32>,
}

impl Record for Letter {
    const TABLE: &'static str = "letter";
    const COLUMNS: &'static [&'static str] = &[
        "inquiry",
        "department",
        "letter",
        "unit",
        "dated_on",
        "received_on",
        "case_number",
        "contact_block",
        "document",
        "page",
    ];
    const KEY: usize = 3;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.department).into(),
            self.number.into(),
            self.unit.as_ref().into(),
            self.dated_on.into(),
            self.received_on.into(),
            self.case_number.as_ref().into(),
            self.contact_block.as_ref().into(),
            self.document.as_ref().into(),
            self.page.into(),
        ]
    }
}

vocabulary! {
    /// What a person named in a letter did.
    PersonRole, "person_role" {
        /// The case handler named in the letterhead.
        Handler = "handler",
        /// Somebody who signed the letter.
        Signatory = "signatory",
    }
}

/// A person named in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The inquiry the letter replies to.
    pub inquiry: Reference,
    /// The department that sent the letter.
    pub department: Code,
    /// The number of the letter.
    pub letter: u32,
    /// Handler or signatory.
    pub role: PersonRole,
    /// The order in which they are named, from 1.
    pub position: u32,
    /// Name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
}

impl Record for Person {
    const TABLE: &'static str = "letter_person";
    const COLUMNS: &'static [&'static str] = &[
        "inquiry",
        "department",
        "letter",
        "role",
        "position",
        "name",
        "title",
    ];
    const KEY: usize = 5;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.department).into(),
            self.letter.into(),
            Value::word(self.role),
            self.position.into(),
            (&self.name).into(),
            self.title.as_ref().into(),
        ]
    }
}
