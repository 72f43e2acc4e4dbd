//! Whole files, as they come from folders and spreadsheets, read as the tables that they hold.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;

/// What stands under a path: each sheet with the rows of its own columns.
fn read(path: &Path, options: &Options) -> Result<Vec<String>> {
    let opened = open(&[path.to_owned()], &mut std::io::empty(), options)?;
    let mut found = Vec::new();
    for mut sheet in opened.sheets {
        let notes = sheet.notes.join(", ");
        let file = sheet.name.rsplit('/').next().unwrap_or_default().to_owned();
        found.push(format!("{file}: {} ({notes})", sheet.table));
        found.extend(rows(&mut sheet));
    }
    let folder = format!("{}/", path.display());
    found.extend(
        opened
            .left
            .into_iter()
            .map(|left| left.replace(&folder, "")),
    );
    Ok(found)
}

fn rows(sheet: &mut Sheet) -> Vec<String> {
    let mut found = Vec::new();
    let mut cells = csv::ByteRecord::new();
    loop {
        match sheet.next(&mut cells) {
            Ok(None) => return found,
            Ok(Some(line)) => {
                assert_eq!(cells.len(), sheet.columns.len());
                let pairs = sheet.columns.iter().zip(&cells);
                let shown: Vec<String> = pairs
                    .filter_map(|(column, cell)| {
                        Some(format!("{}={}", (*column)?, String::from_utf8_lossy(cell)))
                    })
                    .collect();
                found.push(format!("{line}: {}", shown.join(" ")));
            }
            Err(Unreadable::Row(bad)) => {
                found.push(format!("{}! {:?} {}", bad.line, bad.cell, bad.problem));
            }
            Err(Unreadable::File(error)) => {
                found.push(error.to_string());
                return found;
            }
        }
    }
}

fn file(name: &str, bytes: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn told(path: &Path) -> String {
    let error = read(path, &Options::default()).unwrap_err();
    let folder = format!("{}/", path.parent().unwrap().display());
    error.to_string().replace(&folder, "")
}

fn mapped(text: &str) -> Options {
    Options {
        mapping: Mapping::parse("m.toml", text).unwrap(),
        ..Options::default()
    }
}

/// A workbook with a sheet for each table of cells.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, *cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn titles_over_the_header_are_passed_over() {
    let title: &[&[&str]] = &[
        &["Oversigt over afdelinger"],
        &[],
        &["", "Opdateret i maj"],
        &["Kode", "Navn"],
        &["BA", "Børn"],
        &["BB"],
    ];
    let (_kept, path) = file("afdelinger.xlsx", workbook(&[("Afdelinger", title)]));
    assert_eq!(
        read(&path, &Options::default()).unwrap(),
        [
            "afdelinger.xlsx [Afdelinger]: department (2 lines over the header)",
            "5: code=BA name=Børn",
            "6: code=BB name=",
        ]
    );
    let (_kept, path) = file(
        "afdelinger.csv",
        "sep=;\nOversigt;\n;\nKode;Navn\nBA;Børn\n",
    );
    assert_eq!(
        read(&path, &Options::default()).unwrap(),
        [
            "afdelinger.csv: department (semicolons, a title over the header)",
            "5: code=BA name=Børn",
        ]
    );
    let (_kept, path) = file("afdelinger.csv", "Kode\nBA;Børn\n");
    assert_eq!(
        told(&path),
        "afdelinger.csv:1: name: ``: the column is missing\nnothing was imported"
    );
    let (_kept, path) = file("afdelinger.csv", "Oversigt\nMere\n");
    assert!(told(&path).starts_with("afdelinger.csv:1: Oversigt: ``: there is no such column"));
}

