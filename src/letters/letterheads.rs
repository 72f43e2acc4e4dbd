//! The name of a department as printed, where the record knows none: in the title, the letterhead, the wording.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::contact_lines;
use super::dates;
use super::department_names::{
    DEPARTMENT_SUFFIXES, is_composite, is_municipality, is_suffixed, is_unit_name, ministry_of,
    nominative, parted_from_municipality, suffixed_name,
};
use super::departments::{Evidence, Sender};
use super::draft::{Certainty, Inference};
use super::lines::bare;
use super::names;
use super::sentences;
use super::words::{self, Pattern};

static MINISTRY_SUFFIXES: LazyLock<Vec<String>> =
    LazyLock::new(|| words::list("ministry_suffixes"));
static NAMELESS: LazyLock<Vec<String>> = LazyLock::new(|| words::list("nameless_words"));

/// How much of a letter's wording is searched for names, in bytes.
pub(super) const MOST_TEXT: usize = 60_000;

/// Joins the lines in capitals that stand together: a name in capitals may take two lines.
fn joined_capitals(contact: &[&str]) -> String {
    let capitals: Vec<&str> = contact
        .iter()
        .map(|line| bare(line))
        .skip_while(|line| !contact_lines::is_capitals(line))
        .take_while(|line| contact_lines::is_capitals(line))
        .take(3)
        .collect();
    capitals.join(" ")
}

