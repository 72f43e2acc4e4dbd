//! Mapping files: what the columns of a foreign spreadsheet are, said by the user.
//!
//! ```toml
//! [[sheet]]
//! file = "runder.xlsx"        # left out: any file
//! sheet = "Ark1"              # left out: any sheet
//! table = "svaroversigt"
//! ignore = ["Bemærkninger"]
//! columns = { "Hvem svarer" = "department" }
//! constants = { asker = "LA" }
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::header::Taken;
use super::names::{self, Known};
use crate::error::{Error, Result};

/// A mapping file.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    entries: Vec<Entry>,
}

/// What is said of a sheet.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    file: Option<String>,
    sheet: Option<String>,
    pub(super) table: Option<&'static str>,
    /// By folded heading.
    columns: BTreeMap<String, (String, Taken)>,
    pub(super) constants: Vec<(&'static str, String)>,
    place: String,
}

impl Entry {
    /// What a heading is taken for.
    pub(super) fn says(&self, heading: &str) -> Option<&Taken> {
        self.columns
            .get(&names::fold(heading))
            .map(|(_, taken)| taken)
    }

    /// The headings that it speaks of and the sheet does not have, where it speaks of one file.
    pub(super) fn absent(&self, header: &[String]) -> Vec<String> {
        if self.file.is_none() {
            return Vec::new();
        }
        let folded: Vec<String> = header.iter().map(|it| names::fold(it)).collect();
        let absent = self.columns.iter().filter(|(key, _)| !folded.contains(key));
        absent
            .map(|(_, (heading, _))| {
                format!(
                    "{}: there is no column `{heading}` in the sheet",
                    self.place
                )
            })
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    sheet: Vec<Spanned<WrittenEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    file: Option<String>,
    sheet: Option<String>,
    table: Option<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    columns: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    constants: BTreeMap<String, Spanned<Constant>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Constant {
    Text(String),
    Whole(i64),
    Yes(bool),
    Day(toml::value::Datetime),
}

impl std::fmt::Display for Constant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => number.fmt(f),
            Self::Yes(yes) => u8::from(*yes).fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// [`Error::Io`]; [`Error::Refused`] with the line of what is wrong.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
        Self::parse(&path.display().to_string(), &text)
    }

    pub(super) fn parse(name: &str, text: &str) -> Result<Self> {
        let reader = MappingReader { name, text };
        let written: Written =
            toml::from_str(text).map_err(|error| reader.refused(error.span(), error.message()))?;
        let entries = written.sheet.into_iter().map(|entry| reader.entry(entry));
        Ok(Self {
            entries: entries.collect::<Result<_>>()?,
        })
    }

    /// What is said of a sheet of a file, the first that fits.
    pub(super) fn entry(&self, file: &str, sheet: Option<&str>) -> Option<&Entry> {
        let fits = |said: &Option<String>, name: Option<&str>| {
            said.as_ref().is_none_or(|said| {
                name.is_some_and(|name| said.to_lowercase() == name.to_lowercase())
            })
        };
        let mut entries = self.entries.iter();
        entries.find(|entry| fits(&entry.file, Some(file)) && fits(&entry.sheet, sheet))
    }
}

struct MappingReader<'a> {
    name: &'a str,
    text: &'a str,
}

