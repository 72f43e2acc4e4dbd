//! Where one letter ends and the next begins in a bundle.
//!
//! A new letter starts with a page, or with a title after something that closes a letter. A page that bears the mark of a
//! later page never starts one.

use std::ops::Range;
use std::sync::LazyLock;

use super::contact_lines;
use super::dates;
use super::flow;
use super::furniture;
use super::heading_signs::{self, Kind};
use super::lines::Line;
use super::names;
use super::signatures;
use super::titles;
use super::words::{self, Pattern};

/// How many lines at the top of a page are its head.
const HEAD: usize = 14;
/// How many lines back the end of the letter before is looked for.
const TAIL: usize = 25;
/// From this score on a page starts a letter.
const ENOUGH: i32 = 4;
/// The most lines of a head that a page end cuts off from its letter.
const CUT_HEAD: usize = 8;
/// A line of such a head is no longer than this, in characters, unless it is the title.
const HEAD_LINE: usize = 60;

static SALUTATION: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^{}(?:\s+(?-i:\p{{Lu}})[^.?!:]{{1,60}})?[,!]?$",
        words::any("salutations")
    ))
});
static SALUTATION_WORD: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^{}\s+", words::any("salutations"))));
static MAIL_HEADER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^\W*(?:fra|from|til|to|cc|emne|subject|sendt|sent|dato|date|vedhæftede filer|vedhæftet|attachments|prioritet)\s*:\s*\S",
    )
});

/// Whether the line greets the receiver.
pub(crate) fn is_salutation(text: &str) -> bool {
    text.len() <= 120 && SALUTATION.is_match(text)
}

/// Returns the name of the person whom the line greets.
pub(crate) fn greeted(text: &str) -> Option<&str> {
    let rest = SALUTATION_WORD.find(text)?;
    let name = text[rest.end()..].trim().trim_end_matches([',', '!']);
    names::is_name(name).then_some(name)
}

/// Whether the line is a field of the head of an e-mail.
pub(crate) fn is_mail_header(text: &str) -> bool {
    text.len() <= 400 && MAIL_HEADER.is_match(text)
}

/// Returns the stretches of `lines` that each hold one letter. They touch and hold all lines.
pub(crate) fn find(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut starts = page_starts(lines);
    let mut more = title_starts(lines, &starts);
    starts.append(&mut more);
    starts.push(0);
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().copied().skip(1).chain([lines.len()]);
    let letters: Vec<Range<usize>> = starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect();
    merge_empty(lines, letters)
}

/// A stretch that shows nothing of a letter belongs to the one before it, or at the front to the one after it.
fn merge_empty(lines: &[Line<'_>], letters: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    let mut pending: Option<usize> = None;
    for letter in letters {
        let shows = lines[letter.clone()].iter().any(|line| {
            heading_signs::read(line.text).is_some()
                || line.bare().ends_with('?')
                || line.text.chars().count() > 120
        });
        match (shows, merged.last_mut()) {
            (true, _) => merged.push(pending.take().unwrap_or(letter.start)..letter.end),
            (false, Some(last)) => last.end = letter.end,
            (false, None) => pending = pending.or(Some(letter.start)),
        }
    }
    match (pending, merged.last_mut()) {
        (Some(_), None) => std::iter::once(0..lines.len()).collect(),
        _ => merged,
    }
}

fn page_starts(lines: &[Line<'_>]) -> Vec<usize> {
    let pages: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].page_break)
        .collect();
    let mut starts = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let end = pages.get(n + 1).copied().unwrap_or(lines.len());
        if page_score(lines, *page, end) >= ENOUGH {
            let before = n.checked_sub(1).map_or(0, |before| pages[before]);
            let cut = before > 0 && is_cut_head(&lines[before..*page]);
            starts.push(if cut {
                before
            } else {
                above_page(lines, before, *page)
            });
        }
    }
    starts.dedup();
    starts
}

