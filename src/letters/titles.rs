//! The line that says what a letter is, and who asked about what: "Svar fra Park og Vej på forespørgsel fra SF om bænke".

use std::sync::LazyLock;

use super::lines::bare;
use super::words::{self, Pattern};

/// The longest title, in bytes.
const LONGEST: usize = 320;

static LEAD: LazyLock<Pattern> = LazyLock::new(|| {
    let (answer, subject) = (words::any("answer_words"), words::any("subject_labels"));
    Pattern::new(&format!(
        r"^(?:{subject}\s*:?\s+)?(?:(?-i:\p{{Lu}}).{{1,80}}?(?:s|'s|’s|['’])\s+)?(?:(?:skriftlig|endelig|samlet|foreløbig|supplerende|written|final|joint)\w*\s+)?{answer}(?:brev|notat|skrivelse)?\s+(?:fra|på|til|af|vedr|vedrørende|ang|from|to|by|on|of|given)\b"
    ))
});

static SUBJECT_LINE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^{}\s*:?\s+.{{3,}}",
        words::any("subject_labels")
    ))
});

static INQUIRY: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&words::any("inquiry_words").clone()));

static STATEMENT: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"\s(?:er|is|are|kan|skal)\s"));

/// How sentences start that only mention a reply.
static SENTENCE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^{}\s", words::any("lead_words"))));

static MARK_ONLY: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\W*{}\s+(?:\w+\s+)?(?:{}\s*)?(?:nr\.?\s*|no\.?\s*)?(?:\d{{1,4}}[a-h]?(?:\s*(?:,|og|and|-|–)\s*\d{{1,4}})*|(?-i:[A-ZÆØÅ])\b)\s*(?:[:.)]|$)",
        words::any("answer_words"),
        words::any("question_words")
    ))
});

static FROM_DEPARTMENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"{}(?:brev|notat)?\s+(?:fra|from|by)\s+(?:the\s+)?(?P<d>.{{2,80}}?)\s+(?:på|til|af|vedr|vedrørende|angående|om|to|on|regarding)\b",
        words::any("answer_words")
    ))
});

static GENITIVE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^(?:{}\s*:?\s+)?(?P<d>(?-i:\p{{Lu}}).{{1,80}}?)(?:'s|’s|['’]|s)\s+(?:\w+e\s+)?{}\s+(?:på|af|til|to|on)\b",
        words::any("subject_labels"),
        words::any("answer_words")
    ))
});

static ASKER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"{}\b[^.\n]{{0,60}}?\s{}\s+(?:byrådsmedlem\s+|rådmand\s+|councillor\s+|the\s+)?(?P<a>(?-i:\p{{Lu}}).{{1,80}}?)(?:\s+{}(?:\W|$)|\s+(?:den|af|d\.|dated|on\s+\d|til|to)\s*|,|\.\s|\.?$|\s+som\s|\s+\d)",
        words::any("inquiry_words"),
        words::any("from_words"),
        words::any("topic_words")
    ))
});

static ON_BEHALF: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?:efter\s+ønske\s+fra|stillet\s+af:?|^\W*spørgere?:|at\s+the\s+request\s+of|tabled\s+by|asked\s+by)\s+(?P<a>(?-i:\p{Lu})[^.,:\n]{2,80}?\([\p{L}]{1,4}\)|(?-i:\p{Lu})[^.,:()\n]{2,80})",
    )
});

static COMMITTEE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?P<a>(?:Folketingets\s+)?(?-i:\p{Lu})[\p{L}-]*(?:,?\s+[\p{L}-]+){0,6}?\s*-?[\p{L}]*(?:udvalg|udvalget|committee))\s+(?:har\s+)?(?:.{0,60}?\s)?(?:stillet|asked|tabled|put)\b",
    )
});

/// Who asks, at the start of a sentence or of its clause: "Ida Lund (SF) har den 3. maj stillet", "som Ole Friis (KD) har stillet".
static MEMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?:^|\bsom\s+|\bthat\s+)(?:{posts}\s+)?(?P<a>(?-i:\p{{Lu}})[\p{{L}}.-]+(?:\s+(?:(?-i:\p{{Lu}})[\p{{L}}.-]*|\((?-i:\p{{Lu}})[\p{{L}}]{{0,4}}\)|{particles}))*)\s+{have}\s+(?:[^?!:]{{0,70}}?\s)?{asked}\b",
        posts = words::any("member_words"),
        particles = words::any("name_particles"),
        have = "(?:har|has)",
        asked = words::any("asked_words"),
    ))
});

static NAMELESS: LazyLock<Vec<String>> = LazyLock::new(|| words::list("nameless_words"));

static NAME_END: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\s(?:den|d\.|til|på|som|har|to|dated|{})\s",
        words::any("topic_words")
    ))
});

static SUBJECT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"{}\b.*?\s{}\s+(?P<s>\S.{{2,}})$",
        words::any("inquiry_words"),
        words::any("topic_words")
    ))
});

static FROM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^{}(?:brev|notat)?\s+(?:fra|from)\s+(?:the\s+)?(?P<d>(?-i:\p{{Lu}})[\p{{L}}&,. -]{{1,70}})$",
        words::any("answer_words")
    ))
});

/// Returns who answers, where the line says only that: "Svar fra Park og Vej".
pub(crate) fn answer_from(text: &str) -> Option<&str> {
    let text = bare(text);
    let name = FROM.captures(text)?.name("d")?.as_str().trim();
    (!name.ends_with('.')).then_some(name)
}

