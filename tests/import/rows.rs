//! Rows that are added, left, changed and refused.

use std::fmt::Write;
use std::fs;
use std::process::Stdio;

use rust_xlsxwriter::{Formula, Workbook};

use crate::{asked, desk, done, refused, run, tenday, write};

#[test]
fn an_export_makes_the_same_record_again() {
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path();
    done(folder, "init --seed");
    done(folder, "export out");
    done(folder, "--db other.db init");
    let imported = done(folder, "--db other.db import out --format csv");
    assert!(
        imported.stdout.contains("answer,33,0,0\n"),
        "{}",
        imported.stdout
    );
    done(folder, "--db other.db export again");
    for entry in fs::read_dir(folder.join("out")).unwrap() {
        let name = entry.unwrap().file_name();
        let (first, second) = (
            folder.join("out").join(&name),
            folder.join("again").join(&name),
        );
        if first.is_file() {
            assert_eq!(
                fs::read(first).unwrap(),
                fs::read(second).unwrap(),
                "{name:?}"
            );
        }
    }
}

#[test]
fn what_is_imported_twice_is_there_once() {
    let desk = desk();
    let folder = desk.path();
    let before = fs::read(folder.join("tenday.db")).unwrap();
    let again = done(folder, "import round --format csv");
    assert!(again.stdout.contains("answer,0,0,4\n"), "{}", again.stdout);
    assert!(
        again
            .stderr
            .contains("Everything was there already; nothing was changed.")
    );
    assert!(before == fs::read(folder.join("tenday.db")).unwrap());
}

#[test]
fn every_bad_row_is_told_and_nothing_is_kept() {
    let desk = desk();
    let folder = desk.path();
    write(
        folder,
        "answer.csv",
        "inquiry,question,department,letter,text\n\
         2026-2,1,SKO,1,Ja.\n\
         2026-1,9,SKO,1,Ja.\n\
         2026-1,2,SKOL,1,Ja.\n\
         2026-1,3,VEL,5,Ja.\n\
         2026-1,3,SKO,x,Ja.\n",
    );
    let told = refused(folder, "import answer.csv --max-errors 3");
    assert_eq!(
        told,
        "error: answer.csv:2: letter: `1`: there is no letter `SKO 1` in inquiry 2026-2\n\
         answer.csv:3: question: `9`: there is no question `9` in inquiry 2026-1\n\
         answer.csv:4: department: `SKOL`: there is no department `SKOL` (did you mean `SKO`?)\n\
         and 2 more bad rows; nothing was imported\n\
         Hint: mend the rows and run the same command again\n"
    );
}

#[test]
fn what_differs_is_replaced_only_when_that_is_wanted() {
    let desk = desk();
    let folder = desk.path();
    write(
        folder,
        "afdelinger.csv",
        "code,name\nKUL,Kultur\nVEL,Velfærd\nNY,Ny\n",
    );
    let told = refused(folder, "import afdelinger.csv --table department");
    assert!(
        told.contains(
            "afdelinger.csv:2: name: `Kultur`: `Kultur og Fritid` is recorded; --update replaces it"
        ),
        "{told}"
    );
    let shown = run(
        folder,
        "import afdelinger.csv --table department --update --dry-run --format csv",
    );
    assert_eq!(shown.stdout, "table,added,changed,left\ndepartment,1,1,1\n");
    assert!(
        shown
            .stderr
            .contains("Changed department KUL: name: `Kultur og Fritid` → `Kultur`")
    );
    assert!(
        shown
            .stderr
            .contains("This was a dry run; nothing was imported.")
    );
    assert!(
        asked(folder, "SELECT name FROM department WHERE code = 'KUL'")
            .contains("Kultur og Fritid")
    );
    done(folder, "import afdelinger.csv --table department --update");
    assert_eq!(
        asked(
            folder,
            "SELECT name FROM department WHERE code IN ('KUL', 'NY') ORDER BY code"
        ),
        "name\nKultur\nNy\n"
    );
}

