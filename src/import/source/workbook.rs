//! Workbooks: XLSX, ODS and the older XLS, through `calamine`.
//!
//! A sheet is read on a thread of its own, which holds the workbook and sends rows as they are wanted. A reader that fails on a
//! damaged file fails there, and no more than a few hundred rows are ever held of an XLSX.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{Data, DataRef, Dimensions, Ods, Reader, SheetType, SheetVisible, Xls, Xlsx};

use super::cell;
use super::header::{self, HEAD_ROWS};
use super::input::Input;
use super::{BadRow, Rows, Unreadable};
use crate::error::{Error, Result};

/// The largest file that is opened as a workbook, in bytes.
const LARGEST_FILE: u64 = 256 << 20;
/// The most that a workbook may unpack to, in bytes: what is read whole, and everything.
const LARGEST_PART: u64 = 512 << 20;
const LARGEST_WHOLE: u64 = 4 << 30;
/// Rows that are sent at a time, and how many such bundles may wait.
const BUNDLE: usize = 128;
const WAITING: usize = 2;

/// Which reader a workbook wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Ods,
    Xls,
}

impl Kind {
    /// What a file with these first bytes is.
    pub(super) fn of(head: &[u8], is_ods: bool) -> Option<Self> {
        if head.starts_with(b"\xd0\xcf\x11\xe0") {
            Some(Self::Xls)
        } else if head.starts_with(b"PK\x03\x04") {
            Some(if is_ods { Self::Ods } else { Self::Xlsx })
        } else {
            None
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "XLSX",
            Self::Ods => "ODS",
            Self::Xls => "XLS",
        }
    }
}

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) name: String,
    pub(super) is_hidden: bool,
}

/// The sheets of a workbook, after it was made sure that it unpacks to no more than it may.
pub(super) fn leaves(input: &Input, kind: Kind) -> Result<Vec<Leaf>> {
    let (file, size) = input.open()?;
    if size > LARGEST_FILE {
        return Err(too_large(&input.name, "is larger than", LARGEST_FILE));
    }
    if kind != Kind::Xls {
        measure(&input.name, file, LARGEST_PART, LARGEST_WHOLE)?;
    }
    let name = input.name.clone();
    let file = BufReader::new(input.open()?.0);
    let found = std::thread::spawn(move || match kind {
        Kind::Xlsx => Xlsx::new(file)
            .map(|book| sheets(&book))
            .map_err(|e| e.to_string()),
        Kind::Ods => Ods::new(file)
            .map(|book| sheets(&book))
            .map_err(|e| e.to_string()),
        Kind::Xls => Xls::new(file)
            .map(|book| sheets(&book))
            .map_err(|e| e.to_string()),
    });
    let found = found.join().unwrap_or_else(|_| Err(FAILED.to_owned()));
    found.map_err(|reason| damaged(&name, kind, &reason))
}

const FAILED: &str = "its parts do not fit together";

fn sheets<B: Read + Seek, R: Reader<B>>(book: &R) -> Vec<Leaf> {
    let sheets = book.sheets_metadata().iter();
    sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Leaf {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

fn damaged(name: &str, kind: Kind, reason: &str) -> Error {
    Error::refused(
        format!("`{name}` is no readable {}: {reason}", kind.name()),
        "open it in the program that wrote it and save it again, without a password",
    )
}

fn too_large(name: &str, what: &str, limit: u64) -> Error {
    Error::refused(
        format!("`{name}` {what} {} MiB, which no workbook is", limit >> 20),
        "save its sheets as CSV",
    )
}

/// Unpacks everything once, into nothing: what an archive says of its sizes need not be so.
fn measure(name: &str, file: File, largest_part: u64, largest_whole: u64) -> Result<()> {
    let damaged = |reason: String| damaged(name, Kind::Xlsx, &reason);
    let mut archive =
        zip::ZipArchive::new(BufReader::new(file)).map_err(|e| damaged(e.to_string()))?;
    let mut whole = 0;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|e| damaged(e.to_string()))?;
        let is_streamed = entry
            .name()
            .is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let mut bounded = entry.take(largest_whole + 1 - whole);
        let size = io::copy(&mut bounded, &mut io::sink()).map_err(|e| damaged(e.to_string()))?;
        whole += size;
        if whole > largest_whole {
            return Err(too_large(name, "unpacks to more than", largest_whole));
        }
        if size > largest_part && !is_streamed {
            return Err(too_large(name, "holds a part of more than", largest_part));
        }
    }
    Ok(())
}

