//! The one error type of the library, and what kind of trouble each error is.
//!
//! Every error says what happened and names the value in backticks; where there is something to
//! do about it, [`Error::hint`] says what. Faces map [`Error::kind`] to their own codes.

use crate::domain::contact::ContactError;
use crate::domain::hours::HoursError;
use crate::report::ReportError;
use std::fmt;
use std::path::{Path, PathBuf};

/// The result of everything that can fail in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Whose trouble an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The user's data or request: another value would have worked.
    Data,
    /// The command line itself.
    Usage,
    /// The file, the disk or the database.
    Storage,
    /// Nobody's: the user stopped the work.
    Stopped,
}

/// What a record is called in messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A party, member or committee.
    Asker,
    /// What a letter says to a question.
    Answer,
    /// A codebook, or a code in one.
    Code,
    /// A way to reach a department.
    Channel,
    /// A department of the municipality.
    Department,
    /// A part of a department.
    Unit,
    /// The contacts of one hour of a count week.
    Count,
    /// A file that a letter came in.
    Document,
    /// A number stated in an answer.
    Figure,
    /// An analyst's code for an answer.
    Finding,
    /// One round of questions.
    Inquiry,
    /// A department's reply.
    Letter,
    /// A numbered question.
    Question,
    /// How a due date is found.
    DeadlineRule,
    /// A day on which the municipality is closed.
    ClosedDay,
    /// A later date that was granted.
    Extension,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Asker => "asker",
            Self::Answer => "answer",
            Self::Code => "code",
            Self::Channel => "contact channel",
            Self::Department => "department",
            Self::Unit => "unit",
            Self::Count => "count",
            Self::Document => "document",
            Self::Figure => "figure",
            Self::Finding => "finding",
            Self::Inquiry => "inquiry",
            Self::Letter => "letter",
            Self::Question => "question",
            Self::DeadlineRule => "deadline rule",
            Self::ClosedDay => "closed day",
            Self::Extension => "extension",
        })
    }
}

/// Everything that can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A key names nothing in the record.
    #[error("there is no {what} `{key}`{}", within.as_ref().map(|w| format!(" in {w}")).unwrap_or_default())]
    NotFound {
        /// What was looked for.
        what: Thing,
        /// The key as the user gave it.
        key: String,
        /// Where it was looked for, if not in the whole record.
        within: Option<String>,
        /// The known keys nearest to it, best first.
        nearest: Vec<String>,
        /// The command that lists the known ones.
        list: Option<String>,
    },
    /// A record with that key is there already.
    #[error("{what} `{key}` is already recorded{}", at.as_ref().map(|a| format!(": {a}")).unwrap_or_default())]
    Exists {
        /// What was to be added.
        what: Thing,
        /// Its key.
        key: String,
        /// What is there, in a few words.
        at: Option<String>,
        /// The command that shows or changes it.
        command: Option<String>,
    },
    /// A value that cannot be right.
    #[error(
        "`{}` is not a valid {what}: {problem}",
        crate::domain::text::named(value)
    )]
    Invalid {
        /// What the value was given for.
        what: String,
        /// The value as the user gave it.
        value: String,
        /// Why it is refused.
        problem: String,
        /// What would do instead.
        hint: Option<String>,
    },
    /// A request that the record as it stands does not allow.
    #[error("{message}")]
    Refused {
        /// What is refused, and why.
        message: String,
        /// What to do instead.
        hint: Option<String>,
    },
    /// Rows of an import that are not right; nothing was imported.
    #[error("{}{}nothing was imported", lines(.reported), rest(*.total, .reported.len(), *.follow_ons))]
    Rows {
        /// How many rows are bad.
        total: usize,
        /// How many others refer to those.
        follow_ons: usize,
        /// The first of them, a line each: file, line, column, value, what is wrong.
        reported: Vec<String>,
        /// What to do about them.
        hint: &'static str,
    },
    /// A value that the command needs was not given.
    #[error("the {what} is missing")]
    Missing {
        /// What is missing.
        what: String,
        /// The flag that gives it.
        flag: String,
    },
    /// A file that is not a tenday database, or cannot be used as one.
    #[error("{}: {problem}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
        /// What to do about it.
        hint: String,
    },
    /// The operating system refused something.
    #[error("{}: {}", path.display(), said(source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// `SQLite` refused something that the rules above it should have caught, or the disk failed.
    #[error("{}{source}", path.as_ref().map(|p| format!("{}: ", p.display())).unwrap_or_default())]
    Sqlite {
        /// The database, where it is known.
        path: Option<PathBuf>,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
    /// Another program kept the database locked.
    #[error("{}: another program keeps the database locked", path.display())]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// The user stopped the work before it was done.
    #[error("stopped")]
    Interrupted,
    /// Standard output or a file could not be written.
    #[error("cannot write {what}: {}", said(source))]
    Write {
        /// What was being written.
        what: String,
        /// What the system said.
        source: std::io::Error,
    },
}

