//! Values as they come from the command line.

use std::ffi::OsStr;
use std::fs;
use std::io::Read;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, TypedValueParser};
use jiff::civil::Date;

use super::context::Context;
use super::inquiry::usual_addressees;
use super::prompt;
use crate::domain::vocabulary::Vocabulary;
use crate::domain::{Addressee, Code, Question, QuestionNumber, Reference, text};
use crate::error::{Error, Result};
use crate::store::{Writer, questions};

/// Reads a date.
pub(super) fn date(given: &str) -> Result<Date> {
    crate::domain::date::parse("date", given)
}

/// Reads a word of a vocabulary, and lets help and completions list the words.
pub(super) fn word<V: Vocabulary + Send + Sync>() -> WordParser<V> {
    WordParser(PhantomData)
}

/// See [`word`].
#[derive(Clone)]
pub(super) struct WordParser<V>(PhantomData<V>);

impl<V: Vocabulary + Send + Sync> TypedValueParser for WordParser<V> {
    type Value = V;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<V, clap::Error> {
        let parser = |given: &str| V::parse(given);
        TypedValueParser::parse_ref(&parser, command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            V::ALL.iter().map(|value| PossibleValue::new(value.word())),
        ))
    }
}

/// A long text: as a flag, from a file, or from standard input.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct TextArgs {
    /// The text itself
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// A file that holds the text, in UTF-8; - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    file: Option<PathBuf>,
}

impl TextArgs {
    /// The text given, if any.
    pub(super) fn given(&self, what: &str) -> Result<Option<String>> {
        let text = match (&self.text, &self.file) {
            (Some(text), _) => text.clone(),
            (None, Some(path)) => read_text(path)?,
            (None, None) => return Ok(None),
        };
        text::clean(what, &text).map(Some)
    }

    /// The text given, or what the user writes in an editor when asked.
    pub(super) fn required(&self, context: &Context, what: &str) -> Result<String> {
        match self.given(what)? {
            Some(text) => Ok(text),
            None => prompt::edit(context, what, "--text TEXT or --file FILE"),
        }
    }
}

/// The text of a file, or of standard input for `-`.
pub(super) fn read_text(path: &Path) -> Result<String> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(Error::io("standard input"))?;
        return utf8(bytes, "standard input");
    }
    let bytes = fs::read(path).map_err(Error::io(path))?;
    utf8(bytes, &path.display().to_string())
}

/// Bytes as text; `from` says where they are from. A byte order mark is dropped.
pub(super) fn utf8(mut bytes: Vec<u8>, from: &str) -> Result<String> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|e| not_utf8(from, &e))
}

fn not_utf8(source: &str, error: &std::string::FromUtf8Error) -> Error {
    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let line = good.split(|byte| *byte == b'\n').count();
    let from = good
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let rest = &error.as_bytes()[from..];
    let shown: String = String::from_utf8_lossy(rest)
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(40)
        .collect();
    Error::invalid(
        "text",
        shown,
        format!("line {line} of {source} is not UTF-8"),
    )
    .with_hint("save the file as text in UTF-8 and try again")
}

/// Text on one line given by a flag, cleaned.
pub(super) fn cleaned(what: &str, given: Option<&String>) -> Result<Option<String>> {
    given.map(|text| text::line(what, text)).transpose()
}

/// A value that may be said to be unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Maybe<T>(pub(super) Option<T>);

/// Reads a date, or `unknown`.
pub(super) fn maybe_date(given: &str) -> Result<Maybe<Date>> {
    match given.trim() {
        "" | "unknown" | "ukendt" => Ok(Maybe(None)),
        other => date(other).map(|day| Maybe(Some(day))),
    }
}

/// Text on one line that replaces another; empty text removes it.
pub(super) fn replaced(
    what: &str,
    given: Option<&String>,
    old: Option<String>,
) -> Result<Option<String>> {
    match given.map(|text| text.trim()) {
        None => Ok(old),
        Some("") => Ok(None),
        Some(text) => text::line(what, text).map(Some),
    }
}

/// Reads a number as Danes or programs write it: `2800`, `2,5`, `1.234,5`.
pub(super) fn number(given: &str) -> Result<f64> {
    let text = given.trim();
    let refuse = |problem: &str| {
        Err(Error::invalid("number", given, problem)
            .with_hint("write `2800`, or `2,5` for two and a half"))
    };
    let groups: Vec<&str> = text
        .split(',')
        .next()
        .unwrap_or_default()
        .split('.')
        .collect();
    let grouped = groups.len() > 1 && groups[1..].iter().all(|g| g.len() == 3);
    let plain = match (grouped, text.contains(',')) {
        (true, false) => return refuse("it can be read in two ways"),
        (_, true) => text.replace('.', "").replace(',', "."),
        (false, false) => text.to_owned(),
    };
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => refuse("it is not a number"),
    }
}

