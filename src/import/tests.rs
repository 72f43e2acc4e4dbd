//! Sheets made in the program, imported into a record in memory.

use std::fmt::Write;

use super::source::Sheet;
use super::*;
use crate::domain::{Answer, Code, Question, Record};
use crate::error::Kind;
use crate::store::{Store, answers, departments, inquiries, questions, status};

const PLACES: (&str, &str) = (
    "department",
    "code,name,parent\nSKO,Skoler,\nKUL,Kultur,\nSKO-A,Anlæg,SKO\n",
);
const ASKERS: (&str, &str) = ("asker", "code,name,kind\nBL,Bylisten,party\n");
const ROUND: (&str, &str) = (
    "inquiry",
    "reference,title,asker,received_on\n2026-1,Ventelister,BL,2026-03-02\n",
);
const QUESTIONS: (&str, &str) = (
    "question",
    "inquiry,number,text\n2026-1,1,Et?\n2026-1,2,To?\n",
);
const LETTERS: (&str, &str) = ("letter", "inquiry,department\n2026-1,SKO\n2026-1,KUL\n");

fn sheets(files: &[(&str, &str)]) -> Vec<Sheet> {
    let sheet = |(table, text): &(&str, &str)| {
        Sheet::given(format!("{table}.csv"), table, text.as_bytes().to_vec()).unwrap()
    };
    files.iter().map(sheet).collect()
}

fn take(store: &mut Store, files: &[(&str, &str)], options: &Options) -> Result<Outcome> {
    store.write(|writer| import(writer, sheets(files), options, &mut Watch::default()))
}

fn updating() -> Options {
    Options {
        update: true,
        ..Options::default()
    }
}

/// A record with rules, departments, an asker, an inquiry with two questions, and two letters.
fn record() -> Store {
    let mut store = Store::in_memory().unwrap();
    store.write(deadline_rules).unwrap();
    let files = [LETTERS, QUESTIONS, ROUND, ASKERS, PLACES];
    take(&mut store, &files, &Options::default()).unwrap();
    store
}

