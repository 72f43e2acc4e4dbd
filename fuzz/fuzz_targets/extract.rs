//! Bytes of a file to its text: nothing panics, and what comes out is bounded. The first byte says what the others are put
//! into. PDF is read in a child process and not fuzzed here; its child is a program that always fails.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use tenday::letters::extract::{self, LONGEST_TEXT, PdfReader};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else {
        return;
    };
    let file = match kind % 5 {
        0 => bytes.to_vec(),
        1 => archive(&[("word/document.xml", bytes)]),
        2 => {
            let half = bytes.len() / 2;
            archive(&[
                ("word/document.xml", &bytes[..half]),
                ("word/numbering.xml", &bytes[half..]),
            ])
        }
        3 => archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", bytes),
        ]),
        _ => [b"From: a@b.example\r\nMIME-Version: 1.0\r\n", bytes].concat(),
    };
    let no_child = PdfReader::new("false".into(), &[]);
    if let Ok(extracted) = extract::extract(&file, &no_child) {
        assert!(extracted.text.len() <= 2 * LONGEST_TEXT);
    }
});

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        if archive.start_file(*name, stored).is_err() || archive.write_all(bytes).is_err() {
            return Vec::new();
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
