//! What the record knows that helps to read a letter: out of the store, into [`Known`].
//!
//! Only what tells departments apart is handed on: an e-mail domain or a case prefix that two of
//! them share says nothing about who wrote.

use std::collections::BTreeMap;

use super::known;
use super::known::Known;
use crate::domain::{ChannelKind, Code, Department, QuestionNumber, Reference};
use crate::error::Result;
use crate::store::status::Filter;
use crate::store::{Reader, contacts, departments, inquiries, letters, questions, status};

/// Questions whose number is no plain number are known to the reader by their place plus this.
const UNNUMBERED: u32 = 1_000_000;

/// The departments and units of the record, by code or name.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    all: Vec<Department>,
}

impl Directory {
    /// Reads it.
    ///
    /// # Errors
    /// [`crate::Error::Sqlite`].
    pub fn read(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self {
            all: departments::list(reader)?,
        })
    }

    /// The department with a code or name, blind to case.
    #[must_use]
    pub fn department(&self, named: &str) -> Option<&Department> {
        self.all
            .iter()
            .find(|department| department.parent.is_none() && is_called(department, named))
    }

    /// The unit of a department with a code or name, blind to case.
    #[must_use]
    pub fn unit(&self, department: &Code, named: &str) -> Option<&Department> {
        self.all
            .iter()
            .find(|unit| unit.parent.as_ref() == Some(department) && is_called(unit, named))
    }

    /// The name that goes with a code.
    #[must_use]
    pub fn name(&self, code: &Code) -> Option<&str> {
        let found = self.all.iter().find(|department| department.code == *code);
        found.map(|department| department.name.as_str())
    }

    /// A code that is free for something called `name`: its initials, or its first letters.
    #[must_use]
    pub fn free_code(&self, name: &str, parent: Option<&Code>) -> String {
        let initials: String = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3 || word.starts_with(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .collect();
        let first: String = name.chars().filter(|c| c.is_alphabetic()).take(3).collect();
        let short = if initials.chars().count() > 1 {
            initials
        } else {
            first
        };
        let short: String = short
            .to_uppercase()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "ÆØÅ".contains(*c))
            .collect();
        let short = if short.is_empty() {
            "NY".to_owned()
        } else {
            short
        };
        let stem = parent.map_or(short.clone(), |parent| format!("{parent}-{short}"));
        let free = |code: &String| {
            !self
                .all
                .iter()
                .any(|d| d.code.as_str().eq_ignore_ascii_case(code))
        };
        // Of more candidates than there are departments one is free.
        std::iter::once(stem.clone())
            .chain((2..=self.all.len() + 2).map(|n| format!("{stem}{n}")))
            .find(free)
            .unwrap_or(stem)
    }
}

fn is_called(department: &Department, named: &str) -> bool {
    let wanted = named.trim().to_lowercase();
    department.code.as_str().to_lowercase() == wanted || department.name.to_lowercase() == wanted
}

/// The questions of an inquiry by the numbers that the reader knows them by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    odd: BTreeMap<u32, QuestionNumber>,
}

impl Numbers {
    /// The question that the reader calls `number`, as the record calls it.
    #[must_use]
    pub fn recorded(&self, number: u32) -> QuestionNumber {
        self.odd
            .get(&number)
            .cloned()
            .unwrap_or_else(|| number.into())
    }

    /// The letters as JSON, their questions as the record calls them: a plain number, else `"1a"`.
    ///
    /// # Errors
    /// Those of `serde_json`, which letters do not cause.
    pub fn json(&self, letters: &[&super::Letter]) -> serde_json::Result<serde_json::Value> {
        let mut json = serde_json::to_value(letters)?;
        if !self.odd.is_empty() {
            self.name_questions(&mut json);
        }
        Ok(json)
    }

    fn name_questions(&self, json: &mut serde_json::Value) {
        match json {
            serde_json::Value::Array(items) => {
                items.iter_mut().for_each(|item| self.name_questions(item));
            }
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
                    let odd = number.and_then(|number| self.odd.get(&number));
                    match (name.as_str(), odd) {
                        ("question" | "refers_to_question", Some(odd)) => {
                            *value = odd.to_string().into();
                        }
                        _ => self.name_questions(value),
                    }
                }
            }
            _ => {}
        }
    }

    /// The number by which the reader knows a question, if it may have one.
    #[must_use]
    pub fn drafted(&self, number: &QuestionNumber) -> Option<u32> {
        let odd = self.odd.iter().find(|(_, other)| *other == number);
        odd.map(|(drafted, _)| *drafted)
            .or_else(|| number.as_str().parse().ok())
    }
}

/// What is known when letters to `inquiry` are read, or letters to one that is not recorded.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry.
pub fn gather(reader: &Reader<'_>, inquiry: Option<&Reference>) -> Result<(Known, Numbers)> {
    let mut numbers = Numbers::default();
    let inquiry = inquiry
        .map(|reference| round(reader, reference, &mut numbers))
        .transpose()?;
    let departments = known_departments(reader)?;
    Ok((
        Known {
            departments,
            inquiry,
        },
        numbers,
    ))
}

fn round(
    reader: &Reader<'_>,
    reference: &Reference,
    numbers: &mut Numbers,
) -> Result<known::Inquiry> {
    let inquiry = inquiries::get(reader, reference)?;
    let mut asked = Vec::new();
    for question in questions::list(reader, &inquiry.reference)? {
        let number = question.number.as_str().parse().unwrap_or_else(|_| {
            let number = UNNUMBERED + question.position;
            numbers.odd.insert(number, question.number.clone());
            number
        });
        let to = questions::addressees(reader, &inquiry.reference, &question.number)?;
        let label = if numbers.odd.contains_key(&number) {
            question.number.to_string()
        } else {
            String::new()
        };
        asked.push(known::Question {
            number,
            label,
            text: question.text,
            addressees: to.iter().map(ToString::to_string).collect(),
        });
    }
    Ok(known::Inquiry {
        reference: inquiry.reference.to_string(),
        title: inquiry.title,
        asker: inquiry.asker.to_string(),
        questions: asked,
    })
}

