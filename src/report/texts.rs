//! The words of a report, from the Fluent file of its language.
//!
//! A key that is missing shows itself instead of failing; the tests below hold every language to the same keys with the
//! same variables, every key in the code to the files, and every key in the files to the code.

use super::{Language, Text};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    group: String,
    point: String,
}

impl Texts {
    /// Reads the texts of `language`.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![locale]);
        // The marks that isolate an inserted value are the very characters that a report must not hold.
        bundle.set_use_isolating(false);
        // A message that cannot be read is absent, and an absent key shows itself; a test holds the files to be sound.
        let (Ok(resource) | Err((resource, _))) =
            FluentResource::try_new(language.source().to_owned());
        let _ = bundle.add_resource(resource);
        let mut texts = Self {
            language,
            bundle,
            group: String::new(),
            point: String::new(),
        };
        texts.group = texts.raw("number-group", &[]);
        texts.point = texts.raw("number-point", &[]);
        let (group, point) = (texts.group.clone(), texts.point.clone());
        let _ = texts
            .bundle
            .add_function("NUMBER", move |values, _| match values {
                [FluentValue::Number(number)] => {
                    FluentValue::from(write_number(number.value, &group, &point))
                }
                _ => FluentValue::Error,
            });
        texts
    }

    /// Returns the language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the text of `key`.
    #[must_use]
    pub fn say(&self, key: &str) -> Text {
        Text::new(&self.raw(key, &[]))
    }

    /// Returns the text of `key` with its variables filled in.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Text {
        Text::new(&self.raw(key, values))
    }

    /// Writes a day in words, such as `9. april 2031`.
    #[must_use]
    pub fn date(&self, date: Date) -> Text {
        let month = self.say(month_key(date.month()));
        // As text: a year has no thousands separator.
        let values = [
            ("day", date.day().to_string().into()),
            ("month", month.as_str().into()),
            ("year", date.year().to_string().into()),
        ];
        self.fill("date-long", &values)
    }

    /// Writes a day or a month given as `2031-04-09` or `2031-04` in words; what is neither, as a year, stays as it is.
    #[must_use]
    pub fn day_or_month(&self, given: &str) -> Text {
        if let Ok(date) = given.parse::<Date>() {
            return self.date(date);
        }
        match format!("{given}-01").parse::<Date>() {
            Ok(first) if given.len() == "2031-04".len() => {
                let month = self.say(month_key(first.month()));
                let year = first.year().to_string();
                let values = [("month", month.as_str().into()), ("year", year.into())];
                self.fill("date-month", &values)
            }
            _ => Text::new(given),
        }
    }

    /// Writes a day in words, or the word for unknown.
    #[must_use]
    pub fn date_or_unknown(&self, date: Option<Date>) -> Text {
        date.map_or_else(|| self.say("word-unknown"), |date| self.date(date))
    }

    /// Returns the text, or the word for unknown where there is none.
    #[must_use]
    pub fn text_or_unknown(&self, text: Option<&str>) -> Text {
        text.map(Text::new)
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| self.say("word-unknown"))
    }

    /// Names a department with its code; one whose name is not known by its code alone.
    #[must_use]
    pub fn department(&self, name: &str, code: &str) -> Text {
        if name == code {
            return Text::new(code);
        }
        self.fill(
            "word-department",
            &[("name", name.into()), ("code", code.into())],
        )
    }

    /// Writes a number with the language's thousands separator and decimal mark, such as `1.000` or `2,5`.
    #[must_use]
    pub fn number(&self, number: f64) -> Text {
        Text::new(&write_number(number, &self.group, &self.point))
    }

    /// Writes a count with the language's thousands separator.
    #[must_use]
    pub fn count(&self, count: usize) -> Text {
        Text::new(&grouped(&count.to_string(), &self.group))
    }

    /// Says when a report was made.
    #[must_use]
    pub fn colophon(&self, made_on: Date) -> Text {
        self.fill(
            "page-colophon",
            &[("date", self.date(made_on).as_str().into())],
        )
    }

    /// Says how many of the answers `expected` have been `answered`, and how many are owed.
    #[must_use]
    pub fn progress(&self, answered: usize, expected: usize) -> Text {
        let owed = expected.saturating_sub(answered);
        let values = [
            ("answered", answered.into()),
            ("expected", expected.into()),
            ("owed", owed.into()),
        ];
        self.fill("cover-state-count", &values)
    }

    /// Joins `items` as a sentence does: `a, b and c`.
    #[must_use]
    pub fn listed<T: AsRef<str>>(&self, items: &[T]) -> Text {
        match items {
            [] => Text::default(),
            [only] => Text::new(only.as_ref()),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                self.fill(
                    "list-and",
                    &[
                        ("first", first.join(", ").into()),
                        ("last", last.as_ref().into()),
                    ],
                )
            }
        }
    }

    fn raw(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let values: FluentArgs = values
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        self.bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new())
            .into_owned()
    }
}