impl MappingReader<'_> {
    fn place(&self, span: Option<Range<usize>>) -> String {
        let before = self
            .text
            .get(..span.map_or(0, |it| it.start))
            .unwrap_or_default();
        format!("{}:{}", self.name, before.matches('\n').count() + 1)
    }

    fn refused(&self, span: Option<Range<usize>>, problem: &str) -> Error {
        Error::refused(
            format!("{}: {problem}", self.place(span)),
            "`tenday import --explain FILE` writes a mapping to begin with",
        )
    }

    fn entry(&self, entry: Spanned<WrittenEntry>) -> Result<Entry> {
        let span = entry.span();
        let place = self.place(Some(span.clone()));
        let entry = entry.into_inner();
        let table = entry
            .table
            .as_ref()
            .map(|table| self.table(table))
            .transpose()?;
        let of_file = || names::table(Path::new(entry.file.as_deref()?).file_stem()?.to_str()?);
        let of_sheet = || names::table(entry.sheet.as_deref()?);
        let known = table.or_else(of_sheet).or_else(of_file).ok_or_else(|| {
            self.refused(
                Some(span),
                "no table is named; add `table = \"svar\"` or another",
            )
        })?;
        let mut columns = BTreeMap::new();
        for (heading, column) in entry.columns {
            let taken = Taken::Column(self.column(known, column.get_ref(), column.span())?);
            columns.insert(names::fold(&heading), (heading, taken));
        }
        for heading in entry.ignore {
            columns.insert(names::fold(&heading), (heading, Taken::Ignored));
        }
        let mut constants = Vec::new();
        for (column, value) in entry.constants {
            let column = self.column(known, &column, value.span())?;
            constants.push((column, value.into_inner().to_string()));
        }
        Ok(Entry {
            file: entry.file,
            sheet: entry.sheet,
            table: table.map(|it| it.table.name),
            columns,
            constants,
            place,
        })
    }

    fn table(&self, given: &Spanned<String>) -> Result<&'static Known> {
        names::table(given.get_ref()).ok_or_else(|| {
            let near = names::nearest_tables(given.get_ref());
            let near = near
                .first()
                .map_or(String::new(), |name| format!("; did you mean `{name}`?"));
            self.refused(
                Some(given.span()),
                &format!("`{}` is no table{near}", given.get_ref()),
            )
        })
    }

    fn column(&self, table: &Known, given: &str, span: Range<usize>) -> Result<&'static str> {
        table.column(given).0.ok_or_else(|| {
            let near = table.nearest(given);
            let near = near
                .first()
                .map_or(String::new(), |name| format!("; did you mean `{name}`?"));
            self.refused(
                Some(span),
                &format!("`{given}` is no column of {}{near}", table.table.name),
            )
        })
    }
}

/// A mapping as it is written out.
#[derive(Debug, Default, Serialize)]
pub(super) struct Draft {
    pub(super) sheet: Vec<DraftEntry>,
}

/// What a mapping says of one sheet.
#[derive(Debug, Serialize)]
pub(super) struct DraftEntry {
    pub(super) file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) table: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ignore: Vec<String>,
    pub(super) columns: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) constants: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_says_what_columns_are() {
        let text = "[[sheet]]\nfile = \"Runder.xlsx\"\nsheet = \"Ark1\"\ntable = \"svaroversigt\"\nignore = [\"Bemærkninger\"]\n\
                    [sheet.columns]\n\"Hvem svarer?\" = \"Afdeling\"\n[sheet.constants]\nasker = \"LA\"\nletter = 1\n\n\
                    [[sheet]]\ntable = \"answer\"\n";
        let mapping = Mapping::parse("m.toml", text).unwrap();
        let entry = mapping.entry("runder.xlsx", Some("ark1")).unwrap();
        assert_eq!(entry.table, Some("answer_flat"));
        assert_eq!(
            entry.says("HVEM SVARER"),
            Some(&Taken::Column("department"))
        );
        assert_eq!(entry.says("bemærkninger"), Some(&Taken::Ignored));
        assert_eq!(
            entry.constants,
            [("asker", "LA".to_owned()), ("letter", "1".to_owned())]
        );
        assert_eq!(
            mapping.entry("runder.xlsx", None).unwrap().table,
            Some("answer")
        );
        assert_eq!(
            entry.absent(&["Bemærkninger".to_owned()]),
            ["m.toml:1: there is no column `Hvem svarer?` in the sheet"]
        );
    }

    #[test]
    fn what_is_wrong_with_a_mapping_is_named_by_line() {
        for (text, wanted) in [
            (
                "[[sheet]]\ntable = \"svarr\"\n",
                "m.toml:2: `svarr` is no table; did you mean `answer`?",
            ),
            (
                "[[sheet]]\ntable = \"svar\"\n[sheet.columns]\nA = \"Afdelling\"\n",
                "m.toml:4: `Afdelling` is no column of answer; did you mean `Afdeling`?",
            ),
            (
                "[[sheet]]\nfile = \"x.csv\"\n",
                "m.toml:1: no table is named; add `table = \"svar\"` or another",
            ),
        ] {
            assert_eq!(
                Mapping::parse("m.toml", text).unwrap_err().to_string(),
                wanted
            );
        }
        for (text, wanted) in [
            ("[[sheet]]\ntabel = 1\n", "m.toml:2: "),
            ("[[sheet]\n", "m.toml:1: "),
            ("", "m.toml:1: "),
        ] {
            let error = Mapping::parse("m.toml", text).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
    }
}
