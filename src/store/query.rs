//! Statements that users write themselves: read-only by construction.
//!
//! Three fences stand one behind the other. The authorizer lets a statement be prepared only if it
//! reads tables, calls functions or asks one of a few pragmas; what was prepared must be one that
//! `SQLite` itself calls read-only; and the connection is `query_only`. Rows are handed on one at
//! a time, borrowed, so a result of any size takes constant memory; what `SQLite` has to sort
//! first goes to a temporary file that has no name.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Batch, Connection, Statement, ToSql};

use super::query_error::{self, Origin};
use super::{Listener, Notice, Store};
use crate::error::{Error, Result};

/// How many steps of its machine `SQLite` takes between two looks at the clock: about 1 ms.
const STEPS: i32 = 20_000;
/// When the listener is told that a statement takes long.
const LONG: Duration = Duration::from_secs(2);

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Parameter {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(String),
}

impl Parameter {
    /// The value that a word looks like: `NULL`, a whole number, a number, else text. A number
    /// with a sign `+` or a leading zero is text, as telephone and case numbers are; quotes
    /// (`'2018'`) make anything text.
    #[must_use]
    pub fn by_look(word: &str) -> Self {
        if word.eq_ignore_ascii_case("null") {
            return Self::Null;
        }
        if let Some(text) = word
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''))
        {
            return Self::Text(text.replace("''", "'"));
        }
        let digits = word.strip_prefix('-').unwrap_or(word);
        let zero_led = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
        if !digits.starts_with(|c: char| c.is_ascii_digit()) || zero_led {
            return Self::Text(word.to_owned());
        }
        if let Ok(number) = word.parse() {
            return Self::Integer(number);
        }
        match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Self::Real(number),
            _ => Self::Text(word.to_owned()),
        }
    }
}

/// A statement with its parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The statement; exactly one.
    pub sql: String,
    /// Names, without `:`, `@` or `$`, and values.
    pub parameters: Vec<(String, Parameter)>,
}

/// Who may stop a statement while it runs, and what it is told of.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// How long `SQLite` may work on it; `None`: as long as it takes.
    pub limit: Option<Duration>,
    /// Set from outside to stop it.
    pub stop: Arc<AtomicBool>,
    /// Called once, with `stop`, when it is not done at once: time to make sure that somebody can set it.
    pub going_on: Option<fn(&Arc<AtomicBool>)>,
    /// Nanoseconds spent waiting for whoever takes the rows, which do not count against the limit.
    pub elsewhere: Arc<AtomicU64>,
    /// Told once if it takes long.
    pub listener: Option<Listener>,
}

/// One value, borrowed from the row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Datum<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text. What is not UTF-8 comes as [`Datum::Bytes`].
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl ToSql for Datum<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(number),
            Self::Real(number) => ValueRef::Real(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The rows of a running statement.
pub struct Rows<'a> {
    columns: &'a [String],
    rows: rusqlite::Rows<'a>,
}

impl Rows<'_> {
    /// The names of the columns. A name that stands twice is told apart: `code`, `code:1`.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        self.columns
    }

    /// The next row.
    ///
    /// # Errors
    /// [`Error::Sqlite`]; [`Error::Interrupted`] and [`Error::Refused`] as [`Store::query`].
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>> {
        Ok(self.rows.next()?.map(|row| Row { row }))
    }
}

/// One row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    row: &'a rusqlite::Row<'a>,
}

impl<'a> Row<'a> {
    /// The value of the column at a place, from 0.
    ///
    /// # Errors
    /// [`Error::Sqlite`] if there is no such column.
    pub fn get(&self, at: usize) -> Result<Datum<'a>> {
        Ok(match self.raw(at)? {
            ValueRef::Null => Datum::Null,
            ValueRef::Integer(number) => Datum::Integer(number),
            ValueRef::Real(number) => Datum::Real(number),
            ValueRef::Text(text) => {
                simdutf8::basic::from_utf8(text).map_or(Datum::Bytes(text), Datum::Text)
            }
            ValueRef::Blob(bytes) => Datum::Bytes(bytes),
        })
    }

    /// As [`Row::get`], text unchecked.
    pub(super) fn raw(&self, at: usize) -> Result<ValueRef<'a>> {
        Ok(self.row.get_ref(at)?)
    }
}

