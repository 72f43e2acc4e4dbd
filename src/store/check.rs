//! Whether a file is sound: the pages, the keys, the schema, the search indexes, and the rules that
//! tables cannot state.

use std::collections::HashMap;

use super::{Reader, Store, migrate, search};
use crate::error::{Error, Result};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// What was looked at, each with the number of rows.
    pub tables: Vec<(String, i64)>,
    /// What is wrong, a line each; empty if nothing is.
    pub problems: Vec<String>,
}

/// Checks the whole file. One that is too damaged to be read through is a finding too.
///
/// # Errors
/// [`Error::Locked`], and [`Error::Sqlite`] if the disk fails.
pub fn check(reader: &Reader<'_>) -> Result<Findings> {
    match look(reader) {
        Err(Error::Sqlite { source, .. }) if is_damage(&source) => Ok(Findings {
            tables: Vec::new(),
            problems: vec![format!("the file cannot be read through: {source}")],
        }),
        looked => looked,
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as C;
    matches!(
        error.sqlite_error_code(),
        None | Some(C::DatabaseCorrupt | C::NotADatabase | C::Unknown)
    )
}

fn look(reader: &Reader<'_>) -> Result<Findings> {
    let mut problems: Vec<String> = reader
        .all("PRAGMA integrity_check(20)", [], |row| {
            row.get::<_, String>(0)
        })?
        .into_iter()
        .filter(|line| line != "ok")
        .collect();
    problems.extend(reader.all(
        "SELECT \"table\" AS child, parent, count(*) AS rows FROM pragma_foreign_key_check
         GROUP BY child, parent ORDER BY child, parent",
        [],
        |row| {
            let (child, parent) = (
                row.get::<_, String>("child")?,
                row.get::<_, String>("parent")?,
            );
            Ok(match row.get::<_, i64>("rows")? {
                1 => format!("1 row of `{child}` refers to a row of `{parent}` that is not there"),
                rows => format!(
                    "{rows} rows of `{child}` refer to rows of `{parent}` that are not there"
                ),
            })
        },
    )?);
    problems.extend(schema(reader)?);
    problems.extend(loops(reader)?);
    problems.extend(search::problems(reader)?);
    Ok(Findings {
        tables: migrate::row_counts(reader.conn)?,
        problems,
    })
}

/// Tables, views, indices and triggers that are missing, or other than this program makes them.
/// What others have added beside them is theirs, and the history of migrations is refinery's.
fn schema(reader: &Reader<'_>) -> Result<Vec<String>> {
    let objects = |reader: &Reader<'_>| {
        reader.all(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE sql IS NOT NULL AND name <> 'refinery_schema_history' ORDER BY name",
            [],
            |row| {
                let name = format!(
                    "{} `{}`",
                    row.get::<_, String>("type")?,
                    row.get::<_, String>("name")?
                );
                Ok((name, row.get::<_, String>("sql")?))
            },
        )
    };
    let here: HashMap<String, String> = objects(reader)?.into_iter().collect();
    let known = Store::in_memory()?.read(objects)?;
    let problem = |(name, sql): (String, String)| match here.get(&name) {
        None => Some(format!("the {name} is missing")),
        Some(found) if *found != sql => Some(format!("the {name} is not as tenday makes it")),
        Some(_) => None,
    };
    Ok(known.into_iter().filter_map(problem).collect())
}

/// Inquiries that follow themselves through others: other programs may switch triggers off.
fn loops(reader: &Reader<'_>) -> Result<Vec<String>> {
    reader.all(
        "WITH RECURSIVE earlier (start, id) AS (
           SELECT id, follows_id FROM inquiry WHERE follows_id IS NOT NULL
           UNION
           SELECT earlier.start, inquiry.follows_id FROM earlier JOIN inquiry ON inquiry.id = earlier.id
           WHERE inquiry.follows_id IS NOT NULL
         )
         SELECT inquiry.reference FROM earlier JOIN inquiry ON inquiry.id = earlier.start
         WHERE earlier.start = earlier.id ORDER BY inquiry.reference",
        [],
        |row| Ok(format!("inquiry `{}` follows itself", row.get::<_, String>("reference")?)),
    )
}