fn known_departments(reader: &Reader<'_>) -> Result<Vec<known::Department>> {
    let all = departments::list(reader)?;
    let domains = own(email_domains(reader, &all)?);
    let prefixes = own(case_prefixes(reader)?);
    let channels = contacts::list(reader, None)?;
    let mut found = Vec::new();
    for department in all.iter().filter(|department| department.parent.is_none()) {
        let of_it = |own: &BTreeMap<String, Code>| {
            let mine = own.iter().filter(|(_, code)| **code == department.code);
            mine.map(|(key, _)| key.clone()).collect()
        };
        let address = channels
            .iter()
            .find(|c| c.department == department.code && c.kind == ChannelKind::Post);
        found.push(known::Department {
            code: department.code.to_string(),
            name: department.name.clone(),
            other_names: Vec::new(),
            email_domains: of_it(&domains),
            case_prefixes: of_it(&prefixes),
            address: address.and_then(|channel| channel.value.clone()),
            units: units(&all, &department.code),
        });
    }
    Ok(found)
}

fn units(all: &[Department], department: &Code) -> Vec<known::Unit> {
    all.iter()
        .filter(|unit| unit.parent.as_ref() == Some(department))
        .map(|unit| known::Unit {
            name: unit.name.clone(),
            code: unit.code.to_string(),
        })
        .collect()
}

/// Pairs of a key and the department it points at, whittled down to keys that point at one only.
fn own(pairs: Vec<(String, Code)>) -> BTreeMap<String, Code> {
    let mut by_key: BTreeMap<String, Option<Code>> = BTreeMap::new();
    for (key, code) in pairs {
        by_key
            .entry(key)
            .and_modify(|other| {
                if other.as_ref() != Some(&code) {
                    *other = None;
                }
            })
            .or_insert(Some(code));
    }
    by_key
        .into_iter()
        .filter_map(|(key, code)| code.map(|code| (key, code)))
        .collect()
}

fn email_domains(reader: &Reader<'_>, all: &[Department]) -> Result<Vec<(String, Code)>> {
    let mut pairs = Vec::new();
    for channel in contacts::list(reader, None)? {
        let is_email = matches!(channel.kind, ChannelKind::Email | ChannelKind::DirectEmail);
        let Some((_, domain)) = channel
            .value
            .as_deref()
            .filter(|_| is_email)
            .and_then(|v| v.rsplit_once('@'))
        else {
            continue;
        };
        let parent = all
            .iter()
            .find(|department| department.code == channel.department)
            .and_then(|unit| unit.parent.clone());
        pairs.push((domain.to_lowercase(), parent.unwrap_or(channel.department)));
    }
    Ok(pairs)
}

/// The letters that case numbers in the record begin with, and who used them.
fn case_prefixes(reader: &Reader<'_>) -> Result<Vec<(String, Code)>> {
    let mut pairs = Vec::new();
    for inquiry in status::inquiries(reader, &Filter::default())? {
        for letter in letters::list(reader, &inquiry.reference)? {
            let case = letter.case_number.unwrap_or_default();
            let prefix: String = case.chars().take_while(|c| c.is_alphabetic()).collect();
            if prefix.chars().count() >= 2 {
                pairs.push((prefix.to_uppercase(), letter.department));
            }
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> Directory {
        let department = |code: &str, name: &str, parent: Option<&str>| Department {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            parent: parent.map(|code| code.parse().unwrap()),
        };
        Directory {
            all: vec![
                department("PV", "Park og Vej", None),
                department("PV-HAV", "Havnen", Some("PV")),
            ],
        }
    }

    #[test]
    fn departments_and_units_are_found_by_code_and_name() {
        let directory = directory();
        let code = |found: Option<&Department>| found.map(|d| d.code.to_string());
        assert_eq!(
            code(directory.department("park og vej")).as_deref(),
            Some("PV")
        );
        assert_eq!(code(directory.department("pv")).as_deref(), Some("PV"));
        assert_eq!(directory.department("Havnen"), None);
        let pv = "PV".parse().unwrap();
        assert_eq!(
            code(directory.unit(&pv, "havnen")).as_deref(),
            Some("PV-HAV")
        );
    }

    #[test]
    fn a_new_code_is_short_and_free() {
        let directory = directory();
        for (name, want) in [
            ("Kultur og Fritid", "KF"),
            ("Park og Vej", "PV2"),
            ("Økonomi", "ØKO"),
            ("…", "NY"),
        ] {
            assert_eq!(directory.free_code(name, None), want);
        }
        let pv = "PV".parse().unwrap();
        assert_eq!(directory.free_code("Havnen", Some(&pv)), "PV-HAV2");
    }

    #[test]
    fn what_two_departments_share_tells_neither() {
        let code = |code: &str| code.parse::<Code>().unwrap();
        let pairs = vec![
            ("a.example".to_owned(), code("PV")),
            ("b.example".to_owned(), code("PV")),
            ("b.example".to_owned(), code("KF")),
            ("b.example".to_owned(), code("PV")),
        ];
        let kept: Vec<String> = own(pairs).into_keys().collect();
        assert_eq!(kept, ["a.example"]);
    }
}
