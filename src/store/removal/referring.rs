//! What refers to a record, and how it is made not to.

use super::super::{
    Reader, answers, contacts, extensions, figures, findings, inquiries, letters, questions,
    reminders,
};
use crate::domain::text::quoted;
use crate::domain::{Answer, Finding, Inquiry, Letter, Question, Reference, Source};
use crate::error::{Error, Result, Thing, count};

/// So many commands are named at most; the next try names the next ones.
const NAMED: usize = 8;

/// A record that refers to another.
pub(super) struct Referring {
    /// What it is, to be counted.
    noun: &'static str,
    /// What is typed after `tenday` so that it refers to it no more.
    command: String,
}

/// Says no if anything refers to the record.
pub(super) fn unreferred(what: Thing, key: &str, referring: &[Referring]) -> Result<()> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    let mut commands: Vec<String> = Vec::new();
    for it in referring {
        match counted.last_mut().filter(|(noun, _)| *noun == it.noun) {
            Some((_, n)) => *n += 1,
            None => counted.push((it.noun, 1)),
        }
        let command = format!("`tenday {}`", it.command);
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    if referring.is_empty() {
        return Ok(());
    }
    let counts: Vec<String> = counted.iter().map(|(noun, n)| count(*n, noun)).collect();
    let counts = match counts.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        counts => counts.concat(),
    };
    let refer = if referring.len() == 1 {
        "refers"
    } else {
        "refer"
    };
    let more = commands.len().saturating_sub(NAMED);
    commands.truncate(NAMED);
    let rest = match more {
        0 => String::new(),
        n => format!(", and {n} more"),
    };
    Err(Error::refused(
        format!("{what} `{key}` is not removed: {counts} {refer} to it"),
        format!("first run {}{rest}", commands.join(", ")),
    ))
}

/// What refers to an answer: figures and channels that it states, and, if it is the last that they
/// can be about, findings and answers of the department that point at it.
pub(super) fn to_answer(reader: &Reader<'_>, old: &Answer) -> Result<Vec<Referring>> {
    let key = answers::Key::from(old);
    let mut referring = stated_figures(reader, old)?;
    let states_it = |source: &Source| {
        source.question.as_ref() == Some(&old.question)
            && (&source.inquiry, &source.department, source.letter)
                == (&old.inquiry, &old.department, old.letter)
            && source.unit == old.unit
    };
    referring.extend(channels(reader, states_it)?);
    let others: Vec<Answer> = answers::list(reader, &old.inquiry)?
        .into_iter()
        .filter(|it| it.department == old.department && answers::Key::from(it) != key)
        .collect();
    let to_the_same = || others.iter().filter(|it| it.question == old.question);
    // Two answers can point at each other: one that points elsewhere itself may go.
    if old.refers_to_question.is_none() && to_the_same().next().is_none() {
        let points_at_it = |it: &&Answer| it.refers_to_question.as_ref() == Some(&old.question);
        referring.extend(others.iter().filter(points_at_it).map(given_answer));
    }
    if !to_the_same().any(|it| it.unit == old.unit) {
        let of = old.unit.as_ref().unwrap_or(&old.department);
        let is_about_it = |it: &Finding| it.question == old.question && it.department == *of;
        referring.extend(coded(reader, &old.inquiry, is_about_it)?);
    }
    Ok(referring)
}

/// What refers to a letter: its answers, and the channels that its letterhead states.
pub(super) fn to_letter(reader: &Reader<'_>, old: &Letter) -> Result<Vec<Referring>> {
    let mut referring: Vec<Referring> = answers::list(reader, &old.inquiry)?
        .iter()
        .filter(|it| it.department == old.department && it.letter == old.number)
        .map(given_answer)
        .collect();
    let states_it = |source: &Source| {
        source.question.is_none()
            && (&source.inquiry, &source.department, source.letter)
                == (&old.inquiry, &old.department, old.number)
    };
    referring.extend(channels(reader, states_it)?);
    Ok(referring)
}

/// What refers to a question: answers to it and those that point at it, and findings.
pub(super) fn to_question(reader: &Reader<'_>, old: &Question) -> Result<Vec<Referring>> {
    let of_it = |it: &&Answer| {
        it.question == old.number || it.refers_to_question.as_ref() == Some(&old.number)
    };
    let said = answers::list(reader, &old.inquiry)?;
    let mut referring: Vec<Referring> = said.iter().filter(of_it).map(given_answer).collect();
    referring.extend(coded(reader, &old.inquiry, |it| it.question == old.number)?);
    Ok(referring)
}

