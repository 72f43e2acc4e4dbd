//! Due dates as an iCalendar file (RFC 5545) that Outlook and Thunderbird take.
//!
//! Every date is an all-day event that blocks no time. A calendar program knows an event again by
//! its UID and takes the one with the higher sequence number, so that a file written later
//! updates rather than doubles; the caller keeps both. The file depends on nothing but what is
//! passed in: the crate `icalendar` would put the clock's time and random UIDs where none are
//! given, so every part is given its own.

use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, tz};

use super::{Code, Reference};

/// What a department's answers to an inquiry were last written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The inquiry.
    pub inquiry: Reference,
    /// Code of the department.
    pub department: Code,
    /// What the event is known by for good.
    pub uid: String,
    /// How often it has changed since it was first written.
    pub sequence: u32,
    /// The due date.
    pub due_on: Date,
    /// The numbers of the questions it names, separated by a comma.
    pub questions: String,
    /// Whether it no longer holds.
    pub cancelled: bool,
}

impl CalendarEntry {
    /// The entry as it is to be written next, with a higher number if something changed.
    #[must_use]
    pub fn updated(&self, due_on: Date, questions: &str, cancelled: bool) -> Self {
        let same =
            self.due_on == due_on && self.questions == questions && self.cancelled == cancelled;
        Self {
            sequence: self.sequence + u32::from(!same),
            due_on,
            questions: questions.to_owned(),
            cancelled,
            ..self.clone()
        }
    }
}

/// A due date to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueEvent {
    /// What the event is known by for good, such as `inquiry-12-question-3-abc@example.dk`.
    pub uid: String,
    /// How often it has changed since it was first written.
    pub sequence: u32,
    /// The due date.
    pub date: Date,
    /// One line: what is due from whom.
    pub summary: String,
    /// Any number of lines: the question, how the date was reached, where to answer.
    pub description: String,
    /// Whether it no longer holds; programs then strike it out or take it away.
    pub cancelled: bool,
}

/// When an alarm rings: so many days before the due date, at a time of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueAlarm {
    /// Days before; none for the due date itself.
    pub days_before: u16,
    /// The time of the day, to the minute.
    pub at: Time,
}

/// Writes the events, each with the alarms, as one calendar file with CRLF line ends.
///
/// `name` is what the calendar is called where it is imported; `stamp` is when the file is made.
#[must_use]
pub fn calendar_file(
    name: &str,
    events: &[DueEvent],
    alarms: &[DueAlarm],
    stamp: Timestamp,
) -> String {
    let mut calendar = Calendar::new();
    calendar
        .properties
        .retain(|property| property.key() != "PRODID");
    calendar
        .append_property(Property::new("PRODID", "-//tenday//due dates//EN"))
        .append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(&plain(name));
    for event in events {
        calendar.push(entry(event, alarms, stamp));
    }
    calendar.to_string()
}

fn entry(due: &DueEvent, alarms: &[DueAlarm], stamp: Timestamp) -> Event {
    let stamp = stamp
        .to_zoned_datetime(tz::TimeZone::UTC)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string();
    let mut event = Event::new();
    event
        .uid(&due.uid)
        .add_property("DTSTAMP", &stamp)
        .sequence(due.sequence)
        .append_property(day("DTSTART", due.date))
        .append_property(day("DTEND", due.date.tomorrow().unwrap_or(due.date)))
        .summary(&plain(&due.summary).replace('\n', " "))
        .description(&plain(&due.description))
        .add_property(
            "STATUS",
            if due.cancelled {
                "CANCELLED"
            } else {
                "CONFIRMED"
            },
        )
        .add_property("TRANSP", "TRANSPARENT");
    for (number, due_alarm) in (1..).zip(alarms).filter(|_| !due.cancelled) {
        let mut alarm = Alarm::display(&plain(&due.summary), before_midnight(*due_alarm));
        alarm
            .add_property("UID", format!("{}-alarm-{number}", due.uid))
            .add_property("DTSTAMP", &stamp);
        event.alarm(alarm);
    }
    event.done()
}

fn day(key: &str, date: Date) -> Property {
    let mut property = Property::new(key, date.strftime("%Y%m%d").to_string());
    property.add_parameter("VALUE", "DATE");
    property.done()
}

/// The time from the beginning of the due date to the alarm, negative before it.
fn before_midnight(due_alarm: DueAlarm) -> chrono::Duration {
    let days = chrono::Duration::days(i64::from(due_alarm.days_before));
    let time = i64::from(due_alarm.at.hour()) * 60 + i64::from(due_alarm.at.minute());
    chrono::Duration::minutes(time) - days
}

/// The text without control characters other than line breaks.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn due() -> DueEvent {
        DueEvent {
            uid: "inquiry-12-question-3-abc@example.dk".to_owned(),
            sequence: 2,
            date: date(2018, 4, 30),
            summary: "Svar fra ABC; spørgsmål 3".to_owned(),
            description: "Første linje, æøå\r\nAnden linje".to_owned(),
            cancelled: false,
        }
    }

    fn alarms() -> [DueAlarm; 2] {
        let at = time(9, 0, 0, 0);
        [
            DueAlarm { days_before: 2, at },
            DueAlarm { days_before: 0, at },
        ]
    }

    fn written(event: DueEvent) -> String {
        let stamp = "2018-04-10T08:30:00Z".parse().unwrap();
        calendar_file("Frister", &[event], &alarms(), stamp)
    }

    #[test]
    fn a_file_holds_what_is_passed_in_and_nothing_else() {
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n\
            PRODID:-//tenday//due dates//EN\r\nMETHOD:PUBLISH\r\nNAME:Frister\r\nX-WR-CALNAME:Frister\r\n\
            BEGIN:VEVENT\r\n\
            DESCRIPTION:Første linje\\, æøå\\nAnden linje\r\n\
            DTEND;VALUE=DATE:20180501\r\nDTSTAMP:20180410T083000Z\r\nDTSTART;VALUE=DATE:20180430\r\n\
            SEQUENCE:2\r\nSTATUS:CONFIRMED\r\nSUMMARY:Svar fra ABC\\; spørgsmål 3\r\n\
            TRANSP:TRANSPARENT\r\nUID:inquiry-12-question-3-abc@example.dk\r\n\
            BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Svar fra ABC\\; spørgsmål 3\r\n\
            DTSTAMP:20180410T083000Z\r\nTRIGGER:-PT140400S\r\n\
            UID:inquiry-12-question-3-abc@example.dk-alarm-1\r\nEND:VALARM\r\n\
            BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Svar fra ABC\\; spørgsmål 3\r\n\
            DTSTAMP:20180410T083000Z\r\nTRIGGER:PT32400S\r\n\
            UID:inquiry-12-question-3-abc@example.dk-alarm-2\r\nEND:VALARM\r\n\
            END:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(written(due()), expected);
    }

    #[test]
    fn a_cancelled_date_rings_no_more() {
        let file = written(DueEvent {
            cancelled: true,
            ..due()
        });
        assert!(
            file.contains("STATUS:CANCELLED\r\n") && !file.contains("VALARM"),
            "{file}"
        );
    }

    #[test]
    fn long_and_odd_texts_stay_within_their_lines() {
        let summary = "øØ\u{7}\n".repeat(60);
        let file = written(DueEvent { summary, ..due() });
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(!file.contains('\u{7}'));
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
    }
}
