//! The secretariat's own folder of CSV files: all of it, or nothing with every bad row named.

use std::fs;

use insta::assert_snapshot;

use crate::desk::{Desk, round_folder};

/// A desk whose folder `csv` holds the round with one file replaced.
fn with_file(name: &str, bytes: impl AsRef<[u8]>) -> Desk {
    let desk = Desk::empty();
    fs::create_dir(desk.path("csv")).unwrap();
    for entry in fs::read_dir(round_folder()).unwrap() {
        let path = entry.unwrap().path();
        let copy = desk.path("csv").join(path.file_name().unwrap());
        fs::copy(&path, copy).unwrap();
    }
    desk.write(&format!("csv/{name}"), bytes);
    desk
}

fn refused(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let desk = with_file(name, bytes);
    let ended = desk.line("init --from csv");
    assert_eq!(ended.code, Some(1), "{}", ended.told());
    let left: Vec<_> = fs::read_dir(desk.path(".")).unwrap().collect();
    assert_eq!(
        left.len(),
        1,
        "only the folder of CSV files is left: {left:?}"
    );
    ended.stderr
}

#[test]
fn bad_rows_are_named_with_line_and_column() {
    assert_snapshot!(refused(
        "answer.csv",
        "inquiry,question,department,letter,disposition,wording,text\n\
         2026-1,1,SKO,1,answerd,verbatim,Ja.\n\
         2026-1,9,SKO,1,answered,verbatim,Ja.\n\
         2026-2,3,KUL,1,answered,verbatim,Ja.\n\
         2026-1,1,SKOL,1,answered,verbatim,Ja.\n\
         2026-1,1,VEL,1,answered,verbatim,Ja.\n\
         2026-1,1,SKO,1,answered,verbatim,\n\
         2026-1,1,SKO,1,answered\n"
    ), @"
    error: csv/answer.csv:2: disposition: `answerd`: it is one of answered, see_other, not_applicable, referred
    csv/answer.csv:3: question: `9`: there is no question `9` in inquiry 2026-1
    csv/answer.csv:4: letter: `1`: there is no letter `KUL 1` in inquiry 2026-2
    csv/answer.csv:5: department: `SKOL`: there is no department `SKOL` (did you mean `SKO`?)
    csv/answer.csv:6: letter: `1`: there is no letter `VEL 1` in inquiry 2026-1
    csv/answer.csv:7: an answer with the disposition `answered` has a text
    csv/answer.csv:8: the row has 5 cells, the header 7
    1 row refers to those; nothing was imported
    Hint: mend the rows and run the same command again
    ");
    assert_snapshot!(refused(
        "inquiry.csv",
        "reference,title,asker,received_on,deadline_rule,follows\n\
         2026-1,Ventelister,BL,2026-02-30,ten-day,\n\
         2026-2,Åbningstider,XX,,ten-day,\n\
         2026-2,Åbningstider,BL,,ten-days,2026-2\n"
    ), @"
    error: csv/inquiry.csv:2: received_on: `2026-02-30`: month 2 of 2026 has 28 days
    csv/inquiry.csv:3: asker: `XX`: there is no asker `XX`
    csv/inquiry.csv:4: deadline_rule: `ten-days`: there is no deadline rule `ten-days` (did you mean `ten-day`?)
    23 rows refer to those; nothing was imported
    Hint: mend the rows and run the same command again
    ");
}

#[test]
fn bad_files_are_named() {
    assert_snapshot!(refused("letters.csv", "inquiry\n"), @"
    error: csv/letters.csv:1: department: ``: the column is missing
    nothing was imported
    Hint: name the columns so, or run the command with --explain, which drafts a mapping that says what they are
    ");
    assert_snapshot!(refused("asker.csv", "code;name;kind\nBL;Borgerlisten;party\n"), @"
    error: csv/inquiry.csv:3: asker: `ØK`: there is no asker `ØK`
    2 rows refer to those; nothing was imported
    Hint: mend the rows and run the same command again
    ");
    assert_snapshot!(refused("asker.csv", "code,name\nBL,Borgerlisten\n"), @"
    error: csv/asker.csv:1: kind: ``: the column is missing
    nothing was imported
    Hint: name the columns so, or run the command with --explain, which drafts a mapping that says what they are
    ");
    assert_snapshot!(refused("asker.csv", ""), @"
    error: csv/inquiry.csv:2: asker: `BL`: there is no asker `BL`
    csv/inquiry.csv:3: asker: `ØK`: there is no asker `ØK`
    23 rows refer to those; nothing was imported
    Hint: mend the rows and run the same command again
    ");
    assert_snapshot!(refused("asker.csv", b"code,name,kind\nBL,B\xf8rnelisten,party\n"), @"
    error: csv/inquiry.csv:3: asker: `ØK`: there is no asker `ØK`
    2 rows refer to those; nothing was imported
    Hint: mend the rows and run the same command again
    ");
}

#[test]
fn a_folder_must_hold_files() {
    let desk = Desk::empty();
    fs::create_dir(desk.path("tom")).unwrap();
    desk.write("fil.csv", "code\n");
    assert_snapshot!(desk.session(&[
        "init --from tom",
        "init --from mangler",
        "init --from fil.csv",
        "init --from tom --seed",
    ]), @"
    $ tenday init --from tom
    error: there is nothing to import
    Hint: name a folder with CSV, XLSX or NDJSON files, or the files themselves
    [exit 1]
    $ tenday init --from mangler
    error: mangler: No such file or directory
    Hint: check the path
    [exit 3]
    $ tenday init --from fil.csv
    error: `fil.csv` is named after no table; nothing was imported
    Hint: Name the table with --table, or in a mapping that `tenday import --explain` begins. The tables are department, asker, closed_day, deadline_rule, inquiry, extension, pause, internal_deadline, reminder, question, addressee, document, letter, letter_person, answer, contact_channel, figure, codebook, finding, traffic, answer_flat
    [exit 1]
    $ tenday init --from tom --seed
    error: the argument '--from <DIR>' cannot be used with '--seed'

    Usage: tenday init --from <DIR> --today <DATE>

    For more information, try '--help'.
    [exit 2]
    ");
    assert!(!desk.db().exists());
}
