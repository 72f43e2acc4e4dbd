//! Recording what was planned, in the one transaction of the writer it is given.

use super::plan::{LetterPlan, People, Plan, Step};
use super::round::Round;
use crate::domain::{Answer, Letter};
use crate::error::{Error, Result};
use crate::store::documents::{self, Document};
use crate::store::{Writer, answers, inquiries, letters, questions};

/// What was recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Letters that were not recorded before.
    pub letters: usize,
    /// Answers that were not recorded before.
    pub answers: usize,
    /// Letters and answers that were completed or replaced, and lists of people.
    pub changed: usize,
}

/// Records a plan. What the record lacks is added; what it says otherwise is replaced only with
/// `replace`.
///
/// # Errors
/// [`Error::Refused`] if something keeps a letter from being recorded; whatever the store refuses.
pub fn record(
    writer: &Writer<'_>,
    plan: &Plan,
    received: &[Document],
    replace: bool,
) -> Result<Tally> {
    if let Some(problem) = plan.problems().first() {
        return Err(Error::refused(problem.what.clone(), "mend that first"));
    }
    if let Some(round) = &plan.round {
        log(writer, round)?;
    }
    let mut tally = Tally::default();
    for letter in &plan.letters {
        if let Some(step) = &letter.letter {
            self::letter(writer, step, letter, received, replace, &mut tally)?;
        }
    }
    Ok(tally)
}

fn log(writer: &Writer<'_>, round: &Round) -> Result<()> {
    inquiries::add(writer, &round.inquiry)?;
    for question in &round.questions {
        questions::add(writer, question)?;
    }
    for addressee in &round.addressees {
        questions::put_to(writer, addressee)?;
    }
    Ok(())
}

fn letter(
    writer: &Writer<'_>,
    step: &Step<Letter>,
    plan: &LetterPlan,
    received: &[Document],
    replace: bool,
    tally: &mut Tally,
) -> Result<()> {
    let written = match &step.there {
        None => step.new.clone(),
        Some(there) if replace => merged(there, &step.new, true),
        Some(there) => merged(there, &step.new, false),
    };
    let file = received
        .iter()
        .find(|document| Some(&document.sha256) == written.document.as_ref());
    if let Some(document) = file {
        documents::keep(writer, document)?;
    }
    match &step.there {
        None => {
            letters::add(writer, &written)?;
            tally.letters += 1;
        }
        Some(there) if *there != written => {
            letters::update(writer, there, &written)?;
            tally.changed += 1;
        }
        Some(_) => {}
    }
    for people in &plan.people {
        tally.changed +=
            usize::from(named(writer, &written, people, replace)? && step.there.is_some());
    }
    for answer in &plan.answers {
        self::answer(writer, answer, replace, tally)?;
    }
    Ok(())
}

/// The letter recorded, with what the letter read adds to it, or says in its place.
fn merged(there: &Letter, new: &Letter, replace: bool) -> Letter {
    if replace {
        return new.clone();
    }
    let keeps_file = there.document.is_some();
    Letter {
        unit: there.unit.clone().or_else(|| new.unit.clone()),
        dated_on: there.dated_on.or(new.dated_on),
        case_number: there
            .case_number
            .clone()
            .or_else(|| new.case_number.clone()),
        contact_block: there
            .contact_block
            .clone()
            .or_else(|| new.contact_block.clone()),
        document: there.document.clone().or_else(|| new.document.clone()),
        page: if keeps_file && there.document != new.document {
            there.page
        } else {
            there.page.or(new.page)
        },
        ..there.clone()
    }
}

/// Writes the people of a letter in one role; says whether that changed anything.
fn named(writer: &Writer<'_>, letter: &Letter, people: &People, replace: bool) -> Result<bool> {
    if !people.differ() || !(replace || people.there.is_empty()) {
        return Ok(false);
    }
    letters::clear_people(writer, letter, people.role)?;
    for person in &people.new {
        letters::add_person(writer, person)?;
    }
    Ok(true)
}

fn answer(
    writer: &Writer<'_>,
    step: &Step<Answer>,
    replace: bool,
    tally: &mut Tally,
) -> Result<()> {
    let Some(there) = &step.there else {
        answers::add(writer, &step.new)?;
        tally.answers += 1;
        return Ok(());
    };
    let fills = !step.changes().is_empty() && step.replacements().is_empty();
    if *there != step.new && (replace || fills) {
        answers::update(writer, &answers::Key::from(there), &step.new)?;
        tally.changed += 1;
    }
    Ok(())
}