impl Store {
    /// Runs one statement that reads, and hands its rows to `work`. From then on nothing can be
    /// written through this store.
    ///
    /// # Errors
    /// [`Error::Refused`] if the statement is not understood, is not one, would change anything,
    /// its parameters are not those given, or it took longer than the limit;
    /// [`Error::Interrupted`] if it was stopped; whatever `work` returns.
    pub fn query<T>(
        &mut self,
        query: &Query,
        watch: &Watch,
        work: impl FnOnce(&mut Rows<'_>) -> Result<T>,
    ) -> Result<T> {
        super::settings::for_queries(&self.conn)?;
        let origin = Origin::new(&query.sql);
        self.conn.authorizer(Some(reading_only))?;
        self.conn.progress_handler(STEPS, Some(watchman(watch)))?;
        let done = run(&self.conn, query, work);
        self.conn.progress_handler(0, None::<fn() -> bool>)?;
        self.conn
            .authorizer(None::<fn(AuthContext<'_>) -> Authorization>)?;
        done.map_err(|error| match stopped(&error, watch) {
            Some(why) => why,
            None => query_error::explained(error, &origin, &self.conn).at(&self.path),
        })
    }
}

fn run<T>(
    conn: &Connection,
    query: &Query,
    work: impl FnOnce(&mut Rows<'_>) -> Result<T>,
) -> Result<T> {
    let mut batch = Batch::new(conn, &query.sql);
    let Some(mut statement) = batch.next()? else {
        return Err(Error::refused(
            "there is no statement",
            "write one, as in `tenday sql 'SELECT * FROM inquiry_state'`",
        ));
    };
    if !matches!(batch.next(), Ok(None)) {
        return Err(Error::refused(
            "there is more than one statement; none was run",
            "run them one at a time; `WITH` and `UNION ALL` put several into one",
        ));
    }
    if !statement.readonly() || statement.column_count() == 0 {
        return Err(query_error::would_write());
    }
    bind(&mut statement, &query.parameters)?;
    let columns = told_apart(&statement);
    work(&mut Rows {
        columns: &columns,
        rows: statement.raw_query(),
    })
}

/// Gives every parameter of the statement its value; both sides must name the same ones.
fn bind(statement: &mut Statement<'_>, given: &[(String, Parameter)]) -> Result<()> {
    let mut names: Vec<String> = Vec::new();
    for at in 1..=statement.parameter_count() {
        match statement.parameter_name(at) {
            Some(name) if !name.starts_with('?') => names.push(bare(name).to_owned()),
            _ => {
                return Err(Error::refused(
                    "a parameter of the statement has no name",
                    "name it, as in `:year`, and give it with --param year=2018",
                ));
            }
        }
    }
    query_error::same_parameters(&names, given)?;
    for (at, name) in names.iter().enumerate() {
        let value = given
            .iter()
            .find(|(known, _)| bare(known) == name)
            .map(|(_, value)| value);
        match value {
            Some(Parameter::Integer(number)) => statement.raw_bind_parameter(at + 1, number)?,
            Some(Parameter::Real(number)) => statement.raw_bind_parameter(at + 1, number)?,
            Some(Parameter::Text(text)) => statement.raw_bind_parameter(at + 1, text)?,
            Some(Parameter::Null) | None => {
                statement.raw_bind_parameter(at + 1, rusqlite::types::Null)?;
            }
        }
    }
    Ok(())
}

/// The name of a parameter without its mark.
pub(super) fn bare(name: &str) -> &str {
    name.trim_start_matches([':', '@', '$'])
}

fn told_apart(statement: &Statement<'_>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for name in statement.column_names() {
        let earlier = columns
            .iter()
            .filter(|known| {
                *known == name
                    || known
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.starts_with(':'))
            })
            .count();
        columns.push(match earlier {
            0 => name.to_owned(),
            n => format!("{name}:{n}"),
        });
    }
    columns
}

/// Pragmas that tell of the file; with a value only those that name a table or index.
const ASKING: &[&str] = &[
    "application_id",
    "collation_list",
    "compile_options",
    "data_version",
    "encoding",
    "freelist_count",
    "function_list",
    "page_count",
    "page_size",
    "schema_version",
    "user_version",
];
const ASKING_OF: &[&str] = &[
    "foreign_key_check",
    "foreign_key_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "quick_check",
    "table_info",
    "table_list",
    "table_xinfo",
];

fn reading_only(context: AuthContext<'_>) -> Authorization {
    let asked =
        |pragma: &str, list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(pragma));
    let harmless = match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => true,
        AuthAction::Function { function_name } => {
            !function_name.eq_ignore_ascii_case("load_extension")
        }
        AuthAction::Pragma {
            pragma_name,
            pragma_value,
        } => {
            asked(pragma_name, ASKING_OF) || (pragma_value.is_none() && asked(pragma_name, ASKING))
        }
        _ => false,
    };
    if harmless {
        Authorization::Allow
    } else {
        Authorization::Deny
    }
}

