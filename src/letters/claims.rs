//! The lines that are no wording: each gets its role, and what it says about the letter is taken over.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::body::free;
use super::boundaries;
use super::contact_blocks;
use super::contact_lines::{self, ContactLine, Field};
use super::contact_runs;
use super::department_names;
use super::departments;
use super::dispositions;
use super::draft::{Letter, Signatory};
use super::flow::{self, Gap, Piece};
use super::head::Role;
use super::heading_signs;
use super::known::{Known, Question};
use super::lines::{self, Line};
use super::sentences;
use super::signatures;
use super::spans::{Mark, SpanKind};
use super::sub_questions;
use super::titles;
use super::words::{self, Pattern};

static RECIPIENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^{}(?:\W|$)|^[^.:?]{{0,80}}{}(?:\s+\d{{4}}\s*[-/].*)?$",
        words::any("recipient_words"),
        words::any("committee_suffixes")
    ))
});

static TITLE_NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"{}\s*(?:{}\s*)?:?\s*(?P<prefix>(?-i:[A-ZÆØÅ]{{1,3}})\s?)?(?P<nums>\d{{1,5}}\b(?:\s*(?:[-–,]|og|and|til|to)\s*\d{{1,5}}\b)*)",
        words::any("question_words"),
        words::any("question_number_words")
    ))
});

static MAIL_FIELD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^\W*(?:emne|subject)\s*:\s*(?:(?:sv|vs|re|fw|fwd)\s*:\s*)*(?P<v>.+)$")
});

static SUBJECT_FIELD: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\W*{}\s*:\s*(?P<s>\S.{{2,160}})$",
        words::any("subject_labels")
    ))
});

/// Sentences that lead up to the answers and say nothing themselves: "Spørgsmålene er gengivet nedenfor".
static COVER: LazyLock<Vec<Pattern>> = LazyLock::new(|| words::each("cover_patterns", "", ""));

/// Whether a sentence leads up to the answers: it says who asked, or announces them.
pub(super) fn leads_up(sentence: &str) -> bool {
    titles::asker(sentence).is_some() || COVER.iter().any(|pattern| pattern.is_match(sentence))
}

/// How many lines at the start of a letter may hold its title.
const TITLE_LINES: usize = 60;
/// How many of them may hold its subject as a field.
const SUBJECT_LINES: usize = 15;