/// A place where a letter may name its department.
struct Source {
    find: fn(&Evidence<'_>) -> Option<String>,
    certainty: Certainty,
    why: &'static str,
}

impl Source {
    const fn likely(find: fn(&Evidence<'_>) -> Option<String>, why: &'static str) -> Self {
        Self {
            find,
            certainty: Certainty::Likely,
            why,
        }
    }

    const fn guess(find: fn(&Evidence<'_>) -> Option<String>, why: &'static str) -> Self {
        Self {
            find,
            certainty: Certainty::Guess,
            why,
        }
    }
}

/// The places in the order in which they are believed.
static SOURCES: [Source; 19] = [
    Source::likely(titled, "named in the title"),
    Source::likely(
        |e| sender_line(&top(e)).map(without_unit),
        "the sender in the head",
    ),
    Source::likely(ministry, "the ministry that answers parliament"),
    Source::likely(|e| capitals(&e.contact), "named in the letterhead"),
    Source::likely(
        of_municipality,
        "named with the municipality at the head of the letter",
    ),
    Source::likely(|e| suffixed_name(&e.contact), "named in the letterhead"),
    Source::guess(
        |e| e.title_department.map(str::to_owned),
        "named in the title",
    ),
    Source::likely(
        |e| suffixed_name(&e.head),
        "named at the head of the letter",
    ),
    Source::likely(|e| opening(e.wording), "its first sentences say so"),
    Source::guess(|e| composite(&e.contact), "a name in the letterhead"),
    Source::guess(|e| suffixed_name(&e.signature), "named in the signature"),
    Source::guess(|e| composite(&e.signature), "named in the signature"),
    Source::guess(|e| named_most(e.wording), "named most in the wording"),
    Source::guess(|e| minister(e.wording), "the question is put to them"),
    Source::guess(|e| answering(e.wording), "the letter says that they answer"),
    Source::guess(|e| composite(&e.head), "a name at the head of the letter"),
    Source::guess(|e| above_address(&e.contact), "stands above the address"),
    Source::guess(
        |e| beside_municipality(&e.contact),
        "stands beside the municipality in the letterhead",
    ),
    Source::guess(
        |e| municipality(&top(e)),
        "the municipality in the letterhead",
    ),
];

/// Takes the name from the first place that shows one.
pub(super) fn from_print(evidence: &Evidence<'_>) -> Sender {
    let found = SOURCES
        .iter()
        .find_map(|source| Some(((source.find)(evidence)?, source)));
    let Some((name, source)) = found else {
        return Sender::default();
    };
    let name = as_in_wording(&name, evidence.wording);
    Sender {
        department: Some(name.clone()),
        inferences: vec![Inference {
            field: "department",
            value: name,
            certainty: source.certainty,
            why: source.why.to_owned(),
        }],
        ..Sender::default()
    }
}

/// The lines of letterhead and head.
fn top<'t>(evidence: &Evidence<'t>) -> Vec<&'t str> {
    let lines = evidence.contact.iter().chain(&evidence.head);
    lines.copied().collect()
}

/// The department that the title names, unless it is a post or an abbreviation.
fn titled(evidence: &Evidence<'_>) -> Option<String> {
    let name = evidence.title_department?;
    if let Some(ministry) = ministry_of(name).filter(|_| name.split_whitespace().count() <= 4) {
        return Some(ministry);
    }
    let full = name.chars().count() > 6 || name.chars().any(char::is_lowercase);
    (full && !names::is_title(name)).then(|| name.to_owned())
}

/// A name of several words that stands beside the municipality's, or on one line with it: in its own block first.
fn of_municipality(evidence: &Evidence<'_>) -> Option<String> {
    let lines: Vec<&str> = top(evidence).into_iter().map(bare).collect();
    let opens = |at: usize| evidence.opens.get(at).copied().unwrap_or(true);
    let beside = |at: usize, apart: bool| {
        let below = lines.get(at + 1).filter(|_| apart || !opens(at + 1));
        let above = at.checked_sub(1).filter(|_| apart || !opens(at));
        let above = above.and_then(|above| lines.get(above));
        let mut beside = below.into_iter().chain(above);
        beside.find(|line| is_composite(line)).copied()
    };
    let places = (0..lines.len()).filter(|at| lines[*at].split_whitespace().count() <= 12);
    places.into_iter().find_map(|at| {
        if let Some(name) = parted_from_municipality(lines[at]) {
            return Some(name.to_owned());
        }
        if !is_municipality(lines[at]) {
            return None;
        }
        let name = beside(at, false).or_else(|| beside(at, true))?;
        Some(name.to_owned())
    })
}

fn composite(lines: &[&str]) -> Option<String> {
    let line = lines
        .iter()
        .map(|line| bare(line))
        // "Park og Vej, den 3. maj 2021"
        .map(|line| match line.rsplit_once(',') {
            Some((before, _)) if dates::line(line).is_some() => before,
            _ => line,
        })
        .find(|line| is_composite(line))?;
    Some(line.to_owned())
}

static OPENING: LazyLock<Vec<Pattern>> = LazyLock::new(|| words::each("opening_patterns", "", ""));
/// How much of the wording is its opening, in bytes.
const OPENING_TEXT: usize = 3_000;

/// Who answers, where one of the first sentences says so: "Park og Vej har modtaget en forespørgsel".
fn opening(wording: &str) -> Option<String> {
    let head = head_of(wording, OPENING_TEXT);
    sentences::split(head)
        .into_iter()
        .take(20)
        .find_map(|sentence| {
            let said = head[sentence].trim_start();
            let found = OPENING.iter().find_map(|pattern| pattern.captures(said))?;
            let name = found.name("d")?.as_str().trim();
            let plain = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let somebody = !NAMELESS.contains(&plain.to_lowercase())
                && !DEPARTMENT_SUFFIXES.contains(&plain.to_lowercase())
                && is_unit_name(&plain)
                && !names::is_name(&plain)
                && !names::is_title(&plain);
            somebody.then_some(plain)
        })
}

/// A name in capitals that is neither a municipality's nor a post.
fn capitals(contact: &[&str]) -> Option<String> {
    let capitals = joined_capitals(contact);
    let post = names::is_title(&capitals.replace(' ', ""));
    (!capitals.is_empty() && !is_municipality(&capitals) && !post).then_some(capitals)
}

static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::cased(&format!(
        r"\b\p{{Lu}}[\p{{L}}]*(?:(?:-,|,|-)?[ \t]+(?:og[ \t]+)?\p{{Lu}}[\p{{L}}]*)*?(?:-?[ \t]+og[ \t]+\p{{Lu}}?[\p{{L}}]*)?(?i:{})s?\b|\b(?:Ministry|Department) of (?:the )?\p{{Lu}}\p{{L}}+(?:(?:,| and|,? of) \p{{Lu}}\p{{L}}+)*",
        words::any("department_suffixes")
    ))
});

static SENDER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\W*{}\s*:\s*(?P<s>[^<@]{{3,80}}?)\s*(?:<.*)?$",
        words::any("sender_labels")
    ))
});

/// The sender of a memorandum or an e-mail, unless it is a person.
fn sender_line(lines: &[&str]) -> Option<String> {
    lines.iter().take(20).find_map(|line| {
        let name = SENDER
            .captures(line)?
            .name("s")?
            .as_str()
            .trim_matches(['"', ' '])
            .to_owned();
        (!names::is_name(&name) || suffixed_name(&[name.as_str()]).is_some()).then_some(name)
    })
}

/// "Park og Vej, Sekretariatet" without the unit.
fn without_unit(name: String) -> String {
    match name.split_once(',') {
        Some((department, _)) if is_composite(department) || is_suffixed(department) => {
            department.to_owned()
        }
        _ => name,
    }
}

static MINISTER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"\b(?:til|to)\s+(?:the\s+)?(?P<m>(?:\p{L}[\p{L}-]*,?\s+){0,5}\p{L}*(?:minister|ministeren))\b",
    )
});

