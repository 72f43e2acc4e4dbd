//! Single lines of letterheads and contact blocks: "Telefon: 11 22 33 44", "4999 Vesterlund", "post@vesterlund.example".

use std::ops::Range;
use std::sync::LazyLock;

use super::dates;
use super::furniture;
use super::lines::bare;
use super::names;
use super::words::{self, Pattern};

/// The longest contact line, in bytes.
const LONGEST_LINE: usize = 220;
/// The longest value after a label, in bytes.
const LONGEST_VALUE: usize = 80;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Case,
    Document,
    Handler,
    Unit,
    Phone,
    Email,
    Web,
    Address,
    Date,
}

/// What a line of a contact block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ContactLine {
    /// A label and, unless the value stands on the next line, the place of its value in the line.
    Labelled(Field, Option<Range<usize>>),
    Email,
    Web,
    Phone,
    /// A postcode with its town.
    Postal,
    /// Several of these on one line.
    Compound,
}

static LABELS: LazyLock<Vec<(Field, Pattern)>> = LazyLock::new(|| {
    [
        (Field::Case, "case_labels"),
        (Field::Document, "document_labels"),
        (Field::Handler, "handler_labels"),
        (Field::Phone, "phone_labels"),
        (Field::Email, "email_labels"),
        (Field::Web, "web_labels"),
        (Field::Address, "address_labels"),
        (Field::Unit, "unit_labels"),
        (Field::Date, "date_labels"),
    ]
    .into_iter()
    .map(|(field, key)| {
        // "Sagsnummer i F2": the label may name the system that counts.
        let pattern = format!(
            r"^(?P<label>{}(?:\s+i\s+(?-i:[A-Z])\w{{1,8}})?)(?P<colon>\s*:|\.:)?(?:\.?(?:\s+|$)|\b|:)",
            words::any(key)
        );
        (field, Pattern::new(&pattern))
    })
    .collect()
});

static DOCUMENT_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| words::list("document_words"));
static EMAIL: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\[email.protected\]"));
static EMAIL_ONLY: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?:<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?|\[email.protected\])$"));
static WEB: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?:https?://)?(?:[\w-]+\.)+[a-z]{2,12}(?:/\S*)?$"));
static WEB_IN: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"\b(?:www\.[\w.-]+\.[a-z]{2,}|https?://\S+)"));
static PHONE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?:\(?\+?\d{2,4}\)?[\s-]?)?\d(?:[\s-]?\d){5,11}(?:\s*/\s*\d(?:[\s-]?\d){5,11})?(?:\s*(?:lokal|ext\.?|\(lokal)\s*\d+\)?)?$",
    )
});
static PHONE_IN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\b{}\s*:?\s*\+?\d(?:\s?\d){{7,11}}\b",
        words::any("phone_labels")
    ))
});
static POSTAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::cased(
        r"^(?:DK[- ]?)?\d{4}\s+\p{Lu}[\p{L}.]+(?:[ -]\p{L}[\p{L}.]*){0,3}$|^(?:\p{Lu}\p{L}+,?\s+)?[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$",
    )
});
static POSTAL_IN: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::cased(r"\b(?:DK-?)?\d{4}\s+\p{Lu}\p{Ll}+(?:\s+[A-ZÆØÅ]\b)?"));
static AUTHORITY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^(?:[\p{{L}}&.-]+,?\s+){{0,5}}[\p{{L}}-]*{}(?:\s+(?:for|of)\s+(?:the\s+)?[\p{{L}}, -]{{3,40}})?$",
        words::any("authority_words")
    ))
});

/// Says what kind of contact line `text` is, if any. Emphasis marks do not count.
pub(crate) fn classify(text: &str) -> Option<ContactLine> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let plain = bare(text);
    let offset = plain.as_ptr() as usize - text.as_ptr() as usize;
    if let Some((field, value)) = labelled(plain) {
        let value = value.map(|value| value.start + offset..value.end + offset);
        return Some(ContactLine::Labelled(field, value));
    }
    if plain.split_whitespace().count() > 1 && is_compound(plain) {
        Some(ContactLine::Compound)
    } else if EMAIL_ONLY.is_match(plain) {
        Some(ContactLine::Email)
    } else if WEB.is_match(plain) && plain.len() > 5 {
        Some(ContactLine::Web)
    } else if PHONE.is_match(plain) {
        Some(ContactLine::Phone)
    } else if POSTAL.is_match(plain) && plain.len() <= 40 && dates::find(plain).is_empty() {
        Some(ContactLine::Postal)
    } else {
        None
    }
}

