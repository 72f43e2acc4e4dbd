//! Where each department stands with each question, for matrices and charts.

use crate::domain::vocabulary::Vocabulary;
use crate::report::Texts;
use crate::report::anchor::Anchor;
use crate::report::chart::{self, Caption, Parts};
use crate::report::facts::{Answer, Disposition, Question, Round};
use crate::report::model::{Column, Table, words};
use crate::report::round::cover;
use crate::report::{Chart, ReportError, Text};

/// What a department has done with a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It has answered; where units answer for themselves, the first answer that says most counts.
    Answered(Disposition),
    /// It was asked and has not answered.
    Outstanding,
    /// It was not asked and has not answered.
    NotAsked,
}

/// The states that a chart shows, in the order of its key.
const SHOWN: [(State, &str); 5] = [
    (State::Answered(Disposition::Answered), "state-answered"),
    (State::Answered(Disposition::SeeOther), "state-see-other"),
    (
        State::Answered(Disposition::NotApplicable),
        "state-not-applicable",
    ),
    (State::Answered(Disposition::Referred), "state-referred"),
    (State::Outstanding, "state-outstanding"),
];

impl State {
    /// Tells where `department` stands with `question`.
    pub(super) fn of(facts: &Round<'_>, question: &Question, department: &str) -> Self {
        let answers = facts.answers_to(&question.number, department);
        let answered = |answer: &&&Answer| answer.disposition == Disposition::Answered;
        match answers.iter().find(answered).or(answers.first()) {
            Some(answer) => Self::Answered(answer.disposition),
            None if question.is_put_to(department) => Self::Outstanding,
            None => Self::NotAsked,
        }
    }

    /// Returns the word that the record uses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Answered(disposition) => disposition.word(),
            Self::Outstanding => "outstanding",
            Self::NotAsked => "not_asked",
        }
    }

    /// Says it in the reader's language.
    pub(super) fn words(self, texts: &Texts) -> Text {
        let shown = SHOWN.iter().find(|(state, _)| *state == self);
        shown.map_or_else(|| texts.say("word-none-mark"), |(_, key)| texts.say(key))
    }
}

/// Draws what has become of the questions put to each department.
pub(super) fn chart(
    facts: &Round<'_>,
    anchor: Anchor,
    texts: &Texts,
) -> Result<Chart, ReportError> {
    let title = texts.say("state-chart");
    let mut columns = vec![Column::words(texts.say("round-department"))];
    columns.extend(SHOWN.iter().map(|(_, key)| Column::numbers(texts.say(key))));
    let (mut bars, mut rows) = (Vec::new(), Vec::new());
    for code in facts.participants() {
        let states: Vec<State> = facts
            .questions
            .iter()
            .map(|question| State::of(facts, question, code))
            .collect();
        let counts: Vec<usize> = SHOWN
            .iter()
            .map(|(shown, _)| states.iter().filter(|state| *state == shown).count())
            .collect();
        let mut row = vec![words(facts.name(code))];
        row.extend(counts.iter().map(|count| words(texts.count(*count))));
        rows.push(row);
        bars.push(Parts {
            label: Text::new(facts.name(code)),
            counts,
        });
    }
    let caption = Caption {
        anchor,
        title: title.clone(),
        description: cover::state(facts, texts),
    };
    let key = SHOWN.map(|(_, key)| texts.say(key));
    chart::parts(
        caption,
        &key,
        &bars,
        Table {
            caption: texts.fill("page-numbers", &[("title", title.as_str().into())]),
            columns,
            rows,
        },
    )
}
