//! Reports: facts of the record in, documents and data out.
//!
//! Three steps, each of which knows only the one before it:
//!
//! 1. **Facts** ([`facts`] and the `…Facts` struct of each kind): plain owned values that [`assemble`] reads from the store.
//! 2. **Composition** ([`round`], [`comparison`], [`outstanding`], [`inquiries`], [`contacts`], [`statistics`],
//!    [`reachability`], [`traffic`], [`request`]): facts and a language become a [`Report`]: blocks for people to read, and rows for programs.
//! 3. **Rendering** ([`Format`], one file per format behind [`Renderer`]): a renderer sees only the [`Report`].
//!
//! What always holds: every piece of data enters the model through [`Text`] or [`Cell::text`], which make control and
//! bidirectional characters visible, so that no renderer has to remember it; nothing here prints, reads the clock or
//! knows a database.

pub mod anchor;
pub mod assemble;
pub mod chart;
pub mod clean;
pub mod comparison;
pub mod contacts;
pub mod csv;
pub mod data;
pub mod docx;
pub mod error;
pub mod facts;
pub mod file;
pub mod format;
pub mod html;
pub mod inquiries;
pub mod json;
pub mod language;
mod line;
pub mod md;
pub mod model;
pub mod outstanding;
pub mod pdf;
pub mod prose;
pub mod reachability;
pub mod reminders;
pub mod request;
pub mod round;
pub mod statistics;
mod table;
pub mod text;
pub mod texts;
pub mod traffic;
pub mod xlsx;

#[cfg(test)]
mod sample;

pub use clean::Text;
pub use data::{Cell, Data, DataColumn, DataTable, RowWriter};
pub use error::ReportError;
pub use format::{Format, Renderer};
pub use language::Language;
pub use model::{Block, Chart, Inline, Kind, Report, Table};
pub use texts::Texts;
