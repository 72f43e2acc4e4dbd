//! On a small record that is made up: two rounds, three departments, one of them with a unit.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use super::*;
use crate::domain::search::{QuestionKey, word};
use crate::error::Error;
use crate::store::bulk::{self, Kept, Manner};
use crate::store::{Store, check};

const RECORD: &str = "
    INSERT INTO asker (id, code, name, kind) VALUES (1, 'P', 'Prøvelisten', 'party'), (2, 'Q', 'Kvartlisten', 'party');
    INSERT INTO deadline_rule (id, code, name, days, day_kind, closed_day_rule)
      VALUES (1, 'r', 'Regel', 10, 'calendar', 'keep');
    INSERT INTO department (id, code, name, parent_id) VALUES
      (1, 'AAA', 'Første', NULL), (2, 'BBB', 'Anden', NULL), (3, 'AAA-U', 'Enheden', 1);
    INSERT INTO inquiry (id, reference, title, asker_id, received_on, deadline_rule_id) VALUES
      (1, '2001-1', 'Cykelstier langs åen', 1, '2001-02-01', 1),
      (2, '2002-1', 'Gårdhaver', 2, '2002-03-01', 1),
      (3, '2003-1', 'Cykelparkering', 2, NULL, 1);
    INSERT INTO question (id, inquiry_id, number, position, text) VALUES
      (1, 1, '1', 1, 'Hvilke cykelstier langs vandløbet bliver ryddet for sne om natten?'),
      (2, 1, '2', 2, 'Hvad koster det?'),
      (3, 2, '1', 1, 'Hvor mange gårdhaver er åbne for naboerne?'),
      (4, 3, '1', 1, 'Bliver cykelstierne langs vandløbet ryddet for sne også om natten?'),
      (5, 3, '2', 2, 'Hvad koster det?');
    INSERT INTO addressee (question_id, department_id) VALUES (1, 1), (2, 1), (3, 2), (3, 3);
    INSERT INTO letter (id, inquiry_id, department_id, dated_on) VALUES
      (1, 1, 1, '2001-02-09'), (2, 2, 2, '2002-03-08'), (3, 2, 1, '2002-03-09');
    INSERT INTO answer (id, inquiry_id, department_id, letter_id, question_id, unit_id, disposition, text, wording) VALUES
      (1, 1, 1, 1, 1, NULL, 'answered', 'Stierne ved åen ryddes, når fristen er nået. ÆBLER og ØL.', 'verbatim'),
      (2, 1, 1, 1, 2, NULL, 'not_applicable', NULL, NULL),
      (3, 2, 2, 2, 3, NULL, 'answered', 'Gaardhaverne i Aarhusgade er lukkede; e-mailen blev sendt til kontoret den 3.4.', 'verbatim'),
      (4, 2, 1, 3, 3, 3, 'answered', 'Frister og hår: haren har en gård.', 'summary');
    INSERT INTO contact_channel (id, department_id, kind, label, value, visibility, letter_id) VALUES
      (1, 1, 'telephone', 'Cykelvagten', '89 40 00 11', 'public', 1),
      (2, 3, 'duty_telephone', 'Snevagten', '89 40 00 99', 'withheld', NULL);
";

fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    store
        .write(|writer| Ok(writer.conn.execute_batch(RECORD)?))
        .unwrap();
    store
}

fn words(query: &str) -> Search {
    Search {
        query: query.parse().unwrap(),
        department: None,
        asker: None,
        year: None,
        inquiry: None,
        disposition: None,
        include_withheld: false,
        limit: 20,
    }
}

/// Where something is found: kind, inquiry and question, in the order of these.
fn places(store: &mut Store, wanted: &Search) -> Vec<String> {
    let found = store.read(|reader| search(reader, wanted)).unwrap();
    assert_eq!(
        found.total,
        Total::Exactly(found.hits.len().try_into().unwrap())
    );
    let mut places: Vec<String> = found.hits.iter().map(place).collect();
    places.sort();
    places
}

fn place(hit: &Hit) -> String {
    let inquiry = hit.inquiry.as_ref().map_or("-", Reference::as_str);
    let question = hit.question.as_ref().map_or("-", QuestionNumber::as_str);
    let department = hit.department.as_ref().map_or("-", Code::as_str);
    format!("{} {inquiry}.{question} {department}", hit.kind.word())
}

const ANSWER_1: &str = "answer 2001-1.1 AAA";
const ANSWER_3: &str = "answer 2002-1.1 BBB";
const ANSWER_4: &str = "answer 2002-1.1 AAA";
const QUESTION_3: &str = "question 2002-1.1 -";
const TITLE_2: &str = "title 2002-1.- -";

