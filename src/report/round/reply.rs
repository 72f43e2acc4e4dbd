//! How one department's reply to one question is shown, wherever it stands in a report.
//!
//! The whole department's words come first, then each unit's under its own heading. The department's own words are quoted;
//! a summary is said to be one. A pointer to another answer is a link to it.

use crate::report::anchor::{Anchor, Anchors};
use crate::report::facts::{Answer, Disposition, Round, Wording};
use crate::report::model::{Block, Inline, RECORDED_IN, Tone};
use crate::report::{Texts, prose};
use std::collections::HashMap;

/// The anchors of a round's answers, by question and department.
pub(super) struct AnswerAnchors<'a> {
    pub(super) questions: HashMap<&'a str, Anchor>,
    pub(super) departments: HashMap<&'a str, Anchor>,
    answers: HashMap<&'a str, HashMap<&'a str, Anchor>>,
}

impl<'a> AnswerAnchors<'a> {
    /// Names every question, department and reply that the report will show; `taken` are the names in use already.
    pub(super) fn new(facts: &'a Round<'a>, by_question: bool, anchors: &mut Anchors) -> Self {
        let mut named = Self {
            questions: HashMap::new(),
            departments: HashMap::new(),
            answers: HashMap::new(),
        };
        let participants = facts.participants();
        if by_question {
            for question in &facts.questions {
                named.questions.insert(
                    &question.number,
                    anchors.claim(&["question", &question.number]),
                );
            }
        } else {
            for code in &participants {
                named
                    .departments
                    .insert(code, anchors.claim(&["department", code]));
            }
        }
        for question in &facts.questions {
            for code in &participants {
                if question.is_put_to(code) || !facts.answers_to(&question.number, code).is_empty()
                {
                    let anchor = anchors.claim(&["question", &question.number, code]);
                    named
                        .answers
                        .entry(&question.number)
                        .or_default()
                        .insert(code, anchor);
                }
            }
        }
        named
    }

    /// Returns the anchor of what `department` says to the question `number`.
    pub(super) fn answer(&self, number: &str, department: &str) -> Option<&Anchor> {
        self.answers.get(number)?.get(department)
    }

    /// Returns the best place to read about the question `number` from the side of `department`.
    fn nearest(&self, number: &str, department: &str) -> Option<&Anchor> {
        self.answer(number, department)
            .or_else(|| self.questions.get(number))
            .or_else(|| self.departments.get(department))
    }
}

/// Shows what `department` says to the question `number`; unit headings get `level`.
pub(super) fn blocks(
    facts: &Round<'_>,
    (number, department): (&str, &str),
    anchors: &AnswerAnchors<'_>,
    texts: &Texts,
    level: u8,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let several_letters = facts.letters_of(department).count() > 1;
    for answer in facts.answers_to(number, department) {
        let mut inner = level;
        if let Some(unit) = &answer.unit {
            let name = facts.name(unit);
            let label = answer
                .label
                .as_deref()
                .map(|label| label.trim().trim_end_matches(['.', ')']))
                .unwrap_or_default();
            let text = if label.is_empty() {
                name.to_owned()
            } else {
                format!("{label}. {name}")
            };
            blocks.push(Block::Heading {
                level,
                anchor: None,
                text: text.into(),
            });
            inner = level + 1;
        }
        if let (true, Some(date)) = (several_letters, answer.dated_on) {
            let date = texts.date(date);
            blocks.push(Block::paragraph(
                texts.fill("answer-dated", &[("date", date.as_str().into())]),
            ));
        }
        push_answer(facts, answer, anchors, texts, inner, &mut blocks);
    }
    blocks
}

fn push_answer(
    facts: &Round<'_>,
    answer: &Answer,
    anchors: &AnswerAnchors<'_>,
    texts: &Texts,
    level: u8,
    blocks: &mut Vec<Block>,
) {
    if let Some(pointer) = pointer(facts, answer, anchors, texts) {
        blocks.push(Block::Note {
            tone: Tone::Remark,
            text: pointer,
        });
    }
    let mut words = prose::blocks(&answer.text, level);
    if words.is_empty() {
        return;
    }
    match answer.wording {
        None | Some(Wording::Verbatim) => blocks.push(Block::Quote { blocks: words }),
        Some(Wording::Summary) => {
            let mark = Inline::strong(texts.say("answer-summary"));
            // A paragraph is in one language.
            let one_language = texts.language() == RECORDED_IN;
            match words.first_mut() {
                Some(Block::Paragraph { text }) if one_language => {
                    text.splice(0..0, [mark, Inline::plain(" ")]);
                }
                _ => blocks.push(Block::Paragraph { text: vec![mark] }),
            }
            blocks.push(Block::Recorded { blocks: words });
        }
    }
}

/// Says where the answer is to be found, or that there is none to give.
fn pointer(
    facts: &Round<'_>,
    answer: &Answer,
    anchors: &AnswerAnchors<'_>,
    texts: &Texts,
) -> Option<Vec<Inline>> {
    match answer.disposition {
        Disposition::Answered => None,
        Disposition::NotApplicable => Some(vec![Inline::plain(
            texts.say("answer-not-applicable").as_str(),
        )]),
        Disposition::SeeOther => {
            let Some(number) = &answer.refers_to_question else {
                return Some(vec![Inline::plain(
                    texts.say("answer-see-elsewhere").as_str(),
                )]);
            };
            let link = texts.fill("answer-see-other", &[("question", number.as_str().into())]);
            Some(vec![Inline::link(
                link,
                anchors.nearest(number, &answer.department),
            )])
        }
        Disposition::Referred => {
            let Some(code) = &answer.refers_to_department else {
                return Some(vec![Inline::plain(
                    texts.say("answer-referred-elsewhere").as_str(),
                )]);
            };
            let link = texts.fill(
                "answer-referred",
                &[("department", facts.name(code).into())],
            );
            Some(vec![Inline::link(
                link,
                anchors.nearest(&answer.question, code),
            )])
        }
    }
}
