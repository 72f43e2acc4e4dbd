//! The letters of one run of `letter read`: read, chosen, mended, held against the record, recorded.

use super::super::context::{Context, print, say};
use super::super::prompt;
use super::draft;
use super::read::{File, ReadArgs};
use crate::domain::{Code, Reference};
use crate::error::{Error, Result, count};
use crate::letters::knowledge::{self, Directory, Numbers};
use crate::letters::plan::{self, Drafted, Plan};
use crate::letters::round::{self, Round, Said};
use crate::letters::{self, InquiryDraft, Known, record, sheet};
use crate::store::documents::Document;
use crate::store::{Reader, departments, status};

/// What is to be done with a draft.
pub(super) enum Decision {
    Record,
    Edit,
    Leave,
}

/// The letters of one run, from reading them to recording them.
pub(super) struct Session {
    /// Whose letter it is, where the user says so.
    sender: Option<Code>,
    inquiry: Reference,
    said: Option<Said>,
    accept: bool,
    update: bool,
    files: Vec<Document>,
    pub(super) letters: Vec<Drafted>,
    merged: InquiryDraft,
    pub(super) numbers: Numbers,
}

impl Session {
    pub(super) fn read(reader: &Reader<'_>, args: &ReadArgs, files: Vec<File>) -> Result<Self> {
        let there = knowledge::gather(reader, Some(&args.inquiry));
        let (mut known, numbers) = match there {
            Ok(_) if args.new => {
                return Err(Error::refused(
                    format!("inquiry `{}` is recorded already", args.inquiry),
                    "leave --new out to add the letters to it",
                ));
            }
            Ok(found) => found,
            Err(Error::NotFound { .. }) if args.new || args.json => {
                knowledge::gather(reader, None)?
            }
            Err(Error::NotFound {
                what,
                key,
                within,
                nearest,
                ..
            }) => {
                return Err(Error::NotFound {
                    what,
                    key,
                    within,
                    nearest,
                    list: Some("tenday letter read … --new` drafts it from the letters; `tenday inquiry list".into()),
                });
            }
            Err(other) => return Err(other),
        };
        let mut drafts: Vec<_> = files
            .iter()
            .map(|file| letters::read(&file.text, &known))
            .collect();
        let stated: Vec<InquiryDraft> = drafts.iter().map(|draft| draft.inquiry.clone()).collect();
        let merged = round::merge(&stated);
        if known.inquiry.is_none() && files.len() > 1 && !merged.questions.is_empty() {
            // A letter that does not number its answers is read with the questions of the others.
            known = Known {
                inquiry: Some(round::as_known(&args.inquiry, &merged)),
                ..known
            };
            drafts = files
                .iter()
                .map(|file| letters::read(&file.text, &known))
                .collect();
        }
        let mut session = Self {
            sender: args.department.clone(),
            said: args.new.then(|| Said {
                reference: args.inquiry.clone(),
                title: args.title.clone(),
                asker: args.asker.clone(),
            }),
            inquiry: args.inquiry.clone(),
            accept: args.accept,
            update: args.update,
            letters: files
                .iter()
                .zip(drafts)
                .flat_map(|(file, draft)| drafted(file, draft))
                .collect(),
            files: files.into_iter().map(|file| file.document).collect(),
            merged,
            numbers,
        };
        session.choose(reader, args.only_department.as_ref())?;
        Ok(session)
    }

    /// Says whose the letter is where the user does, and takes the letters of one department.
    fn choose(&mut self, reader: &Reader<'_>, only: Option<&Code>) -> Result<()> {
        let directory = Directory::read(reader)?;
        if let Some(code) = self.sender.clone() {
            let department = departments::get(reader, &code)?.code;
            let several = self.letters.len() > 1;
            let known = |named: &Option<String>| {
                named
                    .as_ref()
                    .is_some_and(|n| directory.department(n).is_some())
            };
            let mut unknown: Vec<&mut Drafted> = self
                .letters
                .iter_mut()
                .filter(|drafted| !several || !known(&drafted.letter.department))
                .collect();
            match unknown.as_mut_slice() {
                [only] => only.letter.department = Some(department.to_string()),
                [] => {}
                more => {
                    return Err(Error::refused(
                        format!(
                            "the departments of {} are not known, and --department names one",
                            count(more.len(), "letter")
                        ),
                        "say whose each is with --edit",
                    ));
                }
            }
        }
        let Some(only) = only else { return Ok(()) };
        let code = departments::get(reader, only)?.code;
        let found: Vec<String> = self
            .letters
            .iter()
            .filter_map(|d| d.letter.department.clone())
            .collect();
        self.letters.retain(|drafted| {
            let named = drafted.letter.department.as_deref();
            named
                .and_then(|named| directory.department(named))
                .is_some_and(|d| d.code == code)
        });
        if self.letters.is_empty() {
            return Err(Error::refused(
                format!("none of the letters is from {code}"),
                format!(
                    "they are from {}",
                    if found.is_empty() {
                        "nobody known".into()
                    } else {
                        found.join(", ")
                    }
                ),
            ));
        }
        Ok(())
    }

    pub(super) fn print_json(&self) -> Result<()> {
        let letters: Vec<&letters::Letter> =
            self.letters.iter().map(|drafted| &drafted.letter).collect();
        let draft = serde_json::json!({ "letters": letters });
        let mut text = serde_json::to_string_pretty(&draft).map_err(|e| Error::Write {
            what: "standard output".into(),
            source: e.into(),
        })?;
        text.push('\n');
        print(text.as_bytes())
    }

