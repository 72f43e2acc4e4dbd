//! JSON: an object a line (NDJSON), or a list of objects.
//!
//! Objects may leave keys out, so that the header is found by reading the file once before its rows: every key, in the order in
//! which they first come.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use serde_json::Value as Json;

use super::input::Input;
use super::{BadRow, Rows, Unreadable};
use crate::error::{Error, Result};

/// The longest object, in bytes.
const LONGEST: u64 = 16 << 20;
/// The most different keys that a file may have.
const MOST_KEYS: usize = 1000;

/// The rows of a JSON file.
pub(super) struct Objects {
    lines: Pieces,
    header: Vec<String>,
    places: HashMap<String, usize>,
}

/// Finds the header of a file.
pub(super) fn header(input: &Input) -> Result<Vec<String>> {
    let mut pieces = Pieces::open(input)?;
    let mut header: Vec<String> = Vec::new();
    loop {
        let line = match pieces.next() {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(header),
            Err(Unreadable::File(error)) => return Err(error),
            Err(Unreadable::Row(_)) => continue,
        };
        // What is no object is refused by its line when the rows are read.
        if let Ok(Json::Object(object)) = parse(line, &pieces.piece) {
            for key in object.into_iter().map(|(key, _)| key) {
                if header.len() < MOST_KEYS && !header.contains(&key) {
                    header.push(key);
                }
            }
        }
    }
}

/// Opens the rows of a file whose header is known.
pub(super) fn open(input: &Input, header: &[String]) -> Result<Objects> {
    Ok(Objects {
        lines: Pieces::open(input)?,
        header: header.to_vec(),
        places: header.iter().cloned().zip(0..).collect(),
    })
}

fn parse(line: u64, piece: &[u8]) -> Result<Json, Unreadable> {
    serde_json::from_slice(piece)
        .map_err(|error| bad(line, None, format!("it is no JSON: {error}")))
}

fn bad(line: u64, cell: Option<(String, String)>, problem: impl Into<String>) -> Unreadable {
    Unreadable::Row(BadRow {
        line,
        cell,
        problem: problem.into(),
    })
}

impl Rows for Objects {
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        cells.clear();
        let Some(line) = self.lines.next()? else {
            return Ok(None);
        };
        let object = match parse(line, &self.lines.piece)? {
            Json::Object(object) => object,
            other => {
                return Err(bad(
                    line,
                    None,
                    format!("`{}` is no object", short(&other.to_string())),
                ));
            }
        };
        let mut row = vec![String::new(); self.header.len()];
        let mut refused = None;
        for (key, value) in &object {
            let Some(place) = self.places.get(key) else {
                return Err(bad(
                    line,
                    Some((key.clone(), String::new())),
                    "there are too many different keys",
                ));
            };
            match plain(value) {
                Some(text) => row[*place] = text,
                None => refused = Some((key.clone(), short(&value.to_string()))),
            }
        }
        *cells = csv::ByteRecord::from(row);
        match refused {
            None => Ok(Some(line)),
            Some(cell) => Err(bad(
                line,
                Some(cell),
                "it is an object; a cell holds text, a number, true, false, null or a list of those",
            )),
        }
    }

    fn progress(&self) -> (u64, u64) {
        (self.lines.read, self.lines.size)
    }

    fn header(&self) -> &[String] {
        &self.header
    }
}

fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(60).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// A value as a cell holds it; a list as its values with spaces between, as columns of several keys have them.
fn plain(value: &Json) -> Option<String> {
    match value {
        Json::Null => Some(String::new()),
        Json::Bool(yes) => Some(u8::from(*yes).to_string()),
        Json::Number(number) => {
            let text = number.to_string();
            Some(text.strip_suffix(".0").map(str::to_owned).unwrap_or(text))
        }
        Json::String(text) => Some(text.clone()),
        Json::Array(values) if !values.iter().any(|it| it.is_array() || it.is_object()) => {
            let values: Option<Vec<String>> = values.iter().map(plain).collect();
            values.map(|values| values.join(" "))
        }
        Json::Array(_) | Json::Object(_) => None,
    }
}

/// Where one object ends and the next begins.
struct Pieces {
    reader: BufReader<File>,
    name: String,
    piece: Vec<u8>,
    line: u64,
    is_list: bool,
    read: u64,
    size: u64,
    is_over: bool,
}

impl Pieces {
    fn open(input: &Input) -> Result<Self> {
        let (file, size) = input.open()?;
        let mut pieces = Self {
            reader: BufReader::new(file),
            name: input.name.clone(),
            piece: Vec::new(),
            line: 1,
            is_list: false,
            read: 0,
            size,
            is_over: false,
        };
        let io = |error| Error::io(&input.name)(error);
        if pieces
            .reader
            .fill_buf()
            .map_err(io)?
            .starts_with(b"\xef\xbb\xbf")
        {
            pieces.reader.consume(3);
        }
        loop {
            match pieces.reader.fill_buf().map_err(io)?.first() {
                Some(b'[') => pieces.is_list = true,
                Some(b'\n') => pieces.line += 1,
                Some(byte) if byte.is_ascii_whitespace() => {}
                _ => return Ok(pieces),
            }
            pieces.reader.consume(1);
            if pieces.is_list {
                return Ok(pieces);
            }
        }
    }

