//! Reading a query: words into parts, parts into a tree.
//!
//! ```text
//! query  = all ("OR" all)*
//! all    = ("AND"? "NOT"? one)+          at least one of them without NOT
//! one    = word | word"*" | "phrase" | "phrase"* | "(" query ")"
//! ```
//!
//! `AND`, `OR` and `NOT` are operators in capitals only. Marks between words are passed over, so
//! that a pasted sentence is a query too.

use super::word;
use super::{Ending, Query, Wanted, Words};
use crate::error::{Error, count};

/// How deep parentheses may go: deeper ones would not fit the stack of the index's own reader.
const DEEPEST: usize = 8;
/// How many words a query may have.
const MOST_WORDS: usize = 64;
/// What opens or closes a phrase: typists, word processors and languages differ.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '»', '«'];

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Open,
    Close,
    And,
    Or,
    Not,
    /// Nothing if there is no letter and no digit in it.
    Words(Option<Words>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Placed {
    part: Part,
    /// Its first character, and the one after its last, counted from 0.
    from: usize,
    to: usize,
}

/// Reads a query.
pub(super) fn query(typed: &str) -> Result<Query, Error> {
    let text: Vec<char> = typed
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut reader = Reader {
        parts: parts(&text)?,
        at: 0,
        text: &text,
    };
    let words: Vec<&Words> = reader.parts.iter().filter_map(|p| p.part.words()).collect();
    if words.is_empty() {
        return Err(
            Error::invalid("search", typed, "there is no word in it").with_hint("give a word")
        );
    }
    let many: usize = words.iter().map(|words| words.words.len()).sum();
    if many > MOST_WORDS {
        let problem = format!(
            "it has {}; at most {MOST_WORDS} can be looked for",
            count(many, "word")
        );
        return Err(
            Error::invalid("search", word::beginning(typed, 40), problem)
                .with_hint("leave the common words out"),
        );
    }
    let wanted = reader.any(0)?;
    match (reader.next(), wanted) {
        (Some(rest), _) => Err(refused(
            &text,
            rest.from..rest.to,
            "this `)` closes nothing",
        )),
        (None, Some(wanted)) => Ok(Query { wanted }),
        (None, None) => {
            Err(Error::invalid("search", typed, "there is no word in it").with_hint("give a word"))
        }
    }
}

impl Part {
    fn words(&self) -> Option<&Words> {
        match self {
            Self::Words(words) => words.as_ref(),
            _ => None,
        }
    }
}

fn parts(text: &[char]) -> Result<Vec<Placed>, Error> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        let from = at;
        let part = match c {
            _ if c.is_whitespace() => {
                at += 1;
                continue;
            }
            '(' => Part::Open,
            ')' => Part::Close,
            '*' => {
                return Err(refused(
                    text,
                    from..from + 1,
                    "a `*` stands only at the end of a word or phrase",
                ));
            }
            _ if QUOTES.contains(&c) => phrase(text, &mut at)?,
            _ => bare(text, &mut at),
        };
        at = at.max(from + 1);
        if matches!(part, Part::Words(_)) && text.get(at) == Some(&'*') {
            at += 1;
            parts.push(Placed {
                part: opened(part),
                from,
                to: at,
            });
            if text.get(at).is_some_and(|c| word::is_part(*c) || *c == '*') {
                return Err(refused(
                    text,
                    at - 1..at,
                    "a `*` stands only at the end of a word or phrase",
                ));
            }
        } else {
            parts.push(Placed { part, from, to: at });
        }
    }
    Ok(parts)
}

fn phrase(text: &[char], at: &mut usize) -> Result<Part, Error> {
    let from = *at;
    let length = text[from + 1..].iter().position(|c| QUOTES.contains(c));
    let Some(length) = length else {
        return Err(refused(
            text,
            from..from + 1,
            "this quotation mark is not closed",
        ));
    };
    *at = from + length + 2;
    Ok(Part::Words(words(
        &text[from + 1..=from + length],
        Ending::Exact,
    )))
}

fn bare(text: &[char], at: &mut usize) -> Part {
    let ends = |c: &char| c.is_whitespace() || "()*".contains(*c) || QUOTES.contains(c);
    let from = *at;
    *at = text[from..]
        .iter()
        .position(ends)
        .map_or(text.len(), |length| from + length);
    match text[from..*at] {
        ['A', 'N', 'D'] => Part::And,
        ['O', 'R'] => Part::Or,
        ['N', 'O', 'T'] => Part::Not,
        _ => Part::Words(words(&text[from..*at], Ending::Inflected)),
    }
}

