//! Values that are refused: each by name, with how to mend it, and without a change to the file.

use std::fs;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::desk::Desk;

#[test]
fn what_is_unknown_names_the_nearest() {
    assert_snapshot!(Desk::with_round().refused(&[
        "status 2026-9",
        "follow-up 2025-1 --title Igen",
        "department show SOK",
        "letter add 2026-1 VJE",
        "inquiry add --asker 'Borgerlsten' --title Støj",
        "inquiry edit 2026-1 --rule tenday",
        "answer add 2026-1 3 SKO --disposition refered",
        "answer add 2026-1 1 SKO --unit Indskrivning --text Ja.",
        "question list 26-1",
        "contact show SKO skol@example.dk",
        "contact add VEL --kind telephon",
        "finding set 2026-1 1 SKO ys",
    ]), @"
    $ tenday status 2026-9
    error: there is no inquiry `2026-9`
    Hint: did you mean `2026-1` or `2026-2`? `tenday inquiry list` shows all
    [exit 1]
    $ tenday follow-up 2025-1 --title Igen
    error: there is no inquiry `2025-1`
    Hint: did you mean `2026-1` or `2026-2`? `tenday inquiry list` shows all
    [exit 1]
    $ tenday department show SOK
    error: there is no department `SOK`
    Hint: did you mean `SKO`? `tenday department list` shows all
    [exit 1]
    $ tenday letter add 2026-1 VJE
    error: there is no department `VJE`
    Hint: did you mean `VEJ`? `tenday department list` shows all
    [exit 1]
    $ tenday inquiry add --asker 'Borgerlsten' --title Støj
    error: there is no asker `Borgerlsten`
    Hint: did you mean `Borgerlisten`? `tenday asker list` shows all
    [exit 1]
    $ tenday inquiry edit 2026-1 --rule tenday
    error: there is no deadline rule `tenday`
    Hint: did you mean `ten-day`? `tenday deadline-rule list` shows all
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --disposition refered
    error: `refered` is not a valid disposition: it is one of answered, see_other, not_applicable, referred
    Hint: did you mean `referred`?
    [exit 1]
    $ tenday answer add 2026-1 1 SKO --unit Indskrivning --text Ja.
    error: there is no unit `Indskrivning` in SKO
    Hint: did you mean `Indskrivningen`? `tenday department show SKO` shows all
    [exit 1]
    $ tenday question list 26-1
    error: there is no inquiry `26-1`
    Hint: did you mean `2026-1`? `tenday inquiry list` shows all
    [exit 1]
    $ tenday contact show SKO skol@example.dk
    error: there is no contact channel `skol@example.dk` in SKO
    Hint: did you mean `skole@example.dk`? `tenday contact list SKO` shows all
    [exit 1]
    $ tenday contact add VEL --kind telephon
    error: `telephon` is not a valid channel kind: it is one of telephone, direct_telephone, duty_telephone, email, direct_email, digital_post, web, self_service, post, in_person
    Hint: did you mean `telephone`?
    [exit 1]
    $ tenday finding set 2026-1 1 SKO ys
    error: there is no code `ys` in codebook waiting
    Hint: did you mean `yes`? `tenday codebook list` shows all
    [exit 1]
    ");
}

#[test]
fn what_exists_says_where_it_is() {
    assert_snapshot!(Desk::with_round().refused(&[
        "department add sko 'Skoler'",
        "asker add BL 'En anden'",
        "inquiry add --asker BL --title Støj --reference 2026-1",
        "question add 2026-1 --number 2 --text 'Igen?'",
        "answer add 2026-1 1 SKO --text Igen.",
        "answer add 2026-1 1 SKO --unit SKO-IND --text Igen.",
        "answer add 2026-1 2 SKO --text Igen.",
        "contact add SKO --kind email --value skole@example.dk",
        "figure add 2026-1 1 SKO --name 'Børn på venteliste' --value 1 --as-of 2026-03",
        "codebook add waiting yes 'Ja'",
        "init",
    ]), @"
    $ tenday department add sko 'Skoler'
    error: department `SKO` is already recorded: Børn og Skole
    Hint: `tenday department edit SKO` changes it
    [exit 1]
    $ tenday asker add BL 'En anden'
    error: asker `BL` is already recorded: Borgerlisten
    Hint: `tenday asker edit BL` changes it
    [exit 1]
    $ tenday inquiry add --asker BL --title Støj --reference 2026-1
    error: inquiry `2026-1` is already recorded: Ventelister til fritidshjem
    Hint: `tenday inquiry show 2026-1` shows it
    [exit 1]
    $ tenday question add 2026-1 --number 2 --text 'Igen?'
    error: question `2026-1 2` is already recorded: Hvad gør afdelingen, når køen vokser?
    Hint: `tenday question edit 2026-1 2` changes it
    [exit 1]
    $ tenday answer add 2026-1 1 SKO --text Igen.
    error: answer `2026-1 1 SKO` is already recorded: Der står 412 børn på venteliste. …
    Hint: `tenday answer show 2026-1 1 SKO --letter 1` shows it; --unit records the part of a unit
    [exit 1]
    $ tenday answer add 2026-1 1 SKO --unit SKO-IND --text Igen.
    error: answer `2026-1 1 SKO SKO-IND` is already recorded: Heraf 80 i byen.
    Hint: `tenday answer show 2026-1 1 SKO --unit SKO-IND --letter 1` shows it; --unit records the part of a unit
    [exit 1]
    $ tenday answer add 2026-1 2 SKO --text Igen.
    error: answer `2026-1 2 SKO` is already recorded: see_other
    Hint: `tenday answer show 2026-1 2 SKO --letter 1` shows it; --unit records the part of a unit
    [exit 1]
    $ tenday contact add SKO --kind email --value skole@example.dk
    error: contact channel `SKO email skole@example.dk` is already recorded
    Hint: `tenday contact list SKO` shows it
    [exit 1]
    $ tenday figure add 2026-1 1 SKO --name 'Børn på venteliste' --value 1 --as-of 2026-03
    error: figure `Børn på venteliste` is already recorded: 2026-1 1 SKO
    Hint: `tenday figure list 2026-1` shows it
    [exit 1]
    $ tenday codebook add waiting yes 'Ja'
    error: code `waiting yes` is already recorded: Der er venteliste
    Hint: `tenday codebook list` shows it
    [exit 1]
    $ tenday init
    error: `tenday.db` exists already; it was not touched
    Hint: use it as it is, or name another file with --db FILE
    [exit 1]
    ");
}

#[test]
fn dates_and_numbers_must_be_possible() {
    assert_snapshot!(Desk::with_round().refused(&[
        "inquiry add --asker BL --title Støj --received 2026-02-30",
        "inquiry add --asker BL --title Støj --received 31.4.2026",
        "inquiry add --asker BL --title Støj --received imorgen",
        "inquiry edit 2026-1 --due 2026-03-01",
        "inquiry edit 2026-2 --due 2026-03-01",
        "inquiry close 2026-1 --on 2026-03-01",
        "status 2026-1 --today 2026-13-01",
        "letter edit 2026-1 SKO --dated 2026-0-9",
        "figure add 2026-1 1 SKO --name Pladser --value mange",
        "figure add 2026-1 1 SKO --name Pladser --value 2.800",
        "figure add 2026-1 1 SKO --name Pladser --value 1 --as-of 2026-3",
        "contact add VEL --kind telephone --value 112 --valid-from 2026-02-01 --valid-to 2026-01-01",
        "contact add VEL --kind telephone --value 'ring bare'",
        "contact add VEL --kind email --value velfærd",
        "contact add VEL --kind telephone --value 89000001 --hours 'når vi har tid'",
    ]), @"
    $ tenday inquiry add --asker BL --title Støj --received 2026-02-30
    error: `2026-02-30` is not a valid date: month 2 of 2026 has 28 days
    Hint: check the day, the month and the year
    [exit 1]
    $ tenday inquiry add --asker BL --title Støj --received 31.4.2026
    error: `31.4.2026` is not a valid date: month 4 of 2026 has 30 days
    Hint: check the day, the month and the year
    [exit 1]
    $ tenday inquiry add --asker BL --title Støj --received imorgen
    error: `imorgen` is not a valid date: it is not a date
    Hint: write it as in `2018-04-16` or `16.4.2018`
    [exit 1]
    $ tenday inquiry edit 2026-1 --due 2026-03-01
    error: an inquiry received on 2026-03-02 cannot be due on 2026-03-01, before that
    Hint: mend one of the two dates
    [exit 1]
    $ tenday inquiry edit 2026-2 --due 2026-03-01
    error: a due date (2026-03-01) needs the date of receipt, which is not known
    Hint: give the date of receipt too, with --received DATE
    [exit 1]
    $ tenday inquiry close 2026-1 --on 2026-03-01
    error: an inquiry received on 2026-03-02 cannot be closed on 2026-03-01, before that
    Hint: mend one of the two dates
    [exit 1]
    $ tenday status 2026-1 --today 2026-13-01
    error: `2026-13-01` is not a valid date: there is no such month
    Hint: check the day, the month and the year
    [exit 1]
    $ tenday letter edit 2026-1 SKO --dated 2026-0-9
    error: `2026-0-9` is not a valid date: there is no such month
    Hint: check the day, the month and the year
    [exit 1]
    $ tenday figure add 2026-1 1 SKO --name Pladser --value mange
    error: `mange` is not a valid number: it is not a number
    Hint: write `2800`, or `2,5` for two and a half
    [exit 1]
    $ tenday figure add 2026-1 1 SKO --name Pladser --value 2.800
    error: `2.800` is not a valid number: it can be read in two ways
    Hint: write `2800`, or `2,5` for two and a half
    [exit 1]
    $ tenday figure add 2026-1 1 SKO --name Pladser --value 1 --as-of 2026-3
    error: `2026-3` is not a valid date: it is no day, month or year
    Hint: write `2018-04-16`, `2018-04` or `2018`
    [exit 1]
    $ tenday contact add VEL --kind telephone --value 112 --valid-from 2026-02-01 --valid-to 2026-01-01
    error: a channel valid from 2026-02-01 cannot end on 2026-01-01, before that
    Hint: mend one of the two dates
    [exit 1]
    $ tenday contact add VEL --kind telephone --value 'ring bare'
    error: `ring bare` is not a valid telephone number: it holds something that is no part of a number
    Hint: write one number and nothing else
    [exit 1]
    $ tenday contact add VEL --kind email --value velfærd
    error: `velfærd` is not a valid e-mail address: missing separator character '@'
    Hint: write one address such as `name@example.dk`
    [exit 1]
    $ tenday contact add VEL --kind telephone --value 89000001 --hours 'når vi har tid'
    error: `når vi har tid` is not a valid statement of hours: `når` is not understood
    når vi har tid
    ^^^
    Hint: name days and times only; a remark belongs to the channel's audience, as in `kl. 10-15 på hverdage, torsdag til 17.30, lukket på helligdage`
    [exit 1]
    ");
}

#[test]
fn answers_keep_to_their_letter_and_inquiry() {
    assert_snapshot!(Desk::with_round().refused(&[
        "answer add 2026-2 1 SKO --text Nej.",
        "answer add 2026-2 3 KUL --text Nej.",
        "answer add 2026-1 3 VEL --text Nej.",
        "answer add 2026-1 3 SKO --disposition see_other",
        "answer add 2026-1 3 SKO --disposition see_other --refers-to-question 3",
        "answer add 2026-1 3 SKO --disposition see_other --refers-to-question 4",
        "answer add 2026-1 3 SKO --disposition referred",
        "answer add 2026-1 3 SKO --disposition referred --refers-to-department SKO",
        "answer add 2026-1 3 SKO --text Nej. --refers-to-department VEL",
        "answer add 2026-1 1 KUL --unit SKO-IND --text Nej.",
        "inquiry edit 2026-1 --follows 2026-1",
        "department edit SKO --parent SKO-IND",
        "department add U Underenhed --parent SKO-IND",
        "figure add 2026-1 2 KUL --name Pladser --value 1",
    ]), @"
    $ tenday answer add 2026-2 1 SKO --text Nej.
    error: there is no letter `SKO` in inquiry 2026-2
    Hint: `tenday letter add 2026-2 SKO` adds one, `tenday letter list 2026-2` shows those that are known
    [exit 1]
    $ tenday answer add 2026-2 3 KUL --text Nej.
    error: there is no question `3` in inquiry 2026-2
    Hint: `tenday question list 2026-2` shows those that are known
    [exit 1]
    $ tenday answer add 2026-1 3 VEL --text Nej.
    error: there is no letter `VEL` in inquiry 2026-1
    Hint: `tenday letter add 2026-1 VEL` adds one, `tenday letter list 2026-1` shows those that are known
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --disposition see_other
    error: the disposition `see_other` and the question it refers to go together
    Hint: give both --disposition see_other and --refers-to-question NUMBER, or neither
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --disposition see_other --refers-to-question 3
    error: an answer cannot refer to its own question
    Hint: name another question
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --disposition see_other --refers-to-question 4
    error: there is no question `4` in inquiry 2026-1
    Hint: `tenday question list 2026-1` shows those that are known
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --disposition referred
    error: the disposition `referred` and the department it refers to go together
    Hint: give both --disposition referred and --refers-to-department CODE, or neither
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --disposition referred --refers-to-department SKO
    error: SKO cannot refer a question to itself
    Hint: name the department that the letter leaves the question to
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --text Nej. --refers-to-department VEL
    error: the disposition `referred` and the department it refers to go together
    Hint: give both --disposition referred and --refers-to-department CODE, or neither
    [exit 1]
    $ tenday answer add 2026-1 1 KUL --unit SKO-IND --text Nej.
    error: there is no unit `SKO-IND` in KUL
    Hint: `tenday department show KUL` shows those that are known
    [exit 1]
    $ tenday inquiry edit 2026-1 --follows 2026-1
    error: inquiry `2026-1` cannot follow `2026-1`, which itself continues `2026-1`
    Hint: `tenday inquiry show 2026-1` shows what it follows
    [exit 1]
    $ tenday department edit SKO --parent SKO-IND
    error: `SKO-IND` is a unit of SKO, not a department
    Hint: name the department, `SKO`
    [exit 1]
    $ tenday department add U Underenhed --parent SKO-IND
    error: `SKO-IND` is a unit of SKO, not a department
    Hint: name the department, `SKO`
    [exit 1]
    $ tenday figure add 2026-1 2 KUL --name Pladser --value 1
    error: there is no answer `2 KUL` in inquiry 2026-1
    Hint: `tenday answer list 2026-1` shows those that are known
    [exit 1]
    ");
}

#[test]
fn what_is_missing_is_asked_for_by_its_flag() {
    assert_snapshot!(Desk::with_round().refused(&[
        "department add",
        "asker add GL",
        "inquiry add --title Støj",
        "follow-up 2026-1",
        "question add 2026-1",
        "inquiry add --asker BL --title Støj --question 'Hvem?'",
        "letter add 2026-1",
        "answer add 2026-1 3 SKO",
        "contact add VEL",
        "contact add VEL --kind telephone",
        "figure add 2026-1 1 SKO --name Pladser",
        "answer add 2026-1 3 SKO --text '  '",
        "answer add 2026-1 3 SKO --no-input --disposition answered",
    ]), @"
    $ tenday department add
    error: the code is missing
    Hint: give it with CODE, as in `tenday department add MSB 'Sociale Forhold'`
    [exit 2]
    $ tenday asker add GL
    error: the name is missing
    Hint: give it with NAME, as in `tenday asker add LA 'Liberal Alliance'`
    [exit 2]
    $ tenday inquiry add --title Støj
    error: the asker is missing
    Hint: give it with --asker CODE
    [exit 2]
    $ tenday follow-up 2026-1
    error: the title is missing
    Hint: give it with --title TEXT
    [exit 2]
    $ tenday question add 2026-1
    error: the question is missing
    Hint: give it with --text TEXT or --file FILE
    [exit 2]
    $ tenday inquiry add --asker BL --title Støj --question 'Hvem?'
    error: the department that the question is put to is missing
    Hint: give it with --to CODES
    [exit 2]
    $ tenday letter add 2026-1
    error: the department is missing
    Hint: give it with DEPARTMENT, as in `tenday letter add 2018-1 MSB`
    [exit 2]
    $ tenday answer add 2026-1 3 SKO
    error: the answer is missing
    Hint: give it with --text TEXT or --file FILE
    [exit 2]
    $ tenday contact add VEL
    error: the kind is missing
    Hint: give it with --kind KIND, as in --kind telephone
    [exit 2]
    $ tenday contact add VEL --kind telephone
    error: a contact channel says at least its value, its hours or whose it is
    Hint: give --value, --hours or --label
    [exit 1]
    $ tenday figure add 2026-1 1 SKO --name Pladser
    error: the value is missing
    Hint: give it with --value NUMBER
    [exit 2]
    $ tenday answer add 2026-1 3 SKO --text '  '
    error: `  ` is not a valid answer: it is empty
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --no-input --disposition answered
    error: the answer is missing
    Hint: give it with --text TEXT or --file FILE
    [exit 2]
    ");
}

#[test]
fn the_command_line_itself_may_be_wrong() {
    let desk = Desk::with_round();
    assert_snapshot!(desk.refused(&[
        "status",
        "stauts 2026-1",
        "inquiry list --state opne",
        "answer add 2026-1 3 SKO --text Ja. --file svar.txt",
        "letter add 2026-1 VEL --page 2",
    ]), @"
    $ tenday status
    error: the following required arguments were not provided:
      <INQUIRY>

    Usage: tenday status --today <DATE> <INQUIRY>

    For more information, try '--help'.
    [exit 2]
    $ tenday stauts 2026-1
    error: unrecognized subcommand 'stauts'

      tip: some similar subcommands exist: 'pause', 'status'

    Usage: tenday [OPTIONS] <COMMAND>

    For more information, try '--help'.
    [exit 2]
    $ tenday inquiry list --state opne
    error: invalid value 'opne' for '--state <STATE>'
      [possible values: draft, open, answered, closed]

      tip: a similar value exists: 'open'

    For more information, try '--help'.
    [exit 2]
    $ tenday answer add 2026-1 3 SKO --text Ja. --file svar.txt
    error: the argument '--text <TEXT>' cannot be used with '--file <FILE>'

    Usage: tenday answer add --text <TEXT> --today <DATE> <INQUIRY> <QUESTION> <DEPARTMENT>

    For more information, try '--help'.
    [exit 2]
    $ tenday letter add 2026-1 VEL --page 2
    error: the following required arguments were not provided:
      --document <FILE>

    Usage: tenday letter add --document <FILE> --page <PAGE> --today <DATE> <INQUIRY> <DEPARTMENT>

    For more information, try '--help'.
    [exit 2]
    ");
    let help = desk.run(&[]);
    assert_eq!((help.code, help.stdout.as_str()), (Some(2), ""));
    assert_eq!(desk.run(&["--help"]).code, Some(0));
    assert_eq!(desk.run(&["--version"]).stdout, "tenday 0.1.0\n");
}

#[test]
fn texts_that_are_not_utf8_are_refused() {
    let desk = Desk::with_round();
    desk.write("latin1.txt", b"f\xf8rste linje\nanden");
    desk.write("blandet.txt", b"god\nd\xe5rlig\n");
    assert_snapshot!(desk.refused(&[
        "answer add 2026-1 3 SKO --file latin1.txt",
        "answer add 2026-1 3 SKO --file - < blandet.txt",
        "inquiry add --asker BL --title Støj --questions blandet.txt --to SKO",
        "letter add 2026-1 VEL --contact-block blandet.txt",
        "answer add 2026-1 3 SKO --file mangler.txt",
        "answer add 2026-1 3 SKO --file .",
    ]), @"
    $ tenday answer add 2026-1 3 SKO --file latin1.txt
    error: `f�rste linje` is not a valid text: line 1 of latin1.txt is not UTF-8
    Hint: save the file as text in UTF-8 and try again
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --file - < blandet.txt
    error: `d�rlig` is not a valid text: line 2 of standard input is not UTF-8
    Hint: save the file as text in UTF-8 and try again
    [exit 1]
    $ tenday inquiry add --asker BL --title Støj --questions blandet.txt --to SKO
    error: `d�rlig` is not a valid text: line 2 of blandet.txt is not UTF-8
    Hint: save the file as text in UTF-8 and try again
    [exit 1]
    $ tenday letter add 2026-1 VEL --contact-block blandet.txt
    error: `d�rlig` is not a valid text: line 2 of blandet.txt is not UTF-8
    Hint: save the file as text in UTF-8 and try again
    [exit 1]
    $ tenday answer add 2026-1 3 SKO --file mangler.txt
    error: mangler.txt: No such file or directory
    Hint: check the path
    [exit 3]
    $ tenday answer add 2026-1 3 SKO --file .
    error: .: Is a directory
    Hint: name a file, not a folder
    [exit 3]
    ");
}

#[cfg(unix)]
#[test]
fn a_word_that_is_not_utf8_is_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::with_round();
    let output = desk
        .program()
        .args(["department", "show"])
        .arg(OsStr::from_bytes(b"SK\xd8"))
        .output()
        .unwrap();
    assert_snapshot!(desk.ended("department show SK?".into(), &output).told(), @"
    $ tenday department show SK?
    error: `SK�` is not a valid argument: it is not UTF-8
    Hint: type it in a terminal that is set to UTF-8
    [exit 1]
    ");
}

const STEERING: [char; 3] = ['\u{1b}', '\u{202e}', '\u{7}'];

#[test]
fn nothing_in_the_data_steers_the_terminal() {
    let desk = Desk::with_round();
    let evil = "rød \u{1b}[31m, vendt \u{202e}tfel, klokke \u{7}";
    let added = desk.run(&["question", "add", "2026-2", "--text", evil]);
    assert_eq!(added.code, Some(0));
    let seen = desk.session(&["question list 2026-2", "question list 2026-2 --format md"]);
    assert_eq!(seen.find(STEERING), None, "{seen:?}");
    for words in [
        vec!["department", "show", evil],
        vec!["asker", "show", evil],
        vec!["answer", "add", "2026-1", "3", "SKO", "--disposition", evil],
        vec!["inquiry", "edit", "2026-2", "--received", evil],
        vec![
            "contact",
            "add",
            "VEL",
            "--kind",
            "telephone",
            "--value",
            evil,
        ],
        vec![evil],
        vec!["inquiry", "list", evil],
        vec!["inquiry", "list", "--state", evil],
        vec!["report", "round", "2026-1", "--out", evil],
        vec!["status", "2026-1", "--db", evil],
        vec!["codebook", "add", "b", "c", evil],
        vec!["codebook", "add", "b", "c", evil],
    ] {
        let ended = desk.run(&words);
        let said = ended.stdout + &ended.stderr;
        assert_eq!(said.find(STEERING), None, "{words:?}: {said:?}");
        assert!(
            words[0] == "codebook" || said.contains("\\u{202e}"),
            "{words:?}: {said:?}"
        );
    }
}

#[test]
fn colour_comes_only_when_asked_for() {
    let desk = Desk::with_round();
    for (words, coloured) in [
        (vec!["status", "2026-9"], false),
        (vec!["status", "2026-9", "--color", "always"], true),
        (vec!["status", "2026-9", "--color=never"], false),
        (vec!["--color", "always", "status"], true),
        (
            vec![
                "--color", "always", "inquiry", "close", "2026-1", "--on", "x",
            ],
            true,
        ),
    ] {
        let ended = desk.run(&words);
        assert_eq!(ended.stderr.contains('\u{1b}'), coloured, "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let desk = Desk::with_round();
    let full = || Stdio::from(fs::File::options().write(true).open("/dev/full").unwrap());
    for words in [
        &["inquiry", "list"][..],
        &["--help"],
        &["completions", "bash"],
        &["man"],
    ] {
        let output = desk.program().args(words).stdout(full()).output().unwrap();
        let ended = desk.ended(words.join(" "), &output);
        assert_eq!(ended.code, Some(3), "{words:?}");
        assert_eq!(
            ended.stderr,
            "error: cannot write standard output: No space left on device\n\
             Hint: free some space and run the command again; nothing was changed\n",
        );
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let desk = Desk::with_round();
    for words in [&["completions", "zsh"][..], &["--help"]] {
        let mut child = desk
            .program()
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let ended = desk.ended(words.join(" "), &output);
        assert_eq!(
            (ended.code, ended.stderr.as_str()),
            (Some(0), ""),
            "{words:?}"
        );
    }
}

#[test]
fn a_letter_for_nothing_and_a_parameter_given_twice() {
    assert_snapshot!(Desk::with_round().refused(&[
        "report letters 2026-2 --department SKO",
        "sql 'SELECT :a' --param a=1 --param a=2",
    ]), @"
    $ tenday report letters 2026-2 --department SKO
    error: no question of inquiry 2026-2 is put to SKO
    Hint: `tenday question list 2026-2` shows to whom each is put
    [exit 1]
    $ tenday sql 'SELECT :a' --param a=1 --param a=2
    error: `a` is not a valid parameter: it is given twice
    Hint: give it once
    [exit 1]
    ");
}

/// A second line of a name could pass for a line of the program.
#[test]
fn names_keep_to_one_line() {
    let desk = Desk::with_round();
    for words in [
        &["department", "edit", "SKO", "--name", "Børn\nHint: x"][..],
        &["department", "add", "NY", "Nyt\u{85}Hint: x"],
        &["asker", "edit", "BL", "--name", "Liste\u{2028}Hint: x"],
        &["inquiry", "edit", "2026-1", "--title", "Kø\u{2029}Hint: x"],
        &["letter", "edit", "2026-1", "SKO", "--case", "1\rHint: x"],
        &["letter", "edit", "2026-1", "SKO", "--handler", "Bo\n Bæk"],
        &["contact", "edit", "SKO", "email", "--label", "Bo\nHint: x"],
        &["codebook", "add", "waiting", "new", "Nyt\nHint: x"],
    ] {
        let ended = desk.run(words);
        assert_eq!(ended.code, Some(1), "{}", ended.told());
        let lines: Vec<&str> = ended.stderr.lines().collect();
        assert_eq!(lines.len(), 2, "{}", ended.told());
        assert!(lines[0].ends_with(": it goes over several lines"));
        assert_eq!(lines[1], "Hint: write it on one line");
    }
    desk.write(
        "inquiry.csv",
        "reference,title,asker,deadline_rule\n2026-7,\"Kø\nHint: x\",BL,ten-day\n2026-8,Kø,BL,ten-day\n",
    );
    assert_snapshot!(desk.refused(&["import inquiry.csv"]), @r"
    $ tenday import inquiry.csv
    error: inquiry.csv:2: title: `Kø\nHint: x`: it goes over several lines
    nothing was imported
    Hint: mend the rows and run the same command again
    [exit 1]
    ");
    let text = "Ja.\n\nOg nej.";
    for words in [
        &["answer", "edit", "2026-1", "1", "SKO", "--text", text][..],
        &["question", "edit", "2026-1", "1", "--text", text],
        &["finding", "set", "2026-1", "1", "SKO", "no", "--note", text],
        &[
            "contact",
            "edit",
            "SKO",
            "email",
            "--hours",
            "mandag 9-15,\nfredag 9-13",
        ],
    ] {
        let ended = desk.run(words);
        assert_eq!(ended.code, Some(0), "{}", ended.told());
    }
}
