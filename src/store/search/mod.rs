//! Searching the record, through the indexes of `migrations/V3__search.sql`.
//!
//! Hits are counted first. Up to [`MOST_RANKED`] are ranked; of more, which only words that occur
//! everywhere give, the newest are listed, because to rank them would mean to weigh them all.
//! Channels that are not public are left out unless they are asked for.

mod beside;
mod expand;
pub(super) mod index;
mod similar;
mod statements;

use jiff::civil::Date;
use rusqlite::{Row, ToSql, named_params};

use super::values::date;
use super::{Reader, departments, inquiries};
use crate::domain::search::{HitKind, Query};
use crate::domain::{Code, Disposition, QuestionNumber, Reference, Visibility};
use crate::error::Result;

use statements::{Asked, Statements};

pub(super) use index::problems;
pub use similar::{Earlier, asked_before, similar};

/// The most hits that are ranked.
pub const MOST_RANKED: u32 = 20_000;

/// What to look for, and where.
#[derive(Debug, Clone)]
pub struct Search {
    /// The words.
    pub query: Query,
    /// Answers of this department or unit, questions put to it, channels of it.
    pub department: Option<Code>,
    /// In inquiries of this asker.
    pub asker: Option<Code>,
    /// In inquiries received in this year, or where that is not known with a reference of it.
    pub year: Option<i16>,
    /// In this inquiry.
    pub inquiry: Option<Reference>,
    /// In answers that dealt with the question in this way.
    pub disposition: Option<Disposition>,
    /// In channels that are not public too.
    pub include_withheld: bool,
    /// The most hits to return.
    pub limit: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best hits, or the newest.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: Total,
}

/// How many hits there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// So many; they are ranked.
    Exactly(u32),
    /// More than [`MOST_RANKED`]; the newest are listed.
    TooMany,
}

/// One place where the words stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What they stand in.
    pub kind: HitKind,
    /// The inquiry; nothing for a channel that is stated in none.
    pub inquiry: Option<Reference>,
    /// The question, of a question or an answer, or whose answer states the channel.
    pub question: Option<QuestionNumber>,
    /// The department that answers or that is reached.
    pub department: Option<Code>,
    /// Its unit, by name.
    pub unit: Option<String>,
    /// The date of the letter, or of receipt for a title or question.
    pub date: Option<Date>,
    /// Who may see it, for a channel.
    pub visibility: Option<Visibility>,
    /// The words, with some of those around them.
    pub excerpt: Excerpt,
}

/// A piece of text in which the words that were found are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    marked: String,
}

impl Excerpt {
    /// Noncharacters of Unicode, which no text has use for, stand for the marks.
    const OPEN: char = '\u{fdd0}';
    const CLOSE: char = '\u{fdd1}';

    /// The text with `open` and `close` around what was found; white space as single spaces.
    #[must_use]
    pub fn marked(&self, open: &str, close: &str) -> String {
        let line = self.marked.split_whitespace().collect::<Vec<_>>().join(" ");
        line.replace(Self::OPEN, open).replace(Self::CLOSE, close)
    }

    /// The text alone.
    #[must_use]
    pub fn plain(&self) -> String {
        self.marked("", "")
    }
}

/// Searches the record.
///
/// # Errors
/// [`crate::Error::NotFound`] for an inquiry or department that is not in the record.
pub fn search(reader: &Reader<'_>, search: &Search) -> Result<Found> {
    let within = Within::of(reader, search)?;
    let wanted = expand::index_query(reader, &search.query)?;
    let mut total = 0;
    let mut kinds = Vec::new();
    for (kind, statements) in statements::ALL {
        let left = i64::from(MOST_RANKED) + 1 - total;
        let hits = within.with(*kind, &wanted, left, |params| {
            reader.value::<i64>(within.asked(statements).count, params)
        })?;
        if hits > 0 {
            kinds.push((*kind, *statements));
        }
        total += hits;
    }
    let ranked = total <= i64::from(MOST_RANKED);
    let mut places = Vec::new();
    for (kind, statements) in kinds {
        let asked = within.asked(statements);
        let sql = if ranked { asked.ranked } else { asked.newest };
        places.extend(within.with(kind, &wanted, search.limit.into(), |params| {
            reader.all(sql, params, |row| Place::read(kind, statements, row))
        })?);
    }
    // bm25 gives the best hits the lowest numbers.
    places.sort_by(|a, b| a.score.total_cmp(&b.score));
    if ranked {
        places.truncate(search.limit as usize);
    }
    let mut hits = places
        .iter()
        .map(|place| place.hit(reader, &wanted))
        .collect::<Result<Vec<_>>>()?;
    if !ranked {
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.date));
        hits.truncate(search.limit as usize);
    }
    Ok(Found {
        hits,
        total: u32::try_from(total)
            .ok()
            .filter(|_| ranked)
            .map_or(Total::TooMany, Total::Exactly),
    })
}

