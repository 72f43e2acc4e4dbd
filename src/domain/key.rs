//! The keys that users type: codes, references and question numbers.
//!
//! A key is never empty and holds only letters, digits and a few marks, the same set as the
//! `CHECK` of its column. It is short enough to name a file after, and begins with no `-`, which a
//! command line would take for an option. Case is kept as typed; looking up ignores the case of
//! `A`–`Z`.

use crate::error::Error;

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $what:literal, $marks:literal, $example:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The key as typed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;
            fn from_str(given: &str) -> Result<Self, Error> {
                read(given, $what, $marks, $example).map(Self)
            }
        }
    };
}

key!(
    /// The short code of a department, unit, asker, rule, codebook or finding: `MSB`, `MSB-SOC`.
    Code, "code", "-_", "MSB"
);
key!(
    /// The reference of an inquiry: `2018-1`.
    Reference, "reference", "-_/", "2018-1"
);

/// The number of a question as printed, without its punctuation: `4`, `2a`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionNumber(String);

impl QuestionNumber {
    /// The number as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for QuestionNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl std::str::FromStr for QuestionNumber {
    type Err = Error;
    /// Reads `4`, `4.`, `4)` and `2a` alike.
    fn from_str(given: &str) -> Result<Self, Error> {
        let bare = given.trim().trim_end_matches(['.', ')', ':']);
        read(bare, "question number", "-", "4").map(Self)
    }
}

impl From<u32> for QuestionNumber {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

/// The most characters that a key may have.
const LONGEST: usize = 60;

fn read(given: &str, what: &str, marks: &str, example: &str) -> Result<String, Error> {
    let key = given.trim();
    if key.is_empty() {
        return Err(Error::invalid(what, given, "it is empty"));
    }
    if key.len() > LONGEST
        && let Some((end, _)) = key.char_indices().nth(LONGEST)
    {
        let problem = format!("it is longer than {LONGEST} characters");
        let shown = format!("{}…", &key[..end]);
        return Err(Error::invalid(what, shown, problem)
            .with_hint(format!("use a short one, as in `{example}`")));
    }
    if key.starts_with('-') {
        return Err(Error::invalid(what, key, "it may not begin with `-`")
            .with_hint(format!("begin with a letter or a digit, as in `{example}`")));
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || marks.as_bytes().contains(&byte);
    if key.bytes().all(is_plain) {
        return Ok(key.to_owned());
    }
    match key.chars().find(|&c| !allowed(c, marks)) {
        None => Ok(key.to_owned()),
        Some(c) => {
            let problem = format!("it may not hold {}", named(c));
            Err(Error::invalid(what, key, problem).with_hint(format!(
                "use letters, digits and {}, as in `{example}`",
                marks
                    .chars()
                    .map(|m| format!("`{m}`"))
                    .collect::<Vec<_>>()
                    .join(" or ")
            )))
        }
    }
}

fn named(c: char) -> String {
    match c {
        ' ' => "a space".into(),
        _ => format!("`{c}`"),
    }
}

fn allowed(c: char, marks: &str) -> bool {
    c.is_ascii_alphanumeric() || "ÆØÅæøå".contains(c) || marks.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hold_what_their_columns_allow() {
        for good in ["MSB", "msb-soc", "BØRN_1", "ten-day"] {
            assert_eq!(good.parse::<Code>().unwrap().as_str(), good);
        }
        for bad in ["", " ", "M B", "M.B", "M/B", "MÉ", "-M"] {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
        assert!("Ø".repeat(LONGEST).parse::<Code>().is_ok());
        assert!("Ø".repeat(LONGEST + 1).parse::<Code>().is_err());
        assert!("2018/1".parse::<Reference>().is_ok());
    }

    #[test]
    fn question_numbers_lose_their_punctuation() {
        for (given, want) in [("4", "4"), ("4.", "4"), ("4)", "4"), (" 2a: ", "2a")] {
            assert_eq!(given.parse::<QuestionNumber>().unwrap().as_str(), want);
        }
    }

    #[test]
    fn a_bad_key_names_the_character() {
        let error = "M B".parse::<Code>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`M B` is not a valid code: it may not hold a space"
        );
        assert_eq!(
            error.hint().unwrap(),
            "use letters, digits and `-` or `_`, as in `MSB`"
        );
    }
}
