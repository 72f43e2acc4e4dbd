//! What departments are reminded with: letters, messages and calendar entries.
//!
//! A reminder is addressed to one department. It names each outstanding question, its deadline
//! and where to answer; the most pressing step among its inquiries gives its tone.

use super::{Text, Texts};
use crate::domain::ReminderStep;
use jiff::Timestamp;
use jiff::civil::Date;
use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// One outstanding question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its number.
    pub number: String,
    /// The question in full.
    pub text: String,
    /// Name of the unit it is put to; `None`: the whole department.
    pub unit: Option<String>,
}

/// What a department owes to one inquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Reference of the inquiry.
    pub inquiry: String,
    /// What it is about.
    pub title: String,
    /// Name of the asker.
    pub asker: String,
    /// The questions that are outstanding, in order.
    pub questions: Vec<Asked>,
    /// The day on which they are due.
    pub due_on: Date,
    /// The day on which they were due at first.
    pub original_due_on: Option<Date>,
    /// The department's own deadline.
    pub internal_due_on: Option<Date>,
}

impl Owed {
    /// The day that the department is to keep: its own, where it has one before the outer one.
    #[must_use]
    pub fn held(&self) -> Date {
        let internal = self.internal_due_on.unwrap_or(self.due_on);
        internal.min(self.due_on)
    }
}

/// What a reminder is written from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderFacts {
    /// Code of the department.
    pub department: String,
    /// Its name.
    pub name: String,
    /// What it owes, each with how pressing it is.
    pub owed: Vec<(ReminderStep, Owed)>,
    /// The address that answers go to; `None`: to whoever sends the reminder.
    pub answer_to: Option<String>,
    /// The day it is written.
    pub made_on: Date,
}

/// A reminder as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line: what it is about.
    pub subject: String,
    /// The text, with line ends.
    pub body: String,
}

/// Writes the reminder.
#[must_use]
pub fn compose(facts: &ReminderFacts, texts: &Texts) -> Letter {
    let pressing = facts
        .owed
        .iter()
        .max_by_key(|(step, owed)| (*step, std::cmp::Reverse(owed.held())));
    let (step, date) = pressing.map_or((ReminderStep::Before, facts.made_on), |(step, owed)| {
        (*step, owed.held())
    });
    let date = texts.date(date);
    let subject = texts.fill(subject_key(step), &[("date", date.as_str().into())]);
    let mut body = String::new();
    let mut line = |text: Text| {
        let _ = writeln!(body, "{text}");
    };
    let name = facts.name.as_str();
    line(texts.fill("reminder-to", &[("department", name.into())]));
    line(Text::default());
    line(texts.say(opening_key(step)));
    for (_, owed) in &facts.owed {
        line(Text::default());
        for told in inquiry_lines(owed, texts) {
            line(told);
        }
    }
    line(Text::default());
    line(match &facts.answer_to {
        Some(address) => texts.fill(
            "reminder-answer-to",
            &[("address", address.as_str().into())],
        ),
        None => texts.say("reminder-answer-reply"),
    });
    line(texts.say("reminder-answered"));
    line(Text::default());
    line(texts.say("reminder-regards"));
    line(texts.say("reminder-secretariat"));
    Letter {
        subject: subject.to_string(),
        body,
    }
}

fn subject_key(step: ReminderStep) -> &'static str {
    match step {
        ReminderStep::Before => "reminder-subject-before",
        ReminderStep::OnTheDay => "reminder-subject-on-the-day",
        ReminderStep::Overdue => "reminder-subject-overdue",
        ReminderStep::Escalation => "reminder-subject-escalation",
    }
}

fn opening_key(step: ReminderStep) -> &'static str {
    match step {
        ReminderStep::Before => "reminder-opening-before",
        ReminderStep::OnTheDay => "reminder-opening-on-the-day",
        ReminderStep::Overdue => "reminder-opening-overdue",
        ReminderStep::Escalation => "reminder-opening-escalation",
    }
}