fn month_key(month: i8) -> &'static str {
    const KEYS: [&str; 12] = [
        "month-january",
        "month-february",
        "month-march",
        "month-april",
        "month-may",
        "month-june",
        "month-july",
        "month-august",
        "month-september",
        "month-october",
        "month-november",
        "month-december",
    ];
    KEYS[usize::try_from(month - 1).unwrap_or(0).min(11)]
}

fn write_number(number: f64, group: &str, point: &str) -> String {
    let written = format!("{number}");
    let (sign, digits) = written
        .strip_prefix('-')
        .map_or(("", written.as_str()), |digits| ("\u{2212}", digits));
    match digits.split_once('.') {
        Some((whole, decimals)) => format!("{sign}{}{point}{decimals}", grouped(whole, group)),
        None => format!("{sign}{}", grouped(digits, group)),
    }
}

fn grouped(digits: &str, group: &str) -> String {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.to_owned();
    }
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            written.push_str(group);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::Entry;
    use fluent_syntax::parser;
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    /// The keys of a language with the variables that their messages use.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let resource = parser::parse(language.source()).expect("the texts are sound Fluent");
        let mut keys = BTreeMap::new();
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let shown = format!("{:?}", message.value);
                let variables = shown
                    .split("VariableReference { id: Identifier { name: \"")
                    .skip(1);
                let variables = variables
                    .filter_map(|rest| rest.split('"').next().map(str::to_owned))
                    .collect();
                assert!(
                    keys.insert(message.id.name.to_owned(), variables).is_none(),
                    "twice: {}",
                    message.id.name
                );
            }
        }
        keys
    }

    /// The string literals of the report's own code, tests left out.
    fn literals(folder: &Path) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(literals(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(path).unwrap();
                let code = source.split("#[cfg(test)]").next().unwrap_or_default();
                found.extend(code.split('"').skip(1).step_by(2).map(str::to_owned));
                found.extend(code.split('"').skip(2).step_by(2).map(str::to_owned));
            }
        }
        found
    }

    fn is_key(literal: &str, families: &BTreeSet<String>) -> bool {
        let plain = literal
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        plain
            && literal
                .split_once('-')
                .is_some_and(|(family, _)| families.contains(family))
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_variables() {
        for language in Language::ALL {
            assert_eq!(keys(language), keys(Language::DANISH), "in {language}");
        }
    }

    #[test]
    fn code_and_files_use_the_same_keys() {
        let keys = keys(Language::DANISH);
        let families = keys
            .keys()
            .filter_map(|key| key.split_once('-'))
            .map(|(family, _)| family.to_owned())
            .collect();
        let literals = literals(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report"));
        let missing: Vec<_> = literals
            .iter()
            .filter(|it| is_key(it, &families) && !keys.contains_key(*it))
            .collect();
        let unused: Vec<_> = keys.keys().filter(|key| !literals.contains(*key)).collect();
        assert!(
            missing.is_empty(),
            "in the code, not in the files: {missing:?}"
        );
        assert!(
            unused.is_empty(),
            "in the files, not in the code: {unused:?}"
        );
    }

    #[test]
    fn dates_and_numbers_follow_the_language() {
        let date = jiff::civil::date(2031, 4, 9);
        let cases = [
            (
                Language::DANISH,
                "9. april 2031",
                "1.000",
                "−12.345,5",
                "ukendt",
                "a, b og c",
            ),
            (
                Language::ENGLISH,
                "9 April 2031",
                "1,000",
                "−12,345.5",
                "unknown",
                "a, b and c",
            ),
        ];
        for (language, day, thousand, decimals, unknown, list) in cases {
            let texts = Texts::new(language);
            assert_eq!(texts.date(date).as_str(), day);
            assert_eq!(texts.day_or_month("2031-04-09").as_str(), day);
            let month = day.trim_start_matches(['9', '.', ' ']);
            assert_eq!(texts.day_or_month("2031-04").as_str(), month);
            assert_eq!(texts.day_or_month("2031").as_str(), "2031");
            assert_eq!(texts.count(1000).as_str(), thousand);
            assert_eq!(texts.number(1000.0).as_str(), thousand);
            assert_eq!(texts.number(-12345.5).as_str(), decimals);
            assert_eq!(texts.date_or_unknown(None).as_str(), unknown);
            assert_eq!(texts.text_or_unknown(Some(" ")).as_str(), unknown);
            assert_eq!(texts.listed(&["a", "b", "c"]).as_str(), list);
            assert_eq!(texts.count(999).as_str(), "999");
        }
    }

    #[test]
    fn an_unknown_key_shows_itself() {
        assert_eq!(
            Texts::new(Language::DANISH).say("no such key").as_str(),
            "no such key"
        );
    }

    #[test]
    fn all_months_are_named() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            let days: BTreeSet<_> = (1..=12)
                .map(|month| texts.date(jiff::civil::date(2031, month, 1)))
                .collect();
            assert_eq!(days.len(), 12);
        }
    }
}
