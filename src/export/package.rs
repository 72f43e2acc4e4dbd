//! The description of an exported folder: a Frictionless data package (`datapackage.json`).
//!
//! Types and meanings come from the database's own dictionary; which columns are a key is what the
//! record says; words of fixed vocabularies are listed.

use serde_json::{Map, Value as Json, json};

use super::Audience;
use crate::domain::vocabulary::Vocabulary;
use crate::domain::{
    Addressee, Answer, Asker, AskerKind, Channel, ChannelKind, ClosedDay, ClosedDayRule,
    CodebookEntry, DayKind, DeadlineRule, Department, Disposition, Extension, Figure, Finding,
    Inquiry, InternalDeadline, Letter, Pause, Person, PersonRole, Question, Record, Reminder,
    Traffic, Visibility, Wording,
};
use crate::import::Listed;
use crate::store::dictionary::{Column, Relation};

/// Natural keys of other tables. Those of several columns stand here only where every column has a
/// value: a data package has no key that is partly empty.
const KEYS: &[(&str, &[&str], &str, &[&str])] = &[
    ("department", &["parent"], "", &["code"]),
    ("inquiry", &["asker"], "asker", &["code"]),
    ("inquiry", &["deadline_rule"], "deadline_rule", &["code"]),
    ("inquiry", &["follows"], "", &["reference"]),
    ("question", &["inquiry"], "inquiry", &["reference"]),
    (
        "addressee",
        &["inquiry", "question"],
        "question",
        &["inquiry", "number"],
    ),
    ("addressee", &["department"], "department", &["code"]),
    ("letter", &["inquiry"], "inquiry", &["reference"]),
    ("letter", &["department"], "department", &["code"]),
    ("letter", &["unit"], "department", &["code"]),
    ("letter", &["document"], "document", &["sha256"]),
    ("letter_person", LETTER, "letter", LETTER),
    (
        "answer",
        &["inquiry", "question"],
        "question",
        &["inquiry", "number"],
    ),
    ("answer", LETTER, "letter", LETTER),
    ("answer", &["unit"], "department", &["code"]),
    ("answer", &["refers_to_department"], "department", &["code"]),
    ("contact_channel", &["department"], "department", &["code"]),
    (
        "contact_channel",
        &["stated_inquiry"],
        "inquiry",
        &["reference"],
    ),
    (
        "contact_channel",
        &["stated_department"],
        "department",
        &["code"],
    ),
    ("contact_channel", &["stated_unit"], "department", &["code"]),
    (
        "figure",
        &["inquiry", "question"],
        "question",
        &["inquiry", "number"],
    ),
    ("figure", LETTER, "letter", LETTER),
    ("extension", &["inquiry"], "inquiry", &["reference"]),
    ("pause", &["inquiry"], "inquiry", &["reference"]),
    ("internal_deadline", &["inquiry"], "inquiry", &["reference"]),
    (
        "internal_deadline",
        &["department"],
        "department",
        &["code"],
    ),
    ("reminder", &["inquiry"], "inquiry", &["reference"]),
    ("reminder", &["department"], "department", &["code"]),
    ("traffic", &["department"], "department", &["code"]),
    ("figure", &["answer_unit"], "department", &["code"]),
    (
        "finding",
        &["inquiry", "question"],
        "question",
        &["inquiry", "number"],
    ),
    ("finding", &["department"], "department", &["code"]),
    (
        "finding",
        &["codebook", "code"],
        "codebook",
        &["codebook", "code"],
    ),
];
const LETTER: &[&str] = &["inquiry", "department", "letter"];

