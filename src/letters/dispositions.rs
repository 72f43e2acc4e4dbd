//! How an answer deals with its question, and what a letter says about other questions in passing.
//!
//! "See the answer to question 1" points at another answer; "cf. the answer to question 1, many of them will ..." goes on
//! to answer and is an answer.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use super::numerals;
use super::regards;
use super::sentences;
use super::words::{self, Pattern};
use crate::domain::Disposition;

/// An answer longer than this is an answer whatever it points at, in bytes.
const LONGEST_POINTER: usize = 600;
/// The longest sentence in which a statement about another question is looked for, in bytes.
const LONGEST_STATEMENT: usize = 900;
/// The largest stretch of question numbers that a statement may name.
const MOST_NUMBERS: u32 = 60;

/// What an answer is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub disposition: Disposition,
    pub question: Option<u32>,
    /// The department that will answer, as printed.
    pub department: Option<String>,
}

/// What a sentence says about questions other than the one it stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statement {
    pub disposition: Disposition,
    pub numbers: Vec<u32>,
    /// All questions that the letter does not answer.
    pub remaining: bool,
    pub department: Option<String>,
    /// The place of the sentence.
    pub sentence: Range<usize>,
}

static SEE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\W*(?:{})\s*(?P<target>.*)$",
        words::phrases("see_patterns")
    ))
});
static SEE_INSIDE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^(?P<before>.{{0,90}}?)\b(?:{})\s*(?P<target>.*)$",
        words::phrases("see_patterns")
    ))
});
static SAYS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(&words::phrases("saying_patterns")));
static TARGETS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    words::each(
        "see_target_patterns",
        r"^(?:\s*(?:det|den|de|the|vores|mit|my|our)\b\s*)?(?:\w+\s+)?",
        r"(?P<rest>.*)$",
    )
});
static WHOLE: LazyLock<Vec<Pattern>> = LazyLock::new(|| words::each("see_whole_patterns", "", ""));
static NOT_APPLICABLE: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| words::each("not_applicable_patterns", "", ""));
static CONCERNED: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| words::each("none_concerned_patterns", "", ""));
static TRAILING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^\s*(?:ovenfor|herover|above|nedenfor)?[\s.)*”\x22]*$|^\s*(?:ovenfor|herover|above)?,?\s+(?:hvor|som|der|idet|hvoraf|hvori|da|where|which|as|for)\b.{0,260}$",
    )
});
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?P<n>\d{1,4}|\b(?-i:[IVX]{1,6})\b)[a-h]?\s*(?P<dash>[-–—]|til\b|to\b)?")
});
static ORDINALS: LazyLock<Vec<HashSet<String>>> = LazyLock::new(|| {
    words::groups("ordinals")
        .into_iter()
        .map(|group| group.into_iter().collect())
        .collect()
});
static REFERENCE: LazyLock<Pattern> = LazyLock::new(|| {
    let (question, ordinals) = (words::any("question_words"), words::any("ordinals"));
    Pattern::new(&words::fill(&format!(
        r"(?P<remaining>{remaining})|{question}\s*(?:nr\.?\s*|nos?\.?\s*)?{{numbers}}|\b(?:det|den|the)\s+(?P<ordinal>{ordinals}|\d{{1,2}})\.?\s+{question}|(?P<this>(?:dette|this)\s+{question}|{question})",
        remaining = words::phrases("remaining_patterns"),
    )))
});
static REFERRAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\b(?:{})\s*(?:the\s+|den\s+|det\s+)?(?P<d>(?-i:\p{{Lu}})[^.;:()?!]{{1,120}})",
        words::phrases("referral_verb_patterns")
    ))
});
/// A department that is named before the reply it is referred to: "Det har Park og Vej, og vi henviser til deres svar".
static REFERRED_BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?P<d>(?-i:\p{{Lu}})[\p{{L}}-]+(?:(?:,|-?\s+{and})?\s+(?-i:\p{{Lu}})[\p{{L}}-]+)*),?\s+(?:{})",
        words::phrases("referred_before_patterns"),
        and = words::any("and_words"),
    ))
});
static DEPARTMENT_END: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r",|\s(?:som|der|at|hvor|da|idet|på|jf\.?|og\s+(?-i:\p{{Ll}})\w*|which|that|who|as|for\s+(?:så|at)|(?-i:ressort|område)\w*)\b|(?:'s|’s|s|['’])\s+{}\b",
        words::any("answer_words")
    ))
});

