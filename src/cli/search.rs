//! `tenday search`: words in titles, questions, answers and contact channels, and questions that
//! were asked before.

use clap::Args;

use super::context::{Context, say};
use super::input::word;
use super::output::{ListFormat, Listing};
use crate::domain::search::{Query, QuestionKey};
use crate::domain::{Code, Disposition, QuestionNumber, Reference, Value, text};
use crate::error::{Result, count};
use crate::store::search::{self, Earlier, Found, Hit, MOST_RANKED, Search, Total};
use crate::store::{Reader, askers, questions};

/// Options of `search`.
#[derive(Debug, Args)]
#[command(after_help = "\
Small and capital letters, å and aa, and the endings of Danish words are the same: frist finds Fristen.
  skjult nummer            both words
  '\"skjult nummer\"'        the phrase as it stands
  'tele*'                  words that begin so
  'frist OR svar'          either
  'frist NOT (svar OR 10)' one without the others")]
pub(super) struct SearchArgs {
    /// Words, "phrases", beginnings (tele*), AND, OR, NOT and parentheses
    #[arg(required_unless_present = "similar_to", value_name = "WORDS")]
    words: Vec<String>,
    /// Earlier questions like this one, as in 2018-1.4, in place of words
    #[arg(
        long,
        value_name = "REF.N",
        conflicts_with_all = ["words", "department", "asker", "year", "inquiry", "disposition", "include_withheld"]
    )]
    similar_to: Option<QuestionKey>,
    /// Answers of this department or unit, questions put to it, channels of it
    #[arg(long, value_name = "CODE")]
    department: Option<Code>,
    /// In inquiries from this asker, by code or name
    #[arg(long)]
    asker: Option<String>,
    /// In inquiries received in this year
    #[arg(long)]
    year: Option<i16>,
    /// In this inquiry
    #[arg(long, value_name = "REF")]
    inquiry: Option<Reference>,
    /// In answers that dealt with the question in this way
    #[arg(long, value_parser = word::<Disposition>())]
    disposition: Option<Disposition>,
    /// In contact channels that are not public too
    #[arg(long)]
    include_withheld: bool,
    /// The most hits to list
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
}

pub(super) fn run(context: &Context, args: &SearchArgs) -> Result<()> {
    let format = context.format()?;
    if let Some(question) = &args.similar_to {
        let found = context.read(|reader| search::similar(reader, question, args.limit))?;
        return earlier(&found)
            .print_or(format, &format!("No earlier question is like {question}."));
    }
    let query: Query = args.words.join(" ").parse()?;
    let found = context.read(|reader| found(reader, args, query))?;
    if args.include_withheld {
        say("Channels that are not public are searched too.");
    }
    hits(&found.hits, format).print_or(format, NOTHING)?;
    tell(&found, format);
    Ok(())
}

fn found(reader: &Reader<'_>, args: &SearchArgs, query: Query) -> Result<Found> {
    let asker = args.asker.as_ref().map(|named| askers::find(reader, named));
    search::search(
        reader,
        &Search {
            query,
            department: args.department.clone(),
            asker: asker.transpose()?.map(|asker| asker.code),
            year: args.year,
            inquiry: args.inquiry.clone(),
            disposition: args.disposition,
            include_withheld: args.include_withheld,
            limit: args.limit,
        },
    )
}

const NOTHING: &str = "Nothing found.";

fn tell(found: &Found, format: ListFormat) {
    match found.total {
        Total::TooMany => say(&format!(
            "More than {MOST_RANKED} hits: these are the newest, not the best. Add a word, or a filter such as --year."
        )),
        Total::Exactly(0) if format == ListFormat::Table => {}
        Total::Exactly(0) => say(NOTHING),
        Total::Exactly(all) if (all as usize) > found.hits.len() => say(&format!(
            "The best {} of {all} hits; --limit N lists more.",
            found.hits.len()
        )),
        Total::Exactly(all) => say(&format!("{}.", count(all as usize, "hit"))),
    }
}

fn hits(hits: &[Hit], format: ListFormat) -> Listing {
    let mut listing = Listing::new(&[
        "kind",
        "inquiry",
        "question",
        "department",
        "unit",
        "date",
        "visibility",
        "text",
    ]);
    for hit in hits {
        listing.push(vec![
            hit.kind.word().into(),
            hit.inquiry.as_ref().into(),
            hit.question.as_ref().into(),
            hit.department.as_ref().into(),
            hit.unit.as_ref().into(),
            hit.date.into(),
            hit.visibility.map_or(Value::Null, Value::word),
            match format {
                ListFormat::Table => hit.excerpt.marked("[", "]"),
                _ => hit.excerpt.plain(),
            }
            .into(),
        ]);
    }
    listing
}

fn earlier(found: &[Earlier]) -> Listing {
    let mut listing = Listing::new(&[
        "inquiry",
        "question",
        "received_on",
        "answered_by",
        "likeness",
        "text",
    ]);
    for question in found {
        listing.push(vec![
            (&question.key.inquiry).into(),
            (&question.key.question).into(),
            question.received_on.into(),
            codes(&question.answered_by).into(),
            ((question.likeness * 100.0).round() / 100.0).into(),
            (&question.text).into(),
        ]);
    }
    listing
}

fn codes(of: &[Code]) -> String {
    of.iter().map(Code::as_str).collect::<Vec<_>>().join(", ")
}

/// A new question, with the earlier ones that ask for the same.
pub(super) type AskedBefore = Vec<(QuestionNumber, Vec<Earlier>)>;

/// Which questions of an inquiry were asked before: the one named, or any.
pub(super) fn asked_before(
    reader: &Reader<'_>,
    inquiry: &Reference,
    only: Option<&QuestionNumber>,
) -> Result<AskedBefore> {
    let mut found = Vec::new();
    for question in questions::list(reader, inquiry)? {
        if only.is_none_or(|only| *only == question.number) {
            let key = QuestionKey {
                inquiry: question.inquiry,
                question: question.number,
            };
            found.push((key.question.clone(), search::asked_before(reader, &key)?));
        }
    }
    Ok(found)
}

/// Says which of the new questions were asked before, when, and who answered.
pub(super) fn tell_asked_before(found: &AskedBefore) {
    for (number, before) in found {
        for earlier in before {
            say(&asked_before_line(number, earlier));
        }
    }
}

fn asked_before_line(number: &QuestionNumber, earlier: &Earlier) -> String {
    let received = earlier.received_on.map_or_else(
        || "date unknown".to_owned(),
        |day| format!("received {day}"),
    );
    let answered = match earlier.answered_by.as_slice() {
        [] => "not answered".to_owned(),
        by => format!("answered by {}", codes(by)),
    };
    format!(
        "Question {number} was asked before: {} ({received}; {answered}): {}",
        earlier.key,
        text::opening(&earlier.text, 80)
    )
}
