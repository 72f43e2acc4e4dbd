//! Letters and the people they name.

use rusqlite::{Row, named_params};

use super::values::{date, iso};
use super::{Reader, Writer, departments, documents, inquiries};
use crate::domain::{Code, Letter, Person, PersonRole, Reference};
use crate::error::{Error, Result, Thing};

fn read(row: &Row<'_>) -> rusqlite::Result<Letter> {
    Ok(Letter {
        inquiry: row.get("inquiry")?,
        department: row.get("department")?,
        number: row.get("number")?,
        unit: row.get("unit")?,
        dated_on: date(row, "dated_on")?,
        received_on: date(row, "received_on")?,
        case_number: row.get("case_number")?,
        contact_block: row.get("contact_block")?,
        document: row.get("document")?,
        page: row.get("page")?,
    })
}

/// The letters to an inquiry, by date, then department.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry.
pub fn list(reader: &Reader<'_>, inquiry: &Reference) -> Result<Vec<Letter>> {
    reader.all(
        "SELECT inquiry.reference AS inquiry, department.code AS department, letter.number,
                unit.code AS unit, letter.dated_on, letter.received_on, letter.case_number,
                letter.contact_block, document.sha256 AS document, letter.page
         FROM letter
         JOIN inquiry ON inquiry.id = letter.inquiry_id
         JOIN department ON department.id = letter.department_id
         LEFT JOIN department AS unit ON unit.id = letter.unit_id
         LEFT JOIN document ON document.id = letter.document_id
         WHERE letter.inquiry_id = :inquiry
         ORDER BY letter.dated_on, department.code, letter.number",
        named_params! { ":inquiry": inquiries::id(reader, inquiry)? },
        read,
    )
}

/// A department's letter: the one with `number`, or without it the only one.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Refused`] if the department sent several and none was named, or
/// if it is a unit, which sends none of its own.
pub fn get(
    reader: &Reader<'_>,
    inquiry: &Reference,
    department: &Code,
    number: Option<u32>,
) -> Result<Letter> {
    departments::department_id(reader, department)?;
    let code = departments::get(reader, department)?.code;
    let sent: Vec<Letter> = list(reader, inquiry)?
        .into_iter()
        .filter(|l| l.department == code)
        .collect();
    match (number, sent.as_slice()) {
        (None, [only]) => Ok(only.clone()),
        (None, [_, _, ..]) => Err(Error::refused(
            format!("{code} sent {} letters to inquiry `{inquiry}`", sent.len()),
            "say which with --letter NUMBER",
        )),
        (number, _) => {
            let found = sent
                .iter()
                .find(|letter| Some(letter.number) == number)
                .cloned();
            found.ok_or_else(|| missing(inquiry, &code, number))
        }
    }
}

fn missing(inquiry: &Reference, department: &Code, number: Option<u32>) -> Error {
    let key = number.map_or_else(|| department.to_string(), |n| format!("{department} {n}"));
    Error::NotFound {
        what: Thing::Letter,
        key,
        within: Some(format!("inquiry {inquiry}")),
        nearest: Vec::new(),
        list: Some(format!(
            "tenday letter add {inquiry} {department}` adds one, `tenday letter list {inquiry}"
        )),
    }
}

/// The number that a department's next letter to an inquiry gets.
///
/// # Errors
/// [`Error::NotFound`].
pub fn next_number(reader: &Reader<'_>, inquiry: &Reference, department: &Code) -> Result<u32> {
    reader.value(
        "SELECT ifnull(max(number), 0) + 1 FROM letter
         WHERE inquiry_id = :inquiry AND department_id = :department",
        named_params! {
            ":inquiry": inquiries::id(reader, inquiry)?,
            ":department": departments::department_id(reader, department)?,
        },
    )
}

/// Adds a letter.
///
/// # Errors
/// [`Error::Exists`] if the department's letter with that number is recorded; [`Error::NotFound`]
/// for an unknown inquiry, department, unit or document.
pub fn add(writer: &Writer<'_>, new: &Letter) -> Result<()> {
    let Some(there) = put(writer, new)? else {
        return Ok(());
    };
    Err(Error::Exists {
        what: Thing::Letter,
        key: format!("{} {} {}", there.inquiry, there.department, there.number),
        at: there.dated_on.map(|day| format!("dated {day}")),
        command: Some(format!(
            "`tenday letter edit {} {}` changes it",
            there.inquiry, there.department
        )),
    })
}

