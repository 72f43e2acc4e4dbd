//! Greetings and the names and titles below them: "Med venlig hilsen", "Anna Berg / Ole Holm".

use std::sync::LazyLock;

use super::contact_blocks;
use super::contact_lines;
use super::department_names;
use super::draft::Signatory;
use super::lines::{Line, bare};
use super::names;
use super::words::{self, Pattern};

/// The most lines below a greeting that can belong to it.
const MOST_LINES: usize = 14;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 70;

static CLOSING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\W*(?:{}(?:\s*[,.]?\s*|\s+[\p{{L}} ,.]{{2,50}})|{})$",
        words::any("closings"),
        words::phrases("closing_patterns")
    ))
});

/// What stands before the name of someone who signs for others: "v/ Anna Berg".
static SIGNING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^{}\s*(?P<name>(?-i:\p{{Lu}}).*)$",
        words::any("signing_words")
    ))
});

/// Whether the line is the greeting that closes a letter.
pub(crate) fn is_closing(text: &str) -> bool {
    text.len() <= 90 && CLOSING.is_match(bare(text))
}

/// A signature: the places in `at` that it takes, and who signed.
#[derive(Debug, Default)]
pub(crate) struct Signature {
    pub places: Vec<usize>,
    pub signatories: Vec<Signatory>,
}

/// Finds the signatures among the lines at `at`, contact lines and furniture left out of it.
pub(crate) fn find(lines: &[Line<'_>], at: &[usize]) -> Vec<Signature> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < at.len() {
        if is_closing(lines[at[place]].text) {
            let signature = below_greeting(lines, at, place);
            place += signature.places.len().max(1);
            found.push(signature);
        } else {
            place += 1;
        }
    }
    if found
        .iter()
        .all(|signature: &Signature| signature.signatories.is_empty())
    {
        let mut free = vec![true; at.len()];
        for place in found.iter().flat_map(|signature| &signature.places) {
            free[*place] = false;
        }
        found.extend(without_greeting(lines, at, &free));
    }
    found
}

fn is_separator(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '/' | '|' | '-' | '–' | '_' | '.' | ' '))
}

