//! The two languages the council reads. Danish is the default everywhere.

use std::fmt;
use std::str::FromStr;

/// A language that texts for the council are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Danish, the default.
    #[default]
    Danish,
    /// English.
    English,
}

impl Language {
    /// The ISO 639-1 code, `da` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// Picks the text that belongs to this language.
    pub(crate) fn pick<T>(self, danish: T, english: T) -> T {
        match self {
            Self::Danish => danish,
            Self::English => english,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A code that stands for neither Danish nor English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a language of the record")]
pub struct UnknownLanguage(pub String);

impl UnknownLanguage {
    /// Says what to write instead.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        "write `da` for Danish or `en` for English"
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_lowercase().as_str() {
            "da" | "dansk" | "danish" => Ok(Self::Danish),
            "en" | "engelsk" | "english" => Ok(Self::English),
            _ => Err(UnknownLanguage(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for language in [Language::Danish, Language::English] {
            assert_eq!(language.code().parse(), Ok(language));
        }
        assert!("sv".parse::<Language>().is_err());
    }
}
