//! `tenday letter read`: from the departments' letters to recorded answers.
//!
//! Nothing is recorded that was not shown: the draft is printed, and only after that accepted, on
//! a terminal or by flag.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::super::context::{Context, print, say};
use super::decision::Decision;
use super::draft;
use super::session::Session;
use crate::domain::encoding::Charset;
use crate::domain::{Code, Reference};
use crate::error::{Error, Result};
use crate::letters::extract::{self, ExtractError, Extracted, PdfReader};
use crate::letters::received;
use crate::store::documents::Document;

/// How long the child may take to read a PDF; less than whoever waits for it, so that it can still say so.
const PDF_TIME: Duration = Duration::from_secs(25);

/// Options of `letter read`.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of its own
pub(in super::super) struct ReadArgs {
    /// The files with the letters: text, PDF, DOCX, ODT, HTML or EML; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The inquiry that they answer
    #[arg(long, value_name = "REF")]
    pub(super) inquiry: Reference,
    /// Log the inquiry too, as the letters state it
    #[arg(long)]
    pub(super) new: bool,
    /// With --new: what the inquiry is about, if not as the letters have it
    #[arg(long, requires = "new")]
    pub(super) title: Option<String>,
    /// With --new: who asks, by code or name, if not as the letters have it
    #[arg(long, requires = "new")]
    pub(super) asker: Option<String>,
    /// Record the draft without asking
    #[arg(long)]
    pub(super) accept: bool,
    /// Replace what the record says otherwise; without it, only what it lacks is added
    #[arg(long)]
    pub(super) update: bool,
    /// Open the draft in $EDITOR and read it back
    #[arg(long)]
    pub(super) edit: bool,
    /// Print the draft as JSON and record nothing
    #[arg(long, conflicts_with_all = ["accept", "edit", "update"])]
    pub(super) json: bool,
    /// Take only the letters of this department
    #[arg(long, value_name = "CODE")]
    pub(super) only_department: Option<Code>,
    /// The encoding of the text, where the guess is wrong: cp850, macintosh, windows-1252
    #[arg(long, value_name = "NAME", value_parser = Charset::named)]
    pub(super) encoding: Option<Charset>,
    /// Whose letter it is, where that cannot be told from the letter
    #[arg(long, value_name = "CODE")]
    pub(super) department: Option<Code>,
}

/// The child process that reads a PDF. What it cannot read is said by its exit code.
pub(in super::super) fn extract_pdf() -> ! {
    let code = extract::run_pdf_child(std::io::stdin(), std::io::stdout(), PDF_TIME);
    std::process::exit(code.unwrap_or(1))
}

pub(in super::super) fn run(context: &Context, args: &ReadArgs) -> Result<()> {
    let files = args
        .files
        .iter()
        .map(|path| file(path, args.encoding))
        .collect::<Result<Vec<_>>>()?;
    let mut session = context.read(|reader| Session::read(reader, args, files))?;
    if args.json {
        return session.print_json();
    }
    if args.edit {
        session.edit(context)?;
    }
    loop {
        let plan = context.read(|reader| {
            let plan = session.plan(reader)?;
            print(
                draft::shown(context, reader, &session.letters, &plan, &session.numbers)?
                    .as_bytes(),
            )?;
            Ok(plan)
        })?;
        if session.letters.is_empty() || plan.is_recorded() {
            say("Everything in this is recorded already; nothing was changed.");
            return Ok(());
        }
        match session.decide(context, &plan)? {
            Decision::Record => return session.record(context, &plan),
            Decision::Edit => session.edit(context)?,
            Decision::Look => {}
            Decision::Leave => return Ok(()),
        }
    }
}

/// A file and its text.
pub(super) struct File {
    pub(super) document: Document,
    pub(super) text: String,
}

fn file(path: &Path, encoding: Option<Charset>) -> Result<File> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let most = u64::try_from(extract::LARGEST_FILE).unwrap_or(u64::MAX);
        let mut input = std::io::stdin().lock().take(most.saturating_add(1));
        input
            .read_to_end(&mut bytes)
            .map_err(Error::io("standard input"))?;
        bytes
    } else {
        std::fs::read(path).map_err(Error::io(path))?
    };
    let extracted = match encoding {
        Some(charset) => extract::extract_in(&bytes, charset),
        None => extract::extract(&bytes, &pdf_reader()?),
    };
    let Extracted {
        media_type,
        text,
        note,
    } = extracted.map_err(|e| refused(path, &e))?;
    if let Some(note) = note {
        say(&format!("{}: {note}", path.display()));
    }
    Ok(File {
        document: received::document(path, media_type, bytes),
        text,
    })
}

fn pdf_reader() -> Result<PdfReader> {
    let program = std::env::current_exe().map_err(Error::io("tenday"))?;
    Ok(PdfReader::new(program, &["letter", "extract-pdf"]))
}

fn refused(path: &Path, error: &ExtractError) -> Error {
    let said = error.to_string();
    let (problem, hint) = said
        .split_once(". Hint: ")
        .unwrap_or((&said, "give another file"));
    Error::refused(format!("{}: {problem}", path.display()), hint)
}
