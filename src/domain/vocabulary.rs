//! Fixed vocabularies: enums whose words are also the rows of a lookup table.
//!
//! A test in `store` holds each enum and its table together.

use crate::error::Error;

/// A fixed vocabulary.
pub trait Vocabulary: Sized + Copy + 'static {
    /// What a value is called in messages and what its lookup table is called.
    const NAME: &'static str;
    /// Every value, in the order in which they are listed.
    const ALL: &'static [Self];
    /// The word that users type and the database holds.
    fn word(self) -> &'static str;

    /// Reads a word, or one of the forms that spreadsheets have for it in Danish or English;
    /// capitals, and hyphens for underscores, are accepted.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the nearest word and the whole list.
    fn parse(given: &str) -> Result<Self, Error> {
        let called = |word: &str| Self::ALL.iter().copied().find(|it| it.word() == word);
        if let Some(value) = called(given) {
            return Ok(value);
        }
        let wanted = given.trim().to_lowercase().replace('-', "_");
        called(&wanted)
            .or_else(|| formed(given))
            .ok_or_else(|| unknown::<Self>(given, &wanted))
    }
}

/// Words of vocabularies, and what spreadsheets and reports write for them.
const FORMS: &[(&str, &str, &[&str])] = &[
    ("asker_kind", "party", &["parti"]),
    (
        "asker_kind",
        "member",
        &["medlem", "byrådsmedlem", "council member"],
    ),
    ("asker_kind", "committee", &["udvalg"]),
    ("disposition", "answered", &["besvaret", "svaret", "svar"]),
    (
        "disposition",
        "see_other",
        &["se andet svar", "se andet", "see other answer"],
    ),
    (
        "disposition",
        "not_applicable",
        &["ikke relevant", "ej relevant", "ej rel."],
    ),
    ("disposition", "referred", &["henvist", "oversendt"]),
    ("wording", "verbatim", &["ordret"]),
    ("wording", "summary", &["resumé", "resume", "sammenfatning"]),
    ("channel_kind", "telephone", &["telefon", "tlf.", "tlf"]),
    ("channel_kind", "direct_telephone", &["direkte telefon"]),
    (
        "channel_kind",
        "duty_telephone",
        &["vagttelefon", "døgntelefon", "døgn- eller vagttelefon"],
    ),
    ("channel_kind", "email", &["e-mail", "mail", "e-post"]),
    (
        "channel_kind",
        "direct_email",
        &["direkte e-mail", "direkte mail", "direct e-mail"],
    ),
    ("channel_kind", "digital_post", &["digital post"]),
    ("channel_kind", "web", &["hjemmeside", "web page"]),
    ("channel_kind", "self_service", &["selvbetjening"]),
    (
        "channel_kind",
        "post",
        &["postadresse", "brev", "postal address"],
    ),
    (
        "channel_kind",
        "in_person",
        &["personligt fremmøde", "fremmøde", "in person"],
    ),
    ("visibility", "public", &["offentlig"]),
    ("visibility", "internal", &["intern"]),
    ("visibility", "withheld", &["hemmelig", "tilbageholdt"]),
    ("day_kind", "calendar", &["kalenderdage", "calendar days"]),
    (
        "day_kind",
        "working",
        &["arbejdsdage", "hverdage", "working days"],
    ),
    ("closed_day_rule", "keep", &["uændret", "behold"]),
    (
        "closed_day_rule",
        "next_working_day",
        &["næste arbejdsdag", "næste hverdag"],
    ),
    (
        "closed_day_rule",
        "previous_working_day",
        &["forrige arbejdsdag", "forrige hverdag"],
    ),
    ("holiday_calendar", "dk", &["danmark", "denmark"]),
    ("person_role", "handler", &["sagsbehandler"]),
    ("person_role", "signatory", &["underskriver"]),
    ("reminder_step", "before", &["før"]),
    ("reminder_step", "on_the_day", &["på dagen"]),
    ("reminder_step", "overdue", &["over fristen"]),
    ("reminder_step", "escalation", &["eskalering"]),
];

