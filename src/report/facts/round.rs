//! One round as a whole, and the questions that reports ask of it.

use std::collections::{HashMap, HashSet};
use std::ops::Deref;

use super::{Answer, Department, Figure, Finding, Inquiry, Letter, Question, name_of};

/// Everything about one round that a report of it needs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RoundFacts {
    /// The inquiry.
    pub inquiry: Inquiry,
    /// Its questions, in order.
    pub questions: Vec<Question>,
    /// Every department and unit named in the round, in the order to show them.
    pub departments: Vec<Department>,
    /// The letters, oldest first.
    pub letters: Vec<Letter>,
    /// The answers, as they stand in the letters.
    pub answers: Vec<Answer>,
    /// The figures stated in the answers.
    pub figures: Vec<Figure>,
    /// The analysts' codes.
    pub findings: Vec<Finding>,
}

impl RoundFacts {
    /// Returns the name of the department or unit with `code`, or the code.
    #[must_use]
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        name_of(&self.departments, code)
    }

    /// Returns the letters of `department`.
    pub fn letters_of<'a>(&'a self, department: &'a str) -> impl Iterator<Item = &'a Letter> {
        self.letters
            .iter()
            .filter(move |letter| letter.department == department)
    }

    /// Returns how many answers were asked for, counted as question times addressee.
    #[must_use]
    pub fn expected(&self) -> usize {
        self.questions
            .iter()
            .map(|question| question.addressees.len())
            .sum()
    }

    /// Returns the letter that `answer` stands in: the department's letter of the answer's date, else its only letter.
    #[must_use]
    pub fn letter_of(&self, answer: &Answer) -> Option<&Letter> {
        let mut letters = self
            .letters
            .iter()
            .filter(|letter| letter.department == answer.department);
        match answer.dated_on {
            Some(date) => letters.find(|letter| letter.dated_on == Some(date)),
            None => letters.next().filter(|_| letters.next().is_none()),
        }
    }
}

/// A round with its answers in order, so that a report of many questions need not look through all answers for each.
#[derive(Debug)]
pub struct Round<'a> {
    facts: &'a RoundFacts,
    participants: Vec<&'a str>,
    /// By question and department.
    answers: HashMap<&'a str, HashMap<&'a str, Vec<&'a Answer>>>,
}

impl Deref for Round<'_> {
    type Target = RoundFacts;

    fn deref(&self) -> &RoundFacts {
        self.facts
    }
}

impl<'a> Round<'a> {
    /// Puts the answers of `facts` in order.
    #[must_use]
    pub fn of(facts: &'a RoundFacts) -> Self {
        let mut answers: HashMap<&str, HashMap<&str, Vec<&Answer>>> = HashMap::new();
        for answer in &facts.answers {
            let here = answers.entry(&answer.question).or_default();
            here.entry(&answer.department).or_default().push(answer);
        }
        for here in answers.values_mut().flat_map(HashMap::values_mut) {
            here.sort_by_key(|answer| {
                (
                    answer.unit.is_some(),
                    answer.unit.as_ref().and(answer.label.as_ref()),
                )
            });
        }
        Self {
            facts,
            participants: participants(facts),
            answers,
        }
    }

    /// Returns the codes of the departments that were asked or have answered, in the order to show them.
    #[must_use]
    pub fn participants(&self) -> Vec<&'a str> {
        self.participants.clone()
    }

    /// Returns what `department` says to the question `number`: the whole department first, then its units by the
    /// label that they have in the letter.
    #[must_use]
    pub fn answers_to(&self, number: &str, department: &str) -> Vec<&'a Answer> {
        let here = self.answers.get(number).and_then(|it| it.get(department));
        here.cloned().unwrap_or_default()
    }

    /// Tells whether `department` owes an answer to `question`.
    #[must_use]
    pub fn is_outstanding(&self, question: &Question, department: &str) -> bool {
        question.is_put_to(department) && self.answers_to(&question.number, department).is_empty()
    }

    /// Returns every answer that is owed, by department in the order to show them.
    #[must_use]
    pub fn outstanding(&self) -> Vec<(&'a str, Vec<&'a Question>)> {
        let owed = |code| {
            let questions = self.facts.questions.iter();
            questions
                .filter(|question| self.is_outstanding(question, code))
                .collect()
        };
        let all = self.participants.iter().map(|code| (*code, owed(code)));
        all.filter(|(_, questions): &(&str, Vec<&Question>)| !questions.is_empty())
            .collect()
    }
}

fn participants(facts: &RoundFacts) -> Vec<&str> {
    let asked = facts
        .questions
        .iter()
        .flat_map(|question| &question.addressees);
    let answered = facts.answers.iter().map(|answer| &answer.department);
    let wrote = facts.letters.iter().map(|letter| &letter.department);
    let mut seen = HashSet::new();
    let mut codes: Vec<&str> = asked
        .chain(answered)
        .chain(wrote)
        .map(String::as_str)
        .filter(|code| seen.insert(*code))
        .collect();
    let place = |code: &str| {
        let mut departments = facts.departments.iter();
        departments.position(|department| department.code == code)
    };
    codes.sort_by_key(|code| place(code).unwrap_or(usize::MAX));
    codes
}

impl Question {
    /// Tells whether the question was put to `department`.
    #[must_use]
    pub fn is_put_to(&self, department: &str) -> bool {
        self.addressees.iter().any(|code| code == department)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn only_what_was_asked_can_be_owed() {
        let facts = sample::round();
        let facts = Round::of(&facts);
        let owed: Vec<(&str, Vec<&str>)> = facts
            .outstanding()
            .into_iter()
            .map(|(code, questions)| {
                (
                    code,
                    questions
                        .iter()
                        .map(|question| question.number.as_str())
                        .collect(),
                )
            })
            .collect();
        assert_eq!(owed, [("NK", vec!["3"]), ("ØD", vec!["4"])]);
        assert_eq!(facts.expected(), 8);
        assert_eq!(facts.participants(), ["VV", "SU", "NK", "ØD"]);
    }

    #[test]
    fn the_department_speaks_before_its_units_and_these_in_order() {
        let facts = sample::round();
        let answers = Round::of(&facts).answers_to("1", "VV");
        let units: Vec<Option<&str>> = answers
            .iter()
            .map(|answer| answer.unit.as_deref())
            .collect();
        assert_eq!(units, [None, Some("VV-LYS"), Some("VV-STI")]);
    }

    #[test]
    fn an_answer_finds_its_letter_by_date_or_because_there_is_one() {
        let mut facts = sample::round();
        let case = |facts: &RoundFacts, answer: &Answer| {
            facts
                .letter_of(answer)
                .and_then(|it| it.case_number.clone())
        };
        let mut answer = facts.answers[0].clone();
        assert_eq!(case(&facts, &answer).as_deref(), Some("31/000417-2"));
        answer.dated_on = None;
        assert_eq!(case(&facts, &answer).as_deref(), Some("31/000417-2"));
        facts.letters.push(facts.letters[0].clone());
        assert_eq!(case(&facts, &answer), None);
    }
}
