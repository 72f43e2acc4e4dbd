//! Questions, and the departments they are put to.

use super::{Code, QuestionNumber, Record, Reference, Value};

/// One numbered question of an inquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The inquiry that asks it.
    pub inquiry: Reference,
    /// Its number as printed.
    pub number: QuestionNumber,
    /// Its place in the inquiry, from 1.
    pub position: u32,
    /// The question in full.
    pub text: String,
}

impl Record for Question {
    const TABLE: &'static str = "question";
    const COLUMNS: &'static [&'static str] = &["inquiry", "number", "position", "text"];
    const KEY: usize = 2;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.number).into(),
            self.position.into(),
            (&self.text).into(),
        ]
    }
}

/// A department, or a unit by name, that a question is put to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The inquiry.
    pub inquiry: Reference,
    /// The question.
    pub question: QuestionNumber,
    /// The department or unit that is to answer.
    pub department: Code,
}

impl Record for Addressee {
    const TABLE: &'static str = "addressee";
    const COLUMNS: &'static [&'static str] = &["inquiry", "question", "department"];
    const KEY: usize = 3;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.question).into(),
            (&self.department).into(),
        ]
    }
}
