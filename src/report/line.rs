//! A line of text and its pieces: what stands in paragraphs, list items and table cells.

use super::Text;
use super::anchor::Anchor;
use serde::Serialize;

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
        let after = if text.ends_with(' ') && !clean.is_empty() {
            " "
        } else {
            ""
        };
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

/// Makes one piece of plain words: a table cell, a list item.
#[must_use]
pub fn words(text: impl Into<Text>) -> Vec<Inline> {
    vec![Inline::Plain {
        text: text.into().to_string(),
    }]
}

/// Sets each of `lines` on a line of its own.
pub(super) fn broken(lines: impl Iterator<Item = Text>) -> Vec<Inline> {
    let mut pieces = Vec::new();
    for line in lines {
        if !pieces.is_empty() {
            pieces.push(Inline::Break);
        }
        pieces.extend(words(line));
    }
    pieces
}