#[test]
fn finds_what_the_language_says() {
    let mut store = store();
    for (query, want) in [
        ("fristerne", &[ANSWER_4, ANSWER_1][..]),
        ("\"fristen er\"", &[ANSWER_1]),
        ("\"frist er\"", &[]),
        ("frist*", &[ANSWER_4, ANSWER_1]),
        ("frist NOT ved", &[ANSWER_4]),
        ("frist har", &[ANSWER_4]),
        ("(lukkede OR hår) frist", &[ANSWER_4]),
        ("æbler", &[ANSWER_1]),
        ("Øl", &[ANSWER_1]),
        ("ol", &[]),
        ("e-mail", &[ANSWER_3]),
        ("3.4", &[ANSWER_3]),
        ("åen", &[ANSWER_1, "title 2001-1.- -"]),
        ("aaen", &[ANSWER_1, "title 2001-1.- -"]),
        ("aen", &[]),
        ("århusgade", &[ANSWER_3]),
        ("århus*", &[ANSWER_3]),
        ("\"i århusgade er\"", &[ANSWER_3]),
        ("gårdhave", &[ANSWER_3, QUESTION_3, TITLE_2]),
        ("gaardhaven", &[ANSWER_3, QUESTION_3, TITLE_2]),
        ("hår", &[ANSWER_4]),
        ("cykelvagt", &["channel 2001-1.- AAA"]),
        ("89 40 00 11", &["channel 2001-1.- AAA"]),
        ("89400011", &["channel 2001-1.- AAA"]),
        ("+4589400011", &["channel 2001-1.- AAA"]),
        ("89400012", &[]),
        ("snevagten", &[]),
        ("99", &[]),
        ("89400099", &[]),
    ] {
        let mut want = want.to_vec();
        want.sort_unstable();
        assert_eq!(places(&mut store, &words(query)), want, "{query}");
    }
}

#[test]
fn filters_keep_to_what_they_name() {
    let mut store = store();
    let code = |code: &str| Some(code.parse().unwrap());
    let base = || words("gård* OR frist OR cykel*");
    for (wanted, want) in [
        (
            Search {
                department: code("aaa"),
                ..base()
            },
            &[
                ANSWER_1,
                ANSWER_4,
                "channel 2001-1.- AAA",
                "question 2001-1.1 -",
                QUESTION_3,
                "title 2001-1.- -",
                TITLE_2,
            ][..],
        ),
        (
            Search {
                department: code("AAA-U"),
                ..base()
            },
            &[ANSWER_4, QUESTION_3, TITLE_2],
        ),
        (
            Search {
                asker: code("Q"),
                department: code("BBB"),
                ..base()
            },
            &[ANSWER_3, QUESTION_3, TITLE_2],
        ),
        (
            Search {
                year: Some(2001),
                ..base()
            },
            &[
                ANSWER_1,
                "channel 2001-1.- AAA",
                "question 2001-1.1 -",
                "title 2001-1.- -",
            ],
        ),
        (
            Search {
                year: Some(2003),
                ..base()
            },
            &["question 2003-1.1 -", "title 2003-1.- -"],
        ),
        (
            Search {
                inquiry: Some("2002-1".parse().unwrap()),
                ..base()
            },
            &[ANSWER_4, ANSWER_3, QUESTION_3, TITLE_2],
        ),
        (
            Search {
                disposition: Some(Disposition::Answered),
                ..base()
            },
            &[ANSWER_1, ANSWER_4, ANSWER_3],
        ),
    ] {
        let mut want: Vec<String> = want.iter().map(|w| (*w).to_owned()).collect();
        want.sort();
        assert_eq!(places(&mut store, &wanted), want, "{wanted:?}");
    }
    let unknown = Search {
        inquiry: Some("2009-9".parse().unwrap()),
        ..base()
    };
    let refused = store.read(|reader| search(reader, &unknown));
    assert!(matches!(refused, Err(Error::NotFound { .. })));
}

#[test]
fn channels_that_are_not_public_need_asking_for() {
    let mut store = store();
    let all = Search {
        include_withheld: true,
        ..words("snevagt OR 99")
    };
    let found = store.read(|reader| search(reader, &all)).unwrap();
    assert_eq!(found.hits.len(), 1);
    let hit = &found.hits[0];
    assert_eq!(hit.visibility, Some(Visibility::Withheld));
    assert_eq!(
        (hit.unit.as_deref(), place(hit).as_str()),
        (Some("Enheden"), "channel -.- AAA")
    );
}

