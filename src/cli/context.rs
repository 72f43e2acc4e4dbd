//! What a command runs with: the database, the day, the terminal, and how to speak.

use std::cell::OnceCell;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use jiff::ZonedDateTime;
use jiff::civil::{Date, DateTime};

use super::output::{AnyFormat, ListFormat};
use super::{Global, error, output};
use crate::domain::Change;
use crate::domain::hours::copenhagen;
pub(super) use crate::domain::text::quoted;
use crate::error::{Error, Result};
use crate::store::{Access, Notice, Reader, Store, Writer};

/// The database that is used when none is named.
const DEFAULT_DB: &str = "tenday.db";

/// What a command runs with.
#[derive(Debug, Clone)]
pub(super) struct Context {
    pub(super) db: PathBuf,
    /// Whether the database was named on the command line, so that suggestions name it too.
    db_named: bool,
    /// The format asked for.
    pub(super) asked_format: Option<AnyFormat>,
    day: OnceCell<Date>,
    /// Whether a question may be asked on the terminal.
    pub(super) may_ask: bool,
}

impl Context {
    pub(super) fn new(global: &Global) -> Self {
        let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let from_environment = std::env::var_os("TENDAY_DB").map(PathBuf::from);
        let db_named = global.db.is_some() && global.db != from_environment;
        // A variable that is set to nothing names nothing, as with other programs.
        let db = global
            .db
            .clone()
            .filter(|db| db_named || !db.as_os_str().is_empty());
        Self {
            db_named,
            db: db.unwrap_or_else(|| DEFAULT_DB.into()),
            asked_format: global.format,
            day: global.today.map_or_else(OnceCell::new, OnceCell::from),
            may_ask: terminal && !global.no_input,
        }
    }

    /// The context of a step of the demo: its own database, and nothing is asked.
    pub(super) fn for_demo(&self, db: &Path) -> Self {
        Self {
            db: db.to_owned(),
            db_named: true,
            may_ask: false,
            ..self.clone()
        }
    }

    /// The day taken for today. The clock is asked when the day is first needed: finding out the
    /// time zone costs more than many a command.
    pub(super) fn today(&self) -> Date {
        *self.day.get_or_init(|| ZonedDateTime::now().date())
    }

    /// How a list is printed.
    pub(super) fn format(&self) -> Result<ListFormat> {
        self.asked_format
            .map_or(Ok(ListFormat::Table), AnyFormat::list)
    }

    /// The moment by the clocks of Copenhagen, on the day taken for today.
    pub(super) fn now(&self) -> Result<DateTime> {
        let zone = copenhagen().map_err(|e| Error::refused(e.to_string(), "say when with --at"))?;
        Ok(self
            .today()
            .to_datetime(ZonedDateTime::now().with_time_zone(zone).time()))
    }

    /// Reads the record.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let mut store = Store::open(&self.db, Access::Read, tell)?;
        let read = store.read(work);
        store.leave();
        read
    }

    /// Writes to the record, all or nothing.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        Store::open(&self.db, Access::Write, tell)?.write(work)
    }

    /// Does what `work` does and undoes it all.
    pub(super) fn rehearse<T>(&self, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        Store::open(&self.db, Access::Write, tell)?.rehearse(work)
    }

    /// A command as the user would type it here.
    pub(super) fn command(&self, words: &str) -> String {
        format!("{} {words}", self.program())
    }

    fn program(&self) -> String {
        if self.db_named {
            format!("tenday --db {}", quoted_path(&self.db))
        } else {
            "tenday".to_owned()
        }
    }

    /// A hint whose commands, in backticks, are for the database that this command was for.
    pub(super) fn with_database(&self, hint: &str) -> String {
        let mut parts = hint.split("`tenday ");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let command = part.split('`').next().unwrap_or_default();
            let program = if command.contains("--db ") {
                "tenday".to_owned()
            } else {
                self.program()
            };
            let _ = write!(out, "`{program} {part}");
        }
        out
    }

    /// Says that something was done, and what could come next.
    pub(super) fn done(&self, what: &str, next: &[&str]) {
        say(what);
        self.next(next);
    }

    /// Suggests what could come next.
    pub(super) fn next(&self, commands: &[&str]) {
        for words in commands {
            say(&format!("Next: {}", self.command(words)));
        }
    }

    /// Says what an edit changed, and what could come next.
    pub(super) fn changed(&self, what: &str, changes: &[Change], next: &[&str]) {
        if changes.is_empty() {
            return say(&format!("Nothing to change: {what} is already so."));
        }
        say(&format!("Changed {what}:"));
        for change in changes {
            let shown = |value: &crate::domain::Value| match value.plain() {
                text if text.is_empty() => "(none)".to_owned(),
                text => crate::domain::text::opening(&text, 60),
            };
            say(&format!(
                "  {}: {} → {}",
                change.column,
                shown(&change.old),
                shown(&change.new)
            ));
        }
        self.next(next);
    }
}

/// A path as a shell takes it, whatever bytes are in its name.
fn quoted_path(path: &Path) -> String {
    let shown = path
        .to_str()
        .filter(|name| output::visible(name) == *name && !name.contains('\n'));
    if let Some(name) = shown {
        return quoted(name);
    }
    let mut word = String::from("$'");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b' '..=b'~' if !b"'\\".contains(byte) => word.push(char::from(*byte)),
            _ => {
                let _ = write!(word, "\\x{byte:02x}");
            }
        }
    }
    word.push('\'');
    word
}

/// Says something on standard error. Where that is closed there is nobody to tell.
pub(super) fn say(message: &str) {
    let _ = writeln!(std::io::stderr(), "{}", output::visible(message));
}

/// Says what the store has to say.
pub(super) fn tell(notice: &Notice) {
    match notice {
        Notice::Querying { limit } => say(&still_running(*limit)),
        Notice::Waiting => say("Waiting for another program that has the database locked …"),
        Notice::Migrated { from, to, copy } => say(&format!(
            "The database was brought up to date, from schema {from} to {to}. A copy of it as it was is {}.",
            copy.display()
        )),
    }
}

fn still_running(limit: Option<std::time::Duration>) -> String {
    match limit {
        Some(limit) => format!(
            "Still running; it is stopped after {} seconds (--timeout). Ctrl-C stops it now.",
            limit.as_secs_f64()
        ),
        None => "Still running. Ctrl-C stops it.".to_owned(),
    }
}

/// Writes data to standard output.
pub(super) fn print(data: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    error::written(out.write_all(data).and_then(|()| out.flush()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// What a shell makes of the words is the file.
    #[test]
    fn any_name_can_be_typed_again() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        for (name, want) in [
            (&b"tenday.db"[..], "tenday.db"),
            ("\u{e5}r 2018.db".as_bytes(), "'\u{e5}r 2018.db'"),
            (b"it's.db", r"'it'\''s.db'"),
            (b"\xe6'\\.db", r"$'\xe6\x27\x5c.db'"),
            (b"a\nb\x1b[1m", r"$'a\x0ab\x1b[1m'"),
        ] {
            let path = Path::new(OsStr::from_bytes(name));
            assert_eq!(quoted_path(path), want);
            let echoed = std::process::Command::new("bash")
                .args(["-c", &format!("printf %s {want}")])
                .output();
            if let Ok(echoed) = echoed {
                assert_eq!(echoed.stdout, name, "{want}");
            }
        }
    }
}
