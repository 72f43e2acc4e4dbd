//! Calendar files, read back by a calendar library.

use std::fs;

use icalendar::{Calendar, CalendarComponent, Component, Event};

use crate::Desk;

fn events(desk: &Desk, today: &str, more: &[&str]) -> Vec<Event> {
    desk.ok(&[
        &["due", "--ics", "frister.ics", "--force", "--today", today][..],
        more,
    ]
    .concat());
    let text = fs::read_to_string(desk.path().join("frister.ics")).unwrap();
    let calendar: Calendar = text.parse().unwrap();
    let events = calendar.components.into_iter().filter_map(|it| match it {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events.collect()
}

fn property(event: &Event, name: &str) -> String {
    event.property_value(name).unwrap_or_default().to_owned()
}

#[test]
fn an_event_keeps_its_uid_and_gets_a_higher_number_when_it_changes() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    let first = events(&desk, "2018-04-10", &[]);
    assert_eq!(first.len(), 2);
    assert_eq!(property(&first[0], "DTSTART"), "20180419");
    assert_eq!(property(&first[0], "SEQUENCE"), "0");
    assert_eq!(
        property(&first[0], "SUMMARY"),
        "Svarfrist for ABC: 2018-1, spørgsmålene 1 og 2"
    );
    assert!(property(&first[0], "DESCRIPTION").contains("Hvor mange træer står der?"));
    let text = fs::read_to_string(desk.path().join("frister.ics")).unwrap();
    assert_eq!(text.matches("BEGIN:VALARM").count(), 4);

    let same = events(&desk, "2018-04-11", &[]);
    assert_eq!(property(&same[0], "SEQUENCE"), "0");

    desk.ok(&[
        "extension",
        "add",
        "2018-1",
        "--until",
        "2018-04-30",
        "--reason",
        "R",
        "--granted-by",
        "G",
    ]);
    let moved = events(&desk, "2018-04-12", &["--lang", "en"]);
    for (old, new) in first.iter().zip(&moved) {
        assert_eq!(property(old, "UID"), property(new, "UID"));
        assert_eq!(property(new, "SEQUENCE"), "1");
        assert_eq!(property(new, "DTSTART"), "20180430");
    }
    assert_ne!(property(&first[0], "UID"), property(&first[1], "UID"));
}

#[test]
fn what_is_answered_or_closed_is_cancelled() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    events(&desk, "2018-04-10", &[]);
    desk.ok(&["inquiry", "close", "2018-1", "--on", "2018-04-12"]);
    let gone = events(&desk, "2018-04-12", &[]);
    assert_eq!(gone.len(), 2);
    for event in &gone {
        assert_eq!(property(event, "STATUS"), "CANCELLED");
        assert_eq!(property(event, "SEQUENCE"), "1");
    }
    // Once the date has passed there is nothing left to take away.
    assert!(events(&desk, "2018-04-20", &[]).is_empty());
}

#[test]
fn a_file_that_exists_is_kept_and_nothing_counted() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    fs::write(desk.path().join("frister.ics"), "mit").unwrap();
    desk.refused(&["due", "--ics", "frister.ics"]);
    assert_eq!(
        fs::read_to_string(desk.path().join("frister.ics")).unwrap(),
        "mit"
    );
    let first = events(&desk, "2018-04-10", &[]);
    assert_eq!(property(&first[0], "SEQUENCE"), "0");
}
