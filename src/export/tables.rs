//! Every table as CSV, RFC 4180, in the order in which the tables refer to one another.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::public::Withheld;
use super::{Audience, DOCUMENTS};
use crate::domain::{
    Addressee, Answer, Asker, Channel, ClosedDay, CodebookEntry, DeadlineRule, Department,
    Extension, Figure, Finding, Inquiry, InternalDeadline, Letter, Pause, Person, Question, Record,
    Reference, Reminder, Traffic, Value,
};
use crate::error::{Error, Result};
use crate::import::Listed;
use crate::store::{
    Reader, answers, askers, closed_days, contacts, deadline_rules, departments, documents,
    extensions, figures, findings, inquiries, letters, questions, reminders, traffic,
};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exported {
    /// Tables and their numbers of rows.
    pub tables: Vec<(&'static str, usize)>,
    /// In how many values something that is not for the public was made unreadable.
    pub masked: usize,
}

struct Tables<'a> {
    reader: &'a Reader<'a>,
    folder: &'a Path,
    withheld: Option<Withheld>,
    inquiries: Vec<Reference>,
    exported: Exported,
}

pub(super) fn write(reader: &Reader<'_>, folder: &Path, audience: Audience) -> Result<Exported> {
    let inquiries = inquiries::list(reader)?;
    let references: Vec<Reference> = inquiries.iter().map(|it| it.reference.clone()).collect();
    let withheld = match audience {
        Audience::Inside => None,
        Audience::Public => Some(Withheld::of(reader, &references)?),
    };
    let mut tables = Tables {
        reader,
        folder,
        withheld,
        inquiries: references,
        exported: Exported::default(),
    };
    tables.whole::<Department>(departments::list(reader)?)?;
    tables.whole::<Asker>(askers::list(reader)?)?;
    tables.whole::<ClosedDay>(closed_days::list(reader)?)?;
    tables.whole::<DeadlineRule>(deadline_rules::list(reader)?)?;
    tables.whole::<Inquiry>(inquiries)?;
    tables.whole::<Extension>(extensions::list(reader, None)?)?;
    tables.whole::<Pause>(extensions::pauses(reader, None)?)?;
    tables.whole::<InternalDeadline>(extensions::internal(reader, None)?)?;
    tables.whole::<Reminder>(reminders::list(reader, None)?)?;
    tables.by_inquiry::<Question>(questions::list)?;
    tables.by_inquiry::<Addressee>(addressees)?;
    tables.documents()?;
    tables.by_inquiry::<Letter>(letters::list)?;
    tables.by_inquiry::<Person>(letters::people)?;
    tables.by_inquiry::<Answer>(answers::list)?;
    tables.whole::<Channel>(contacts::list(reader, None)?)?;
    tables.by_inquiry::<Figure>(|reader, inquiry| figures::list(reader, Some(inquiry)))?;
    tables.whole::<CodebookEntry>(findings::codebook(reader)?)?;
    tables.by_inquiry::<Finding>(|reader, inquiry| findings::list(reader, Some(inquiry)))?;
    tables.whole::<Traffic>(traffic::list(reader)?)?;
    Ok(tables.exported)
}

fn addressees(reader: &Reader<'_>, inquiry: &Reference) -> Result<Vec<Addressee>> {
    let mut all = Vec::new();
    for question in questions::list(reader, inquiry)? {
        for department in questions::addressees(reader, inquiry, &question.number)? {
            all.push(Addressee {
                inquiry: question.inquiry.clone(),
                question: question.number.clone(),
                department,
            });
        }
    }
    Ok(all)
}