/// One row on its way: its number, its cells, and what is wrong with it.
type Sent = (u64, csv::ByteRecord, Option<BadRow>);

enum Message {
    /// How many rows the sheet says it has, and whether cells of several rows are merged.
    Extent(u64, bool),
    Rows(Vec<Sent>),
    Failed(String),
    End,
}

/// The rows of a sheet.
pub(super) struct Worksheet {
    from: Receiver<Message>,
    name: String,
    kind: Kind,
    bundle: std::vec::IntoIter<Sent>,
    /// Rows behind the header, which were read to know it.
    ahead: VecDeque<Sent>,
    header: Vec<String>,
    header_row: u64,
    titles: usize,
    read: u64,
    extent: u64,
    is_merged: bool,
    is_over: bool,
}

/// Opens a sheet and reads its header: the first row with anything in it that is no title.
pub(super) fn open(input: &Input, kind: Kind, leaf: &str) -> Result<Worksheet> {
    let (file, _) = input.open()?;
    let (sender, from) = sync_channel(WAITING);
    let wanted = leaf.to_owned();
    std::thread::spawn(move || {
        let mut out = Outgoing {
            sender,
            bundle: Vec::new(),
            filled: Fill::default(),
        };
        let end = match send(BufReader::new(file), kind, &wanted, &mut out) {
            Ok(()) => Message::End,
            Err(reason) => Message::Failed(reason),
        };
        out.flush();
        // Whoever wanted the rows may have turned away.
        let _ = out.sender.send(end);
    });
    let mut sheet = Worksheet {
        from,
        name: input.name.clone(),
        kind,
        bundle: Vec::new().into_iter(),
        header: Vec::new(),
        header_row: 1,
        ahead: VecDeque::new(),
        titles: 0,
        read: 0,
        extent: 0,
        is_merged: false,
        is_over: false,
    };
    sheet.read_header()?;
    Ok(sheet)
}

impl Worksheet {
    fn read_header(&mut self) -> Result<()> {
        let mut head = VecDeque::new();
        while head.len() < HEAD_ROWS {
            match self.receive() {
                Err(Unreadable::File(error)) => return Err(error),
                Err(Unreadable::Row(_)) | Ok(None) => break,
                Ok(Some(sent)) => {
                    let is_header = !header::may_be_title(&sent.1);
                    head.push_back(sent);
                    if is_header {
                        break;
                    }
                }
            }
        }
        self.titles = header::titles(head.iter().map(|(_, cells, _)| cells));
        head.drain(..self.titles);
        if let Some((row, cells, _)) = head.pop_front() {
            self.header_row = row;
            self.header = header::headings(&cells);
        }
        self.ahead = head;
        Ok(())
    }

    /// The titles over the header.
    pub(super) fn titles(&self) -> usize {
        self.titles
    }

    /// The row of the header.
    pub(super) fn header_row(&self) -> u64 {
        self.header_row
    }

    /// Whether cells of several rows are merged.
    pub(super) fn is_merged(&self) -> bool {
        self.is_merged
    }