    pub(super) fn plan(&self, reader: &Reader<'_>) -> Result<Plan> {
        let drafted: Vec<&letters::Letter> = self.letters.iter().map(|d| &d.letter).collect();
        let round: Option<Round> = self
            .said
            .as_ref()
            .map(|said| round::draft(reader, said, &self.merged, &drafted))
            .transpose()?;
        plan::make(reader, &self.inquiry, round, &self.numbers, &self.letters)
    }

    /// What is to be done with the draft that was shown.
    pub(super) fn decide(&self, context: &Context, plan: &Plan) -> Result<Decision> {
        let problems = plan.problems();
        if self.accept {
            return match problems.first() {
                None => Ok(Decision::Record),
                Some(problem) => {
                    let more = match problems.len() - 1 {
                        0 => String::new(),
                        n => format!(", and {} shown above", count(n, "more thing")),
                    };
                    Err(Error::refused(
                        format!("nothing was recorded: {}{more}", problem.what),
                        draft::mend(context, problem),
                    ))
                }
            };
        }
        if !context.may_ask {
            say(
                "Nothing was recorded. Run it again with --accept to record this, or with --edit to mend it.",
            );
            return Ok(Decision::Leave);
        }
        let question = if problems.is_empty() {
            "Record this? (yes/edit/no)"
        } else {
            "Mend this? (edit/no)"
        };
        let decision = prompt::ask(context, None, question, "--accept", |typed| {
            match typed.trim().to_lowercase().as_str() {
                "y" | "yes" | "j" | "ja" if problems.is_empty() => Ok(Decision::Record),
                "e" | "edit" => Ok(Decision::Edit),
                "n" | "no" | "nej" => Ok(Decision::Leave),
                _ => Err(Error::invalid(
                    "answer",
                    typed,
                    "it is one of yes, edit, no",
                )),
            }
        })?;
        if matches!(decision, Decision::Leave) {
            say("Nothing was recorded.");
        }
        Ok(decision)
    }

    /// Lets the user mend the draft in an editor, until it can be read back.
    pub(super) fn edit(&mut self, context: &Context) -> Result<()> {
        let old: Vec<letters::Letter> = self.letters.iter().map(|d| d.letter.clone()).collect();
        let mut text = sheet::write(&old);
        loop {
            text = prompt::revise(&text)?;
            let mistakes = match sheet::read(&text, &old) {
                Ok(read) => {
                    self.take(read);
                    return Ok(());
                }
                Err(mistakes) => mistakes,
            };
            let told: Vec<String> = mistakes
                .iter()
                .map(|m| format!("line {}: {}", m.line, m.problem))
                .collect();
            let error = Error::refused(
                format!(
                    "the draft cannot be read back, and nothing was recorded\n{}",
                    told.join("\n")
                ),
                "mend these lines and save again",
            );
            if !context.may_ask || !reopen(context, &told)? {
                return Err(error);
            }
        }
    }

    fn take(&mut self, read: Vec<(usize, letters::Letter)>) {
        let old = std::mem::take(&mut self.letters);
        for (place, letter) in read {
            if let Some(before) = old.get(place) {
                let same =
                    serde_json::to_value(&letter).ok() == serde_json::to_value(&before.letter).ok();
                // What was inferred no longer holds for a letter that a person has mended.
                let letter = if same { before.letter.clone() } else { letter };
                self.letters.push(Drafted {
                    letter,
                    ..before.clone()
                });
            }
        }
    }

    pub(super) fn record(&self, context: &Context, shown: &Plan) -> Result<()> {
        let (tally, left) = context.write(|writer| {
            if self.plan(writer)? != *shown {
                return Err(Error::refused(
                    "the record changed while the draft was looked at; nothing was recorded",
                    "run the command again",
                ));
            }
            let tally = record::record(writer, shown, &self.files, self.update)?;
            Ok((tally, status::inquiry(writer, &self.inquiry)?.outstanding))
        })?;
        let mut said = vec![
            count(tally.letters, "letter"),
            count(tally.answers, "answer"),
        ];
        if tally.changed > 0 {
            said.push(count(tally.changed, "change"));
        }
        let left = match left {
            0 => "Nothing is outstanding now.".to_owned(),
            n => format!("{} outstanding.", count(n as usize, "answer")),
        };
        let logged = if shown.round.is_some() {
            format!("Logged inquiry {}. ", self.inquiry)
        } else {
            String::new()
        };
        say(&format!(
            "{logged}Recorded {} for inquiry {}. {left}",
            said.join(", "),
            self.inquiry
        ));
        let contradictions = shown.contradictions();
        if contradictions > 0 && !self.update {
            let which = count(contradictions, "difference");
            say(&format!(
                "{which} to the record left as recorded; --update takes over what the letters say."
            ));
        }
        context.next(&[&format!("status {}", self.inquiry)]);
        Ok(())
    }
}

fn reopen(context: &Context, told: &[String]) -> Result<bool> {
    for line in told {
        say(line);
    }
    prompt::ask(
        context,
        None,
        "Open it again? (yes/no)",
        "--edit",
        |typed| match typed.trim().to_lowercase().as_str() {
            "" | "y" | "yes" | "j" | "ja" => Ok(true),
            "n" | "no" | "nej" => Ok(false),
            _ => Err(Error::invalid("answer", typed, "it is yes or no")),
        },
    )
}

/// The letters of a file, each with the page on which it begins.
fn drafted(file: &File, draft: letters::Draft) -> Vec<Drafted> {
    let paged = file.text.trim_end_matches('\u{c}').contains('\u{c}');
    let letters = draft.letters.into_iter().map(|letter| {
        let before = file.text.get(..letter.start).unwrap_or_default();
        let breaks = before.matches('\u{c}').count();
        Drafted {
            page: paged.then(|| u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)),
            file_name: file.document.file_name.clone(),
            document: file.document.sha256.clone(),
            letter,
        }
    });
    letters.collect()
}