    /// Reads the next object into `piece`; returns the line that it begins in.
    fn next(&mut self) -> Result<Option<u64>, Unreadable> {
        if self.is_over {
            return Ok(None);
        }
        let found = if self.is_list {
            self.element()
        } else {
            self.whole_line()
        };
        self.read += self.piece.len() as u64;
        if !matches!(found, Ok(Some(_))) {
            let has_rest = matches!(&found, Err(Unreadable::Row(_))) && !self.is_list;
            self.is_over = !has_rest || self.piece.len() as u64 > LONGEST;
        }
        found
    }

    fn failed(&self, error: std::io::Error) -> Unreadable {
        Unreadable::File(Error::io(&self.name)(error))
    }

    fn whole_line(&mut self) -> Result<Option<u64>, Unreadable> {
        loop {
            self.piece.clear();
            let mut bounded = self.reader.by_ref().take(LONGEST + 1);
            let read = bounded.read_until(b'\n', &mut self.piece);
            match read.map_err(|error| self.failed(error))? {
                0 => return Ok(None),
                read if read as u64 > LONGEST => return Err(bad(self.line, None, TOO_LONG)),
                _ => {}
            }
            self.line += 1;
            if !self.piece.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(self.line - 1));
            }
        }
    }

    /// The next element of a list: up to the comma or bracket that is in no string and no inner list or object.
    fn element(&mut self) -> Result<Option<u64>, Unreadable> {
        self.piece.clear();
        let (mut depth, mut quoted, mut escaped, mut began) = (0_u32, false, false, None);
        loop {
            let Some(byte) = self.byte()? else {
                return Err(bad(
                    began.unwrap_or(self.line),
                    None,
                    "the list is not closed; the file is cut short",
                ));
            };
            if byte == b'\n' {
                self.line += 1;
            }
            match byte {
                _ if quoted => {
                    quoted = escaped || byte != b'"';
                    escaped = !escaped && byte == b'\\';
                }
                b',' | b']' if depth == 0 => {
                    self.is_over = byte == b']';
                    return match began {
                        Some(line) => Ok(Some(line)),
                        None if self.is_over => Ok(None),
                        None => Err(bad(self.line, None, "there is nothing between two commas")),
                    };
                }
                b'"' => quoted = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if began.is_none() && !byte.is_ascii_whitespace() {
                began = Some(self.line);
            }
            self.piece.push(byte);
            if self.piece.len() as u64 > LONGEST {
                return Err(bad(self.line, None, TOO_LONG));
            }
        }
    }

    fn byte(&mut self) -> Result<Option<u8>, Unreadable> {
        let first = match self.reader.fill_buf() {
            Ok(bytes) => bytes.first().copied(),
            Err(error) => return Err(self.failed(error)),
        };
        if first.is_some() {
            self.reader.consume(1);
        }
        Ok(first)
    }
}

const TOO_LONG: &str = "it is longer than 16 MiB";

/// Whether a file that begins so is JSON of rows: an object or a list of objects.
pub(super) fn looks_like(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    matches!(head.trim_ascii_start().first(), Some(b'{' | b'['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.ndjson");
        std::fs::write(&path, text).unwrap();
        let input = Input::file(&path);
        let header = header(&input).unwrap();
        let mut rows = open(&input, &header).unwrap();
        let mut found = vec![header.join("|")];
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
    fn objects_become_rows_whatever_keys_each_has() {
        assert_eq!(
            read(
                "{\"a\":1,\"b\":\"x\\ny\"}\n\n{\"c\":[\"BA\",\"MSB\"],\"a\":2.0,\"b\":null}\r\n{\"b\":true,\"a\":1.5}"
            ),
            ["a|b|c", "1: 1|x\ny|", "3: 2||BA MSB", "4: 1.5|1|"]
        );
        assert_eq!(
            read("\u{feff} [\n {\"a\": \"],{\\\"\"},\n\n {\"b\": 2}\n]\n"),
            ["a|b", "2: ],{\"|", "4: |2"]
        );
        assert_eq!(read("[]"), [""]);
        assert_eq!(read(""), [""]);
    }

    #[test]
    fn what_is_no_object_is_named_by_line() {
        let found = read("{\"a\":1}\n{\"a\":\n[1]\n{\"a\":{\"b\":1}}\n{\"a\":2}\n");
        assert_eq!(found[1], "1: 1");
        assert!(found[2].starts_with("2: None it is no JSON"), "{found:?}");
        assert_eq!(found[3], "3: None `[1]` is no object");
        assert!(
            found[4].starts_with("4: Some((\"a\", \"{\\\"b\\\":1}\")) it is an object"),
            "{found:?}"
        );
        assert_eq!(found[5], "5: 2");
        assert!(read("[{\"a\":1}, {\"a\"")[2].contains("the file is cut short"));
    }
}
