//! Reads reply letters: from plain text to a draft of what each letter says.
//!
//! The reader is built from rules, one recogniser to a file, each with a table of examples; the words they look for stand in
//! one data file per language (`words/`). It knows no network and no clock and never panics. Its time grows with the length
//! of the text. Every character of the text is accounted for in the draft's ledger.
//!
//! The order of work: `lines` and `columns` cut the text, `boundaries` finds where letters start, `letter` reads each of them with the
//! help of `furniture`, `contact_blocks`, `titles`, `signatures` and `headings`, and `answers` puts the wording together.
//!
//! Around the reader, what lives on the record: `knowledge` says what the record knows, `plan` what recording a draft would
//! do, `record` does it; `round` drafts an inquiry that is not recorded yet, `suggest` compares with the contact directory,
//! `doubts` says what a person should confirm, and `sheet` is the draft as a file that a person mends. Only these use the store.

mod answers;
mod asides;
mod body;
mod boundaries;
mod boxes;
mod channels;
mod claims;
mod columns;
mod contact_blocks;
mod contact_lines;
mod contact_runs;
mod dates;
mod department_names;
mod departments;
mod dispositions;
pub mod doubts;
mod draft;
pub mod extract;
mod figures;
mod flow;
mod footnotes;
mod furniture;
mod head;
mod heading_counts;
mod heading_search;
mod heading_signs;
mod headings;
mod hours;
mod inquiry;
pub mod knowledge;
mod known;
mod letter;
mod letterheads;
mod likeness;
mod lines;
mod names;
mod numerals;
mod parts;
pub mod plan;
mod question_numbers;
pub mod received;
pub mod record;
mod regards;
mod resolve;
pub mod round;
mod run_on_fields;
mod run_on_questions;
mod sentences;
pub mod sheet;
mod signatures;
mod spans;
mod sub_questions;
pub mod suggest;
mod titles;
mod words;

pub use draft::{
    Answer, Certainty, Channel, Draft, Figure, Inference, InquiryDraft, Letter, QuestionDraft,
    Signatory,
};
pub use known::{Department, Inquiry, Known, Question, Unit};
pub use spans::{Span, SpanKind};

use std::collections::BTreeMap;

use lines::Line;

/// Reads the letters that `text` holds.
///
/// Works with an empty [`Known`] too: then a department is what the letterhead or the title says, and questions bear the
/// numbers that the letters print.
#[must_use]
pub fn read(text: &str, known: &Known) -> Draft {
    read_as(text, known, &BTreeMap::new())
}

/// Reads the letters that `text` holds, some of them with the department that the user says they are from: `said` gives the
/// code of a known department by the place of the letter, counted from 0.
#[must_use]
pub fn read_as(text: &str, known: &Known, said: &BTreeMap<usize, String>) -> Draft {
    let sender = |letter: usize| {
        let code = said.get(&letter)?;
        known
            .departments
            .iter()
            .position(|department| department.code == *code)
    };
    let lines = lines::split(text);
    let stretches = boundaries::find(&lines);
    let asked = known
        .inquiry
        .as_ref()
        .map(|inquiry| inquiry.questions.clone())
        .unwrap_or_default();
    let mut readings: Vec<letter::Reading> = stretches
        .iter()
        .enumerate()
        .map(|(n, stretch)| letter::read(text, &lines[stretch.clone()], known, &asked, sender(n)))
        .collect();
    let headings: Vec<_> = readings
        .iter()
        .map(|reading| reading.headings.clone())
        .collect();
    let printed = inquiry::questions(&headings);
    if asked.is_empty() && !printed.is_empty() {
        // Letters without numbers are read again, with the questions that the others print.
        for (n, (stretch, reading)) in stretches.iter().zip(&mut readings).enumerate() {
            if reading
                .headings
                .iter()
                .any(|heading| heading.numbers.is_empty())
                || reading.headings.is_empty()
            {
                *reading = letter::read(text, &lines[stretch.clone()], known, &printed, sender(n));
            }
        }
    }
    let known_questions = (!asked.is_empty()).then_some(asked);
    assemble(text, &lines, &stretches, readings, known_questions, printed)
}

fn assemble(
    text: &str,
    lines: &[Line<'_>],
    stretches: &[std::ops::Range<usize>],
    readings: Vec<letter::Reading>,
    asked: Option<Vec<Question>>,
    printed: Vec<Question>,
) -> Draft {
    let mut letters = Vec::with_capacity(readings.len());
    let mut claims = Vec::with_capacity(readings.len());
    for (stretch, reading) in stretches.iter().zip(readings) {
        let start = lines[stretch.start].span.start;
        let end = lines[stretch.end - 1].span.end;
        claims.push((start..end, reading.marks));
        letters.push(Letter {
            start,
            end,
            ..reading.letter
        });
    }
    let ledger = spans::tile(text, claims);
    for span in ledger.iter().filter(|span| span.kind == SpanKind::LeftOver) {
        let paragraphs = text[span.start..span.end]
            .split("\n\n")
            .map(str::trim)
            .filter(|part| !part.is_empty());
        if let Some(letter) = span.letter.and_then(|letter| letters.get_mut(letter)) {
            letter.left_over.extend(paragraphs.map(str::to_owned));
        }
    }
    let questions = asked.unwrap_or_else(|| inquiry::complete(printed, &letters));
    let inquiry = inquiry::draft(&letters, &questions);
    Draft {
        letters,
        inquiry,
        ledger,
    }
}
