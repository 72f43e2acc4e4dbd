//! What is due, from whom, and how soon.

use crate::{Desk, plain};

fn column(rows: &[serde_json::Value], name: &str) -> Vec<String> {
    rows.iter().map(|row| plain(&row[name])).collect()
}

/// Inquiries due on 19 and 30 April 2018, one without a date, a closed one and a draft.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.log("2018-04-20", &[]);
    desk.log("2018-04-09", &[]);
    desk.log("2018-04-09", &["--reference", "2018-3"]);
    desk.ok(&["inquiry", "edit", "2018-3", "--received", "unknown"]);
    desk.log("2018-04-09", &["--reference", "2018-4"]);
    desk.ok(&["inquiry", "close", "2018-4", "--on", "2018-04-12"]);
    desk.ok(&[
        "inquiry",
        "add",
        "--title",
        "Kladde",
        "--asker",
        "FL",
        "--reference",
        "2018-5",
        "--received",
        "2018-04-09",
    ]);
    desk
}

#[test]
fn the_most_pressing_comes_first_and_unknown_dates_last() {
    let desk = desk();
    let rows = desk.rows(&["due", "--today", "2018-04-19"]);
    assert_eq!(
        column(&rows, "inquiry"),
        [["2018-2"; 4], ["2018-1"; 4], ["2018-3"; 4]].concat()
    );
    assert_eq!(
        column(&rows, "urgency"),
        [["today"; 4], ["later"; 4], ["unknown"; 4]].concat()
    );
    let rows = desk.rows(&["due", "--today", "2018-04-25", "--department", "DEF"]);
    assert_eq!(
        column(&rows, "urgency"),
        ["overdue", "overdue", "later", "later", "unknown", "unknown"]
    );
    // 26, 27 (Great Prayer Day) and 30 April; 19 to 24 April.
    assert_eq!(
        column(&rows, "working_days_left"),
        ["-4", "-4", "2", "2", "", ""]
    );
    assert!(
        desk.ok(&["due", "--today", "2018-04-19"])
            .contains("no date known")
    );
}

#[test]
fn within_leaves_out_what_comes_later_and_says_so() {
    let desk = desk();
    let done = desk.run(&[
        "due",
        "--today",
        "2018-04-17",
        "--within",
        "3d",
        "--format",
        "csv",
    ]);
    assert!(!done.out.contains("2018-1,"), "{}", done.out);
    assert!(
        done.out.contains("soon") && done.out.contains("unknown"),
        "{}",
        done.out
    );
    assert!(done.err.contains("4 questions due later"), "{}", done.err);
}

#[test]
fn a_partly_answered_question_is_outstanding_for_the_unit_that_is_missing() {
    let desk = Desk::new();
    desk.log("2018-04-09", &[]);
    desk.ok(&[
        "question",
        "add",
        "2018-1",
        "--text",
        "Hvilke urter?",
        "--to",
        "ABC,ABC-U",
    ]);
    desk.ok(&["letter", "add", "2018-1", "ABC", "--dated", "2018-04-12"]);
    desk.ok(&["answer", "add", "2018-1", "3", "ABC", "--text", "Timian."]);
    let rows = desk.rows(&["due", "--today", "2018-04-13", "--department", "ABC"]);
    let third: Vec<_> = rows
        .iter()
        .filter(|row| row["question"] == "3")
        .cloned()
        .collect();
    assert_eq!(column(&third, "unit"), ["Enhed Urter"]);
}

#[test]
fn every_list_format_is_written_and_groups_are_headed() {
    let desk = desk();
    for format in ["table", "csv", "tsv", "json", "ndjson", "md"] {
        let printed = desk.ok(&["due", "--by", "inquiry", "--format", format]);
        assert!(printed.contains("Hvem vander dem?"), "{format}: {printed}");
    }
    let printed = desk.ok(&["due", "--by", "department", "--format", "md"]);
    assert!(printed.contains("## ABC: Afdeling Æbler\n\n|"), "{printed}");
    assert!(printed.contains("## DEF: Afdeling Druer\n\n|"), "{printed}");
}

#[test]
fn an_unknown_department_is_refused() {
    let told = Desk::new().refused(&["due", "--department", "XYZ"]);
    assert!(told.contains("there is no department `XYZ`"), "{told}");
}
