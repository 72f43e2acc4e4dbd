//! `tenday sql`: questions that nobody foresaw.

mod relay;

use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::ArgGroup;

use super::context::{self, Context, say};
use super::output::{AnyFormat, ListFormat, Listing, markdown_row};
use super::stop;
use crate::domain::Value;
use crate::domain::vocabulary::nearest;
use crate::error::{Error, Result};
use crate::report::csv::{Dialect, Separated};
use crate::report::json::{self, Layout};
use crate::report::{DataColumn, xlsx};
use crate::store::dictionary::{self, RelationKind};
use crate::store::query::{Datum, Parameter, Query, Row, Rows, Watch};
use crate::store::saved_queries::{self, SavedQuery};
use crate::store::{Access, Store};

/// The most rows that are laid out as one table.
const MOST_TABLE_ROWS: usize = 1000;
/// How many bytes are handed to standard output at a time.
const CHUNK: usize = 1 << 16;

/// Options of `sql`.
#[derive(Debug, clap::Args)]
#[command(group(ArgGroup::new("what").required(true).args(["statement", "file", "query", "list", "queries"])))]
pub(super) struct SqlArgs {
    /// One statement that reads; `-`: read it from standard input
    statement: Option<String>,
    /// Read the statement from a file
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Run a query that comes with the program
    #[arg(long, value_name = "NAME")]
    query: Option<String>,
    /// Give a parameter of the statement its value: a number if it looks like one, NULL for
    /// nothing, else text; '2018' in quotes is text (repeatable)
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    parameters: Vec<(String, Parameter)>,
    /// Stop a query that takes longer; 0: never
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    /// How CSV is written: rfc4180 or excel-da
    #[arg(long, value_name = "DIALECT", default_value = "rfc4180")]
    csv_dialect: Dialect,
    /// List the views with their columns and what they mean
    #[arg(long)]
    list: bool,
    /// List the tables too
    #[arg(long, requires = "list")]
    tables: bool,
    /// List the queries that come with the program, with their parameters
    #[arg(long)]
    queries: bool,
}

fn parameter(given: &str) -> Result<(String, Parameter), Error> {
    match given.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), Parameter::by_look(value)))
        }
        _ => Err(
            Error::invalid("parameter", given, "it has no name or no value")
                .with_hint("write NAME=VALUE, as in `--param year=2018`"),
        ),
    }
}

pub(super) fn run(context: &Context, args: &SqlArgs) -> Result<()> {
    if args.list {
        return list(context, args.tables);
    }
    if args.queries {
        return list_queries(context);
    }
    let format = context.asked_format.unwrap_or(AnyFormat::Table);
    fits(format)?;
    let query = statement(args)?;
    let watch = Watch {
        limit: (args.timeout > 0).then(|| Duration::from_secs(args.timeout)),
        stop: Arc::default(),
        // Before that Ctrl-C ends the program, and there is nothing to tell of.
        going_on: Some(stop::on_ctrl_c),
        elsewhere: Arc::default(),
        listener: io::stderr().is_terminal().then_some(context::tell),
    };
    let mut store = Store::open(&context.db, Access::Read, context::tell)?;
    let dialect = args.csv_dialect;
    let done = store.query(&query, &watch, |rows| match format {
        AnyFormat::Table => table(rows),
        AnyFormat::Md => {
            let spent = watch.elsewhere.clone();
            markdown(
                rows,
                buffered(Output {
                    out: io::stdout(),
                    spent,
                }),
            )
        }
        AnyFormat::Xlsx => {
            let (name, columns, today) = ("SQL".into(), columns(rows), context.today());
            relay::copy(rows, &watch, || {
                xlsx::rows(&name, &columns, today, buffered(io::stdout()))
            })
        }
        _ => {
            let columns = columns(rows);
            relay::copy(rows, &watch, || {
                let out = buffered(io::stdout());
                match format {
                    AnyFormat::Tsv => Separated::tsv().rows(&columns, out),
                    AnyFormat::Json => json::rows(Layout::Array, &columns, out),
                    AnyFormat::Ndjson => json::rows(Layout::Lines, &columns, out),
                    _ => Separated::csv(dialect).rows(&columns, out),
                }
            })
        }
    });
    store.leave();
    done
}

/// Refuses formats that rows cannot be written in, before anything is read.
fn fits(format: AnyFormat) -> Result<()> {
    if format != AnyFormat::Xlsx {
        return format.list().map(|_| ()).map_err(|refused| {
            refused.with_hint("the rows of a query can also be written as xlsx")
        });
    }
    if io::stdout().is_terminal() {
        return Err(Error::refused(
            "an xlsx file is not shown on a terminal",
            "send it to a file: `tenday sql … --format xlsx > rows.xlsx`",
        ));
    }
    Ok(())
}