#[test]
fn departments_go_by_their_names_too() {
    let desk = desk();
    let folder = desk.path();
    write(
        folder,
        "afdeling.csv",
        "code,name,parent\nTM,Teknik og Miljø,\nSUND,Sundhed,\nTM-P,Parkering,TM\n",
    );
    write(
        folder,
        "adressat.csv",
        "Forespørgsel;Spørgsmål;Afdeling\n2026-1;1;teknik og miljø\n2026-1;1;Sundhed\n",
    );
    write(
        folder,
        "svarbrev.csv",
        "Forespørgsel;Afdeling;Enhed;Dateret\n2026-1;Teknik og Miljø;Parkering;1.3.2021\n2026-1;Sundhed;;2.3.2021\n",
    );
    // Velfærd is the name of VEL, and could be a code.
    write(
        folder,
        "svar.csv",
        "inquiry,question,department,refers_to_department\n2026-1,1,Sundhed,Velfærd\n",
    );
    done(
        folder,
        "import afdeling.csv adressat.csv svarbrev.csv svar.csv",
    );
    assert_eq!(
        asked(
            folder,
            "SELECT department, state FROM answer_state WHERE department IN ('TM', 'SUND') ORDER BY 1"
        ),
        "department,state\nSUND,referred\nTM,outstanding\n"
    );
    let again = done(
        folder,
        "import adressat.csv svarbrev.csv svar.csv --format csv",
    );
    assert!(again.stdout.contains("letter,0,0,2\n"), "{}", again.stdout);
    assert!(again.stdout.contains("answer,0,0,1\n"), "{}", again.stdout);
    write(
        folder,
        "svarbrev.csv",
        "Forespørgsel;Afdeling\n2026-1;Teknik og Miljo\n2026-1;Sundheds\n2026-1;Sundhed\n",
    );
    let told = refused(folder, "import svarbrev.csv");
    for want in [
        "svarbrev.csv:2: department: `Teknik og Miljo`: ",
        "did you mean `Teknik og Miljø`?",
        "svarbrev.csv:3: department: `Sundheds`: ",
    ] {
        assert!(told.contains(want), "{want}\n{told}");
    }
    assert!(!told.contains("svarbrev.csv:4"), "{told}");
}

#[test]
fn rejected_rows_are_mended_and_fed_back() {
    let desk = desk();
    let folder = desk.path();
    write(
        folder,
        "afdelinger.csv",
        "Kode;Navn;Hører under\nA1;Et;SKO\nA 2;\"To; tre\";SKO\nA3;Fire;SKOO\n",
    );
    let line = "import afdelinger.csv --table department";
    refused(folder, &format!("{line} --errors fejl.csv"));
    let written = fs::read_to_string(folder.join("fejl.csv")).unwrap();
    assert_eq!(
        written,
        "Kode;Navn;Hører under;tenday_file;tenday_line;tenday_row;tenday_problem\n\
         A 2;\"To; tre\";SKO;afdelinger.csv;3;re34a5ca9;code: `A 2`: it may not hold a space\n\
         A3;Fire;SKOO;afdelinger.csv;4;r129d003f;parent: `SKOO`: there is no department `SKOO` (did you mean `SKO`?)\n"
    );
    let again = refused(folder, &format!("{line} --errors fejl.csv"));
    assert!(again.contains("`fejl.csv` exists already"), "{again}");
    write(
        folder,
        "fejl.csv",
        &written.replace("A 2", "A2").replace("SKOO;a", "SKO;a"),
    );
    let fed = done(
        folder,
        "import afdelinger.csv fejl.csv --table department --format csv",
    );
    assert_eq!(fed.stdout, "table,added,changed,left\ndepartment,3,0,0\n");
    assert!(
        fed.stderr
            .contains("afdelinger.csv: semicolons, 2 rows mended in fejl.csv."),
        "{}",
        fed.stderr
    );
}

#[test]
fn rows_that_are_mended_badly_are_written_again() {
    let desk = desk();
    let folder = desk.path();
    let cp850 = b"Kode|Navn\nA 1|B\x9brn\nA 2|\x92ldre\nA3|P\x86\n";
    fs::write(folder.join("afdelinger.csv"), cp850).unwrap();
    let line = "import afdelinger.csv --table department --delimiter | --encoding cp850";
    let told = refused(folder, &format!("{line} --errors fejl.csv"));
    assert!(
        told.contains(
            "tenday import afdelinger.csv fejl.csv --table department --delimiter '|' --encoding cp850"
        ),
        "{told}"
    );
    let written = fs::read_to_string(folder.join("fejl.csv")).unwrap();
    write(folder, "fejl.csv", &written.replacen("A 1", "A1", 1));
    let line = line.replace(".csv", ".csv fejl.csv");
    let told = refused(folder, &format!("{line} --errors igen"));
    assert!(told.contains("fejl.csv:3: code: `A 2`"), "{told}");
    let written = fs::read_to_string(folder.join("igen/department.csv")).unwrap();
    assert_eq!(
        written,
        "\u{feff}Kode,Navn,tenday_file,tenday_line,tenday_row,tenday_problem\n\
         A 2,Ældre,fejl.csv,3,rced79c62,code: `A 2`: it may not hold a space\n"
    );
    write(
        folder,
        "igen/department.csv",
        &written.replacen("A 2", "A2", 1),
    );
    let line = line.replace("fejl.csv", "fejl.csv igen");
    let fed = done(folder, &format!("{line} --format csv"));
    assert_eq!(fed.stdout, "table,added,changed,left\ndepartment,3,0,0\n");
    assert_eq!(
        asked(
            folder,
            "SELECT name FROM department WHERE code LIKE 'A%' ORDER BY code"
        ),
        "name\nBørn\nÆldre\nPå\n"
    );
}

