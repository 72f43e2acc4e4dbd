//! Files of every kind that letters come in, written by the tests themselves, and what holds for any bytes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use tenday::letters::extract::{self, ExtractError, Extracted, PdfReader};
use zip::write::SimpleFileOptions;

/// A letter as lines; an empty line is a gap.
const LINES: [&str; 14] = [
    "Svar fra Park og Vej på forespørgsel fra Byens Venner om bænke",
    "",
    "12. marts 2021",
    "Sag: 21/004711-3",
    "Sagsbehandler: Anna Berg",
    "",
    "Spørgsmål 1: Hvor mange bænke står der på broen over åen?",
    "",
    "Svar: Der står ti bænke, og de bliver alle malet hvert forår.",
    "",
    "Spørgsmål 2: Hvem maler dem?",
    "",
    "Svar: Se svaret på spørgsmål 1.",
    "",
];

fn reader() -> PdfReader {
    PdfReader::new(
        env!("CARGO_BIN_EXE_tenday").into(),
        &["letter", "extract-pdf"],
    )
}

fn extracted(bytes: &[u8]) -> Extracted {
    extract::extract(bytes, &reader()).unwrap()
}

/// The letter of the tests was read right, whatever file it came in.
fn holds_the_letter(file: &Extracted) {
    let draft = tenday::letters::read(&file.text, &tenday::letters::Known::default());
    let letter = draft.letters.last().unwrap();
    assert_eq!(
        letter.department.as_deref(),
        Some("Park og Vej"),
        "{}",
        file.text
    );
    assert_eq!(
        letter.dated_on.map(|date| date.to_string()).as_deref(),
        Some("2021-03-12")
    );
    assert_eq!(letter.case_number.as_deref(), Some("21/004711-3"));
    assert_eq!(letter.handlers, ["Anna Berg"]);
    let answers: Vec<_> = letter
        .answers
        .iter()
        .map(|answer| {
            (
                answer.question,
                answer.text.as_str(),
                answer.refers_to_question,
            )
        })
        .collect();
    assert_eq!(
        answers,
        [
            (
                Some(1),
                "Der står ti bænke, og de bliver alle malet hvert forår.",
                None
            ),
            (Some(2), "Se svaret på spørgsmål 1.", Some(1))
        ],
        "{}",
        file.text
    );
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
    )
}

fn docx() -> Vec<u8> {
    let body = LINES
        .iter()
        .map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"))
        .collect::<Vec<_>>()
        .concat();
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &word(&body)),
    ])
}

fn odt() -> Vec<u8> {
    let body = LINES
        .iter()
        .map(|line| format!("<text:p>{line}</text:p>"))
        .collect::<Vec<_>>()
        .concat();
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
    ])
}

/// Writes a PDF with one page of text in Helvetica, or with nothing on it.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut content = String::from("BT /F1 10 Tf 14 TL 60 780 Td\n");
    for line in lines {
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(line);
        let hex = latin.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        let _ = writeln!(content, "<{hex}> Tj T*");
    }
    content.push_str("ET\n");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (place, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", place + 1);
    }
    let start = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = write!(
        file,
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

fn html() -> String {
    let body = LINES
        .iter()
        .map(|line| format!("<p>{}</p>", line.replace('ø', "&oslash;")))
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Svar</title></head><body>{body}</body></html>"
    )
}

#[test]
fn the_same_letter_is_read_from_every_kind_of_file() {
    let text = LINES.join("\r\n");
    let files: [(&str, Vec<u8>); 6] = [
        ("text/plain", text.clone().into_bytes()),
        (
            "text/plain",
            encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            docx(),
        ),
        ("application/vnd.oasis.opendocument.text", odt()),
        ("text/html", html().into_bytes()),
        ("application/pdf", pdf(&LINES)),
    ];
    for (media_type, bytes) in files {
        let file = extracted(&bytes);
        assert_eq!(file.media_type, media_type);
        holds_the_letter(&file);
    }
}

