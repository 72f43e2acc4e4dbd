//! Askers.

use rusqlite::{Row, named_params};

use super::{Reader, Writer};
use crate::domain::vocabulary::nearest;
use crate::domain::{Asker, Code};
use crate::error::{Error, Result, Thing};

fn read(row: &Row<'_>) -> rusqlite::Result<Asker> {
    Ok(Asker {
        code: row.get("code")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
    })
}

/// Every asker, by code.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<Asker>> {
    reader.all("SELECT code, name, kind FROM asker ORDER BY code", [], read)
}

/// The asker that users name by code or name.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(reader: &Reader<'_>, named: &str) -> Result<Asker> {
    let known = list(reader)?;
    let wanted = named.trim().to_lowercase();
    let is_it = |asker: &&Asker| {
        asker.code.as_str().to_lowercase() == wanted || asker.name.to_lowercase() == wanted
    };
    if let Some(found) = known.iter().find(is_it) {
        return Ok(found.clone());
    }
    Err(Error::NotFound {
        what: Thing::Asker,
        key: named.to_owned(),
        within: None,
        nearest: nearest(
            named,
            known
                .iter()
                .flat_map(|a| [a.code.as_str(), a.name.as_str()]),
        ),
        list: Some("tenday asker list".into()),
    })
}

/// Adds an asker.
///
/// # Errors
/// [`Error::Exists`] if the code or the name is taken.
pub fn add(writer: &Writer<'_>, new: &Asker) -> Result<()> {
    put(writer, new)?.map_or(Ok(()), |there| Err(exists(there)))
}

/// Adds an asker, unless one with its code is there, which it returns.
///
/// # Errors
/// [`Error::Exists`] if the name is taken.
pub fn put(writer: &Writer<'_>, new: &Asker) -> Result<Option<Asker>> {
    let there = writer.maybe(
        "SELECT code, name, kind FROM asker WHERE code = :code",
        named_params! { ":code": new.code },
        read,
    )?;
    if there.is_some() {
        return Ok(there);
    }
    keys_are_free(writer, new, None)?;
    writer.run(
        "INSERT INTO asker (code, name, kind) VALUES (:code, :name, :kind)",
        named_params! { ":code": new.code, ":name": new.name, ":kind": new.kind },
    )?;
    Ok(None)
}

/// Replaces what is recorded of an asker.
///
/// # Errors
/// As [`add`], and [`Error::NotFound`].
pub fn update(writer: &Writer<'_>, code: &Code, new: &Asker) -> Result<()> {
    let id = id(writer, code)?;
    keys_are_free(writer, new, Some(id))?;
    writer.run(
        "UPDATE asker SET code = :code, name = :name, kind = :kind WHERE id = :id",
        named_params! { ":code": new.code, ":name": new.name, ":kind": new.kind, ":id": id },
    )?;
    writer.forget_keys();
    Ok(())
}

fn keys_are_free(reader: &Reader<'_>, new: &Asker, but: Option<i64>) -> Result<()> {
    let there = reader.maybe(
        "SELECT code, name, kind FROM asker
         WHERE (code = :code OR name = :name) AND id IS NOT :but ORDER BY id",
        named_params! { ":code": new.code, ":name": new.name, ":but": but },
        read,
    )?;
    there.map_or(Ok(()), |there| Err(exists(there)))
}

fn exists(there: Asker) -> Error {
    Error::Exists {
        what: Thing::Asker,
        key: there.code.to_string(),
        at: Some(there.name),
        command: Some(format!("`tenday asker edit {}` changes it", there.code)),
    }
}

/// The row number of an asker.
pub(super) fn id(reader: &Reader<'_>, code: &Code) -> Result<i64> {
    reader.known_as(
        |keys| &keys.askers,
        code.as_str(),
        || {
            let asker = find(reader, code.as_str())?;
            reader.value(
                "SELECT id FROM asker WHERE code = :code",
                named_params! { ":code": asker.code },
            )
        },
    )
}
