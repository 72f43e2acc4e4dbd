//! What a line says about the questions: "Spørgsmål 1:", "Ad 2)", "3. Hvor mange ...", "Svar:".
//!
//! A sign is only what the line looks like. Whether it is a heading is decided in [`super::headings`], which sees all of the
//! letter.

use std::sync::LazyLock;

use super::dates;
use super::dispositions;
use super::numerals;
use super::titles;
use super::words::{self, Pattern};

/// The most of a line that is looked at, in bytes.
const LONGEST_LEAD: usize = 400;

/// The most words of a name before "svar." that is no sentence.
const MOST_WHO: usize = 3;

/// The kind of a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// "Spørgsmål 1", "Question 2:".
    Question,
    /// "Ad 1", "Ad spørgsmål 2".
    Ad,
    /// "Spørgsmål:" without a number.
    Unnumbered,
    /// "Svar:", "Svar på spørgsmål 1:", "Forvaltningens svar:".
    Answer,
    /// "1.", "2)", "IV.".
    Number,
    /// A number before an answer whose question stands in a list above.
    Reply,
}

/// What a line looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sign {
    pub kind: Kind,
    pub numbers: Vec<u32>,
    /// The numbering as printed.
    pub label: String,
    /// Where in the line the wording after the sign starts.
    pub rest: usize,
    /// The character after the number.
    pub delimiter: Option<char>,
}

/// The numbers of questions as a line prints them.
pub(super) const NUMBERS: &str = r"(?P<nums>(?:(?:(?-i:[A-ZÆØÅ]{1,3})[ -]?)?\d{1,5}(?:\s?[a-h])?\b|(?-i:[IVX]{1,6}|[A-HJ-UWYZÆØÅ])\b)(?:\s*(?:,|og|and|samt|&|[-–—]|til|to)\s*(?:\d{1,5}[a-h]?|(?-i:[IVX]{1,6}))\b)*)";

static QUESTION: LazyLock<Pattern> = LazyLock::new(|| {
    let (question, nr) = (
        words::any("question_words"),
        words::any("question_number_words"),
    );
    Pattern::new(&format!(
        r"^(?P<label>(?P<ad>(?:ad|re)\b\.?\s*|(?:vedr\.?|vedrørende|til|om|på|regarding)\s+)?{question}\s*(?:{nr}\s*)?{NUMBERS})(?P<after>.*)$"
    ))
});
static AD: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^(?P<label>ad\b\.?\s*{NUMBERS})(?P<after>.*)$")));
static UNNUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^(?P<label>(?:(?:følgende|the|det)\s+)?{}(?:\s+(?-i:[a-hA-H])[.)]?)?)\s*(?::\s*(?P<rest>.*)|)$",
        words::any("question_words")
    ))
});
static ANSWER: LazyLock<Pattern> = LazyLock::new(|| {
    let (answer, question, nr) = (
        words::any("answer_words"),
        words::any("question_words"),
        words::any("question_number_words"),
    );
    Pattern::new(&format!(
        r"^(?P<who>(?-i:\p{{Lu}})[\p{{L}}&,.\- ]{{1,70}}?(?:s|'s|’s|['’])\s+)?(?P<label>{answer}(?:\s*(?:på|til|ad|to|on|under)?\.?\s*(?:{question}\s*)?(?:{nr}\s*)?{NUMBERS})?)\s*(?P<delim>[:.–-])?\s*(?P<rest>.*)$"
    ))
});
static ANSWERS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^.{{2,80}}\s{}\s*:$", words::any("answer_verbs"))));
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?P<label>\(?(?:(?P<nums>\d{1,3})[a-h]?|(?P<roman>(?-i:[IVX]{1,6})))\s?(?P<delim>[.):]))(?:\s*[*_]{1,2})?\s*(?P<rest>\S.*)?$",
    )
});
/// A letter that counts: "A.", "b)".
static LETTER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^\W{0,4}(?P<label>(?P<letter>[a-z])\s?(?P<delim>[.)]))\s*(?P<rest>\S.*)$")
});
/// The number of a row in a table: "1", or "1" before a gap.
static ROW: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?P<label>\d{1,2})(?:(?:\t| {3,})\s*(?P<rest>\S.*))?$"));

