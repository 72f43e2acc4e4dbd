//! From a query to one in the language of FTS5, with every form of its words that the record has.
//!
//! The indexes hold words as they are written, so that any sqlite3 can use them. The forms of a
//! word are found when it is looked for: of the words in the indexes that begin with its stem,
//! those with the same stem. Everything is quoted, so nothing that a user types is an
//! operator of FTS5, and what this module takes for a word need not be exactly what FTS5 does: the
//! text as typed always stands among the alternatives where the two may differ.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::super::Reader;
use crate::domain::search::word;
use crate::domain::search::{Ending, Query, Wanted, Words};
use crate::error::Result;

/// The most forms of one word that are looked for: those that occur most.
const MOST_FORMS: usize = 60;
/// The most ways to write a phrase that are looked for.
const MOST_SPELLINGS: usize = 27;

/// A query as FTS5 takes it.
pub(super) fn index_query(reader: &Reader<'_>, query: &Query) -> Result<String> {
    open(reader)?;
    wanted(reader, &query.wanted)
}

fn wanted(reader: &Reader<'_>, part: &Wanted) -> Result<String> {
    let join = |of: &[Wanted], by: &str| {
        let of: Result<Vec<String>> = of.iter().map(|part| wanted(reader, part)).collect();
        of.map(|of| of.join(by))
    };
    Ok(match part {
        Wanted::Words(words) => alternatives(&phrases(reader, words)?, words.ending),
        Wanted::Any(of) => format!("({})", join(of, " OR ")?),
        Wanted::All { of, without } if without.is_empty() => format!("({})", join(of, " AND ")?),
        Wanted::All { of, without } => {
            format!(
                "(({}) NOT ({}))",
                join(of, " AND ")?,
                join(without, " OR ")?
            )
        }
    })
}

/// Phrases of which any one will do, in the language of FTS5.
pub(super) fn alternatives(phrases: &[String], ending: Ending) -> String {
    let star = if ending == Ending::Open { " *" } else { "" };
    let quoted: Vec<String> = phrases
        .iter()
        .map(|phrase| format!("\"{}\"{star}", phrase.replace('"', "\"\"")))
        .collect();
    format!("({})", quoted.join(" OR "))
}

/// Every way to write what was typed: å or aa throughout, and the last word, if it may have an
/// ending, in every form.
fn phrases(reader: &Reader<'_>, words: &Words) -> Result<Vec<String>> {
    let mut choices: Vec<Vec<String>> = words.words.iter().map(|w| word::spellings(w)).collect();
    let inflected = words.words.last().filter(|word| {
        // Of a word without endings every spelling is there already.
        words.ending == Ending::Inflected && !word::beginnings(word).is_empty()
    });
    if let (Some(word), Some(last)) = (inflected, choices.last_mut()) {
        for form in forms(reader, word)? {
            if !last.contains(&form.0) {
                last.push(form.0);
            }
        }
    }
    let mut phrases = combined(&choices);
    phrases.extend(
        words
            .words
            .iter()
            .filter(|_| words.words.len() == 1)
            .filter_map(|word| in_pairs(word)),
    );
    // Only beyond Latin-1 may FTS5 take other characters for letters, or for the same letter.
    let plain = words.typed.chars().all(|c| c < '\u{100}');
    if !plain || !phrases.contains(&words.typed.to_lowercase()) {
        phrases.push(words.typed.clone());
    }
    Ok(phrases)
}

/// A telephone number typed without spaces as the record has it: `89 40 20 00` for 89402000 and +4589402000.
fn in_pairs(word: &str) -> Option<String> {
    let number = word
        .strip_prefix("45")
        .filter(|rest| rest.len() == 8)
        .unwrap_or(word);
    let is_number = number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_digit());
    let pairs = || [&number[..2], &number[2..4], &number[4..6], &number[6..]].join(" ");
    is_number.then(pairs)
}

