//! Findings: an analyst's codes for what departments answered, and the codebooks they come from.

use super::{Code, QuestionNumber, Record, Reference, Value};

/// One code of a codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookEntry {
    /// The codebook's short name: `withheld-number`.
    pub codebook: Code,
    /// The code: `some`.
    pub code: Code,
    /// What the code says.
    pub meaning: String,
}

impl Record for CodebookEntry {
    const TABLE: &'static str = "codebook";
    const COLUMNS: &'static [&'static str] = &["codebook", "code", "meaning"];
    const KEY: usize = 2;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.codebook).into(),
            (&self.code).into(),
            (&self.meaning).into(),
        ]
    }
}

/// An analyst's code for what a department answered to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The inquiry.
    pub inquiry: Reference,
    /// The question.
    pub question: QuestionNumber,
    /// The department.
    pub department: Code,
    /// The codebook the code is from.
    pub codebook: Code,
    /// The code.
    pub code: Code,
    /// The analyst's reason.
    pub note: Option<String>,
}

impl Record for Finding {
    const TABLE: &'static str = "finding";
    const COLUMNS: &'static [&'static str] = &[
        "inquiry",
        "question",
        "department",
        "codebook",
        "code",
        "note",
    ];
    const KEY: usize = 4;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.question).into(),
            (&self.department).into(),
            (&self.codebook).into(),
            (&self.code).into(),
            self.note.as_ref().into(),
        ]
    }
}