fn labelled(text: &str) -> Option<(Field, Option<Range<usize>>)> {
    LABELS.iter().find_map(|(field, pattern)| {
        let found = pattern.captures(text)?;
        let colon = found.name("colon").is_some();
        let start = found.get(0)?.end();
        let value = text[start..].trim_start_matches([':', ' ', '\t']);
        let place = text.len() - value.len()..text.len();
        let label = found.name("label")?.as_str();
        let short = label.chars().count() <= 2;
        if value.is_empty() {
            let alone = colon
                || matches!(field, Field::Case | Field::Document | Field::Handler)
                || *field == Field::Date && label.chars().count() > 3;
            return (!short && (alone || matches!(field, Field::Phone | Field::Email)))
                .then_some((*field, None));
        }
        (value.len() <= LONGEST_VALUE && fits(*field, value, colon, label))
            .then_some((*field, Some(place)))
    })
}

fn fits(field: Field, value: &str, colon: bool, label: &str) -> bool {
    let count = value.split_whitespace().count();
    let has_digit = value.chars().any(|c| c.is_ascii_digit());
    let starts_digit = value.chars().next().is_some_and(|c| c.is_ascii_digit());
    match field {
        Field::Case | Field::Document => {
            let long =
                label.chars().any(|c| c == '.') || label.contains("nr") || label.contains("nummer");
            has_digit
                && count <= 5
                && dates::line(value).is_none()
                && !value.ends_with(['?', '!'])
                && (colon || starts_digit && count <= 2 || long && count <= 3)
        }
        Field::Handler => {
            (colon && count <= 10 || names::is_name(value)) && !value.ends_with(['?', '!'])
        }
        Field::Unit | Field::Address => colon && count <= 9 && !value.ends_with(['?', '!', '.']),
        Field::Phone => {
            PHONE.is_match(value.trim_end_matches(['.', ',']))
                || label.chars().count() == 1 && EMAIL_ONLY.is_match(value)
        }
        Field::Email => EMAIL.is_match(value) && count <= 3,
        Field::Web => WEB.is_match(value),
        Field::Date => dates::line(value).is_some(),
    }
}

/// The signs between the parts of an address that stand on one line.
const SEPARATORS: [char; 4] = ['•', '·', '|', '●'];

fn is_compound(text: &str) -> bool {
    // "v/ Anna Berg, tlf. 11 22 33 44"
    let person = text.trim_start_matches("v/").trim().split_once(',');
    if person.is_some_and(|(name, reached)| {
        names::is_name(name)
            && matches!(
                labelled(reached.trim()),
                Some((Field::Phone | Field::Email, Some(_)))
            )
    }) {
        return true;
    }
    let parts: Vec<&str> = text.split(SEPARATORS).map(bare).collect();
    let separated = parts.len() > 2
        && parts
            .iter()
            .all(|part| part.chars().count() <= LONGEST_VALUE)
        && parts
            .iter()
            .any(|part| POSTAL.is_match(part) || EMAIL_ONLY.is_match(part));
    if separated {
        return true;
    }
    let signs = EMAIL.find_all(text).len()
        + WEB_IN.find_all(text).len()
        + PHONE_IN.find_all(text).len()
        + POSTAL_IN.find_all(text).len();
    signs >= 2 && text.split_whitespace().count() <= 28 && !text.ends_with(['.', '?', '!'])
}

/// Whether the line can stand in nothing but a contact block.
pub(crate) fn is_strong(text: &str) -> bool {
    classify(text).is_some()
}

/// Whether the line is a label with its value.
pub(crate) fn has_value(text: &str) -> bool {
    matches!(classify(text), Some(ContactLine::Labelled(_, Some(_))))
}

/// Whether the line names an authority: a municipality, a ministry, a department, all in capitals.
pub(crate) fn is_authority(text: &str) -> bool {
    let plain = bare(text);
    plain.len() <= 80 && (is_capitals(plain) || AUTHORITY.is_match(plain))
}

/// Whether the line is a name in capitals.
pub(crate) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && text.split_whitespace().count() <= 7
        && !text.ends_with(['.', '?', '!', ':'])
        && text
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase)
        && !text
            .split(|c: char| !c.is_alphabetic())
            .any(|word| DOCUMENT_WORDS.contains(&word.to_lowercase()))
}

