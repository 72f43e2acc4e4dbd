//! PDF: tagged, with bookmarks, title, language and embedded fonts; PDF/UA-1 by construction.
//!
//! The typesetter is Typst. It is heavy, so it is built only with the cargo feature `pdf`; without it the renderer says how
//! to get it. The layout is the fixed file `report.typ`, and the report reaches it as JSON: no data is ever read as markup.
//! Conformance to PDF/UA-1 (ISO 14289-1) is the library's own check, and a report that failed it would be refused.

use super::{Renderer, Report, ReportError};
use std::io::Write;

/// Writes a report as a PDF.
#[derive(Debug, Clone, Copy)]
pub struct Pdf;

impl Renderer for Pdf {
    #[cfg(feature = "pdf")]
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        Ok(out.write_all(&typesetter::typeset(report)?)?)
    }

    #[cfg(not(feature = "pdf"))]
    fn render(&self, _: &Report, _: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        Err(ReportError::PdfNotBuilt)
    }
}

#[cfg(feature = "pdf")]
mod typesetter {
    use super::super::model::RECORDED_IN;
    use super::super::{Report, ReportError, Texts};
    use serde_json::json;
    use std::sync::LazyLock;
    use typst::diag::{FileError, FileResult, SourceDiagnostic};
    use typst::foundations::{Bytes, Datetime, Duration, Smart};
    use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
    use typst::text::{Font, FontBook};
    use typst::utils::LazyHash;
    use typst::{Feature, Library, LibraryExt, World};
    use typst_layout::PagedDocument;
    use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

    /// The fonts within the program, which know all Danish letters.
    static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
        typst_assets::fonts()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .collect()
    });

    /// All that the typesetter can see: its layout, the report, the fonts. No files, no network, no clock.
    struct Desk {
        library: LazyHash<Library>,
        book: LazyHash<FontBook>,
        layout: Source,
        report: Bytes,
    }

    impl World for Desk {
        fn library(&self) -> &LazyHash<Library> {
            &self.library
        }

        fn book(&self) -> &LazyHash<FontBook> {
            &self.book
        }

        fn main(&self) -> FileId {
            self.layout.id()
        }

        fn source(&self, id: FileId) -> FileResult<Source> {
            if id == self.layout.id() {
                Ok(self.layout.clone())
            } else {
                Err(FileError::AccessDenied)
            }
        }

        fn file(&self, id: FileId) -> FileResult<Bytes> {
            if id.vpath().get_without_slash() == "report.json" {
                Ok(self.report.clone())
            } else {
                Err(FileError::AccessDenied)
            }
        }

        fn font(&self, index: usize) -> Option<Font> {
            FONTS.get(index).cloned()
        }

        fn today(&self, _: Option<Duration>) -> Option<Datetime> {
            None
        }
    }

    pub(super) fn typeset(report: &Report) -> Result<Vec<u8>, ReportError> {
        let desk = desk(report)?;
        let document = typst::compile::<PagedDocument>(&desk)
            .output
            .map_err(|errors| refused(&errors))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
        let options = PdfOptions {
            standards: standards.map_err(|error| ReportError::Pdf(error.message().to_string()))?,
            creator: Smart::Custom(Some("tenday".to_owned())),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors));
        // The typesetter remembers everything it laid out; a server would grow with every report.
        typst::comemo::evict(0);
        pdf
    }

    fn desk(report: &Report) -> Result<Desk, ReportError> {
        let day = report.made_on;
        let content = json!({
            "report": report,
            "date": [day.year(), day.month(), day.day()],
            "locale": Texts::new(report.language).say("page-locale"),
            "recorded": Texts::new(RECORDED_IN).say("page-locale"),
        });
        let path =
            VirtualPath::new("report.typ").map_err(|error| ReportError::Pdf(error.to_string()))?;
        let layout = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Desk {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            layout: Source::new(layout, include_str!("report.typ").to_owned()),
            report: Bytes::from_string(content.to_string()),
        })
    }

    fn refused(errors: &[SourceDiagnostic]) -> ReportError {
        let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        ReportError::Pdf(messages.join("; "))
    }
}

#[cfg(all(test, feature = "pdf"))]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_kind_conforms_and_is_tagged() {
        for report in sample::every_kind() {
            let mut out = Vec::new();
            Pdf.render(&report, &mut out).unwrap();
            assert!(out.starts_with(b"%PDF-1.7"));
            let holds = |needle: &[u8]| out.windows(needle.len()).any(|window| window == needle);
            assert!(holds(b"/Lang"), "{:?} has no language", report.kind);
            assert!(
                holds(b"pdfuaid:part"),
                "{:?} does not claim conformance",
                report.kind
            );
        }
    }
}
