//! The files of one run of `letter read` as drafts, and whose letters they are where the user says so.

use std::collections::BTreeMap;

use super::read::{File, ReadArgs};
use crate::domain::{Code, Reference};
use crate::error::{Error, Result};
use crate::letters::knowledge::{self, Directory, Numbers};
use crate::letters::plan::Drafted;
use crate::letters::{self, Certainty, Draft, InquiryDraft, Known, round};
use crate::store::Reader;
use crate::store::documents::Document;

/// What the record knows when the letters are read.
pub(super) fn known(reader: &Reader<'_>, args: &ReadArgs) -> Result<(Known, Numbers)> {
    match knowledge::gather(reader, Some(&args.inquiry)) {
        Ok(_) if args.new => Err(Error::refused(
            format!("inquiry `{}` is recorded already", args.inquiry),
            "leave --new out to add the letters to it",
        )),
        Err(Error::NotFound { .. }) if args.new || args.json => knowledge::gather(reader, None),
        Err(Error::NotFound {
            what,
            key,
            within,
            nearest,
            ..
        }) => Err(Error::NotFound {
            what,
            key,
            within,
            nearest,
            list: Some(
                "tenday letter read … --new` drafts it from the letters; `tenday inquiry list"
                    .into(),
            ),
        }),
        other => other,
    }
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Origin {
    /// The file, from 0.
    file: usize,
    /// The letter in the file, from 0.
    letter: usize,
}

/// The texts of the files, and what they are read with.
pub(super) struct Readings {
    texts: Vec<String>,
    known: Known,
    /// The departments that the user says letters are from, by file and letter.
    said: Vec<BTreeMap<usize, String>>,
}

impl Readings {
    /// A letter that does not number its answers is read with the questions of the others.
    pub(super) fn new(inquiry: &Reference, known: Known, files: &[File]) -> Self {
        let mut readings = Self {
            texts: files.iter().map(|file| file.text.clone()).collect(),
            said: vec![BTreeMap::new(); files.len()],
            known,
        };
        let merged = readings.inquiry();
        if readings.known.inquiry.is_none() && files.len() > 1 && !merged.questions.is_empty() {
            readings.known.inquiry = Some(round::as_known(inquiry, &merged));
        }
        readings
    }

    fn drafts(&self) -> impl Iterator<Item = Draft> {
        let texts = self.texts.iter().zip(&self.said);
        texts.map(|(text, said)| letters::read_as(text, &self.known, said))
    }

    /// The inquiry as the letters state it.
    pub(super) fn inquiry(&self) -> InquiryDraft {
        let stated: Vec<InquiryDraft> = self.drafts().map(|draft| draft.inquiry).collect();
        round::merge(&stated)
    }

    /// Takes the user's word for whose letter it is.
    pub(super) fn say(&mut self, origin: Origin, code: &Code) {
        if let Some(said) = self.said.get_mut(origin.file) {
            said.insert(origin.letter, code.to_string());
        }
    }

    /// The letters of `files`, each with the page on which it begins.
    pub(super) fn letters(&self, files: &[Document]) -> Vec<(Origin, Drafted)> {
        let mut found = Vec::new();
        for (file, ((draft, text), document)) in
            self.drafts().zip(&self.texts).zip(files).enumerate()
        {
            let paged = text.trim_end_matches('\u{c}').contains('\u{c}');
            for (letter, read) in draft.letters.into_iter().enumerate() {
                let before = text.get(..read.start).unwrap_or_default();
                let breaks = before.matches('\u{c}').count();
                let drafted = Drafted {
                    page: paged
                        .then(|| u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)),
                    file_name: document.file_name.clone(),
                    document: document.sha256.clone(),
                    letter: read,
                };
                found.push((Origin { file, letter }, drafted));
            }
        }
        found
    }
}

/// Whether the letter is from the department.
pub(super) fn is_from(directory: &Directory, drafted: &Drafted, code: &Code) -> bool {
    let named = drafted.letter.department.as_deref();
    named
        .and_then(|named| directory.department(named))
        .is_some_and(|department| department.code == *code)
}

/// Whether it is sure which department of the record the letter is from.
pub(super) fn is_sure(directory: &Directory, drafted: &Drafted) -> bool {
    let named = drafted.letter.department.as_deref();
    let sure = drafted
        .letter
        .inferences
        .iter()
        .filter(|inference| inference.field == "department")
        .all(|inference| inference.certainty == Certainty::Sure);
    sure && named.is_some_and(|named| directory.department(named).is_some())
}
