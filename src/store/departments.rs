//! Departments and units.

use rusqlite::{Row, named_params};

use super::{Reader, Writer};
use crate::domain::vocabulary::nearest;
use crate::domain::{Code, Department};
use crate::error::{Error, Result, Thing};

fn read(row: &Row<'_>) -> rusqlite::Result<Department> {
    Ok(Department {
        code: row.get("code")?,
        name: row.get("name")?,
        parent: row.get("parent")?,
    })
}

/// Every department, each followed by its units.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn list(reader: &Reader<'_>) -> Result<Vec<Department>> {
    reader.all(
        "SELECT department.code, department.name, parent.code AS parent
         FROM department LEFT JOIN department AS parent ON parent.id = department.parent_id
         ORDER BY ifnull(parent.code, department.code), parent.code IS NOT NULL, department.code",
        [],
        read,
    )
}

/// The departments, without their units.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn departments(reader: &Reader<'_>) -> Result<Vec<Department>> {
    Ok(list(reader)?
        .into_iter()
        .filter(|department| department.parent.is_none())
        .collect())
}

/// The department or unit with a code.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(reader: &Reader<'_>, code: &Code) -> Result<Department> {
    find(reader, code)?.map_or_else(|| Err(unknown(reader, code.as_str())?), Ok)
}

fn find(reader: &Reader<'_>, code: &Code) -> Result<Option<Department>> {
    reader.maybe(
        "SELECT department.code, department.name, parent.code AS parent
         FROM department LEFT JOIN department AS parent ON parent.id = department.parent_id
         WHERE department.code = :code",
        named_params! { ":code": code },
        read,
    )
}

/// Whether there is a department or unit with a code.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn is_known(reader: &Reader<'_>, code: &Code) -> Result<bool> {
    Ok(find(reader, code)?.is_some())
}

/// The department that goes by a name, or else the only unit that does.
///
/// # Errors
/// [`Error::NotFound`].
pub fn named(reader: &Reader<'_>, name: &str) -> Result<Department> {
    let all = list(reader)?;
    let wanted = name.trim().to_lowercase();
    let (departments, units): (Vec<_>, Vec<_>) = all
        .iter()
        .filter(|it| it.name.to_lowercase() == wanted)
        .partition(|it| it.parent.is_none());
    match (departments.as_slice(), units.as_slice()) {
        ([found, ..], _) | ([], [found]) => Ok((*found).clone()),
        _ => Err(Error::NotFound {
            what: Thing::Department,
            key: name.to_owned(),
            within: None,
            nearest: nearest(name, all.iter().map(|it| it.name.as_str())),
            list: Some("tenday department list".to_owned()),
        }),
    }
}

/// The unit of a department that users name by its code or its name.
///
/// # Errors
/// [`Error::NotFound`].
pub fn unit(reader: &Reader<'_>, department: &Code, named: &str) -> Result<Department> {
    let units: Vec<Department> = list(reader)?
        .into_iter()
        .filter(|unit| {
            unit.parent
                .as_ref()
                .is_some_and(|p| same(p.as_str(), department.as_str()))
        })
        .collect();
    let wanted = named.trim().to_lowercase();
    let is_it = |unit: &&Department| {
        unit.code.as_str().to_lowercase() == wanted || unit.name.to_lowercase() == wanted
    };
    if let Some(found) = units.iter().find(is_it) {
        return Ok(found.clone());
    }
    Err(Error::NotFound {
        what: Thing::Unit,
        key: named.to_owned(),
        within: Some(department.to_string()),
        nearest: nearest(
            named,
            units
                .iter()
                .flat_map(|u| [u.code.as_str(), u.name.as_str()]),
        ),
        list: Some(format!("tenday department show {department}")),
    })
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Adds a department or unit.
///
/// # Errors
/// [`Error::Exists`] if the code or, within the parent, the name is taken; [`Error::NotFound`] for
/// an unknown parent; [`Error::Refused`] for a unit of a unit.
pub fn add(writer: &Writer<'_>, new: &Department) -> Result<()> {
    put(writer, new)?.map_or(Ok(()), |there| Err(exists(&there)))
}

/// Adds a department or unit, unless one with its code is there, which it returns.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &Department) -> Result<Option<Department>> {
    if let Some(there) = find(writer, &new.code)? {
        return Ok(Some(there));
    }
    let parent = parent_id(writer, new)?;
    name_is_free(writer, new, parent, None)?;
    writer.run(
        "INSERT INTO department (code, name, parent_id) VALUES (:code, :name, :parent)",
        named_params! { ":code": new.code, ":name": new.name, ":parent": parent },
    )?;
    Ok(None)
}

/// Replaces what is recorded of a department or unit.
///
/// # Errors
/// As [`add`].
pub fn update(writer: &Writer<'_>, code: &Code, new: &Department) -> Result<()> {
    let id = id(writer, code)?;
    if !same(code.as_str(), new.code.as_str())
        && let Some(there) = find(writer, &new.code)?
    {
        return Err(exists(&there));
    }
    let parent = parent_id(writer, new)?;
    name_is_free(writer, new, parent, Some(id))?;
    can_move(writer, code, id, parent)?;
    writer.run(
        "UPDATE department SET code = :code, name = :name, parent_id = :parent WHERE id = :id",
        named_params! { ":code": new.code, ":name": new.name, ":parent": parent, ":id": id },
    )?;
    writer.forget_keys();
    Ok(())
}

