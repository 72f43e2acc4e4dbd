//! The tables, their columns, and the names that they go by in files.
//!
//! The names themselves stand in `names.toml`, which `docs/import.md` lists.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::super::documents::Listed;
use super::super::shapes::Shape;
use super::flat;
use crate::domain::vocabulary::nearest;
use crate::domain::{
    Addressee, Answer, Asker, Channel, ClosedDay, CodebookEntry, DeadlineRule, Department,
    Extension, Figure, Finding, Inquiry, InternalDeadline, Letter, Pause, Person, Question, Record,
    Reminder, Traffic,
};

/// A table that rows can be imported into.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    /// The columns that a header must have.
    pub(super) required: &'static [&'static str],
}

macro_rules! tables {
    ($($record:ty),+ $(,)?) => {
        &[
            $(Table {
                name: <$record as Record>::TABLE,
                columns: <$record as Record>::COLUMNS,
                required: <$record as Shape>::REQUIRED,
            }),+,
            flat::TABLE,
        ]
    };
}

/// Every table, and the one that is all of them in one.
pub(super) const TABLES: &[Table] = tables![
    Department,
    Asker,
    ClosedDay,
    DeadlineRule,
    Inquiry,
    Extension,
    Pause,
    InternalDeadline,
    Reminder,
    Question,
    Addressee,
    Listed,
    Letter,
    Person,
    Answer,
    Channel,
    Figure,
    CodebookEntry,
    Finding,
    Traffic,
];

/// What `names.toml` says of a table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing {
    names: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    otherwise: BTreeMap<String, String>,
}

static LISTINGS: LazyLock<BTreeMap<String, Listing>> =
    LazyLock::new(|| toml::from_str(include_str!("names.toml")).unwrap_or_default());

/// A table and the names it goes by.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) table: &'static Table,
    folded: Vec<String>,
    columns: HashMap<String, &'static str>,
    otherwise: HashMap<String, &'static str>,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| TABLES.iter().map(Known::new).collect());

impl Known {
    fn new(table: &'static Table) -> Self {
        let listing = LISTINGS.get(table.name);
        let own = |name: &str| table.columns.iter().copied().find(|it| *it == name);
        let names = listing.map_or(&[][..], |it| &it.names);
        let mut columns = HashMap::new();
        for column in table.columns {
            columns.insert(fold(column), *column);
        }
        let (mut listed, mut otherwise) = (HashMap::new(), HashMap::new());
        for (column, names) in listing.iter().flat_map(|it| &it.columns) {
            for (name, column) in names.iter().zip(std::iter::repeat(own(column))) {
                listed.extend(column.map(|column| (fold(name), column)));
            }
        }
        for (name, column) in listing.iter().flat_map(|it| &it.otherwise) {
            otherwise.extend(own(column).map(|column| (fold(name), column)));
        }
        listed.extend(columns);
        Self {
            table,
            folded: std::iter::once(table.name)
                .chain(names.iter().map(String::as_str))
                .map(fold)
                .collect(),
            columns: listed,
            otherwise,
        }
    }

    /// The column that a heading names, and the one that it names where that is taken.
    pub(super) fn column(&self, heading: &str) -> (Option<&'static str>, Option<&'static str>) {
        let folded = fold(heading);
        (
            self.columns.get(&folded).copied(),
            self.otherwise.get(&folded).copied(),
        )
    }

    /// The names nearest to a heading that is none, best first.
    pub(super) fn nearest(&self, heading: &str) -> Vec<String> {
        let names = LISTINGS
            .get(self.table.name)
            .into_iter()
            .flat_map(|it| it.columns.values().flatten());
        let mut found: Vec<String> = Vec::new();
        for name in nearest(
            heading,
            self.table
                .columns
                .iter()
                .copied()
                .chain(names.map(String::as_str)),
        ) {
            let is_new = self
                .column(&name)
                .0
                .is_some_and(|column| !found.iter().any(|it| self.column(it).0 == Some(column)));
            if is_new {
                found.push(name);
            }
        }
        found
    }
}

/// Every table with its names.
pub(super) fn all() -> &'static [Known] {
    &KNOWN
}

/// The table that goes by a name; a year or number behind it (`svar 2018-2019`) is no part of it.
pub(super) fn table(given: &str) -> Option<&'static Known> {
    let find = |name: &str| {
        let wanted = fold(name);
        KNOWN.iter().find(|known| known.folded.contains(&wanted))
    };
    find(given).or_else(|| find(given.trim_end_matches(|c: char| !c.is_alphabetic())))
}

/// Whether any table has a column that goes by this heading.
pub(super) fn is_heading(heading: &str) -> bool {
    let known = |table: &Known| matches!(table.column(heading), (Some(_), _) | (_, Some(_)));
    KNOWN.iter().any(known)
}