#[test]
fn a_folder_is_read_by_the_names_of_its_files_and_what_is_left_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    put("afdelinger.csv", b"Kode;Navn\nBA;B\xf8rn\n");
    put("svar 2018.ndjson", b"{\"inquiry\":\"2018-1\",\"question\":1,\"department\":\"BA\",\"letter\":1,\"disposition\":\"answered\"}\n");
    put("datapackage.json", b"{}");
    put("vejledning.docx", b"PK");
    put("budget.csv", b"a,b\n");
    put("tom.csv", b"");
    put("~$runder.xlsx", b"");
    put(".DS_Store", b"");
    fs::create_dir(folder.path().join("documents")).unwrap();
    assert_eq!(
        read(folder.path(), &Options::default()).unwrap(),
        [
            "afdelinger.csv: department (Windows-1252, semicolons)",
            "2: code=BA name=Børn",
            "svar 2018.ndjson: answer ()",
            "1: inquiry=2018-1 question=1 department=BA letter=1 disposition=answered",
            "`datapackage.json` was left: it is none of CSV, XLSX, ODS, XLS and NDJSON",
            "`documents` was left: it is a folder",
            "`vejledning.docx` was left: it is none of CSV, XLSX, ODS, XLS and NDJSON",
            "`budget.csv` was left: it is named after no table",
            "`tom.csv` was left: there is nothing in it",
        ]
    );
}

