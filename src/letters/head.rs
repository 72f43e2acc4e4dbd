//! The head of a letter: its date, case number, handlers and contact block, wherever in the letter they stand.

use jiff::civil::Date;

use super::contact_lines::{self, ContactLine, Field};
use super::dates;
use super::furniture;
use super::lines::{Line, bare};
use super::names;
use super::titles;
use super::words::{self, Pattern};
use std::sync::LazyLock;

/// How many lines below a label its value is looked for: lines of the other column may stand between.
const BELOW: usize = 8;
/// The longest initials of a handler, in characters.
const INITIALS: usize = 12;

static SPLIT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\s*(?:[,;/|&]|\s{}\s)\s*",
        words::any("and_words")
    ))
});

/// The longest subject in which a case number is looked for, in bytes.
const LONGEST_SUBJECT: usize = 400;

/// What a line of a letter was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing yet.
    Free,
    /// A field of the head.
    Header,
    Contact,
    Furniture,
    Signature,
}

/// Returns the date of the letter, and gives every date line its role: the first is a field, its repetitions are furniture.
pub(crate) fn date(lines: &[Line<'_>], roles: &mut [Role]) -> Option<Date> {
    let found: Vec<(usize, Date)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let date = dates::line(line.text)
                .or_else(|| furniture::before_page_mark(line.text).and_then(dates::line))
                .or_else(|| mail_date(line.text))?;
            Some((at, date))
        })
        .collect();
    for (at, line) in lines.iter().enumerate() {
        let alone = line.opens_block() && lines.get(at + 1).is_none_or(Line::opens_block);
        if alone && dates::is_month(line.text) {
            roles[at] = Role::Header;
        }
    }
    let (first, dated_on) = *found.first()?;
    let marked = |at: usize| {
        let around = at.saturating_sub(2)..(at + 3).min(lines.len());
        lines[around]
            .iter()
            .any(|line| furniture::is_page_mark(line.text))
    };
    let prose = lines
        .iter()
        .position(|line| line.text.chars().count() > 90)
        .unwrap_or(lines.len());
    for (at, date) in found {
        roles[at] = if at == first {
            Role::Header
        } else if date == dated_on || marked(at) {
            Role::Furniture
        } else if at < prose {
            Role::Header
        } else {
            roles[at]
        };
    }
    for at in 1..lines.len() {
        if roles[at] == Role::Header && dates::is_label(lines[at - 1].text) {
            roles[at - 1] = Role::Header;
        }
    }
    Some(dated_on)
}

static MAIL_DATE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\W*(?:sendt|sent|dato|date)\s*:\s*(?P<d>.+)$"));

/// Reads the date of an e-mail's head, which a time of day may follow.
fn mail_date(text: &str) -> Option<Date> {
    if text.len() > 120 {
        return None;
    }
    let said = MAIL_DATE.captures(text)?.name("d")?.as_str();
    dates::find(said).first().map(|(_, date)| *date)
}

/// Returns the case number: the first line labelled so. A document number is none.
pub(crate) fn case_number(lines: &[Line<'_>], roles: &[Role]) -> Option<String> {
    fields(lines, roles, Field::Case)
        .into_iter()
        .map(|(_, value)| value)
        .find(|value| value.chars().any(|c| c.is_ascii_digit()))
        .or_else(|| bracketed_case(lines, roles))
}

static BRACKETED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"[(\[]\s*{}\s*:?\s*(?P<v>[\w][\w ./-]{{2,30}})[)\]]",
        words::any("case_labels")
    ))
});

