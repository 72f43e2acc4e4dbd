//! What the names of departments look like: made of several, ending as such names do, beside the municipality's.

use std::sync::LazyLock;

use super::contact_lines;
use super::lines::bare;
use super::names;
use super::words;

/// What parts the names on one line: "Park og Vej, Havnen".
pub(super) const PARTS: [char; 5] = [',', '·', '|', '/', '•'];

pub(super) static DEPARTMENT_SUFFIXES: LazyLock<Vec<String>> =
    LazyLock::new(|| words::list("department_suffixes"));
static MUNICIPALITY_WORDS: LazyLock<Vec<String>> =
    LazyLock::new(|| words::list("municipality_words"));
static STREET_SUFFIXES: LazyLock<Vec<String>> = LazyLock::new(|| words::list("street_suffixes"));

/// The name on a line "Park og Vej, Vesterlund Kommune".
pub(super) fn parted_from_municipality(line: &str) -> Option<&str> {
    let (first, last) = line
        .rsplit_once(PARTS)
        .filter(|(_, last)| is_municipality(last.trim()))
        .or_else(|| {
            let (town, name) = line.split_once(PARTS)?;
            is_municipality(town.trim()).then_some((name, town))
        })?;
    let name = first.trim();
    let one_municipality = !is_municipality(name) && last.split_whitespace().count() <= 3;
    (one_municipality && is_unit_name(name) && !names::is_name(name) && !names::is_title(name))
        .then_some(name)
}

/// Whether the line is a name made of several: "Park og Vej", "By, Kultur og Fritid".
pub(super) fn is_composite(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = |word: &&str| word.starts_with(char::is_uppercase) || is_joining(word);
    (3..=8).contains(&words.len())
        && words.iter().any(|word| is_joining(word))
        && words.iter().all(named)
        && line.chars().count() <= 60
        && is_plain_name(line)
        && !line.ends_with(['.', '?', '!', ':'])
        && !names::is_title(line)
}

/// Whether the line is a department's name by its looks: made of several, or ending as such names do.
pub(super) fn names_department(line: &str) -> bool {
    is_composite(line) || suffixed_name(&[line]).is_some_and(|name| name == line)
}

/// Returns the first line whose last word is what departments are called; its name may begin on the line above.
pub(super) fn suffixed_name(lines: &[&str]) -> Option<String> {
    let (place, name) = lines.iter().enumerate().find_map(|(place, line)| {
        let mut parts = bare(line).split([',', '<', ':', '·', '|']).map(bare);
        Some((place, parts.find(|part| is_suffixed(part))?))
    })?;
    let above = place.checked_sub(1).map(|above| bare(lines[above]));
    let begun = above.filter(|above| {
        let last = above.split_whitespace().last().unwrap_or_default();
        let goes_on = is_joining(last) || last.ends_with('-') || last.ends_with(',');
        goes_on && bare(lines[place]).starts_with(name) && is_plain_name(above)
    });
    Some(begun.map_or_else(|| name.to_owned(), |begun| format!("{begun} {name}")))
}

/// Whether a name ends as departments' names do, in one of the words for a department.
pub(super) fn is_suffixed(name: &str) -> bool {
    if name.is_empty()
        || contact_lines::is_strong(name)
        || name.split_whitespace().count() > 7
        || is_municipality(name)
    {
        return false;
    }
    let lower = name.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    // "Jobcenter Nord"
    let placed = (2..=3).contains(&name.split_whitespace().count())
        && name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase));
    DEPARTMENT_SUFFIXES.iter().any(|suffix| {
        lower.ends_with(suffix.as_str())
            || first == *suffix
            || placed && first.ends_with(suffix.as_str())
    })
}

/// The ministry of a minister: that of "sundheds- og ældreministeren" is "Sundheds- og Ældreministeriet".
pub(super) fn ministry_of(minister: &str) -> Option<String> {
    let words: Vec<&str> = minister.split_whitespace().collect();
    let last = words.last()?.to_lowercase();
    let area = last
        .strip_suffix("ministeren")
        .or_else(|| last.strip_suffix("minister"))
        .filter(|area| !area.is_empty())?;
    let own = format!("{area}ministeriet");
    let named: Vec<String> = words[..words.len() - 1]
        .iter()
        .copied()
        .chain([own.as_str()])
        .map(|word| {
            if is_joining(word) {
                word.to_owned()
            } else {
                capitalised(word)
            }
        })
        .collect();
    Some(named.join(" "))
}

pub(super) fn is_joining(word: &str) -> bool {
    words::list("and_words").iter().any(|and| and == word)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The name without the s of its genitive.
pub(super) fn nominative(name: &str) -> &str {
    let plain = name.strip_suffix('s').unwrap_or(name);
    let lower = plain.to_lowercase();
    let is_whole = DEPARTMENT_SUFFIXES
        .iter()
        .any(|suffix| lower.ends_with(suffix.as_str()));
    if is_whole { plain } else { name }
}

pub(super) fn is_municipality(line: &str) -> bool {
    let lower = line.to_lowercase();
    MUNICIPALITY_WORDS
        .iter()
        .any(|word| lower.ends_with(word.as_str()) || lower.starts_with(&format!("{word} ")))
}

pub(super) fn is_unit_name(line: &str) -> bool {
    let streets = &*STREET_SUFFIXES;
    let lower = line.to_lowercase();
    is_plain_name(line)
        && !streets
            .iter()
            .any(|street| lower.ends_with(street.as_str()))
}

/// Whether the line may be a name: of a unit or, where it is no name made of several, of a street.
fn is_plain_name(line: &str) -> bool {
    !contact_lines::is_strong(line)
        && !is_municipality(line)
        && !line.chars().any(|c| c.is_ascii_digit())
        && line.starts_with(char::is_uppercase)
}