/// Whether a page holds nothing but the first lines of a head: the page end cut them off from the letter that they head.
fn is_cut_head(page: &[Line<'_>]) -> bool {
    page.len() <= CUT_HEAD
        && page.iter().all(|line| {
            let plain = line.bare();
            titles::is_title(line.text)
                || plain.chars().count() <= HEAD_LINE
                    && !plain.ends_with(['.', '?', '!', ':', ','])
                    && !plain.starts_with(char::is_lowercase)
                    && furniture::page_mark(line.text).is_none_or(|(number, _)| number == 1)
                    && heading_signs::read(line.text).is_none()
                    && !contact_lines::is_strong(line.text)
                    && !signatures::is_closing(line.text)
                    && !names::is_name(plain)
                    && !names::is_title(plain)
        })
}

fn page_score(lines: &[Line<'_>], page: usize, end: usize) -> i32 {
    let mut score = 0;
    let mark = lines[page..end].iter().find_map(|line| {
        furniture::page_mark(line.text).or_else(|| {
            let before = furniture::before_page_mark(line.text)?;
            furniture::page_mark(
                line.text[before.len()..].trim_matches([' ', ',', '|', '·', '-', '–', '\t']),
            )
        })
    });
    score += match mark {
        Some((1, _)) => 4,
        Some(_) => -8,
        None => 0,
    };
    let head = &lines[page..end.min(page + HEAD)];
    let has = |test: &dyn Fn(&Line<'_>) -> bool| head.iter().any(test);
    let weigh = |holds: bool, weight: i32| if holds { weight } else { 0 };
    score += weigh(has(&|line| titles::is_title(line.text)), 4);
    score += weigh(has(&|line| is_salutation(line.text)), 2);
    score += weigh(has(&|line| dates::line(line.text).is_some()), 1);
    score += weigh(has(&|line| is_case(line.text)), 1);
    score += weigh(
        head.iter().filter(|line| is_mail_header(line.text)).count() >= 3,
        4,
    );
    score += weigh(has(&|line| is_first_question(line.text)), 1);
    score += weigh(closes_before(lines, page), 2);
    score -= weigh(
        head.first()
            .is_some_and(|line| line.text.starts_with(char::is_lowercase)),
        4,
    );
    score -= weigh(breaks_off_before(lines, page), 3);
    score
}

fn is_case(text: &str) -> bool {
    use contact_lines::{ContactLine, Field};
    matches!(
        contact_lines::classify(text),
        Some(ContactLine::Labelled(Field::Case, _))
    )
}

fn is_first_question(text: &str) -> bool {
    heading_signs::read(text)
        .is_some_and(|sign| sign.kind != Kind::Answer && sign.numbers.first() == Some(&1))
}

fn closes_before(lines: &[Line<'_>], at: usize) -> bool {
    lines[at.saturating_sub(TAIL)..at]
        .iter()
        .any(|line| signatures::is_closing(line.text))
}

/// Whether the last running text before `at` breaks off in the middle of a sentence.
fn breaks_off_before(lines: &[Line<'_>], at: usize) -> bool {
    lines[at.saturating_sub(TAIL * 2)..at]
        .iter()
        .rev()
        .find(|line| {
            !line.aside && line.text.chars().count() > 50 && !contact_lines::is_strong(line.text)
        })
        .is_some_and(|line| flow::is_open(line.text) && !titles::is_title(line.text))
}

/// Letters that start in the middle of a page: a title, or the head of an e-mail, below a letter that is complete.
fn title_starts(lines: &[Line<'_>], pages: &[usize]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut letter = 0;
    let mut answered = false;
    let mut closed = false;
    let mut asked: u32 = 0;
    let mut page = 0;
    for at in 0..lines.len() {
        if pages.get(page) == Some(&at) {
            page += 1;
            (letter, answered, closed, asked) = (at, false, false, 0);
        }
        let line = &lines[at];
        if line.aside {
            continue;
        }
        if answered && line.opens_block() && opens_letter(lines, at, closed, asked) {
            letter = above_title(lines, letter, at);
            if letter < at || !pages.contains(&letter) {
                starts.push(letter);
            }
            (answered, closed, asked) = (false, false, 0);
        }
        closed |= signatures::is_closing(line.text);
        if let Some(sign) = heading_signs::read(line.text) {
            asked = asked.max(sign.numbers.first().copied().unwrap_or(0));
            answered = true;
        }
        answered |= line.text.ends_with('?');
    }
    starts
}

/// Whether a letter opens at `at`, given what the letter above it holds.
fn opens_letter(lines: &[Line<'_>], at: usize, closed: bool, asked: u32) -> bool {
    let block = &lines[at..lines.len().min(at + 6)];
    if block
        .iter()
        .filter(|line| is_mail_header(line.text))
        .count()
        >= 3
    {
        return is_mail_header(lines[at].text);
    }
    let salutation = closed && is_salutation(lines[at].text);
    let sender = closed && titles::answer_from(lines[at].text).is_some();
    if !titles::is_title(lines[at].text) && !salutation && !sender {
        return false;
    }
    let ahead = &lines[at + 1..lines.len().min(at + 40)];
    let again = ahead.iter().find_map(|line| {
        let sign = heading_signs::read(line.text)?;
        (sign.kind != Kind::Answer).then(|| sign.numbers.first().copied().unwrap_or(0))
    });
    let restarts = again.is_some_and(|number| number <= 1 || asked > 99 && number != asked);
    let dated = ahead.iter().take(8).any(|line| {
        dates::line(line.text).is_some()
            || furniture::page_mark(line.text).is_some_and(|(n, _)| n == 1)
    });
    let dated_above = lines[at.saturating_sub(6)..at]
        .iter()
        .any(|line| dates::line(line.text).is_some());
    restarts && (closed || dated || dated_above || asked > 1)
        || closed && (dated || dated_above || salutation && again.is_some())
        || dated && asked > 0 && again.is_none()
}

/// Moves from the start of a page up over the lines of a head that the page end cut off: below text that is complete.
fn above_page(lines: &[Line<'_>], before: usize, page: usize) -> usize {
    let start = above_title(lines, before, page);
    let complete = start > 0 && {
        let above = &lines[start - 1];
        furniture::is_page_mark(above.text) || above.text.ends_with(['.', '!', '?', ')'])
    };
    if complete { start } else { page }
}

/// Moves from a title up over the lines that head it: dates, page marks, other titles, the name of the authority.
fn above_title(lines: &[Line<'_>], letter: usize, title: usize) -> usize {
    let mut start = title;
    let mut at = title;
    while at > letter + 1 && title - at < HEAD {
        at -= 1;
        let line = &lines[at];
        let plain = line.bare();
        let mark = furniture::page_mark(line.text);
        if mark.is_some_and(|(number, _)| number > 1) {
            break;
        }
        if dates::line(line.text).is_some()
            || mark.is_some()
            || furniture::is_rule(line.text)
            || is_mail_header(line.text)
            || dates::is_label(line.text)
            || titles::is_title(line.text)
            || contact_lines::is_authority(line.text)
                && plain.chars().count() < 60
                && !names::is_title(plain)
        {
            start = at;
        } else if contact_lines::is_strong(line.text) && dated_block(lines, letter, at) {
            // A field of the same head.
        } else if plain.chars().count() > 48
            || plain.ends_with(['.', '?', '!', ':'])
            || signatures::is_closing(line.text)
            || names::is_name(plain)
            || names::is_title(plain)
            || contact_lines::is_strong(line.text)
        {
            break;
        }
    }
    start
}

/// Whether the block that ends at `at`, or goes on there, holds a date: the fields of a head, not the foot of the letter above.
fn dated_block(lines: &[Line<'_>], letter: usize, at: usize) -> bool {
    let highest = at.saturating_sub(HEAD).max(letter + 1);
    let first = (highest..=at)
        .rev()
        .find(|line| lines[*line].opens_block())
        .unwrap_or(highest);
    lines[first..=at]
        .iter()
        .any(|line| dates::line(line.text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::lines;

    fn firsts(text: &str) -> Vec<&str> {
        let lines = lines::split(text);
        find(&lines)
            .into_iter()
            .map(|letter| lines[letter.start].text)
            .collect()
    }

    const ONE: &str = "Svar fra Park og Vej på forespørgsel fra SF om bænke\n\n3. maj 2021\nSide 1 af 2\n\n1. Hvor mange bænke er der?\n\nDer er ti bænke i parken, og de er\n\n\n\nalle grønne.\n\n3. maj 2021\nSide 2 af 2\n\n2. Hvem maler dem?\n\nDet gør vi selv.\n";

    #[test]
    fn pages_of_one_letter_stay_together() {
        assert_eq!(firsts(ONE).len(), 1);
    }

    #[test]
    fn a_page_with_a_title_starts_a_letter() {
        let two = format!("{ONE}\n\n\n{}", ONE.replace("Park og Vej", "Kultur"));
        assert_eq!(
            firsts(&two),
            [
                "Svar fra Park og Vej på forespørgsel fra SF om bænke",
                "Svar fra Kultur på forespørgsel fra SF om bænke"
            ]
        );
    }

    #[test]
    fn letters_without_pages_are_told_apart_by_their_titles() {
        let letter = |name: &str| {
            format!(
                "{name} Kommune\n\nDato: 3. maj 2021\n\nBesvarelse af forespørgsel om bænke\n\nSpørgsmål 1: Hvor mange?\n\nTi.\n\nSpørgsmål 2: Hvorfor?\n\nDerfor.\n\nMed venlig hilsen\n\nAnna Berg\nChef\n\n"
            )
        };
        let text = format!("{}{}", letter("Vesterlund"), letter("Østerlund"));
        assert_eq!(firsts(&text), ["Vesterlund Kommune", "Østerlund Kommune"]);
        let fields = text.replace("2021\n\nBesv", "2021\nSagsnr.: 21/123456\n\nBesv");
        assert_eq!(firsts(&fields), ["Vesterlund Kommune", "Østerlund Kommune"]);
    }

    #[test]
    fn one_letter_with_its_signature_in_the_middle_stays_one() {
        let text = "Folketinget\n\nHermed sendes besvarelse af spørgsmål nr. 214, som udvalget har stillet.\n\nAnna Berg\n/\nOle Holm\n\n\n\nSpørgsmål nr. 214:\n\n”Hvor mange?”\n\nSvar:\n\nMange.";
        assert_eq!(firsts(text).len(), 1);
    }
}
