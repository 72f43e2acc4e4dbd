//! What Datasette is told of a database: titles, meanings, saved queries, what to hide.

use serde_json::{Map, Value as Json, json};

use crate::error::Result;
use crate::store::Reader;
use crate::store::dictionary::{self, Relation, RelationKind};
use crate::store::saved_queries;

/// The metadata of the database that Datasette calls `name` (its file's name without extension),
/// as JSON text.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn datasette(reader: &Reader<'_>, name: &str) -> Result<String> {
    let relations = dictionary::relations(reader)?;
    let tables: Map<String, Json> = relations
        .iter()
        .map(|relation| (relation.name.clone(), table(relation)))
        .collect();
    let queries: Map<String, Json> = saved_queries::all()
        .into_iter()
        .map(|query| {
            let told =
                json!({ "sql": query.sql, "title": query.title, "description": query.meaning });
            (query.name.to_owned(), told)
        })
        .collect();
    let metadata = json!({
        "title": "Written questions of the city council",
        "description": "What council members asked the municipality's departments, and what the departments answered.",
        "databases": { name: { "tables": tables, "queries": queries } },
    });
    Ok(format!("{metadata:#}\n"))
}

fn table(relation: &Relation) -> Json {
    if relation.kind == RelationKind::Internal {
        return json!({ "hidden": true });
    }
    let columns: Map<String, Json> = relation
        .columns
        .iter()
        .map(|column| (column.name.clone(), column.meaning.as_str().into()))
        .collect();
    json!({ "description": relation.meaning, "columns": columns })
}
