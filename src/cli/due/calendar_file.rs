//! `tenday due --ics`: due dates as a calendar file.
//!
//! What was written is kept in the record, so that the next file updates the same entries: an
//! entry whose date or questions changed gets a higher number, and one that nothing is owed to any
//! more is cancelled, for as long as its date lies ahead.

use std::path::Path;

use jiff::civil::{Date, time};

use super::super::context::{Context, say};
use crate::domain::ical::{CalendarEntry, DueAlarm, DueEvent, calendar_file};
use crate::domain::language::Language as Spoken;
use crate::domain::{Code, Reference};
use crate::error::{Result, count};
use crate::report::reminders::{self, Asked, Owed};
use crate::report::{Language, Texts, file};
use crate::store::due::{self, Outstanding};
use crate::store::{Writer, deadlines, departments, inquiries};

/// Writes the dates of what is outstanding to `path` and keeps what was written.
pub(super) fn write(
    context: &Context,
    department: Option<&Code>,
    path: &Path,
    force: bool,
    language: Language,
) -> Result<()> {
    let texts = Texts::new(language);
    let (dates, cancelled) = context.write(|writer| {
        let rows = due::outstanding(writer, department)?;
        let known = crate::store::reminders::calendar_entries(writer)?;
        let mut written = current(writer, &rows, &known, &texts)?;
        let dates = written.len();
        let gone = cancelled(
            writer,
            department,
            &known,
            &written,
            context.today(),
            &texts,
        )?;
        written.extend(gone);
        let events: Vec<DueEvent> = written.iter().map(|(_, event)| event.clone()).collect();
        let name = reminders::calendar_name(&texts);
        let stamp = reminders::stamp(context.today());
        let text = calendar_file(&name, &events, &alarms(), stamp);
        for (entry, _) in &written {
            crate::store::reminders::keep_calendar_entry(writer, entry)?;
        }
        file::write_new(path, text.as_bytes(), force)?;
        Ok((dates, written.len() - dates))
    })?;
    let also = match cancelled {
        0 => String::new(),
        n => format!(", and {n} cancelled"),
    };
    say(&format!(
        "Wrote {}: {}{also}.",
        path.display(),
        count(dates, "due date")
    ));
    Ok(())
}

/// Three days ahead and on the day itself, at nine.
fn alarms() -> [DueAlarm; 2] {
    let at = time(9, 0, 0, 0);
    [3, 0].map(|days_before| DueAlarm { days_before, at })
}

type Written = (CalendarEntry, DueEvent);

/// The entries of what is outstanding and has a date.
fn current(
    writer: &Writer<'_>,
    rows: &[Outstanding],
    known: &[CalendarEntry],
    texts: &Texts,
) -> Result<Vec<Written>> {
    let spoken: Spoken = texts.language().tag().parse().unwrap_or_default();
    let mut written = Vec::new();
    for (department, owed) in owed(rows) {
        let inquiry = inquiries::get(writer, &owed.inquiry.parse()?)?;
        let numbers: Vec<&str> = owed.questions.iter().map(|it| it.number.as_str()).collect();
        let questions = numbers.join(",");
        let entry = find(known, &inquiry.reference, &department).map_or_else(
            || CalendarEntry {
                inquiry: inquiry.reference.clone(),
                department: department.clone(),
                uid: reminders::entry_uid(department.as_str(), &owed),
                sequence: 0,
                due_on: owed.due_on,
                questions: questions.clone(),
                cancelled: false,
            },
            |entry| entry.updated(owed.due_on, &questions, false),
        );
        let way = deadlines::way(writer, &inquiry)?.filter(|way| way.date == inquiry.due_on);
        let explained = way.map(|way| way.in_words(spoken));
        let event = DueEvent {
            uid: entry.uid.clone(),
            sequence: entry.sequence,
            date: entry.due_on,
            summary: reminders::entry_summary(department.as_str(), &owed, texts),
            description: reminders::entry_description(&owed, explained.as_deref(), texts),
            cancelled: false,
        };
        written.push((entry, event));
    }
    Ok(written)
}

/// The entries written earlier that nothing is owed to any more.
fn cancelled(
    writer: &Writer<'_>,
    department: Option<&Code>,
    known: &[CalendarEntry],
    current: &[Written],
    today: Date,
    texts: &Texts,
) -> Result<Vec<Written>> {
    let asked_for = department
        .map(|code| departments::get(writer, code))
        .transpose()?
        .map(|it| it.code);
    let mut gone = Vec::new();
    for entry in known {
        let other = asked_for
            .as_ref()
            .is_some_and(|code| *code != entry.department);
        let still = current.iter().any(|(it, _)| it.uid == entry.uid);
        let past = entry.cancelled && entry.due_on < today;
        if other || still || past {
            continue;
        }
        let entry = entry.updated(entry.due_on, &entry.questions, true);
        let event = DueEvent {
            uid: entry.uid.clone(),
            sequence: entry.sequence,
            date: entry.due_on,
            summary: reminders::entry_cancelled(
                entry.department.as_str(),
                entry.inquiry.as_str(),
                texts,
            ),
            description: String::new(),
            cancelled: true,
        };
        gone.push((entry, event));
    }
    Ok(gone)
}

fn find<'a>(
    known: &'a [CalendarEntry],
    inquiry: &Reference,
    department: &Code,
) -> Option<&'a CalendarEntry> {
    known
        .iter()
        .find(|entry| entry.inquiry == *inquiry && entry.department == *department)
}

/// What each department owes to each inquiry that has a date, in the order of the rows.
pub(in crate::cli) fn owed(rows: &[Outstanding]) -> Vec<(Code, Owed)> {
    let mut all: Vec<(Code, Owed)> = Vec::new();
    for row in rows {
        let Some(due_on) = row.due_on else { continue };
        let asked = Asked {
            number: row.question.to_string(),
            text: row.question_text.clone(),
            unit: row.unit.clone(),
        };
        let there = all
            .iter_mut()
            .find(|(code, owed)| *code == row.department && owed.inquiry == row.inquiry.as_str());
        if let Some((_, owed)) = there {
            owed.questions.push(asked);
            continue;
        }
        let owed = Owed {
            inquiry: row.inquiry.to_string(),
            title: row.title.clone(),
            asker: row.asker.clone(),
            questions: vec![asked],
            due_on,
            original_due_on: row.original_due_on,
            internal_due_on: row.internal_due_on,
        };
        all.push((row.department.clone(), owed));
    }
    all
}
