//! Findings and the codebooks they come from.

use rusqlite::{Row, named_params};

use super::{Reader, Writer, departments, inquiries, questions};
use crate::domain::vocabulary::nearest;
use crate::domain::{Code, CodebookEntry, Finding, Reference};
use crate::error::{Error, Result, Thing};

/// The codes of every codebook.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn codebook(reader: &Reader<'_>) -> Result<Vec<CodebookEntry>> {
    reader.all(
        "SELECT codebook, code, meaning FROM codebook ORDER BY codebook, code",
        [],
        |row| {
            Ok(CodebookEntry {
                codebook: row.get("codebook")?,
                code: row.get("code")?,
                meaning: row.get("meaning")?,
            })
        },
    )
}

/// Adds a code to a codebook; the first one makes the codebook.
///
/// # Errors
/// [`Error::Exists`].
pub fn add_code(writer: &Writer<'_>, new: &CodebookEntry) -> Result<()> {
    let Some(there) = put_code(writer, new)? else {
        return Ok(());
    };
    Err(Error::Exists {
        what: Thing::Code,
        key: format!("{} {}", there.codebook, there.code),
        at: Some(there.meaning),
        command: Some("`tenday codebook list` shows it".into()),
    })
}

/// Adds a code to a codebook, unless the codebook has it; returns what it says then.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn put_code(writer: &Writer<'_>, new: &CodebookEntry) -> Result<Option<CodebookEntry>> {
    let there = codebook(writer)?
        .into_iter()
        .find(|entry| same(entry, &new.codebook, &new.code));
    if there.is_none() {
        writer.run(
            "INSERT INTO codebook (codebook, code, meaning) VALUES (:codebook, :code, :meaning)",
            named_params! { ":codebook": new.codebook, ":code": new.code, ":meaning": new.meaning },
        )?;
    }
    Ok(there)
}

/// Replaces what a code says.
///
/// # Errors
/// [`Error::Sqlite`].
pub fn update_code(writer: &Writer<'_>, new: &CodebookEntry) -> Result<()> {
    writer.run(
        "UPDATE codebook SET meaning = :meaning WHERE codebook = :codebook AND code = :code",
        named_params! { ":codebook": new.codebook, ":code": new.code, ":meaning": new.meaning },
    )?;
    Ok(())
}

fn same(entry: &CodebookEntry, codebook: &Code, code: &Code) -> bool {
    entry
        .codebook
        .as_str()
        .eq_ignore_ascii_case(codebook.as_str())
        && entry.code.as_str().eq_ignore_ascii_case(code.as_str())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Finding> {
    Ok(Finding {
        inquiry: row.get("inquiry")?,
        question: row.get("question")?,
        department: row.get("department")?,
        codebook: row.get("codebook")?,
        code: row.get("code")?,
        note: row.get("note")?,
    })
}

/// The findings of an inquiry, or of all.
///
/// # Errors
/// [`Error::NotFound`] for an unknown inquiry.
pub fn list(reader: &Reader<'_>, inquiry: Option<&Reference>) -> Result<Vec<Finding>> {
    if let Some(reference) = inquiry {
        inquiries::id(reader, reference)?;
    }
    reader.of_inquiry(
        "SELECT inquiry.reference AS inquiry, question.number AS question, department.code AS department,
                finding.codebook, finding.code, finding.note
         FROM finding
         JOIN question ON question.id = finding.question_id
         JOIN inquiry ON inquiry.id = question.inquiry_id
         JOIN department ON department.id = finding.department_id
         WHERE {inquiry}
         ORDER BY inquiry.reference, question.position, department.code, finding.codebook",
        inquiry,
        read,
    )
}

/// The finding from one codebook for a department's answer to a question.
///
/// # Errors
/// [`Error::NotFound`] for an unknown question or department.
pub fn find(reader: &Reader<'_>, like: &Finding) -> Result<Option<Finding>> {
    reader.maybe(
        "SELECT inquiry.reference AS inquiry, question.number AS question, department.code AS department,
                finding.codebook, finding.code, finding.note
         FROM finding
         JOIN question ON question.id = finding.question_id
         JOIN inquiry ON inquiry.id = question.inquiry_id
         JOIN department ON department.id = finding.department_id
         WHERE finding.question_id = :question AND finding.department_id = :department
           AND finding.codebook = :codebook",
        named_params! {
            ":question": questions::id(reader, &like.inquiry, &like.question)?,
            ":department": departments::id(reader, &like.department)?,
            ":codebook": like.codebook,
        },
        read,
    )
}

/// Records a finding, in place of an earlier one from the same codebook, which it returns.
///
/// # Errors
/// [`Error::NotFound`] for an unknown question, department or code.
pub fn set(writer: &Writer<'_>, new: &Finding) -> Result<Option<Finding>> {
    let question = questions::id(writer, &new.inquiry, &new.question)?;
    let department = departments::id(writer, &new.department)?;
    let known = codebook(writer)?;
    let Some(entry) = known
        .iter()
        .find(|entry| same(entry, &new.codebook, &new.code))
    else {
        return Err(unknown_code(&known, new));
    };
    let earlier = find(writer, new)?;
    writer.run(
        "INSERT INTO finding (question_id, department_id, codebook, code, note)
         VALUES (:question, :department, :codebook, :code, :note)
         ON CONFLICT (question_id, department_id, codebook)
         DO UPDATE SET code = excluded.code, note = excluded.note",
        named_params! {
            ":question": question,
            ":department": department,
            ":codebook": entry.codebook,
            ":code": entry.code,
            ":note": new.note,
        },
    )?;
    Ok(earlier)
}

fn unknown_code(known: &[CodebookEntry], new: &Finding) -> Error {
    let codes = known
        .iter()
        .filter(|entry| {
            entry
                .codebook
                .as_str()
                .eq_ignore_ascii_case(new.codebook.as_str())
        })
        .map(|entry| entry.code.as_str());
    Error::NotFound {
        what: Thing::Code,
        key: new.code.to_string(),
        within: Some(format!("codebook {}", new.codebook)),
        nearest: nearest(new.code.as_str(), codes),
        list: Some("tenday codebook list".into()),
    }
}