/// Reads a letter that may number a question.
pub(crate) fn letter(line: &str) -> Option<Sign> {
    let head = &line[..floor(line, LONGEST_LEAD)];
    let found = LETTER.captures(head)?;
    let letter = found.name("letter")?.as_str().chars().next()?;
    Some(Sign {
        kind: Kind::Number,
        numbers: vec![numerals::letter(letter)?],
        label: found.name("label")?.as_str().to_owned(),
        rest: found.name("rest")?.start(),
        delimiter: found.name("delim")?.as_str().chars().next(),
    })
}

/// Reads a number that may stand in the first cell of a row: alone on its line, or before a gap.
pub(crate) fn row(line: &str) -> Option<Sign> {
    let head = &line[..floor(line, LONGEST_LEAD)];
    let found = ROW.captures(head)?;
    let label = found.name("label")?.as_str();
    Some(Sign {
        kind: Kind::Number,
        numbers: vec![label.parse().ok()?],
        label: label.to_owned(),
        rest: found.name("rest").map_or(line.len(), |rest| rest.start()),
        delimiter: None,
    })
}

/// Says what the line looks like, if it bears a sign. Marks of emphasis and a leading dash do not count.
pub(crate) fn read(line: &str) -> Option<Sign> {
    let mut lead = line.trim_start_matches(['*', '_', '#', '>', ' ']);
    for dash in ["- ", "– ", "• "] {
        lead = lead.strip_prefix(dash).unwrap_or(lead);
    }
    lead = lead.trim_start_matches(['*', '_', ' ']);
    // A list of questions may stand in quotes.
    let unquoted = lead.trim_start_matches(['"', '”', '“', '„', '»', '«']);
    if unquoted.starts_with(|c: char| c.is_ascii_digit()) {
        lead = unquoted;
    }
    let skipped = line.len() - lead.len();
    let head = &lead[..floor(lead, LONGEST_LEAD)];
    let mut sign = question(head)
        .or_else(|| unnumbered(head))
        .or_else(|| answer(head))
        .or_else(|| number(head))?;
    sign.rest += skipped;
    Some(sign)
}