/// The tables nearest to a name that is none, by their own names, best first.
pub(super) fn nearest_tables(given: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let names = LISTINGS
        .values()
        .flat_map(|listing| listing.names.iter().map(String::as_str));
    for name in nearest(given, TABLES.iter().map(|table| table.name).chain(names)) {
        if let Some(known) = table(&name)
            && !found.iter().any(|it| it == known.table.name)
        {
            found.push(known.table.name.to_owned());
        }
    }
    found
}

/// A name without what people write in different ways: capitals, spaces and punctuation, æ, ø and å, and the word for number.
pub(super) fn fold(name: &str) -> String {
    let mut folded = String::new();
    for word in name
        .to_lowercase()
        .replace("a\u{30a}", "å")
        .split(|c: char| !c.is_alphanumeric())
    {
        match word {
            "nummer" | "no" | "number" => folded.push_str("nr"),
            _ => match word.strip_suffix("nummer") {
                Some(rest) => folded.extend([rest, "nr"]),
                None => folded.push_str(word),
            },
        }
    }
    folded
        .replace('æ', "ae")
        .replace('ø', "oe")
        .replace('å', "aa")
}

/// The names of a table, for those who describe them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableNames {
    /// The table's own name.
    pub table: &'static str,
    /// The other names that it goes by; the first is the Danish one.
    pub names: &'static [String],
    /// Its columns in their order, each with the other names that it goes by and whether a header must have it.
    pub columns: Vec<(&'static str, &'static [String], bool)>,
}

/// Every table, each referring only to those before it, and at the end the one that is many in one.
#[must_use]
pub fn table_names() -> Vec<TableNames> {
    let describe = |table: &'static Table| {
        let listing = LISTINGS.get(table.name)?;
        let column = |name: &&'static str| {
            let names = listing.columns.get(*name).map_or(&[][..], Vec::as_slice);
            (*name, names, table.required.contains(name))
        };
        Some(TableNames {
            table: table.name,
            names: &listing.names,
            columns: table.columns.iter().map(column).collect(),
        })
    };
    TABLES.iter().filter_map(describe).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_list_of_names_is_about_the_tables_and_columns_there_are() {
        let listings: BTreeMap<String, Listing> =
            toml::from_str(include_str!("names.toml")).unwrap();
        assert_eq!(listings.len(), TABLES.len());
        for table in TABLES {
            let listing = &listings[table.name];
            assert!(!listing.names.is_empty(), "{}", table.name);
            let columns: HashSet<&str> = table.columns.iter().copied().collect();
            let listed: HashSet<&str> = listing.columns.keys().map(String::as_str).collect();
            assert_eq!(listed, columns, "{}", table.name);
            assert!(listing.columns.values().all(|names| !names.is_empty()));
        }
    }

    #[test]
    fn no_name_stands_for_two_columns_or_tables() {
        let mut tables: HashMap<String, &str> = HashMap::new();
        for (table, listing) in LISTINGS.iter() {
            for name in listing.names.iter().chain([table]) {
                let other = tables.insert(fold(name), table);
                assert!(
                    other.is_none_or(|other| other == table),
                    "{name}: {table}, {other:?}"
                );
            }
            let mut columns: HashMap<String, &str> = HashMap::new();
            for (column, names) in &listing.columns {
                for name in names.iter().chain([column]) {
                    let other = columns.insert(fold(name), column);
                    assert!(
                        other.is_none_or(|other| other == column),
                        "{table}: {name}: {column}, {other:?}"
                    );
                }
            }
            for (name, column) in &listing.otherwise {
                assert!(
                    columns
                        .get(&fold(name))
                        .is_some_and(|first| first != column),
                    "{table}: {name}"
                );
                assert!(listing.columns.contains_key(column), "{table}: {column}");
            }
        }
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        let answer = table("svar").unwrap();
        assert_eq!(answer.table.name, "answer");
        for heading in [
            "Spørgsmål nr.",
            "SPOERGSMAAL_NR",
            "spørgsmålsnummer",
            "Spm.nr.",
            " spm ",
            "Spørgsma\u{30a}l nummer",
        ] {
            assert_eq!(answer.column(heading).0, Some("question"), "{heading}");
        }
        for name in ["Svar 2018-2019", "svar_2018", "ANSWER", "Svar (1)"] {
            assert_eq!(table(name).unwrap().table.name, "answer", "{name}");
        }
        assert!(table("Ark1").is_none());
        assert!(table("2018").is_none());
        assert_eq!(nearest_tables("awnser"), ["answer"]);
        assert_eq!(answer.nearest("Afdelling").first().unwrap(), "Afdeling");
    }
}
