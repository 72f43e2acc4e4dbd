//! Answers: what one letter says to one question.

use super::vocabulary::vocabulary;
use super::{Code, QuestionNumber, Record, Reference, Value};
use crate::error::Error;

vocabulary! {
    /// How a letter dealt with a question.
    Disposition, "disposition" {
        /// It is answered in the text.
        Answered = "answered",
        /// The letter points to its answer to another question of the inquiry.
        SeeOther = "see_other",
        /// The letter says that the question is not relevant to the department.
        NotApplicable = "not_applicable",
        /// The letter leaves the question to another department.
        Referred = "referred",
    }
}

impl serde::Serialize for Disposition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

vocabulary! {
    /// Whose words an answer is recorded in.
    Wording, "wording" {
        /// The words of the letter, unchanged.
        Verbatim = "verbatim",
        /// A summary in other words.
        Summary = "summary",
    }
}

/// What one letter says to one question, for the department or for one of its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The inquiry.
    pub inquiry: Reference,
    /// The question.
    pub question: QuestionNumber,
    /// The department that sent the letter.
    pub department: Code,
    /// The number of the department's letter.
    pub letter: u32,
    /// Code of the unit it speaks for; `None`: the whole department.
    pub unit: Option<Code>,
    /// The number or letter printed before it.
    pub label: Option<String>,
    /// How the question was dealt with.
    pub disposition: Disposition,
    /// See other: the question whose answer holds for this one too.
    pub refers_to_question: Option<QuestionNumber>,
    /// Referred: the department that the question is left to.
    pub refers_to_department: Option<Code>,
    /// Whose words; set exactly when there is text.
    pub wording: Option<Wording>,
    /// What it says; paragraphs are separated by an empty line.
    pub text: Option<String>,
}

impl Answer {
    /// Holds the answer against the rules that tie its disposition to the rest of it.
    ///
    /// # Errors
    /// [`Error::Refused`] that says what is missing or too much.
    pub fn check(&self) -> Result<(), Error> {
        let disposition = self.disposition;
        let refuse = |message: &str, hint: &str| Err(Error::refused(message, hint));
        if disposition == Disposition::Answered && self.text.is_none() {
            return refuse(
                "an answer with the disposition `answered` has a text",
                "give it with --text or --file",
            );
        }
        if (disposition == Disposition::SeeOther) != self.refers_to_question.is_some() {
            return refuse(
                "the disposition `see_other` and the question it refers to go together",
                "give both --disposition see_other and --refers-to-question NUMBER, or neither",
            );
        }
        if (disposition == Disposition::Referred) != self.refers_to_department.is_some() {
            return refuse(
                "the disposition `referred` and the department it refers to go together",
                "give both --disposition referred and --refers-to-department CODE, or neither",
            );
        }
        if self.refers_to_question.as_ref() == Some(&self.question) {
            return refuse(
                "an answer cannot refer to its own question",
                "name another question",
            );
        }
        if self.text.is_some() != self.wording.is_some() {
            return refuse(
                "text and wording go together",
                "give the wording, `verbatim` or `summary`, with the text",
            );
        }
        Ok(())
    }
}

impl Record for Answer {
    const TABLE: &'static str = "answer";
    const COLUMNS: &'static [&'static str] = &[
        "inquiry",
        "question",
        "department",
        "letter",
        "unit",
        "label",
        "disposition",
        "refers_to_question",
        "refers_to_department",
        "wording",
        "text",
    ];
    const KEY: usize = 5;

    fn values(&self) -> Vec<Value> {
        vec![
            (&self.inquiry).into(),
            (&self.question).into(),
            (&self.department).into(),
            self.letter.into(),
            self.unit.as_ref().into(),
            self.label.as_ref().into(),
            Value::word(self.disposition),
            self.refers_to_question.as_ref().into(),
            self.refers_to_department.as_ref().into(),
            self.wording.map_or(Value::Null, Value::word),
            self.text.as_ref().into(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(disposition: Disposition) -> Answer {
        Answer {
            inquiry: "2020-1".parse().unwrap(),
            question: 2.into(),
            department: "MSB".parse().unwrap(),
            letter: 1,
            unit: None,
            label: None,
            disposition,
            refers_to_question: None,
            refers_to_department: None,
            wording: None,
            text: None,
        }
    }

    #[test]
    fn each_disposition_needs_its_own_companion() {
        let bare = |d| answer(d).check();
        assert!(bare(Disposition::Answered).is_err());
        assert!(bare(Disposition::SeeOther).is_err());
        assert!(bare(Disposition::Referred).is_err());
        assert!(bare(Disposition::NotApplicable).is_ok());

        let see = |n: u32| Answer {
            refers_to_question: Some(n.into()),
            ..answer(Disposition::SeeOther)
        };
        assert!(see(1).check().is_ok());
        assert!(see(2).check().is_err(), "its own question");
        assert!(
            Answer {
                text: Some("Ja.".into()),
                ..answer(Disposition::Answered)
            }
            .check()
            .is_err(),
            "text without wording"
        );
    }
}
