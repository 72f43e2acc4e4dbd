//! The rows of a query on their way to a file.
//!
//! To find a row takes about as long as to write it, so a thread of its own writes while the next rows are looked for.
//! What fits into one batch is written without one.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Instant;

use crate::error::Result;
use crate::report::{Cell, ReportError, RowWriter};
use crate::store::batch::Batch;
use crate::store::query::{Datum, Rows, Watch};

/// How many batches may wait to be written.
const WAITING: usize = 4;

/// Writes every row with the writer that `open` makes. The time that its reader takes is not the query's.
pub(super) fn copy<'a>(
    rows: &mut Rows<'_>,
    watch: &Watch,
    open: impl FnOnce() -> Result<Box<dyn RowWriter + 'a>, ReportError> + Send,
) -> Result<()> {
    let width = rows.columns().len();
    let first = rows.next_batch()?;
    let Some(second) = rows.next_batch()? else {
        let mut writer = open()?;
        if let Some(batch) = first {
            write(&batch, width, writer.as_mut())?;
        }
        return Ok(writer.finish()?);
    };
    let begun = [first, Some(second)].into_iter().flatten();
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(WAITING);
        let writing = scope.spawn(move || take(&receiver, width, open()?));
        let read = hand_on(begun, rows, watch, &sender);
        drop(sender);
        let written = writing
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // A writer that fails also ends the reading, so it is the writer that knows why.
        written.and(read)
    })
}

/// Hands on the batches that were read already and those that follow; after the last, `None`.
fn hand_on(
    mut begun: impl Iterator<Item = Batch>,
    rows: &mut Rows<'_>,
    watch: &Watch,
    to: &SyncSender<Option<Batch>>,
) -> Result<()> {
    loop {
        let batch = match begun.next() {
            Some(batch) => Some(batch),
            None => rows.next_batch()?,
        };
        let last = batch.is_none();
        let waits = Instant::now();
        let taken = to.send(batch);
        let nanos = u64::try_from(waits.elapsed().as_nanos()).unwrap_or(u64::MAX);
        watch.elsewhere.fetch_add(nanos, Ordering::Relaxed);
        if last || taken.is_err() {
            return Ok(());
        }
    }
}

/// Writes the batches that come. If they end without a last one, the reading failed and nothing is finished.
fn take(
    from: &Receiver<Option<Batch>>,
    width: usize,
    mut writer: Box<dyn RowWriter + '_>,
) -> Result<()> {
    while let Ok(batch) = from.recv() {
        match batch {
            Some(batch) => write(&batch, width, writer.as_mut())?,
            None => return Ok(writer.finish()?),
        }
    }
    Ok(())
}

fn write(batch: &Batch, width: usize, writer: &mut dyn RowWriter) -> Result<(), ReportError> {
    let mut cells = Vec::with_capacity(width);
    for datum in batch.data() {
        cells.push(match datum {
            Datum::Null => Cell::Empty,
            Datum::Integer(number) => Cell::Integer(number),
            Datum::Real(number) => Cell::Real(number),
            Datum::Text(text) => Cell::Text(text.into()),
            Datum::Bytes(bytes) => Cell::Text(super::hexadecimal(bytes).into()),
        });
        if cells.len() == width {
            writer.row(&cells)?;
            cells.clear();
        }
    }
    Ok(())
}
