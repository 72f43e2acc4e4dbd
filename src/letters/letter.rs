//! Reads one letter: gives every line a role, finds its headings, and puts its answers together.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::answers::{self, Answers, Context};
use super::channels;
use super::departments::{self, Evidence, Sender};
use super::draft::{Certainty, Inference, Letter};
use super::figures;
use super::furniture;
use super::head::{self, Role};
use super::headings::{self, Heading};
use super::known::{Known, Question};
use super::lines::Line;
use super::spans::{Mark, SpanKind};
use super::titles;
use super::words::Pattern;
use super::{body, claims};
use crate::domain::Disposition;

static MAIL_SENDER: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^\W*(?:fra|from)\s*:"));

/// A letter, and the claims it lays on the input.
pub(crate) struct Reading {
    pub letter: Letter,
    pub marks: Vec<Mark>,
    pub headings: Vec<Heading>,
}

/// Reads the letter that `lines` hold. `questions` are those of the inquiry, as far as they are known; `said` is the place of
/// the department that the user says it is from.
pub(crate) fn read(
    text: &str,
    lines: &[Line<'_>],
    known: &Known,
    questions: &[Question],
    said: Option<usize>,
) -> Reading {
    let mut roles = vec![Role::Free; lines.len()];
    let mut letter = around(text, lines, &mut roles);
    let at = body::free(lines, &roles);
    let mut headings = headings::find(text, lines, &at, questions);
    let body = body::read(lines, &roles, &at, &mut headings);
    let head: Vec<&str> = body.head.iter().map(|span| &text[span.clone()]).collect();
    let title_number = claims::title_number(&letter, text, &head, &body.intro, questions);
    let sender = sender(
        text,
        lines,
        known,
        said,
        &mut roles,
        &mut letter,
        &body.head,
    );
    letter.asker = letter.asker.or_else(|| {
        head.iter()
            .find_map(|line| titles::on_behalf(line))
            .map(str::to_owned)
    });
    let context = Context {
        text,
        known,
        questions,
        department: sender.known,
        title_number,
        department_name: sender.department.as_deref(),
    };
    let found = answers::read(&context, &headings, body.sections, &body.intro);
    let mut marks = marks(lines, &roles, &headings, &found, body.head);
    claims::asking(text, &body.intro, &mut letter, &mut marks);
    states(&mut letter, found);
    letter.inferences.extend(sender.inferences);
    letter.department = sender.department;
    letter.unit = sender.unit;
    Reading {
        letter,
        marks,
        headings,
    }
}

/// Reads what stands around the answers, line by line: furniture, fields, letterhead, title and signature.
fn around(text: &str, lines: &[Line<'_>], roles: &mut [Role]) -> Letter {
    for (role, furniture) in roles.iter_mut().zip(furniture::find(lines)) {
        if furniture {
            *role = Role::Furniture;
        }
    }
    let mut letter = Letter {
        dated_on: head::date(lines, roles),
        ..Letter::default()
    };
    claims::mail_headers(lines, roles, &mut letter);
    claims::contact(lines, roles);
    claims::title(text, lines, roles, &mut letter);
    claims::repeated_letterhead(lines, roles);
    letter.signatories = claims::sign(lines, roles);
    claims::closing_sender(lines, roles);
    letter.case_number = head::case_number(lines, roles);
    letter.handlers = head::handlers(lines, roles);
    letter.unit = head::unit(lines, roles);
    letter.contact_block = head::contact_block(lines, roles);
    letter
}

/// Infers the sender; lines of the head that name it belong to the letterhead, and are looked at again as such.
fn sender(
    text: &str,
    lines: &[Line<'_>],
    known: &Known,
    said: Option<usize>,
    roles: &mut [Role],
    letter: &mut Letter,
    top: &[Range<usize>],
) -> Sender {
    let printed: Vec<&str> = top.iter().map(|span| &text[span.clone()]).collect();
    let infer = |roles: &[Role], letter: &Letter| {
        departments::infer(known, &evidence(text, lines, roles, letter, &printed), said)
    };
    let sender = infer(roles, letter);
    if !claims::letterhead(lines, roles, known, &sender, top) {
        return sender;
    }
    let sender = infer(roles, letter);
    letter.contact_block = head::contact_block(lines, roles);
    sender
}

/// What the letter shows of its sender.
fn evidence<'t>(
    text: &'t str,
    lines: &[Line<'t>],
    roles: &[Role],
    letter: &'t Letter,
    head: &[&'t str],
) -> Evidence<'t> {
    let of = |role: Role| {
        lines
            .iter()
            .zip(roles)
            .filter(move |(_, own)| **own == role)
            .map(|(line, _)| line)
    };
    let senders = of(Role::Header).filter(|line| MAIL_SENDER.is_match(line.text));
    let contact: Vec<&Line<'t>> = senders.chain(of(Role::Contact)).collect();
    let wording = match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => text
            .get(first.span.start..last.span.end)
            .unwrap_or_default(),
        _ => "",
    };
    let title = letter.title.as_deref().unwrap_or_default();
    let receivers = |line: &&str| !claims::is_receiver(line) && !titles::is_title(line);
    Evidence {
        title,
        title_department: titles::department(title),
        contact: contact.iter().map(|line| line.text).collect(),
        opens: contact.iter().map(|line| line.opens_block()).collect(),
        head: of(Role::Header)
            .map(|line| line.text)
            .chain(head.iter().copied())
            .filter(receivers)
            .collect(),
        case_number: letter.case_number.as_deref(),
        unit: letter.unit.as_deref(),
        wording,
        signature: of(Role::Signature).map(|line| line.text).collect(),
    }
}

fn marks(
    lines: &[Line<'_>],
    roles: &[Role],
    headings: &[Heading],
    answers: &Answers,
    head: Vec<Range<usize>>,
) -> Vec<Mark> {
    let mut marks: Vec<Mark> = lines
        .iter()
        .zip(roles)
        .filter_map(|(line, role)| {
            let kind = match role {
                Role::Free => return None,
                Role::Header => SpanKind::HeaderField,
                Role::Contact => SpanKind::ContactBlock,
                Role::Furniture => SpanKind::Furniture,
                Role::Signature => SpanKind::Signature,
            };
            Some(Mark {
                span: line.span.clone(),
                kind,
            })
        })
        .collect();
    let mut claim = |spans: Vec<Range<usize>>, kind: SpanKind| {
        marks.extend(spans.into_iter().map(|span| Mark { span, kind }));
    };
    claim(
        headings
            .iter()
            .flat_map(|heading| heading.spans.iter().chain(&heading.mark).cloned())
            .collect(),
        SpanKind::Heading,
    );
    claim(answers.part_heads.clone(), SpanKind::Heading);
    // The wording holds the heads of its parts: of two claims the first keeps the bytes.
    claim(answers.wording.clone(), SpanKind::Answer);
    claim(head, SpanKind::HeaderField);
    marks
}

/// Takes over the answers, and the figures and channels that they state.
fn states(letter: &mut Letter, found: Answers) {
    let mut seen = HashSet::new();
    for answer in &found.list {
        let first = seen.insert(&answer.places);
        if first && answer.disposition == Disposition::Answered {
            letter
                .figures
                .extend(figures::find(&answer.text, answer.question));
            letter
                .channels
                .extend(channels::find(&answer.text, answer.question));
        }
        letter.answers.push(answer.clone());
    }
    letter.inferences.extend(found.inferences);
    if letter.dated_on.is_none() {
        letter.inferences.push(Inference {
            field: "dated_on",
            value: String::new(),
            certainty: Certainty::Sure,
            why: "no line holds a date alone".to_owned(),
        });
    }
}
