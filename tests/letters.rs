//! Letters in different layouts, each beside the draft that reading it must give, and what holds for any text.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value;
use tenday::domain::Disposition;
use tenday::letters::{self, Department, Draft, Known, SpanKind, Unit};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters")
}

fn letter(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

fn all_letters() -> Vec<(String, String)> {
    let mut letters: Vec<(String, String)> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "txt"))
        .map(|name| (name.clone(), letter(&name)))
        .collect();
    letters.sort();
    letters
}

fn read(text: &str) -> Draft {
    letters::read(text, &Known::default())
}

#[test]
fn every_layout_gives_its_draft() {
    let letters = all_letters();
    assert!(letters.len() >= 8);
    for (name, text) in letters {
        let expected = letter(&name.replace(".txt", ".json"));
        let expected: Value = serde_json::from_str(&expected).unwrap();
        let got = serde_json::to_value(read(&text)).unwrap();
        assert_eq!(
            serde_json::to_string_pretty(&got).unwrap(),
            serde_json::to_string_pretty(&expected).unwrap(),
            "{name}"
        );
    }
}

fn known() -> Known {
    let department = |code: &str, name: &str, units: &[(&str, &str)]| Department {
        code: code.to_owned(),
        name: name.to_owned(),
        units: units
            .iter()
            .map(|(name, code)| Unit {
                name: (*name).to_owned(),
                code: (*code).to_owned(),
            })
            .collect(),
        ..Department::default()
    };
    Known {
        departments: vec![
            department(
                "PV",
                "Park og Vej",
                &[("Havnen", "PVH"), ("Kirkegårde", "PVK")],
            ),
            department("KF", "Kultur og Fritid", &[]),
        ],
        inquiry: None,
    }
}