/// Says how the answer `text` deals with its question. `previous` is the question answered before it in the letter.
pub(crate) fn classify(text: &str, own: Option<u32>, previous: Option<u32>) -> Verdict {
    let answered = Verdict {
        disposition: Disposition::Answered,
        question: None,
        department: None,
    };
    let text = text.trim();
    if text.len() > LONGEST_POINTER || text.is_empty() {
        return answered;
    }
    let sentences = sentences::split(text);
    let said: Vec<&str> = sentences.iter().map(|range| &text[range.clone()]).collect();
    let first = said.first().copied().unwrap_or_default();
    if said.len() <= 2 && NOT_APPLICABLE.iter().any(|pattern| pattern.is_match(first)) {
        return Verdict {
            disposition: Disposition::NotApplicable,
            question: None,
            department: None,
        };
    }
    if let Some(Pointer { question }) = pointer(&said, previous)
        && question.is_none_or(|question| Some(question) != own)
    {
        return Verdict {
            disposition: Disposition::SeeOther,
            question,
            department: None,
        };
    }
    if let Some(department) = said.iter().take(2).find_map(|sentence| referral(sentence))
        && said.len() <= 2
    {
        return Verdict {
            disposition: Disposition::Referred,
            question: None,
            department: Some(department),
        };
    }
    answered
}

/// Where an answer points that does nothing else.
struct Pointer {
    question: Option<u32>,
}

/// Reads an answer that does nothing but point at another.
fn pointer(said: &[&str], previous: Option<u32>) -> Option<Pointer> {
    let first = regards::without_lead(said.first()?);
    if said.len() > 2 || said.len() == 2 && said[1].len() > 160 {
        return None;
    }
    if WHOLE.iter().any(|pattern| pattern.is_match(first)) {
        return Some(Pointer { question: previous });
    }
    let lead = SEE
        .captures(first)
        .or_else(|| SEE_INSIDE.captures(first).filter(only_leads))?;
    let target = lead.name("target")?.as_str();
    let second_adds = said.len() == 2 && SEE.captures(said[1]).is_none();
    TARGETS.iter().find_map(|pattern| {
        let found = pattern.captures(target)?;
        let rest = found.name("rest").map_or("", |m| m.as_str());
        if !TRAILING.is_match(rest) || second_adds && said[1].len() > 90 {
            return None;
        }
        let number = found.name("n").and_then(|m| numerals::counted(m.as_str()));
        let question = number.or_else(|| first_ordinal(target)).or(previous);
        Some(Pointer { question })
    })
}

/// Whether what stands before the reference leads up to it and says nothing itself: not "Nej, jf. svaret på spørgsmål 1".
fn only_leads(found: &Captures<'_>) -> bool {
    let before = found.name("before").map_or("", |m| m.as_str());
    !SAYS.is_match(before)
}

fn first_ordinal(text: &str) -> Option<u32> {
    text.to_lowercase()
        .split_whitespace()
        .find_map(|word| ORDINALS.iter().position(|names| names.contains(word)))
        .and_then(|place| u32::try_from(place + 1).ok())
}

/// Returns the department that the sentence says will answer, as printed.
fn referral(sentence: &str) -> Option<String> {
    if let Some(before) = REFERRED_BEFORE.captures(sentence) {
        let name = before.name("d")?.as_str().split_whitespace();
        return Some(name.collect::<Vec<_>>().join(" "));
    }
    let found = REFERRAL.captures(sentence)?;
    let name = found.name("d")?.as_str();
    let end = DEPARTMENT_END
        .find(name)
        .map_or(name.len(), |end| end.start());
    let name = name[..end].trim().trim_end_matches(['.', '*']);
    // The name may be broken at a line end.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(name).filter(|name| name.chars().count() > 1)
}

