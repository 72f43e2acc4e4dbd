//! CSV: cells between commas, semicolons or tabs.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::decoded::{Broken, END, Text};
use super::header::{self, HEAD_ROWS};
use super::input::Input;
use super::{BadRow, Rows, Unreadable};
use crate::domain::encoding;
use crate::domain::encoding::Charset;
use crate::error::{Error, Result};
use crate::import::rejects::{HINT, LINE};

/// How much is read at a time, in bytes.
const BLOCK: usize = 128 << 10;
/// How much of a file is looked at before it is read, in bytes.
const SAMPLE: u64 = encoding::SAMPLE as u64;
/// Where a header ends at the latest, in bytes.
const HEAD: usize = 64 << 10;

/// The rows of a CSV file.
pub(super) struct Delimited {
    reader: csv::Reader<Text<File>>,
    name: String,
    header: Vec<String>,
    header_line: u64,
    /// How many cells a row may have: those of the header, and empty ones that are dropped.
    width: usize,
    is_over: bool,
}

/// How a CSV file is to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) charset: Charset,
    pub(super) delimiter: u8,
    /// Bytes before the text: the byte order mark of UTF-8.
    mark: u64,
    /// Whether Excel's `sep=;` comes first.
    is_stated: bool,
    /// Titles over the header.
    titles: usize,
}

impl Layout {
    /// Finds out what was not said.
    pub(super) fn of(
        input: &Input,
        charset: Option<Charset>,
        delimiter: Option<u8>,
    ) -> Result<Self> {
        let (file, _) = input.open()?;
        let mut sample = Vec::new();
        file.take(SAMPLE)
            .read_to_end(&mut sample)
            .map_err(Error::io(&input.name))?;
        // Rows that were rejected are written as UTF-8 whatever they were.
        let is_ours = memchr::memmem::find(first_line(&sample), LINE.as_bytes()).is_some();
        let charset = charset.filter(|_| !is_ours);
        let charset = charset.unwrap_or_else(|| Charset::found(&sample));
        let has_mark = charset.is_utf8() && sample.starts_with(b"\xef\xbb\xbf");
        let head = head(&sample, charset, if has_mark { 3 } else { 0 });
        let stated = head
            .get(..4)
            .filter(|it| it.eq_ignore_ascii_case(b"sep="))
            .and_then(|_| head.get(4).copied())
            .filter(|_| matches!(head.get(5), None | Some(b'\r' | b'\n')));
        let delimiter = delimiter
            .filter(|_| !is_ours)
            .or(stated)
            .unwrap_or_else(|| find_delimiter(&head));
        Ok(Self {
            charset,
            delimiter,
            is_stated: stated.is_some(),
            titles: titles(&head, delimiter, stated.is_some()),
            mark: if has_mark { 3 } else { 0 },
        })
    }

    /// Whether it is in UTF-8, with nothing before the text that says so.
    pub(super) fn is_plain(&self) -> bool {
        self.charset.is_utf8() && self.mark == 0 && !self.is_stated
    }

    /// What should be said of it.
    pub(super) fn notes(&self) -> Vec<String> {
        let separated = match self.delimiter {
            b';' => Some("semicolons".to_owned()),
            b'\t' => Some("tabs".to_owned()),
            b',' => None,
            other => Some(format!("`{}` between the cells", char::from(other))),
        };
        let encoding = (!self.charset.is_utf8()).then(|| self.charset.name());
        let titles = header::titles_noted(self.titles);
        [encoding, separated, titles]
            .into_iter()
            .flatten()
            .collect()
    }
}

fn first_line(sample: &[u8]) -> &[u8] {
    let end = memchr::memchr(b'\n', sample).unwrap_or(sample.len());
    &sample[..end]
}

/// The beginning of the text, as UTF-8.
fn head(sample: &[u8], charset: Charset, mark: usize) -> Vec<u8> {
    let sample = &sample[mark..sample.len().min(HEAD)];
    let mut text = String::new();
    if charset.is_utf8() {
        return sample.to_vec();
    }
    charset.decoder().decode(sample, false, &mut text);
    text.into_bytes()
}