/// A mapping that speaks of the file speaks of its rows too, wherever they stand.
#[test]
fn rejected_rows_belong_to_what_their_file_belongs_to() {
    let desk = desk();
    let folder = desk.path();
    write(folder, "liste.csv", "Id;Hvad\nNY;Nyt\nG L;Gammelt\n");
    write(
        folder,
        "liste.toml",
        "[[sheet]]\nfile = \"liste.csv\"\ntable = \"department\"\n[sheet.columns]\nId = \"code\"\nHvad = \"name\"\n",
    );
    let line = "import liste.csv --mapping liste.toml --errors";
    for (errors, file) in [("fejl.csv", "fejl.csv"), ("fejl", "fejl/department.csv")] {
        let told = refused(folder, &format!("{line} {errors}"));
        let again = format!("tenday import liste.csv {errors} --mapping liste.toml\n");
        assert!(told.contains(&again), "{told}");
        let written = fs::read_to_string(folder.join(file)).unwrap();
        write(folder, file, &written.replace("G L", "GL"));
        for order in ["liste.csv {}", "{} liste.csv"] {
            let paths = order.replace("{}", errors);
            let line = format!("import {paths} --mapping liste.toml --dry-run --format csv");
            assert_eq!(
                done(folder, &line).stdout,
                "table,added,changed,left\ndepartment,2,0,0\n"
            );
        }
    }
}

/// Excel takes UTF-8 that is not marked for Windows-1252, and a Danish one wants semicolons.
#[test]
fn rejected_rows_are_written_for_the_program_that_they_come_from() {
    let desk = desk();
    let folder = desk.path();
    let bytes = b"Kode;Navn\nB N;B\xf8rn\n";
    fs::write(folder.join("afdelinger.csv"), bytes).unwrap();
    refused(folder, "import afdelinger.csv --errors fejl.csv");
    let written = fs::read_to_string(folder.join("fejl.csv")).unwrap();
    assert!(
        written.starts_with("\u{feff}Kode;Navn;tenday_file;"),
        "{written}"
    );
    write(folder, "fejl.csv", &written.replace("B N", "BN"));
    done(folder, "import afdelinger.csv fejl.csv");
    assert_eq!(
        asked(folder, "SELECT name FROM department WHERE code = 'BN'"),
        "name\nBørn\n"
    );

    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Svaroversigt").unwrap();
    let header = [
        "Forespørgsel",
        "Emne",
        "Parti",
        "Modtaget",
        "Spm.",
        "Spørgsmål",
        "Afdeling",
        "Brevdato",
        "Svar",
    ];
    sheet.write_row(0, 0, header).unwrap();
    sheet
        .write_row(
            1,
            0,
            [
                "2026-7", "Bænke", "BL", "1.3.2026", "1", "Hvor?", "SKO", "2.3.2026",
            ],
        )
        .unwrap();
    let broken = Formula::new("=A9/0").set_result("#DIV/0!");
    sheet.write_formula(1, 8, broken).unwrap();
    fs::write(folder.join("oversigt.xlsx"), book.save_to_buffer().unwrap()).unwrap();
    let told = refused(folder, "import oversigt.xlsx --errors igen.csv");
    let once = "oversigt.xlsx [Svaroversigt]:2: Svar: `#DIV/0!`: the spreadsheet shows an error in cell I2\n";
    assert_eq!(told.matches(once).count(), 1, "{told}");
    let written = fs::read_to_string(folder.join("igen.csv")).unwrap();
    assert!(
        written.starts_with("\u{feff}Forespørgsel;Emne;Parti;"),
        "{written}"
    );
    let mended = written.replace("#DIV/0!", "Ved havnen.");
    write(folder, "igen.csv", &mended);
    done(folder, "import oversigt.xlsx igen.csv --dry-run");
    let told = refused(folder, "import oversigt.xlsx --max-errors 0");
    assert!(
        told.starts_with("error: 1 bad row; nothing was imported\n"),
        "{told}"
    );
}

