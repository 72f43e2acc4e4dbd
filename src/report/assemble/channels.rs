//! Facts about contact channels, with their hours in words and as an ordinary week.

use jiff::civil::Date;

use crate::domain::Reference;
use crate::domain::hours::{Hours, WEEKDAYS};
use crate::domain::language::Language;
use crate::domain::{Channel, Code};
use crate::error::Result;
use crate::report::contacts::ContactsFacts;
use crate::report::facts::{self, OpenSpan};
use crate::report::request::RequestFacts;
use crate::store::{Reader, contacts, departments};

use super::{asked, department, inquiry};

/// The channels of every department, or of one and its units, whatever their visibility.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown department.
pub fn contacts(
    reader: &Reader<'_>,
    of: Option<&Code>,
    language: Language,
    today: Date,
) -> Result<ContactsFacts> {
    let departments = departments::list(reader)?;
    let channels = contacts::list(reader, of)?.into_iter().map(|channel| {
        let reached = departments.iter().find(|d| d.code == channel.department);
        let parent = reached.and_then(|d| d.parent.clone());
        facts_of(channel, parent, language, today)
    });
    let channels = channels.collect();
    Ok(ContactsFacts {
        channels,
        departments: departments.into_iter().map(department).collect(),
    })
}

fn facts_of(
    channel: Channel,
    parent: Option<Code>,
    language: Language,
    today: Date,
) -> facts::Channel {
    // Another program may have written hours that cannot be read; those are shown as they are.
    let hours = channel
        .hours
        .as_ref()
        .and_then(|text| Hours::from_notation(text).ok());
    let unit = parent.is_some().then(|| channel.department.to_string());
    facts::Channel {
        department: parent.unwrap_or(channel.department).to_string(),
        unit,
        kind: channel.kind.to_string(),
        label: channel.label,
        value: channel.value,
        hours_in_words: hours.as_ref().map(|hours| hours.in_words(today, language)),
        open: hours
            .as_ref()
            .map(|hours| week(hours, today))
            .unwrap_or_default(),
        hours: channel.hours,
        audience: channel.audience,
        is_public: channel.visibility.is_public(),
        visibility: channel.visibility.to_string(),
        valid_from: channel.valid_from,
        valid_to: channel.valid_to,
        also_serves: channel
            .also_serves
            .iter()
            .map(ToString::to_string)
            .collect(),
    }
}

fn week(hours: &Hours, today: Date) -> Vec<OpenSpan> {
    let week = hours.week(today);
    let days = WEEKDAYS.into_iter().zip(0..);
    days.flat_map(|(day, weekday)| {
        week.on(day).iter().map(move |span| OpenSpan {
            weekday,
            from: span.from,
            to: span.to,
        })
    })
    .collect()
}

/// What the letter that asks one department needs.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry or department.
pub fn request(
    reader: &Reader<'_>,
    reference: &Reference,
    of: &Code,
    answer_to: Vec<String>,
) -> Result<RequestFacts> {
    Ok(RequestFacts {
        inquiry: inquiry(reader, reference)?,
        questions: asked(reader, reference)?,
        department: department(departments::get(reader, of)?),
        sender: None,
        answer_to,
    })
}