impl Tables<'_> {
    fn whole<R: Published>(&mut self, records: Vec<R>) -> Result<()> {
        let mut sheet = Sheet::create::<R>(self.folder)?;
        for record in records {
            self.put(&mut sheet, record)?;
        }
        self.end::<R>(sheet)
    }

    fn by_inquiry<R: Published>(
        &mut self,
        list: impl Fn(&Reader<'_>, &Reference) -> Result<Vec<R>>,
    ) -> Result<()> {
        let mut sheet = Sheet::create::<R>(self.folder)?;
        for inquiry in std::mem::take(&mut self.inquiries) {
            for record in list(self.reader, &inquiry)? {
                self.put(&mut sheet, record)?;
            }
            sheet.inquiries.push(inquiry);
        }
        self.inquiries = std::mem::take(&mut sheet.inquiries);
        self.end::<R>(sheet)
    }

    /// Writes a record, or what of it is for the public.
    fn put<R: Published>(&mut self, sheet: &mut Sheet, record: R) -> Result<()> {
        let Some(withheld) = &self.withheld else {
            return sheet.row(&record.values());
        };
        let Some(record) = record.published() else {
            return Ok(());
        };
        let mut values = record.values();
        if R::MASKED {
            for value in &mut values {
                self.exported.masked += usize::from(withheld.mask(value));
            }
        }
        let key: Vec<String> = values[..R::KEY].iter().map(Value::plain).collect();
        // What told two records apart may have been left out of both.
        if sheet.keys.insert(key) {
            sheet.row(&values)?;
        }
        Ok(())
    }

    fn end<R: Record>(&mut self, sheet: Sheet) -> Result<()> {
        let rows = sheet.finish()?;
        self.exported.tables.push((R::TABLE, rows));
        Ok(())
    }

    /// Writes the files that letters came in, and the list of them; none of it is for the public.
    fn documents(&mut self) -> Result<()> {
        let mut sheet = Sheet::create::<Listed>(self.folder)?;
        if self.withheld.is_none() {
            let folder = self.folder.join(DOCUMENTS);
            for sha256 in documents::list(self.reader)? {
                fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
                let listed = Listed::in_folder(DOCUMENTS, documents::get(self.reader, &sha256)?);
                let path = self.folder.join(&listed.path);
                fs::write(&path, &listed.document.bytes).map_err(Error::io(&path))?;
                sheet.row(&listed.values())?;
            }
        }
        self.end::<Listed>(sheet)
    }
}

/// One CSV file being written.
struct Sheet {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
    rows: usize,
    /// Natural keys written so far, for a public export.
    keys: HashSet<Vec<String>>,
    /// References of the inquiries that have been gone through.
    inquiries: Vec<Reference>,
}

impl Sheet {
    fn create<R: Record>(folder: &Path) -> Result<Self> {
        let path = folder.join(format!("{}.csv", R::TABLE));
        let file = File::create_new(&path).map_err(Error::io(&path))?;
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BufWriter::new(file));
        let mut sheet = Self {
            path,
            writer,
            rows: 0,
            keys: HashSet::new(),
            inquiries: Vec::new(),
        };
        sheet.record(R::COLUMNS.iter().map(|column| (*column).to_owned()))?;
        Ok(sheet)
    }

    fn record(&mut self, cells: impl Iterator<Item = String>) -> Result<()> {
        self.writer
            .write_record(cells)
            .map_err(|refused| Error::io(&self.path)(refused.into()))
    }

    fn row(&mut self, values: &[Value]) -> Result<()> {
        self.rows += 1;
        self.record(values.iter().map(Value::plain))
    }

    fn finish(self) -> Result<usize> {
        let written = self
            .writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
            .and_then(|mut file| {
                file.flush()?;
                file.get_ref().sync_all()
            });
        written.map_err(Error::io(&self.path))?;
        Ok(self.rows)
    }
}

/// What of a record is for everyone.
pub(super) trait Published: Record + Sized {
    /// Whether its texts may tell what is withheld elsewhere.
    const MASKED: bool;

    /// The record without what is not for the public; nothing if none of it is.
    fn published(self) -> Option<Self> {
        Some(self)
    }
}