/// What `SQLite` asks every so often whether to go on.
fn watchman(watch: &Watch) -> impl FnMut() -> bool + Send + 'static {
    let watch = watch.clone();
    let begun = Instant::now();
    let mut told = false;
    let mut going_on = watch.going_on;
    move || {
        if let Some(going_on) = going_on.take() {
            going_on(&watch.stop);
        }
        let worked = worked(begun, &watch);
        if worked > LONG && !told {
            told = true;
            if let Some(listener) = watch.listener {
                listener(&Notice::Querying { limit: watch.limit });
            }
        }
        watch.stop.load(Ordering::Relaxed) || watch.limit.is_some_and(|limit| worked > limit)
    }
}

fn worked(begun: Instant, watch: &Watch) -> Duration {
    let elsewhere = Duration::from_nanos(watch.elsewhere.load(Ordering::Relaxed));
    begun.elapsed().saturating_sub(elsewhere)
}

/// Why a statement was stopped, if it was.
fn stopped(error: &Error, watch: &Watch) -> Option<Error> {
    let Error::Sqlite { source, .. } = error else {
        return None;
    };
    if source.sqlite_error_code() != Some(rusqlite::ErrorCode::OperationInterrupted) {
        return None;
    }
    if watch.stop.load(Ordering::Relaxed) {
        return Some(Error::Interrupted);
    }
    let seconds = watch.limit.unwrap_or_default().as_secs_f64();
    Some(Error::refused(
        format!("the query was stopped after {seconds} seconds"),
        "ask for less, or give it more time with --timeout SECONDS (0: no limit)",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_what_they_look_like() {
        use Parameter::{Integer, Null, Real, Text};
        for (word, want) in [
            ("2018", Integer(2018)),
            ("-3", Integer(-3)),
            ("0", Integer(0)),
            ("0.5", Real(0.5)),
            ("-1e3", Real(-1000.0)),
            ("NULL", Null),
            ("null", Null),
            ("'2018'", Text("2018".into())),
            ("'it''s'", Text("it's".into())),
            ("0012", Text("0012".into())),
            ("+4589402000", Text("+4589402000".into())),
            ("2018-1", Text("2018-1".into())),
            ("inf", Text("inf".into())),
            ("1e999", Text("1e999".into())),
            ("", Text(String::new())),
            ("MSB", Text("MSB".into())),
        ] {
            assert_eq!(Parameter::by_look(word), want, "{word}");
        }
    }

    fn rows(store: &mut Store, sql: &str, parameters: &[(&str, Parameter)]) -> Result<Vec<String>> {
        let query = Query {
            sql: sql.into(),
            parameters: parameters
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        };
        store.query(&query, &Watch::default(), |rows| {
            let columns = rows.columns().to_vec();
            let mut found = vec![columns.join(" ")];
            while let Some(row) = rows.next_row()? {
                found.push(format!("{:?}", row.get(0)?));
            }
            Ok(found)
        })
    }

    #[test]
    fn nothing_can_be_written() {
        let mut store = Store::in_memory().unwrap();
        for sql in [
            "INSERT INTO asker (code, name, kind) VALUES ('A', 'A', 'party')",
            "INSERT INTO asker (code, name, kind) VALUES ('A', 'A', 'party') RETURNING code",
            "UPDATE asker SET name = 'B'",
            "DELETE FROM asker",
            "CREATE TABLE t (a)",
            "CREATE TEMP TABLE t (a)",
            "CREATE TEMP VIEW v AS SELECT 1",
            "DROP VIEW answer_flat",
            "ALTER TABLE asker ADD COLUMN b",
            "ATTACH ':memory:' AS other",
            "DETACH main",
            "BEGIN",
            "COMMIT",
            "SAVEPOINT s",
            "VACUUM",
            "VACUUM INTO '/tmp/copy.db'",
            "REINDEX",
            "ANALYZE",
            "PRAGMA query_only = 0",
            "PRAGMA user_version = 9",
            "PRAGMA writable_schema = 1",
            "PRAGMA journal_mode = DELETE",
            "PRAGMA wal_checkpoint",
            "PRAGMA optimize",
            "SELECT load_extension('x')",
            "WITH gone AS (SELECT 1) DELETE FROM asker",
            "EXPLAIN DELETE FROM asker",
        ] {
            let refused = rows(&mut store, sql, &[]).unwrap_err();
            assert!(
                matches!(refused, Error::Refused { .. }),
                "{sql}: {refused:?}"
            );
        }
        assert_eq!(
            rows(&mut store, "SELECT count(*) FROM asker", &[]).unwrap()[1],
            "Integer(0)"
        );
    }

    #[test]
    fn what_reads_is_run() {
        let mut store = Store::in_memory().unwrap();
        for sql in [
            "SELECT 1;",
            "SELECT 1; -- and no more",
            "VALUES (1)",
            "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n",
            "PRAGMA table_info(inquiry)",
            "SELECT name FROM pragma_table_list",
            "PRAGMA user_version",
            "EXPLAIN QUERY PLAN SELECT * FROM answer_flat",
        ] {
            assert!(rows(&mut store, sql, &[]).is_ok(), "{sql}");
        }
        let twice = rows(&mut store, "SELECT 1 AS a, 2 AS a, 3 AS b, 4 AS a", &[]).unwrap();
        assert_eq!(twice[0], "a a:1 b a:2");
    }

    #[test]
    fn parameters_must_be_those_of_the_statement() {
        let mut store = Store::in_memory().unwrap();
        let sql = "SELECT :year || :code";
        let year = ("year", Parameter::Integer(2018));
        let code = ("code", Parameter::Text("MSB".into()));
        let message = |given: &[(&str, Parameter)]| {
            let mut store = Store::in_memory().unwrap();
            rows(&mut store, sql, given).unwrap_err().to_string()
        };
        assert_eq!(
            message(std::slice::from_ref(&year)),
            "the parameter `code` has no value; the statement's parameters are year, code"
        );
        assert_eq!(
            message(&[year.clone(), code.clone(), ("cod", Parameter::Null)]),
            "the statement has no parameter `cod`; its parameters are year, code"
        );
        assert_eq!(
            rows(&mut store, sql, &[year, code]).unwrap()[1],
            "Text(\"2018MSB\")"
        );
        assert!(rows(&mut store, "SELECT ?1", &[]).is_err());
    }

    #[test]
    fn a_statement_can_be_stopped() {
        const ENDLESS: &str = "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        let mut store = Store::in_memory().unwrap();
        let query = Query {
            sql: ENDLESS.into(),
            parameters: Vec::new(),
        };
        let mut run = |watch: &Watch| {
            store
                .query(&query, watch, |rows| rows.next_row().map(|_| ()))
                .unwrap_err()
        };
        let limited = Watch {
            limit: Some(Duration::from_millis(50)),
            ..Watch::default()
        };
        assert_eq!(
            run(&limited).to_string(),
            "the query was stopped after 0.05 seconds"
        );
        let told_to_stop = Watch::default();
        told_to_stop.stop.store(true, Ordering::Relaxed);
        assert!(matches!(run(&told_to_stop), Error::Interrupted));
    }
}