#[test]
fn headers_that_are_wrong_are_named_with_what_was_probably_meant() {
    let (_kept, path) = file("svar.csv", "Afdelling,Spm.,Spørgsmål nr.,Brev,Svartype\n");
    assert_eq!(
        told(&path),
        "svar.csv:1: Afdelling: ``: there is no such column in answer; did you mean `Afdeling`? The columns are inquiry, question, \
         department, letter, unit, label, disposition, refers_to_question, refers_to_department, wording, text\n\
         svar.csv:1: Spørgsmål nr.: ``: the column question stands here twice\n\
         svar.csv:1: inquiry: ``: the column is missing\nsvar.csv:1: department: ``: the column is missing\nnothing was imported"
    );
    let (_kept, path) = file("awnser.csv", "a,b\n");
    assert_eq!(
        told(&path),
        "`awnser.csv` is named after no table; nothing was imported"
    );
    let (_kept, path) = file("svar.csv", "%PDF-1.4");
    assert_eq!(
        told(&path),
        "`svar.csv` is a PDF, which holds no rows that can be read"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_and_not_waited_for() {
    let (folder, _) = file("svar.csv", "");
    let pipe = folder.path().join("pipe.csv");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(told(&pipe), "`pipe.csv` is neither a file nor a folder");
    let left = read(folder.path(), &Options::default())
        .unwrap_err()
        .to_string();
    assert!(left.contains("it is no file"), "{left}");
    assert!(told(Path::new("/dev/zero")).contains("neither a file nor a folder"));
}

#[test]
fn standard_input_is_read_as_the_table_that_is_named() {
    let options = Options {
        table: Some("Afdelinger".into()),
        ..Options::default()
    };
    for text in [
        "Kode,Navn\nBA,Børn\n",
        "{\"kode\":\"BA\",\"navn\":\"Børn\"}\n",
        "[{\"kode\":\"BA\",\"navn\":\"Børn\"}]",
    ] {
        let opened = open(&["-".into()], &mut text.as_bytes(), &options).unwrap();
        let mut sheets = opened.sheets;
        assert_eq!(sheets[0].name, "standard input");
        assert!(rows(&mut sheets[0])[0].ends_with(": code=BA name=Børn"));
    }
    let error = open(&["-".into()], &mut "a,b\n".as_bytes(), &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`standard input` is named after no table; nothing was imported"
    );
}

#[test]
fn a_workbook_is_read_sheet_by_sheet() {
    let bytes = workbook(&[
        ("Vejledning", &[&["Læs mig"]]),
        (
            "Afdelinger",
            &[
                &[],
                &["", "Kode", "Navn"],
                &["", "BA", "Børn"],
                &[],
                &["", "MSB", "Sociale Forhold"],
            ],
        ),
        (
            "Spørgsmål",
            &[
                &["Forespørgsel", "Nr.", "Plads", "Spørgsmål"],
                &["2018-1", "1", "1", "Hvor mange?"],
                &["2018-1", "2", "2", "Hvem?", "ekstra"],
            ],
        ),
        ("Ark4", &[]),
    ]);
    let (_kept, path) = file("runder.xlsx", bytes);
    assert_eq!(
        read(&path, &Options::default()).unwrap(),
        [
            "runder.xlsx [Afdelinger]: department ()",
            "3: code=BA name=Børn",
            "5: code=MSB name=Sociale Forhold",
            "runder.xlsx [Spørgsmål]: question ()",
            "2: inquiry=2018-1 number=1 position=1 text=Hvor mange?",
            "3! Some((\"\", \"ekstra\")) there is no heading over the cell E3",
            &format!(
                "`{} [Vejledning]` was left: it is named after no table",
                path.display()
            ),
        ]
    );
}

#[test]
fn a_workbook_of_one_sheet_goes_by_the_name_of_its_file() {
    let bytes = workbook(&[("Ark1", &[&["Kode", "Navn"], &["BA", "Børn"]])]);
    let (_kept, path) = file("Afdelinger 2018.xlsx", &bytes);
    assert_eq!(
        read(&path, &Options::default()).unwrap()[1],
        "2: code=BA name=Børn"
    );
    let (_kept, path) = file("liste.xlsx", &bytes);
    assert_eq!(
        told(&path),
        "`liste.xlsx [Ark1]` is named after no table; nothing was imported"
    );
    let options = Options {
        table: Some("department".into()),
        ..Options::default()
    };
    assert_eq!(read(&path, &options).unwrap()[1], "2: code=BA name=Børn");
}

#[test]
fn merged_cells_and_hidden_sheets_are_said_and_dates_are_dates() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd-mm-yyyy");
    let sheet = book.add_worksheet().set_name("Lukkedage").unwrap();
    sheet.write_row(0, 0, ["Dag", "Anledning"]).unwrap();
    for row in 1..4 {
        let date = ExcelDateTime::from_ymd(2018, 12, 23 + u8::try_from(row).unwrap()).unwrap();
        sheet
            .write_datetime_with_format(row, 0, &date, &day)
            .unwrap();
    }
    sheet
        .merge_range(1, 1, 3, 1, "Jul", &Format::new())
        .unwrap();
    let first = book.add_worksheet().set_name("Afdelinger").unwrap();
    first.write_row(0, 0, ["Kode", "Navn"]).unwrap();
    first.write_string(1, 0, "BA").unwrap();
    first
        .write_formula(
            1,
            1,
            rust_xlsxwriter::Formula::new("=A9/0").set_result("#DIV/0!"),
        )
        .unwrap();
    first.set_active(true);
    book.worksheet_from_name("Lukkedage")
        .unwrap()
        .set_hidden(true);
    let (_kept, path) = file("x.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(
        read(&path, &Options::default()).unwrap(),
        [
            "x.xlsx [Lukkedage]: closed_day (a hidden sheet, merged cells hold for each of their rows)",
            "2: day=2018-12-24 name=Jul",
            "3: day=2018-12-25 name=Jul",
            "4: day=2018-12-26 name=Jul",
            "x.xlsx [Afdelinger]: department ()",
            "2! Some((\"Navn\", \"#DIV/0!\")) the spreadsheet shows an error in cell B2",
        ]
    );
}

const FLAT: &str = "Forespørgsel;Titel;Parti;Modtaget;Spm.;Spørgsmål;Afdeling;Brevdato;Sagsnr.;Sagsbehandler;Svar\n\
    2018-1;Biler;LA;16-04-2018;1;Hvor mange?;BA;23-04-2018;18/1;Ida Holm; Ti\n\
    2018-1;Biler;LA;16-04-2018;2;Hvem?;BA;23-04-2018;18/1;Ida Holm; Alle\n\
    2018-1;Biler;LA;16-04-2018;1;Hvor mange?;MSB;;;;\n\
    2018-2;Veje;LA;;2a;Hvor?;BA;;;Ida Holm\u{3b} Bo Lund;Her\n\
    2018-2;Veje;LA;;10;Hvornår?;BA;;;;Nu\n";

#[test]
fn a_line_per_answer_becomes_rows_of_every_table() {
    let flat = FLAT.replace("Ida Holm; Bo Lund", "\"Ida Holm; Bo Lund\"");
    let (_kept, path) = file("svar.csv", flat);
    assert_eq!(
        read(&path, &Options::default()).unwrap(),
        [
            "svar.csv: inquiry (semicolons)",
            "2: reference=2018-1 title=Biler received_on=16-04-2018 asker=LA deadline_rule=ten-day",
            "5: reference=2018-2 title=Veje received_on= asker=LA deadline_rule=ten-day",
            "svar.csv: question (semicolons)",
            "2: inquiry=2018-1 number=1 text=Hvor mange? position=1",
            "3: inquiry=2018-1 number=2 text=Hvem? position=2",
            "5: inquiry=2018-2 number=2a text=Hvor? position=1",
            "6: inquiry=2018-2 number=10 text=Hvornår? position=2",
            "svar.csv: addressee (semicolons)",
            "2: inquiry=2018-1 question=1 department=BA",
            "3: inquiry=2018-1 question=2 department=BA",
            "4: inquiry=2018-1 question=1 department=MSB",
            "5: inquiry=2018-2 question=2a department=BA",
            "6: inquiry=2018-2 question=10 department=BA",
            "svar.csv: letter (semicolons)",
            "2: inquiry=2018-1 department=BA dated_on=23-04-2018 case_number=18/1 letter=1",
            "5: inquiry=2018-2 department=BA dated_on= case_number= letter=1",
            "svar.csv: letter_person (semicolons)",
            "2: inquiry=2018-1 department=BA letter=1 role=handler position=1 name=Ida Holm",
            "5: inquiry=2018-2 department=BA letter=1 role=handler position=1 name=Ida Holm",
            "5: inquiry=2018-2 department=BA letter=1 role=handler position=2 name=Bo Lund",
            "svar.csv: answer (semicolons)",
            "2: inquiry=2018-1 question=1 department=BA text= Ti letter=1 unit= disposition=answered wording=verbatim",
            "3: inquiry=2018-1 question=2 department=BA text= Alle letter=1 unit= disposition=answered wording=verbatim",
            "5: inquiry=2018-2 question=2a department=BA text=Her letter=1 unit= disposition=answered wording=verbatim",
            "6: inquiry=2018-2 question=10 department=BA text=Nu letter=1 unit= disposition=answered wording=verbatim",
        ]
    );
}

#[test]
fn lines_that_contradict_one_another_are_all_handed_on() {
    let text = "inquiry,title,question,department,asker,department_name\n1,Et,1,BA,LA,Børn\n1,,2,BA,LA,\n1,To,3,BA,LA,Unge\n1,Et,4,BA,LA,Børn\n";
    let (_kept, path) = file("svaroversigt.csv", text);
    let found = read(&path, &Options::default()).unwrap();
    assert_eq!(
        found[..6],
        [
            "svaroversigt.csv: department ()",
            "2: code=BA name=Børn",
            "4: code=BA name=Unge",
            "svaroversigt.csv: inquiry ()",
            "2: reference=1 title=Et asker=LA deadline_rule=ten-day",
            "4: reference=1 title=To asker=LA deadline_rule=ten-day",
        ]
    );
}

#[test]
fn a_mapping_says_tables_columns_and_constants() {
    let (_kept, path) = file(
        "liste.csv",
        "Sag;Nr;Hvem svarer;Tekst;Noter\n2018-1;1;BA;Ja;x\n",
    );
    let options = mapped(
        "[[sheet]]\nfile = \"liste.csv\"\ntable = \"svaroversigt\"\nignore = [\"Noter\"]\n\
         columns = { \"Sag\" = \"inquiry\", \"Nr\" = \"question\", \"Hvem svarer\" = \"department\", \"Tekst\" = \"answer\" }\n\
         constants = { title = \"Biler\", asker = \"LA\", received_on = 2018-04-16 }\n",
    );
    let found = read(&path, &options).unwrap();
    assert_eq!(
        found[1],
        "2: reference=2018-1 received_on=2018-04-16 title=Biler asker=LA deadline_rule=ten-day"
    );
    assert_eq!(
        found.last().unwrap(),
        "2: inquiry=2018-1 question=1 department=BA text=Ja letter=1 unit= disposition=answered wording=verbatim"
    );

    let options = mapped(
        "[[sheet]]\nfile = \"liste.csv\"\ntable = \"svar\"\ncolumns = { \"Sagg\" = \"inquiry\" }\n",
    );
    let error = read(&path, &options).unwrap_err().to_string();
    assert!(
        error.contains("m.toml:1: there is no column `Sagg` in the sheet"),
        "{error}"
    );
}

#[test]
fn a_sheet_that_is_left_stays_so_by_the_mapping() {
    let (_kept, path) = file(
        "bog.xlsx",
        workbook(&[
            ("Afdelinger", &[&["Kode", "Navn"], &["BA", "Borgmester"]]),
            ("Husk", &[&["Ring til Bo"], &["i morgen"]]),
        ]),
    );
    let explained = explain(
        std::slice::from_ref(&path),
        &mut std::io::empty(),
        &Options::default(),
    )
    .unwrap();
    assert_eq!(explained.sheets.len(), 2);
    assert!(!explained.mapping.contains("Husk"), "{}", explained.mapping);
    let found = read(&path, &mapped(&explained.mapping)).unwrap();
    assert_eq!(found[1], "2: code=BA name=Borgmester");
}

#[test]
fn what_is_explained_can_be_said_again_by_its_mapping() {
    let text =
        "Forespørgsel;Spm.;Afdeling;Hvem skrev\n2018-1;1;BA;Ida\n2018-1;2;BA;\n2018-2;1;MSB;Bo\n";
    let (_kept, path) = file("liste.csv", text);
    let explained = explain(
        std::slice::from_ref(&path),
        &mut std::io::empty(),
        &Options::default(),
    )
    .unwrap();
    let sheet = &explained.sheets[0];
    assert_eq!(
        (sheet.format, sheet.table, sheet.rows, sheet.bad_rows),
        ("CSV", None, 3, 0)
    );
    let taken: Vec<String> = sheet
        .columns
        .iter()
        .map(|it| format!("{}: {:?} {:?}", it.heading, it.taken, it.samples))
        .collect();
    assert_eq!(
        taken,
        [
            "Forespørgsel: Column(\"inquiry\") [\"2018-1\", \"2018-2\"]",
            "Spm.: Column(\"question\") [\"1\", \"2\"]",
            "Afdeling: Column(\"department\") [\"BA\", \"MSB\"]",
            "Hvem skrev: Unknown([]) [\"Ida\", \"Bo\"]",
        ]
    );
    assert!(sheet.missing.is_empty());
    let options = mapped(&explained.mapping);
    let again = explain(std::slice::from_ref(&path), &mut std::io::empty(), &options).unwrap();
    assert_eq!(again.sheets[0].table, sheet.likely);
    assert_eq!(again.sheets[0].columns[3].taken, TakenFor::Nothing);
    assert!(explained.mapping.starts_with("# "), "{}", explained.mapping);
    assert!(
        explained.mapping.ends_with(&again.mapping),
        "{}",
        again.mapping
    );
    assert!(read(&path, &options).is_ok());
}

/// Cells as people fill them, without what no encoding but UTF holds.
fn cell() -> impl Strategy<Value = String> {
    "[a-zæøåÆØÅ0-9 ,;\t\"'\n.§-]{0,12}"
}

fn table_of_cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    proptest::collection::vec(proptest::collection::vec(cell(), 3), 0..8)
}

fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let utf16 =
        |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => [&b"\xff\xfe"[..], &utf16(u16::to_le_bytes)].concat(),
        3 => [&b"\xfe\xff"[..], &utf16(u16::to_be_bytes)].concat(),
        _ => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_table_reads_back_in_every_encoding_with_every_separator(
        cells in table_of_cells(), encoding in 0_usize..5, separator in 0_usize..3, crlf: bool,
        order in Just(vec![0_usize, 1, 2]).prop_shuffle(),
    ) {
        let names = ["Kode", "Navn", "Hører under"];
        let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b",;\t"[separator]).terminator(end).from_writer(Vec::new());
        writer.write_record(order.iter().map(|at| names[*at])).unwrap();
        for row in &cells {
            writer.write_record(order.iter().map(|at| &row[*at])).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (_kept, path) = file("afdeling.csv", encoded(&text, encoding));
        let options = Options { encoding: (encoding == 4).then(|| "windows-1252".into()), ..Options::default() };
        let mut sheets = open(&[path], &mut std::io::empty(), &options).unwrap().sheets;
        let at = |name| sheets[0].columns.iter().position(|it| *it == Some(name)).unwrap();
        let places = [at("code"), at("name"), at("parent")];
        let mut record = csv::ByteRecord::new();
        let mut found = Vec::new();
        while sheets[0].next(&mut record).unwrap().is_some() {
            found.push(places.map(|at| String::from_utf8_lossy(&record[at]).into_owned()).to_vec());
        }
        let full: Vec<Vec<String>> = cells.into_iter().filter(|row| row.iter().any(|it| !it.trim().is_empty())).collect();
        prop_assert_eq!(found, full);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0_usize..4) {
        let name = ["svar.csv", "svar.ndjson", "svar.xlsx", "svar.ods"][kind];
        let (_kept, path) = file(name, &bytes);
        let _ = read(&path, &Options::default());
        let header = b"inquiry,question,department,letter,disposition\n";
        let (_kept, path) = file("svar.csv", [header, &bytes[..]].concat());
        let _ = read(&path, &Options::default());
        let (_kept, path) = file("svar.ndjson", [b"{\"inquiry\":1}\n", &bytes[..]].concat());
        let _ = read(&path, &Options::default());
    }

    #[test]
    fn a_damaged_workbook_is_read_or_refused(at in 0_usize..6000, byte: u8, cut in 0_usize..6000) {
        let mut bytes = workbook(&[("Afdelinger", &[&["Kode", "Navn"], &["BA", "Børn"], &["MSB", "12"]])]);
        let at = at % bytes.len();
        bytes[at] = byte;
        if cut % 3 == 0 {
            bytes.truncate(cut % bytes.len());
        }
        let (_kept, path) = file("runder.xlsx", bytes);
        let _ = read(&path, &Options::default());
    }
}

