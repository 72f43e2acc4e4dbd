//! Questions that were asked before in other words.
//!
//! Two questions are alike as far as they share the stems of their words, the rare ones counting
//! more. Words of grammar do not count. The work is bounded: so many words of the question are
//! looked at, the rarest of them lead to so many candidates, and only these are compared.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Row, named_params};

use super::super::values::date;
use super::super::{Reader, inquiries, questions};
use super::expand;
use crate::domain::Code;
use crate::domain::search::{Ending, QuestionKey, is_function_word, word};
use crate::error::Result;

/// How many different words of a question are looked at.
const MOST_WORDS: usize = 32;
/// How many of them, the rarest, lead to candidates.
const MOST_PROBES: usize = 8;
/// A word in more questions than this leads to no candidates.
const MOST_PLACES: i64 = 5_000;
/// How many candidates are compared.
const MOST_CANDIDATES: i64 = 100;
/// A record with fewer questions than this cannot say which words are rare.
const FEW_QUESTIONS: i64 = 50;

/// What is enough to be listed when somebody asks for questions like one.
const ALIKE: f64 = 0.2;
/// What is enough to be mentioned unasked.
const SAME: f64 = 0.6;
/// How many stems two questions share at least, to be mentioned unasked; those that ask for
/// exactly the same need one less.
const SHARED: usize = 3;
/// How many are mentioned unasked.
const MOST_MENTIONED: usize = 3;

/// An earlier question that is like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Which question it is.
    pub key: QuestionKey,
    /// The question in full.
    pub text: String,
    /// The day on which its inquiry was received, where that is known.
    pub received_on: Option<Date>,
    /// The departments that have answered it.
    pub answered_by: Vec<Code>,
    /// How like it is, up to 1 for the same words.
    pub likeness: f64,
    shared: usize,
    id: i64,
}

/// The questions of other, earlier inquiries that are like one, the likest first.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn similar(reader: &Reader<'_>, to: &QuestionKey, limit: u32) -> Result<Vec<Earlier>> {
    let mut found = earlier(reader, to)?;
    found.retain(|question| question.likeness >= ALIKE);
    found.truncate(limit as usize);
    with_answers(reader, found)
}

/// The questions of earlier inquiries that ask for the same as one does: few and sure enough to be
/// mentioned unasked.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn asked_before(reader: &Reader<'_>, new: &QuestionKey) -> Result<Vec<Earlier>> {
    let mut found = earlier(reader, new)?;
    found.retain(|question| {
        let least = if question.likeness > 0.999 {
            SHARED - 1
        } else {
            SHARED
        };
        question.likeness >= SAME && question.shared >= least
    });
    found.truncate(MOST_MENTIONED);
    with_answers(reader, found)
}

/// A stem of the question with the forms in which other questions have it.
struct Stem {
    weight: f64,
    places: i64,
    forms: Vec<String>,
}

fn earlier(reader: &Reader<'_>, to: &QuestionKey) -> Result<Vec<Earlier>> {
    let question = questions::get(reader, &to.inquiry, &to.question)?;
    let stems = weighed(reader, &question.text)?;
    let mut probes: Vec<&Stem> = stems
        .values()
        .filter(|stem| (1..=MOST_PLACES).contains(&stem.places))
        .collect();
    probes.sort_by_key(|stem| stem.places);
    probes.truncate(MOST_PROBES);
    let forms: Vec<String> = probes.iter().flat_map(|stem| stem.forms.clone()).collect();
    if forms.is_empty() {
        return Ok(Vec::new());
    }
    let inquiry = inquiries::get(reader, &question.inquiry)?;
    let mut found = reader.all(
        "SELECT question.id, inquiry.reference, question.number, question.text, inquiry.received_on
         FROM question_search
         CROSS JOIN question ON question.id = question_search.rowid
         JOIN inquiry ON inquiry.id = question.inquiry_id
         WHERE question_search MATCH :match
           AND inquiry.id <> :inquiry
           AND (inquiry.received_on <= :received_on OR inquiry.received_on IS NULL OR :received_on IS NULL)
         ORDER BY bm25(question_search) LIMIT :most",
        named_params! {
            ":match": expand::alternatives(&forms, Ending::Exact),
            ":inquiry": inquiries::id(reader, &inquiry.reference)?,
            ":received_on": inquiry.received_on.map(|day| day.to_string()),
            ":most": MOST_CANDIDATES,
        },
        |row| read(row, &stems),
    )?;
    found.sort_by(|a, b| {
        b.likeness
            .total_cmp(&a.likeness)
            .then(b.received_on.cmp(&a.received_on))
    });
    Ok(found)
}

