//! The record of the written questions that council members put to a municipality.
//!
//! A *ten-day inquiry* is one round of numbered questions from one asker to the municipality's
//! departments. Each department replies with a letter; the council secretariat compiles the
//! letters, follows up, and later has to find out who said what. This crate keeps that record in
//! one `SQLite` file.
//!
//! | module | what lives there |
//! |---|---|
//! | [`domain`] | the words and rules of the field, without any input or output |
//! | [`store`] | the database file: opening, migrating, reading and writing it; all SQL |
//! | [`import`] | CSV files in, all or nothing; the seed |
//! | [`letters`] | letters in: from a file to what would be recorded of it |
//! | [`report`] | what the council reads, out of the record |
//! | [`export`] | the record for others: CSV with its description, a public copy |
//! | [`cli`] | the command line |
//! | [`error`] | the one error type |
//!
//! `domain` knows nothing of the others; `store` builds on it; `import`, `letters` and `report`
//! build on `store`, `export` on `import` and `report` too; `cli` is the face and builds on all of
//! them. Only `store` speaks SQL. Outside `cli` nothing prints, reads the environment or asks the
//! clock.

pub mod cli;
pub mod domain;
mod drafts;
pub mod error;
pub mod export;
pub mod import;
pub mod letters;
pub mod report;
pub mod store;

pub use error::{Error, Result};
