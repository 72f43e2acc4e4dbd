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
fn an_unknown_unit_is_named_with_the_command_that_adds_it() {
    let desk = Desk::new();
    let before = desk.database();
    let text = letter(BUNDLE).replace("Drift og Anlæg", "Anlæg og Drift");
    desk.write("bundle.txt", text.as_bytes());
    let said = desk.read(&["bundle.txt"], &["--new", "--accept"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err
            .contains("PV has no unit `Anlæg og Drift` in the record"),
        "{}",
        said.err
    );
    assert!(
        said.err
            .contains("`tenday department add PV-AD 'Anlæg og Drift' --parent PV` adds it"),
        "{}",
        said.err
    );
    assert_eq!(desk.database(), before);
}