/// Columns of a file that stand elsewhere, or under another name, in the database.
const ELSEWHERE: &[(&str, &str, &str, &str)] = &[
    ("addressee", "inquiry", "question", "inquiry_id"),
    ("letter", "letter", "letter", "number"),
    ("letter_person", "inquiry", "letter", "inquiry_id"),
    ("letter_person", "department", "letter", "department_id"),
    ("letter_person", "letter", "letter", "number"),
    ("answer", "letter", "letter", "number"),
    ("contact_channel", "stated_inquiry", "letter", "inquiry_id"),
    (
        "contact_channel",
        "stated_department",
        "letter",
        "department_id",
    ),
    ("contact_channel", "stated_letter", "letter", "number"),
    (
        "contact_channel",
        "stated_question",
        "answer",
        "question_id",
    ),
    ("contact_channel", "stated_unit", "answer", "unit_id"),
    (
        "contact_channel",
        "also_serves",
        "channel_serves",
        "department_id",
    ),
    ("figure", "inquiry", "answer", "inquiry_id"),
    ("figure", "question", "answer", "question_id"),
    ("figure", "department", "answer", "department_id"),
    ("figure", "letter", "letter", "number"),
    ("figure", "answer_unit", "answer", "unit_id"),
    ("finding", "inquiry", "question", "inquiry_id"),
];

/// The description as JSON text.
pub(super) fn describe(relations: &[Relation], audience: Audience) -> String {
    let title = match audience {
        Audience::Inside => "Written questions of the city council and their answers",
        Audience::Public => "Written questions of the city council and their answers, public part",
    };
    let package = json!({
        "profile": "tabular-data-package",
        "name": "tenday-record",
        "title": title,
        "description": "The rounds of numbered questions that council members put to the municipality's departments, with what the departments answered.",
        "resources": [
            resource::<Department>(relations),
            resource::<Asker>(relations),
            resource::<ClosedDay>(relations),
            resource::<DeadlineRule>(relations),
            resource::<Inquiry>(relations),
            resource::<Extension>(relations),
            resource::<Pause>(relations),
            resource::<InternalDeadline>(relations),
            resource::<Reminder>(relations),
            resource::<Question>(relations),
            resource::<Addressee>(relations),
            resource::<Listed>(relations),
            resource::<Letter>(relations),
            resource::<Person>(relations),
            resource::<Answer>(relations),
            resource::<Channel>(relations),
            resource::<Figure>(relations),
            resource::<CodebookEntry>(relations),
            resource::<Finding>(relations),
            resource::<Traffic>(relations),
        ],
    });
    format!("{package:#}\n")
}

fn resource<R: Record>(relations: &[Relation]) -> Json {
    let meaning = relations
        .iter()
        .find(|relation| relation.name == R::TABLE)
        .map_or("", |relation| &relation.meaning);
    let fields: Vec<Json> = R::COLUMNS
        .iter()
        .map(|name| field::<R>(name, relations))
        .collect();
    let keys: Vec<Json> = KEYS
        .iter()
        .filter(|(table, ..)| *table == R::TABLE)
        .map(|(_, fields, resource, to)| {
            json!({ "fields": fields, "reference": { "resource": resource, "fields": to } })
        })
        .collect();
    json!({
        "profile": "tabular-data-resource",
        "name": R::TABLE,
        "path": format!("{}.csv", R::TABLE),
        "description": meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": &R::COLUMNS[..R::KEY],
            "foreignKeys": keys,
        },
    })
}

fn field<R: Record>(name: &str, relations: &[Relation]) -> Json {
    let mut field = Map::new();
    field.insert("name".into(), name.into());
    let Some(column) = column_of(R::TABLE, name, relations) else {
        // The one column that no table has: where in the folder a document stands.
        field.insert("type".into(), "string".into());
        field.insert(
            "description".into(),
            "path of the file in this folder".into(),
        );
        field.insert("constraints".into(), json!({ "required": true }));
        return field.into();
    };
    let is_key_elsewhere = column.name.ends_with("_id");
    let kind = match column.kind.as_str() {
        _ if is_key_elsewhere => "string",
        _ if column.is_date => "date",
        _ if column.is_flag => "boolean",
        "INTEGER" => "integer",
        "REAL" => "number",
        _ => "string",
    };
    field.insert("type".into(), kind.into());
    if kind == "boolean" {
        field.insert("trueValues".into(), json!(["1"]));
        field.insert("falseValues".into(), json!(["0"]));
    }
    field.insert("description".into(), column.meaning.as_str().into());
    let mut limits = Map::new();
    let may_be_empty = name.starts_with("stated_")
        || name == "also_serves"
        || (R::TABLE, name) == ("deadline_rule", "source");
    if column.required && !may_be_empty {
        limits.insert("required".into(), true.into());
    }
    if let Some(words) = column
        .refers_to
        .as_ref()
        .and_then(|(table, _)| words(table))
    {
        limits.insert("enum".into(), words.into());
    }
    if !limits.is_empty() {
        field.insert("constraints".into(), limits.into());
    }
    field.into()
}

