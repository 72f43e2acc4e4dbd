//! Facts over many inquiries: what is owed, how far they have come, how long replies took.

use crate::domain::{Code, Department};
use crate::error::Result;
use crate::report::facts;
use crate::report::inquiries::{InquiriesFacts, Progress};
use crate::report::outstanding::{OutstandingFacts, Owed};
use crate::report::statistics::{Reply, StatisticsFacts};
use crate::store::status::{self, Filter};
use crate::store::{Reader, departments};

use super::{department, inquiry};

/// Everything that is owed to inquiries that are not closed.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn outstanding(reader: &Reader<'_>) -> Result<OutstandingFacts> {
    let owed = status::outstanding(reader)?.into_iter().map(|owed| Owed {
        inquiry: owed.inquiry.to_string(),
        title: owed.title,
        asker: owed.asker,
        due_on: owed.due_on,
        question: owed.question.to_string(),
        question_text: owed.question_text,
        department: owed.unit.unwrap_or(owed.department).to_string(),
    });
    Ok(OutstandingFacts {
        departments: listed(reader)?,
        owed: owed.collect(),
    })
}

/// The inquiries that a filter lets through; of one department, those put to it or answered by it.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown department.
pub fn inquiries(
    reader: &Reader<'_>,
    filter: &Filter,
    asker: Option<String>,
    of: Option<&Code>,
) -> Result<InquiriesFacts> {
    let of: Option<Department> = of.map(|code| departments::get(reader, code)).transpose()?;
    let mut progress = Vec::new();
    for state in status::inquiries(reader, filter)? {
        let takes_part = |department: &Department| {
            let states = status::answers(reader, &state.reference)?;
            Ok::<_, crate::Error>(states.iter().any(|s| s.department == department.code))
        };
        if of.as_ref().map_or(Ok(true), takes_part)? {
            progress.push(Progress {
                inquiry: inquiry(reader, &state.reference)?,
                questions: state.questions as usize,
                expected: state.expected as usize,
                answered: state.answered as usize,
            });
        }
    }
    Ok(InquiriesFacts {
        year: filter.year,
        asker,
        department: of.map(|department| department.name),
        inquiries: progress,
    })
}

/// How every department has dealt with every inquiry put to it.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn statistics(reader: &Reader<'_>) -> Result<StatisticsFacts> {
    let replies = status::replies(reader)?.into_iter().map(|reply| Reply {
        inquiry: reply.inquiry.to_string(),
        asker: reply.asker,
        department: reply.department.to_string(),
        received_on: reply.received_on,
        due_on: reply.due_on,
        answered_on: reply.answered_on,
        expected: reply.expected as usize,
        answered: reply.answered as usize,
    });
    Ok(StatisticsFacts {
        departments: listed(reader)?,
        replies: replies.collect(),
    })
}

fn listed(reader: &Reader<'_>) -> Result<Vec<facts::Department>> {
    Ok(departments::list(reader)?
        .into_iter()
        .map(department)
        .collect())
}