/// The row in which words stand.
struct Place {
    statements: &'static Statements,
    kind: HitKind,
    id: i64,
    score: f64,
    /// As marked, where the statement gave it.
    excerpt: Option<String>,
}

impl Place {
    fn read(
        kind: HitKind,
        statements: &'static Statements,
        row: &Row<'_>,
    ) -> rusqlite::Result<Self> {
        Ok(Self {
            statements,
            kind,
            id: row.get("id")?,
            score: row.get::<_, f64>("score")? * statements.weight,
            excerpt: row.get("excerpt")?,
        })
    }

    fn hit(&self, reader: &Reader<'_>, wanted: &str) -> Result<Hit> {
        let params = named_params! { ":match": wanted, ":id": self.id, ":excerpt": self.excerpt };
        let mut found = reader.all(self.statements.facts, params, |row| read(self.kind, row))?;
        found
            .pop()
            .ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
    }
}

fn read(kind: HitKind, row: &Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        kind,
        inquiry: row.get("inquiry")?,
        question: row.get("question")?,
        department: row.get("department")?,
        unit: row.get("unit")?,
        date: date(row, "dated_on")?,
        visibility: row.get("visibility")?,
        excerpt: Excerpt {
            marked: row.get("excerpt")?,
        },
    })
}

/// The filters, as the statements take them.
struct Within {
    filtered: bool,
    inquiry: Option<i64>,
    asker: Option<i64>,
    year: Option<String>,
    department: Option<i64>,
    unit: Option<i64>,
    disposition: Option<Disposition>,
    withheld: bool,
}

impl Within {
    fn of(reader: &Reader<'_>, search: &Search) -> Result<Self> {
        let (department, unit) = match &search.department {
            Some(code) => department(reader, code)?,
            None => (None, None),
        };
        let inquiry = search.inquiry.as_ref().map(|r| inquiries::id(reader, r));
        let asker = search.asker.as_ref().map(|c| super::askers::id(reader, c));
        Ok(Self {
            inquiry: inquiry.transpose()?,
            asker: asker.transpose()?,
            year: search.year.map(|year| format!("{year:04}")),
            department,
            unit,
            disposition: search.disposition,
            withheld: search.include_withheld,
            filtered: search.inquiry.is_some()
                || search.asker.is_some()
                || search.year.is_some()
                || search.department.is_some()
                || search.disposition.is_some(),
        })
    }

    /// What is asked of an index.
    fn asked(&self, statements: &Statements) -> Asked {
        if self.filtered {
            statements.within
        } else {
            statements.everywhere
        }
    }

    /// Runs a statement of one kind of hit with the parameters that it has.
    fn with<T>(
        &self,
        kind: HitKind,
        wanted: &str,
        most: i64,
        run: impl FnOnce(&[(&str, &dyn ToSql)]) -> Result<T>,
    ) -> Result<T> {
        let mut params: Vec<(&str, &dyn ToSql)> = vec![(":match", &wanted), (":most", &most)];
        if self.filtered {
            params.extend::<[(&str, &dyn ToSql); 6]>([
                (":inquiry", &self.inquiry),
                (":asker", &self.asker),
                (":year", &self.year),
                (":department", &self.department),
                (":unit", &self.unit),
                (":disposition", &self.disposition),
            ]);
        }
        if kind == HitKind::Channel {
            params.push((":withheld", &self.withheld));
        }
        run(&params)
    }
}

/// The row numbers of a department, and of its unit if `code` is one's.
fn department(reader: &Reader<'_>, code: &Code) -> Result<(Option<i64>, Option<i64>)> {
    let found = departments::get(reader, code)?;
    let id = departments::id(reader, &found.code)?;
    match &found.parent {
        Some(parent) => Ok((Some(departments::id(reader, parent)?), Some(id))),
        None => Ok((Some(id), None)),
    }
}

#[cfg(test)]
mod tests;