/// One of each, in every combination, if these are not too many; else the first of each, the
/// second of each and so on, so that a text that writes aa throughout is still found.
fn combined(choices: &[Vec<String>]) -> Vec<String> {
    let Some((last, spelled)) = choices.split_last() else {
        return Vec::new();
    };
    let product: usize = spelled.iter().map(Vec::len).product();
    let beginnings: Vec<String> = if product <= MOST_SPELLINGS {
        let nothing = vec![String::new()];
        spelled.iter().fold(nothing, |begun, of| {
            let longer = |so_far: &String| longer(so_far, of);
            begun.iter().flat_map(longer).collect()
        })
    } else {
        let nth = |n: usize| {
            spelled
                .iter()
                .map(move |of| format!("{} ", of[n.min(of.len() - 1)]))
        };
        (0..3).map(|n| nth(n).collect()).collect()
    };
    let ended = beginnings.iter().flat_map(|begun| longer(begun, last));
    ended.map(|phrase| phrase.trim_end().to_owned()).collect()
}

fn longer(begun: &str, by: &[String]) -> Vec<String> {
    by.iter().map(|word| format!("{begun}{word} ")).collect()
}

/// The forms of a word that the record has, with the number of places, the most frequent first.
pub(super) fn forms(reader: &Reader<'_>, of: &str) -> Result<Vec<(String, i64)>> {
    counted(
        reader,
        of,
        "SELECT term, doc FROM temp.title_term WHERE term BETWEEN :first AND :last
         UNION ALL SELECT term, doc FROM temp.question_term WHERE term BETWEEN :first AND :last
         UNION ALL SELECT term, doc FROM temp.answer_term WHERE term BETWEEN :first AND :last
         UNION ALL SELECT term, doc FROM temp.channel_term WHERE term BETWEEN :first AND :last
         ORDER BY term",
    )
}

/// As [`forms`], those in questions only.
pub(super) fn forms_in_questions(reader: &Reader<'_>, of: &str) -> Result<Vec<(String, i64)>> {
    counted(
        reader,
        of,
        "SELECT term, doc FROM temp.question_term WHERE term BETWEEN :first AND :last ORDER BY term",
    )
}

fn counted(reader: &Reader<'_>, of: &str, sql: &str) -> Result<Vec<(String, i64)>> {
    let stem = word::stem(of);
    let mut found: BTreeMap<String, i64> = BTreeMap::new();
    let ranges = match word::beginnings(of) {
        none if none.is_empty() => word::spellings(of)
            .into_iter()
            .map(|w| (w.clone(), w))
            .collect(),
        begin => begin
            .into_iter()
            .map(|b| (b.clone(), b + "\u{10ffff}"))
            .collect::<Vec<_>>(),
    };
    for (first, last) in ranges {
        let mut statement = reader.conn.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! { ":first": first, ":last": last })?;
        while let Some(row) = rows.next()? {
            let term = row
                .get_ref("term")?
                .as_str()
                .map_err(rusqlite::Error::from)?;
            if word::stem(term) == stem {
                *found.entry(term.to_owned()).or_default() += row.get::<_, i64>("doc")?;
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, places)| std::cmp::Reverse(*places));
    found.truncate(MOST_FORMS);
    Ok(found)
}

/// Makes the words of the indexes readable, in temporary tables of this connection.
pub(super) fn open(reader: &Reader<'_>) -> Result<()> {
    super::index::unguarded(reader, || {
        reader.conn.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.title_term USING fts5vocab (main, title_search, row);
             CREATE VIRTUAL TABLE IF NOT EXISTS temp.question_term USING fts5vocab (main, question_search, row);
             CREATE VIRTUAL TABLE IF NOT EXISTS temp.answer_term USING fts5vocab (main, answer_search, row);
             CREATE VIRTUAL TABLE IF NOT EXISTS temp.channel_term USING fts5vocab (main, channel_search, row);",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices(of: &[&[&str]]) -> Vec<Vec<String>> {
        of.iter()
            .map(|o| o.iter().map(|w| (*w).to_owned()).collect())
            .collect()
    }

    #[test]
    fn combines_every_spelling_while_they_are_few() {
        let two = choices(&[&["på", "paa"], &["gård", "gaard"]]);
        assert_eq!(
            combined(&two),
            ["på gård", "på gaard", "paa gård", "paa gaard"]
        );
        assert_eq!(combined(&choices(&[&["frist"]])), ["frist"]);
        let many = choices(&[&["å", "aa", "a"][..]; 5]);
        assert_eq!(combined(&many).len(), 9);
        assert!(combined(&many).contains(&"aa aa aa aa aa".to_owned()));
    }

    #[test]
    fn quotes_everything() {
        assert_eq!(
            alternatives(&["a\"b".into()], Ending::Open),
            "(\"a\"\"b\" *)"
        );
    }
}
