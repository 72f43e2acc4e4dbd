//! An inquiry that is not recorded yet, drafted from the letters that answer it.

use std::collections::BTreeMap;

use super::draft::{InquiryDraft, Letter as Drafted};
use super::knowledge::Directory;
use super::known;
use crate::domain::{Addressee, Asker, Code, Disposition, Inquiry, Question, Reference, text};
use crate::error::{Error, Result};
use crate::store::{Reader, askers, deadline_rules, inquiries};

/// The deadline rule of an inquiry drafted from letters.
const RULE: &str = "ten-day";

/// What the user says of the inquiry, in place of what the letters say.
#[derive(Debug, Clone)]
pub struct Said {
    /// The reference it is to have.
    pub reference: Reference,
    /// What it is about.
    pub title: Option<String>,
    /// Who asks, by code or name.
    pub asker: Option<String>,
}

/// An inquiry with its questions and whom they were put to, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The inquiry; when it was received is not known from letters.
    pub inquiry: Inquiry,
    /// Its questions, in order.
    pub questions: Vec<Question>,
    /// Whom they are put to.
    pub addressees: Vec<Addressee>,
}

/// What several files say of the inquiry, as one.
#[must_use]
pub fn merge(drafts: &[InquiryDraft]) -> InquiryDraft {
    let mut wordings: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for question in drafts.iter().flat_map(|draft| &draft.questions) {
        wordings
            .entry(question.number)
            .or_default()
            .push(&question.text);
    }
    let questions = wordings
        .into_iter()
        .map(|(number, said)| super::QuestionDraft {
            number,
            text: favourite(said.into_iter()).unwrap_or_default(),
            addressees: Vec::new(),
        });
    InquiryDraft {
        title: favourite(drafts.iter().filter_map(|draft| draft.title.as_deref())),
        asker: favourite(drafts.iter().filter_map(|draft| draft.asker.as_deref())),
        questions: questions.collect(),
    }
}

/// The text that most say; of those the longest.
fn favourite<'t>(said: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for text in said {
        *times.entry(text).or_default() += 1;
    }
    let best = times
        .into_iter()
        .max_by_key(|(text, times)| (*times, text.len()));
    best.map(|(text, _)| text.to_owned())
}

/// The inquiry as the reader is to know it when it reads the letters again.
#[must_use]
pub fn as_known(reference: &Reference, merged: &InquiryDraft) -> known::Inquiry {
    let questions = merged.questions.iter().map(|question| known::Question {
        number: question.number,
        text: question.text.clone(),
        ..known::Question::default()
    });
    known::Inquiry {
        reference: reference.to_string(),
        title: merged.title.clone().unwrap_or_default(),
        asker: merged.asker.clone().unwrap_or_default(),
        questions: questions.collect(),
    }
}

/// Drafts the inquiry. A question is put to the departments that deal with it, and to those that
/// others leave it to.
///
/// # Errors
/// [`Error::Exists`] if the reference is taken; [`Error::Refused`] if the letters state no title
/// or no question, or name no asker that is recorded.
pub fn draft(
    reader: &Reader<'_>,
    said: &Said,
    merged: &InquiryDraft,
    letters: &[&Drafted],
) -> Result<Round> {
    match inquiries::get(reader, &said.reference) {
        Err(Error::NotFound { .. }) => {}
        Err(other) => return Err(other),
        Ok(there) => {
            return Err(Error::refused(
                format!("inquiry `{}` is recorded already", there.reference),
                "leave --new out to add the letters to it",
            ));
        }
    }
    let Some(title) = said.title.as_ref().or(merged.title.as_ref()) else {
        return Err(Error::refused(
            "the letters do not say what the inquiry is about",
            "say it with --title",
        ));
    };
    if merged.questions.is_empty() {
        return Err(Error::refused(
            "the letters state no question",
            format!(
                "`tenday inquiry add --reference {}` logs the inquiry with its questions; read the letters after that",
                said.reference
            ),
        ));
    }
    let questions = questions(said, merged)?;
    Ok(Round {
        addressees: addressees(&Directory::read(reader)?, said, &questions, letters),
        inquiry: Inquiry {
            reference: said.reference.clone(),
            title: text::line("title", &text::joined(title))?,
            asker: asker(reader, said.asker.as_deref(), merged.asker.as_deref())?.code,
            received_on: None,
            deadline_rule: deadline_rules::get(reader, &RULE.parse()?)?.code,
            due_on: None,
            follows: None,
            closed_on: None,
            original_due_on: None,
            due_stated: false,
        },
        questions,
    })
}

