//! Names and titles of people: a few capitalised words, and the words that titles end in.

use std::sync::LazyLock;

use super::words;

static PARTICLES: LazyLock<Vec<String>> = LazyLock::new(|| words::list("name_particles"));
static TITLES: LazyLock<Vec<String>> = LazyLock::new(|| words::list("person_titles"));
static NOT_NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    [
        "authority_words",
        "municipality_words",
        "question_words",
        "answer_words",
        "closings",
        "recipient_words",
        "page_words",
        "and_words",
        "weekdays",
        "committee_suffixes",
    ]
    .iter()
    .flat_map(|key| words::list(key))
    .collect()
});

/// The longest name or title, in characters.
const LONGEST: usize = 70;

/// Whether the text reads as one person's name: two to six capitalised words, particles and initials among them.
pub(crate) fn is_name(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c == '*' || c == '/' || c.is_whitespace());
    if text.chars().count() > LONGEST
        || text
            .chars()
            .any(|c| c.is_ascii_digit() || ":;?!@&\"()".contains(c))
    {
        return false;
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    (2..=6).contains(&parts.len())
        && parts.iter().all(|part| is_name_part(part))
        && parts
            .iter()
            .any(|part| part.chars().any(char::is_lowercase))
        && !has_title_word(text)
        && starts_upper(parts[0])
        && parts
            .last()
            .is_some_and(|last| starts_upper(last) && !last.ends_with('.'))
}

fn starts_upper(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_uppercase)
}

fn is_name_part(part: &str) -> bool {
    let lower = part.to_lowercase();
    if PARTICLES.contains(&lower) {
        return true;
    }
    starts_upper(part)
        && !NOT_NAMES.contains(&lower)
        && ![
            "forvaltningen",
            "forvaltning",
            "udvalget",
            "udvalg",
            "ministeriet",
            "sekretariatet",
        ]
        .iter()
        .any(|end| lower.ends_with(end))
        && part
            .chars()
            .all(|c| c.is_alphabetic() || "-.'’".contains(c))
}

fn has_title_word(text: &str) -> bool {
    text.split(|c: char| !(c.is_alphabetic() || c == '-' || c == '.'))
        .filter(|word| !word.is_empty())
        .any(|word| {
            let word = word.to_lowercase();
            TITLES
                .iter()
                .any(|title| word == *title || (title.len() > 3 && word.ends_with(title.as_str())))
        })
}

/// Whether the text reads as somebody's title: short, and with a word that titles end in.
pub(crate) fn is_title(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= LONGEST
        && text.split_whitespace().count() <= 8
        && !text.ends_with(['.', '?', '!', ':', ';'])
        && !text.chars().any(|c| c.is_ascii_digit() || c == '@')
        && has_title_word(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_short_lines() {
        for name in [
            "Anna Berg",
            "Ole B. Holm-Lund",
            "Åse von der Maase",
            "Jens Ø. Sø",
            "Else Marie Kjær Dahl",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "Juridisk chef",
            "Vesterlund Kommune",
            "Anna",
            "Kultur og Fritid",
            "Rådhuspladsen 2",
            "Svar på spørgsmål",
            "med venlig hilsen",
            "BØRN OG UNGE",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn titles_end_in_a_word_for_a_post() {
        for title in [
            "Juridisk chef",
            "rådmand",
            "Kst. kontorchef",
            "Head of Office",
            "sundhedsminister",
        ] {
            assert!(is_title(title), "{title}");
        }
        for other in [
            "Anna Berg",
            "Det siger direktøren ikke noget om.",
            "Parkering",
        ] {
            assert!(!is_title(other), "{other}");
        }
    }
}