/// What refers to an inquiry.
pub(super) fn to_inquiry(reader: &Reader<'_>, old: &Inquiry) -> Result<Vec<Referring>> {
    let reference = &old.reference;
    let mut referring = Vec::new();
    let mut add = |noun, command| referring.push(Referring { noun, command });
    for it in letters::list(reader, reference)? {
        let (department, number) = (it.department, it.number);
        add(
            "letter",
            format!("letter remove {reference} {department} --letter {number}"),
        );
    }
    for it in questions::list(reader, reference)? {
        add(
            "question",
            format!("question remove {reference} {}", it.number),
        );
    }
    for it in inquiries::follow_ups(reader, reference)? {
        add("follow-up", format!("inquiry edit {it} --no-follows"));
    }
    for it in extensions::internal(reader, Some(reference))? {
        add(
            "internal deadline",
            format!("internal-deadline remove {reference} {}", it.department),
        );
    }
    for it in extensions::list(reader, Some(reference))? {
        add(
            "extension",
            format!("extension remove {reference} {}", it.until),
        );
    }
    for it in extensions::pauses(reader, Some(reference))? {
        add("pause", format!("pause remove {reference} {}", it.from_on));
    }
    for it in reminders::calendar_entries(reader)? {
        if it.inquiry == *reference && !it.cancelled {
            add("calendar date", "due --ics FILE".to_owned());
        }
    }
    Ok(referring)
}

fn given_answer(answer: &Answer) -> Referring {
    Referring {
        noun: "answer",
        command: format!("answer remove {}", answers::arguments(&answer.into())),
    }
}

/// The figures that an answer states.
fn stated_figures(reader: &Reader<'_>, answer: &Answer) -> Result<Vec<Referring>> {
    let key = answers::Key::from(answer);
    let stated = figures::list(reader, Some(&answer.inquiry))?;
    let its = stated.iter().filter(|it| figures::answer(it) == key);
    Ok(its
        .map(|it| {
            let unit = it.answer_unit.as_ref();
            let unit = unit.map(|unit| format!(" --answer-unit {unit}"));
            let as_of = it.as_of.as_ref();
            let as_of = as_of.map_or_else(|| "unknown".to_owned(), ToString::to_string);
            Referring {
                noun: "figure",
                command: format!(
                    "figure remove {} {} {} {} --with-as-of {as_of}{} --letter {}",
                    it.inquiry,
                    it.question,
                    it.department,
                    quoted(&it.name),
                    unit.unwrap_or_default(),
                    it.letter
                ),
            }
        })
        .collect())
}

/// The findings of an inquiry that are about something.
fn coded(
    reader: &Reader<'_>,
    inquiry: &Reference,
    about: impl Fn(&Finding) -> bool,
) -> Result<Vec<Referring>> {
    let mut findings = findings::list(reader, Some(inquiry))?;
    findings.retain(about);
    let command = |it: &Finding| {
        let (question, department, codebook) = (&it.question, &it.department, &it.codebook);
        format!("finding remove {inquiry} {question} {department} --codebook {codebook}")
    };
    Ok(findings
        .iter()
        .map(|it| Referring {
            noun: "finding",
            command: command(it),
        })
        .collect())
}

/// The channels that are stated somewhere.
fn channels(reader: &Reader<'_>, there: impl Fn(&Source) -> bool) -> Result<Vec<Referring>> {
    let mut known = contacts::list(reader, None)?;
    known.retain(|channel| channel.source.as_ref().is_some_and(&there));
    Ok(known
        .iter()
        .map(|it| {
            let kind = it.kind.to_string();
            let name = it.value.as_deref().or(it.label.as_deref());
            let label = it.label.as_deref().filter(|_| it.value.is_some());
            let label = label.map(|label| format!(" --with-label {}", quoted(label)));
            Referring {
                noun: "contact channel",
                command: format!(
                    "contact remove {} {} --of-kind {kind}{}",
                    it.department,
                    quoted(name.unwrap_or(&kind)),
                    label.unwrap_or_default()
                ),
            }
        })
        .collect())
}