/// What separates the headings: of the marks outside quotations in the first line with anything in it, the one that stands there
/// most often. Danish spreadsheets write semicolons, as the comma is their decimal mark.
fn find_delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0_u32), (b'\t', 0), (b';', 0)];
    let (mut quoted, mut blank) = (false, true);
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && !blank => break,
            _ if quoted => {}
            _ => {
                for (_, count) in counts.iter_mut().filter(|(mark, _)| mark == byte) {
                    *count += 1;
                }
            }
        }
        blank &= byte.is_ascii_whitespace();
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)
        .map_or(b',', |(mark, _)| mark)
}

/// How many titles stand over the header.
fn titles(head: &[u8], delimiter: u8, is_stated: bool) -> usize {
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(head);
    let is_blank = |row: &csv::ByteRecord| row.as_slice().trim_ascii().is_empty();
    let rows = reader.into_byte_records().map_while(Result::ok);
    let rows: Vec<csv::ByteRecord> = rows
        .filter(|row| !is_blank(row))
        .skip(is_stated.into())
        .take(HEAD_ROWS)
        .collect();
    header::titles(&rows)
}

/// Opens a CSV file and reads its header.
pub(super) fn open(input: &Input, layout: &Layout) -> Result<Delimited> {
    let (mut file, size) = input.open()?;
    file.seek(SeekFrom::Start(layout.mark))
        .map_err(Error::io(&input.name))?;
    let reader = csv::ReaderBuilder::new()
        .delimiter(layout.delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(BLOCK)
        .from_reader(Text::new(file, layout.charset, layout.mark, size));
    let mut rows = Delimited {
        reader,
        name: input.name.clone(),
        header: Vec::new(),
        header_line: 1,
        width: usize::MAX,
        is_over: false,
    };
    let above = usize::from(layout.is_stated) + layout.titles;
    for _ in 0..=above {
        rows.width = usize::MAX;
        rows.read_header()?;
    }
    Ok(rows)
}

impl Delimited {
    fn read_header(&mut self) -> Result<()> {
        let mut cells = csv::ByteRecord::new();
        let line = match self.next(&mut cells) {
            Ok(line) => line.unwrap_or(1),
            Err(Unreadable::File(error)) => return Err(error),
            Err(Unreadable::Row(bad)) => {
                let text = format!("{}:{}: {}", self.name, bad.line, bad.problem);
                return Err(Error::Rows {
                    total: 1,
                    follow_ons: 0,
                    reported: vec![text],
                    hint: HINT,
                });
            }
        };
        self.header_line = line;
        self.header = header::headings(&cells);
        self.width = self.header.len();
        Ok(())
    }

    /// The line of the header.
    pub(super) fn header_line(&self) -> u64 {
        self.header_line
    }

    /// Reads the next row that is not empty; returns its line.
    fn read(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        loop {
            let began = self.reader.position().clone();
            self.reader.get_mut().row_begins(began.byte());
            match self.reader.read_byte_record(cells) {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => return Err(self.broken(error, began.line())),
            }
            let at = self.reader.position();
            // The reader counts the empty lines before a row to it; the row's own are those in its cells and the one at its end.
            let line = match at.line() - began.line() {
                1 => began.line(),
                _ => (at.line() - 1).saturating_sub(lines_in(cells)),
            };
            if self.reader.get_ref().is_over(at.byte()) {
                self.is_over = true;
                return Self::last(cells, at.line());
            }
            if !cells.as_slice().iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(line));
            }
        }
    }

    /// The end of the file: its mark alone, or a quotation that goes on to it. `line` is the last one.
    fn last(cells: &mut csv::ByteRecord, line: u64) -> Result<Option<u64>, Unreadable> {
        if cells.len() == 1 && cells.as_slice() == &END[1..] {
            cells.clear();
            return Ok(None);
        }
        let began = line.saturating_sub(lines_in(cells));
        let shown: Vec<String> = cells
            .iter()
            .map(|cell| {
                String::from_utf8_lossy(cell.strip_suffix(END).unwrap_or(cell)).into_owned()
            })
            .collect();
        *cells = csv::ByteRecord::from(shown);
        Err(bad(
            began,
            "the file ends inside a quotation; it is cut short, or a quotation mark is not closed",
        ))
    }

    fn broken(&mut self, error: csv::Error, line: u64) -> Unreadable {
        self.is_over = true;
        let told = error.to_string();
        match error.into_kind() {
            csv::ErrorKind::Io(source) => {
                match source.get_ref().and_then(|it| it.downcast_ref::<Broken>()) {
                    Some(broken) => bad(line, broken.to_string()),
                    None => Unreadable::File(Error::io(&self.name)(source)),
                }
            }
            _ => bad(line, told),
        }
    }

    fn check(&self, cells: &mut csv::ByteRecord, line: u64) -> Result<(), Unreadable> {
        while cells.len() > self.width && cells.get(cells.len() - 1).is_some_and(<[u8]>::is_empty) {
            cells.truncate(cells.len() - 1);
        }
        if self.width != usize::MAX && cells.len() != self.width {
            return Err(bad(
                line,
                format!(
                    "the row has {} cells, the header {}",
                    cells.len(),
                    self.width
                ),
            ));
        }
        let bytes = cells.as_slice();
        let whole = simdutf8::basic::from_utf8(bytes).is_ok()
            && (bytes.is_ascii()
                || cells
                    .iter()
                    .all(|cell| cell.first().is_none_or(|byte| byte & 0xc0 != 0x80)));
        if whole && memchr::memchr(0, bytes).is_none() {
            return Ok(());
        }
        Err(self.bad_cell(cells, line))
    }

    /// Names the first cell that is no text, and makes text of all.
    fn bad_cell(&self, cells: &mut csv::ByteRecord, line: u64) -> Unreadable {
        let is_bad = |cell: &[u8]| cell.contains(&0) || std::str::from_utf8(cell).is_err();
        let at = cells.iter().position(is_bad).unwrap_or_default();
        let has_nul = cells.get(at).is_some_and(|cell| cell.contains(&0));
        let shown: Vec<String> = cells
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned())
            .collect();
        let heading = self.header.get(at).cloned().unwrap_or_default();
        let value = shown
            .get(at)
            .map(|text| text.replace('\0', "\\0"))
            .unwrap_or_default();
        *cells = csv::ByteRecord::from(shown);
        Unreadable::Row(BadRow {
            line,
            cell: Some((heading, value)),
            problem: if has_nul {
                "it holds a NUL character".into()
            } else {
                "it is not UTF-8; say what it is with --encoding, as in `--encoding windows-1252`"
                    .into()
            },
        })
    }
}

