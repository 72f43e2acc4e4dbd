//! Looking for words: the query language, and which spellings and endings of a word are the same.
//!
//! A query is words, `"phrases"`, beginnings (`word*`), `AND`, `OR`, `NOT` and parentheses. What
//! cannot be read as that is refused with the place of the mistake; nothing that is typed reaches
//! the index unquoted.

mod function_words;
mod parse;
pub mod word;

use std::fmt;
use std::str::FromStr;

use super::{QuestionNumber, Reference};
use crate::error::Error;

pub use function_words::is_function_word;

/// What a search finds words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitKind {
    /// The title of an inquiry.
    Title,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// A contact channel: its label, its value, its audience.
    Channel,
}

impl HitKind {
    /// The word it is shown as.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Channel => "channel",
        }
    }
}

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What is looked for.
    pub wanted: Wanted,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Words that follow one another.
    Words(Words),
    /// Everything in `of`, and nothing in `without`. `of` is never empty.
    All {
        /// What must be there.
        of: Vec<Wanted>,
        /// What must not.
        without: Vec<Wanted>,
    },
    /// At least one of them. Never empty.
    Any(Vec<Wanted>),
}

/// Words that follow one another: one word, one with marks in it (`10-dages`), or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// As typed, without the quotation marks.
    pub typed: String,
    /// The words in it, folded to small letters. Never empty.
    pub words: Vec<String>,
    /// How the last of them is compared.
    pub ending: Ending,
}

/// How the end of a word is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Any ending of Danish grammar will do: a plain word.
    Inflected,
    /// As it stands: a phrase.
    Exact,
    /// Any ending at all: a beginning.
    Open,
}

impl FromStr for Query {
    type Err = Error;

    /// Reads a query.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the place.
    fn from_str(typed: &str) -> Result<Self, Error> {
        parse::query(typed)
    }
}

/// A question of an inquiry as users name it: `2018-1.4`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionKey {
    /// The inquiry.
    pub inquiry: Reference,
    /// The number of the question.
    pub question: QuestionNumber,
}

impl fmt::Display for QuestionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.inquiry, self.question)
    }
}

impl FromStr for QuestionKey {
    type Err = Error;

    fn from_str(given: &str) -> Result<Self, Error> {
        let Some((inquiry, question)) = given.trim().trim_end_matches('.').rsplit_once('.') else {
            return Err(
                Error::invalid("question", given, "the number of the question is missing")
                    .with_hint(
                        "write the inquiry and the question with a full stop, as in `2018-1.4`",
                    ),
            );
        };
        Ok(Self {
            inquiry: inquiry.parse()?,
            question: question.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_named_by_inquiry_and_number() {
        for (given, want) in [("2018-1.4", "2018-1.4"), (" A/B.2a. ", "A/B.2a")] {
            assert_eq!(given.parse::<QuestionKey>().unwrap().to_string(), want);
        }
        for bad in ["2018-1", "", ".", "2018-1.", ".4", "2018 1.4"] {
            assert!(bad.parse::<QuestionKey>().is_err(), "{bad}");
        }
    }
}