fn words(typed: &[char], ending: Ending) -> Option<Words> {
    let typed: String = typed.iter().collect();
    let words = word::split(&typed);
    (!words.is_empty()).then_some(Words {
        typed,
        words,
        ending,
    })
}

fn opened(part: Part) -> Part {
    match part {
        Part::Words(Some(words)) => Part::Words(Some(Words {
            ending: Ending::Open,
            ..words
        })),
        other => other,
    }
}

struct Reader<'a> {
    parts: Vec<Placed>,
    at: usize,
    text: &'a [char],
}

impl Reader<'_> {
    fn next(&self) -> Option<&Placed> {
        self.parts.get(self.at)
    }

    fn takes(&mut self, part: &Part) -> bool {
        let is_it = self.next().is_some_and(|next| next.part == *part);
        self.at += usize::from(is_it);
        is_it
    }

    fn refuse<T>(&self, at: usize, problem: &str) -> Result<T, Error> {
        let place = self
            .parts
            .get(at)
            .map_or(self.text.len()..self.text.len(), |p| p.from..p.to);
        Err(refused(self.text, place, problem))
    }

    fn any(&mut self, depth: usize) -> Result<Option<Wanted>, Error> {
        let mut of = Vec::new();
        loop {
            of.extend(self.all(depth)?);
            if !self.takes(&Part::Or) {
                break;
            }
        }
        Ok(match of.len() {
            0 | 1 => of.pop(),
            _ => Some(Wanted::Any(of)),
        })
    }

    fn all(&mut self, depth: usize) -> Result<Option<Wanted>, Error> {
        let (begin, mut of, mut without, mut first_not) = (self.at, Vec::new(), Vec::new(), None);
        loop {
            let operator = self.at;
            let and = self.takes(&Part::And);
            let not = self.takes(&Part::Not);
            if and && operator == begin {
                return self.refuse(operator, "there is nothing before this `AND`");
            }
            match self.next().map(|next| next.part.clone()) {
                Some(Part::Words(words)) => {
                    self.at += 1;
                    let side = if not { &mut without } else { &mut of };
                    side.extend(words.map(Wanted::Words));
                }
                Some(Part::Open) => {
                    let inner = self.parenthesis(depth)?;
                    if not { &mut without } else { &mut of }.extend(inner);
                }
                _ if and || not => {
                    let last = self.at - 1;
                    let name = if not { "NOT" } else { "AND" };
                    return self.refuse(last, &format!("there is nothing after this `{name}`"));
                }
                _ if self.at == begin => return self.nothing(begin),
                _ => break,
            }
            if not {
                first_not = first_not.or(Some(operator));
            }
        }
        match (of.is_empty(), first_not) {
            (true, Some(not)) => {
                self.refuse(not, "`NOT` needs something beside it that is looked for")
            }
            (true, None) => Ok(None),
            _ if of.len() == 1 && without.is_empty() => Ok(of.pop()),
            _ => Ok(Some(Wanted::All { of, without })),
        }
    }

    fn nothing<T>(&self, at: usize) -> Result<T, Error> {
        if at > 0 && self.parts[at - 1].part == Part::Or {
            return self.refuse(at - 1, "there is nothing after this `OR`");
        }
        match self.next().map(|next| &next.part) {
            Some(Part::Or) => self.refuse(at, "there is nothing before this `OR`"),
            Some(_) if at > 0 => self.refuse(at, "there is nothing in these parentheses"),
            Some(_) => self.refuse(at, "this `)` closes nothing"),
            None => self.refuse(at.saturating_sub(1), "this `(` is not closed"),
        }
    }

    fn parenthesis(&mut self, depth: usize) -> Result<Option<Wanted>, Error> {
        let open = self.at;
        if depth == DEEPEST {
            return self.refuse(open, &format!("parentheses go at most {DEEPEST} deep"));
        }
        self.at += 1;
        let inner = self.any(depth + 1)?;
        if self.takes(&Part::Close) {
            return Ok(inner);
        }
        self.refuse(open, "this `(` is not closed")
    }
}

