//! Facts for the reports, out of the record.

mod channels;
mod reach;
mod register;

pub use channels::{contacts, request};
pub use reach::{reachability, traffic};
pub use register::{inquiries, outstanding, statistics};

use super::facts::{self, RoundFacts};
use crate::domain::{Answer, Code, Figure, Finding, Letter, Person, PersonRole, Reference};
use crate::error::Result;
use crate::store::{
    Reader, answers, askers, departments, figures, findings, inquiries as rounds, letters,
    questions,
};

/// Everything that the compiled reply to an inquiry needs.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry.
pub fn round(reader: &Reader<'_>, reference: &Reference) -> Result<RoundFacts> {
    let inquiry = inquiry(reader, reference)?;
    let people = letters::people(reader, reference)?;
    let letters = letters::list(reader, reference)?;
    let codes = findings::codebook(reader)?;
    let meaning = |finding: &Finding| {
        let entry = codes
            .iter()
            .find(|c| c.codebook == finding.codebook && c.code == finding.code);
        entry.map_or_else(String::new, |entry| entry.meaning.clone())
    };
    Ok(RoundFacts {
        inquiry,
        questions: asked(reader, reference)?,
        departments: departments::list(reader)?
            .into_iter()
            .map(department)
            .collect(),
        answers: answers::list(reader, reference)?
            .into_iter()
            .map(|a| answer(a, &letters))
            .collect(),
        figures: figures::list(reader, Some(reference))?
            .into_iter()
            .map(figure)
            .collect(),
        findings: findings::list(reader, Some(reference))?
            .into_iter()
            .map(|f| facts::Finding {
                meaning: meaning(&f),
                question: f.question.to_string(),
                department: f.department.to_string(),
                code: f.code.to_string(),
            })
            .collect(),
        letters: letters.into_iter().map(|l| letter(l, &people)).collect(),
    })
}

fn inquiry(reader: &Reader<'_>, reference: &Reference) -> Result<facts::Inquiry> {
    let inquiry = rounds::get(reader, reference)?;
    let mention = |reference: &Reference| {
        Ok::<_, crate::Error>(facts::Mention {
            reference: reference.to_string(),
            title: rounds::get(reader, reference)?.title,
        })
    };
    let follow_ups = rounds::follow_ups(reader, &inquiry.reference)?;
    Ok(facts::Inquiry {
        reference: inquiry.reference.to_string(),
        title: inquiry.title,
        asker: askers::find(reader, inquiry.asker.as_str())?.name,
        received_on: inquiry.received_on,
        due_on: inquiry.due_on,
        original_due_on: inquiry.original_due_on,
        closed_on: inquiry.closed_on,
        follows: inquiry.follows.as_ref().map(mention).transpose()?,
        follow_ups: follow_ups.iter().map(mention).collect::<Result<_>>()?,
    })
}

fn asked(reader: &Reader<'_>, reference: &Reference) -> Result<Vec<facts::Question>> {
    let asked = questions::list(reader, reference)?
        .into_iter()
        .map(|question| {
            let addressees = questions::addressees(reader, reference, &question.number)?;
            Ok(facts::Question {
                number: question.number.to_string(),
                text: question.text,
                addressees: addressees.iter().map(Code::to_string).collect(),
            })
        });
    asked.collect()
}

fn department(department: crate::domain::Department) -> facts::Department {
    facts::Department {
        code: department.code.to_string(),
        name: department.name,
        parent: department.parent.map(|code| code.to_string()),
    }
}

fn letter(letter: Letter, people: &[Person]) -> facts::Letter {
    let named = |role: PersonRole| {
        people
            .iter()
            .filter(|p| {
                p.department == letter.department && p.letter == letter.number && p.role == role
            })
            .map(|p| {
                p.title
                    .as_ref()
                    .map_or_else(|| p.name.clone(), |title| format!("{}, {title}", p.name))
            })
            .collect()
    };
    facts::Letter {
        handlers: named(PersonRole::Handler),
        signatories: named(PersonRole::Signatory),
        department: letter.department.to_string(),
        unit: letter.unit.map(|code| code.to_string()),
        dated_on: letter.dated_on,
        received_on: letter.received_on,
        case_number: letter.case_number,
    }
}

fn answer(answer: Answer, letters: &[Letter]) -> facts::Answer {
    let from = letters
        .iter()
        .find(|l| l.department == answer.department && l.number == answer.letter);
    facts::Answer {
        dated_on: from.and_then(|letter| letter.dated_on),
        question: answer.question.to_string(),
        department: answer.department.to_string(),
        unit: answer.unit.map(|code| code.to_string()),
        label: answer.label,
        disposition: answer.disposition,
        refers_to_question: answer.refers_to_question.map(|number| number.to_string()),
        refers_to_department: answer.refers_to_department.map(|code| code.to_string()),
        text: answer.text.unwrap_or_default(),
        wording: answer.wording,
    }
}

fn figure(figure: Figure) -> facts::Figure {
    facts::Figure {
        question: figure.question.to_string(),
        department: figure.department.to_string(),
        name: figure.name,
        value: figure.value,
        unit: figure.unit,
        as_of: figure.as_of.map(|as_of| as_of.to_string()),
        approximate: figure.approximate,
    }
}