impl Error {
    /// An [`Error::Invalid`] without a hint.
    #[must_use]
    pub fn invalid(
        what: impl Into<String>,
        value: impl Into<String>,
        problem: impl Into<String>,
    ) -> Self {
        Self::Invalid {
            what: what.into(),
            value: value.into(),
            problem: problem.into(),
            hint: None,
        }
    }

    /// The same error with a hint, where its shape has room for one.
    #[must_use]
    pub fn with_hint(mut self, text: impl Into<String>) -> Self {
        if let Self::Invalid { hint, .. } | Self::Refused { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    /// An [`Error::Refused`].
    pub fn refused(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// An [`Error::Io`] for `path`, for use with `map_err`.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    /// An [`Error::Sqlite`] of the database at `path`.
    #[must_use]
    pub fn sqlite(path: &Path, source: rusqlite::Error) -> Self {
        Self::from(source).at(path)
    }

    /// The same error, with the database it happened to; a lock that was not released in time
    /// becomes [`Error::Locked`].
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        match self {
            Self::Sqlite { source, .. } if is_locked(&source) => Self::Locked {
                path: path.to_owned(),
            },
            Self::Sqlite { path: None, source } => Self::Sqlite {
                path: Some(path.to_owned()),
                source,
            },
            other => other,
        }
    }

    /// The same error, speaking of the file `to` where it spoke of `from`, its draft.
    #[must_use]
    pub fn moved(mut self, from: &Path, to: &Path) -> Self {
        match &mut self {
            Self::Unusable { path, .. }
            | Self::Locked { path }
            | Self::Io { path, .. }
            | Self::Sqlite {
                path: Some(path), ..
            } if path == from => {
                to.clone_into(path);
            }
            _ => {}
        }
        self
    }

    /// Whose trouble it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::NotFound { .. }
            | Self::Exists { .. }
            | Self::Invalid { .. }
            | Self::Refused { .. }
            | Self::Rows { .. } => Kind::Data,
            Self::Missing { .. } => Kind::Usage,
            Self::Sqlite { source, .. } if breaks_a_rule(source) => Kind::Data,
            Self::Interrupted => Kind::Stopped,
            Self::Unusable { .. }
            | Self::Io { .. }
            | Self::Sqlite { .. }
            | Self::Locked { .. }
            | Self::Write { .. } => Kind::Storage,
        }
    }

    /// What to do about it, if there is something to do.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound { nearest, list, .. } => nearest_hint(nearest, list.as_deref()),
            Self::Exists { command, .. } => command.clone(),
            Self::Invalid { hint, .. } | Self::Refused { hint, .. } => hint.clone(),
            Self::Missing { flag, .. } => Some(format!("give it with {flag}")),
            Self::Rows { hint, .. } => Some((*hint).into()),
            Self::Unusable { hint, .. } => Some(hint.clone()),
            Self::Io { source, .. } | Self::Write { source, .. } => io_hint(source),
            Self::Sqlite { source, .. } => sqlite_hint(source),
            Self::Interrupted => None,
            Self::Locked { .. } => {
                Some("close the program that has the file open, and run the command again".into())
            }
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite { path: None, source }
    }
}

impl From<HoursError> for Error {
    fn from(refused: HoursError) -> Self {
        Self::Invalid {
            problem: format!("{}\n{}", refused.reason, refused.marked()),
            hint: Some(format!("{}, as in `{}`", refused.hint, refused.example)),
            what: "statement of hours".into(),
            value: refused.text,
        }
    }
}

