//! What a draft only infers and nobody has confirmed: whose letter it is, which question an answer is to.
//!
//! A person who looks at the draft settles a doubt by accepting or mending it. Accepted unseen it is not.

use super::draft::Certainty;
use super::plan::{Drafted, LetterPlan, Plan};
use crate::domain::Code;

/// An inference that a person should confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The place of the letter among those drafted, from 0.
    pub letter: usize,
    /// What is inferred, how surely and why.
    pub what: String,
    /// The department, where the doubt is about whose letter it is.
    pub department: Option<Code>,
}

/// The doubts about letters that are not recorded yet, departments first. With a new inquiry the questions are numbered as
/// the letters have it, and their numbers are no doubt.
#[must_use]
pub fn find(plan: &Plan, drafted: &[Drafted]) -> Vec<Doubt> {
    let new = || {
        let both = drafted.iter().zip(&plan.letters).enumerate();
        both.filter(|(_, (_, planned))| is_new(planned))
    };
    let mut doubts: Vec<Doubt> = new()
        .filter_map(|(letter, (drafted, planned))| sender(letter, drafted, planned))
        .collect();
    if plan.round.is_none() {
        doubts.extend(new().flat_map(|(letter, (drafted, _))| questions(letter, drafted)));
    }
    doubts
}

fn is_new(planned: &LetterPlan) -> bool {
    planned
        .letter
        .as_ref()
        .is_some_and(|step| step.there.is_none())
}

fn sender(letter: usize, drafted: &Drafted, planned: &LetterPlan) -> Option<Doubt> {
    let code = planned.letter.as_ref()?.new.department.clone();
    let inference = drafted
        .letter
        .inferences
        .iter()
        .find(|inference| inference.field == "department")
        .filter(|inference| inference.certainty < Certainty::Sure)?;
    let how = match inference.certainty {
        Certainty::Guess => "only a guess",
        _ => "only likely",
    };
    Some(Doubt {
        letter,
        what: format!(
            "it is {how} that the letter in {} is from {code} ({})",
            drafted.file_name, inference.why
        ),
        department: Some(code),
    })
}

fn questions(letter: usize, drafted: &Drafted) -> impl Iterator<Item = Doubt> {
    let guessed = drafted
        .letter
        .inferences
        .iter()
        .filter(|i| i.field == "question" && i.certainty == Certainty::Guess);
    guessed.map(move |inference| Doubt {
        letter,
        what: format!(
            "it is only a guess that an answer in {} is to question {} ({})",
            drafted.file_name, inference.value, inference.why
        ),
        department: None,
    })
}
