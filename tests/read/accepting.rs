//! What is shown, and what accepting records.

use std::fs;

use crate::{BUNDLE, Desk, letter};

#[test]
fn a_draft_is_shown_and_nothing_recorded() {
    let desk = Desk::new();
    let before = desk.database();
    let said = desk.read(&[BUNDLE], &["--new"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for shown in [
        "New inquiry 2021-1: bænke i parkerne",
        "asked by BV; received: unknown",
        "5. Hvem bestemmer farven? (to PV)",
        "Letter 1 of 2: Park og Vej (PV) (bundle_margin_block.txt)",
        "dated        2021-03-12",
        "case number  21/004711-3",
        "handlers     Anna Bergstrøm",
        "signed by    Ole Friis Holm, Park- og vejchef",
        "1, PVH: answered “Havnen har 31 bænke, sammenlignet med 12 i 2015.”",
        "5: see the answer to 1 “Se svaret på spørgsmål 1.”",
        "In the contact directory: telephone 86 22 33 00",
        "tenday contact add PV --kind direct_telephone --value '86 22 33 44' --stated-in 2021-1 --stated-by PV",
        "tenday figure add 2021-1 1 PV --name bænke --value 412 --unit bænke",
        "5: left to PV",
        "After this nothing is outstanding.",
    ] {
        assert!(said.out.contains(shown), "{shown}\n{}", said.out);
    }
    assert!(
        said.err
            .contains("Nothing was recorded. Run it again with --accept"),
        "{}",
        said.err
    );
    assert_eq!(desk.database(), before);
}

#[test]
fn accepting_records_everything_once() {
    let desk = Desk::new();
    let said = desk.read(&[BUNDLE], &["--new", "--accept"]);
    assert_eq!(
        (said.code, said.err.as_str()),
        (
            0,
            "Logged inquiry 2021-1. Recorded 2 letters, 12 answers for inquiry 2021-1. Nothing is outstanding now.\n\
         Next: tenday status 2021-1\n"
        )
    );
    let answers = desk.answers();
    let first = &answers
        .iter()
        .find(|a| a["question"] == "1" && a["department"] == "PV" && a["unit"].is_null())
        .unwrap();
    assert_eq!(
        first["text"],
        "Park og Vej har 412 bænke. De fleste af dem står i de store parker, og det er Driftsafdelingen, der maler dem hvert forår."
    );
    assert_eq!(first["wording"], "verbatim");

    let recorded = desk.database();
    for options in [&["--accept"][..], &["--accept", "--update"], &[]] {
        let again = desk.read(&[BUNDLE], options);
        assert_eq!(again.code, 0);
        assert!(
            again.out.contains("Recorded already, as it is."),
            "{}",
            again.out
        );
        assert!(
            again.err.contains("Everything in this is recorded already"),
            "{}",
            again.err
        );
    }
    assert_eq!(desk.database(), recorded);
}

#[test]
fn the_file_comes_out_as_it_was() {
    let desk = Desk::with_round();
    let said = desk.run(&["letter", "document", "2021-1", "KF", "--out", "out.txt"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let out = fs::read(desk.folder.path().join("out.txt")).unwrap();
    assert_eq!(out, letter(BUNDLE).into_bytes());
}

#[test]
fn the_file_is_put_into_a_folder_under_its_name_for_its_owner_only() {
    let desk = Desk::with_round();
    let folder = desk.folder.path().join("ud");
    fs::create_dir(&folder).unwrap();
    let said = desk.run(&["letter", "document", "2021-1", "KF", "--out", "ud"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let file = folder.join(BUNDLE);
    assert_eq!(fs::read(&file).unwrap(), letter(BUNDLE).into_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = desk.run(&["letter", "document", "2021-1", "KF", "--out", "ud"]);
    assert_eq!(again.code, 1, "{}", again.out);
}

#[test]
fn a_text_is_read_in_the_encoding_that_is_named() {
    let desk = Desk::with_round();
    let text = "Svar fra Kultur og Fritid på forespørgsel fra Byens Venner om bænke\n\n3. maj 2021\n\n1. Hvor mange bænke har kommunen, og hvor står de?\n\nDer er fem bænke ved søen på Ågade.\n";
    let page = [('æ', 0x91), ('ø', 0x9b), ('å', 0x86), ('Å', 0x8f)];
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| {
            let found = page.iter().find(|(letter, _)| *letter == c);
            found.map_or_else(|| u8::try_from(c).unwrap(), |(_, byte)| *byte)
        })
        .collect();
    desk.write("dos.txt", &bytes);
    let guessed = desk.read(&["dos.txt"], &["--json"]);
    assert!(
        guessed.err.contains("name its encoding with --encoding"),
        "{}",
        guessed.err
    );
    let read = desk.read(&["dos.txt"], &["--json", "--encoding", "cp850"]);
    assert!(
        read.out.contains("Der er fem bænke ved søen på Ågade."),
        "{}",
        read.out
    );
    let unknown = desk.read(&["dos.txt"], &["--json", "--encoding", "klingon"]);
    assert_eq!(unknown.code, 1, "{}", unknown.err);
    assert!(
        unknown.err.contains("choose one of utf-8"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_contact_block_typed_in_is_held_against_the_directory() {
    let desk = Desk::with_round();
    desk.write(
        "blok.txt",
        "PARK OG VEJ\nTelefon: 86 22 33 00\nDirekte telefon: 86 22 33 55\n".as_bytes(),
    );
    let said = desk.run(&[
        "letter",
        "add",
        "2021-1",
        "PV",
        "--contact-block",
        "blok.txt",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    for told in [
        "In the contact directory: telephone 86 22 33 00",
        "Not in the contact directory",
        "tenday contact add PV --kind direct_telephone --value '86 22 33 55'",
    ] {
        assert!(said.err.contains(told), "{told}\n{}", said.err);
    }
}

#[test]
fn what_differs_is_shown_and_replaced_only_when_asked() {
    let desk = Desk::with_round();
    let mended = ["letter", "edit", "2021-1", "KF", "--case", "21/000000-0"];
    assert_eq!(desk.run(&mended).code, 0);
    assert_eq!(
        desk.run(&["answer", "edit", "2021-1", "4", "KF", "--text", "Dyrt."])
            .code,
        0
    );

    let shown = desk.read(&[BUNDLE], &["--accept"]);
    assert!(
        shown.out.contains("case_number: 21/000000-0 → 21/004712-1"),
        "{}",
        shown.out
    );
    assert!(
        shown
            .out
            .contains("answer to 4: text: Dyrt. → En bænk koster omkring 4.500 kr."),
        "{}",
        shown.out
    );
    assert!(
        shown
            .err
            .contains("2 differences to the record left as recorded; --update takes over"),
        "{}",
        shown.err
    );
    let text = |desk: &Desk| {
        desk.answers()
            .iter()
            .find(|a| a["question"] == "4" && a["department"] == "KF")
            .unwrap()["text"]
            .clone()
    };
    assert_eq!(text(&desk), "Dyrt.");

    let taken = desk.read(&[BUNDLE], &["--accept", "--update"]);
    assert!(
        taken
            .err
            .contains("Recorded 0 letters, 0 answers, 2 changes"),
        "{}",
        taken.err
    );
    assert_eq!(text(&desk), "En bænk koster omkring 4.500 kr.");
}

#[test]
fn one_department_of_a_bundle_is_taken() {
    let desk = Desk::with_round();
    let said = desk.read(&[BUNDLE], &["--only-department", "kf", "--json"]);
    let draft: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let departments: Vec<_> = draft["letters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| &l["department"])
        .collect();
    assert_eq!(departments, ["KF"]);

    desk.write("alone.txt", letter("mail_ad.txt").as_bytes());
    let none = desk.read(&["alone.txt"], &["--only-department", "KF"]);
    assert_eq!(none.code, 1);
    assert!(
        none.err.contains("none of the letters is from KF"),
        "{}",
        none.err
    );
}

#[test]
fn json_holds_the_draft_and_records_nothing() {
    let desk = Desk::new();
    let before = desk.database();
    let said = desk.read(&[BUNDLE], &["--json"]);
    let draft: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let first = &draft["letters"][0];
    assert_eq!(first["department"], "PV");
    assert_eq!(first["dated_on"], "2021-03-12");
    assert_eq!(first["answers"][1]["unit"], "PVH");
    assert_eq!(first["answers"][1]["label"], "a");
    let keys: Vec<&String> = first["answers"][0].as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "question",
            "label",
            "heading",
            "unit",
            "disposition",
            "refers_to_question",
            "refers_to_department",
            "text",
        ]
    );
    assert_eq!(desk.database(), before);
}

#[test]
fn several_files_and_standard_input_are_read() {
    let desk = Desk::with_round();
    let whole = letter(BUNDLE);
    let cut = whole.find("Svar fra Kultur og Fritid").unwrap();
    desk.write("pv.txt", &whole.as_bytes()[..cut]);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&whole[cut..]);
    desk.write("kf.txt", &latin);
    let said = desk.read(&["pv.txt", "kf.txt"], &[]);
    assert!(
        said.out
            .contains("Letter 1 of 2: Park og Vej (PV) (pv.txt)"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("Letter 2 of 2: Kultur og Fritid (KF) (kf.txt)"),
        "{}",
        said.out
    );
    // The letters are those of the bundle; only the file is another.
    assert!(said.out.contains("document: "), "{}", said.out);
    let piped = desk.pipe(&latin, &[]);
    assert!(
        piped
            .out
            .contains("Letter 1 of 1: Kultur og Fritid (KF) (standard-input.txt)"),
        "{}",
        piped.out
    );
}

#[test]
fn the_page_of_a_letter_is_kept() {
    let desk = Desk::new();
    let whole = letter(BUNDLE);
    let paged = whole.replace(
        "\nSvar fra Kultur og Fritid",
        "\n\u{c}Svar fra Kultur og Fritid",
    );
    desk.write("paged.txt", paged.as_bytes());
    let said = desk.read(&["paged.txt"], &["--new", "--accept"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let shown = desk.run(&["letter", "show", "2021-1", "KF", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown[0]["page"], 2);
}
