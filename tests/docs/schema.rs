//! `docs/schema.md` is generated from the database's own description of itself.

use std::fmt::Write;

use tenday::store::Store;
use tenday::store::dictionary::{self, Column, Relation, RelationKind};

use crate::{hold, root};

const INTRODUCTION: &str = "\
# The database

Every table and view of a tenday database, as the file itself describes them: `tenday sql --list --tables` shows the same,
and so does `sqlite3 tenday.db .schema`. Ask the views first; the tables are what they are made of. Days are text such as
`2018-04-16`; a value that is not known is NULL, never 0 and never empty text.
";

#[test]
fn the_schema_is_that_of_the_database() {
    let relations = Store::in_memory()
        .unwrap()
        .read(dictionary::relations)
        .unwrap();
    let mut page = INTRODUCTION.to_owned();
    for (title, kind) in [
        ("Views", RelationKind::View),
        ("Tables", RelationKind::Table),
    ] {
        let _ = write!(page, "\n## {title}\n");
        for relation in relations.iter().filter(|relation| relation.kind == kind) {
            describe(&mut page, relation);
        }
    }
    hold(&root().join("docs/schema.md"), &page);
}

fn describe(page: &mut String, relation: &Relation) {
    let _ = write!(page, "\n### {}\n\n{}\n\n", relation.name, relation.meaning);
    if relation.kind == RelationKind::View {
        page.push_str("| column | type | meaning |\n|---|---|---|\n");
        for column in &relation.columns {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} |",
                column.name,
                column.kind,
                meaning(column)
            );
        }
    } else {
        page.push_str("| column | type | key | meaning |\n|---|---|---|---|\n");
        for column in &relation.columns {
            let null = if column.required { "" } else { " or NULL" };
            let _ = writeln!(
                page,
                "| `{}` | {}{null} | {} | {} |",
                column.name,
                column.kind,
                key(column),
                meaning(column)
            );
        }
    }
}

fn key(column: &Column) -> String {
    let primary = (column.key > 0).then(|| "primary".to_owned());
    let to = column
        .refers_to
        .as_ref()
        .map(|(table, to)| format!("[{table}](#{table}).{to}"));
    primary.into_iter().chain(to).collect::<Vec<_>>().join(", ")
}

fn meaning(column: &Column) -> String {
    column.meaning.replace('|', "\\|")
}