#[test]
fn an_answer_is_split_by_known_units_and_departments_are_named_by_code() {
    let draft = letters::read(&letter("bundle_margin_block.txt"), &known());
    let departments: Vec<_> = draft
        .letters
        .iter()
        .map(|letter| letter.department.as_deref())
        .collect();
    assert_eq!(departments, [Some("PV"), Some("KF")]);
    let parts: Vec<_> = draft.letters[0]
        .answers
        .iter()
        .filter(|answer| answer.question == Some(1))
        .map(|answer| {
            (
                answer.unit.as_deref(),
                answer.label.as_deref(),
                answer.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            (
                None,
                Some("1"),
                "Park og Vej har 412 bænke. De fleste af dem står i de store parker, og det er Driftsafdelingen, der maler dem hvert forår."
            ),
            (
                Some("PVH"),
                Some("a"),
                "Havnen har 31 bænke, sammenlignet med 12 i 2015."
            ),
            (Some("PVK"), Some("b"), "Kirkegårdene har ca. 80 bænke."),
        ]
    );
    let referred = &draft.letters[1].answers[0];
    assert_eq!(referred.disposition, Disposition::Referred);
    assert_eq!(referred.refers_to_department.as_deref(), Some("PV"));
}

#[test]
fn a_unit_before_its_wording_begins_a_part() {
    let text = "Park og Vej\n\nSpørgsmål 1\nHvor mange bænke er der?\n\n**Havnen:** 31 bænke.\n\nKirkegårde: 80 bænke. De fleste\ner af træ.\n\nSpørgsmål 2\nHvem maler dem?\n\nDet gør:\nHavnen: 2 mand\nKirkegårde: 3 mand\n";
    let draft = letters::read(text, &known());
    let answers = draft.letters[0].answers.iter();
    let parts: Vec<_> = answers
        .map(|a| {
            (
                a.question,
                a.unit.as_deref(),
                a.heading.as_deref(),
                a.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        parts,
        [
            (Some(1), Some("PVH"), Some("**Havnen:**"), "31 bænke."),
            (
                Some(1),
                Some("PVK"),
                Some("Kirkegårde:"),
                "80 bænke. De fleste er af træ."
            ),
            (
                Some(2),
                None,
                Some("Spørgsmål 2\nHvem maler dem?"),
                "Det gør:\nHavnen: 2 mand\nKirkegårde: 3 mand"
            ),
        ]
    );
    accounts_for_every_character(text, &draft).unwrap();
}

#[test]
fn the_inquiry_is_drafted_from_the_letters() {
    let inquiry = letters::read(&letter("bundle_margin_block.txt"), &known()).inquiry;
    assert_eq!(inquiry.title.as_deref(), Some("bænke i parkerne"));
    assert_eq!(inquiry.asker.as_deref(), Some("Byens Venner"));
    let questions: Vec<_> = inquiry
        .questions
        .iter()
        .map(|q| (q.number, q.addressees.join(" ")))
        .collect();
    assert_eq!(
        questions,
        [
            (1, "PV KF".to_owned()),
            (2, "PV KF".to_owned()),
            (3, "PV KF".to_owned()),
            (4, "PV KF".to_owned()),
            (5, "PV".to_owned())
        ]
    );
    assert_eq!(
        inquiry.questions[1].text,
        "Er der bænke til kørestolsbrugere?"
    );
}

/// Every byte belongs to one span; what is not blank in the answers' wording is what their places hold.
fn accounts_for_every_character(text: &str, draft: &Draft) -> Result<(), TestCaseError> {
    let mut at = 0;
    for span in &draft.ledger {
        prop_assert_eq!(span.start, at);
        prop_assert!(span.end > span.start && text.is_char_boundary(span.end));
        at = span.end;
    }
    prop_assert_eq!(at, text.len());
    for span in draft
        .ledger
        .iter()
        .filter(|span| span.kind == SpanKind::LeftOver)
    {
        let shown = span
            .letter
            .map(|letter| draft.letters[letter].left_over.join("\n\n"));
        for word in text[span.start..span.end].split_whitespace() {
            prop_assert!(
                shown.as_ref().is_some_and(|shown| shown.contains(word)),
                "{} is not shown",
                word
            );
        }
    }
    for answer in draft.letters.iter().flat_map(|letter| &letter.answers) {
        let solid = |text: &str| -> String {
            text.chars()
                .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2010}'))
                .collect()
        };
        let printed: String = answer
            .places
            .iter()
            .map(|(start, end)| &text[*start..*end])
            .collect();
        prop_assert_eq!(solid(&answer.text), solid(&printed));
    }
    Ok(())
}

#[test]
fn the_layouts_are_accounted_for() {
    for (name, text) in all_letters() {
        accounts_for_every_character(&text, &read(&text)).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// A letter with lines taken out, doubled, cut, indented or run together.
fn mutated() -> impl Strategy<Value = String> {
    let letters: Vec<String> = all_letters().into_iter().map(|(_, text)| text).collect();
    let change = (any::<prop::sample::Index>(), 0..7usize);
    (
        prop::sample::select(letters),
        prop::collection::vec(change, 0..12),
    )
        .prop_map(|(text, changes)| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for (index, change) in changes {
                let at = index
                    .index(lines.len().max(1))
                    .min(lines.len().saturating_sub(1));
                let Some(line) = lines.get(at).cloned() else {
                    break;
                };
                match change {
                    0 => {
                        lines.remove(at);
                    }
                    1 => lines.insert(at, line),
                    2 => lines[at] = line.chars().take(line.chars().count() / 2).collect(),
                    3 => lines[at] = format!("{:60}{line}", ""),
                    4 => lines.insert(at, "\u{c}Side 1 af 2".to_owned()),
                    5 => lines.insert(at, String::new()),
                    _ => lines.truncate(at + 1),
                }
            }
            lines.join("\n")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_accounted_for(text in any::<String>()) {
        accounts_for_every_character(&text, &read(&text))?;
    }

    #[test]
    fn any_lines_are_accounted_for(lines in prop::collection::vec("(Svar|Spørgsmål|[0-9]{1,3}[.)]|Side|Sag:|Med venlig hilsen|Telefon:|[A-ZÆØÅ]{3,9})?[ .:?/a-zæøå0-9@-]{0,60}|\\PC{0,40}|", 0..40)) {
        let text = lines.join("\n");
        accounts_for_every_character(&text, &read(&text))?;
    }

    #[test]
    fn any_change_of_a_letter_is_accounted_for(text in mutated()) {
        accounts_for_every_character(&text, &letters::read(&text, &known()))?;
    }
}

#[test]
fn texts_that_repeat_one_thing_are_accounted_for() {
    let repeated = [
        "a",
        " ",
        "1. ",
        "1. Hvorfor?\n",
        "Svar: ",
        "Svar:\n",
        "Spørgsmål 1 og 2\n",
        "- ",
        "\n\n\n\nSide 1 af 2\n",
        "Med venlig hilsen\n",
        "Anna Berg\n/\n",
        "kl. 9-12 ",
        "se svar på spørgsmål 1. ",
        "1,2,3,",
        "Telefon: 11 22 33 44\n",
        "x   y   z\n",
        "Svar på forespørgsel fra SF om bænke\n\n",
        "spørgsmål 1 besvares af Park og Vej. ",
        "ord ord ord-\n",
        "ord.1\n\n1\nTekst.\n\n",
        "ord.1\n\n1 Tekst.\n\u{c}ord ",
        "1a. Hvorfor?\n\nDerfor.\n\n",
        "Telefon: 11 22 33 44\t",
        "x\u{2028}",
        "For så vidt angår spørgsmål 1 er der ti.\n\n",
        "1. Hvorfor?\n\nVedrørende spørgsmål 1 er der ti.\n\n",
        "+----+\n| Ja? |\n",
        "| Ja? |\n",
        "Spørgsmål 1\nSpørgsmålets ordlyd\nHvorfor?\nBegrundelse\nDerfor.\n",
    ];
    for unit in repeated {
        let text = unit.repeat(10_000 / unit.len());
        accounts_for_every_character(&text, &read(&text))
            .unwrap_or_else(|e| panic!("{unit:?}: {e}"));
    }
}
