//! A header held against the columns of a table.

use super::mapping::Entry;
use super::names::{self, Known};
use crate::import::rejects::BESIDE;

/// What a heading is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Taken {
    /// A column.
    Column(&'static str),
    /// Nothing, because the mapping says so.
    Ignored,
    /// Nothing, because there is no heading over the cells.
    Unnamed,
    /// It is not known for what; the names nearest to it.
    Unknown(Vec<String>),
    /// A column that another heading before it is taken for already.
    Again(&'static str),
}

/// Within how many rows of a file its header stands: all but the last may be titles over it.
pub(super) const HEAD_ROWS: usize = 11;

/// The headings of a row, without empty ones at its end.
pub(super) fn headings(cells: &csv::ByteRecord) -> Vec<String> {
    let mut header: Vec<String> = cells
        .iter()
        .map(|cell| {
            let text = String::from_utf8_lossy(cell);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect();
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    header
}

/// Whether a row may be a title over the header: one text that no column goes by.
pub(super) fn may_be_title(row: &csv::ByteRecord) -> bool {
    let filled: Vec<String> = headings(row)
        .into_iter()
        .filter(|heading| !heading.is_empty())
        .collect();
    matches!(filled.as_slice(), [text] if !names::is_heading(text))
}

/// How many of the first rows are titles: those that may be, if under them one with several texts
/// follows.
pub(super) fn titles<'a>(rows: impl IntoIterator<Item = &'a csv::ByteRecord>) -> usize {
    let mut rows = rows.into_iter();
    let mut titles = 0;
    while let Some(row) = rows.next().filter(|_| titles < HEAD_ROWS) {
        if !may_be_title(row) {
            let filled = headings(row).iter().filter(|it| !it.is_empty()).count();
            return if filled > 1 { titles } else { 0 };
        }
        titles += 1;
    }
    0
}

/// What should be said of titles over a header.
pub(super) fn titles_noted(titles: usize) -> Option<String> {
    match titles {
        0 => None,
        1 => Some("a title over the header".to_owned()),
        _ => Some(format!("{titles} lines over the header")),
    }
}

/// What each heading is taken for.
pub(super) fn take(header: &[String], table: &Known, mapping: Option<&Entry>) -> Vec<Taken> {
    let named: Vec<_> = header
        .iter()
        .map(|heading| match mapping.and_then(|it| it.says(heading)) {
            Some(said) => (Some(said.clone()), None),
            None if heading.is_empty() => (Some(Taken::Unnamed), None),
            None if BESIDE.contains(&heading.as_str()) => (Some(Taken::Ignored), None),
            None => {
                let (first, otherwise) = table.column(heading);
                (first.map(Taken::Column), otherwise)
            }
        })
        .collect();
    let mut taken: Vec<Taken> = Vec::new();
    for (at, (first, otherwise)) in named.iter().enumerate() {
        let elsewhere = |wanted: &Taken| {
            let mut others = named.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, (first, _))| first.as_ref() == Some(wanted))
        };
        let chosen = match (first, otherwise) {
            (Some(first), Some(otherwise)) if elsewhere(first) => Taken::Column(otherwise),
            (Some(first), _) => first.clone(),
            (None, _) => Taken::Unknown(table.nearest(&header[at])),
        };
        taken.push(match chosen {
            Taken::Column(column) if taken.contains(&Taken::Column(column)) => Taken::Again(column),
            other => other,
        });
    }
    taken
}

/// The required columns that are neither in the header nor constants.
pub(super) fn missing(
    taken: &[Taken],
    table: &Known,
    mapping: Option<&Entry>,
) -> Vec<&'static str> {
    let is_there = |column: &&'static str| {
        taken.contains(&Taken::Column(column))
            || mapping.is_some_and(|it| it.constants.iter().any(|(constant, _)| constant == column))
    };
    let required = table.table.required.iter().copied();
    required.filter(|column| !is_there(column)).collect()
}

/// What is wrong with a header, a line each without the name of the file: `heading: ``: what is wrong`.
pub(super) fn problems(
    header: &[String],
    taken: &[Taken],
    missing: &[&str],
    table: &Known,
) -> Vec<String> {
    let mut problems = Vec::new();
    for (heading, taken) in header.iter().zip(taken) {
        match taken {
            Taken::Unknown(nearest) => {
                let near = nearest
                    .first()
                    .map(|name| format!("did you mean `{name}`? The"));
                let (name, columns) = (table.table.name, table.table.columns.join(", "));
                problems.push(format!(
                    "{heading}: ``: there is no such column in {name}; {} columns are {columns}",
                    near.as_deref().unwrap_or("the")
                ));
            }
            Taken::Again(column) => {
                let column = if *column == heading.as_str() {
                    String::new()
                } else {
                    format!(" {column}")
                };
                problems.push(format!(
                    "{heading}: ``: the column{column} stands here twice"
                ));
            }
            Taken::Column(_) | Taken::Ignored | Taken::Unnamed => {}
        }
    }
    problems.extend(
        missing
            .iter()
            .map(|column| format!("{column}: ``: the column is missing")),
    );
    problems
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;

    fn taken(table: &str, header: &str) -> Vec<String> {
        let header: Vec<String> = header.split('|').map(str::to_owned).collect();
        let shown = |taken: Taken| match taken {
            Taken::Column(column) => column.to_owned(),
            other => format!("{other:?}"),
        };
        take(&header, names::table(table).unwrap(), None)
            .into_iter()
            .map(shown)
            .collect()
    }

    #[test]
    fn headings_are_taken_for_columns_as_people_mean_them() {
        assert_eq!(
            taken("spørgsmål", "Forespørgsel|Nr.|Spørgsmål"),
            ["inquiry", "number", "text"]
        );
        assert_eq!(
            taken("spørgsmål", "Forespørgsel|Spørgsmål|Ordlyd"),
            ["inquiry", "number", "text"]
        );
        assert_eq!(
            taken("svaroversigt", "Titel|Spm.|Spørgsmål|Afdeling|Svar"),
            ["title", "question", "question_text", "department", "answer"]
        );
        assert_eq!(
            taken("svar", "Svar||Afdelling|Svartekst"),
            [
                "text",
                "Unnamed",
                "Unknown([\"Afdeling\"])",
                "Again(\"text\")"
            ]
        );
    }
}
