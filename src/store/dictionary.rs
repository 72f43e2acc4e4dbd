//! What the tables and views of a file mean, out of the file itself.
//!
//! `SQLite` keeps the text of every `CREATE` statement with its comments, so a file explains
//! itself wherever it goes. The first comment of a table or view says what a row is; the comment
//! at the end of a column's first line says what the column means. Names, types and keys are
//! `SQLite`'s own account of them.

use rusqlite::named_params;

use super::Reader;
use crate::error::Result;

/// What kind of relation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationKind {
    /// A table of the record.
    Table,
    /// A view for analysts.
    View,
    /// What the program keeps for itself: the history of migrations, search indexes.
    Internal,
}

/// A table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its name.
    pub name: String,
    /// Table, view or internal.
    pub kind: RelationKind,
    /// What a row is; empty if the file does not say.
    pub meaning: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
}

/// A column of a table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type, such as `TEXT`; empty where a view computes it without saying.
    pub kind: String,
    /// Whether it always has a value.
    pub required: bool,
    /// Its place in the primary key, from 1; 0: it is not part of it.
    pub key: u32,
    /// The table and column that it refers to.
    pub refers_to: Option<(String, String)>,
    /// What it means; empty if the file does not say.
    pub meaning: String,
    /// Whether the table allows only dates in it.
    pub is_date: bool,
    /// Whether the table allows only 0 and 1 in it.
    pub is_flag: bool,
}

/// Every table and view of the file by name: tables, then views, then what is internal.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn relations(reader: &Reader<'_>) -> Result<Vec<Relation>> {
    let named = reader.all(
        "SELECT listed.name, listed.type AS kind, ifnull(sqlite_schema.sql, '') AS sql
         FROM pragma_table_list AS listed
         LEFT JOIN sqlite_schema ON sqlite_schema.name = listed.name AND sqlite_schema.type IN ('table', 'view')
         WHERE listed.schema = 'main' AND listed.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY listed.name",
        [],
        |row| Ok((row.get("name")?, row.get("kind")?, row.get("sql")?)),
    )?;
    let mut relations = named
        .into_iter()
        .map(|(name, kind, sql): (String, String, String)| relation(reader, name, &kind, &sql))
        .collect::<Result<Vec<_>>>()?;
    relations.sort_by_key(|relation| match relation.kind {
        RelationKind::Table => 0,
        RelationKind::View => 1,
        RelationKind::Internal => 2,
    });
    Ok(relations)
}

fn relation(reader: &Reader<'_>, name: String, kind: &str, sql: &str) -> Result<Relation> {
    let kind = match kind {
        "view" => RelationKind::View,
        "table" if !name.starts_with("refinery_") => RelationKind::Table,
        _ => RelationKind::Internal,
    };
    let head = head(sql, kind);
    Ok(Relation {
        kind,
        meaning: opening_comment(head),
        columns: columns(reader, &name, head)?,
        name,
    })
}

fn columns(reader: &Reader<'_>, relation: &str, head: &str) -> Result<Vec<Column>> {
    let references = references(reader, relation)?;
    reader.all(
        "SELECT name, type AS kind, \"notnull\" AS required, pk AS key FROM pragma_table_info(:relation) ORDER BY cid",
        named_params! { ":relation": relation },
        |row| {
            let name: String = row.get("name")?;
            let key: u32 = row.get("key")?;
            let lines = lines_of(head, &name);
            let refers_to = references
                .iter()
                .find(|(column, ..)| *column == name)
                .map(|(_, table, to)| (table.clone(), to.clone()));
            Ok(Column {
                kind: row.get("kind")?,
                required: row.get::<_, bool>("required")? || key > 0,
                key,
                refers_to,
                meaning: lines.first().and_then(|line| comment(line)).unwrap_or_default().to_owned(),
                is_date: lines.iter().any(|line| line.contains("CHECK (") && line.contains(&["IS date(", &name, ", "].concat())),
                is_flag: lines.iter().any(|line| line.contains(&["CHECK (", &name, " IN (0, 1))"].concat())),
                name,
            })
        },
    )
}