fn below_greeting(lines: &[Line<'_>], at: &[usize], greeting: usize) -> Signature {
    let mut signature = Signature {
        places: vec![greeting],
        ..Signature::default()
    };
    let mut after_name = false;
    for place in greeting + 1..at.len().min(greeting + 1 + MOST_LINES) {
        let line = &lines[at[place]];
        let text = line.bare();
        if line.page_break && !signature.signatories.is_empty() {
            break;
        }
        if is_separator(line.text) {
            after_name = false;
        } else if let Some(people) = people(text) {
            signature.signatories.extend(people);
            after_name = true;
        } else if is_title_line(text)
            && (names::is_title(text)
                || after_name
                    && !line.opens_block()
                    && !is_titled(&signature)
                    && !department_names::is_composite(text)
                || after_name && contact_lines::is_authority(text))
        {
            add_title(&mut signature.signatories, text);
        } else if signature.signatories.is_empty() && is_body_that_signs(lines, at, place)
            || after_name && department_names::is_composite(text)
        {
            // The department belongs to the signature and signs nothing.
        } else if signature.signatories.is_empty() && is_lone_name(text) {
            signature.signatories.push(Signatory {
                name: text.to_owned(),
                title: None,
            });
            after_name = true;
        } else if is_closing(line.text) {
            after_name = false;
        } else {
            break;
        }
        signature.places.push(place);
    }
    signature
}

fn is_titled(signature: &Signature) -> bool {
    let last = signature.signatories.last();
    last.is_some_and(|person| person.title.as_deref().is_some_and(names::is_title))
}

/// Whether the line names the department for which the person on the next line signs.
fn is_body_that_signs(lines: &[Line<'_>], at: &[usize], place: usize) -> bool {
    let next = at.get(place + 1).map(|next| lines[*next].bare());
    is_title_line(lines[at[place]].bare())
        && next.is_some_and(|next| SIGNING.is_match(next) && people(next).is_some())
}

/// Gives the title to the names above it that have none, else adds it to the last title.
fn add_title(signatories: &mut [Signatory], text: &str) {
    let titles: Vec<&str> = halves(text);
    let untitled: Vec<usize> = (0..signatories.len())
        .filter(|n| signatories[*n].title.is_none())
        .collect();
    if titles.len() > 1 && titles.len() == untitled.len() {
        for (n, title) in untitled.into_iter().zip(titles) {
            signatories[n].title = Some(title.to_owned());
        }
    } else if let Some(last) = signatories.last_mut() {
        last.title = Some(match last.title.take() {
            Some(title) => format!("{title}, {text}"),
            None => text.to_owned(),
        });
    }
}

fn is_title_line(text: &str) -> bool {
    text.chars().count() <= LONGEST_TITLE
        && !text.contains(':')
        && text.split_whitespace().count() <= 8
        && !text.ends_with(['.', '?', '!', ':'])
        && !contact_lines::is_strong(text)
        && !text.chars().next().is_some_and(|c| c.is_ascii_digit())
}

fn is_lone_name(text: &str) -> bool {
    text.split_whitespace().count() == 1
        && text.chars().count() <= 25
        && text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || c == '-')
}

fn halves(text: &str) -> Vec<&str> {
    text.split(['/', '\t'])
        .flat_map(|half| half.split("   "))
        .map(str::trim)
        .filter(|half| !half.is_empty())
        .collect()
}

/// Reads a line of names: one name, two names with a stroke or a gap between them, a name with its title after a comma.
fn people(text: &str) -> Option<Vec<Signatory>> {
    let text = SIGNING
        .captures(text)
        .and_then(|found| found.name("name"))
        .map_or(text, |name| name.as_str());
    let halves = halves(text);
    let people: Option<Vec<Signatory>> = halves.iter().map(|half| person(half)).collect();
    people.filter(|people| !people.is_empty())
}

fn person(text: &str) -> Option<Signatory> {
    let text = text.trim().trim_end_matches(',');
    if names::is_name(text) {
        return Some(Signatory {
            name: text.to_owned(),
            title: None,
        });
    }
    let (name, title) = text.split_once(',')?;
    (names::is_name(name) && names::is_title(title)).then(|| Signatory {
        name: name.trim().to_owned(),
        title: Some(title.trim().to_owned()),
    })
}

/// Finds names that stand without a greeting: a name over a title, or names with a stroke between them.
fn without_greeting(lines: &[Line<'_>], at: &[usize], free: &[bool]) -> Option<Signature> {
    let text = |place: usize| lines[at[place]].bare();
    let between = |place: usize| {
        place > 0
            && place + 2 < at.len()
            && person(text(place)).is_some()
            && is_separator(lines[at[place + 1]].text)
            && lines[at[place + 1]].text.contains('/')
    };
    let alone = |place: usize| {
        place > 0 && free[place] && people(text(place)).is_some_and(|people| people.len() > 1)
    };
    if let Some(place) =
        (0..at.len()).find(|place| free[*place] && between(*place) || alone(*place))
    {
        return Some(below_names(lines, at, place));
    }
    let blocks = contact_blocks::blocks(lines, at);
    let mut best = None;
    for (n, block) in blocks.iter().enumerate() {
        if n == 0 || block.len() > 5 || !free[block.clone()].iter().all(|free| *free) {
            continue;
        }
        let named = person(text(block.start)).is_some();
        let titled = block.len() > 1
            && block.clone().skip(1).all(|place| {
                names::is_title(text(place))
                    || is_separator(lines[at[place]].text)
                    || person(text(place)).is_some()
            });
        let next = blocks.get(n + 1).map(|next| text(next.start));
        let stroke = next.is_some_and(|next| next.starts_with('/'));
        let ends = next.is_none_or(|next| next.chars().count() <= 60);
        if named && (titled && ends || stroke || next.is_none() && block.len() == 1) {
            best = Some(below_names(lines, at, block.start));
            break;
        }
    }
    best
}

fn below_names(lines: &[Line<'_>], at: &[usize], first: usize) -> Signature {
    let mut signature = Signature::default();
    for place in first..at.len().min(first + MOST_LINES) {
        let text = lines[at[place]].bare().trim_start_matches('/').trim();
        if is_separator(lines[at[place]].text) {
        } else if let Some(people) = people(text) {
            signature.signatories.extend(people);
        } else if names::is_title(text) {
            add_title(&mut signature.signatories, text);
        } else {
            break;
        }
        signature.places.push(place);
    }
    signature
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::lines;

    fn signed(text: &str) -> Vec<(String, Option<String>)> {
        let lines = lines::split(text);
        let at: Vec<usize> = (0..lines.len()).collect();
        find(&lines, &at)
            .into_iter()
            .flat_map(|signature| signature.signatories)
            .map(|person| (person.name, person.title))
            .collect()
    }

    #[test]
    fn signatures_are_read() {
        type Person<'a> = (&'a str, Option<&'a str>);
        let cases: [(&str, &[Person<'_>]); 9] = [
            (
                "Tekst.\n\nVenlig hilsen\nBroer og Kajer\nv/ Anna Berg, brochef",
                &[("Anna Berg", Some("brochef"))],
            ),
            (
                "Tekst.\n\nVenlig hilsen\nAnna Berg\nBrochef\nBroer og Kajer",
                &[("Anna Berg", Some("Brochef"))],
            ),
            (
                "Tekst.\n\nMed venlig hilsen\n\nAnna Berg\nrådmand\n\n/\n\nOle Holm\ndirektør",
                &[
                    ("Anna Berg", Some("rådmand")),
                    ("Ole Holm", Some("direktør")),
                ],
            ),
            (
                "Tekst.\n\nVenlig hilsen\nAnna Berg\nTeamleder, Byrum",
                &[("Anna Berg", Some("Teamleder, Byrum"))],
            ),
            (
                "Tekst.\n\nMed venlig hilsen\n\nAnna Berg      /      Ole Holm",
                &[("Anna Berg", None), ("Ole Holm", None)],
            ),
            (
                "Det er teksten til svaret.\n\nAnna Berg\nJuridisk chef",
                &[("Anna Berg", Some("Juridisk chef"))],
            ),
            (
                "Yours sincerely,\n\nMary Holm\nMinister for Parks",
                &[("Mary Holm", Some("Minister for Parks"))],
            ),
            (
                "Tekst.\n\nAnna Berg\n/\nOle Holm\n\nSpørgsmål nr. 4",
                &[("Anna Berg", None), ("Ole Holm", None)],
            ),
            ("Tekst om Anna Berg, der er direktør.\n\nMere tekst.", &[]),
        ];
        for (text, wanted) in cases {
            let got = signed(text);
            let got: Vec<_> = got
                .iter()
                .map(|(name, title)| (name.as_str(), title.as_deref()))
                .collect();
            assert_eq!(got, wanted, "{text}");
        }
    }
}