    fn receive(&mut self) -> Result<Option<Sent>, Unreadable> {
        if let Some(sent) = self.ahead.pop_front() {
            return Ok(Some(sent));
        }
        loop {
            if let Some(sent) = self.bundle.next() {
                return Ok(Some(sent));
            }
            if self.is_over {
                return Ok(None);
            }
            let failed = match self.from.recv() {
                Ok(Message::Extent(rows, is_merged)) => {
                    (self.extent, self.is_merged) = (rows, is_merged);
                    continue;
                }
                Ok(Message::Rows(rows)) => {
                    self.bundle = rows.into_iter();
                    continue;
                }
                Ok(Message::End) => None,
                Ok(Message::Failed(reason)) => Some(reason),
                Err(_) => Some(FAILED.to_owned()),
            };
            self.is_over = true;
            if let Some(reason) = failed {
                return Err(Unreadable::File(damaged(&self.name, self.kind, &reason)));
            }
        }
    }
}

impl Rows for Worksheet {
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        let Some((row, sent, bad)) = self.receive()? else {
            return Ok(None);
        };
        *cells = sent;
        self.read = row;
        let width = self.header.len();
        if let Some(mut bad) = bad {
            if let Some((heading, _)) = &mut bad.cell {
                let at = heading.parse::<usize>().unwrap_or_default();
                *heading = self.header.get(at).cloned().unwrap_or_default();
            }
            return Err(Unreadable::Row(bad));
        }
        while cells.len() < width {
            cells.push_field(b"");
        }
        if let Some(at) = cells.iter().skip(width).position(|cell| !cell.is_empty()) {
            let value = String::from_utf8_lossy(&cells[width + at]).into_owned();
            return Err(Unreadable::Row(BadRow {
                line: row,
                cell: Some((String::new(), value)),
                problem: format!(
                    "there is no heading over the cell {}{row}",
                    cell::column_letters(width + at)
                ),
            }));
        }
        cells.truncate(width);
        Ok(Some(row))
    }

    fn progress(&self) -> (u64, u64) {
        (self.read, self.extent.max(self.read))
    }

    fn header(&self) -> &[String] {
        &self.header
    }
}

/// The thread's end: rows are put together from cells and sent in bundles.
struct Outgoing {
    sender: SyncSender<Message>,
    bundle: Vec<Sent>,
    filled: Fill,
}

impl Outgoing {
    /// Sends a row unless it is empty; whether there is still somebody who wants it.
    fn row(&mut self, number: u32, mut cells: Vec<(u32, Cell)>) -> bool {
        self.filled.apply(number, &mut cells);
        if cells
            .iter()
            .all(|(_, cell)| cell.as_ref().is_ok_and(|text| text.trim().is_empty()))
        {
            return true;
        }
        let line = u64::from(number) + 1;
        let (mut record, mut bad) = (csv::ByteRecord::new(), None);
        cells.sort_by_key(|(column, _)| *column);
        for (column, cell) in cells {
            while record.len() < column as usize {
                record.push_field(b"");
            }
            if let Err(error) = &cell {
                let place = format!("{}{line}", cell::column_letters(column as usize));
                bad.get_or_insert(BadRow {
                    line,
                    cell: Some((column.to_string(), error.clone())),
                    problem: format!("the spreadsheet shows an error in cell {place}"),
                });
            }
            record.push_field(cell.unwrap_or_else(|error| error).as_bytes());
        }
        self.bundle.push((line, record, bad));
        self.bundle.len() < BUNDLE || self.flush()
    }

    fn flush(&mut self) -> bool {
        let bundle = std::mem::take(&mut self.bundle);
        bundle.is_empty() || self.sender.send(Message::Rows(bundle)).is_ok()
    }
}

/// The text of a cell, or the error that it shows.
type Cell = Result<String, String>;

/// Merged cells: what stands in the first holds for each row of them.
#[derive(Default)]
struct Fill {
    /// By first row.
    coming: std::collections::VecDeque<Dimensions>,
    open: Vec<(Dimensions, Cell)>,
}