impl From<ReportError> for Error {
    fn from(refused: ReportError) -> Self {
        match refused {
            ReportError::Write(source) => Self::Write {
                what: "the report".into(),
                source,
            },
            other => Self::Refused {
                hint: other.hint(),
                message: other.to_string(),
            },
        }
    }
}

impl From<ContactError> for Error {
    fn from(refused: ContactError) -> Self {
        Self::invalid(refused.expected, refused.value, refused.reason).with_hint(refused.hint)
    }
}

/// Whether the schema refused a row for a rule of its own.
fn breaks_a_rule(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}

fn is_locked(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as C;
    matches!(
        error.sqlite_error_code(),
        Some(C::DatabaseBusy | C::DatabaseLocked)
    )
}

fn nearest_hint(nearest: &[String], list: Option<&str>) -> Option<String> {
    let known: Vec<String> = nearest.iter().map(|key| format!("`{key}`")).collect();
    match (known.is_empty(), list) {
        (true, None) => None,
        (true, Some(list)) => Some(format!("`{list}` shows those that are known")),
        (false, None) => Some(format!("did you mean {}?", known.join(" or "))),
        (false, Some(list)) => Some(format!(
            "did you mean {}? `{list}` shows all",
            known.join(" or ")
        )),
    }
}

fn io_hint(source: &std::io::Error) -> Option<String> {
    use std::io::ErrorKind as E;
    match source.kind() {
        E::PermissionDenied => {
            Some("check that you may write there, or choose another place".into())
        }
        E::NotFound => Some("check the path".into()),
        E::NotADirectory => Some("name a folder, not a file".into()),
        E::StorageFull => {
            Some("free some space and run the command again; nothing was changed".into())
        }
        E::AlreadyExists => Some("choose another name".into()),
        E::IsADirectory => Some("name a file, not a folder".into()),
        _ => None,
    }
}

fn sqlite_hint(error: &rusqlite::Error) -> Option<String> {
    use rusqlite::ErrorCode as C;
    match error.sqlite_error_code().unwrap_or(C::Unknown) {
        C::DiskFull => {
            Some("free some space and run the command again; nothing was changed".into())
        }
        C::ReadOnly | C::CannotOpen | C::PermissionDenied => {
            Some("check that you may write to the file and to its folder".into())
        }
        C::SystemIoFailure => Some(
            "the disk or network share failed; nothing was changed, run the command again".into(),
        ),
        C::DatabaseCorrupt | C::NotADatabase => {
            Some("take a copy of the file and restore the latest good one".into())
        }
        C::Unknown => {
            Some("the file may be damaged; `tenday check` looks the whole of it over".into())
        }
        _ => None,
    }
}

fn lines(reported: &[String]) -> String {
    let lines = reported.iter().flat_map(|line| [line.as_str(), "\n"]);
    lines.collect()
}

fn rest(total: usize, reported: usize, follow_ons: usize) -> String {
    let mut rest = String::new();
    if reported == 0 {
        rest = format!("{}; ", count(total, "bad row"));
    } else if total > reported {
        rest = format!("and {}; ", count(total - reported, "more bad row"));
    }
    match follow_ons {
        0 => rest,
        1 => rest + "1 row refers to those; ",
        _ => rest + &format!("{follow_ons} rows refer to those; "),
    }
}

/// What the system said, without its number for it.
pub(crate) fn said(source: &std::io::Error) -> String {
    let text = source.to_string();
    let words = text
        .find(" (os error ")
        .map_or(text.as_str(), |at| &text[..at]);
    words.to_owned()
}

/// `1 bad row`, `2 bad rows`.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    match n {
        1 => format!("1 {noun}"),
        _ => format!("{n} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_value_and_the_nearest_known_one() {
        let error = Error::NotFound {
            what: Thing::Department,
            key: "MSX".into(),
            within: None,
            nearest: vec!["MSB".into(), "MSO".into()],
            list: Some("tenday department list".into()),
        };
        assert_eq!(error.to_string(), "there is no department `MSX`");
        assert_eq!(
            error.hint().as_deref(),
            Some("did you mean `MSB` or `MSO`? `tenday department list` shows all")
        );
        assert_eq!(error.kind(), Kind::Data);
    }
}
