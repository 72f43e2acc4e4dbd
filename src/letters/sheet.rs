//! Drafted letters as a file that a person reads and mends, and reads back.
//!
//! A letter begins with `=== letter N`, its parts with `---`; above the parts stand `field: value`
//! lines. Lines that begin with `#` are notes. Where a line of wording begins with `#`, `=`, `-` or
//! `\`, a `\` stands before it, so that whatever a letter says comes back as it was. A letter or a
//! part that is taken out is not recorded.

mod reading;
mod writing;

pub use reading::{Mistake, read};
pub use writing::write;

/// What begins a letter.
const LETTER: &str = "=== letter";
/// What begins an answer.
const ANSWER: &str = "--- answer";
/// What begins the contact block.
const CONTACT: &str = "--- contact block";
/// What begins that which no rule knows.
const LEFT_OVER: &str = "--- left over";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Disposition;
    use crate::letters::{Answer, Letter, Signatory};

    fn answer(question: Option<u32>, text: &str) -> Answer {
        Answer {
            question,
            label: Some("1".into()),
            heading: None,
            unit: None,
            asked: None,
            disposition: Disposition::Answered,
            refers_to_question: None,
            refers_to_department: None,
            text: text.to_owned(),
            places: Vec::new(),
        }
    }

    fn letter(text: &str) -> Letter {
        Letter {
            department: Some("PV".into()),
            dated_on: Some("2021-05-03".parse().unwrap()),
            handlers: vec!["Anna Berg".into()],
            signatories: vec![Signatory {
                name: "Bo Dal".into(),
                title: Some("chef, park".into()),
            }],
            contact_block: Some("Parkvej 1\n# 4999 Vesterlund".into()),
            answers: vec![answer(Some(1), text), answer(None, "Nej.")],
            left_over: vec!["Kopi til arkivet".into()],
            ..Letter::default()
        }
    }

    fn shown(letters: &[(usize, Letter)]) -> Vec<(usize, String)> {
        let json = |letter: &Letter| serde_json::to_string(letter).unwrap();
        letters
            .iter()
            .map(|(place, letter)| (*place, json(letter)))
            .collect()
    }

    #[test]
    fn a_sheet_reads_back() {
        let letters = [
            letter("Ja.\n\n- et\n- to\n\n=== slut\n# note\n\\ skråstreg"),
            letter("Nej."),
        ];
        let read = read(&write(&letters), &letters).unwrap();
        let old: Vec<(usize, Letter)> = letters.iter().cloned().enumerate().collect();
        assert_eq!(shown(&read), shown(&old));
    }

    #[test]
    fn mistakes_are_told_by_line() {
        let letters = [letter("Ja.")];
        let good = write(&letters);
        let line = |text: &str, wanted: &str| {
            text.lines()
                .position(|l| l == wanted)
                .map(|at| at + 1)
                .unwrap()
        };
        for (from, to, problem) in [
            (
                "dated_on: 2021-05-03",
                "dated_on: 2021-02-30",
                "`2021-02-30` is not a valid dated_on",
            ),
            (
                "disposition: answered",
                "disposition: answerd",
                "did you mean `answered`?",
            ),
            (
                "question: 1",
                "question: en",
                "`en` is not the number of a question",
            ),
            ("unit:", "enhed: Havnen", "there is no field `enhed`"),
            ("=== letter 1", "=== letter 7", "there is no letter 7"),
            (
                "--- contact block",
                "--- kontakt",
                "`--- kontakt` begins nothing",
            ),
        ] {
            let bad = good.replacen(&format!("\n{from}"), &format!("\n{to}"), 1);
            let mistakes = read(&bad, &letters).unwrap_err();
            assert!(
                mistakes[0].problem.contains(problem),
                "{to}: {:?}",
                mistakes[0]
            );
            assert_eq!(mistakes[0].line, line(&bad, to), "{to}");
        }
    }

    #[test]
    fn a_letter_taken_out_is_gone() {
        let letters = [letter("Ja."), letter("Nej.")];
        let sheet = write(&letters);
        let second = sheet.find("=== letter 2").unwrap();
        assert_eq!(read(&sheet[second..], &letters).unwrap()[0].0, 1);
        assert!(read("", &letters).unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn any_wording_comes_back(lines in prop::collection::vec("[#=\\\\-]{0,3}[ a-zæ:]{0,8}\\PC{0,6}", 0..8)) {
            let text = crate::domain::text::clean("text", &lines.join("\n")).unwrap_or_default();
            let letters = [letter(&text)];
            let read = read(&write(&letters), &letters).unwrap();
            prop_assert_eq!(&read[0].1.answers[0].text, &text);
        }

        #[test]
        fn no_sheet_breaks_the_reader(text in "(=== letter 1\n|--- answer\n|question: |\\PC{0,20}|\n){0,20}") {
            let _ = read(&text, &[letter("Ja.")]);
        }
    }
}
