//! Due dates worked out by hand, and how they are explained.

use crate::Desk;

#[test]
fn ten_days_over_easter_christmas_and_the_last_great_prayer_day() {
    let desk = Desk::new();
    for (received, due) in [
        ("2018-04-09", "2018-04-19"),
        // A Saturday.
        ("2018-04-11", "2018-04-23"),
        // Maundy Thursday to Easter Monday 2018.
        ("2018-03-19", "2018-04-03"),
        // Easter Sunday, 31 March 2024.
        ("2024-03-21", "2024-04-02"),
        // Sunday 24 December 2023, and then both Christmas days.
        ("2023-12-14", "2023-12-27"),
        // 24 December 2018 is a Monday and a working day.
        ("2018-12-14", "2018-12-24"),
        ("2023-12-22", "2024-01-02"),
        // Great Prayer Day, Friday 5 May 2023; Friday 26 April 2024 is none any more.
        ("2023-04-25", "2023-05-08"),
        ("2024-04-16", "2024-04-26"),
        // Whit Monday 2018, and 5 June, which is a working day.
        ("2018-05-11", "2018-05-22"),
        ("2018-05-26", "2018-06-05"),
    ] {
        assert_eq!(
            desk.log(received, &["--reference", received]),
            due,
            "{received}"
        );
        desk.ok(&["inquiry", "close", received, "--on", due]);
    }
}

#[test]
fn working_days_over_easter_and_the_years_2023_and_2024() {
    for (rule, received, due) in [
        ("ten-working-days", "2018-03-23", "2018-04-11"),
        ("ten-working-days", "2023-12-20", "2024-01-08"),
        ("ten-working-days", "2018-04-08", "2018-04-20"),
        ("aktindsigt", "2018-03-23", "2018-04-06"),
        ("aktindsigt", "2023-04-27", "2023-05-09"),
        ("aktindsigt", "2024-04-17", "2024-04-26"),
        ("aktindsigt", "2023-12-20", "2024-01-03"),
    ] {
        let desk = Desk::new();
        assert_eq!(
            desk.log(received, &["--rule", rule]),
            due,
            "{rule} {received}"
        );
    }
}

#[test]
fn the_way_to_a_date_is_told() {
    let desk = Desk::new();
    desk.log("2018-03-19", &[]);
    let way = "received 19 March (day 0); 10 calendar days: 29 March; 29 March is Maundy Thursday, no working day; \
               moved to the next working day: Tuesday 3 April";
    assert_eq!(desk.shown("2018-1", "due_explained"), way);
    assert!(desk.ok(&["status", "2018-1"]).contains(way));
}

#[test]
fn an_unknown_day_of_receipt_leaves_no_date() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    desk.ok(&["inquiry", "edit", "2018-1", "--received", "unknown"]);
    assert_eq!(desk.shown("2018-1", "due_on"), "");
    assert_eq!(
        desk.shown("2018-1", "due_explained"),
        "the day of receipt is not known"
    );
}

#[test]
fn a_date_given_by_hand_stays_until_a_rule_is_named() {
    let desk = Desk::new();
    assert_eq!(
        desk.log("2018-03-19", &["--due", "2018-03-28"]),
        "2018-03-28"
    );
    desk.ok(&["closed-day", "add", "2018-03-28", "Lukket"]);
    assert_eq!(desk.shown("2018-1", "due_on"), "2018-03-28");
    desk.ok(&["inquiry", "edit", "2018-1", "--rule", "ten-day"]);
    assert_eq!(desk.shown("2018-1", "due_on"), "2018-04-03");
}

#[test]
fn a_rule_does_not_apply_outside_its_days() {
    let desk = Desk::new();
    desk.ok(&[
        "deadline-rule",
        "edit",
        "ten-day",
        "--valid-to",
        "2023-12-31",
    ]);
    desk.ok(&[
        "deadline-rule",
        "add",
        "fourteen-day",
        "--name",
        "Fjorten dage",
        "--days",
        "14",
        "--day-kind",
        "calendar",
        "--valid-from",
        "2024-01-01",
        "--closed-day-rule",
        "previous-working-day",
        "--counts-first-day",
        "yes",
    ]);
    let told = desk.refused(&[
        "inquiry",
        "add",
        "--title",
        "T",
        "--asker",
        "FL",
        "--received",
        "2024-03-18",
    ]);
    assert!(
        told.contains("`ten-day` applies to what is received to 2023-12-31"),
        "{told}"
    );
    // 18 to 31 March, Easter Sunday; the working day before it is Wednesday 27 March.
    assert_eq!(
        desk.log("2024-03-18", &["--rule", "fourteen-day"]),
        "2024-03-27"
    );
    assert_eq!(desk.shown("2024-1", "original_due_on"), "2024-03-27");
}

#[test]
fn a_follow_up_has_a_date_by_the_same_rule() {
    let desk = Desk::new();
    desk.log("2018-03-19", &["--rule", "aktindsigt"]);
    desk.ok(&[
        "follow-up",
        "2018-1",
        "--title",
        "Mere",
        "--received",
        "2018-03-23",
        "--question",
        "Hvad nu?",
    ]);
    assert_eq!(desk.shown("2018-2", "due_on"), "2018-04-06");
}