fn floor(text: &str, most: usize) -> usize {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Moves `at` over closing marks of emphasis and blanks.
fn skip_marks(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + (rest.len()
        - rest
            .trim_start_matches(['*', '_', ' ', '\t', '\u{a0}'])
            .len())
}

fn question(text: &str) -> Option<Sign> {
    let (found, bare_ad) = match QUESTION.captures(text) {
        Some(found) => (found, false),
        None => (AD.captures(text)?, true),
    };
    let ad = bare_ad || found.name("ad").is_some();
    let after = found.name("after")?;
    let (rest, delimiter) = after_number(text, after.start())?;
    if rest < text.len() && delimiter.is_none() && titles::is_title(text) {
        return None;
    }
    Some(Sign {
        kind: if ad { Kind::Ad } else { Kind::Question },
        numbers: numbers(found.name("nums")?.as_str()),
        label: found.name("label")?.as_str().trim().to_owned(),
        rest,
        delimiter,
    })
}

/// The numbers of questions; a letter counts from A.
pub(super) fn numbers(written: &str) -> Vec<u32> {
    let numbers = dispositions::numbers(written);
    if numbers.is_empty() {
        numerals::counted(written).into_iter().collect()
    } else {
        numbers
    }
}

/// Reads what follows the number of a question; `None` if the line goes on as a sentence.
fn after_number(text: &str, at: usize) -> Option<(usize, Option<char>)> {
    let at = skip_marks(text, at);
    let rest = &text[at..];
    let first = rest.chars().next();
    match first {
        None => Some((text.len(), None)),
        Some(c) if ":.)–—-".contains(c) => Some((skip_marks(text, at + c.len_utf8()), Some(c))),
        // "(Alm. del) fra Udvalget:", "af 3. maj 2021, stillet af Anna Berg:"
        Some(c) => {
            let colon = rest
                .char_indices()
                .take(220)
                .find(|(_, c)| *c == ':')
                .map(|(n, _)| n);
            let question = rest.find('?').unwrap_or(usize::MAX);
            match colon {
                Some(colon) if colon < question && (c == '(' || c == ',' || is_asking(rest)) => {
                    Some((skip_marks(text, at + colon + 1), Some(':')))
                }
                // "Spørgsmål nr. 14 fra Udvalget" alone on its line.
                None if is_asking(rest)
                    && question == usize::MAX
                    && rest.len() < 120
                    && !rest.ends_with(['.', ',']) =>
                {
                    Some((text.len(), None))
                }
                _ if c == '(' => {
                    let close = rest.find(')').filter(|close| *close < 60)?;
                    let next = skip_marks(text, at + close + 1);
                    let tail = text[next..].chars().next();
                    tail.is_none_or(|c| c.is_uppercase() || "\"”“»'".contains(c))
                        .then_some((next, None))
                }
                _ => (c.is_uppercase() || "\"”“»«'".contains(c)).then_some((at, None)),
            }
        }
    }
}

fn is_asking(rest: &str) -> bool {
    let lower = rest.to_lowercase();
    ["fra ", "stillet ", "af ", "from ", "by ", "til ", "om "]
        .iter()
        .any(|word| lower.starts_with(word))
}

fn unnumbered(text: &str) -> Option<Sign> {
    let text_end = text.trim_end_matches(['*', '_', ' ']);
    let found = UNNUMBERED.captures(text_end)?;
    let rest = found.name("rest").map_or(text.len(), |m| m.start());
    Some(Sign {
        kind: Kind::Unnumbered,
        numbers: Vec::new(),
        label: found.name("label")?.as_str().to_owned(),
        rest,
        delimiter: None,
    })
}

fn answer(text: &str) -> Option<Sign> {
    if ANSWERS.is_match(text.trim_end_matches(['*', '_', ' '])) {
        return Some(Sign {
            kind: Kind::Answer,
            numbers: Vec::new(),
            label: text.to_owned(),
            rest: text.len(),
            delimiter: Some(':'),
        });
    }
    let found = ANSWER.captures(text)?;
    let numbers = found
        .name("nums")
        .map(|m| numbers(m.as_str()))
        .unwrap_or_default();
    let delimiter = found.name("delim").and_then(|m| m.as_str().chars().next());
    let rest = skip_marks(text, found.name("rest")?.start());
    let ends = rest >= text.len();
    let words = found
        .name("who")
        .map_or(0, |who| who.as_str().split_whitespace().count());
    let who = words > 0;
    // "Det har Park og Vej, og vi henviser til deres svar."
    if delimiter == Some('.') && words > MOST_WHO {
        return None;
    }
    let holds = delimiter == Some(':')
        || ends && (delimiter.is_none() || delimiter == Some('.'))
        || !numbers.is_empty() && delimiter.is_some() && !who;
    let first = text.chars().next().is_some_and(char::is_uppercase);
    (holds && first).then(|| Sign {
        kind: Kind::Answer,
        numbers,
        label: found
            .name("label")
            .map_or("", |m| m.as_str())
            .trim()
            .to_owned(),
        rest,
        delimiter,
    })
}

fn number(text: &str) -> Option<Sign> {
    let found = NUMBER.captures(text)?;
    let delimiter = found.name("delim")?.as_str().chars().next();
    let label = found.name("label")?;
    let next = text[label.end()..].chars().next();
    // "1.000 kr.", "9.00", "3. maj 2021".
    if next.is_some_and(|c| c.is_ascii_digit())
        || dates::find(text)
            .first()
            .is_some_and(|(place, _)| place.start <= 1)
    {
        return None;
    }
    Some(Sign {
        kind: Kind::Number,
        numbers: vec![numerals::read(
            found.name("nums").or_else(|| found.name("roman"))?.as_str(),
        )?],
        label: label.as_str().trim_end_matches([' ', ':']).to_owned(),
        rest: found.name("rest").map_or(text.len(), |m| m.start()),
        delimiter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case<'a> = (&'a str, Kind, Vec<u32>, &'a str, &'a str);

    fn check(cases: Vec<Case<'_>>) {
        for (line, kind, numbers, label, rest) in cases {
            let sign = read(line).unwrap_or_else(|| panic!("{line}"));
            let got = (
                sign.kind,
                sign.numbers,
                sign.label.as_str(),
                line[sign.rest.min(line.len())..].trim_matches('*'),
            );
            assert_eq!(got, (kind, numbers, label, rest), "{line}");
        }
    }

    #[test]
    fn signs_of_questions_are_read() {
        check(vec![
            (
                "Spørgsmål 1: Hvor mange?",
                Kind::Question,
                vec![1],
                "Spørgsmål 1",
                "Hvor mange?",
            ),
            (
                "**Spørgsmål 2** Hvor mange?",
                Kind::Question,
                vec![2],
                "Spørgsmål 2",
                "Hvor mange?",
            ),
            (
                "Spørgsmål nr. 214 (Alm. del) fra Folketingets Parkudvalg:",
                Kind::Question,
                vec![214],
                "Spørgsmål nr. 214",
                "",
            ),
            (
                "Spørgsmål nr. S 14",
                Kind::Question,
                vec![14],
                "Spørgsmål nr. S 14",
                "",
            ),
            (
                "Spm. 3 - Hvorfor?",
                Kind::Question,
                vec![3],
                "Spm. 3",
                "Hvorfor?",
            ),
            (
                "Spørgsmål 1 og 2:",
                Kind::Question,
                vec![1, 2],
                "Spørgsmål 1 og 2",
                "",
            ),
            (
                "Ad 1) Det er rigtigt.",
                Kind::Ad,
                vec![1],
                "Ad 1",
                "Det er rigtigt.",
            ),
            ("Ad spørgsmål 4", Kind::Ad, vec![4], "Ad spørgsmål 4", ""),
        ]);
    }

    #[test]
    fn signs_of_answers_and_numbers_are_read() {
        check(vec![
            (
                "Svar: Der er ti.",
                Kind::Answer,
                vec![],
                "Svar",
                "Der er ti.",
            ),
            ("**Svar**", Kind::Answer, vec![], "Svar", ""),
            (
                "Svar på spørgsmål 2:",
                Kind::Answer,
                vec![2],
                "Svar på spørgsmål 2",
                "",
            ),
            (
                "Svar ad 3. Nej.",
                Kind::Answer,
                vec![3],
                "Svar ad 3",
                "Nej.",
            ),
            ("Forvaltningens svar:", Kind::Answer, vec![], "svar", ""),
            (
                "Park og Vej svarer:",
                Kind::Answer,
                vec![],
                "Park og Vej svarer:",
                "",
            ),
            (
                "- 1. Hvorfor er der is?*",
                Kind::Number,
                vec![1],
                "1.",
                "Hvorfor er der is?",
            ),
            ("2) Hvorfor?", Kind::Number, vec![2], "2)", "Hvorfor?"),
            ("Spørgsmål:", Kind::Unnumbered, vec![], "Spørgsmål", ""),
            (
                "Question 4: How many?",
                Kind::Question,
                vec![4],
                "Question 4",
                "How many?",
            ),
            ("Answer:", Kind::Answer, vec![], "Answer", ""),
            (
                "Samrådsspørgsmål F: ”Hvor mange?”",
                Kind::Question,
                vec![6],
                "Samrådsspørgsmål F",
                "”Hvor mange?”",
            ),
            (
                "Svar på samrådsspørgsmål G",
                Kind::Answer,
                vec![7],
                "Svar på samrådsspørgsmål G",
                "",
            ),
        ]);
    }

    #[test]
    fn sentences_bear_no_sign() {
        for line in [
            "Spørgsmål 2 besvares af Kultur og Fritid.",
            "Svar på dit brev om bænke",
            "Svaret er ja.",
            "3. maj 2021 lukker broen",
            "1.000 kr. er beløbet",
            "Besvarelse af spørgsmål nr. 214 (Alm. del) stillet af Anna Berg",
            "Adgangen er spærret",
            "Det svarer til 4 pct.",
            "Det gør Park og Vej, og vi henviser til deres svar.",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn letters_and_cells_may_count() {
        let rest = |sign: Option<Sign>, line: &'static str| {
            sign.map(|sign| (sign.numbers, &line[sign.rest..]))
        };
        for (line, wanted) in [
            ("B. Hvor mange?", Some((vec![2], "Hvor mange?"))),
            ("c) Hvorfor?", Some((vec![3], "Hvorfor?"))),
            ("Ja. Det er de.", None),
        ] {
            assert_eq!(rest(letter(line), line), wanted, "{line}");
        }
        for (line, wanted) in [
            ("2", Some((vec![2], ""))),
            ("2\tHvor mange?\tTi.", Some((vec![2], "Hvor mange?\tTi."))),
            ("2 bænke", None),
            ("2021", None),
        ] {
            assert_eq!(rest(row(line), line), wanted, "{line}");
        }
    }
}
