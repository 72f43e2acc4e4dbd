//! What moves due dates: closed days, rules, pauses and extensions.

use crate::Desk;

#[test]
fn a_closed_day_moves_dates_only_when_that_is_wanted() {
    let desk = Desk::new();
    desk.log("2018-03-19", &[]);
    let add = ["closed-day", "add", "2018-04-03", "Lukket efter påske"];
    let done = desk.run(&add);
    assert_eq!(done.code, 1);
    for part in ["2018-1", "2018-04-03", "2018-04-04"] {
        assert!(done.out.contains(part), "{}", done.out);
    }
    assert!(done.err.contains("nothing was changed"), "{}", done.err);
    assert_eq!(desk.shown("2018-1", "due_on"), "2018-04-03");
    assert!(desk.rows(&["closed-day", "list"]).is_empty());

    desk.ok(&[&add[..], &["--apply"]].concat());
    assert_eq!(desk.shown("2018-1", "due_on"), "2018-04-04");
    let again = desk.refused(&[&add[..], &["--apply"]].concat());
    assert!(
        again.contains("closed day `2018-04-03` is already recorded"),
        "{again}"
    );

    desk.ok(&["closed-day", "remove", "2018-04-03", "--apply"]);
    assert_eq!(desk.shown("2018-1", "due_on"), "2018-04-03");
}

#[test]
fn a_closed_day_that_moves_nothing_is_added_at_once() {
    let desk = Desk::new();
    desk.log("2018-03-19", &[]);
    desk.ok(&["closed-day", "add", "2018-06-05", "Grundlovsdag"]);
    assert_eq!(desk.rows(&["closed-day", "list"]).len(), 1);
}

#[test]
fn a_rule_may_not_observe_closed_days() {
    let desk = Desk::new();
    desk.ok(&[
        "deadline-rule",
        "edit",
        "ten-day",
        "--observes-closed-days",
        "no",
    ]);
    desk.ok(&["closed-day", "add", "2018-04-03", "Lukket"]);
    assert_eq!(desk.log("2018-03-19", &[]), "2018-04-03");
}

#[test]
fn a_rule_moves_its_own_inquiries_but_not_closed_ones() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    desk.log("2018-04-09", &["--rule", "aktindsigt"]);
    desk.log("2018-04-09", &[]);
    desk.ok(&["inquiry", "close", "2018-3", "--on", "2018-04-19"]);
    let edit = ["deadline-rule", "edit", "ten-day", "--days", "14"];
    assert!(desk.refused(&edit).contains("would move 1 due date"));
    desk.ok(&[&edit[..], &["--apply"]].concat());
    let due = ["2018-1", "2018-2", "2018-3"].map(|reference| desk.shown(reference, "due_on"));
    assert_eq!(due, ["2018-04-23", "2018-04-18", "2018-04-19"]);
    assert!(
        desk.shown("2018-3", "due_explained")
            .starts_with("recorded as 2018-04-19, which")
    );
}

#[test]
fn pauses_and_extensions_leave_the_original_date_visible() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    let why = [
        "--reason",
        "afventer spørgeren",
        "--granted-by",
        "sekretariatet",
    ];
    desk.ok(&[
        &["pause", "add", "2018-1", "--from", "2018-04-12"][..],
        &why,
    ]
    .concat());
    assert_eq!(desk.shown("2018-1", "due_on"), "");
    assert_eq!(desk.shown("2018-1", "original_due_on"), "2018-04-19");
    let twice = desk.refused(
        &[
            &["pause", "add", "2018-1", "--from", "2018-04-16"][..],
            &why,
        ]
        .concat(),
    );
    assert!(twice.contains("which lasts"), "{twice}");
    desk.ok(&["pause", "end", "2018-1", "--to", "2018-04-13"]);
    assert_eq!(desk.shown("2018-1", "due_on"), "2018-04-23");

    let extend = |until| [&["extension", "add", "2018-1", "--until", until][..], &why].concat();
    assert!(
        desk.refused(&extend("2018-04-23"))
            .contains("would change nothing")
    );
    desk.ok(&extend("2018-04-30"));
    assert_eq!(desk.shown("2018-1", "due_on"), "2018-04-30");
    assert_eq!(desk.shown("2018-1", "original_due_on"), "2018-04-19");
    assert_eq!(
        desk.shown("2018-1", "due_explained"),
        "received 9 April (day 0); 10 calendar days: 19 April; 19 April is a Thursday, a working day; \
         the clock stood from 12 April to 13 April: afventer spørgeren; counted again without these days: 21 April; \
         21 April is a Saturday, no working day; moved to the next working day: Monday 23 April; \
         extended until 30 April by sekretariatet: afventer spørgeren"
    );
    assert_eq!(desk.rows(&["extension", "list", "2018-1"]).len(), 1);
    assert_eq!(desk.rows(&["pause", "list"])[0]["to_on"], "2018-04-13");
}

#[test]
fn nothing_is_granted_to_what_has_no_date_or_is_closed() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    desk.ok(&["inquiry", "edit", "2018-1", "--received", "unknown"]);
    let extend = [
        "extension",
        "add",
        "2018-1",
        "--until",
        "2018-05-01",
        "--reason",
        "R",
        "--granted-by",
        "G",
    ];
    assert!(desk.refused(&extend).contains("has no due date to extend"));
    desk.ok(&["inquiry", "close", "2018-1", "--on", "2018-04-20"]);
    assert!(desk.refused(&extend).contains("was closed"));
}

#[test]
fn an_internal_deadline_lies_before_the_outer_one() {
    let desk = Desk::new();
    desk.log("2018-03-19", &[]);
    desk.ok(&[
        "internal-deadline",
        "set",
        "2018-1",
        "ABC",
        "--working-days-before",
        "2",
    ]);
    let set = desk.rows(&["internal-deadline", "list", "2018-1"]);
    assert_eq!(set[0]["due_on"], "2018-03-27");
    let late = desk.refused(&[
        "internal-deadline",
        "set",
        "2018-1",
        "ABC",
        "--on",
        "2018-04-04",
    ]);
    assert!(late.contains("after the outer one, 2018-04-03"), "{late}");
    let early = desk.refused(&[
        "internal-deadline",
        "set",
        "2018-1",
        "ABC",
        "--on",
        "2018-01-01",
    ]);
    assert!(
        early.contains("before the day of receipt, 2018-03-19"),
        "{early}"
    );
    desk.ok(&["internal-deadline", "remove", "2018-1", "ABC"]);
    assert!(
        desk.rows(&["internal-deadline", "list", "2018-1"])
            .is_empty()
    );
}