#[test]
fn the_words_found_are_marked_and_the_best_hit_is_first() {
    let mut store = store();
    let found = store.read(|reader| search(reader, &words("gård"))).unwrap();
    assert_eq!(
        found.hits[0].excerpt.marked("<", ">"),
        "Frister og hår: haren har en <gård>."
    );
    let found = store
        .read(|reader| search(reader, &words("gårdhave")))
        .unwrap();
    assert_eq!(place(&found.hits[0]), TITLE_2);
    assert_eq!(found.hits[0].excerpt.plain(), "Gårdhaver");
    let one = Search {
        limit: 1,
        ..words("gårdhave")
    };
    let found = store.read(|reader| search(reader, &one)).unwrap();
    assert_eq!((found.hits.len(), found.total), (1, Total::Exactly(3)));
}

#[test]
fn of_too_many_hits_the_newest_are_listed() {
    let mut store = store();
    let found = store
        .write(|writer| {
            bulk::load(writer, Manner::Changing, |writer| {
                writer.expect_rows("question", 20_000)?;
                writer.run(
                    "WITH RECURSIVE n (n) AS (VALUES (10) UNION ALL SELECT n + 1 FROM n WHERE n < 20011)
                     INSERT INTO question (inquiry_id, number, position, text)
                     SELECT iif(n % 2, 1, 2), n, n, 'Overalt' FROM n",
                    [],
                )?;
                Ok(((), Kept::Yes))
            })?;
            let found = search(writer, &words("overalt"))?;
            let few = search(writer, &Search { year: Some(2002), ..words("overalt") })?;
            assert_eq!(few.total, Total::Exactly(10_001));
            Ok(found)
        })
        .unwrap();
    assert_eq!((found.total, found.hits.len()), (Total::TooMany, 20));
    assert_eq!(place(&found.hits[0]), "question 2002-1.20010 -");
}

fn key(of: &str) -> QuestionKey {
    of.parse().unwrap()
}

#[test]
fn a_question_that_was_asked_before_is_known_in_other_words() {
    let mut store = store();
    let (before, like, short, own) = store
        .read(|reader| {
            Ok((
                asked_before(reader, &key("2003-1.1"))?,
                similar(reader, &key("2003-1.1"), 10)?,
                asked_before(reader, &key("2003-1.2"))?,
                asked_before(reader, &key("2001-1.1"))?,
            ))
        })
        .unwrap();
    assert_eq!(before.len(), 1);
    assert_eq!(before[0].key, key("2001-1.1"));
    assert_eq!(before[0].received_on.unwrap().to_string(), "2001-02-01");
    assert_eq!(before[0].answered_by, ["AAA".parse().unwrap()]);
    assert!(before[0].likeness > 0.9, "{}", before[0].likeness);
    assert_eq!(like, before);
    assert_eq!(short, [], "a short common question is no news");
    // That inquiry has no date, so it may have come earlier.
    assert_eq!(own.len(), 1);
    let unknown = store.read(|reader| similar(reader, &key("2003-1.9"), 10));
    assert!(matches!(unknown, Err(Error::NotFound { .. })));
}

#[test]
fn later_inquiries_are_not_earlier_ones() {
    let mut store = store();
    let later = store
        .write(|writer| {
            writer.run(
                "UPDATE inquiry SET received_on = '2003-01-01' WHERE id = 3",
                [],
            )?;
            similar(writer, &key("2001-1.1"), 10)
        })
        .unwrap();
    assert_eq!(later, []);
}

#[test]
fn a_check_tells_an_index_that_is_not_its_table() {
    let mut store = store();
    assert_eq!(
        store.read(check::check).unwrap().problems,
        Vec::<String>::new()
    );
    let problems = store
        .write(|writer| {
            writer
                .conn
                .execute_batch("DROP TRIGGER answer_search_update")?;
            writer.run("UPDATE answer SET text = 'Andet' WHERE id = 1", [])?;
            check::check(writer)
        })
        .unwrap()
        .problems;
    assert_eq!(problems[0], "the trigger `answer_search_update` is missing");
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[1].contains("`answer_search`") && problems[1].contains("'rebuild'"));
}