/// The ministry of the minister to whom a question was put.
fn minister(wording: &str) -> Option<String> {
    let found = MINISTER.captures(head_of(wording, MOST_TEXT))?;
    let minister = found.name("m")?.as_str();
    ministry_of(minister).or_else(|| {
        let words: Vec<&str> = minister.split_whitespace().collect();
        Some(words.join(" "))
    })
}

/// In a letter to parliament, the ministry that letterhead or wording name.
fn ministry(evidence: &Evidence<'_>) -> Option<String> {
    let ends = &*MINISTRY_SUFFIXES;
    let is_ministry = |name: &String| {
        ends.iter()
            .any(|end| name.to_lowercase().ends_with(end.as_str()))
    };
    let lines = top(evidence);
    let place = lines
        .iter()
        .position(|line| is_ministry(&bare(line).to_owned()));
    place
        .and_then(|place| suffixed_name(&lines[place.saturating_sub(1)..=place]))
        .filter(is_ministry)
        .or_else(|| named_most(evidence.wording).filter(is_ministry))
}

/// The department that the wording names most: one that answers names itself.
fn named_most(wording: &str) -> Option<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for found in NAMED.find_all(head_of(wording, MOST_TEXT)) {
        *times.entry(nominative(found.as_str())).or_default() += 1;
    }
    // A bare "Ministeriet" or "Forvaltningen" names nobody.
    let suffixes = &*DEPARTMENT_SUFFIXES;
    times
        .into_iter()
        .filter(|(name, _)| !suffixes.contains(&name.to_lowercase()) && name.len() < 90)
        .max_by_key(|(name, times)| (*times, name.len()))
        .map(|(name, _)| name.split_whitespace().collect::<Vec<_>>().join(" "))
}

static ANSWERING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?:^|\n)\W*(?P<d>(?-i:\p{{Lu}})[\p{{L}}&,\- ]{{2,60}}?)\s+{}(?:\s+\w+)?\s*:\s*\n",
        words::any("answer_verbs")
    ))
});

/// Who answers, where a line says so: "Børn og Undervisning svarer:".
fn answering(wording: &str) -> Option<String> {
    let found = ANSWERING.captures(head_of(wording, MOST_TEXT))?;
    let name = found.name("d")?.as_str().trim();
    let whole = !DEPARTMENT_SUFFIXES.contains(&name.to_lowercase()) && is_unit_name(name);
    whole.then(|| name.to_owned())
}

/// The first line of an address, where it is a name.
fn above_address(lines: &[&str]) -> Option<String> {
    let address = lines.iter().position(|line| {
        contact_lines::classify(line) == Some(contact_lines::ContactLine::Postal)
    })?;
    let first = lines[address.saturating_sub(3)..address]
        .iter()
        .map(|line| bare(line))
        .find(|line| {
            is_unit_name(line)
                && !line.contains(':')
                && !names::is_name(line)
                && !names::is_title(line)
        })?;
    Some(first.to_owned())
}

/// The name below the municipality's, else the one above it: a department whose name says nothing about what it is.
fn beside_municipality(lines: &[&str]) -> Option<String> {
    let at = lines
        .iter()
        .position(|line| is_municipality(bare(line)) && line.split_whitespace().count() <= 4)?;
    let named = |line: &&&str| {
        let line = bare(line);
        is_unit_name(line)
            && line.chars().count() <= 50
            && !names::is_name(line)
            && !names::is_title(line)
    };
    let below = lines.get(at + 1).filter(named);
    let above = at
        .checked_sub(1)
        .and_then(|above| lines.get(above))
        .filter(named);
    below.or(above).map(|line| bare(line).to_owned())
}

fn municipality(lines: &[&str]) -> Option<String> {
    lines
        .iter()
        .map(|line| bare(line))
        .find(|line| is_municipality(line) && line.split_whitespace().count() <= 5)
        .map(str::to_owned)
}

/// Writes a name in capitals the way the letter itself writes it in running text.
fn as_in_wording(name: &str, wording: &str) -> String {
    if !contact_lines::is_capitals(name) {
        return name.to_owned();
    }
    let wording = head_of(wording, MOST_TEXT);
    let wanted = name.to_lowercase();
    let lower = wording.to_lowercase();
    // Lowering can change lengths; only then are the places no longer the same.
    if lower.len() != wording.len() {
        return name.to_owned();
    }
    lower
        .match_indices(&wanted)
        .filter_map(|(at, _)| wording.get(at..at + wanted.len()))
        .find(|found| *found != name && found.chars().next().is_some_and(char::is_uppercase))
        .unwrap_or(name)
        .to_owned()
}

pub(super) fn labelled_unit(line: &str) -> Option<String> {
    use contact_lines::{ContactLine, Field};
    match contact_lines::classify(line)? {
        ContactLine::Labelled(Field::Unit, Some(value)) => Some(bare(&line[value]).to_owned()),
        _ => None,
    }
}

pub(super) fn head_of(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