fn bad(line: u64, problem: impl Into<String>) -> Unreadable {
    Unreadable::Row(BadRow {
        line,
        cell: None,
        problem: problem.into(),
    })
}

fn lines_in(cells: &csv::ByteRecord) -> u64 {
    memchr::memchr_iter(b'\n', cells.as_slice()).count() as u64
}

impl Rows for Delimited {
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        if self.is_over {
            return Ok(None);
        }
        let Some(line) = self.read(cells)? else {
            self.is_over = true;
            return Ok(None);
        };
        self.check(cells, line)?;
        Ok(Some(line))
    }

    fn progress(&self) -> (u64, u64) {
        self.reader.get_ref().progress()
    }

    fn header(&self) -> &[String] {
        &self.header
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row with its line, and what is wrong in between.
    fn read(bytes: &[u8]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, bytes).unwrap();
        let input = Input::file(&path);
        let layout = Layout::of(&input, None, None).unwrap();
        let mut rows = open(&input, &layout).unwrap();
        let mut found = vec![format!(
            "{}: {}",
            rows.header_line(),
            rows.header().join("|")
        )];
        let mut cells = csv::ByteRecord::new();
        loop {
            match rows.next(&mut cells) {
                Ok(None) => return found,
                Ok(Some(line)) => {
                    let cells: Vec<_> = cells.iter().map(String::from_utf8_lossy).collect();
                    found.push(format!("{line}: {}", cells.join("|")));
                }
                Err(Unreadable::Row(bad)) => {
                    found.push(format!("{}: {:?} {}", bad.line, bad.cell, bad.problem));
                }
                Err(Unreadable::File(error)) => panic!("{error}"),
            }
        }
    }

    #[test]
    fn rows_have_the_line_they_begin_in() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"a,b\n1,2\n", &["1: a|b", "2: 1|2"]),
            (b"\xef\xbb\xbfa,b\r\n1,2", &["1: a|b", "2: 1|2"]),
            (
                b"\n\na,b\n\n\"1\n\n1\",2\n,\n\n3,4\n\n",
                &["3: a|b", "5: 1\n\n1|2", "10: 3|4"],
            ),
            (
                b"a;b;;\n1;2;;\n3;\"x \"\"y\"\"; z\"\n",
                &["1: a|b", "2: 1|2", "3: 3|x \"y\"; z"],
            ),
            (b"a\tb\n1\t2,3\n", &["1: a|b", "2: 1|2,3"]),
            (
                b"a,b\n1\n1,2,3\n1,2\n",
                &[
                    "1: a|b",
                    "2: None the row has 1 cells, the header 2",
                    "3: None the row has 3 cells, the header 2",
                    "4: 1|2",
                ],
            ),
            (
                b"a,b\n1,\"2\n3,4\n",
                &[
                    "1: a|b",
                    "2: None the file ends inside a quotation; it is cut short, or a quotation mark is not closed",
                ],
            ),
            (
                b"a,b\n\n1,\"2",
                &[
                    "1: a|b",
                    "3: None the file ends inside a quotation; it is cut short, or a quotation mark is not closed",
                ],
            ),
            (b"a,b\n1,\"2\n\"", &["1: a|b", "2: 1|2\n"]),
            (
                b"a,b\n\0\n1,2\n",
                &[
                    "1: a|b",
                    "2: None the row has 1 cells, the header 2",
                    "3: 1|2",
                ],
            ),
            (
                b"a,b\n1,2\0\n1,2\n",
                &[
                    "1: a|b",
                    "2: Some((\"b\", \"2\\\\0\")) it holds a NUL character",
                    "3: 1|2",
                ],
            ),
            (b"", &["1: "]),
        ];
        for (bytes, wanted) in cases {
            assert_eq!(read(bytes), *wanted, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn every_encoding_and_separator_reads_alike() {
        let utf16: Vec<u8> = "\u{feff}a;b\n1;Børn\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let cases: &[&[u8]] = &[
            "a,b\n1,Børn\n".as_bytes(),
            b"a;b\r\n1;B\xf8rn\r\n",
            b"a\tb\r1\tB\xf8rn\r",
            b"\"a\";b\n1;B\xf8rn",
            &utf16,
        ];
        for bytes in cases {
            assert_eq!(
                read(bytes),
                ["1: a|b", "2: 1|Børn"],
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
        assert_eq!(read(b"sep=;\r\na;b\r\n1;2,3\r\n"), ["2: a|b", "3: 1|2,3"]);
        assert_eq!(read(b"sep=|\na|b\n1|2;3\n"), ["2: a|b", "3: 1|2;3"]);
        assert_eq!(read(b"\"a, b, c\";d\n1;2\n"), ["1: a, b, c|d", "2: 1|2"]);
    }

    #[test]
    fn letters_behind_a_long_beginning_without_any_are_refused_by_line() {
        let mut bytes = b"a,b\n".to_vec();
        bytes.extend(b"1,2\n".repeat(300_000));
        bytes.extend(b"1,B\xf8rn\n\xc3,\xb8\n1,2\n");
        let found = read(&bytes);
        let bad = &found[300_001..];
        assert!(
            bad[0].starts_with("300002: Some((\"b\", \"B\u{fffd}rn\"))"),
            "{bad:?}"
        );
        assert!(bad[1].starts_with("300003: Some((\"a\","), "{bad:?}");
        assert_eq!(bad[2], "300004: 1|2");
    }

    #[test]
    fn a_quotation_is_not_followed_through_a_large_file() {
        let mut bytes = b"a,b\n1,2\n1,\"".to_vec();
        bytes.resize(40 << 20, b'x');
        let found = read(&bytes);
        assert_eq!(
            found[2],
            "3: None the row is longer than 16 MiB; a quotation mark is probably not closed"
        );
        assert_eq!(found.len(), 3);
    }
}