/// The statement, with its parameters, that the command line names.
fn statement(args: &SqlArgs) -> Result<Query> {
    let mut parameters = args.parameters.clone();
    let twice = |(place, (name, _)): (usize, &(String, Parameter))| {
        args.parameters[..place]
            .iter()
            .any(|(earlier, _)| earlier == name)
    };
    if let Some((_, (name, _))) = args.parameters.iter().enumerate().find(|one| twice(*one)) {
        return Err(
            Error::invalid("parameter", name, "it is given twice").with_hint("give it once")
        );
    }
    let sql = match (&args.statement, &args.file, &args.query) {
        (_, _, Some(name)) => {
            let saved = saved(name)?;
            for parameter in &saved.parameters {
                if !parameters.iter().any(|(given, _)| given == parameter.name) {
                    parameters.push((parameter.name.to_owned(), parameter.default.clone()));
                }
            }
            saved.sql.to_owned()
        }
        (_, Some(file), _) => std::fs::read_to_string(file).map_err(Error::io(file))?,
        (Some(dash), ..) if dash == "-" => {
            let mut text = String::new();
            io::stdin()
                .read_to_string(&mut text)
                .map_err(Error::io("standard input"))?;
            text
        }
        (statement, ..) => statement.clone().unwrap_or_default(),
    };
    Ok(Query { sql, parameters })
}

fn saved(name: &str) -> Result<SavedQuery> {
    let all = saved_queries::all();
    if let Some(found) = all.iter().find(|query| query.name == name) {
        return Ok(found.clone());
    }
    let near = nearest(name, all.iter().map(|query| query.name));
    let hint = match near.first() {
        Some(near) => format!("did you mean `{near}`? `tenday sql --queries` shows all"),
        None => "`tenday sql --queries` shows all".to_owned(),
    };
    Err(Error::refused(
        format!("there is no saved query `{name}`"),
        hint,
    ))
}

/// Standard output; the time that its reader takes is not the query's.
struct Output {
    out: io::Stdout,
    spent: Arc<AtomicU64>,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let begun = Instant::now();
        let written = self.out.write(bytes);
        let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.spent.fetch_add(nanos, Ordering::Relaxed);
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn buffered<W: Write>(out: W) -> io::BufWriter<W> {
    io::BufWriter::with_capacity(CHUNK, out)
}

fn columns(rows: &Rows<'_>) -> Vec<DataColumn> {
    let column = |name: &String| DataColumn {
        name: name.clone(),
        title: name.as_str().into(),
    };
    rows.columns().iter().map(column).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn value(datum: Datum<'_>) -> Value {
    match datum {
        Datum::Null => Value::Null,
        Datum::Integer(number) => number.into(),
        Datum::Real(number) => number.into(),
        Datum::Text(text) => text.into(),
        Datum::Bytes(bytes) => hexadecimal(bytes).into(),
    }
}

fn values(row: &Row<'_>, width: usize) -> Result<Vec<Value>> {
    (0..width).map(|at| Ok(value(row.get(at)?))).collect()
}

/// Lays the rows out as one table, for which all of them are needed first: so not too many.
fn table(rows: &mut Rows<'_>) -> Result<()> {
    let width = rows.columns().len();
    let mut listing = Listing::named(rows.columns().to_vec());
    let mut shown = 0;
    let mut more = false;
    while let Some(row) = rows.next_row()? {
        if shown == MOST_TABLE_ROWS {
            more = true;
            break;
        }
        listing.push(values(&row, width)?);
        shown += 1;
    }
    listing.print(ListFormat::Table)?;
    if more {
        say(&format!(
            "Only the first {shown} rows are shown; --format csv writes all, LIMIT asks for fewer."
        ));
    } else if shown == 0 {
        say("No rows.");
    }
    Ok(())
}

fn markdown(rows: &mut Rows<'_>, mut out: impl Write) -> Result<()> {
    let width = rows.columns().len();
    let head = markdown_row(rows.columns().iter().map(String::as_str));
    let rule = format!("|{}\n", " --- |".repeat(width));
    write(&mut out, &(head + &rule))?;
    while let Some(row) = rows.next_row()? {
        let plain: Vec<String> = values(&row, width)?.iter().map(Value::plain).collect();
        write(&mut out, &markdown_row(plain.iter().map(String::as_str)))?;
    }
    super::error::written(out.flush())
}

fn write(out: &mut impl Write, text: &str) -> Result<()> {
    super::error::written(out.write_all(text.as_bytes()))
}

fn list(context: &Context, tables: bool) -> Result<()> {
    let relations = context.read(dictionary::relations)?;
    let mut listing = Listing::new(&["name", "column", "type", "meaning"]);
    for relation in relations.iter().filter(|relation| match relation.kind {
        RelationKind::View => true,
        RelationKind::Table => tables,
        RelationKind::Internal => false,
    }) {
        listing.push(vec![
            (&relation.name).into(),
            Value::Null,
            Value::Null,
            (&relation.meaning).into(),
        ]);
        for column in &relation.columns {
            listing.push(vec![
                (&relation.name).into(),
                (&column.name).into(),
                (&column.kind).into(),
                (&column.meaning).into(),
            ]);
        }
    }
    listing.print(context.format()?)
}

fn list_queries(context: &Context) -> Result<()> {
    let mut listing = Listing::new(&["query", "title", "parameters"]);
    for query in saved_queries::all() {
        let parameters: Vec<String> = query
            .parameters
            .iter()
            .map(|parameter| format!("{}: {}", parameter.name, parameter.meaning))
            .collect();
        listing.push(vec![
            query.name.into(),
            format!("{}. {}", query.title, query.meaning).into(),
            parameters.join("\n").into(),
        ]);
    }
    listing.print(context.format()?)
}