/// Questions given together with their inquiry.
#[derive(Debug, clap::Args)]
pub(super) struct QuestionsArgs {
    /// A question; may be repeated
    #[arg(long = "question", value_name = "TEXT")]
    questions: Vec<String>,
    /// A file with one question a line, numbered or not; - reads standard input
    #[arg(long = "questions", value_name = "FILE", conflicts_with = "questions")]
    file: Option<PathBuf>,
    /// The departments that the questions are put to, separated by commas; for a follow-up those
    /// of the earlier inquiry if not given
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    to: Vec<Code>,
}

/// A question as given: its number, if it has one, and its text.
pub(super) type Asked = (Option<QuestionNumber>, String);

impl QuestionsArgs {
    /// The questions given.
    pub(super) fn read(&self) -> Result<Vec<Asked>> {
        let lines = match &self.file {
            Some(path) => read_text(path)?.lines().map(str::to_owned).collect(),
            None => self.questions.clone(),
        };
        lines
            .iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| asked(line))
            .collect()
    }

    /// Adds the questions and puts them to the departments named, or to the usual ones.
    pub(super) fn add(
        &self,
        writer: &Writer<'_>,
        inquiry: &Reference,
        asked: &[Asked],
    ) -> Result<()> {
        for (number, text) in asked {
            let to = if self.to.is_empty() {
                usual_addressees(writer, inquiry)?
            } else {
                self.to.clone()
            };
            add_question(writer, inquiry, number.clone(), text, &to)?;
        }
        Ok(())
    }
}

fn asked(line: &str) -> Result<Asked> {
    let line = line.trim().trim_start_matches(['-', '*', '•']).trim_start();
    let mark = line
        .find(['.', ')', ':'])
        .filter(|at| *at <= 3 && line.starts_with(|c: char| c.is_ascii_digit()));
    let rest = mark.map(|at| line[at + 1..].trim());
    match (mark, rest) {
        (Some(at), Some(rest)) if !rest.is_empty() => {
            Ok((Some(line[..at].parse()?), text::clean("question", rest)?))
        }
        _ => Ok((None, text::clean("question", line)?)),
    }
}

/// The codes without those given twice, in whatever capitals.
pub(super) fn each_once(codes: &[Code]) -> Vec<&Code> {
    let mut seen: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for code in codes {
        let folded = code.as_str().to_lowercase();
        if !seen.contains(&folded) {
            seen.push(folded);
            kept.push(code);
        }
    }
    kept
}

/// Adds one question at the end of an inquiry; without a number it gets that of its place.
pub(super) fn add_question(
    writer: &Writer<'_>,
    inquiry: &Reference,
    number: Option<QuestionNumber>,
    text: &str,
    to: &[Code],
) -> Result<Question> {
    let position = questions::next_position(writer, inquiry)?;
    let question = Question {
        inquiry: inquiry.clone(),
        number: number.unwrap_or_else(|| position.into()),
        position,
        text: text.to_owned(),
    };
    if to.is_empty() {
        return Err(Error::Missing {
            what: "department that the question is put to".into(),
            flag: "--to CODES".into(),
        });
    }
    questions::add(writer, &question)?;
    for department in each_once(to) {
        questions::put_to(
            writer,
            &Addressee {
                inquiry: inquiry.clone(),
                question: question.number.clone(),
                department: department.clone(),
            },
        )?;
    }
    Ok(question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_danes_write_them() {
        for (given, want) in [
            ("2800", 2800.0),
            ("2,5", 2.5),
            ("1.234,5", 1234.5),
            ("2.5", 2.5),
            ("-3", -3.0),
        ] {
            assert_eq!(number(given).ok(), Some(want), "{given}");
        }
        for bad in ["2.800", "1.234.567", "mange", "", "1,2,3", "inf"] {
            assert!(number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn questions_lose_their_printed_number() {
        for (line, number, text) in [
            ("1. Hvem ringer?", Some("1"), "Hvem ringer?"),
            ("- 2a) Hvorfor?", Some("2a"), "Hvorfor?"),
            ("Hvor mange?", None, "Hvor mange?"),
            ("112 ringes op hvor tit?", None, "112 ringes op hvor tit?"),
        ] {
            let (found, rest) = asked(line).unwrap();
            assert_eq!(
                (found.as_ref().map(QuestionNumber::as_str), rest.as_str()),
                (number, text)
            );
        }
    }
}