#[test]
fn the_letter_of_an_e_mail_is_its_body_or_is_attached() {
    let head = "From: Anna Berg <abe@vesterlund.example>\r\nTo: byraad@vesterlund.example\r\nDate: Fri, 12 Mar 2021 10:00:00 +0100\r\nSubject: =?utf-8?Q?Svar_p=C3=A5_foresp=C3=B8rgsel?=\r\nMIME-Version: 1.0\r\nMessage-ID: <1@vesterlund.example>\r\n";
    let body = format!(
        "{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
        LINES.join("\r\n")
    );
    let file = extracted(body.as_bytes());
    assert_eq!(file.media_type, "message/rfc822");
    assert!(
        file.text.contains("Subject: Svar på forespørgsel"),
        "{}",
        file.text
    );
    holds_the_letter(&file);
    for (name, media_type, content) in [
        ("svar.docx", "application/octet-stream", docx()),
        ("svar.pdf", "application/pdf", pdf(&LINES)),
    ] {
        let attached = format!(
            "{head}Content-Type: multipart/mixed; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/plain\r\n\r\nHermed svaret.\r\n--xx\r\nContent-Type: {media_type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n--xx--\r\n",
            base64(&content)
        );
        let file = extracted(attached.as_bytes());
        assert!(file.note.as_deref().unwrap_or_default().contains(name));
        holds_the_letter(&file);
    }
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (n, chunk) in bytes.chunks(3).enumerate() {
        if n > 0 && n % 19 == 0 {
            out.push_str("\r\n");
        }
        let bits = chunk
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize] as char;
            out.push(if place <= chunk.len() { sign } else { '=' });
        }
    }
    out
}

#[test]
fn word_numbers_breaks_tables_and_text_boxes_are_read() {
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>";
    let item = |text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t>Gade &amp; vej</w:t><w:br/><w:t>linje to</w:t><w:tab/><w:t>efter</w:t></w:r></w:p>{}<w:p><w:r><w:t>Ja, det er </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Sag: 21/1</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Sag: 21/1</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:del><w:r><w:delText>ikke</w:delText></w:r></w:del><w:r><w:t>rigtigt.</w:t></w:r></w:p>{}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>År</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2020</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        item("Hvor mange?"),
        item("Hvorfor?")
    );
    let file = archive(&[
        ("word/document.xml", &word(&body)),
        ("word/numbering.xml", numbering),
        (
            "word/footer1.xml",
            "<w:ftr xmlns:w=\"w\"><w:p><w:r><w:t>Side 1</w:t></w:r></w:p></w:ftr>",
        ),
    ]);
    assert_eq!(
        extracted(&file).text.replace("\n\n\n", "\n\n"),
        "Gade & vej\nlinje to\tefter\n1. Hvor mange?\n\nSag: 21/1\n\nJa, det er rigtigt.\n2. Hvorfor?\nÅr\t2020\n\nSide 1\n\n"
    );
}

#[test]
fn open_document_numbers_and_breaks_are_read() {
    let content = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:fo=\"f\"><office:automatic-styles><text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-suffix=\")\" style:num-format=\"1\"/></text:list-style><style:style style:name=\"P9\"><style:paragraph-properties fo:break-before=\"page\"/></style:style></office:automatic-styles><office:body><office:text><text:list text:style-name=\"L1\"><text:list-item><text:p>Hvor<text:s text:c=\"2\"/>mange?</text:p></text:list-item><text:list-item><text:p>Hvorfor?<text:line-break/>Linje</text:p></text:list-item></text:list><text:p>Svar<text:note><text:p>fodnote</text:p></text:note></text:p><text:p text:style-name=\"P9\">Ny side &lt;2&gt;</text:p></office:text></office:body></office:document-content>";
    let file = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
    ]);
    assert_eq!(
        extracted(&file).text.trim(),
        "1) Hvor  mange?\n2) Hvorfor?\nLinje\nSvar\n\x0cNy side <2>"
    );
}

