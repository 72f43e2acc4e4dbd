//! Every list in every format: what programs read parses, and holds the same rows.

use crate::desk::Desk;

const LISTS: &[&str] = &[
    "department list",
    "department show SKO",
    "asker list",
    "asker show BL",
    "deadline-rule list",
    "inquiry list",
    "inquiry show 2026-1",
    "question list 2026-1",
    "letter list 2026-1",
    "letter show 2026-1 SKO",
    "answer list 2026-1",
    "answer show 2026-1 1 SKO",
    "contact list",
    "contact show SKO-IND telephone",
    "figure list",
    "codebook list",
    "finding list",
    "status 2026-1",
    "check",
];

fn separated(text: &str, delimiter: u8) -> (Vec<String>, usize) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let header = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    (header, rows.len())
}

fn objects(rows: &[serde_json::Value]) -> (Vec<String>, usize) {
    let first = rows[0].as_object().unwrap();
    (first.keys().cloned().collect(), rows.len())
}

#[test]
fn every_list_parses_in_every_format() {
    let desk = Desk::with_round();
    for list in LISTS {
        let read = |format: &str| {
            let ended = desk.line(&format!("{list} --format {format}"));
            assert_eq!(ended.code, Some(0), "{}", ended.told());
            ended.stdout
        };
        let csv = separated(&read("csv"), b',');
        assert!(csv.1 > 0, "{list}");
        assert_eq!(csv, separated(&read("tsv"), b'\t'), "{list}");
        let json: Vec<serde_json::Value> = serde_json::from_str(&read("json")).unwrap();
        assert_eq!(csv, objects(&json), "{list}");
        let lines: Vec<serde_json::Value> = read("ndjson")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(json, lines, "{list}");
        assert!(read("md").starts_with("| "), "{list}");
    }
}

#[test]
fn a_format_that_does_not_fit_is_refused() {
    let desk = Desk::with_round();
    insta::assert_snapshot!(desk.refused(&[
        "inquiry list --format html",
        "report round 2026-1 --format table",
        "report round 2026-1 --out svar.doc",
        "report round 2026-1 --lang de",
    ]), @"
    $ tenday inquiry list --format html
    error: `html` is not a valid format: a list is written as table, csv, tsv, json, ndjson or md
    [exit 1]
    $ tenday report round 2026-1 --format table
    error: `table` is not a valid format: a report is written as txt, md, html, csv, tsv, json, ndjson, xlsx, docx or pdf
    [exit 1]
    $ tenday report round 2026-1 --out svar.doc
    error: there is no format `doc`
    Hint: choose one of `txt`, `md`, `html`, `csv`, `tsv`, `json`, `ndjson`, `xlsx`, `docx`, `pdf`
    [exit 1]
    $ tenday report round 2026-1 --lang de
    error: there are no texts in the language `de`
    Hint: choose one of `da`, `en`
    [exit 1]
    ");
}