#[test]
fn rejected_rows_of_several_files_go_to_a_folder() {
    let desk = desk();
    let folder = desk.path();
    fs::create_dir(folder.join("in")).unwrap();
    write(folder, "in/asker.csv", "code,name,kind\nX,Ex,partyy\n");
    write(
        folder,
        "in/inquiry.csv",
        "reference,title,asker\n2026-8,Åbent,X\n2026-9,Lukket,BL\n",
    );
    let told = refused(folder, "import in --errors fejl.csv");
    assert!(
        told.contains("the rows of 2 files do not fit into one"),
        "{told}"
    );
    let told = refused(folder, "import in --errors fejl");
    assert!(
        told.contains("1 row refers to those; nothing was imported"),
        "{told}"
    );
    assert_eq!(
        fs::read_to_string(folder.join("fejl/inquiry.csv")).unwrap(),
        "reference,title,asker,tenday_file,tenday_line,tenday_row,tenday_problem\n\
         2026-8,Åbent,X,in/inquiry.csv,2,re177d74e,\"it refers to the row in line 2, which is not right\"\n"
    );
    let asker = fs::read_to_string(folder.join("fejl/asker.csv")).unwrap();
    write(
        folder,
        "fejl/asker.csv",
        &asker.replacen("partyy", "party", 1),
    );
    write(
        folder,
        "in/asker.csv",
        "code,name,kind\nZ,Zet,party\nX,Ex,partyy\n",
    );
    let told = refused(folder, "import in fejl");
    assert!(
        told.contains(
            "in/asker.csv:2: the row is not the one that is mended in fejl/asker.csv; \
             the file was changed since"
        ),
        "{told}"
    );
    write(folder, "in/asker.csv", "code,name,kind\nX,Ex,partyy\n");
    assert_eq!(
        done(folder, "import in fejl --format csv").stdout,
        "table,added,changed,left\nasker,1,0,0\ninquiry,2,0,0\n"
    );
}

#[test]
fn a_thousand_bad_rows_are_counted_not_told() {
    let desk = desk();
    let folder = desk.path();
    let mut text = "inquiry,question,department,text\n".to_owned();
    for n in 0..1000 {
        writeln!(text, "2031-{n},1,SKO,Ja.").unwrap();
    }
    write(folder, "answer.csv", &text);
    let told = refused(folder, "import answer.csv");
    assert_eq!(told.lines().count(), 22, "{told}");
    assert!(told.contains("and 980 more bad rows; nothing was imported"));
}

#[test]
fn standard_input_is_a_file_too() {
    let desk = desk();
    let folder = desk.path();
    write(folder, "in.csv", "code,name\nNY,Ny\n");
    let ended = tenday(folder, "import - --table department --format csv")
        .stdin(Stdio::from(fs::File::open(folder.join("in.csv")).unwrap()))
        .output()
        .unwrap();
    assert_eq!(
        crate::Ended::from(ended).stdout,
        "table,added,changed,left\ndepartment,1,0,0\n"
    );
}

#[test]
fn what_columns_are_taken_for_is_explained() {
    let desk = desk();
    let folder = desk.path();
    write(folder, "afdelinger.csv", "Kode;Navn;Budget\nA1;Et;12\n");
    let explained = done(
        folder,
        "import --explain afdelinger.csv --table department --format csv",
    );
    assert_eq!(
        explained.stdout.lines().collect::<Vec<_>>(),
        [
            "file,table,heading,column,values",
            "afdelinger.csv,department,Kode,code,A1",
            "afdelinger.csv,department,Navn,name,Et",
            "afdelinger.csv,department,Budget,(unknown),12",
        ]
    );
    // What is not the table is a mapping file as it stands.
    write(folder, "found.toml", &explained.stderr);
    let line = "import afdelinger.csv --mapping found.toml --dry-run --format csv";
    assert_eq!(
        done(folder, line).stdout,
        "table,added,changed,left\ndepartment,1,0,0\n"
    );
}

#[test]
fn the_full_text_index_is_right_after_many_rows() {
    let desk = desk();
    let folder = desk.path();
    write(folder, "answer.csv", &crate::faults::many_answers(6000));
    write(folder, "question.csv", &crate::faults::many_questions(6000));
    done(folder, "import question.csv answer.csv");
    let found = done(folder, "search særligord5999 --format csv").stdout;
    assert_eq!(found.lines().count(), 2, "{found}");
    done(
        folder,
        "answer edit 2026-1 Q5998 SKO --text 'Efterfølgende ord.'",
    );
    assert_eq!(
        done(folder, "search efterfølgende --format csv")
            .stdout
            .lines()
            .count(),
        2
    );
    done(folder, "check");
}