#[test]
fn files_without_text_say_why() {
    let error = |bytes: &[u8]| extract::extract(bytes, &reader()).unwrap_err();
    assert_eq!(error(&pdf(&[])), ExtractError::Scanned);
    assert_eq!(error(b""), ExtractError::Empty);
    assert_eq!(error(b" \n\x0c\n"), ExtractError::Empty);
    assert!(matches!(
        error(b"%PDF-1.7\nnothing of the kind"),
        ExtractError::Damaged { .. }
    ));
    assert!(matches!(
        error(b"PK\x03\x04 no archive"),
        ExtractError::Damaged { .. }
    ));
    assert!(matches!(
        error(&archive(&[("xl/workbook.xml", "<x/>")])),
        ExtractError::Unsupported {
            found: "a spreadsheet"
        }
    ));
    assert!(matches!(
        error(b"{\\rtf1 Svar}"),
        ExtractError::Unsupported { .. }
    ));
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let bomb = "<w:t>0</w:t>".repeat(8 << 20);
    let file = archive(&[("word/document.xml", &bomb)]);
    assert!(file.len() < 1 << 20);
    assert!(matches!(
        extract::extract(&file, &reader()),
        Err(ExtractError::TooLarge { .. })
    ));
}

#[cfg(unix)]
#[test]
fn a_reader_that_hangs_or_floods_is_stopped() {
    let start = Instant::now();
    let hangs = PdfReader::new("sleep".into(), &["60"]).with_time(Duration::from_secs(1));
    assert_eq!(
        extract::extract(&pdf(&LINES), &hangs),
        Err(ExtractError::TimedOut { seconds: 1 })
    );
    let floods = PdfReader::new("yes".into(), &["æ"]).with_time(Duration::from_secs(30));
    assert!(matches!(
        extract::extract(&pdf(&LINES), &floods),
        Err(ExtractError::TooLarge { .. })
    ));
    let missing = PdfReader::new("/no/such/program".into(), &[]);
    assert!(matches!(
        extract::extract(&pdf(&LINES), &missing),
        Err(ExtractError::NoChild { .. })
    ));
    assert!(start.elapsed() < Duration::from_secs(25));
}

/// Bytes that look like one of the formats and then go wrong.
fn broken_file() -> impl Strategy<Value = Vec<u8>> {
    let files = vec![
        docx(),
        odt(),
        html().into_bytes(),
        pdf(&LINES),
        LINES.join("\n").into_bytes(),
    ];
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4_u8);
    (
        prop::sample::select(files),
        prop::collection::vec(change, 0..20),
    )
        .prop_map(|(mut bytes, changes)| {
            for (index, byte, change) in changes {
                if bytes.is_empty() {
                    break;
                }
                let at = index.index(bytes.len());
                match change {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    2 => {
                        bytes.remove(at);
                    }
                    _ => bytes.truncate(at.max(bytes.len() / 2)),
                }
            }
            bytes
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let start = Instant::now();
        let _ = extract::extract(&bytes, &reader());
        prop_assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn any_broken_file_is_read_or_refused(bytes in broken_file()) {
        let start = Instant::now();
        if let Ok(file) = extract::extract(&bytes, &reader()) {
            let draft = tenday::letters::read(&file.text, &tenday::letters::Known::default());
            prop_assert_eq!(draft.ledger.last().map_or(0, |span| span.end), file.text.len());
        }
        prop_assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn any_markup_is_read_or_refused(body in "(</?(w:p|w:r|w:t|w:tbl|w:tr|w:tc|w:br/|w:txbxContent|text:p|text:list|text:list-item|mc:Fallback|table:table-row|table:table-cell)>|&[a-z]{1,4};|[a-zæøå <>&]{0,5}){0,60}") {
        let word = archive(&[("word/document.xml", &format!("<w:body>{body}</w:body>"))]);
        let _ = extract::extract(&word, &reader());
        let open = archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &format!("<office:text>{body}</office:text>"))]);
        let _ = extract::extract(&open, &reader());
        let _ = extract::extract(format!("<html>{body}").as_bytes(), &reader());
    }
}
