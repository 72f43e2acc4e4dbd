//! Text to a draft: nothing panics, every byte of the text is accounted for, and an answer's wording is what its places hold.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tenday::letters::{self, Department, Known, SpanKind, Unit};

fuzz_target!(|text: &str| {
    let draft = letters::read(text, &known());
    let mut at = 0;
    for span in &draft.ledger {
        assert_eq!(span.start, at);
        assert!(span.end > span.start && text.is_char_boundary(span.end));
        at = span.end;
        if span.kind == SpanKind::LeftOver {
            let letter = span.letter.expect("what is left over belongs to a letter");
            let shown = draft.letters[letter].left_over.join("\n\n");
            for word in text[span.start..span.end].split_whitespace() {
                assert!(shown.contains(word), "{word} is not shown");
            }
        }
    }
    assert_eq!(at, text.len());
    for answer in draft.letters.iter().flat_map(|letter| &letter.answers) {
        let printed: String = answer
            .places
            .iter()
            .map(|(start, end)| &text[*start..*end])
            .collect();
        assert_eq!(solid(&answer.text), solid(&printed));
    }
});

/// A text without blanks and the hyphens that a line end may have put into it.
fn solid(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2010}'))
        .collect()
}

fn known() -> Known {
    Known {
        departments: vec![Department {
            code: "PV".to_owned(),
            name: "Park og Vej".to_owned(),
            units: vec![Unit {
                name: "Havnen".to_owned(),
                code: "PVH".to_owned(),
            }],
            ..Department::default()
        }],
        inquiry: None,
    }
}