/// A case number in brackets in the subject: "Svar om bænke (sag 21/4711)".
fn bracketed_case(lines: &[Line<'_>], roles: &[Role]) -> Option<String> {
    let head = lines
        .iter()
        .zip(roles)
        .filter(|(_, role)| **role == Role::Header);
    head.filter(|(line, _)| line.text.len() <= LONGEST_SUBJECT)
        .find_map(|(line, _)| {
            let value = BRACKETED.captures(line.text)?.name("v")?.as_str().trim();
            let numbered = value.contains(|c: char| c.is_ascii_digit());
            numbered.then(|| value.to_owned())
        })
}

/// Returns the unit that a field names.
pub(crate) fn unit(lines: &[Line<'_>], roles: &[Role]) -> Option<String> {
    let fields = fields(lines, roles, Field::Unit);
    fields.into_iter().map(|(_, value)| value).next()
}

/// Returns who handled the case.
pub(crate) fn handlers(lines: &[Line<'_>], roles: &[Role]) -> Vec<String> {
    let mut handlers: Vec<String> = Vec::new();
    for (at, value) in fields(lines, roles, Field::Handler) {
        let mut names = split_names(&value);
        // More names may stand on the lines below the label.
        let below = lines[at + 1..]
            .iter()
            .filter(|line| line.aside == lines[at].aside)
            .take(5)
            .map(Line::bare)
            .take_while(|line| names::is_name(line));
        if !contact_lines::has_value(lines[at].text) {
            names.extend(below.map(str::to_owned));
        }
        for name in names {
            if !handlers.contains(&name) {
                handlers.push(name);
            }
        }
    }
    handlers
}

fn split_names(value: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut from = 0;
    for cut in SPLIT.find_all(value) {
        parts.push(&value[from..cut.start()]);
        from = cut.end();
    }
    parts.push(&value[from..]);
    let named: Vec<String> = parts
        .iter()
        .filter(|part| names::is_name(part))
        .map(|part| part.trim().to_owned())
        .collect();
    let short = |part: &str| {
        !part.is_empty()
            && part.chars().count() <= INITIALS
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if !named.is_empty() {
        named
    } else if parts.iter().all(|part| short(part)) {
        parts.iter().map(|part| (*part).to_owned()).collect()
    } else if contact_lines::is_strong(value) {
        Vec::new()
    } else {
        vec![value.to_owned()]
    }
}

/// The values under a label, each with the line of its label. The value may stand on the line below.
fn fields(lines: &[Line<'_>], roles: &[Role], wanted: Field) -> Vec<(usize, String)> {
    let mut values = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !matches!(roles[at], Role::Contact | Role::Header | Role::Furniture) {
            continue;
        }
        match contact_lines::classify(line.text) {
            Some(ContactLine::Labelled(field, Some(place))) if field == wanted => {
                values.push((at, clean(&line.text[place])));
            }
            Some(ContactLine::Labelled(field, None)) if field == wanted => {
                let below = table_value(lines, at).or_else(|| {
                    lines[at + 1..]
                        .iter()
                        .take(BELOW)
                        .find(|below| below.aside == line.aside)
                        .map(Line::bare)
                });
                values.extend(
                    below
                        .filter(|below| fits_below(wanted, below))
                        .map(|below| (at, clean(below))),
                );
            }
            _ => {}
        }
    }
    values
}

/// The most words of a value on a line below its label.
const MOST_WORDS: usize = 8;

/// Whether a line can be the value of the label above it.
fn fits_below(wanted: Field, value: &str) -> bool {
    let few = value.split_whitespace().count() <= MOST_WORDS && !value.ends_with(['?', '!', ':']);
    few && match wanted {
        Field::Case => !titles::is_title(value) && dates::line(value).is_none(),
        _ => !contact_lines::is_strong(value),
    }
}

/// Pairs labels that stand in a run of their own with the values in the run below: the first value belongs to the first
/// label. A table with a column of labels reads so.
fn table_value<'a>(lines: &'a [Line<'_>], at: usize) -> Option<&'a str> {
    let label = |place: usize| {
        lines.get(place).is_some_and(|line| {
            matches!(
                contact_lines::classify(line.text),
                Some(ContactLine::Labelled(_, None))
            )
        })
    };
    let first = (at.saturating_sub(6)..=at)
        .rev()
        .take_while(|place| label(*place))
        .last()?;
    let end = (at..lines.len().min(at + 7)).find(|place| !label(*place))?;
    (end - first > 1)
        .then(|| lines.get(end + at - first).map(Line::bare))
        .flatten()
}

fn clean(value: &str) -> String {
    bare(value).trim_end_matches([',', ';']).to_owned()
}

/// Returns the letterhead and contact lines as received: blocks apart.
pub(crate) fn contact_block(lines: &[Line<'_>], roles: &[Role]) -> Option<String> {
    let mut block = String::new();
    let mut last: Option<usize> = None;
    for at in (0..lines.len()).filter(|at| roles[*at] == Role::Contact) {
        if let Some(last) = last {
            let opens = |line: &Line<'_>| line.aside == lines[at].aside && line.opens_block();
            let apart = lines[last + 1..=at].iter().any(opens)
                || !lines[at].aside && lines[last + 1..at].iter().any(|line| !line.aside);
            block.push_str(if apart { "\n\n" } else { "\n" });
        }
        block.push_str(lines[at].text);
        last = Some(at);
    }
    (!block.is_empty()).then_some(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::lines;

    #[test]
    fn fields_are_read_beside_and_below_their_labels() {
        let text = "Sagsnr.\n2021-0012345\n\nDokumentnr.\n2021-0012345-2\n\nSagsbehandlere:\nAnna Berg\nOle Holm\n\nDato: 3. maj 2021\n\n3. maj 2021\nSide 1 af 2";
        let lines = lines::split(text);
        let mut roles = vec![Role::Contact; lines.len()];
        assert_eq!(
            date(&lines, &mut roles)
                .map(|date| date.to_string())
                .as_deref(),
            Some("2021-05-03")
        );
        assert_eq!(case_number(&lines, &roles).as_deref(), Some("2021-0012345"));
        assert_eq!(handlers(&lines, &roles), ["Anna Berg", "Ole Holm"]);
        assert_eq!(roles[roles.len() - 2], Role::Furniture);
    }

    #[test]
    fn handlers_on_one_line_are_split() {
        let cases: [(&str, &[&str]); 4] = [
            ("Anna Berg og Ole Holm", &["Anna Berg", "Ole Holm"]),
            ("Anna Berg, tlf. 11 22 33 44", &["Anna Berg"]),
            ("abc/def", &["abc", "def"]),
            ("DEPABC", &["DEPABC"]),
        ];
        for (value, wanted) in cases {
            assert_eq!(split_names(value), wanted, "{value}");
        }
    }
}
