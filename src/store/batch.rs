//! Rows of a query, some at a time, copied end to end, so that another thread can write them
//! while the next are looked for.

use rusqlite::types::ValueRef;

use super::query::{Datum, Rows};
use crate::error::Result;

/// How many bytes of text make a batch full. A longer row is a batch of its own.
const FULL: usize = 1 << 17;

/// Some rows, one cell after another.
#[derive(Debug, Default)]
pub struct Batch {
    cells: Vec<Packed>,
    /// The texts and bytes of the cells that have any.
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
enum Packed {
    Null,
    Integer(i64),
    Real(f64),
    /// Text of so many bytes.
    Text(usize),
    Bytes(usize),
}

impl Rows<'_> {
    /// The next rows; `None`: there are no more.
    ///
    /// # Errors
    /// As [`Rows::next_row`].
    pub fn next_batch(&mut self) -> Result<Option<Batch>> {
        let width = self.columns().len();
        let mut batch = Batch::default();
        while !batch.is_full() {
            let Some(row) = self.next_row()? else {
                break;
            };
            for at in 0..width {
                batch.push(row.raw(at)?);
            }
        }
        Ok(Some(batch).filter(|batch| !batch.is_empty()))
    }
}

impl Batch {
    pub(super) fn is_full(&self) -> bool {
        self.bytes.len() >= FULL || self.cells.len() >= FULL
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds the next cell of a row.
    pub(super) fn push(&mut self, value: ValueRef<'_>) {
        self.cells.push(match value {
            ValueRef::Null => Packed::Null,
            ValueRef::Integer(number) => Packed::Integer(number),
            ValueRef::Real(number) => Packed::Real(number),
            ValueRef::Text(bytes) => {
                self.bytes.extend_from_slice(bytes);
                Packed::Text(bytes.len())
            }
            ValueRef::Blob(bytes) => {
                self.bytes.extend_from_slice(bytes);
                Packed::Bytes(bytes.len())
            }
        });
    }

    /// The values of all rows, row by row.
    pub fn data(&self) -> impl Iterator<Item = Datum<'_>> {
        // To look at all texts together costs a small part of what it costs to look at each.
        let together = simdutf8::basic::from_utf8(&self.bytes).ok();
        let mut rest = self.bytes.as_slice();
        self.cells.iter().map(move |cell| match *cell {
            Packed::Null => Datum::Null,
            Packed::Integer(number) => Datum::Integer(number),
            Packed::Real(number) => Datum::Real(number),
            Packed::Text(length) => {
                let start = self.bytes.len() - rest.len();
                let bytes = taken(&mut rest, length);
                match together {
                    Some(text) => text.get(start..start + length),
                    None => simdutf8::basic::from_utf8(bytes).ok(),
                }
                .map_or(Datum::Bytes(bytes), Datum::Text)
            }
            Packed::Bytes(length) => Datum::Bytes(taken(&mut rest, length)),
        })
    }
}

fn taken<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (bytes, after) = rest.split_at(length);
    *rest = after;
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(values: &[ValueRef<'_>]) -> Batch {
        let mut batch = Batch::default();
        for value in values {
            batch.push(*value);
        }
        batch
    }

    #[test]
    fn values_come_out_as_they_went_in() {
        let values = [
            ValueRef::Null,
            ValueRef::Integer(-7),
            ValueRef::Real(0.5),
            ValueRef::Text("æøå".as_bytes()),
            ValueRef::Text(b""),
            ValueRef::Text(b"and more"),
        ];
        let expected = [
            Datum::Null,
            Datum::Integer(-7),
            Datum::Real(0.5),
            Datum::Text("æøå"),
            Datum::Text(""),
            Datum::Text("and more"),
        ];
        assert!(packed(&values).data().eq(expected));
    }

    #[test]
    fn text_that_is_not_utf8_comes_as_bytes() {
        let blob = packed(&[ValueRef::Text("ø".as_bytes()), ValueRef::Blob(b"\xff")]);
        assert!(blob.data().eq([Datum::Text("ø"), Datum::Bytes(b"\xff")]));
        let broken = packed(&[ValueRef::Text(b"\xc3"), ValueRef::Text(b"\xa6 og mere")]);
        let apart: [&[u8]; 2] = [b"\xc3", b"\xa6 og mere"];
        assert!(broken.data().eq(apart.map(Datum::Bytes)));
    }
}