/// What is said of bad rows.
fn bad_rows(store: &mut Store, files: &[(&str, &str)]) -> Vec<String> {
    match take(store, files, &Options::default()) {
        Err(Error::Rows {
            reported,
            follow_ons,
            ..
        }) => {
            let follow_ons = (follow_ons > 0).then(|| format!("+{follow_ons}"));
            reported.into_iter().chain(follow_ons).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_seed_is_the_whole_round() {
    let mut store = Store::in_memory().unwrap();
    store.write(seed).unwrap();
    let state = store
        .read(|r| status::inquiry(r, &"2018-1".parse().unwrap()))
        .unwrap();
    assert_eq!(
        (
            state.questions,
            state.expected,
            state.answered,
            state.outstanding
        ),
        (5, 25, 25, 0)
    );
    assert_eq!((state.received_on, state.due_on), (None, None));
}

#[test]
fn every_bad_row_is_named() {
    let rows = bad_rows(
        &mut record(),
        &[
            ("department", "code,name\nA A,Et\nB,\nC,Tre\n"),
            ("asker", "code,name,kind\nX,Ex,partyy\n"),
        ],
    );
    assert_eq!(
        rows,
        [
            "department.csv:2: code: `A A`: it may not hold a space",
            "department.csv:3: name: ``: it is empty",
            "asker.csv:2: kind: `partyy`: it is one of party, member, committee",
        ]
    );
}

#[test]
fn keys_that_lead_nowhere_name_column_and_nearest() {
    let rows = bad_rows(
        &mut record(),
        &[
            ("department", "code,name,parent\nU,Enhed,SKX\n"),
            (
                "inquiry",
                "reference,title,asker,follows\n2026-2,T,BL,2026-7\n",
            ),
            (
                "answer",
                "inquiry,question,department,letter,unit,text\n\
                 2026-9,1,SKO,1,,Ja\n\
                 2026-1,9.,SKO,1,,Ja\n\
                 2026-1,1,SKOO,1,,Ja\n\
                 2026-1,1,SKO,2,,Ja\n\
                 2026-1,1,SKO-A,1,,Ja\n\
                 2026-1,1,KUL,1,SKO-A,Ja\n",
            ),
        ],
    );
    assert_eq!(
        rows,
        [
            "department.csv:2: parent: `SKX`: there is no department `SKX` (did you mean `SKO`?)",
            "inquiry.csv:2: follows: `2026-7`: there is no inquiry `2026-7` (did you mean `2026-1`?)",
            "answer.csv:2: inquiry: `2026-9`: there is no inquiry `2026-9` (did you mean `2026-1`?)",
            "answer.csv:3: question: `9.`: there is no question `9` in inquiry 2026-1",
            "answer.csv:4: department: `SKOO`: there is no department `SKOO` (did you mean `SKO`?)",
            "answer.csv:5: letter: `2`: there is no letter `SKO 2` in inquiry 2026-1",
            "answer.csv:6: department: `SKO-A`: `SKO-A` is a unit of SKO, not a department",
            "answer.csv:7: unit: `SKO-A`: there is no unit `SKO-A` in KUL",
        ]
    );
}

#[test]
fn rows_that_refer_to_a_bad_row_are_counted_apart() {
    let rows = bad_rows(
        &mut record(),
        &[
            ("letter", "inquiry,department\n2026-2,SKO\n"),
            (
                "question",
                "inquiry,number,text\n2026-2,1,Et?\n2026-2,2,To?\n",
            ),
            (
                "inquiry",
                "reference,title,asker\n2026-2,,BL\n2026-3,T,XX\n",
            ),
            (
                "answer",
                "inquiry,question,department,text\n2026-2,1,SKO,Ja\n",
            ),
            (
                "figure",
                "inquiry,question,department,name,value\n2026-2,1,SKO,Tal,1\n",
            ),
        ],
    );
    assert_eq!(
        rows,
        [
            "inquiry.csv:2: title: ``: it is empty",
            "inquiry.csv:3: asker: `XX`: there is no asker `XX`",
            "+5"
        ]
    );
}

#[test]
fn rows_may_refer_to_later_ones_of_their_table() {
    let mut store = record();
    let files = [
        (
            "inquiry",
            "reference,title,asker,follows\n2026-4,D,BL,2026-3\n2026-3,C,BL,2026-2\n2026-2,B,BL,2026-1\n",
        ),
        (
            "department",
            "code,name,parent\nM-1,Et,M\nM,Miljø,\nM-2,To,M\n",
        ),
    ];
    let total = take(&mut store, &files, &Options::default())
        .unwrap()
        .total();
    assert_eq!(total.added, 6);
    let last = store
        .read(|r| inquiries::get(r, &"2026-4".parse()?))
        .unwrap();
    assert_eq!(last.follows.unwrap().as_str(), "2026-3");
}

#[test]
fn rows_that_wait_in_vain_say_why() {
    let rows = bad_rows(
        &mut record(),
        &[(
            "inquiry",
            "reference,title,asker,follows\n\
             2026-2,B,BL,2026-3\n2026-3,C,BL,2026-2\n2026-4,D,BL,2026-5\n2026-5,E,BL,2026-66\n2026-7,F,BL,2026-7\n",
        )],
    );
    assert_eq!(
        rows,
        [
            "inquiry.csv:2: follows: `2026-3`: it leads round in a circle",
            "inquiry.csv:3: follows: `2026-2`: it leads round in a circle",
            "inquiry.csv:5: follows: `2026-66`: there is no inquiry `2026-66` (did you mean `2026-1`?)",
            "inquiry.csv:6: inquiry `2026-7` cannot follow itself",
            "+1",
        ]
    );
}

#[test]
fn what_is_there_is_left_and_what_differs_is_refused_or_replaced() {
    let mut store = record();
    let given = (
        "answer",
        "inquiry,question,department,text\n2026-1,1,sko,Ja.\n",
    );
    let other = (
        "answer",
        "inquiry,question,department,label,text\n2026-1,1.,SKO,a.,Nej.\n",
    );
    assert_eq!(
        take(&mut store, &[given], &updating())
            .unwrap()
            .total()
            .added,
        1
    );
    let again = take(&mut store, &[given], &Options::default()).unwrap();
    assert_eq!(
        again.total(),
        Counts {
            left: 1,
            ..Counts::default()
        }
    );
    assert_eq!(
        bad_rows(&mut store, &[other]),
        ["answer.csv:2: label: `a.`: (none) is recorded; --update replaces it (also text)"]
    );
    let outcome = take(&mut store, &[other], &updating()).unwrap();
    assert_eq!(outcome.total().changed, 1);
    assert_eq!(
        outcome.changes,
        ["answer 2026-1 1. SKO: label: (none) → `a.`; text: `Ja.` → `Nej.`"]
    );
    let recorded: Vec<Answer> = store
        .read(|r| answers::list(r, &"2026-1".parse()?))
        .unwrap();
    assert_eq!(recorded.len(), 1);
    assert_eq!(recorded[0].text.as_deref(), Some("Nej."));
}

#[test]
fn columns_that_are_not_there_say_nothing() {
    let mut store = record();
    let full = ("question", "inquiry,number,position,text\n2026-1,1,7,Et?\n");
    take(&mut store, &[full], &updating()).unwrap();
    let bare = (
        "question",
        "inquiry,number,text\n2026-1,1,Ét?\n2026-1,3,Tre?\n",
    );
    take(&mut store, &[bare], &updating()).unwrap();
    let recorded: Vec<Question> = store
        .read(|r| questions::list(r, &"2026-1".parse()?))
        .unwrap();
    let seen: Vec<_> = recorded
        .iter()
        .map(|it| (it.number.as_str(), it.position, it.text.as_str()))
        .collect();
    assert_eq!(seen, [("2", 2, "To?"), ("1", 7, "Ét?"), ("3", 8, "Tre?")]);
}

#[test]
fn due_dates_follow_by_the_rule_unless_they_are_stated() {
    let mut store = record();
    let due = |store: &mut Store, files: &[(&str, &str)]| {
        take(store, files, &updating()).unwrap();
        let it = store
            .read(|r| inquiries::get(r, &"2026-1".parse()?))
            .unwrap();
        (it.due_on.unwrap().to_string(), it.due_stated)
    };
    let row = |columns: &str, cells: &str| {
        format!("reference,title,asker,{columns}\n2026-1,Ventelister,BL,{cells}\n")
    };
    let later = row("received_on", "2026-03-09");
    assert_eq!(
        due(&mut store, &[("inquiry", &later)]),
        ("2026-03-19".into(), false)
    );
    let extended = "inquiry,until,reason,granted_by,granted_on\n2026-1,2026-03-27,Ferie,Rådmanden,2026-03-10\n";
    assert_eq!(
        due(&mut store, &[("extension", extended)]),
        ("2026-03-27".into(), false)
    );
    assert_eq!(
        due(&mut store, &[("inquiry", &later)]),
        ("2026-03-27".into(), false)
    );
    let stated = row("due_on", "2026-04-01");
    assert!(due(&mut store, &[("inquiry", &stated)]).1);
}

#[test]
fn two_rows_of_one_import_may_not_disagree() {
    let text = "code,name\nX,Et\nY,To\nx,Et\nX,Noget andet\n";
    assert_eq!(
        bad_rows(&mut record(), &[("department", text)]),
        ["department.csv:5: name: `Noget andet`: department.csv:2 has the same key and says `Et`"]
    );
    let mut store = record();
    let refused = take(
        &mut store,
        &[("department", "code,name\nSKO,Et\nSKO,To\n")],
        &updating(),
    );
    assert!(
        matches!(&refused, Err(Error::Rows { reported, .. })
            if reported == &["department.csv:3: name: `To`: department.csv:2 has the same key and says `Et`"]),
        "{refused:?}"
    );
}

#[test]
fn only_so_many_bad_rows_are_described_and_nothing_is_kept() {
    let mut store = record();
    let mut text = "inquiry,question,department,text\n2026-1,1,SKO,Ja\n".to_owned();
    for n in 0..500 {
        writeln!(text, "2026-{n},1,KUL,Ja").unwrap();
    }
    let options = Options {
        most_shown: 3,
        ..Options::default()
    };
    match take(&mut store, &[("answer", &text)], &options) {
        Err(Error::Rows {
            total, reported, ..
        }) => assert_eq!((total, reported.len()), (499, 3)),
        other => panic!("{other:?}"),
    }
    let recorded = store
        .read(|r| answers::list(r, &"2026-1".parse()?))
        .unwrap();
    assert!(recorded.is_empty());
}

#[test]
fn a_rehearsal_keeps_nothing_and_tells_all() {
    let mut store = record();
    let options = Options {
        rehearsal: true,
        ..updating()
    };
    let files = [("department", "code,name\nSKO,Skole\nNY,Ny\nKUL,Kultur\n")];
    let outcome = store
        .rehearse(|w| import(w, sheets(&files), &options, &mut Watch::default()))
        .unwrap();
    let wanted = Counts {
        added: 1,
        changed: 1,
        left: 1,
    };
    assert_eq!(outcome.total(), wanted);
    let code: Code = "NY".parse().unwrap();
    assert!(store.read(|r| departments::get(r, &code)).is_err());
}

#[test]
fn askers_and_units_may_go_by_their_names() {
    let mut store = record();
    let files = [
        (
            "inquiry",
            "reference,title,asker\n2026-2,T,Bylisten\n2026-3,T,De Blå\n",
        ),
        ("asker", "code,name,kind\nDB,De Blå,party\n"),
        (
            "answer",
            "inquiry,question,department,unit,text\n2026-1,1,SKO,Anlæg,Ja\n",
        ),
    ];
    let total = |store: &mut Store| {
        let done = take(store, &files, &Options::default()).unwrap();
        (done.total().added, done.total().left)
    };
    assert_eq!(total(&mut store), (4, 0));
    assert_eq!(total(&mut store), (0, 4));
    let found = store
        .read(|r| inquiries::get(r, &"2026-3".parse()?))
        .unwrap();
    assert_eq!(found.asker.as_str(), "DB");
}

#[test]
fn a_stop_ends_it() {
    let mut store = record();
    let watch = || {
        let stop = Arc::new(AtomicBool::new(true));
        Watch::new(stop, |_| ())
    };
    let files = [("department", "code,name\nNY,Ny\n")];
    let stopped = store.write(|w| import(w, sheets(&files), &Options::default(), &mut watch()));
    assert_eq!(stopped.unwrap_err().kind(), Kind::Stopped);
    let code: Code = "NY".parse().unwrap();
    assert!(store.read(|r| departments::get(r, &code)).is_err());
}

/// The same rows, added one at a time and imported: what the one takes the other takes, and both
/// refuse the same ones.
#[test]
fn an_import_takes_what_single_commands_take() {
    let cells = [
        ("SKO", "1", "answered", "", "", "verbatim", "Ja."),
        ("SKO", "1", "answered", "", "", "", ""),
        ("SKO", "2", "see_other", "1", "", "", ""),
        ("SKO", "2", "see_other", "2", "", "", ""),
        ("SKO", "2", "see_other", "9", "", "", ""),
        ("SKO", "1", "referred", "", "KUL", "", ""),
        ("SKO", "1", "referred", "", "SKO", "", ""),
        ("SKO", "1", "referred", "", "SKO-A", "", ""),
        ("SKO", "1", "not_applicable", "", "", "", ""),
        ("SKO", "1", "answered", "1", "", "verbatim", "Ja."),
        ("SKO-A", "1", "not_applicable", "", "", "", ""),
        ("KUL", "7", "not_applicable", "", "", "", ""),
    ];
    for (department, question, disposition, other, to, wording, text) in cells {
        let maybe = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
        let answer = Answer {
            inquiry: "2026-1".parse().unwrap(),
            question: question.parse().unwrap(),
            department: department.parse().unwrap(),
            letter: 1,
            unit: None,
            label: None,
            disposition: disposition.parse().unwrap(),
            refers_to_question: maybe(other).map(|it| it.parse().unwrap()),
            refers_to_department: maybe(to).map(|it| it.parse().unwrap()),
            wording: maybe(wording).map(|it| it.parse().unwrap()),
            text: maybe(text),
        };
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(Answer::COLUMNS).unwrap();
        csv.write_record(answer.values().iter().map(crate::domain::Value::plain))
            .unwrap();
        let file = String::from_utf8(csv.into_inner().unwrap()).unwrap();
        let single = record().write(|w| answers::add(w, &answer)).is_ok();
        let many = take(&mut record(), &[("answer", &file)], &Options::default()).is_ok();
        assert_eq!(single, many, "{file}");
    }
}