/// Columns that refer to a column of another table by a key of their own.
fn references(reader: &Reader<'_>, relation: &str) -> Result<Vec<(String, String, String)>> {
    reader.all(
        "SELECT \"from\" AS name, \"table\" AS target, ifnull(\"to\", '') AS column
         FROM pragma_foreign_key_list(:relation) AS it
         ORDER BY (SELECT count(*) FROM pragma_foreign_key_list(:relation) AS other WHERE other.id = it.id), id, seq",
        named_params! { ":relation": relation },
        |row| Ok((row.get("name")?, row.get("target")?, row.get("column")?)),
    )
}

/// What stands between the name and the end of the columns; of a view, before its `SELECT`.
fn head(sql: &str, kind: RelationKind) -> &str {
    match kind {
        RelationKind::View => sql.split("\n) AS").next().unwrap_or_default(),
        _ => sql,
    }
}

/// The comment lines that follow the opening line.
fn opening_comment(head: &str) -> String {
    let lines = head.lines().skip(1).map(str::trim);
    lines
        .map_while(|line| line.strip_prefix("-- "))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The line on which a column is declared, and those that belong to it. `ALTER TABLE` declares a
/// new column on the last line of the one before it.
fn lines_of<'a>(head: &'a str, column: &str) -> Vec<&'a str> {
    let names = |text: &&str| {
        text.strip_prefix(column)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    };
    let declared = |line: &'a str| {
        let added = line
            .match_indices("), ")
            .map(|(at, mark)| &line[at + mark.len()..]);
        let here = std::iter::once(line.trim_start())
            .chain(added)
            .find(names)?;
        Some((here, line.len() - line.trim_start().len()))
    };
    let mut lines = head.lines().skip(1);
    let Some((first, depth)) = lines.by_ref().find_map(declared) else {
        return Vec::new();
    };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_added = first.len() < head.len() && depth > 2;
    let depth = if is_added { depth - 1 } else { depth };
    std::iter::once(first)
        .chain(lines.take_while(|line| indent(line) > depth))
        .collect()
}

/// What follows `-- ` outside a quoted word.
fn comment(line: &str) -> Option<&str> {
    let mut quoted = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '\'' => quoted = !quoted,
            '-' if !quoted && line[at..].starts_with("-- ") => return Some(line[at + 3..].trim()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn dictionary() -> Vec<Relation> {
        Store::in_memory().unwrap().read(relations).unwrap()
    }

    #[test]
    fn everything_in_the_file_is_explained() {
        for relation in dictionary() {
            if relation.kind == RelationKind::Internal {
                continue;
            }
            assert!(!relation.meaning.is_empty(), "{}", relation.name);
            for column in relation.columns {
                assert!(
                    !column.meaning.is_empty(),
                    "{}.{}",
                    relation.name,
                    column.name
                );
            }
        }
    }

    #[test]
    fn views_name_the_type_of_every_column() {
        let for_analysts =
            |it: &&Relation| it.kind == RelationKind::View && it.name != "addressee_state";
        for view in dictionary().iter().filter(for_analysts) {
            for column in &view.columns {
                assert!(!column.kind.is_empty(), "{}.{}", view.name, column.name);
            }
        }
    }

    #[test]
    fn keys_types_and_constraints_are_read() {
        let all = dictionary();
        let column = |table: &str, name: &str| {
            let table = all.iter().find(|it| it.name == table).unwrap();
            table.columns.iter().find(|it| it.name == name).unwrap()
        };
        assert!(column("inquiry", "received_on").is_date);
        assert!(!column("figure", "as_of").is_date);
        assert!(column("figure", "approximate").is_flag);
        assert_eq!(column("letter_person", "position").key, 3);
        let to = |table: &str, name: &str| column(table, name).refers_to.clone();
        assert_eq!(
            to("inquiry", "asker_id"),
            Some(("asker".into(), "id".into()))
        );
        assert_eq!(
            to("answer", "disposition"),
            Some(("disposition".into(), "code".into()))
        );
        assert_eq!(to("inquiry", "title"), None);
    }

    #[test]
    fn a_comment_is_not_what_a_quoted_word_holds() {
        assert_eq!(comment("a TEXT DEFAULT '-- x', -- y"), Some("y"));
        assert_eq!(comment("a TEXT CHECK (a <> '-- x')"), None);
    }
}