fn inquiry_lines(owed: &Owed, texts: &Texts) -> Vec<Text> {
    let of = [
        ("reference", owed.inquiry.as_str().into()),
        ("title", owed.title.as_str().into()),
        ("asker", owed.asker.as_str().into()),
    ];
    let dated = |key, date: Date| texts.fill(key, &[("date", texts.date(date).as_str().into())]);
    let mut lines = vec![
        texts.fill("reminder-inquiry", &of),
        dated("reminder-due", owed.due_on),
    ];
    let original = owed.original_due_on.filter(|day| *day != owed.due_on);
    lines.extend(original.map(|day| dated("reminder-due-original", day)));
    lines.extend(
        owed.internal_due_on
            .map(|day| dated("reminder-due-internal", day)),
    );
    lines.extend(
        owed.questions
            .iter()
            .map(|asked| question_line(asked, texts)),
    );
    lines
}

fn question_line(asked: &Asked, texts: &Texts) -> Text {
    let number = asked.number.as_str();
    let text = asked.text.as_str();
    match &asked.unit {
        None => texts.fill(
            "reminder-question",
            &[("number", number.into()), ("text", text.into())],
        ),
        Some(unit) => texts.fill(
            "reminder-question-unit",
            &[
                ("number", number.into()),
                ("text", text.into()),
                ("unit", unit.as_str().into()),
            ],
        ),
    }
}

/// The reminder as a message (RFC 5322) that mail programs open as a draft to be sent. `to` is the
/// department's address, if it has one.
///
/// # Errors
/// [`std::io::Error`] if it cannot be encoded.
pub fn message(
    facts: &ReminderFacts,
    letter: &Letter,
    to: Option<&str>,
) -> std::io::Result<Vec<u8>> {
    let id = digest(&[&facts.department, &letter.subject, &letter.body]);
    let mut message = MessageBuilder::new()
        .message_id(format!("{id}@tenday"))
        .date(stamp(facts.made_on).as_second())
        .subject(letter.subject.as_str())
        .header("X-Unsent", Raw::new("1"))
        .text_body(letter.body.as_str());
    if let Some(address) = to {
        message = message.to((facts.name.as_str(), address));
    }
    if let Some(address) = &facts.answer_to {
        message = message.from(address.as_str()).reply_to(address.as_str());
    }
    message.write_to_vec()
}