fn questions(said: &Said, merged: &InquiryDraft) -> Result<Vec<Question>> {
    let numbered = merged.questions.iter().zip(1..);
    numbered
        .map(|(question, position)| {
            Ok(Question {
                inquiry: said.reference.clone(),
                number: question.number.into(),
                position,
                text: text::clean("question", &question.text)?,
            })
        })
        .collect()
}

/// The asker whom the user names, else the recorded one whom the letters name.
fn asker(reader: &Reader<'_>, named: Option<&str>, printed: Option<&str>) -> Result<Asker> {
    if let Some(named) = named {
        return askers::find(reader, named);
    }
    let Some(printed) = printed else {
        return Err(Error::refused(
            "the letters do not say who asks",
            "say it with --asker; `tenday asker list` shows those that are known",
        ));
    };
    let lower = printed.to_lowercase();
    let mut known = askers::list(reader)?;
    known.retain(|asker| {
        asker.code.as_str().eq_ignore_ascii_case(printed)
            || lower.contains(&asker.name.to_lowercase())
    });
    known.sort_by_key(|asker| asker.name.len());
    known.pop().ok_or_else(|| {
        let code = Directory::default().free_code(printed, None);
        Error::refused(
            format!("`{printed}`, who asks according to the letters, is not recorded"),
            format!(
                "`tenday asker add {code} '{printed}'` adds them; or say who asks with --asker"
            ),
        )
    })
}

fn addressees(
    directory: &Directory,
    said: &Said,
    questions: &[Question],
    letters: &[&Drafted],
) -> Vec<Addressee> {
    let mut found: Vec<Addressee> = Vec::new();
    for question in questions {
        let mut to: Vec<Code> = Vec::new();
        for letter in letters {
            let on_it = letter.answers.iter().filter(|answer| {
                answer.question.map(crate::domain::QuestionNumber::from)
                    == Some(question.number.clone())
            });
            for answer in on_it {
                let named = if answer.disposition == Disposition::Referred {
                    answer.refers_to_department.as_deref()
                } else {
                    letter.department.as_deref()
                };
                to.extend(
                    named
                        .and_then(|n| directory.department(n))
                        .map(|d| d.code.clone()),
                );
            }
        }
        to.sort();
        to.dedup();
        found.extend(to.into_iter().map(|department| Addressee {
            inquiry: said.reference.clone(),
            question: question.number.clone(),
            department,
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::QuestionDraft;

    #[test]
    fn what_most_files_say_holds() {
        let draft = |title: &str, text: &str| InquiryDraft {
            title: Some(title.to_owned()),
            asker: None,
            questions: vec![QuestionDraft {
                number: 2,
                text: text.to_owned(),
                addressees: Vec::new(),
            }],
        };
        let merged = merge(&[
            draft("bænke", "Hvor?"),
            draft("bænke", "Hvor mange?"),
            draft("andet", "Hvor?"),
        ]);
        assert_eq!(merged.title.as_deref(), Some("bænke"));
        assert_eq!(merged.asker, None);
        assert_eq!(
            (
                merged.questions[0].number,
                merged.questions[0].text.as_str()
            ),
            (2, "Hvor?")
        );
    }
}
