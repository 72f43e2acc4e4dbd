//! Queries that come with the program: `src/queries/*.sql`.
//!
//! A query is a file that any `SQLite` shell runs. The comment at its top is its title, then what
//! it tells, then a line for each parameter: `-- :name = DEFAULT -- meaning`. Every parameter has
//! a default.

use super::query::Parameter;

/// A query that comes with the program.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedQuery {
    /// Its name: that of its file.
    pub name: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it tells.
    pub meaning: String,
    /// What it takes.
    pub parameters: Vec<SavedParameter>,
    /// The statement.
    pub sql: &'static str,
}

/// A parameter of a saved query.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedParameter {
    /// Its name.
    pub name: &'static str,
    /// What it has if nothing else is said.
    pub default: Parameter,
    /// What it means.
    pub meaning: &'static str,
}

macro_rules! queries {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../queries/", $name, ".sql")))),+]
    };
}

const FILES: &[(&str, &str)] = queries![
    "answer-times",
    "askers",
    "dispositions",
    "figures-over-time",
    "findings-compared",
    "late-answers",
    "longest-answers",
    "most-asked",
    "never-followed-up",
    "open-after",
    "outstanding-now",
    "pointing-elsewhere",
];

/// Every query that comes with the program, by name.
#[must_use]
pub fn all() -> Vec<SavedQuery> {
    FILES.iter().map(|(name, text)| read(name, text)).collect()
}

fn read(name: &'static str, text: &'static str) -> SavedQuery {
    let mut head = text
        .lines()
        .map_while(|line| line.strip_prefix("--"))
        .map(str::trim);
    let title = head.next().unwrap_or_default();
    let (parameters, meaning): (Vec<&str>, Vec<&str>) =
        head.partition(|line| line.starts_with(':'));
    SavedQuery {
        name,
        title,
        meaning: meaning.join(" "),
        parameters: parameters.into_iter().filter_map(parameter).collect(),
        sql: text,
    }
}

fn parameter(line: &'static str) -> Option<SavedParameter> {
    let (declared, meaning) = line.split_once(" -- ")?;
    let (name, default) = declared.split_once(" = ")?;
    Some(SavedParameter {
        name: name.strip_prefix(':')?,
        default: Parameter::by_look(default),
        meaning,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_carried() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/queries");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        there.sort();
        let carried: Vec<String> = FILES
            .iter()
            .map(|(name, _)| format!("{name}.sql"))
            .collect();
        assert_eq!(carried, there);
    }

    #[test]
    fn every_query_says_what_it_is() {
        for query in all() {
            assert!(
                !query.title.is_empty() && !query.meaning.is_empty(),
                "{}",
                query.name
            );
            let declared = query
                .sql
                .lines()
                .filter(|line| line.starts_with("-- :"))
                .count();
            assert_eq!(query.parameters.len(), declared, "{}", query.name);
        }
    }
}
