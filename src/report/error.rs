//! What can go wrong between facts and a finished report.

use super::{Format, Language};
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A report that could not be made, in the user's words.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The target could not be written.
    #[error("the report could not be written: {0}")]
    Write(#[from] io::Error),
    /// There is a file already, and nobody said that it may go.
    #[error("`{}` exists already; it was not touched", .0.display())]
    Exists(PathBuf),
    /// What is there is a folder, a link or a device.
    #[error("`{}` is not a plain file; it was not touched", .0.display())]
    NotAFile(PathBuf),
    /// The file is a database.
    #[error("`{}` is a database; it was not touched", .0.display())]
    Database(PathBuf),
    /// No format goes by this name.
    #[error("there is no format `{0}`")]
    UnknownFormat(String),
    /// No CSV dialect goes by this name.
    #[error("there is no CSV dialect `{0}`")]
    UnknownDialect(String),
    /// No texts exist in this language.
    #[error("there are no texts in the language `{0}`")]
    UnknownLanguage(String),
    /// The program was built without the typesetter.
    #[error("this program was built without PDF")]
    PdfNotBuilt,
    /// The typesetter refused the document.
    #[error("the PDF could not be typeset: {0}")]
    Pdf(String),
    /// The spreadsheet library refused the rows.
    #[error("the spreadsheet could not be made: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
    /// The document library could not pack the file.
    #[error("the Word document could not be made: {0}")]
    Document(String),
    /// The drawing library refused a chart.
    #[error("the chart `{title}` could not be drawn: {reason}")]
    Chart {
        /// The chart's title.
        title: String,
        /// The library's words.
        reason: String,
    },
}

impl ReportError {
    /// Returns the error of the crate that names the file `target`, where that could not be written.
    #[must_use]
    pub fn at(self, target: &Path) -> crate::Error {
        match self {
            Self::Write(source) => crate::Error::Io {
                path: target.to_owned(),
                source,
            },
            other => other.into(),
        }
    }

    /// Returns what the user can do about it, if anything in particular.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Exists(_) => Some("replace it with --force, or choose another name".to_owned()),
            Self::NotAFile(_) | Self::Database(_) => Some("choose another name".to_owned()),
            Self::UnknownFormat(_) => Some(format!("choose one of {}", listed(Format::ALL.map(Format::name)))),
            Self::UnknownDialect(_) => Some("choose `rfc4180` or `excel-da`".to_owned()),
            Self::UnknownLanguage(_) => Some(format!("choose one of {}", listed(Language::ALL.map(Language::tag)))),
            Self::PdfNotBuilt => Some(
                "install it with `cargo install --path . --features pdf`, or write `--format html` and print that to PDF"
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

fn listed<const N: usize>(names: [&str; N]) -> String {
    names.map(|name| format!("`{name}`")).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_names_what_can_be_chosen() {
        let hint = ReportError::UnknownFormat("odt".to_owned()).hint();
        assert!(hint.is_some_and(|hint| hint.contains("`docx`")));
        let hint = ReportError::PdfNotBuilt.hint();
        assert!(hint.is_some_and(|hint| hint.contains("--features pdf")));
        assert_eq!(ReportError::Pdf("font".to_owned()).hint(), None);
    }
}