fn read(row: &Row<'_>, stems: &BTreeMap<String, Stem>) -> rusqlite::Result<Earlier> {
    let text: String = row.get("text")?;
    let (likeness, shared) = likeness(stems, &matter(&text));
    Ok(Earlier {
        key: QuestionKey {
            inquiry: row.get("reference")?,
            question: row.get("number")?,
        },
        received_on: date(row, "received_on")?,
        answered_by: Vec::new(),
        likeness,
        shared,
        id: row.get("id")?,
        text,
    })
}

/// The different stems of the words that a question is about, each with one of the words.
fn matter(text: &str) -> BTreeMap<String, String> {
    word::split(text)
        .into_iter()
        .filter(|w| !is_function_word(w) && w.chars().count() >= 2)
        .map(|w| (word::stem(&w), w))
        .collect()
}

fn weighed(reader: &Reader<'_>, text: &str) -> Result<BTreeMap<String, Stem>> {
    expand::open(reader)?;
    let total: i64 = reader.value("SELECT count(*) FROM question", [])?;
    let mut stems = BTreeMap::new();
    for (stem, word) in matter(text).into_iter().take(MOST_WORDS) {
        let forms = expand::forms_in_questions(reader, &word)?;
        let places: i64 = forms.iter().map(|(_, places)| places).sum();
        stems.insert(
            stem,
            Stem {
                weight: rarity(places, total),
                places,
                forms: forms.into_iter().map(|(form, _)| form).collect(),
            },
        );
    }
    Ok(stems)
}

/// How much it says that a word in `places` of `total` questions is in two of them.
#[allow(clippy::cast_precision_loss)]
fn rarity(places: i64, total: i64) -> f64 {
    (1.0 + total.max(FEW_QUESTIONS) as f64 / (places.max(1) as f64)).ln()
}

/// The weight of the shared stems as a part of all, and how many they are. A word that only the
/// other question has is taken to weigh as much as the words of this one do on average.
#[allow(clippy::cast_precision_loss)]
fn likeness(stems: &BTreeMap<String, Stem>, other: &BTreeMap<String, String>) -> (f64, usize) {
    let all: f64 = stems.values().map(|stem| stem.weight).sum();
    let shared: Vec<f64> = stems
        .iter()
        .filter(|(stem, _)| other.contains_key(*stem))
        .map(|(_, stem)| stem.weight)
        .collect();
    let common: f64 = shared.iter().sum();
    let rest = (other.len() - shared.len()) as f64 * all / stems.len().max(1) as f64;
    let likeness = 2.0 * common / (all + common + rest).max(f64::MIN_POSITIVE);
    (likeness, shared.len())
}

fn with_answers(reader: &Reader<'_>, mut found: Vec<Earlier>) -> Result<Vec<Earlier>> {
    for question in &mut found {
        question.answered_by = reader.all(
            "SELECT DISTINCT department.code FROM answer
             JOIN department ON department.id = answer.department_id
             WHERE answer.question_id = :question AND answer.disposition = 'answered'
             ORDER BY department.code",
            named_params! { ":question": question.id },
            |row| row.get("code"),
        )?;
    }
    Ok(found)
}