/// What a calendar entry about what a department owes is known by for good.
#[must_use]
pub fn entry_uid(department: &str, owed: &Owed) -> String {
    let id = digest(&[department, &owed.inquiry, &owed.asker, &owed.title]);
    format!("{id}@tenday")
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    let bytes = hash.finalize();
    let mut hex = String::new();
    for byte in &bytes[..12] {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The one line that a calendar shows.
#[must_use]
pub fn entry_summary(department: &str, owed: &Owed, texts: &Texts) -> String {
    let numbers: Vec<&str> = owed
        .questions
        .iter()
        .map(|asked| asked.number.as_str())
        .collect();
    let numbered = texts.listed(&numbers);
    let values = [
        ("department", department.into()),
        ("reference", owed.inquiry.as_str().into()),
        ("numbers", numbered.as_str().into()),
        ("count", numbers.len().into()),
    ];
    texts.fill("entry-summary", &values).to_string()
}

/// The lines that a calendar entry opens to: the inquiry, its dates and questions, and how the
/// due date was reached.
#[must_use]
pub fn entry_description(owed: &Owed, explained: Option<&str>, texts: &Texts) -> String {
    let mut lines: Vec<String> = inquiry_lines(owed, texts)
        .iter()
        .map(Text::to_string)
        .collect();
    lines.extend(explained.map(|way| {
        let told = texts.fill("entry-explained", &[("explained", way.into())]);
        told.to_string()
    }));
    lines.join("\n")
}

/// The line of an entry that no longer holds.
#[must_use]
pub fn entry_cancelled(department: &str, inquiry: &str, texts: &Texts) -> String {
    let values = [
        ("department", department.into()),
        ("reference", inquiry.into()),
    ];
    texts.fill("entry-cancelled", &values).to_string()
}

/// The name that a calendar of due dates has.
#[must_use]
pub fn calendar_name(texts: &Texts) -> String {
    texts.say("entry-calendar").to_string()
}

/// The beginning of a day, as the stamp of what is written on it.
#[must_use]
pub fn stamp(day: Date) -> Timestamp {
    let start = day.to_datetime(jiff::civil::Time::midnight());
    jiff::tz::TimeZone::UTC
        .to_timestamp(start)
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Language;
    use jiff::civil::date;

    fn facts(step: ReminderStep) -> ReminderFacts {
        ReminderFacts {
            department: "ABC".into(),
            name: "Afdeling Æbler".into(),
            owed: vec![(
                step,
                Owed {
                    inquiry: "2031-1".into(),
                    title: "Æbletræer".into(),
                    asker: "Frugtlisten".into(),
                    questions: vec![
                        Asked {
                            number: "1".into(),
                            text: "Hvor mange træer\nstår der?".into(),
                            unit: None,
                        },
                        Asked {
                            number: "2a".into(),
                            text: "Hvem vander dem?".into(),
                            unit: Some("Gartnerne".into()),
                        },
                    ],
                    due_on: date(2031, 4, 21),
                    original_due_on: Some(date(2031, 4, 18)),
                    internal_due_on: Some(date(2031, 4, 17)),
                },
            )],
            answer_to: Some("svar@example.dk".into()),
            made_on: date(2031, 4, 16),
        }
    }

    #[test]
    fn a_reminder_names_questions_deadlines_and_where_to_answer() {
        let letter = compose(&facts(ReminderStep::Before), &Texts::new(Language::DANISH));
        assert_eq!(letter.subject, "Påmindelse: svar senest den 17. april 2031");
        for part in [
            "Til Afdeling Æbler\n",
            "Forespørgsel 2031-1: Æbletræer (stillet af Frugtlisten)\n",
            "Svarfrist: 21. april 2031\n",
            "Oprindelig svarfrist: 18. april 2031\n",
            "Afdelingens egen frist: 17. april 2031\n",
            "Spørgsmål 1: Hvor mange træer står der?\n",
            "Spørgsmål 2a (Gartnerne): Hvem vander dem?\n",
            "svar@example.dk",
        ] {
            assert!(letter.body.contains(part), "{part} in {}", letter.body);
        }
    }

    #[test]
    fn every_step_has_a_subject_of_its_own_in_every_language() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            let steps = [
                ReminderStep::Before,
                ReminderStep::OnTheDay,
                ReminderStep::Overdue,
                ReminderStep::Escalation,
            ];
            let mut subjects: Vec<String> = steps
                .iter()
                .map(|step| compose(&facts(*step), &texts).subject)
                .collect();
            subjects.sort();
            subjects.dedup();
            assert_eq!(subjects.len(), 4, "{language}");
        }
    }

    #[test]
    fn a_message_depends_on_nothing_but_the_facts() {
        let facts = facts(ReminderStep::Overdue);
        let letter = compose(&facts, &Texts::new(Language::DANISH));
        let write = || message(&facts, &letter, Some("aebler@example.dk")).unwrap();
        let text = String::from_utf8(write()).unwrap();
        assert_eq!(write(), text.as_bytes());
        for header in [
            "Date: Wed, 16 Apr 2031 00:00:00 +0000\r\n",
            "X-Unsent: 1\r\n",
            "<aebler@example.dk>\r\n",
            "From: <svar@example.dk>\r\n",
            "Reply-To: <svar@example.dk>\r\n",
        ] {
            assert!(text.contains(header), "{header} in {text}");
        }
        assert!(text.is_ascii());
    }
}