/// Whether the text is the title of a reply.
pub(crate) fn is_title(text: &str) -> bool {
    let text = bare(text);
    text.len() <= LONGEST
        && text
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        && !text.ends_with(['?', ':', ';'])
        && INQUIRY.is_match(text)
        && !MARK_ONLY.is_match(text)
        && !STATEMENT.is_match(text)
        && !SENTENCE.is_match(text)
        && (LEAD.is_match(text) || SUBJECT_LINE.is_match(text))
}

/// Returns the department that the title says writes, as printed.
pub(crate) fn department(text: &str) -> Option<&str> {
    let text = bare(text);
    if text.len() > LONGEST || SENTENCE.is_match(text) {
        return None;
    }
    let found = FROM_DEPARTMENT
        .captures(text)
        .or_else(|| GENITIVE.captures(text));
    let Some(found) = found else {
        return answer_from(text);
    };
    found.name("d").map(|m| m.as_str().trim())
}

/// Returns the member or party at whose wish a committee asked.
pub(crate) fn on_behalf(text: &str) -> Option<&str> {
    captured(&ON_BEHALF, text)
}

/// Returns who asked, as a title or a sentence has it.
pub(crate) fn asker(text: &str) -> Option<&str> {
    on_behalf(text)
        .or_else(|| captured(&ASKER, text))
        .or_else(|| captured(&COMMITTEE, text))
        .or_else(|| captured(&MEMBER, text).filter(|name| is_somebody(name)))
}

/// Whether a name is no pronoun and no word for the administration.
fn is_somebody(name: &str) -> bool {
    !NAMELESS.contains(&name.to_lowercase())
}

fn captured<'t>(pattern: &Pattern, text: &'t str) -> Option<&'t str> {
    let name = pattern.captures(text)?.name("a")?.as_str();
    let end = NAME_END.find(name).map_or(name.len(), |end| end.start());
    Some(name[..end].trim().trim_end_matches(['.', ','])).filter(|name| !name.is_empty())
}

/// Returns what the inquiry is about, as the title has it.
pub(crate) fn subject(text: &str) -> Option<&str> {
    let text = bare(text);
    if text.len() > LONGEST {
        return None;
    }
    SUBJECT.captures(text)?.name("s").map(|m| m.as_str().trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_say_only_who_answers() {
        assert_eq!(answer_from("Svar fra Park og Vej"), Some("Park og Vej"));
        assert_eq!(answer_from("Svar fra Havnen:"), None);
        assert_eq!(answer_from("Svar fra os kommer i maj."), None);
    }

    #[test]
    fn titles_are_told_from_marks_and_sentences() {
        for title in [
            "Svar fra Park og Vej på 10-dages forespørgsel fra SF om bænke",
            "Park og Vejs svar på forespørgsel fra Enhedslisten vedr. bænke",
            "Besvarelse af spørgsmål nr. 14 (Alm. del)",
            "Vedr. forespørgsel om bænke i byen",
            "Reply from the Department of Parks to questions about benches",
            "Svar på spørgsmål stillet af Anna Berg",
            "Svarnotat til politikerspørgsmål om bænke",
        ] {
            assert!(is_title(title), "{title}");
        }
        for other in [
            "Svar på spørgsmål 2:",
            "Svar:",
            "Svar på spørgsmål 3 og 4 er derfor ikke relevante",
            "Svaret er ja.",
            "Hvor mange spørgsmål er der svar på?",
        ] {
            assert!(!is_title(other), "{other}");
        }
    }

    #[test]
    fn the_department_asker_and_subject_are_read() {
        let cases = [
            (
                "Svar fra Park og Vej på 10-dages forespørgsel fra SF om bænke",
                Some("Park og Vej"),
                Some("SF"),
                Some("bænke"),
            ),
            (
                "Park og Vejs svar på forespørgsel fra Enhedslisten vedr. bænke i byen",
                Some("Park og Vej"),
                Some("Enhedslisten"),
                Some("bænke i byen"),
            ),
            (
                "Besvarelse af forespørgsel vedr. bænke",
                None,
                None,
                Some("bænke"),
            ),
            (
                "Besvarelse af spørgsmål stillet efter ønske fra Anna Berg (SF).",
                None,
                Some("Anna Berg (SF)"),
                None,
            ),
            (
                "Reply from the Department of Parks to questions from Mary Holm about benches",
                Some("Department of Parks"),
                Some("Mary Holm"),
                Some("benches"),
            ),
        ];
        for (text, wanted_department, wanted_asker, wanted_subject) in cases {
            assert_eq!(department(text), wanted_department, "{text}");
            assert_eq!(asker(text), wanted_asker, "{text}");
            assert_eq!(subject(text), wanted_subject, "{text}");
        }
    }

    #[test]
    fn sentences_say_who_asked() {
        let cases = [
            (
                "Folketingets By- og Parkudvalg har den 3. maj 2021 stillet følgende spørgsmål nr. 14.",
                Some("Folketingets By- og Parkudvalg"),
            ),
            (
                "Park og Vej har modtaget en forespørgsel fra Venstre, som besvares her.",
                Some("Venstre"),
            ),
            ("Vi takker for brevet.", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(asker(text), wanted, "{text}");
        }
    }
}
