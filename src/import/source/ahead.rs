//! Rows that are read on a thread of their own, some bundles ahead of whoever takes them.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::{Rows, Unreadable};

/// How large a bundle becomes, in rows and in bytes, and how many may wait.
const ROWS: usize = 256;
const BYTES: usize = 256 << 10;
const WAITING: usize = 2;

/// A row as it was read, and what reading it came to.
type Read = (csv::ByteRecord, Result<Option<u64>, Unreadable>);

/// Some rows in a row, and how far the source was behind them.
#[derive(Default)]
struct Bundle {
    rows: Vec<Read>,
    progress: (u64, u64),
}

/// The rows of another source.
pub(super) struct Ahead {
    header: Vec<String>,
    full: Receiver<Bundle>,
    /// Bundles go back to be filled again.
    empty: Sender<Bundle>,
    bundle: Bundle,
    /// The next row of the bundle.
    next: usize,
}

impl Ahead {
    /// Begins to read.
    pub(super) fn of(rows: Box<dyn Rows>) -> Self {
        let header = rows.header().to_vec();
        let progress = rows.progress();
        let (out, full) = sync_channel(WAITING);
        let (empty, used) = channel();
        thread::spawn(move || read(rows, &out, &used));
        Self {
            header,
            full,
            empty,
            bundle: Bundle {
                rows: Vec::new(),
                progress,
            },
            next: 0,
        }
    }
}

/// Reads to the end, or until nobody wants the rows any more.
fn read(mut rows: Box<dyn Rows>, out: &SyncSender<Bundle>, used: &Receiver<Bundle>) {
    let mut is_over = false;
    while !is_over {
        let mut bundle = used.try_recv().unwrap_or_default();
        let (mut taken, mut bytes) = (0, 0);
        while taken < ROWS && bytes < BYTES && !is_over {
            if taken == bundle.rows.len() {
                bundle.rows.push((csv::ByteRecord::new(), Ok(None)));
            }
            let (cells, read) = &mut bundle.rows[taken];
            *read = rows.next(cells);
            is_over = matches!(read, Ok(None) | Err(Unreadable::File(_)));
            bytes += cells.as_slice().len();
            taken += 1;
        }
        bundle.rows.truncate(taken);
        bundle.progress = rows.progress();
        if out.send(bundle).is_err() {
            return;
        }
    }
}

impl Rows for Ahead {
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        if self.next == self.bundle.rows.len() {
            let Ok(full) = self.full.recv() else {
                return Ok(None);
            };
            // The reader may be done, and want it no more.
            let _ = self.empty.send(std::mem::replace(&mut self.bundle, full));
            self.next = 0;
        }
        let (row, read) = &mut self.bundle.rows[self.next];
        self.next += 1;
        std::mem::swap(cells, row);
        std::mem::replace(read, Ok(None))
    }

    fn progress(&self) -> (u64, u64) {
        self.bundle.progress
    }

    fn header(&self) -> &[String] {
        &self.header
    }
}

#[cfg(test)]
mod tests {
    use super::super::BadRow;
    use super::*;
    use crate::error::Error;

    /// Rows of one cell, their number; every tenth is refused, and in the end the disk fails.
    struct Numbers {
        at: u64,
        end: u64,
    }

    impl Rows for Numbers {
        fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
            self.at += 1;
            cells.clear();
            cells.push_field(self.at.to_string().as_bytes());
            if self.at > self.end {
                return Err(Unreadable::File(Error::Interrupted));
            }
            if self.at.is_multiple_of(10) {
                return Err(Unreadable::Row(BadRow {
                    line: self.at,
                    cell: None,
                    problem: "ten".into(),
                }));
            }
            Ok(Some(self.at))
        }

        fn progress(&self) -> (u64, u64) {
            (self.at, self.end)
        }

        fn header(&self) -> &[String] {
            &[]
        }
    }

    #[test]
    fn rows_come_as_they_are_read() {
        let mut ahead = Ahead::of(Box::new(Numbers { at: 0, end: 3333 }));
        assert_eq!(ahead.progress(), (0, 3333));
        let mut cells = csv::ByteRecord::new();
        for at in 1..=3333_u64 {
            let line = match ahead.next(&mut cells) {
                Ok(Some(line)) => line,
                Err(Unreadable::Row(bad)) if at % 10 == 0 => bad.line,
                other => panic!("{other:?}"),
            };
            assert_eq!(line, at);
            assert_eq!(cells, vec![at.to_string()]);
        }
        let end = ahead.next(&mut cells);
        assert!(matches!(end, Err(Unreadable::File(Error::Interrupted))));
        assert!(matches!(ahead.next(&mut cells), Ok(None)));
    }

    #[test]
    fn no_rows_are_none() {
        let mut ahead = Ahead::of(Box::new(Numbers { at: 0, end: 0 }));
        let mut cells = csv::ByteRecord::new();
        assert!(ahead.next(&mut cells).is_err());
        assert!(matches!(ahead.next(&mut cells), Ok(None)));
    }
}