/// The refusal of a query, with the place marked.
fn refused(text: &[char], place: std::ops::Range<usize>, problem: &str) -> Error {
    let typed: String = text.iter().collect();
    let mark = [" ".repeat(place.start), "^".repeat(place.len().max(1))].concat();
    let problem = format!("{problem} (character {})\n{typed}\n{mark}", place.start + 1);
    Error::invalid("search", typed, problem).with_hint(
        "a search is words, \"phrases\", beginnings like `tele*`, AND, OR, NOT and parentheses; \
         write and, or, not in small letters to look for these words",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The query written out in full.
    fn shown(wanted: &Wanted) -> String {
        let join = |of: &[Wanted], by: &str| of.iter().map(shown).collect::<Vec<_>>().join(by);
        match wanted {
            Wanted::Words(w) => {
                let words = w.words.join("+");
                match w.ending {
                    Ending::Inflected => words,
                    Ending::Exact => format!("\"{words}\""),
                    Ending::Open => format!("{words}*"),
                }
            }
            Wanted::All { of, without } if without.is_empty() => format!("({})", join(of, " & ")),
            Wanted::All { of, without } => {
                format!("({} - {})", join(of, " & "), join(without, " - "))
            }
            Wanted::Any(of) => format!("({})", join(of, " | ")),
        }
    }

    #[test]
    fn reads_the_language() {
        for (typed, want) in [
            ("Frist", "frist"),
            ("frist svar", "(frist & svar)"),
            ("frist AND svar", "(frist & svar)"),
            ("a OR b c OR d", "(a | (b & c) | d)"),
            ("(a OR b) c", "((a | b) & c)"),
            ("a NOT b", "(a - b)"),
            ("a AND NOT b c", "(a & c - b)"),
            ("NOT b a", "(a - b)"),
            ("a NOT (b OR c)", "(a - (b | c))"),
            ("\"skjult nummer\" tele*", "(\"skjult+nummer\" & tele*)"),
            ("»skjult nummer«", "\"skjult+nummer\""),
            ("\"skjult num\"*", "skjult+num*"),
            ("10-dages", "10+dages"),
            (
                "Hvem ringer - og hvorfor?",
                "(hvem & ringer & og & hvorfor)",
            ),
            ("and or not", "(and & or & not)"),
            ("ÆBLE ØL ÅL", "(æble & øl & ål)"),
            ("a OR ?", "a"),
            ("((a))", "a"),
        ] {
            let query: Query = typed.parse().unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(shown(&query.wanted), want, "{typed}");
        }
    }

    #[test]
    fn names_the_place_of_a_mistake() {
        for (typed, want) in [
            ("", "there is no word in it"),
            ("- ?", "there is no word in it"),
            ("AND", "there is no word in it"),
            (
                "frist \"svar",
                "this quotation mark is not closed (character 7)\nfrist \"svar\n      ^",
            ),
            (
                "frist OR",
                "there is nothing after this `OR` (character 7)\nfrist OR\n      ^^",
            ),
            (
                "OR frist",
                "there is nothing before this `OR` (character 1)\nOR frist\n^^",
            ),
            (
                "frist AND",
                "there is nothing after this `AND` (character 7)\nfrist AND\n      ^^^",
            ),
            (
                "AND frist",
                "there is nothing before this `AND` (character 1)\nAND frist\n^^^",
            ),
            (
                "NOT frist",
                "`NOT` needs something beside it that is looked for (character 1)\nNOT frist\n^^^",
            ),
            ("a (b", "this `(` is not closed (character 3)\na (b\n  ^"),
            ("a (", "this `(` is not closed (character 3)\na (\n  ^"),
            (
                "a () b",
                "there is nothing in these parentheses (character 4)\na () b\n   ^",
            ),
            ("a) b", "this `)` closes nothing (character 2)\na) b\n ^"),
            (
                "*tele",
                "a `*` stands only at the end of a word or phrase (character 1)\n*tele\n^",
            ),
            (
                "te*le",
                "a `*` stands only at the end of a word or phrase (character 3)\nte*le\n  ^",
            ),
        ] {
            let Err(Error::Invalid { problem, .. }) = typed.parse::<Query>() else {
                panic!("{typed} was read");
            };
            assert_eq!(problem, want, "{typed}");
        }
    }

    #[test]
    fn bounds_what_it_takes() {
        assert!("(a OR ".repeat(7).parse::<Query>().is_err());
        let deep = ["(".repeat(9), "a".into(), ")".repeat(9)].concat();
        assert!(deep.parse::<Query>().is_err());
        assert!("ord ".repeat(65).parse::<Query>().is_err());
        assert!("ord ".repeat(64).parse::<Query>().is_ok());
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(typed in "[a-zæøåA-Z0-9 \"()*?-]{0,40}|(AND|OR|NOT|\\(|\\)|\"| |å|ord|\\*){0,20}|\\PC{0,20}") {
            let _ = typed.parse::<Query>();
        }
    }
}
