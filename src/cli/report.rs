//! `tenday report`: what the council reads.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::context::{Context, print, say};
use crate::domain::hours::Hours;
use crate::domain::{Code, QuestionNumber, Reference};
use crate::error::{Error, Result};
use crate::export;
use crate::report::contacts::{self, NotPublic};
use crate::report::csv::Dialect;
use crate::report::file::Existing;
use crate::report::inquiries::{self, InquiriesFacts};
use crate::report::request::RequestFacts;
use crate::report::round::{self, Arrangement};
use crate::report::{
    Format, Language, Report, Texts, assemble, comparison, file, outstanding, reachability,
    request, statistics, traffic,
};
use crate::store::status::Filter;
use crate::store::{Reader, askers};

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
    /// What the departments answered, side by side, with findings and figures
    Comparison {
        /// The inquiry
        inquiry: Reference,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// What has not been answered yet, over all inquiries
    Outstanding {
        #[command(flatten)]
        output: OutputArgs,
    },
    /// The inquiries, and how far they have come
    Inquiries {
        /// Received in this year
        #[arg(long)]
        year: Option<i16>,
        /// From this asker, by code or name
        #[arg(long)]
        asker: Option<String>,
        /// Put to this department
        #[arg(long, value_name = "CODE")]
        department: Option<Code>,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// How departments can be reached
    Contacts {
        /// This department and its units only
        #[arg(long, value_name = "CODE")]
        department: Option<Code>,
        /// Show the channels that are not public too
        #[arg(long)]
        include_withheld: bool,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Numbers of inquiries and answers, and how long answers took
    Statistics {
        #[command(flatten)]
        output: OutputArgs,
    },
    /// When departments can be reached, by calculation from the hours of public channels
    Reachability {
        /// The citizen's working day that hours are laid beside
        #[arg(long, value_name = "HOURS", default_value = "Mo-Fr 08:00-16:00")]
        working_day: Hours,
        /// An inquiry that asked the departments about it
        #[arg(long, value_name = "REF", requires = "question")]
        inquiry: Option<Reference>,
        /// The question whose answers are laid beside
        #[arg(long, value_name = "NUMBER", requires = "inquiry")]
        question: Option<QuestionNumber>,
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Contacts of the count week beside the hours, and which added hour would catch most
    Traffic {
        #[command(flatten)]
        output: OutputArgs,
    },
    /// The letter that asks one department for its answers
    Letters {
        /// The inquiry
        inquiry: Reference,
        /// The department
        #[arg(long, value_name = "CODE")]
        department: Code,
        /// Where to answer, such as an e-mail address; may be repeated
        #[arg(long, value_name = "ADDRESS")]
        answer_to: Vec<String>,
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
    /// An existing folder for the report's charts, as SVG files
    #[arg(long, value_name = "DIR")]
    charts: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
    /// How CSV is written
    #[arg(long, value_name = "DIALECT", default_value = "rfc4180")]
    csv_dialect: Dialect,
}

pub(super) fn run(context: &Context, command: ReportCommand) -> Result<()> {
    let asked_for = matches!(
        command,
        ReportCommand::Contacts {
            include_withheld: true,
            ..
        }
    );
    let (output, report) = compose(context, command)?;
    write(context, &output, &report)?;
    if asked_for {
        return Ok(());
    }
    let texts = report.data.nested.to_string();
    for value in context.read(|reader| export::withheld_in(reader, &texts))? {
        say(&format!(
            "The report holds `{value}`, which is not public: a text that was recorded says it."
        ));
    }
    Ok(())
}

/// Reads the facts and composes the report.
fn compose(context: &Context, command: ReportCommand) -> Result<(OutputArgs, Report)> {
    let today = context.today();
    let texts = |output: &OutputArgs| Texts::new(output.lang);
    Ok(match command {
        ReportCommand::Round {
            inquiry,
            by,
            output,
        } => {
            let facts = context.read(|reader| assemble::round(reader, &inquiry))?;
            let report = round::compose(&facts, by.into(), &texts(&output), today);
            (output, report)
        }
        ReportCommand::Comparison { inquiry, output } => {
            let facts = context.read(|reader| assemble::round(reader, &inquiry))?;
            let report = comparison::compose(&facts, &texts(&output), today)?;
            (output, report)
        }
        ReportCommand::Outstanding { output } => {
            let facts = context.read(assemble::outstanding)?;
            let report = outstanding::compose(&facts, &texts(&output), today);
            (output, report)
        }
        ReportCommand::Inquiries {
            year,
            asker,
            department,
            output,
        } => {
            let facts =
                context.read(|reader| inquiries_facts(reader, year, asker, department.as_ref()))?;
            let report = inquiries::compose(&facts, &texts(&output), today);
            (output, report)
        }
        ReportCommand::Contacts {
            department,
            include_withheld,
            output,
        } => {
            let facts = context.read(|reader| {
                assemble::contacts(reader, department.as_ref(), spoken(output.lang), today)
            })?;
            let report =
                contacts::compose(&facts, not_public(include_withheld), &texts(&output), today)?;
            (output, report)
        }
        ReportCommand::Statistics { output } => {
            let facts = context.read(assemble::statistics)?;
            let report = statistics::compose(&facts, &texts(&output), today)?;
            (output, report)
        }
        ReportCommand::Reachability {
            working_day,
            inquiry,
            question,
            output,
        } => {
            let asked = inquiry.as_ref().zip(question.as_ref());
            let language = spoken(output.lang);
            let facts = context.read(|reader| {
                assemble::reachability(reader, &working_day, asked, language, today)
            })?;
            let report = reachability::compose(&facts, &texts(&output), today);
            (output, report)
        }
        ReportCommand::Traffic { output } => {
            let facts =
                context.read(|reader| assemble::traffic(reader, spoken(output.lang), today))?;
            let report = traffic::compose(&facts, &texts(&output), today);
            (output, report)
        }
        ReportCommand::Letters {
            inquiry,
            department,
            answer_to,
            output,
        } => {
            let facts = context
                .read(|reader| assemble::request(reader, &inquiry, &department, answer_to))?;
            not_for_nothing(&facts)?;
            let report = request::compose(&facts, &texts(&output), today);
            (output, report)
        }
    })
}

/// Refuses a letter that asks for no answer.
fn not_for_nothing(facts: &RequestFacts) -> Result<()> {
    let (inquiry, code) = (&facts.inquiry.reference, &facts.department.code);
    if facts.questions.iter().any(|asked| asked.is_put_to(code)) {
        return Ok(());
    }
    Err(Error::refused(
        format!("no question of inquiry {inquiry} is put to {code}"),
        format!("`tenday question list {inquiry}` shows to whom each is put"),
    ))
}

fn inquiries_facts(
    reader: &Reader<'_>,
    year: Option<i16>,
    asker: Option<String>,
    department: Option<&Code>,
) -> Result<InquiriesFacts> {
    let asker = asker
        .map(|named| askers::find(reader, &named))
        .transpose()?;
    let filter = Filter {
        year,
        asker: asker.as_ref().map(|asker| asker.code.clone()),
        state: None,
    };
    assemble::inquiries(reader, &filter, asker.map(|asker| asker.name), department)
}

/// Says so when a report will hold channels that are not public.
fn not_public(include: bool) -> NotPublic {
    if include {
        say("The report holds channels that are not public.");
        NotPublic::Included
    } else {
        NotPublic::LeftOut
    }
}

/// The language of hours in words; those of other languages stand in English.
fn spoken(language: Language) -> crate::domain::language::Language {
    language
        .tag()
        .parse()
        .unwrap_or(crate::domain::language::Language::English)
}

impl From<By> for Arrangement {
    fn from(by: By) -> Self {
        match by {
            By::Question => Self::ByQuestion,
            By::Department => Self::ByDepartment,
        }
    }
}

fn write(context: &Context, output: &OutputArgs, report: &Report) -> Result<()> {
    let existing = if output.force {
        Existing::Replaced
    } else {
        Existing::Kept
    };
    if let Some(folder) = &output.charts {
        for chart in report.charts() {
            let target = folder.join(report.chart_name(chart));
            file::save_chart(chart, &target, existing).map_err(|e| e.at(&target))?;
            say(&format!("Wrote {}.", target.display()));
        }
    }
    let format = format(context, output)?;
    let Some(out) = &output.out else {
        let mut bytes = Vec::new();
        format
            .renderer(output.csv_dialect)
            .render(report, &mut bytes)?;
        return to_standard_output(format, &bytes);
    };
    let target = if out.is_dir() {
        out.join(report.file_name(format))
    } else {
        out.clone()
    };
    file::save(report, format, output.csv_dialect, &target, existing).map_err(|e| e.at(&target))?;
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