/// Finds the sentences that say that other questions do not concern the department, or who answers them.
pub(crate) fn statements(text: &str) -> Vec<Statement> {
    sentences::split(text)
        .into_iter()
        .filter(|range| range.len() <= LONGEST_STATEMENT)
        .filter_map(|range| statement(text, range))
        .collect()
}

fn statement(text: &str, sentence: Range<usize>) -> Option<Statement> {
    let said = &text[sentence.clone()];
    let concerned = CONCERNED.iter().find_map(|pattern| {
        let found = pattern.captures(said)?;
        Some(numbers(found.name("numbers")?.as_str()))
    });
    if let Some(numbers) = concerned {
        return Some(Statement {
            disposition: Disposition::NotApplicable,
            numbers,
            remaining: false,
            department: None,
            sentence,
        });
    }
    let verb = REFERRAL.find(said)?;
    let department = referral(said)?;
    let reference = REFERENCE
        .captures_all(&said[..verb.start()])
        .into_iter()
        .last()?;
    let numbers = match (reference.name("numbers"), reference.name("ordinal")) {
        (Some(written), _) => numbers(written.as_str()),
        (None, Some(ordinal)) => ordinal
            .as_str()
            .parse()
            .ok()
            .or_else(|| first_ordinal(ordinal.as_str()))
            .into_iter()
            .collect(),
        (None, None) => Vec::new(),
    };
    let remaining = reference.name("remaining").is_some();
    (remaining || !numbers.is_empty()).then_some(Statement {
        disposition: Disposition::Referred,
        numbers,
        remaining,
        department: Some(department),
        sentence,
    })
}

