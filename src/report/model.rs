//! A report as every renderer sees it: blocks to read, in order, and data beside them.
//!
//! Headings begin at level 2 (the title is level 1) and never skip a level downwards; every anchor that a link points at
//! stands on a heading of the same report. [`Report::broken_links`] and the composition tests hold both.

pub(super) use super::line::broken;
pub use super::line::{Fact, Inline, words};
pub use super::table::{Chart, Column, Table};

use super::anchor::Anchor;
use super::{Data, Format, Language, Text};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashSet;

/// The kinds of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The compiled reply to one inquiry.
    Round,
    /// Question by department, with findings and figures.
    Comparison,
    /// What has not been answered yet, over all inquiries.
    Outstanding,
    /// The inquiries of a year, an asker or a department.
    Inquiries,
    /// How departments can be reached.
    Contacts,
    /// Counts and answer times.
    Statistics,
    /// When departments can be reached, by calculation.
    Reachability,
    /// Contacts of a count week beside hours.
    Traffic,
    /// The letter that asks one department for its answers.
    Request,
}

impl Kind {
    /// Returns the name used in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Round => "round",
            Self::Comparison => "comparison",
            Self::Outstanding => "outstanding",
            Self::Inquiries => "inquiries",
            Self::Contacts => "contacts",
            Self::Statistics => "statistics",
            Self::Reachability => "reachability",
            Self::Traffic => "traffic",
            Self::Request => "request",
        }
    }
}

/// The language that the record is kept in, whatever that of a report of it.
pub const RECORDED_IN: Language = Language::DANISH;

/// A finished report, ready for any renderer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What kind of report it is.
    pub kind: Kind,
    /// The language of every text in it but the record's own words.
    pub language: Language,
    /// The title, which renderers show as the only heading of level 1.
    pub title: Text,
    /// What the report is about, for file names: an inquiry's reference, a department's code.
    pub subject: Vec<Text>,
    /// The day it was made.
    #[serde(skip)]
    pub made_on: Date,
    /// The line at its end that says what it is and when it was made.
    pub colophon: Text,
    /// What is read, in order.
    pub blocks: Vec<Block>,
    /// What programs read.
    #[serde(skip)]
    pub data: Data,
}

/// A piece of a report.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading of level 2 to 6.
    Heading {
        /// The level.
        level: u8,
        /// Its name for links and bookmarks; headings inside an answer have none.
        anchor: Option<Anchor>,
        /// The words.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        text: Vec<Inline>,
    },
    /// Labels and their values.
    Facts {
        /// In order.
        facts: Vec<Fact>,
    },
    /// A list.
    List {
        /// Whether it is numbered from 1.
        ordered: bool,
        /// The items.
        items: Vec<Vec<Inline>>,
    },
    /// Words of another, word for word.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// Words of the record, as the report's own.
    Recorded {
        /// What is recorded.
        blocks: Vec<Block>,
    },
    /// A remark to the reader.
    Note {
        /// How loud.
        tone: Tone,
        /// The words.
        text: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// A drawing with its table.
    Chart(Chart),
}

/// How loud a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Good to know.
    Remark,
    /// Something is missing, or must be handled with care.
    Warning,
}

impl Block {
    /// Makes a heading with an anchor.
    #[must_use]
    pub fn heading(level: u8, anchor: &Anchor, text: impl Into<Text>) -> Self {
        Self::Heading {
            level,
            anchor: Some(anchor.clone()),
            text: text.into(),
        }
    }

    /// Makes a paragraph of plain words.
    #[must_use]
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph { text: words(text) }
    }

    /// Makes a paragraph of words of the record.
    #[must_use]
    pub fn recorded(text: Vec<Inline>) -> Self {
        Self::Recorded {
            blocks: vec![Self::Paragraph { text }],
        }
    }

    /// Makes a note of plain words.
    #[must_use]
    pub fn note(tone: Tone, text: impl Into<Text>) -> Self {
        Self::Note {
            tone,
            text: words(text),
        }
    }
}

impl Report {
    /// Returns the language of the record's own words, if it is not that of the report.
    #[must_use]
    pub fn other_language(&self) -> Option<Language> {
        (self.language != RECORDED_IN).then_some(RECORDED_IN)
    }

    /// Returns the name of its file without an extension: subject, kind and day, such as `2031-1-round-2031-05-02`.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let mut stem = String::new();
        for part in &self.subject {
            let safe = |character: char| {
                if character.is_alphanumeric() {
                    character
                } else {
                    '-'
                }
            };
            stem.extend(part.as_str().chars().map(safe));
            stem.push('-');
        }
        format!(
            "{}{}-{}",
            stem.trim_start_matches('-'),
            self.kind.name(),
            self.made_on
        )
    }

    /// Returns the name of its file in `format`.
    #[must_use]
    pub fn file_name(&self, format: Format) -> String {
        format!("{}.{format}", self.file_stem())
    }

    /// Returns the name of the file of one of its charts, such as `statistics-2031-05-02-times.svg`.
    #[must_use]
    pub fn chart_name(&self, chart: &Chart) -> String {
        format!("{}-{}.svg", self.file_stem(), chart.anchor.as_str())
    }

    /// Returns the charts, in order.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        self.blocks.iter().filter_map(|block| {
            if let Block::Chart(chart) = block {
                Some(chart)
            } else {
                None
            }
        })
    }

    /// Returns the anchors that links point at.
    #[must_use]
    pub fn link_targets(&self) -> HashSet<&Anchor> {
        let mut targets = HashSet::new();
        for_each_line(&self.blocks, &mut |line| {
            targets.extend(line.iter().filter_map(|inline| {
                if let Inline::Link { to, .. } = inline {
                    Some(to)
                } else {
                    None
                }
            }));
        });
        targets
    }

    /// Returns the anchors that links point at and no heading has; empty in a sound report.
    #[must_use]
    pub fn broken_links(&self) -> Vec<&Anchor> {
        let headings: HashSet<&Anchor> = self
            .blocks
            .iter()
            .filter_map(|block| {
                if let Block::Heading { anchor, .. } = block {
                    anchor.as_ref()
                } else {
                    None
                }
            })
            .collect();
        let mut broken: Vec<_> = self
            .link_targets()
            .into_iter()
            .filter(|target| !headings.contains(target))
            .collect();
        broken.sort();
        broken
    }
}

fn for_each_line<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Inline])) {
    for block in blocks {
        match block {
            Block::Heading { .. } => {}
            Block::Paragraph { text } | Block::Note { text, .. } => visit(text),
            Block::Facts { facts } => facts.iter().for_each(|fact| visit(&fact.value)),
            Block::List { items, .. } => items.iter().for_each(|item| visit(item)),
            Block::Quote { blocks } | Block::Recorded { blocks } => for_each_line(blocks, visit),
            Block::Table(table) | Block::Chart(Chart { table, .. }) => {
                table.rows.iter().flatten().for_each(|cell| visit(cell));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn file_names_are_safe() {
        let mut report = sample::every_kind().remove(0);
        report.subject = vec![Text::new("../../etc"), Text::new("Ø|\"b")];
        assert_eq!(
            report.file_name(Format::Html),
            "etc-Ø--b-round-2031-05-02.html"
        );
    }
}