/// Adds a letter, unless the department's letter with that number is there, which it returns.
///
/// # Errors
/// As [`add`].
pub fn put(writer: &Writer<'_>, new: &Letter) -> Result<Option<Letter>> {
    let department = departments::department_id(writer, &new.department)?;
    let inquiry = inquiries::id(writer, &new.inquiry)?;
    let added = writer.insert(
        "INSERT INTO letter (inquiry_id, department_id, number, unit_id, dated_on, received_on,
                             case_number, contact_block, document_id, page)
         VALUES (:inquiry, :department, :number, :unit, :dated_on, :received_on,
                 :case_number, :contact_block, :document, :page)
         ON CONFLICT DO NOTHING",
        named_params! {
            ":inquiry": inquiry,
            ":department": department,
            ":number": new.number,
            ":unit": departments::unit_id(writer, &new.department, new.unit.as_ref())?,
            ":dated_on": iso(new.dated_on),
            ":received_on": iso(new.received_on),
            ":case_number": new.case_number,
            ":contact_block": new.contact_block,
            ":document": documents::id(writer, new.document.as_deref())?,
            ":page": new.page,
        },
    )?;
    if added > 0 {
        writer.remember(|keys| &keys.letters, || (inquiry, department, new.number));
        return Ok(None);
    }
    writer.maybe(
        "SELECT inquiry.reference AS inquiry, department.code AS department, letter.number,
                unit.code AS unit, letter.dated_on, letter.received_on, letter.case_number,
                letter.contact_block, document.sha256 AS document, letter.page
         FROM letter
         JOIN inquiry ON inquiry.id = letter.inquiry_id
         JOIN department ON department.id = letter.department_id
         LEFT JOIN department AS unit ON unit.id = letter.unit_id
         LEFT JOIN document ON document.id = letter.document_id
         WHERE letter.inquiry_id = :inquiry AND letter.department_id = :department
           AND letter.number = :number",
        named_params! { ":inquiry": inquiry, ":department": department, ":number": new.number },
        read,
    )
}

/// Replaces what is recorded of a letter; inquiry, department and number stay.
///
/// # Errors
/// As [`add`].
pub fn update(writer: &Writer<'_>, old: &Letter, new: &Letter) -> Result<()> {
    writer.run(
        "UPDATE letter SET unit_id = :unit, dated_on = :dated_on, received_on = :received_on,
                case_number = :case_number, contact_block = :contact_block,
                document_id = :document, page = :page
         WHERE id = :id",
        named_params! {
            ":id": id(writer, &old.inquiry, &old.department, old.number)?,
            ":unit": departments::unit_id(writer, &new.department, new.unit.as_ref())?,
            ":dated_on": iso(new.dated_on),
            ":received_on": iso(new.received_on),
            ":case_number": new.case_number,
            ":contact_block": new.contact_block,
            ":document": documents::id(writer, new.document.as_deref())?,
            ":page": new.page,
        },
    )?;
    Ok(())
}

/// The people that an inquiry's letters name, letter by letter, handlers before signatories.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry.
pub fn people(reader: &Reader<'_>, inquiry: &Reference) -> Result<Vec<Person>> {
    reader.all(
        "SELECT inquiry.reference AS inquiry, department.code AS department, letter.number AS letter,
                letter_person.role, letter_person.position, letter_person.name, letter_person.title
         FROM letter_person
         JOIN letter ON letter.id = letter_person.letter_id
         JOIN inquiry ON inquiry.id = letter.inquiry_id
         JOIN department ON department.id = letter.department_id
         WHERE letter.inquiry_id = :inquiry
         ORDER BY department.code, letter.number, letter_person.role, letter_person.position",
        named_params! { ":inquiry": inquiries::id(reader, inquiry)? },
        read_person,
    )
}

fn read_person(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        inquiry: row.get("inquiry")?,
        department: row.get("department")?,
        letter: row.get("letter")?,
        role: row.get("role")?,
        position: row.get("position")?,
        name: row.get("name")?,
        title: row.get("title")?,
    })
}