/// Reads question numbers: "2 og 3", "1-4", "2, 3 and 5".
pub(crate) fn numbers(text: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut stretch = false;
    for found in NUMBER.captures_all(text) {
        let Some(number) = found.name("n").and_then(|m| numerals::read(m.as_str())) else {
            continue;
        };
        match numbers.last().copied() {
            Some(last) if stretch && number > last && number - last <= MOST_NUMBERS => {
                numbers.extend(last + 1..=number);
            }
            // "050-20" is number 50 of a year.
            Some(_) if stretch => {}
            _ => numbers.push(number),
        }
        stretch = found.name("dash").is_some();
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use Disposition::{Answered, NotApplicable, Referred, SeeOther};

    #[test]
    fn answers_are_told_apart() {
        let cases = [
            ("Se svar under spørgsmål 1.", SeeOther, Some(1)),
            ("Se svar på spørgsmål 2 ovenfor.", SeeOther, Some(2)),
            ("Der henvises til ovenstående svar.", SeeOther, Some(3)),
            ("Jf. besvarelsen af spm. 1", SeeOther, Some(1)),
            (
                "Der henvises til besvarelsen af spørgsmål nr. 2, hvor tallene er opgjort.",
                SeeOther,
                Some(2),
            ),
            (
                "Forvaltningen henviser til svaret på spørgsmål 1.",
                SeeOther,
                Some(1),
            ),
            ("Besvaret ovenfor", SeeOther, Some(3)),
            (
                "For så vidt angår spørgsmål 3 henvises til svaret på spørgsmål 2.",
                SeeOther,
                Some(2),
            ),
            ("Se svar på spørgsmål b.", SeeOther, Some(2)),
            (
                "Det gør Park og Vej, og vi henviser til deres svar.",
                Referred,
                None,
            ),
            (
                "Det hører under Park og Vej og besvares derfra.",
                Referred,
                None,
            ),
            (
                "Spørgsmålet er besvaret under spørgsmål 2.",
                SeeOther,
                Some(2),
            ),
            ("Se ovenfor.", SeeOther, Some(3)),
            ("Please see the answer to question 1.", SeeOther, Some(1)),
            (
                "I refer to my answer to question 2 above.",
                SeeOther,
                Some(2),
            ),
            (
                "Jf. svaret på spørgsmål 1, vil mange af broerne blive lukket i weekenden, mens andre holdes åbne.",
                Answered,
                None,
            ),
            (
                "Se kommunens hjemmeside, hvor alle broer står.",
                Answered,
                None,
            ),
            ("Ja.", Answered, None),
            ("Ikke relevant.", NotApplicable, None),
            (
                "Spørgsmålet er derfor ikke relevant for Park og Vej.",
                NotApplicable,
                None,
            ),
            ("Bortfalder, jf. ovenfor", NotApplicable, None),
            ("Not applicable.", NotApplicable, None),
            ("Spørgsmålet besvares af Kultur og Fritid.", Referred, None),
            (
                "Dette spørgsmål hører under Kultur og Fritid.",
                Referred,
                None,
            ),
            (
                "The question is answered by the Department of Culture.",
                Referred,
                None,
            ),
            ("Nej, det gør vi ikke.", Answered, None),
            ("Nej, jf. svaret på spørgsmål 1.", Answered, None),
            (
                "Forvaltningen kan ikke opgøre det særskilt, jf. dog svaret på spm. 2.",
                Answered,
                None,
            ),
            ("Se svaret på spørgsmål II.", SeeOther, Some(2)),
            ("Ikke alle broer er åbne.", Answered, None),
        ];
        for (text, disposition, question) in cases {
            let got = classify(text, Some(4), Some(3));
            assert_eq!(
                (got.disposition, got.question),
                (disposition, question),
                "{text}"
            );
        }
    }

    #[test]
    fn the_answering_department_is_read() {
        let cases = [
            (
                "Spørgsmålet besvares af Kultur og Fritid.",
                "Kultur og Fritid",
            ),
            (
                "Spørgsmålet er oversendt til Byens Afdeling, som svarer særskilt.",
                "Byens Afdeling",
            ),
            (
                "Det ligger hos Kultur og Fritid at svare på.",
                "Kultur og Fritid",
            ),
            ("Se besvarelsen fra Kultur og Fritid.", "Kultur og Fritid"),
            (
                "Der henvises til Kultur og Fritids svar.",
                "Kultur og Fritid",
            ),
            (
                "Spørgsmålet hører under By og Grønne Områder.",
                "By og Grønne Områder",
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(
                classify(text, None, None).department.as_deref(),
                Some(wanted),
                "{text}"
            );
        }
    }

    #[test]
    fn statements_about_other_questions_are_found() {
        let cases: [(&str, Disposition, &[u32], Option<&str>); 7] = [
            (
                "(svarene på spørgsmål 3 og 4 er herefter ikke relevante)",
                NotApplicable,
                &[3, 4],
                None,
            ),
            (
                "Spørgsmål 2-4 bortfalder dermed.",
                NotApplicable,
                &[2, 3, 4],
                None,
            ),
            (
                "Questions 2 and 3 are therefore not relevant.",
                NotApplicable,
                &[2, 3],
                None,
            ),
            (
                "Spørgsmål 6 besvares af Kultur og Fritid.",
                Referred,
                &[6],
                Some("Kultur og Fritid"),
            ),
            (
                "Vi svarer på de første 2 spørgsmål, da det tredje spørgsmål vedr. færger besvares hos Havnen i Byens Afdeling.",
                Referred,
                &[3],
                Some("Havnen i Byens Afdeling"),
            ),
            (
                "Question 5 is answered by the Department of Culture.",
                Referred,
                &[5],
                Some("Department of Culture"),
            ),
            (
                "De øvrige spørgsmål besvares af Kultur og Fritid.",
                Referred,
                &[],
                Some("Kultur og Fritid"),
            ),
        ];
        for (text, disposition, numbers, department) in cases {
            let found = statements(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(
                (
                    found[0].disposition,
                    found[0].numbers.as_slice(),
                    found[0].department.as_deref()
                ),
                (disposition, numbers, department),
                "{text}"
            );
        }
        assert!(
            statements("Svaret på spørgsmål 2 er, at det besvares af forvaltningen selv.")
                .is_empty()
        );
    }

    #[test]
    fn question_numbers_are_read() {
        assert_eq!(numbers("1-4"), [1, 2, 3, 4]);
        assert_eq!(numbers("2, 3 og 5"), [2, 3, 5]);
        assert_eq!(numbers("1 til 3"), [1, 2, 3]);
    }
}