#[test]
fn looking_leaves_a_connection_that_may_not_write_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.db");
    Store::create(
        &path,
        |_| {},
        |writer| Ok(writer.conn.execute_batch(RECORD)?),
    )
    .unwrap();
    let mut store = Store::open(&path, crate::store::Access::Read, |_| {}).unwrap();
    assert_eq!(places(&mut store, &words("hår")), [ANSWER_4]);
    store.read(check::check).unwrap();
    let refused = store.write(|writer| writer.run("DELETE FROM figure", []));
    assert!(refused.is_err());
}

#[test]
fn a_bulk_load_leaves_index_and_triggers_as_they_belong() {
    let mut store = store();
    let triggers = "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name)";
    let before: String = store.read(|reader| reader.value(triggers, [])).unwrap();
    store
        .write(|writer| {
            bulk::load(writer, Manner::Changing, |w| {
                w.expect_rows("answer", 20_000)?;
                w.run("UPDATE answer SET text = 'Nyhed' WHERE id = 1", [])?;
                Ok(((), Kept::Yes))
            })?;
            bulk::load(writer, Manner::Changing, |w| {
                w.run("UPDATE answer SET text = 'Senere' WHERE id = 3", [])?;
                Ok(((), Kept::Yes))
            })?;
            writer.run("UPDATE answer SET text = 'Endelig' WHERE id = 4", [])
        })
        .unwrap();
    let after: String = store.read(|reader| reader.value(triggers, [])).unwrap();
    assert_eq!(before, after);
    assert_eq!(
        store.read(check::check).unwrap().problems,
        Vec::<String>::new()
    );
    for (word, want) in [
        ("nyhed", ANSWER_1),
        ("senere", ANSWER_3),
        ("endelig", ANSWER_4),
    ] {
        assert_eq!(places(&mut store, &words(word)), [want]);
    }
}

const MANY_QUESTIONS: &str = "
    WITH RECURSIVE n (n) AS (VALUES (10) UNION ALL SELECT n + 1 FROM n WHERE n < 20009)
    INSERT INTO question (inquiry_id, number, position, text)
    SELECT 2, n, n, 'Overalt ' || n || ' og ' || n % 100 FROM n";

/// Adds 20,000 questions while their index is built beside, until `stop`; the levels of the index
/// and the pieces on them.
fn added_beside(store: &mut Store, stop: bool) -> (u8, u8) {
    let stop = Arc::new(AtomicBool::new(stop));
    let structure: Vec<u8> = store
        .write(|writer| {
            bulk::load(writer, Manner::Adding(stop), |w| {
                w.run("UPDATE question SET text = text || '!' WHERE id = 1", [])?;
                w.expect_rows("question", 20_000)?;
                w.run(MANY_QUESTIONS, [])?;
                w.added_rows("question")?;
                w.run("INSERT INTO question (inquiry_id, number, position, text) VALUES (1, '9', 9, 'Sidste')", [])?;
                Ok(((), Kept::Yes))
            })?;
            writer.value("SELECT block FROM question_search_data WHERE id = 10", [])
        })
        .unwrap();
    (structure[4], structure[5])
}

#[test]
fn an_index_that_is_built_beside_is_what_a_rebuild_makes() {
    let mut store = store();
    let (levels, pieces) = added_beside(&mut store, false);
    assert!(levels > 6 && pieces == 1, "{pieces} on {levels} levels");
    store
        .write(|writer| {
            assert_eq!(problems(writer)?, Vec::<String>::new());
            let kept = index(writer)?;
            writer.run(
                "INSERT INTO question_search (question_search) VALUES ('rebuild')",
                [],
            )?;
            assert_eq!(kept, index(writer)?);
            writer.run("UPDATE question SET text = 'Senere' WHERE id = 5", [])?;
            assert_eq!(problems(writer)?, Vec::<String>::new());
            Ok(())
        })
        .unwrap();
    assert_eq!(
        places(&mut store, &words("sidste")),
        ["question 2001-1.9 -"]
    );
}

#[test]
fn an_index_that_cannot_be_built_beside_is_built_in_its_place() {
    let mut store = store();
    let (levels, pieces) = added_beside(&mut store, true);
    assert!(levels < 6 && pieces == 1, "{pieces} on {levels} levels");
    assert_eq!(store.write(|w| problems(w)).unwrap(), Vec::<String>::new());
    assert_eq!(
        places(&mut store, &words("sidste")),
        ["question 2001-1.9 -"]
    );
}

