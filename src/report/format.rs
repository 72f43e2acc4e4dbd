//! The formats that a report can be written in, and the trait they share.

use super::csv::{Dialect, Separated};
use super::docx::Docx;
use super::html::Html;
use super::json::{Json, Ndjson};
use super::md::Markdown;
use super::pdf::Pdf;
use super::text::PlainText;
use super::xlsx::Xlsx;
use super::{Report, ReportError};
use std::fmt;
use std::io::Write;
use std::str::FromStr;

/// Writes a report in one format.
pub trait Renderer {
    /// Writes the whole of `report` to `out`.
    ///
    /// # Errors
    /// When `out` cannot be written, or the format's library refuses the report.
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError>;
}

/// A format, by the name that users type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text for a terminal or a mail.
    Text,
    /// `CommonMark` with GitHub's tables.
    Markdown,
    /// One page without scripts.
    Html,
    /// Comma-separated values, RFC 4180 or Danish Excel's.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// The facts, nested.
    Json,
    /// One JSON object per row and line.
    Ndjson,
    /// An Excel workbook.
    Xlsx,
    /// A Word document.
    Docx,
    /// A tagged PDF; needs the cargo feature `pdf`.
    Pdf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Ndjson,
        Self::Xlsx,
        Self::Docx,
        Self::Pdf,
    ];

    /// Returns the name that users type, which is also the file's extension.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Tsv => "text/tab-separated-values; charset=utf-8",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }

    /// Tells whether the format is bytes that no terminal should be shown.
    #[must_use]
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx | Self::Pdf)
    }

    /// Returns the renderer; `dialect` is for CSV alone.
    #[must_use]
    pub fn renderer(self, dialect: Dialect) -> Box<dyn Renderer> {
        match self {
            Self::Text => Box::new(PlainText::default()),
            Self::Markdown => Box::new(Markdown),
            Self::Html => Box::new(Html),
            Self::Csv => Box::new(Separated::csv(dialect)),
            Self::Tsv => Box::new(Separated::tsv()),
            Self::Json => Box::new(Json),
            Self::Ndjson => Box::new(Ndjson),
            Self::Xlsx => Box::new(Xlsx),
            Self::Docx => Box::new(Docx),
            Self::Pdf => Box::new(Pdf),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = ReportError;

    fn from_str(name: &str) -> Result<Self, ReportError> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "markdown" => Ok(Self::Markdown),
            "text" => Ok(Self::Text),
            _ => Self::ALL
                .into_iter()
                .find(|format| format.name() == name)
                .ok_or(ReportError::UnknownFormat(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::anchor::Anchor;
    use crate::report::clean::is_disturbing;
    use crate::report::contacts::{self, NotPublic};
    use crate::report::facts::{Answer, Disposition, Question, RoundFacts, Wording};
    use crate::report::round::{self, Arrangement};
    use crate::report::{Block, Chart, Language, Texts, comparison, sample};
    use proptest::prelude::*;
    use std::io::{Cursor, Read};
    use zip::ZipArchive;

    #[test]
    fn names_are_read_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse::<Format>().ok(), Some(format));
        }
        assert_eq!("Markdown".parse::<Format>().ok(), Some(Format::Markdown));
        assert!("odt".parse::<Format>().is_err());
    }

    fn bytes(report: &Report, format: Format, dialect: Dialect) -> Vec<u8> {
        let mut out = Vec::new();
        match format.renderer(dialect).render(report, &mut out) {
            Ok(()) => out,
            Err(ReportError::PdfNotBuilt) if cfg!(not(feature = "pdf")) => Vec::new(),
            Err(error) => panic!("{format}: {error}"),
        }
    }

    /// What a reader of the file can get at: the bytes, and those of every part where it is a package.
    fn readable(report: &Report, format: Format, dialect: Dialect) -> Vec<u8> {
        let mut all = bytes(report, format, dialect);
        if let Ok(mut archive) = ZipArchive::new(Cursor::new(all.clone())) {
            for part in 0..archive.len() {
                archive
                    .by_index(part)
                    .unwrap()
                    .read_to_end(&mut all)
                    .unwrap();
            }
        }
        all
    }

    fn holds(bytes: &[u8], needle: &str) -> bool {
        bytes
            .windows(needle.len())
            .any(|window| window == needle.as_bytes())
    }

    #[test]
    fn every_kind_reads_well() {
        for report in sample::every_kind() {
            let text =
                |format| String::from_utf8(bytes(&report, format, Dialect::Rfc4180)).unwrap();
            insta::assert_snapshot!(format!("{}.md", report.kind.name()), text(Format::Markdown));
            insta::assert_snapshot!(format!("{}.csv", report.kind.name()), text(Format::Csv));
            insta::assert_snapshot!(format!("{}.json", report.kind.name()), text(Format::Json));
        }
    }

    #[test]
    fn every_kind_can_be_written_in_every_format_and_twice_the_same() {
        for report in sample::every_kind() {
            for format in Format::ALL {
                let once = bytes(&report, format, Dialect::ExcelDa);
                let may_be_empty = format == Format::Pdf && cfg!(not(feature = "pdf"));
                assert!(
                    may_be_empty || !once.is_empty(),
                    "{} as {format}",
                    report.kind.name()
                );
                assert!(
                    once == bytes(&report, format, Dialect::ExcelDa),
                    "{} as {format}",
                    report.kind.name()
                );
            }
        }
    }

    #[test]
    fn nothing_withheld_is_in_any_format_unless_asked_for() {
        let texts = Texts::new(Language::DANISH);
        let compose = |not_public| {
            contacts::compose(&sample::contacts(), not_public, &texts, sample::TODAY).unwrap()
        };
        let (public, all) = (compose(NotPublic::LeftOut), compose(NotPublic::Included));
        for format in Format::ALL {
            for dialect in [Dialect::Rfc4180, Dialect::ExcelDa] {
                let public = readable(&public, format, dialect);
                for secret in [sample::WITHHELD, "Hemmelig vagt", "withheld", "internal\""] {
                    assert!(!holds(&public, secret), "{secret} in {format}");
                }
                // A scan that could find nothing would prove nothing.
                let found = holds(&readable(&all, format, dialect), sample::WITHHELD);
                assert!(
                    found || format == Format::Pdf,
                    "{format} lacks what was asked for"
                );
            }
        }
        assert!(
            public
                .charts()
                .all(|chart| !holds(chart.svg.as_bytes(), "FÆ"))
        );
    }

    #[test]
    fn links_lead_somewhere_and_headings_skip_no_level() {
        for report in sample::every_kind() {
            assert_eq!(report.broken_links(), Vec::<&Anchor>::new());
            let mut before = 1;
            for block in &report.blocks {
                if let Block::Heading { level, text, .. } = block {
                    assert!(
                        (2..=before + 1).contains(level),
                        "{text} is at level {level} after {before}"
                    );
                    before = *level;
                }
            }
        }
    }

    #[test]
    fn rows_fit_their_columns() {
        for report in sample::every_kind() {
            for table in &report.data.tables {
                for row in &table.rows {
                    assert_eq!(row.len(), table.columns.len(), "in {}", table.name);
                }
            }
            for block in &report.blocks {
                if let Block::Table(table) | Block::Chart(Chart { table, .. }) = block {
                    assert!(
                        table
                            .rows
                            .iter()
                            .all(|row| row.len() == table.columns.len()),
                        "{}",
                        table.caption
                    );
                }
            }
        }
    }

    fn any_facts() -> impl Strategy<Value = RoundFacts> {
        let text = || any::<String>();
        let answer = (0..4_usize, 0..4_usize, text(), 0..4_usize, any::<bool>());
        (
            text(),
            prop::collection::vec((text(), 0..16_u8), 0..4),
            prop::collection::vec(answer, 0..8),
        )
            .prop_map(|(title, questions, answers)| {
                let codes = ["VV", "ØÆ", "a b", ""];
                let mut facts = sample::round();
                facts.inquiry.title.clone_from(&title);
                facts.questions = (1..)
                    .zip(questions)
                    .map(|(number, (text, asked))| Question {
                        number: format!("{number}."),
                        text,
                        addressees: (0..4)
                            .filter(|bit| asked & (1 << bit) != 0)
                            .map(|at| codes[at].to_owned())
                            .collect(),
                    })
                    .collect();
                let template = facts.answers[0].clone();
                facts.answers = answers
                    .into_iter()
                    .map(
                        |(question, department, text, disposition, summary)| Answer {
                            question: format!("{}.", question + 1),
                            department: codes[department].to_owned(),
                            disposition: [
                                Disposition::Answered,
                                Disposition::SeeOther,
                                Disposition::NotApplicable,
                                Disposition::Referred,
                            ][disposition],
                            refers_to_question: (disposition == 1).then(|| "9.".to_owned()),
                            refers_to_department: (disposition == 3).then(|| title.clone()),
                            wording: Some(if summary {
                                Wording::Summary
                            } else {
                                Wording::Verbatim
                            }),
                            text,
                            ..template.clone()
                        },
                    )
                    .collect();
                facts
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_facts_break_a_report(facts in any_facts(), by_department in any::<bool>()) {
            let texts = Texts::new(Language::DANISH);
            let arrangement = if by_department { Arrangement::ByDepartment } else { Arrangement::ByQuestion };
            let round = round::compose(&facts, arrangement, &texts, sample::TODAY);
            let comparison = comparison::compose(&facts, &texts, sample::TODAY).unwrap();
            for report in [round, comparison] {
                prop_assert!(report.broken_links().is_empty());
                // The typesetter is slow, and a test of its own covers it.
                for format in Format::ALL.into_iter().filter(|format| *format != Format::Pdf) {
                    let bytes = bytes(&report, format, Dialect::ExcelDa);
                    if !format.is_binary() {
                        let text = String::from_utf8(bytes).unwrap();
                        let disturbing = |it: char| it != '\r' && it != '\u{feff}' && is_disturbing(it);
                        prop_assert!(!text.contains(disturbing), "{format}");
                    }
                }
            }
        }
    }
}