impl Fill {
    fn of(mut merged: Vec<Dimensions>) -> Self {
        merged.retain(|it| it.end.0 > it.start.0);
        merged.sort_by_key(|it| it.start);
        Self {
            coming: merged.into(),
            open: Vec::new(),
        }
    }

    fn apply(&mut self, row: u32, cells: &mut Vec<(u32, Cell)>) {
        self.open.retain(|(it, _)| it.end.0 >= row);
        while let Some(it) = self.coming.pop_front_if(|it| it.start.0 <= row) {
            let first = cells.iter().find(|(column, _)| *column == it.start.1);
            if let Some((_, value)) = first.filter(|_| it.start.0 == row) {
                self.open.push((it, value.clone()));
            }
        }
        for (it, value) in self.open.iter().filter(|(it, _)| it.start.0 < row) {
            cells.retain(|(column, _)| *column != it.start.1);
            cells.push((it.start.1, value.clone()));
        }
    }
}

fn send(file: BufReader<File>, kind: Kind, leaf: &str, out: &mut Outgoing) -> Result<(), String> {
    match kind {
        Kind::Xlsx => {
            let mut book = Xlsx::new(file).map_err(|e| e.to_string())?;
            let merged = book.merge_cells_by_sheet_name(leaf).unwrap_or_default();
            out.filled = Fill::of(merged);
            stream(&mut book, leaf, out)
        }
        Kind::Ods => {
            let mut book: Ods<_> = Ods::new(file).map_err(|e| e.to_string())?;
            whole(&book.worksheet_range(leaf).map_err(|e| e.to_string())?, out);
            Ok(())
        }
        Kind::Xls => {
            let mut book: Xls<_> = Xls::new(file).map_err(|e| e.to_string())?;
            whole(&book.worksheet_range(leaf).map_err(|e| e.to_string())?, out);
            Ok(())
        }
    }
}

fn stream(book: &mut Xlsx<BufReader<File>>, leaf: &str, out: &mut Outgoing) -> Result<(), String> {
    let mut reader = book
        .worksheet_cells_reader(leaf)
        .map_err(|e| e.to_string())?;
    let extent = u64::from(reader.dimensions().end.0) + 1;
    let _ = out
        .sender
        .send(Message::Extent(extent, !out.filled.coming.is_empty()));
    let (mut row, mut cells) = (0, Vec::new());
    while let Some(found) = reader.next_cell().map_err(|e| e.to_string())? {
        let (at, column) = found.get_position();
        if at != row && !cells.is_empty() && !out.row(row, std::mem::take(&mut cells)) {
            return Ok(());
        }
        row = at;
        if !matches!(found.get_value(), DataRef::Empty) {
            cells.push((column, cell::text(&Data::from(found.get_value().clone()))));
        }
    }
    out.row(row, cells);
    Ok(())
}

fn whole(range: &calamine::Range<Data>, out: &mut Outgoing) {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let _ = out.sender.send(Message::Extent(
        u64::from(first_row) + range.height() as u64,
        false,
    ));
    for (row, cells) in (first_row..).zip(range.rows()) {
        let used = (first_column..)
            .zip(cells)
            .filter(|(_, cell)| **cell != Data::Empty);
        let cells = used
            .map(|(column, cell)| (column, cell::text(cell)))
            .collect();
        if !out.row(row, cells) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom, Write};

    use super::*;

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused() {
        let mut file = tempfile::tempfile().unwrap();
        let mut archive = zip::ZipWriter::new(&mut file);
        for name in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
            archive
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            archive.write_all(&vec![b' '; 100_000]).unwrap();
        }
        archive.finish().unwrap();
        for (part, whole, fits) in [
            (100_000, 200_000, true),
            (99_999, 200_000, false),
            (100_000, 199_999, false),
        ] {
            file.seek(SeekFrom::Start(0)).unwrap();
            let measured = measure("x.xlsx", file.try_clone().unwrap(), part, whole);
            assert_eq!(measured.is_ok(), fits, "{part} {whole}");
        }
    }
}