#[test]
fn the_deepest_query_fits_the_index() {
    let mut store = store();
    let deep = ["a b NOT (c OR (".repeat(4), "gård".into(), "))".repeat(4)].concat();
    assert_eq!(places(&mut store, &words(&deep)), Vec::<String>::new());
    let not = ["ord NOT (".repeat(8), "gård".into(), ")".repeat(8)].concat();
    assert_eq!(places(&mut store, &words(&not)), Vec::<String>::new());
    let or = vec!["å"; 64].join(" OR ");
    assert_eq!(places(&mut store, &words(&or)), Vec::<String>::new());
}

/// One change to the questions of the first inquiry.
#[derive(Debug, Clone)]
enum Step {
    Insert(String),
    Update(usize, String),
    Delete(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let text = "[a-zæøå]{1,8}( [a-zæøåÆØÅ0-9-]{1,8}){0,5}";
    prop_oneof![
        text.prop_map(Step::Insert),
        (any::<usize>(), text).prop_map(|(n, text)| Step::Update(n, text)),
        any::<usize>().prop_map(Step::Delete),
    ]
}

fn take(writer: &crate::store::Writer<'_>, step: &Step) -> Result<()> {
    let ids: Vec<i64> = writer.all(
        "SELECT id FROM question WHERE id > 5 ORDER BY id",
        [],
        |r| r.get(0),
    )?;
    let nth = |n: usize| ids.get(n % ids.len().max(1)).copied().unwrap_or(-1);
    match step {
        Step::Insert(text) => writer.run(
            "INSERT INTO question (inquiry_id, number, position, text)
             SELECT 1, max(id) + 1, max(id) + 1, ? FROM question",
            [text],
        ),
        Step::Update(n, text) => writer.run(
            "UPDATE question SET text = ? WHERE id = ?",
            rusqlite::params![text, nth(*n)],
        ),
        Step::Delete(n) => writer.run("DELETE FROM question WHERE id = ?", [nth(*n)]),
    }?;
    Ok(())
}

/// Every word of the index with where it stands.
fn index(reader: &Reader<'_>) -> Result<Vec<(String, i64, i64)>> {
    reader.conn.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.place USING fts5vocab (main, question_search, instance)",
    )?;
    reader.all(
        "SELECT term, doc, offset FROM temp.place ORDER BY doc, offset",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_query_is_an_error_of_the_index(
        typed in "\\PC{0,24}|([a-zæøå]{1,6}|AND|OR|NOT|\\(|\\)|\"| |\\*|-|\\^|:|\\+|\\{|\\}|,|NEAR|'){1,24}"
    ) {
        let mut store = store();
        if let Ok(query) = typed.parse::<Query>() {
            let found = store.read(|reader| search(reader, &Search { query, ..words("x") }));
            prop_assert!(found.is_ok(), "{typed}: {found:?}");
        }
    }

    // Of the scripts of Europe only: FTS5 goes by an older Unicode, to which some letters of today are none.
    #[test]
    fn any_text_is_found_by_each_of_its_words(text in "[ -~\u{a0}-\u{24f}\u{391}-\u{3a1}\u{3b1}-\u{3c9}\u{410}-\u{44f}\u{2010}-\u{2026} ]{1,40}|([a-zæøåÆØÅ]{1,9}[ ,.-]){1,8}|(a\u{30a}|aa|å|[bdg]){1,9}") {
        let mut store = store();
        let text = text.replace(['"', '“', '”', '„', '»', '«'], " ");
        prop_assume!(!word::split(&text).is_empty());
        store.write(|writer| writer.run("UPDATE question SET text = ? WHERE id = 3", [&text])).unwrap();
        for part in text.split_whitespace().filter(|part| !word::split(part).is_empty()) {
            let found = store.read(|reader| search(reader, &words(&format!("\"{part}\"")))).unwrap();
            prop_assert!(found.hits.iter().any(|hit| place(hit) == QUESTION_3), "`{part}` of `{text}`");
        }
        let whole = words(&format!("\"{text}\""));
        prop_assert!(store.read(|reader| search(reader, &whole)).unwrap().hits.iter().any(|hit| place(hit) == QUESTION_3));
    }

    #[test]
    fn the_index_is_what_a_rebuild_makes(steps in prop::collection::vec(step(), 1..30)) {
        let mut store = store();
        let (kept, built) = store.write(|writer| {
            for one in &steps {
                take(writer, one)?;
            }
            assert_eq!(problems(writer)?, Vec::<String>::new());
            let kept = index(writer)?;
            writer.run("INSERT INTO question_search (question_search) VALUES ('rebuild')", [])?;
            Ok((kept, index(writer)?))
        }).unwrap();
        prop_assert_eq!(kept, built);
    }
}