/// Adds a person to a letter.
///
/// # Errors
/// [`Error::Exists`] if that place is taken; [`Error::NotFound`] for an unknown letter.
pub fn add_person(writer: &Writer<'_>, new: &Person) -> Result<()> {
    if put_person(writer, new)?.is_none() {
        return Ok(());
    }
    Err(Error::refused(
        format!(
            "{} {} of letter {} {} is recorded already",
            new.role, new.position, new.inquiry, new.department
        ),
        "give each person of a letter a position of their own",
    ))
}

/// Adds a person to a letter, unless somebody has that place, whom it returns.
///
/// # Errors
/// [`Error::NotFound`] for an unknown letter.
pub fn put_person(writer: &Writer<'_>, new: &Person) -> Result<Option<Person>> {
    let letter = id(writer, &new.inquiry, &new.department, new.letter)?;
    let added = writer.insert(
        "INSERT INTO letter_person (letter_id, role, position, name, title)
         VALUES (:letter, :role, :position, :name, :title)
         ON CONFLICT DO NOTHING",
        named_params! {
            ":letter": letter,
            ":role": new.role,
            ":position": new.position,
            ":name": new.name,
            ":title": new.title,
        },
    )?;
    if added > 0 {
        return Ok(None);
    }
    writer.maybe(
        "SELECT inquiry.reference AS inquiry, department.code AS department, letter.number AS letter,
                letter_person.role, letter_person.position, letter_person.name, letter_person.title
         FROM letter_person
         JOIN letter ON letter.id = letter_person.letter_id
         JOIN inquiry ON inquiry.id = letter.inquiry_id
         JOIN department ON department.id = letter.department_id
         WHERE letter_person.letter_id = :letter AND letter_person.role = :role
           AND letter_person.position = :position",
        named_params! { ":letter": letter, ":role": new.role, ":position": new.position },
        read_person,
    )
}

/// Replaces name and title of the person in a place of a letter.
///
/// # Errors
/// [`Error::NotFound`] for an unknown letter.
pub fn update_person(writer: &Writer<'_>, new: &Person) -> Result<()> {
    writer.run(
        "UPDATE letter_person SET name = :name, title = :title
         WHERE letter_id = :letter AND role = :role AND position = :position",
        named_params! {
            ":letter": id(writer, &new.inquiry, &new.department, new.letter)?,
            ":role": new.role,
            ":position": new.position,
            ":name": new.name,
            ":title": new.title,
        },
    )?;
    Ok(())
}

/// The place of a person among those in their role of a letter: that of the same name, or the one
/// after the last.
///
/// # Errors
/// [`Error::NotFound`] for an unknown letter.
pub fn place(reader: &Reader<'_>, person: &Person) -> Result<u32> {
    reader.value(
        "SELECT ifnull(
           (SELECT min(position) FROM letter_person
            WHERE letter_id = :letter AND role = :role AND name = :name),
           (SELECT ifnull(max(position), 0) + 1 FROM letter_person
            WHERE letter_id = :letter AND role = :role))",
        named_params! {
            ":letter": id(reader, &person.inquiry, &person.department, person.letter)?,
            ":role": person.role,
            ":name": person.name,
        },
    )
}

/// Takes the people in one role off a letter.
///
/// # Errors
/// [`Error::NotFound`] for an unknown letter.
pub fn clear_people(writer: &Writer<'_>, letter: &Letter, role: PersonRole) -> Result<()> {
    writer.run(
        "DELETE FROM letter_person WHERE letter_id = :letter AND role = :role",
        named_params! {
            ":letter": id(writer, &letter.inquiry, &letter.department, letter.number)?,
            ":role": role,
        },
    )?;
    Ok(())
}

/// The row number of a letter.
pub(super) fn id(
    reader: &Reader<'_>,
    inquiry: &Reference,
    department: &Code,
    number: u32,
) -> Result<i64> {
    let to = inquiries::id(reader, inquiry)?;
    let from = departments::department_id(reader, department)?;
    reader.known(
        |keys| &keys.letters,
        || (to, from, number),
        || {
            let found = reader.maybe(
                "SELECT id FROM letter WHERE inquiry_id = :inquiry AND department_id = :department AND number = :number",
                named_params! { ":inquiry": to, ":department": from, ":number": number },
                |row| row.get("id"),
            )?;
            found.ok_or_else(|| missing(inquiry, department, Some(number)))
        },
    )
}
