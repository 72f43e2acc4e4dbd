//! A report as every renderer sees it: blocks to read, in order, and data beside them.
//!
//! Headings begin at level 2 (the title is level 1) and never skip a level downwards; every anchor that a link points at
//! stands on a heading of the same report. [`Report::broken_links`] and the composition tests hold both.

use super::anchor::Anchor;
use super::{Data, Language, Text};
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
            Self::Request => "request",
        }
    }
}

/// A finished report, ready for any renderer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// What kind of report it is.
    pub kind: Kind,
    /// The language of every text in it.
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

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// The label, without a colon.
    pub label: Text,
    /// The value.
    pub value: Vec<Inline>,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "inline", rename_all = "snake_case")]
pub enum Inline {
    /// Plain words.
    Plain {
        /// The words; spaces between pieces are their own business.
        text: String,
    },
    /// Words that stand out.
    Strong {
        /// The words.
        text: Text,
    },
    /// A link to a heading of this report.
    Link {
        /// The words.
        text: Text,
        /// The heading's anchor.
        to: Anchor,
    },
    /// A line break within a cell or paragraph.
    Break,
}

impl Inline {
    /// Makes plain words of `text`, with a space before or after kept.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let clean = Text::new(text);
        let before = if text.starts_with(' ') { " " } else { "" };
        let after = if text.ends_with(' ') { " " } else { "" };
        Self::Plain {
            text: format!("{before}{clean}{after}"),
        }
    }

    /// Makes words that stand out.
    #[must_use]
    pub fn strong(text: impl Into<Text>) -> Self {
        Self::Strong { text: text.into() }
    }

    /// Makes a link where there is an anchor, plain words where there is none.
    #[must_use]
    pub fn link(text: impl Into<Text>, to: Option<&Anchor>) -> Self {
        let text = text.into();
        match to {
            Some(anchor) => Self::Link {
                text,
                to: anchor.clone(),
            },
            None => Self::Plain {
                text: text.to_string(),
            },
        }
    }
}

/// A table for reading. The first cell of every row names the row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What the table shows.
    pub caption: Text,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A column of a table for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The heading.
    pub title: Text,
    /// Whether its cells are numbers, which stand to the right.
    pub numeric: bool,
}

/// A drawing with its table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// The name of its file, and of its title and description within the page.
    pub anchor: Anchor,
    /// What it shows.
    pub title: Text,
    /// What can be seen in it, for those who cannot see it.
    pub description: Text,
    /// The drawing: a whole SVG element with title and description.
    pub svg: String,
    /// The numbers behind it.
    pub table: Table,
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

    /// Makes a note of plain words.
    #[must_use]
    pub fn note(tone: Tone, text: impl Into<Text>) -> Self {
        Self::Note {
            tone,
            text: words(text),
        }
    }
}

impl Fact {
    /// Makes a fact with a plain value.
    #[must_use]
    pub fn new(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self {
            label: label.into(),
            value: words(value),
        }
    }
}

impl Column {
    /// Makes a column of words.
    #[must_use]
    pub fn words(title: impl Into<Text>) -> Self {
        Self {
            title: title.into(),
            numeric: false,
        }
    }

    /// Makes a column of numbers.
    #[must_use]
    pub fn numbers(title: impl Into<Text>) -> Self {
        Self {
            title: title.into(),
            numeric: true,
        }
    }
}

/// Makes one piece of plain words: a table cell, a list item.
#[must_use]
pub fn words(text: impl Into<Text>) -> Vec<Inline> {
    vec![Inline::Plain {
        text: text.into().to_string(),
    }]
}

impl Report {
    /// Returns the name of its file without an extension: subject, kind and day, such as `2018-1-round-2018-05-02`.
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
            Block::Quote { blocks } => for_each_line(blocks, visit),
            Block::Table(table) | Block::Chart(Chart { table, .. }) => {
                table.rows.iter().flatten().for_each(|cell| visit(cell));
            }
        }
    }
}