/// The column of the database that a column of a file holds.
fn column_of<'a>(table: &str, name: &str, relations: &'a [Relation]) -> Option<&'a Column> {
    let find = |table: &str, column: &str| {
        let relation = relations.iter().find(|relation| relation.name == table)?;
        relation.columns.iter().find(|it| it.name == column)
    };
    let elsewhere = ELSEWHERE
        .iter()
        .find(|(from, column, ..)| *from == table && *column == name);
    if let Some((.., table, column)) = elsewhere {
        return find(table, column);
    }
    find(table, name).or_else(|| find(table, &format!("{name}_id")))
}

/// The words of a fixed vocabulary.
fn words(table: &str) -> Option<Vec<&'static str>> {
    fn all<V: Vocabulary>(table: &str) -> Option<Vec<&'static str>> {
        (V::NAME == table).then(|| V::ALL.iter().map(|word| word.word()).collect())
    }
    all::<AskerKind>(table)
        .or_else(|| all::<ChannelKind>(table))
        .or_else(|| all::<ClosedDayRule>(table))
        .or_else(|| all::<DayKind>(table))
        .or_else(|| all::<Disposition>(table))
        .or_else(|| all::<PersonRole>(table))
        .or_else(|| all::<Visibility>(table))
        .or_else(|| all::<Wording>(table))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;
    use crate::store::{Store, dictionary};

    fn package() -> Json {
        let relations = Store::in_memory()
            .unwrap()
            .read(dictionary::relations)
            .unwrap();
        serde_json::from_str(&describe(&relations, Audience::Inside)).unwrap()
    }

    #[test]
    fn every_table_that_can_be_imported_is_described() {
        let package = package();
        let names: Vec<&str> = package["resources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|resource| resource["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, import::tables().collect::<Vec<_>>());
    }

    #[test]
    fn every_field_has_a_meaning_and_only_a_document_has_a_path() {
        for resource in package()["resources"].as_array().unwrap() {
            for field in resource["schema"]["fields"].as_array().unwrap() {
                let (table, name) = (&resource["name"], &field["name"]);
                assert_ne!(field["description"], "", "{table}.{name}");
                let is_path = field["description"] == "path of the file in this folder";
                assert_eq!(
                    is_path,
                    *table == "document" && *name == "path",
                    "{table}.{name}"
                );
            }
        }
    }

    #[test]
    fn keys_name_fields_that_are_there() {
        let package = package();
        let fields = |table: &str| -> Vec<String> {
            let resources = package["resources"].as_array().unwrap();
            let resource = resources.iter().find(|it| it["name"] == table).unwrap();
            let fields = resource["schema"]["fields"].as_array().unwrap();
            fields
                .iter()
                .map(|it| it["name"].as_str().unwrap().to_owned())
                .collect()
        };
        for (table, from, to_table, to) in KEYS {
            let to_table = if to_table.is_empty() { table } else { to_table };
            assert!(
                from.iter()
                    .all(|it| fields(table).contains(&(*it).to_owned())),
                "{table}"
            );
            assert!(
                to.iter()
                    .all(|it| fields(to_table).contains(&(*it).to_owned())),
                "{table}"
            );
        }
    }
}