pub(super) fn mail_headers(lines: &[Line<'_>], roles: &mut [Role], letter: &mut Letter) {
    let headers: Vec<usize> = (0..lines.len().min(12))
        .filter(|at| boundaries::is_mail_header(lines[*at].text))
        .collect();
    if headers.len() < 3 {
        return;
    }
    for at in headers {
        roles[at] = Role::Header;
        if let Some(found) = MAIL_FIELD.captures(lines[at].text) {
            about(letter, found.name("v").map_or("", |m| m.as_str()));
        }
    }
}

/// Gives contact lines their role; the address of the receiver is a field of the head.
pub(super) fn contact(lines: &[Line<'_>], roles: &mut [Role]) {
    let at = free(lines, roles);
    for (line, contact) in at.iter().zip(contact_blocks::find(lines, &at)) {
        if contact {
            roles[*line] = Role::Contact;
        }
    }
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.aside) {
        if roles[at] == Role::Free {
            roles[at] = Role::Contact;
        }
        debug_assert!(!line.text.is_empty());
    }
    receivers(lines, roles);
}

/// Whether the line names a receiver.
pub(super) fn is_receiver(line: &str) -> bool {
    RECIPIENT.is_match(line)
}

/// Takes the address of the receiver out of the contact lines: a block that starts with one, or a line that names one.
fn receivers(lines: &[Line<'_>], roles: &mut [Role]) {
    let main: Vec<usize> = (0..lines.len().min(TITLE_LINES))
        .filter(|at| !lines[*at].aside)
        .collect();
    for block in contact_blocks::blocks(lines, &main) {
        let says_sender = main[block.clone()].iter().any(|at| {
            matches!(
                contact_lines::classify(lines[*at].text),
                Some(ContactLine::Labelled(
                    Field::Case | Field::Handler | Field::Phone,
                    _
                ))
            )
        });
        let whole = !says_sender && RECIPIENT.is_match(lines[main[block.start]].bare());
        for at in main[block].iter().copied() {
            if roles[at] == Role::Contact && (whole || RECIPIENT.is_match(lines[at].bare())) {
                roles[at] = Role::Header;
            }
        }
    }
}

pub(super) fn title(text: &str, lines: &[Line<'_>], roles: &mut [Role], letter: &mut Letter) {
    let at = free(lines, roles);
    for place in at.iter().take(TITLE_LINES) {
        if boundaries::is_salutation(lines[*place].text) {
            roles[*place] = Role::Header;
            letter.asker = letter
                .asker
                .take()
                .or_else(|| boundaries::greeted(lines[*place].text).map(str::to_owned));
        }
    }
    for line in at.iter().copied().take(SUBJECT_LINES) {
        let field = SUBJECT_FIELD.captures(lines[line].text);
        if let Some(subject) = field.as_ref().and_then(|found| found.name("s"))
            && !titles::is_title(lines[line].text)
        {
            roles[line] = Role::Header;
            letter.subject = letter.subject.take().or(Some(subject.as_str().to_owned()));
        }
    }
    let at = free(lines, roles);
    let titled = at
        .iter()
        .take(TITLE_LINES)
        .position(|line| titles::is_title(lines[*line].text));
    let Some(place) = titled else {
        only_sender(lines, &at, roles, letter);
        return;
    };
    let mut pieces = Vec::new();
    for (n, line) in at[place..].iter().take(3).enumerate() {
        let gap = if n == 0 { Gap::Blank } else { Gap::Line };
        let wraps = n == 0
            || !lines[*line].opens_block()
                && *line == at[place + n - 1] + 1
                && lines[*line].text.chars().count() <= 120
                && heading_signs::read(lines[*line].text).is_none()
                && !lines[*line].text.ends_with(['?', ':']);
        if !wraps {
            break;
        }
        roles[*line] = Role::Header;
        pieces.push(Piece {
            span: lines[*line].span.clone(),
            gap,
        });
    }
    let joined = flow::join(text, &pieces, Some(40));
    let joined = lines::bare(&joined);
    about(letter, joined);
}

/// Takes the only line that says who answers ("Svar fra Park og Vej") for the title. Several such lines head parts.
fn only_sender(lines: &[Line<'_>], at: &[usize], roles: &mut [Role], letter: &mut Letter) {
    let mut saying = at
        .iter()
        .copied()
        .filter(|line| titles::answer_from(lines[*line].text).is_some());
    if let (Some(line), None) = (saying.next(), saying.next()) {
        roles[line] = Role::Header;
        letter.title = Some(lines[line].bare().to_owned());
    }
}

/// Takes over what a title says.
fn about(letter: &mut Letter, title: &str) {
    letter.asker = titles::asker(title)
        .map(str::to_owned)
        .or(letter.asker.take());
    letter.subject = titles::subject(title)
        .map(str::to_owned)
        .or(letter.subject.take());
    letter.title = Some(title.to_owned());
}

pub(super) fn sign(lines: &[Line<'_>], roles: &mut [Role]) -> Vec<Signatory> {
    let at = free(lines, roles);
    let mut signatories = Vec::new();
    for signature in signatures::find(lines, &at) {
        for place in &signature.places {
            roles[at[*place]] = Role::Signature;
        }
        signatories.extend(signature.signatories);
    }
    signatories
}

/// Takes short lines that close the letter and name a department for its letterhead: nobody signed below them.
pub(super) fn closing_sender(lines: &[Line<'_>], roles: &mut [Role]) {
    let free = free(lines, roles);
    let Some(block) = contact_blocks::blocks(lines, &free).pop() else {
        return;
    };
    let last = roles.iter().rposition(|role| *role != Role::Furniture);
    let ends = free.get(block.end - 1).copied() == last;
    let short = free[block.clone()].iter().all(|line| {
        let text = lines[*line].bare();
        contact_runs::is_short(lines[*line].text) && text.starts_with(char::is_uppercase)
    });
    let named = department_names::names_department(lines[free[block.start]].bare());
    if block.start > 0 && block.len() <= 3 && ends && short && named {
        for line in &free[block] {
            roles[*line] = Role::Contact;
        }
    }
}

/// Takes the block at the head that names the department into the letterhead. Says whether there is one.
pub(super) fn letterhead(
    lines: &[Line<'_>],
    roles: &mut [Role],
    known: &Known,
    sender: &departments::Sender,
    head: &[Range<usize>],
) -> bool {
    let Some(name) = sender.department.as_deref() else {
        return false;
    };
    let name = sender
        .known
        .map_or(name, |place| known.departments[place].name.as_str())
        .to_lowercase();
    let is_head = |at: usize| roles[at] == Role::Free && head.contains(&lines[at].span);
    let named = (0..lines.len().min(TITLE_LINES))
        .find(|at| is_head(*at) && departments::heads(lines[*at].bare(), &name));
    let Some(named) = named else {
        return false;
    };
    let first = (0..=named)
        .rev()
        .take_while(|at| is_head(*at))
        .take_while(|at| *at == named || !lines[*at + 1].opens_block())
        .last()
        .unwrap_or(named);
    let last = (named..lines.len())
        .take_while(|at| is_head(*at))
        .take_while(|at| *at == named || !lines[*at].opens_block())
        .last()
        .unwrap_or(named);
    roles[first..=last].fill(Role::Contact);
    true
}

/// Takes lines that close a letter and only repeat its letterhead for furniture.
pub(super) fn repeated_letterhead(lines: &[Line<'_>], roles: &mut [Role]) {
    let contact: HashSet<&str> = (0..lines.len())
        .filter(|at| roles[*at] == Role::Contact)
        .map(|at| lines[at].bare())
        .collect();
    let printed = |text: &str| contact.contains(text);
    let last: Vec<usize> = (0..lines.len())
        .rev()
        .skip_while(|at| matches!(roles[*at], Role::Furniture))
        .take_while(|at| roles[*at] == Role::Free && printed(lines[*at].bare()))
        .collect();
    let opens = last.last().is_some_and(|first| lines[*first].opens_block());
    if opens {
        for at in last {
            roles[at] = Role::Furniture;
        }
    }
}

/// Finds who asked in the paragraphs before the first question; a sentence that says so is a field of the head.
pub(super) fn asking(text: &str, intro: &[Vec<Piece>], letter: &mut Letter, marks: &mut Vec<Mark>) {
    for paragraph in intro.iter().take(6) {
        let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else {
            continue;
        };
        let Some(said) = text.get(first.span.start..last.span.end) else {
            continue;
        };
        for sentence in sentences::split(said)
            .into_iter()
            .take(12)
            .filter(|sentence| sentence.len() < 900)
        {
            let told = &said[sentence.clone()];
            if letter.subject.is_none() && told.len() < 300 {
                letter.subject = titles::subject(told)
                    .map(|subject| subject.trim_end_matches(['.', ':']).to_owned());
            }
            let asker = titles::asker(told);
            if let Some(asker) = asker {
                let behalf = titles::on_behalf(told).is_some();
                if letter.asker.is_none() || behalf {
                    letter.asker = Some(asker.split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            if leads_up(told) {
                let span = sentence.start + first.span.start..sentence.end + first.span.start;
                if !marks
                    .iter()
                    .any(|mark| mark.span.start < span.end && span.start < mark.span.end)
                {
                    marks.push(Mark {
                        span,
                        kind: SpanKind::HeaderField,
                    });
                }
            }
        }
    }
}

pub(super) fn title_number(
    letter: &Letter,
    text: &str,
    head: &[&str],
    intro: &[Vec<Piece>],
    questions: &[Question],
) -> Option<u32> {
    let intro = intro.iter().filter_map(|paragraph| {
        let (first, last) = (paragraph.first()?, paragraph.last()?);
        text.get(first.span.start..last.span.end.min(first.span.start + 600))
    });
    letter
        .title
        .as_deref()
        .into_iter()
        .chain(head.iter().copied())
        .chain(intro)
        .find_map(|said| {
            let found = TITLE_NUMBER.captures(said)?;
            let start = found.name("prefix").or_else(|| found.name("nums"))?.start();
            let printed = &said[start..found.name("nums")?.end()];
            if let Some(own) = sub_questions::own_question(questions, printed) {
                return Some(own);
            }
            match dispositions::numbers(found.name("nums")?.as_str()).as_slice() {
                [only] => Some(*only),
                _ => None,
            }
        })
}
