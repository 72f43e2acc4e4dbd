//! The letters of one run of `letter read`: read, chosen, mended, held against the record, recorded.

use super::super::context::{Context, print, say};
use super::super::prompt;
use super::read::{File, ReadArgs};
use super::readings::{Origin, Readings, is_from, is_sure, known};
use crate::domain::{Code, Reference};
use crate::error::{Error, Result, count};
use crate::letters::knowledge::{Directory, Numbers};
use crate::letters::plan::{self, Drafted, Plan};
use crate::letters::round::{self, Round, Said};
use crate::letters::{self, InquiryDraft, record, sheet};
use crate::store::documents::Document;
use crate::store::{Reader, departments, status};

/// The letters of one run, from reading them to recording them.
pub(super) struct Session {
    inquiry: Reference,
    pub(super) said: Option<Said>,
    pub(super) accept: bool,
    update: bool,
    files: Vec<Document>,
    readings: Readings,
    /// The department whose letters are taken, where not all are.
    only: Option<Code>,
    pub(super) letters: Vec<Drafted>,
    /// Where each of the letters stands; none once a person has mended them.
    origins: Vec<Origin>,
    merged: InquiryDraft,
    pub(super) numbers: Numbers,
}

impl Session {
    pub(super) fn read(reader: &Reader<'_>, args: &ReadArgs, files: Vec<File>) -> Result<Self> {
        let (known, numbers) = known(reader, args)?;
        let readings = Readings::new(&args.inquiry, known, &files);
        let mut session = Self {
            said: args.new.then(|| Said {
                reference: args.inquiry.clone(),
                title: args.title.clone(),
                asker: args.asker.clone(),
            }),
            inquiry: args.inquiry.clone(),
            accept: args.accept,
            update: args.update,
            files: files.into_iter().map(|file| file.document).collect(),
            only: None,
            letters: Vec::new(),
            origins: Vec::new(),
            merged: readings.inquiry(),
            readings,
            numbers,
        };
        let directory = Directory::read(reader)?;
        session.reread(&directory);
        if let Some(code) = &args.department {
            let department = departments::get(reader, code)?.code;
            session.one_is_from(&directory, &department)?;
        }
        if let Some(code) = &args.only_department {
            session.only = Some(departments::get(reader, code)?.code);
            session.keep(&directory)?;
        }
        Ok(session)
    }

    /// Reads the letters again, with what the user has said about whose they are.
    fn reread(&mut self, directory: &Directory) {
        (self.origins, self.letters) = self.readings.letters(&self.files).into_iter().unzip();
        if let Some(only) = self.only.clone() {
            self.retain(|letter| is_from(directory, letter, &only));
        }
    }

    fn retain(&mut self, keeps: impl Fn(&Drafted) -> bool) {
        let both = std::mem::take(&mut self.origins)
            .into_iter()
            .zip(std::mem::take(&mut self.letters));
        (self.origins, self.letters) = both.filter(|(_, letter)| keeps(letter)).unzip();
    }

    /// Takes the user's word for whose letter it is, and reads it again as that.
    pub(super) fn is_from(&mut self, directory: &Directory, letter: usize, code: &Code) {
        if let Some(origin) = self.origins.get(letter) {
            self.readings.say(*origin, code);
            self.reread(directory);
        }
    }

    /// The letter that `--department` names: the only one, or the only one of which it is not sure whose it is.
    fn one_is_from(&mut self, directory: &Directory, code: &Code) -> Result<()> {
        let several = self.letters.len() > 1;
        let open: Vec<usize> = (0..self.letters.len())
            .filter(|at| !several || !is_sure(directory, &self.letters[*at]))
            .collect();
        match open.as_slice() {
            [only] => self.is_from(directory, *only, code),
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
        Ok(())
    }

    /// Keeps the letters of the department that alone is wanted.
    fn keep(&mut self, directory: &Directory) -> Result<()> {
        let Some(only) = self.only.clone() else {
            return Ok(());
        };
        let found: Vec<String> = self
            .letters
            .iter()
            .filter_map(|d| d.letter.department.clone())
            .collect();
        self.retain(|letter| is_from(directory, letter, &only));
        if !self.letters.is_empty() {
            return Ok(());
        }
        Err(Error::refused(
            format!("none of the letters is from {only}"),
            format!(
                "they are from {}",
                if found.is_empty() {
                    "nobody known".into()
                } else {
                    found.join(", ")
                }
            ),
        ))
    }

    pub(super) fn print_json(&self) -> Result<()> {
        let letters: Vec<&letters::Letter> =
            self.letters.iter().map(|drafted| &drafted.letter).collect();
        let unwritten = |e: serde_json::Error| Error::Write {
            what: "standard output".into(),
            source: e.into(),
        };
        let letters = self.numbers.json(&letters).map_err(unwritten)?;
        let draft = serde_json::json!({ "letters": letters });
        let mut text = serde_json::to_string_pretty(&draft).map_err(unwritten)?;
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
        self.origins.clear();
        let old = std::mem::take(&mut self.letters);
        for (place, letter) in read {
            if let Some(before) = old.get(place) {
                // What was inferred is no doubt any more once a person has had the letter in hand.
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
