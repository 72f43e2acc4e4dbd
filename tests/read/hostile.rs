//! Files that mean harm, through the program itself: it ends soon, says why, and records nothing.

use std::fs;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Desk;

/// How long refusing a file may take on a busy machine.
const SOON: Duration = Duration::from_secs(55);

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn is_refused(desk: &Desk, name: &str, bytes: &[u8], told: &str) {
    let before = desk.database();
    desk.write(name, bytes);
    let start = Instant::now();
    let said = desk.read(&[name], &["--accept"]);
    assert_eq!(said.code, 1, "{name}: {}", said.err);
    assert!(said.err.contains(told), "{name}: {}", said.err);
    assert!(start.elapsed() < SOON, "{name}: {:?}", start.elapsed());
    assert_eq!(desk.database(), before, "{name}");
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let desk = Desk::with_round();
    let bomb = b"<w:t>0</w:t>".repeat(6 << 20);
    let docx = archive(&[("word/document.xml", &bomb)]);
    assert!(docx.len() < 1 << 20);
    is_refused(&desk, "bombe.docx", &docx, "the file unpacks to more than");
}

#[test]
fn markup_nested_without_end_does_no_harm() {
    let desk = Desk::with_round();
    let deep = |open: &str| open.repeat(400_000).into_bytes();
    let docx = archive(&[("word/document.xml", &deep("<w:tbl><w:tr><w:tc>"))]);
    is_refused(&desk, "dyb.docx", &docx, "dyb.docx: the file");
    let html = [b"<html><body>".to_vec(), deep("<div>")].concat();
    is_refused(&desk, "dyb.html", &html, "nested more than");
    let mail = "From: a@b.example\r\nContent-Type: message/rfc822\r\n\r\n".repeat(2_000);
    let before = desk.database();
    desk.write("dyb.eml", mail.as_bytes());
    let start = Instant::now();
    assert_eq!(desk.read(&["dyb.eml"], &["--accept"]).code, 1);
    assert!(start.elapsed() < SOON);
    assert_eq!(desk.database(), before);
}

/// Puts a `pdftotext` of the test's own first in the path, and returns that path.
#[cfg(unix)]
fn stand_in(desk: &Desk, script: &str) -> String {
    use std::os::unix::fs::PermissionsExt;

    let programs = desk.folder.path().join("bin");
    fs::create_dir_all(&programs).unwrap();
    let reader = programs.join("pdftotext");
    fs::write(&reader, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&reader, fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:/usr/bin:/bin", programs.display())
}

/// Reads a PDF, by its first bytes, with a `pdftotext` that does this: what is said of it, and how
/// long it took. It is refused, and the database as it was.
#[cfg(unix)]
fn refused_with(script: &str) -> (String, Duration) {
    let desk = Desk::with_round();
    desk.write("brev.pdf", b"%PDF-1.7\nnothing of the kind");
    let path = stand_in(&desk, script);
    let before = desk.database();
    let start = Instant::now();
    let output = desk
        .reading(&["brev.pdf"], &["--accept"])
        .env("PATH", &path)
        .output()
        .unwrap();
    let took = start.elapsed();
    let said: crate::Said = output.into();
    assert_eq!(said.code, 1, "{script}: {}", said.err);
    assert_eq!(desk.database(), before, "{script}");
    (said.err, took)
}

/// The limit is the program's own, so this test waits for it.
#[cfg(unix)]
#[test]
fn a_pdf_reader_that_hangs_is_stopped() {
    let (told, took) = refused_with("exec sleep 600");
    assert!(told.contains("the PDF reader was stopped after"), "{told}");
    assert!(took < Duration::from_mins(3), "{took:?}");
}

#[cfg(unix)]
#[test]
fn a_pdf_reader_that_floods_or_dies_takes_nothing_with_it() {
    for (script, told) in [
        (
            "exec yes 'a line of a letter'",
            "the file unpacks to more than",
        ),
        ("kill -SEGV $$", "the file is no readable PDF"),
        ("exit 3", "locked with a password"),
    ] {
        let (said, took) = refused_with(script);
        assert!(said.contains(told), "{script}: {said}");
        assert!(took < SOON, "{script}: {took:?}");
    }
}
