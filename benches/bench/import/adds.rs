//! Single answers, each added in a transaction of its own, as after a bulk load.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::date;
use tenday::domain::{
    Addressee, Answer, Code, Disposition, Inquiry, Letter, Question, QuestionNumber, Reference,
    Wording,
};
use tenday::store::{Access, Store, Writer, answers, departments, inquiries, letters, questions};

use super::super::measure::{Run, Runs};
use super::super::{Bench, Outcome, data};

/// How many answers are added.
pub const ADDS: usize = 3000;
/// The questions that they answer; every department gets each.
const QUESTIONS: u32 = 30;

/// Adds [`ADDS`] answers to a copy of the database.
pub fn one_by_one(bench: &Bench, database: &Path) -> Outcome<Runs> {
    let copy = bench.folder.join("adds.db");
    fs::copy(database, &copy)?;
    let mut store = Store::open(&copy, Access::Write, |_| {})?;
    let mut new = store.write(prepare)?;
    for (answer, text) in new.iter_mut().zip(data::answers(ADDS)) {
        answer.text = Some(text);
    }
    let mut runs = Runs::default();
    for answer in new.iter().take(ADDS) {
        let begun = Instant::now();
        store.write(|writer| answers::add(writer, answer))?;
        runs.0.push(Run {
            wall: begun.elapsed(),
            cpu: Duration::ZERO,
            peak: 0,
        });
    }
    fs::remove_file(&copy)?;
    Ok(runs)
}

/// Adds an inquiry with letters from all departments, and returns the answers that they lack.
fn prepare(writer: &Writer<'_>) -> tenday::Result<Vec<Answer>> {
    let inquiry: Reference = "2026-9999".parse()?;
    let any = inquiries::list(writer)?.pop().ok_or_else(|| {
        tenday::Error::refused("the record is empty", "remove it, and it is made anew")
    })?;
    inquiries::add(
        writer,
        &Inquiry {
            reference: inquiry.clone(),
            title: "Svar et for et".to_owned(),
            received_on: Some(date(2026, 3, 2)),
            due_on: Some(date(2026, 3, 12)),
            original_due_on: Some(date(2026, 3, 12)),
            follows: None,
            closed_on: None,
            ..any
        },
    )?;
    let departments = departments::departments(writer)?;
    for department in &departments {
        letters::add(writer, &letter(&inquiry, &department.code))?;
    }
    let mut new = Vec::new();
    for number in 1..=QUESTIONS {
        let question = Question {
            inquiry: inquiry.clone(),
            number: QuestionNumber::from(number),
            position: number,
            text: "Hvad koster ét svar?".to_owned(),
        };
        questions::add(writer, &question)?;
        for department in &departments {
            new.push(asked(writer, &question, &department.code)?);
        }
    }
    Ok(new)
}

/// Puts a question to a department, and returns the answer that it lacks.
fn asked(writer: &Writer<'_>, question: &Question, department: &Code) -> tenday::Result<Answer> {
    let addressee = Addressee {
        inquiry: question.inquiry.clone(),
        question: question.number.clone(),
        department: department.clone(),
    };
    questions::put_to(writer, &addressee)?;
    Ok(Answer {
        inquiry: addressee.inquiry,
        question: addressee.question,
        department: addressee.department,
        letter: 1,
        unit: None,
        label: None,
        disposition: Disposition::Answered,
        refers_to_question: None,
        refers_to_department: None,
        wording: Some(Wording::Verbatim),
        text: None,
    })
}

fn letter(inquiry: &Reference, department: &Code) -> Letter {
    Letter {
        inquiry: inquiry.clone(),
        department: department.clone(),
        number: 1,
        unit: None,
        dated_on: Some(date(2026, 3, 9)),
        received_on: None,
        case_number: None,
        contact_block: None,
        document: None,
        page: None,
    }
}
