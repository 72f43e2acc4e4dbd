//! Keys as users type them: in any case they find what is recorded, which is given back as it is
//! written in the record.

use tenday::domain::{Code, Finding, Reference};
use tenday::error::Error;
use tenday::store::{
    answers, contacts, departments, findings, inquiries, letters, questions, status,
};

use crate::{open, record};

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

#[test]
fn any_case_finds_what_is_recorded() {
    let (_folder, path) = record();
    let mut store = open(&path).unwrap();
    let inquiry: Reference = "2021-x".parse().unwrap();
    store
        .read(|r| {
            assert_eq!(inquiries::get(r, &inquiry)?.reference.as_str(), "2021-X");
            assert_eq!(status::inquiry(r, &inquiry)?.reference.as_str(), "2021-X");
            assert_eq!(status::answers(r, &inquiry)?.len(), 1);
            assert_eq!(departments::get(r, &code("aa-x"))?.code.as_str(), "AA-X");
            assert_eq!(
                departments::unit(r, &code("aa"), "UNIT x")?.code.as_str(),
                "AA-X"
            );
            assert_eq!(contacts::list(r, Some(&code("aa")))?.len(), 2);
            let letter = letters::get(r, &inquiry, &code("aa"), None)?;
            assert_eq!(
                (letter.inquiry.as_str(), letter.department.as_str()),
                ("2021-X", "AA")
            );
            let first = "2021-1".parse()?;
            assert_eq!(
                questions::get(r, &first, &"2A".parse()?)?.number.as_str(),
                "2a"
            );
            let answer = answers::get(
                r,
                &answers::Key {
                    inquiry: first,
                    question: 1.into(),
                    department: code("aa"),
                    letter: 1,
                    unit: Some(code("aa-x")),
                },
            )?;
            assert_eq!(answer.unit, Some(code("AA-X")));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_unit_named_as_the_sender_is_told_from_a_letter_not_there() {
    let (_folder, path) = record();
    let mut store = open(&path).unwrap();
    let inquiry = "2021-1".parse().unwrap();
    let refused = store.read(|r| letters::get(r, &inquiry, &code("aa-x"), None));
    assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
}

#[test]
fn a_finding_takes_the_place_of_the_earlier_one_in_any_case() {
    let (_folder, path) = record();
    let mut store = open(&path).unwrap();
    let new = Finding {
        inquiry: "2021-1".parse().unwrap(),
        question: 1.into(),
        department: code("aa"),
        codebook: code("OPEN"),
        code: code("NO"),
        note: None,
    };
    let earlier = store.write(|w| findings::set(w, &new)).unwrap().unwrap();
    assert_eq!(
        (earlier.code.as_str(), earlier.department.as_str()),
        ("yes", "AA")
    );
    let now = store.read(|r| findings::list(r, None)).unwrap();
    assert_eq!(now.len(), 2);
    assert_eq!(
        (now[0].codebook.as_str(), now[0].code.as_str()),
        ("open", "no")
    );
}

#[test]
fn what_letters_name_is_not_moved() {
    let (_folder, path) = record();
    let mut store = open(&path).unwrap();
    for (moved, to, want) in [
        ("AA", Some("CC"), "`AA` has units"),
        ("CC", Some("BB"), "letters and answers name `CC`"),
        ("AA-X", Some("BB"), "letters and answers name `AA-X`"),
        ("AA-Y", None, "letters and answers name `AA-Y`"),
        ("BB-Z", Some("AA-X"), "is a unit of AA"),
    ] {
        let refused = store.write(|w| {
            let mut new = departments::get(w, &code(moved))?;
            new.parent = to.map(code);
            departments::update(w, &code(moved), &new)
        });
        let message = refused.unwrap_err().to_string();
        assert!(message.contains(want), "{message}");
    }
    store
        .write(|w| {
            let mut new = departments::get(w, &code("bb-z"))?;
            new.parent = Some(code("aa"));
            new.name = "Unit Z renamed".into();
            departments::update(w, &code("bb-z"), &new)
        })
        .unwrap();
}
