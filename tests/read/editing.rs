//! The draft in an editor.

use crate::{BUNDLE, Desk};

#[test]
fn what_is_mended_is_what_is_recorded() {
    let desk = Desk::new();
    let script = "sed -i 's/^dated_on: 2021-03-15/dated_on: 16.3.2021/; s/^Det sker, når/Det sker først, når/; s/^handler: Jens.*/handler: Ida Vang/' $1";
    let said = desk.edit(BUNDLE, script, &["--new", "--accept"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let shown = desk.run(&["letter", "show", "2021-1", "KF", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown[0]["dated_on"], "2021-03-16");
    assert_eq!(shown[0]["handlers"], "Ida Vang");
    let answers = desk.answers();
    let third = answers
        .iter()
        .find(|a| a["question"] == "3" && a["department"] == "KF")
        .unwrap();
    assert_eq!(
        third["text"],
        "Det sker først, når der er penge til det. Der kan ringes til anlægsvagten hele døgnet."
    );
}

#[test]
fn a_draft_left_alone_is_the_draft() {
    let edited = Desk::new();
    assert_eq!(edited.edit(BUNDLE, "true", &["--new", "--accept"]).code, 0);
    let accepted = Desk::with_round();
    assert_eq!(edited.answers(), accepted.answers());
}

#[test]
fn mistakes_are_told_by_line_and_nothing_is_recorded() {
    let desk = Desk::new();
    let before = desk.database();
    let script = "sed -i 's/^dated_on: 2021-03-15/dated_on: 2021-02-30/; 0,/^disposition: answered/s//disposition: answerd/' $1; cp $1 kept.txt";
    let said = desk.edit(BUNDLE, script, &["--new", "--accept"]);
    assert_eq!(said.code, 1);
    let kept = std::fs::read_to_string(desk.folder.path().join("kept.txt")).unwrap();
    for (line, problem) in [
        (
            "dated_on: 2021-02-30",
            "`2021-02-30` is not a valid dated_on",
        ),
        (
            "disposition: answerd",
            "`answerd` is not a valid disposition",
        ),
    ] {
        let number = kept.lines().position(|l| l == line).unwrap() + 1;
        let told = format!("line {number}: {problem}");
        assert!(said.err.contains(&told), "{told}\n{}", said.err);
    }
    assert!(said.err.contains("nothing was recorded"), "{}", said.err);
    assert_eq!(desk.database(), before);
}

#[test]
fn a_letter_taken_out_is_not_recorded() {
    let desk = Desk::new();
    let said = desk.edit(
        BUNDLE,
        "sed -i '/^=== letter 2/,$d' $1",
        &["--new", "--accept"],
    );
    assert!(
        said.err.contains("Recorded 1 letter, 7 answers"),
        "{}",
        said.err
    );
}
