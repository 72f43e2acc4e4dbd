//! One round as a whole, and the questions that reports ask of it.

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

    /// Returns the codes of the departments that were asked or have answered, in the order to show them.
    #[must_use]
    pub fn participants(&self) -> Vec<&str> {
        let asked = self
            .questions
            .iter()
            .flat_map(|question| &question.addressees);
        let answered = self.answers.iter().map(|answer| &answer.department);
        let wrote = self.letters.iter().map(|letter| &letter.department);
        let mut codes: Vec<&str> = Vec::new();
        for code in asked.chain(answered).chain(wrote) {
            if !codes.contains(&code.as_str()) {
                codes.push(code);
            }
        }
        let place = |code: &str| {
            self.departments
                .iter()
                .position(|department| department.code == code)
        };
        codes.sort_by_key(|code| place(code).unwrap_or(usize::MAX));
        codes
    }

    /// Returns what `department` says to the question `number`: the whole department first, then its units by the
    /// label that they have in the letter.
    #[must_use]
    pub fn answers_to(&self, number: &str, department: &str) -> Vec<&Answer> {
        let to = |answer: &&Answer| answer.question == number && answer.department == department;
        let mut answers: Vec<&Answer> = self.answers.iter().filter(to).collect();
        answers.sort_by_key(|answer| {
            (
                answer.unit.is_some(),
                answer.unit.as_ref().and(answer.label.as_ref()),
            )
        });
        answers
    }

    /// Tells whether `department` owes an answer to `question`.
    #[must_use]
    pub fn is_outstanding(&self, question: &Question, department: &str) -> bool {
        question.is_put_to(department) && self.answers_to(&question.number, department).is_empty()
    }

    /// Returns the letters of `department`.
    pub fn letters_of<'a>(&'a self, department: &'a str) -> impl Iterator<Item = &'a Letter> {
        self.letters
            .iter()
            .filter(move |letter| letter.department == department)
    }

    /// Returns every answer that is owed, by department in the order to show them.
    #[must_use]
    pub fn outstanding(&self) -> Vec<(&str, Vec<&Question>)> {
        let owed = |code| {
            self.questions
                .iter()
                .filter(|question| self.is_outstanding(question, code))
                .collect()
        };
        let all = self
            .participants()
            .into_iter()
            .map(|code| (code, owed(code)));
        all.filter(|(_, questions): &(&str, Vec<&Question>)| !questions.is_empty())
            .collect()
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

impl Question {
    /// Tells whether the question was put to `department`.
    #[must_use]
    pub fn is_put_to(&self, department: &str) -> bool {
        self.addressees.iter().any(|code| code == department)
    }
}