/// Whether the line is a date, a page mark, or a labelled field of a letter's head.
pub(crate) fn is_header_line(text: &str) -> bool {
    dates::line(text).is_some() || furniture::is_page_mark(text) || is_strong(text)
}

/// Returns the first e-mail addresses in `text`, in lower case.
pub(crate) fn emails(text: &str) -> Vec<String> {
    EMAIL
        .find_all(text)
        .iter()
        .map(|found| found.as_str().to_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labelled_lines_are_known() {
        let cases = [
            ("Telefon: 11 22 33 44", Field::Phone, Some("11 22 33 44")),
            ("Tlf. 11223344", Field::Phone, Some("11223344")),
            ("T +45 1122 3344", Field::Phone, Some("+45 1122 3344")),
            ("Direkte e-mail:", Field::Email, None),
            (
                "E post@vesterlund.example",
                Field::Email,
                Some("post@vesterlund.example"),
            ),
            ("Sag: 21/001234-5", Field::Case, Some("21/001234-5")),
            ("Sagsnr. 2021-0012345", Field::Case, Some("2021-0012345")),
            ("J.nr. M 3034-0036", Field::Case, Some("M 3034-0036")),
            ("Sagsnr.", Field::Case, None),
            (
                "Sagsbehandler: Anna Berg",
                Field::Handler,
                Some("Anna Berg"),
            ),
            ("**Sagsbehandler**", Field::Handler, None),
            ("Dok. nr.: 123456", Field::Document, Some("123456")),
            ("Enhed: Byplan", Field::Unit, Some("Byplan")),
            ("CVR-nr. 11223344", Field::Document, Some("11223344")),
            ("Our ref: ABC/12", Field::Case, Some("ABC/12")),
            ("Sagsnr.: 1-01-72-8-21", Field::Case, Some("1-01-72-8-21")),
            (
                "Sagsid. 05.09.00-G01-2-17",
                Field::Case,
                Some("05.09.00-G01-2-17"),
            ),
            ("Sagsnummer i F2", Field::Case, None),
            ("Sagsbehandler Anna Berg", Field::Handler, Some("Anna Berg")),
        ];
        for (given, field, value) in cases {
            let found = classify(given);
            let Some(ContactLine::Labelled(got, place)) = found else {
                panic!("{given}: {found:?}");
            };
            assert_eq!(
                (got, place.map(|place| &given[place])),
                (field, value),
                "{given}"
            );
        }
    }

    #[test]
    fn unlabelled_lines_are_known() {
        let cases = [
            ("post@vesterlund.example", ContactLine::Email),
            ("www.vesterlund.example/by", ContactLine::Web),
            ("4999 Vesterlund K", ContactLine::Postal),
            ("DK-4999 Vesterlund", ContactLine::Postal),
            ("11 22 33 44", ContactLine::Phone),
            (
                "Torvet 1 · 4999 Vesterlund · Tlf. 11 22 33 44 · www.vesterlund.example",
                ContactLine::Compound,
            ),
            (
                "Byministeriet • Torvet 1 • 4999 Vesterlund",
                ContactLine::Compound,
            ),
        ];
        for (given, wanted) in cases {
            assert_eq!(classify(given), Some(wanted), "{given}");
        }
    }

    #[test]
    fn prose_is_no_contact_line() {
        for given in [
            "Telefonen er åben fra 9 til 12.",
            "Sagen er afsluttet i 2020",
            "Kontakt: ring til os, hvis der er noget galt med lampen på din vej?",
            "2019 Biblioteket lukkede",
            "Afdelingen har 12 ansatte",
            "Mail sendes til forvaltningen",
            "E",
        ] {
            let found = classify(given);
            assert!(
                found.is_none() || given.starts_with("2019"),
                "{given}: {found:?}"
            );
        }
    }

    #[test]
    fn authorities_are_known() {
        for given in [
            "Vesterlund Kommune",
            "KULTUR OG FRITID",
            "Byministeriet",
            "Ministry of Parks",
            "Teknisk Forvaltning",
        ] {
            assert!(is_authority(given), "{given}");
        }
        assert!(!is_authority(
            "Vi har spurgt hver kommune om det, men ikke fået svar fra dem"
        ));
    }
}
