//! Searching: words of every frequency beside the same FTS5 query, and one that stands everywhere beside a scan.

use tenday::domain::search::word;

use super::figures::{Figures, Most};
use super::measure::in_turn;
use super::peers::{NO_SQLITE3, Sqlite3};
use super::{Bench, Outcome};

/// How many hits the words searched for have, about.
const HITS: [u32; 4] = [100, 1000, 5000, 18_000];
/// A word that stands in most answers.
const EVERYWHERE: &str = "og";
/// The indexes, with the tables that they are of and a letter to name the hits by.
const INDEXES: [(&str, &str); 3] = [
    ("answer_search", "a"),
    ("question_search", "q"),
    ("title_search", "t"),
];
/// So short a run says little: many say more.
const RUNS: usize = 4;

pub fn run(bench: &Bench, figures: &mut Figures) -> Outcome<()> {
    let database = bench.database(bench.size)?;
    let Some(sqlite3) = Sqlite3::find() else {
        figures.missing("search", NO_SQLITE3);
        return Ok(());
    };
    for wanted in HITS {
        let word = sqlite3.found(&database, &common(wanted))?;
        let word = word.trim();
        let matching = expanded(&sqlite3, &database, word)?;
        let hits = sqlite3.found(&database, &counts(&matching))?;
        let ours = bench.tenday(&database, &["search", word, "--format", "csv"]);
        let same = counts(&matching) + &best(&matching);
        let theirs = sqlite3.query(bench, &database, &["-csv"], &same);
        let [ours, theirs] = in_turn(&[ours, theirs], bench.rounds * RUNS)?;
        let hits = hits.split_whitespace().collect::<Vec<_>>().join(" + ");
        figures.compare(
            format!("`{word}`: {hits} hits"),
            &ours,
            &theirs,
            Most::Times(1.2),
        );
    }
    let ours = bench.tenday(&database, &["search", EVERYWHERE, "--format", "csv"]);
    let scan = format!("SELECT count(*) FROM answer WHERE text LIKE '% {EVERYWHERE} %'");
    let theirs = sqlite3.query(bench, &database, &["-csv"], &scan);
    let [ours, theirs] = in_turn(&[ours, theirs], bench.rounds)?;
    figures.compare(
        format!("`{EVERYWHERE}`, beside a scan"),
        &ours,
        &theirs,
        Most::Times(0.1),
    );
    Ok(())
}

/// Finds a word whose forms stand in about so many answers together: those of a stem are about as frequent.
fn common(hits: u32) -> String {
    format!(
        "CREATE VIRTUAL TABLE temp.term USING fts5vocab (main, answer_search, row);
         SELECT term FROM temp.term WHERE length(term) > 4 ORDER BY abs(doc - {hits} / 3), term LIMIT 1"
    )
}

/// The query for all forms of a word that the record has, found as tenday finds them.
fn expanded(sqlite3: &Sqlite3, database: &std::path::Path, of: &str) -> Outcome<String> {
    let mut forms = vec![of.to_owned()];
    for (index, _) in INDEXES {
        for begin in word::beginnings(of) {
            let terms = sqlite3.found(
                database,
                &format!(
                    "CREATE VIRTUAL TABLE temp.term USING fts5vocab (main, {index}, row);
                     SELECT term FROM temp.term WHERE term BETWEEN '{begin}' AND '{begin}' || char(0x10ffff)"
                ),
            )?;
            let same = terms
                .lines()
                .filter(|term| word::stem(term) == word::stem(of));
            forms.extend(same.map(str::to_owned));
        }
    }
    forms.sort();
    forms.dedup();
    let quoted: Vec<String> = forms.iter().map(|form| format!("\"{form}\"")).collect();
    Ok(quoted.join(" OR "))
}

/// Counts the hits in each index.
fn counts(matching: &str) -> String {
    INDEXES
        .map(|(index, _)| format!("SELECT count(*) FROM {index} WHERE {index} MATCH '{matching}';"))
        .concat()
}

/// Lists the best hits of each index, with the words around them.
fn best(matching: &str) -> String {
    INDEXES
        .map(|(index, letter)| {
            format!(
                "SELECT '{letter}', rowid, snippet({index}, 0, '[', ']', '…', 16)
                 FROM {index} WHERE {index} MATCH '{matching}' ORDER BY rank LIMIT 20;"
            )
        })
        .concat()
}