/// One spreadsheet as an office program saved it in each of its formats.
#[test]
fn what_an_office_program_saves_reads_alike_in_every_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/data");
    let options = Options {
        table: Some("svaroversigt".into()),
        ..Options::default()
    };
    let rows_of = |name: &str| {
        let mut opened = open(&[folder.join(name)], &mut std::io::empty(), &options).unwrap();
        let found: Vec<String> = opened.sheets.iter_mut().flat_map(rows).collect();
        // Rows are counted in a workbook, lines in a text, and dates are dates in a workbook only.
        let unnumbered = found.iter().map(|row| row.split_once(' ').unwrap().1);
        let dated = unnumbered.map(|row| {
            row.replace("16-04-2026", "2026-04-16")
                .replace("23-04-2026", "2026-04-23")
        });
        (dated.collect::<Vec<_>>(), opened.sheets[0].notes.join(", "))
    };
    let (of_text, notes) = rows_of("runder.csv");
    assert_eq!(notes, "Windows-1252, semicolons");
    assert_eq!(of_text.len(), 10);
    assert_eq!(
        of_text[0],
        "reference=2026-7 title=Åbne legepladser received_on=2026-04-16 asker=BL deadline_rule=ten-day"
    );
    assert_eq!(
        of_text[8],
        "inquiry=2026-7 question=1 department=SKO text=Der er 12 åbne legepladser.\n\"Ærø\" er lukket, som aftalt; den åbner 1. maj. \
         letter=1 unit= disposition=answered wording=verbatim"
    );
    for name in ["runder.xlsx", "runder.ods", "runder.xls"] {
        assert_eq!(rows_of(name).0, of_text, "{name}");
    }
}
