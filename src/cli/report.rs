//! `tenday report`: what the council reads.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::context::{Context, print, say};
use crate::domain::Reference;
use crate::error::{Error, Result};
use crate::report::csv::Dialect;
use crate::report::round::{self, Arrangement};
use crate::report::{Format, Language, Report, Texts, assemble, file};

/// Commands that write reports.
#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    /// The compiled reply to an inquiry
    Round {
        /// The inquiry
        inquiry: Reference,
        /// What the reply is arranged by
        #[arg(long, value_enum, default_value_t = By::Question)]
        by: By,
        #[command(flatten)]
        output: OutputArgs,
    },
}

/// What the compiled reply is arranged by.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum By {
    /// Question by question.
    Question,
    /// Department by department.
    Department,
}

/// How and where a report is written.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// The language, da or en
    #[arg(long, default_value_t = Language::DANISH)]
    lang: Language,
    /// A file, whose name gives the format if --format does not, or an existing folder, in which the
    /// file is named after the report; standard output if not given
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
    /// How CSV is written
    #[arg(long, value_name = "DIALECT", default_value = "rfc4180")]
    csv_dialect: Dialect,
}

pub(super) fn run(context: &Context, command: ReportCommand) -> Result<()> {
    match command {
        ReportCommand::Round {
            inquiry,
            by,
            output,
        } => {
            let facts = context.read(|reader| assemble::round(reader, &inquiry))?;
            let arrangement = match by {
                By::Question => Arrangement::ByQuestion,
                By::Department => Arrangement::ByDepartment,
            };
            let report =
                round::compose(&facts, arrangement, &Texts::new(output.lang), context.today);
            write(context, &output, &report)
        }
    }
}

fn write(context: &Context, output: &OutputArgs, report: &Report) -> Result<()> {
    let format = format(context, output)?;
    let mut bytes = Vec::new();
    format
        .renderer(output.csv_dialect)
        .render(report, &mut bytes)?;
    let Some(out) = &output.out else {
        return to_standard_output(format, &bytes);
    };
    let target = if out.is_dir() {
        out.join(format!("{}.{}", report.file_stem(), format.name()))
    } else {
        out.clone()
    };
    file::write_new(&target, &bytes, output.force)?;
    say(&format!("Wrote {}.", target.display()));
    Ok(())
}

fn format(context: &Context, output: &OutputArgs) -> Result<Format> {
    if let Some(format) = context.asked_format {
        return format.report();
    }
    let extension = output
        .out
        .as_ref()
        .filter(|out| !out.is_dir())
        .and_then(|out| out.extension());
    match extension {
        Some(extension) => Ok(extension.to_string_lossy().parse()?),
        None => Ok(Format::Markdown),
    }
}

fn to_standard_output(format: Format, bytes: &[u8]) -> Result<()> {
    use std::io::IsTerminal;
    if format.is_binary() && std::io::stdout().is_terminal() {
        return Err(Error::refused(
            format!("a {format} file is not shown on a terminal"),
            "name a file with --out FILE",
        ));
    }
    print(bytes)
}
