//! What cannot be recorded is said with what mends it, and the database stays as it was, byte for byte.

use crate::{BUNDLE, Desk, letter};

#[test]
fn files_without_letters_are_refused() {
    let desk = Desk::with_round();
    let before = desk.database();
    desk.write("empty.txt", b"");
    desk.write("blank.txt", b" \n\n");
    desk.write("garbage.bin", &[0, 1, 2, 0xff, 0xfe, 0x80, 0, 7, 0x1b]);
    for (file, told) in [
        ("empty.txt", "empty.txt: the file is empty"),
        ("blank.txt", "blank.txt: the file is empty"),
        ("garbage.bin", "garbage.bin: the file is no text"),
        ("nowhere.txt", "nowhere.txt"),
    ] {
        let said = desk.read(&[file], &["--accept"]);
        assert!(
            said.code == 1 || file == "nowhere.txt" && said.code == 3,
            "{file}: {}",
            said.code
        );
        assert!(said.err.contains(told), "{file}: {}", said.err);
        assert_eq!(desk.database(), before, "{file}");
    }
}

#[test]
fn one_long_line_is_no_letter() {
    let desk = Desk::with_round();
    let before = desk.database();
    let said = desk.pipe(&b"a".repeat(1 << 20), &["--accept"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.err
            .contains("it is not known which department the letter is from"),
        "{}",
        said.err
    );
    assert!(said.out.len() < 2000, "{}", said.out.len());
    assert_eq!(desk.database(), before);
}

#[test]
fn an_unknown_department_is_named_with_the_command_that_adds_it() {
    let desk = Desk::with_round();
    let before = desk.database();
    let text = "Svar fra Børn og Skole på 10-dages forespørgsel fra Byens Venner om bænke\n\n\
                15. marts 2021\nSag: 21/000007-2\n\n1. Hvor mange bænke har kommunen, og hvor står de?\n\n\
                Der er fem bænke ved skolen.\n";
    let said = desk.pipe(text.as_bytes(), &["--accept"]);
    assert_eq!(said.code, 1, "{}", said.out);
    for told in [
        "the department `Børn og Skole` is not in the record",
        "`tenday department add BS 'Børn og Skole'` adds it",
    ] {
        assert!(said.err.contains(told), "{}", said.err);
    }
    assert_eq!(desk.database(), before);
    assert_eq!(
        desk.run(&["department", "add", "BS", "Børn og Skole"]).code,
        0
    );
    assert_eq!(desk.pipe(text.as_bytes(), &["--accept"]).code, 0);
}

#[test]
fn a_department_can_be_said() {
    let desk = Desk::with_round();
    let text = "Svar på spørgsmål fra Byens Venner\n\n3. maj 2021\n\n1. Hvor mange bænke har kommunen, og hvor står de?\n\nDer er fem bænke ved søen.\n";
    let unknown = desk.pipe(text.as_bytes(), &["--accept"]);
    assert_eq!(unknown.code, 1, "{}", unknown.out);
    let said = desk.pipe(text.as_bytes(), &["--accept", "--department", "KF"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let answers = desk.answers();
    assert!(
        answers
            .iter()
            .any(|a| a["department"] == "KF" && a["text"] == "Der er fem bænke ved søen."),
        "{answers:?}"
    );
}

#[test]
fn an_unknown_question_is_named_with_the_command_that_adds_it() {
    let desk = Desk::new();
    for words in [
        &[
            "inquiry",
            "add",
            "--reference",
            "2021-1",
            "--title",
            "Bænke",
            "--asker",
            "BV",
        ][..],
        &[
            "question",
            "add",
            "2021-1",
            "--text",
            "Hvor mange bænke har kommunen, og hvor står de?",
            "--to",
            "PV,KF",
        ],
    ] {
        assert_eq!(desk.run(words).code, 0);
    }
    let before = desk.database();
    let said = desk.read(&[BUNDLE], &["--accept", "--only-department", "PV"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains(
            "tenday question add 2021-1 --number 5 --to PV --text 'Hvem bestemmer farven?'"
        ),
        "{}",
        said.out
    );
    assert_eq!(desk.database(), before);
}

#[test]
fn an_inquiry_that_is_not_there_is_drafted_only_when_asked() {
    let desk = Desk::new();
    let before = desk.database();
    let said = desk.read(&[BUNDLE], &["--accept"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("there is no inquiry `2021-1`"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("--new` drafts it from the letters"),
        "{}",
        said.err
    );
    let asker = desk.read(&[BUNDLE], &["--new", "--accept", "--asker", "XX"]);
    assert_eq!(asker.code, 1);
    assert!(
        asker.err.contains("there is no asker `XX`"),
        "{}",
        asker.err
    );
    assert_eq!(desk.database(), before);
    let there = Desk::with_round().read(&[BUNDLE], &["--new"]);
    assert!(there.err.contains("leave --new out"), "{}", there.err);
}

#[test]
fn a_closed_inquiry_takes_no_letters() {
    let desk = Desk::with_round();
    assert_eq!(desk.run(&["inquiry", "close", "2021-1"]).code, 0);
    let before = desk.database();
    let said = desk.read(&[BUNDLE], &["--accept"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("tenday inquiry reopen 2021-1"),
        "{}",
        said.err
    );
    assert_eq!(desk.database(), before);
}

#[test]
fn a_letter_of_an_unknown_unit_is_recorded_without_it() {
    let desk = Desk::new();
    let text = letter(BUNDLE).replace("Drift og Anlæg", "Anlæg og Drift");
    desk.write("bundle.txt", text.as_bytes());
    let said = desk.read(&["bundle.txt"], &["--new", "--accept"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for told in [
        "PV has no unit `Anlæg og Drift` in the record; the letter is recorded without it",
        "tenday department add PV-AD 'Anlæg og Drift' --parent PV",
    ] {
        assert!(said.out.contains(told), "{told}\n{}", said.out);
    }
    let added = [
        "department",
        "add",
        "PV-AD",
        "Anlæg og Drift",
        "--parent",
        "PV",
    ];
    assert_eq!(desk.run(&added).code, 0);
    let again = desk.read(&["bundle.txt"], &["--accept"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("unit: (none) → PV-AD"), "{}", again.out);
}

/// A letter that shows no sender and mentions one department.
const UNSIGNED: &str = "Svar på spørgsmål fra Byens Venner\n\n3. maj 2021\n\n1. Hvor mange bænke har kommunen, og hvor står de?\n\nI Park og Vej er der fem bænke ved søen.\n\na. Havnen\n\nHavnen har to.\n";

#[test]
fn a_guessed_department_is_not_accepted_unseen() {
    let desk = Desk::with_round();
    let before = desk.database();
    let shown = desk.pipe(UNSIGNED.as_bytes(), &[]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(
        shown
            .out
            .contains("inferred     department: PV (only a guess: named in the wording)"),
        "{}",
        shown.out
    );
    let refused = desk.pipe(UNSIGNED.as_bytes(), &["--accept"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("it is only a guess that the letter in standard-input.txt is from PV (named in the wording)"),
        "{}",
        refused.err
    );
    assert!(
        refused.err.contains("add --department PV if it is"),
        "{}",
        refused.err
    );
    assert_eq!(desk.database(), before);
    let said = desk.pipe(UNSIGNED.as_bytes(), &["--accept", "--department", "PV"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn the_units_of_the_department_that_is_said_head_parts() {
    let desk = Desk::with_round();
    let parts = |department: &str| {
        let said = desk.pipe(UNSIGNED.as_bytes(), &["--json", "--department", department]);
        let draft: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        let answers = draft["letters"][0]["answers"].as_array().unwrap().clone();
        answers
            .iter()
            .map(|answer| answer["unit"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(parts("PV"), [None, Some("PVH".to_owned())]);
    assert_eq!(parts("KF"), [None]);
}

#[test]
fn a_mentioned_department_does_not_beat_the_printed_one() {
    let desk = Desk::with_round();
    let text = format!(
        "{}\nBØRN OG SKOLE\nSekretariatet\nVesterlund Kommune\nTorvet 1\n4999 Vesterlund\n\nTelefon: 86 22 33 00\n",
        UNSIGNED.replace(
            "I Park og Vej er",
            "Efter aftale med Park og Vej og igen Park og Vej er"
        )
    );
    let said = desk.pipe(text.as_bytes(), &["--accept"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(
        said.err
            .contains("the department `BØRN OG SKOLE` is not in the record"),
        "{}",
        said.err
    );
}