fn formed<V: Vocabulary>(given: &str) -> Option<V> {
    let wanted = given.trim().to_lowercase();
    let is_it = |(name, _, forms): &&(&str, &str, &[&str])| {
        *name == V::NAME && forms.iter().any(|form| *form == wanted)
    };
    let (_, word, _) = FORMS.iter().find(is_it)?;
    V::ALL.iter().copied().find(|value| value.word() == *word)
}

fn unknown<V: Vocabulary>(given: &str, wanted: &str) -> Error {
    let words: Vec<&str> = V::ALL.iter().map(|value| value.word()).collect();
    let what = V::NAME.replace('_', " ");
    let error = Error::invalid(what, given, format!("it is one of {}", words.join(", ")));
    match nearest(wanted, words.iter().copied()).first() {
        Some(word) => error.with_hint(format!("did you mean `{word}`?")),
        None => error,
    }
}

/// The known keys nearest to `wanted`, best first, at most three; none if nothing is near.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|key| (likeness(&wanted, &key.to_lowercase()), key))
        .filter(|(score, _)| *score >= 0.6)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored
        .into_iter()
        .take(3)
        .map(|(_, key)| key.to_owned())
        .collect()
}

fn likeness(wanted: &str, key: &str) -> f64 {
    let near = strsim::normalized_damerau_levenshtein(wanted, key);
    if wanted.len() >= 3 && key.contains(wanted) {
        near.max(0.7)
    } else {
        near
    }
}

/// Declares an enum whose words are a fixed vocabulary.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $table:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $crate::domain::vocabulary::Vocabulary for $name {
            const NAME: &'static str = $table;
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::domain::vocabulary::Vocabulary::word(*self))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::error::Error;
            fn from_str(given: &str) -> Result<Self, Self::Err> {
                $crate::domain::vocabulary::Vocabulary::parse(given)
            }
        }
    };
}
pub(crate) use vocabulary;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Disposition;

    #[test]
    fn reads_words_as_people_type_them() {
        for given in ["see_other", "see-other", " See_Other "] {
            assert_eq!(Disposition::parse(given).unwrap(), Disposition::SeeOther);
        }
    }

    /// Holds the forms of one vocabulary against its words; returns how many lines it has.
    fn hold<V: Vocabulary>() -> usize {
        let lines = FORMS.iter().filter(|(name, ..)| *name == V::NAME);
        let mut seen = std::collections::HashSet::new();
        for (_, word, forms) in lines.clone() {
            for form in *forms {
                assert_eq!(V::parse(form).unwrap().word(), *word);
                assert!(seen.insert(*form), "{form}");
            }
        }
        for value in V::ALL {
            assert!(
                lines.clone().any(|(_, word, _)| *word == value.word()),
                "{}",
                value.word()
            );
        }
        lines.count()
    }

    #[test]
    fn every_word_has_its_danish_form_and_no_form_stands_for_two() {
        use crate::domain as d;
        let held = hold::<d::AskerKind>()
            + hold::<d::Disposition>()
            + hold::<d::Wording>()
            + hold::<d::ChannelKind>()
            + hold::<d::Visibility>()
            + hold::<d::DayKind>()
            + hold::<d::ClosedDayRule>()
            + hold::<d::HolidayCalendar>()
            + hold::<d::PersonRole>()
            + hold::<d::ReminderStep>();
        assert_eq!(held, FORMS.len());
    }

    #[test]
    fn an_unknown_word_names_the_nearest_and_all() {
        let error = Disposition::parse("refered").unwrap_err();
        assert_eq!(
            error.to_string(),
            "`refered` is not a valid disposition: it is one of answered, see_other, not_applicable, referred"
        );
        assert_eq!(error.hint().unwrap(), "did you mean `referred`?");
    }

    #[test]
    fn nearest_is_silent_when_nothing_is_near() {
        assert!(nearest("qqq", ["MSB", "MTM"]).is_empty());
        assert_eq!(nearest("msx", ["MSB", "MTM", "BA"]), ["MSB"]);
    }
}
