//! Numbers that an answer states, with what they count: "543 bænke", "ca. 2.800 i 2014", "15 pct.".
//!
//! Dates, times, telephone numbers, and numbers of questions, sections and cases are no figures.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::dates;
use super::draft::Figure;
use super::words::{self, Pattern};

/// The most figures that are taken from one answer.
const MOST: usize = 200;

static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\d{{1,3}}(?:[.\u{{a0}} ]\d{{3}})+\b(?:,\d+)?|\d+(?:,\d+)?(?:\s*{})?",
        words::alternation(words::groups("scale_words").concat())
    ))
});
static SCALES: LazyLock<Vec<HashSet<String>>> = LazyLock::new(|| {
    words::groups("scale_words")
        .into_iter()
        .map(|group| {
            group
                .into_iter()
                .map(|word| word.trim_end_matches('.').to_owned())
                .collect()
        })
        .collect()
});
static APPROXIMATE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\b{}\s*(?:kr\.?\s*)?$",
        words::any("approximate_words")
    ))
});
/// What ends like a word for "more than" and says that somebody has something: "råder over".
static HAVING: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&words::phrases("having_patterns")));
static REFERENCE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"(?:^|[\s(]){}\s*$",
        words::any("reference_words")
    ))
});
static MONEY_BEFORE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"\b{}\s*$", words::any("money_words"))));
static STOP: LazyLock<HashSet<String>> =
    LazyLock::new(|| words::list("counted_stop_words").into_iter().collect());
static AND: LazyLock<HashSet<String>> =
    LazyLock::new(|| words::list("and_words").into_iter().collect());
static VERBS: LazyLock<HashSet<String>> =
    LazyLock::new(|| words::list("finite_verbs").into_iter().collect());
static QUESTIONS: LazyLock<Vec<String>> = LazyLock::new(|| words::list("question_words"));
static ADJECTIVES: LazyLock<Vec<String>> = LazyLock::new(|| words::list("adjective_suffixes"));
/// Words after a number that count nothing by themselves: "14 dages", "50 år gamle", "96 færre".
static COUNTS_NOTHING: LazyLock<HashSet<String>> =
    LazyLock::new(|| words::list("counts_nothing_words").into_iter().collect());
static YEAR: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?P<between>[^.,;?!\d]{0,40})(?:kr\.)?\s*\b(?:i|in|pr\.?|ultimo|primo|for)\s+(?:år\s+|starten af\s+|slutningen af\s+)?(?P<y>(?:19|20)\d{2})\b",
    )
});
static UNIT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^[ \t\u{a0}]?(?P<u>%|\p{L}[\p{L}\p{N}/-]*(?:\s+\p{L}[\p{L}/-]*)?)")
});

/// What a part is counted of: "41 af kommunens 46 skoler".
static PART_OF: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"^\s+{}\s+(?:\p{{L}}+\s+){{0,3}}\d[\d.]*\s+(?P<u>\p{{L}}[\p{{L}}-]*)",
        words::any("part_words")
    ))
});

/// Finds the figures of the answer to `question`.
pub(crate) fn find(text: &str, question: Option<u32>) -> Vec<Figure> {
    let dates: Vec<_> = dates::find(text)
        .into_iter()
        .map(|(place, _)| place)
        .collect();
    let mut next_date = dates.iter().peekable();
    let mut figures = Vec::new();
    for found in NUMBER.find_all(text) {
        while next_date
            .next_if(|date| date.end <= found.start())
            .is_some()
        {}
        if next_date
            .peek()
            .is_some_and(|date| date.start < found.end())
            || figures.len() >= MOST
        {
            continue;
        }
        figures.extend(figure(text, found.start(), found.end(), question));
    }
    figures
}

fn window(text: &str, from: usize, to: usize) -> &str {
    let mut from = from;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = to.min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(from..to).unwrap_or_default()
}