/// Refuses to make a department a unit, or a unit another department's or none's, where what is
/// recorded of it would no longer hold.
fn can_move(reader: &Reader<'_>, code: &Code, id: i64, parent: Option<i64>) -> Result<()> {
    let (moves, has_units, is_used) = reader
        .maybe(
            "SELECT parent_id IS NOT :parent AS moves,
                    EXISTS (SELECT 1 FROM department AS unit WHERE unit.parent_id = :id) AS has_units,
                    EXISTS (SELECT 1 FROM letter WHERE letter.department_id = :id OR letter.unit_id = :id)
                    OR EXISTS (SELECT 1 FROM answer
                               WHERE answer.unit_id = :id OR answer.refers_to_department_id = :id) AS is_used
             FROM department WHERE id = :id",
            named_params! { ":id": id, ":parent": parent },
            |row| {
                Ok((
                    row.get("moves")?,
                    row.get("has_units")?,
                    row.get("is_used")?,
                ))
            },
        )?
        .unwrap_or((false, false, false));
    if moves && parent.is_some() && has_units {
        return Err(Error::refused(
            format!("`{code}` has units and cannot become one itself"),
            "move its units first",
        ));
    }
    if moves && is_used {
        return Err(Error::refused(
            format!("letters and answers name `{code}` where it is now; it cannot be moved"),
            format!("record it anew under another code, and leave `{code}` where it is"),
        ));
    }
    Ok(())
}

fn name_is_free(
    reader: &Reader<'_>,
    new: &Department,
    parent: Option<i64>,
    but: Option<i64>,
) -> Result<()> {
    let there = reader.maybe(
        "SELECT code FROM department
         WHERE name = :name COLLATE NOCASE AND parent_id IS :parent AND id IS NOT :but",
        named_params! { ":name": new.name, ":parent": parent, ":but": but },
        |row| row.get::<_, Code>("code"),
    )?;
    match there {
        None => Ok(()),
        Some(code) => Err(Error::Exists {
            what: thing(new),
            key: new.name.clone(),
            at: Some(format!("its code is {code}")),
            command: Some(format!("`tenday department show {code}` shows it")),
        }),
    }
}

fn parent_id(reader: &Reader<'_>, new: &Department) -> Result<Option<i64>> {
    let Some(parent) = &new.parent else {
        return Ok(None);
    };
    if same(parent.as_str(), new.code.as_str()) {
        return Err(Error::refused(
            format!("`{parent}` cannot be a unit of itself"),
            "name the department that it is a part of",
        ));
    }
    department_id(reader, parent).map(Some)
}

fn thing(department: &Department) -> Thing {
    if department.parent.is_some() {
        Thing::Unit
    } else {
        Thing::Department
    }
}

fn exists(there: &Department) -> Error {
    Error::Exists {
        what: thing(there),
        key: there.code.to_string(),
        at: Some(there.name.clone()),
        command: Some(format!(
            "`tenday department edit {}` changes it",
            there.code
        )),
    }
}

/// The row number of a department or unit.
pub(super) fn id(reader: &Reader<'_>, code: &Code) -> Result<i64> {
    reader.known_as(
        |keys| &keys.offices,
        code.as_str(),
        || {
            let found = reader.maybe(
                "SELECT id FROM department WHERE code = :code",
                named_params! { ":code": code },
                |row| row.get("id"),
            )?;
            found.map_or_else(|| Err(unknown(reader, code.as_str())?), Ok)
        },
    )
}

/// The row number of a department that is not a unit.
pub(super) fn department_id(reader: &Reader<'_>, code: &Code) -> Result<i64> {
    reader.known_as(
        |keys| &keys.departments,
        code.as_str(),
        || match get(reader, code)?.parent {
            None => id(reader, code),
            Some(parent) => Err(Error::refused(
                format!("`{code}` is a unit of {parent}, not a department"),
                format!("name the department, `{parent}`"),
            )),
        },
    )
}

/// The row number of a unit of a department.
pub(super) fn unit_id(
    reader: &Reader<'_>,
    department: &Code,
    code: Option<&Code>,
) -> Result<Option<i64>> {
    let Some(code) = code else {
        return Ok(None);
    };
    let found = reader.known(
        |keys| &keys.units,
        || (department.as_str().into(), code.as_str().into()),
        || id(reader, &unit(reader, department, code.as_str())?.code),
    );
    found.map(Some)
}

fn unknown(reader: &Reader<'_>, key: &str) -> Result<Error> {
    let known = if reader.suggests() {
        list(reader)?
    } else {
        Vec::new()
    };
    let names = known
        .iter()
        .flat_map(|d| [d.code.as_str(), d.name.as_str()]);
    Ok(Error::NotFound {
        what: Thing::Department,
        key: key.to_owned(),
        within: None,
        nearest: nearest(key, names),
        list: Some("tenday department list".into()),
    })
}
