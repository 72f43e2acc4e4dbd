//! What the record already knows when a letter is read. All of it may be empty.

/// The departments, and the inquiry if there is one.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The departments that may write.
    pub departments: Vec<Department>,
    /// The inquiry that the letters answer.
    pub inquiry: Option<Inquiry>,
}

/// A department as the record knows it.
#[derive(Debug, Clone, Default)]
pub struct Department {
    /// The short code, such as `PV`.
    pub code: String,
    /// The full name.
    pub name: String,
    /// Other names and abbreviations.
    pub other_names: Vec<String>,
    /// Domains of its e-mail addresses, without `@`.
    pub email_domains: Vec<String>,
    /// What its case numbers start with.
    pub case_prefixes: Vec<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// Its units.
    pub units: Vec<Unit>,
}

/// A part of a department.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// The full name.
    pub name: String,
    /// The short code.
    pub code: String,
}

/// The inquiry that the letters answer.
#[derive(Debug, Clone, Default)]
pub struct Inquiry {
    /// The reference under which it is recorded.
    pub reference: String,
    /// What it is about.
    pub title: String,
    /// Who asks.
    pub asker: String,
    /// Its questions, by number.
    pub questions: Vec<Question>,
}

/// A numbered question.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// The number in the inquiry, from 1.
    pub number: u32,
    /// The number as recorded, where it is none: "1a".
    pub label: String,
    /// The whole wording.
    pub text: String,
    /// The codes of the departments it was put to.
    pub addressees: Vec<String>,
}