fn figure(text: &str, start: usize, end: usize, question: Option<u32>) -> Option<Figure> {
    let printed = &text[start..end];
    let before = window(text, start.saturating_sub(40), start);
    let after = window(text, end, end + 120);
    let joined = before.ends_with(|c: char| c.is_alphanumeric() || "-–/.,:§@_".contains(c));
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric())
        || after
            .strip_prefix([':', '/', '-', '.', '–'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || after
            .trim_start()
            .strip_prefix(['-', '–'])
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let telephone = after.trim_start().starts_with(|c: char| c.is_ascii_digit())
        || before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let ends_range = before
        .trim_end()
        .strip_suffix(['-', '–', '—'])
        .is_some_and(|start| start.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    let listed = (before.is_empty() || before.ends_with('\n')) && after.starts_with(['.', ')']);
    if joined || goes_on || telephone || ends_range || listed || REFERENCE.is_match(before) {
        return None;
    }
    let value = value(printed)?;
    let is_year = printed.len() == 4 && (1900.0..2100.0).contains(&value);
    let counts = counted(before, after);
    let asks = counts
        .as_ref()
        .is_some_and(|counts| QUESTIONS.contains(&counts.to_lowercase()));
    let exact = !APPROXIMATE.is_match(before) || HAVING.is_match(before);
    let year = YEAR
        .captures(after.split(['\n']).next().unwrap_or_default())
        .filter(|found| !joins(found.name("between").map_or("", |m| m.as_str())))
        .and_then(|found| found.name("y")?.as_str().parse().ok());
    // A number that counts nothing stated is a figure only where the letter says when it holds, or that it is rounded.
    let bare = counts.is_none() && (value < 2.0 || exact && year.is_none());
    let counts_nothing = counts
        .as_ref()
        .is_some_and(|counts| COUNTS_NOTHING.contains(&counts.to_lowercase()));
    if is_year || asks || bare || counts_nothing {
        return None;
    }
    Some(Figure {
        question,
        value,
        printed: printed.to_owned(),
        counts,
        year,
        exact,
    })
}

/// Whether what stands between a number and a year goes on to something else: "4 medarbejdere og har i 2019", "41 sager og i 2019 37".
fn joins(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    words.last().is_some_and(|word| AND.contains(*word))
        || words
            .windows(2)
            .any(|pair| AND.contains(pair[0]) && VERBS.contains(pair[1]))
}

/// Reads a number: a full stop groups thousands, a comma starts the decimals, a word multiplies.
fn value(printed: &str) -> Option<f64> {
    let digits: String = printed.chars().take_while(|c| !c.is_alphabetic()).collect();
    let number: f64 = digits
        .replace(['.', ' ', '\u{a0}'], "")
        .replace(',', ".")
        .parse()
        .ok()?;
    let word = printed[digits.len()..]
        .trim()
        .trim_end_matches('.')
        .to_lowercase();
    let scale = SCALES
        .iter()
        .position(|words| words.contains(&word))
        .map_or(1.0, |place| [1e3, 1e6, 1e9][place.min(2)]);
    // 4,1 times a million is no whole number in binary.
    let scaled = number * scale;
    Some(if scale > 1.0 {
        (scaled * 100.0).round() / 100.0
    } else {
        scaled
    })
}

/// Returns what the number counts: the words after it up to a word that counts nothing.
fn counted(before: &str, after: &str) -> Option<String> {
    if MONEY_BEFORE.is_match(before) {
        return Some("kr.".to_owned());
    }
    let whole = PART_OF
        .captures(after)
        .and_then(|found| found.name("u"))
        .filter(|word| !STOP.contains(&word.as_str().to_lowercase()));
    if let Some(whole) = whole {
        return Some(whole.as_str().to_owned());
    }
    let unit = UNIT.captures(after)?;
    let mut words: Vec<&str> = unit
        .name("u")?
        .as_str()
        .split_whitespace()
        .take_while(|word| !STOP.contains(&word.to_lowercase()))
        .collect();
    // A second word counts only where the first describes it.
    let describes = |word: &str| {
        ADJECTIVES
            .iter()
            .any(|end| word.to_lowercase().ends_with(end.as_str()))
    };
    if words.first().is_some_and(|first| !describes(first)) {
        words.truncate(1);
    }
    let counted = words.join(" ");
    let counted = counted.trim_end_matches(['.', ',', ' ', '-']);
    (!counted.is_empty()).then(|| counted.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_with_what_they_count() {
        type Told<'a> = (f64, Option<&'a str>, Option<i16>, bool);
        let cases: [(&str, &[Told<'_>]); 15] = [
            (
                "Afdelingen råder over 6 biler.",
                &[(6.0, Some("biler"), None, true)],
            ),
            (
                "Den har 4 ansatte og har i 2019 lukket broen.",
                &[(4.0, Some("ansatte"), None, true)],
            ),
            (
                "I 41 af kommunens 46 skoler er der bibliotek.",
                &[
                    (41.0, Some("skoler"), None, true),
                    (46.0, Some("skoler"), None, true),
                ],
            ),
            ("Der blev talt i uge 6 i 2019.\n\n1\nUden nætter.", &[]),
            (
                "Der er 543 bænke tilbage i parken.",
                &[(543.0, Some("bænke"), None, true)],
            ),
            (
                "Der var ca. 2.800 i 2014.",
                &[(2800.0, None, Some(2014), false)],
            ),
            (
                "Det svarer til 15,5 pct. af alle.",
                &[(15.5, Some("pct"), None, true)],
            ),
            (
                "Planerne koster 4,1 mio. kr. om året.",
                &[(4_100_000.0, Some("kr"), None, true)],
            ),
            (
                "Prisen er 2,5 mio. kr. om året.",
                &[(2_500_000.0, Some("kr"), None, true)],
            ),
            (
                "Den 3. maj 2021 kl. 9.00-11.00 kom 36 kommuner, jf. § 12.",
                &[(36.0, Some("kommuner"), None, true)],
            ),
            ("Ring på 11 22 33 44 eller se spørgsmål 4.", &[]),
            ("1. Nord\n2. Syd", &[]),
            (
                "Vi kan oplyse, at 611 broer er mere end 50 år gamle, og at 9 ud af 84 stillinger er ledige.",
                &[
                    (611.0, Some("broer"), None, true),
                    (9.0, Some("stillinger"), None, true),
                    (84.0, Some("stillinger"), None, true),
                ],
            ),
            (
                "Telefonen er åben kl. 6 – 22, og 96 færre ringer efter 14 dages fravær.",
                &[],
            ),
            (
                "Omkring 20 af dem er fra 2019.",
                &[(20.0, None, None, false)],
            ),
        ];
        for (text, wanted) in cases {
            let got = find(text, None);
            let got: Vec<_> = got
                .iter()
                .map(|f| (f.value, f.counts.as_deref(), f.year, f.exact))
                .collect();
            assert_eq!(got, wanted, "{text}");
        }
    }
}
