//! The demo: a tour of the real thing, the same every time on the same day.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::desk::Desk;

pub const SESSION: &[&str] = &["demo"];

#[test]
fn the_tour_shows_every_step() {
    let ended = Desk::empty().line(SESSION[0]);
    assert_snapshot!(ended.stdout, @"

    # Make a database with the round of 2018.
    $ tenday --db tenday-demo/tenday.db init --seed

    # See what is there.
    $ tenday --db tenday-demo/tenday.db inquiry list
    ┌─────────┬──────────────────────────────────────────────┬──────────────────┬──────────┬─────────┬──────────┬──────────┐
    │ inquiry ┆ title                                        ┆ asker            ┆ received ┆ due     ┆ answers  ┆ state    │
    ╞═════════╪══════════════════════════════════════════════╪══════════════════╪══════════╪═════════╪══════════╪══════════╡
    │ 2018-1  ┆ Skjulte telefonnumre hos kommunen og byrådet ┆ Liberal Alliance ┆ unknown  ┆ unknown ┆ 25 of 25 ┆ answered │
    └─────────┴──────────────────────────────────────────────┴──────────────────┴──────────┴─────────┴──────────┴──────────┘

    # Log a follow-up; asker, rule and departments are taken over from the round of 2018.
    $ tenday --db tenday-demo/tenday.db follow-up 2018-1 --title 'Opfølgning: skjulte telefonnumre efter udfasningen af IP-telefoner' --received 2018-06-04 --question 'Hvor mange IP-telefoner ringer fortsat med skjult nummer?' --question 'Hvornår er udskiftningen til mobiltelefoner gennemført?' --to MSB,MSO

    # Record a department's letter …
    $ tenday --db tenday-demo/tenday.db letter add 2018-2 MSB --dated 2018-06-12 --case 18/000000-1 --handler 'Anne Eksempel'

    # … and its answer to the first question.
    $ tenday --db tenday-demo/tenday.db answer add 2018-2 1 MSB --text 'Ved udgangen af maj 2018 er ingen IP-telefoner i brug. (Opdigtet svar til demonstrationen.)'

    # See who has answered what, and what is missing.
    $ tenday --db tenday-demo/tenday.db status 2018-2
    ┌──────────┬─────────────┬─────────────┐
    │ question ┆ MSB         ┆ MSO         │
    ╞══════════╪═════════════╪═════════════╡
    │ 1        ┆ answered    ┆ outstanding │
    │ 2        ┆ outstanding ┆ outstanding │
    └──────────┴─────────────┴─────────────┘
    2018-2: 1 of 4 answers recorded, 3 outstanding; due 2018-06-14.
    Due date: received 4 June (day 0); 10 calendar days: 14 June; 14 June is a Thursday, a working day.
    Outstanding: question 1 from MSO
    Outstanding: question 2 from MSB, MSO

    # Export the compiled reply of 2018 …
    $ tenday --db tenday-demo/tenday.db report round 2018-1 --out tenday-demo/reports/2018-1.md

    # … as a web page …
    $ tenday --db tenday-demo/tenday.db report round 2018-1 --out tenday-demo/reports/2018-1.html

    # … by department, in English …
    $ tenday --db tenday-demo/tenday.db report round 2018-1 --by department --lang en --out tenday-demo/reports/2018-1-by-department.en.md

    # … and what has come to the follow-up so far.
    $ tenday --db tenday-demo/tenday.db report round 2018-2 --out tenday-demo/reports/2018-2.html

    # Check that the database is sound.
    $ tenday --db tenday-demo/tenday.db check
    ┌─────────────────────────┬──────┐
    │ table                   ┆ rows │
    ╞═════════════════════════╪══════╡
    │ addressee               ┆   29 │
    │ answer                  ┆   34 │
    │ asker                   ┆    1 │
    │ asker_kind              ┆    3 │
    │ calendar_entry          ┆    0 │
    │ channel_kind            ┆   10 │
    │ channel_serves          ┆    0 │
    │ closed_day              ┆    0 │
    │ closed_day_rule         ┆    3 │
    │ codebook                ┆    5 │
    │ contact_channel         ┆   70 │
    │ day_kind                ┆    2 │
    │ deadline_rule           ┆    3 │
    │ department              ┆   31 │
    │ disposition             ┆    4 │
    │ document                ┆    0 │
    │ extension               ┆    0 │
    │ figure                  ┆    6 │
    │ finding                 ┆    6 │
    │ holiday_calendar        ┆    1 │
    │ inquiry                 ┆    2 │
    │ internal_deadline       ┆    0 │
    │ letter                  ┆    7 │
    │ letter_person           ┆   10 │
    │ pause                   ┆    0 │
    │ person_role             ┆    2 │
    │ question                ┆    7 │
    │ refinery_schema_history ┆    6 │
    │ reminder                ┆    0 │
    │ reminder_step           ┆    4 │
    │ traffic                 ┆    0 │
    │ visibility              ┆    3 │
    │ wording                 ┆    2 │
    └─────────────────────────┴──────┘

    The database is tenday-demo/tenday.db, the reports are in tenday-demo/reports.
    ");
    assert_snapshot!(ended.stderr, @"
    Made tenday-demo/tenday.db.
    Put in 201 rows: department 31, asker 1, deadline_rule 3, inquiry 1, question 5, addressee 25, letter 6, letter_person 9, answer 33, contact_channel 70, figure 6, codebook 5, finding 6.
    Next: tenday --db tenday-demo/tenday.db inquiry list
    Logged inquiry 2018-2: Opfølgning: skjulte telefonnumre efter udfasningen af IP-telefoner (2 questions, due 2018-06-14).
    Next: tenday --db tenday-demo/tenday.db status 2018-2
    Logged the letter of MSB to inquiry 2018-2.
    Next: tenday --db tenday-demo/tenday.db answer add 2018-2 1 MSB --text 'What the letter says'
    Recorded the answer of MSB to question 1 of inquiry 2018-2. 3 answers outstanding.
    Next: tenday --db tenday-demo/tenday.db status 2018-2
    Next: tenday --db tenday-demo/tenday.db letter add 2018-2 MSO
    Wrote tenday-demo/reports/2018-1.md.
    Wrote tenday-demo/reports/2018-1.html.
    Wrote tenday-demo/reports/2018-1-by-department.en.md.
    Wrote tenday-demo/reports/2018-2.html.
    tenday-demo/tenday.db is sound.
    ");
    assert_eq!(ended.code, Some(0));
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

#[test]
fn its_reports_are_the_same_every_time() {
    let desk = Desk::empty();
    for name in ["et", "to"] {
        assert_eq!(desk.run(&["demo", name]).code, Some(0));
    }
    let reports = files(&desk.path("et/reports"));
    assert_eq!(
        reports.keys().collect::<Vec<_>>(),
        [
            "2018-1-by-department.en.md",
            "2018-1.html",
            "2018-1.md",
            "2018-2.html"
        ]
    );
    assert!(
        reports == files(&desk.path("to/reports")),
        "the reports differ"
    );
}

#[test]
fn only_an_earlier_demo_is_replaced() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["demo", "tur"]).code, Some(0));
    let first = fs::read(desk.path("tur/tenday.db")).unwrap();
    assert_snapshot!(desk.line("demo tur").told(), @"
    $ tenday demo tur
    error: `tur` exists already; it was not touched
    Hint: replace an earlier demo with --force, or name another folder
    [exit 1]
    ");
    assert_eq!(fs::read(desk.path("tur/tenday.db")).unwrap(), first);
    assert_eq!(desk.run(&["demo", "tur", "--force"]).code, Some(0));
    desk.write("tur/noter.txt", "mine");
    assert_snapshot!(desk.line("demo tur --force").told(), @"
    $ tenday demo tur --force
    error: `tur` is no folder that a demo made; it was not touched
    Hint: name another folder
    [exit 1]
    ");
}
