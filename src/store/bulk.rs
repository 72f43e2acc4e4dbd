//! Adding many rows in one transaction.
//!
//! The functions that add records are the same as for a single one, and so are the rules. What
//! differs is around them: row numbers of keys are remembered instead of looked up again, statements
//! stay prepared, the page cache is larger, and the full-text index of a table can be left alone
//! until the end.

mod rules;
pub(super) mod statements;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use foldhash::fast::RandomState;

use super::search::index::{self, Suspended};
use super::{Reader, Writer};
use crate::error::{Error, Result};
use rules::Lifted;
use statements::Statements;

/// How much of the file is kept in memory, in KiB; `SQLite` keeps 2,000 unless told.
const CACHE_KIB: i64 = 32_000;

/// What is remembered while many rows are added.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) keys: Keys,
    /// Whether an unknown key is held against the known ones: of a hundred thousand bad rows few
    /// are shown.
    suggesting: Cell<bool>,
    /// Where rows are only added: what stops the building of indexes beside them.
    building: RefCell<Option<Arc<AtomicBool>>>,
    suspended: RefCell<Vec<Suspended>>,
    lifted: RefCell<Vec<Lifted>>,
}

/// Row numbers by keys, the keys as they were written: one that is written otherwise is looked up
/// again.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) askers: Known<Box<str>>,
    pub(super) deadline_rules: Known<Box<str>>,
    /// Departments and units.
    pub(super) offices: Known<Box<str>>,
    /// Departments that are no units.
    pub(super) departments: Known<Box<str>>,
    /// Units by the department's code and their own code or name.
    pub(super) units: Known<(Box<str>, Box<str>)>,
    pub(super) inquiries: Known<Box<str>>,
    pub(super) questions: Known<(i64, Box<str>)>,
    pub(super) letters: Known<(i64, i64, u32)>,
}

/// Row numbers that were looked up before.
#[derive(Debug)]
pub(super) struct Known<K>(RefCell<HashMap<K, i64, RandomState>>);

impl<K> Default for Known<K> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl Keys {
    fn forget(&self) {
        let Self {
            askers,
            deadline_rules,
            offices,
            departments,
            units,
            inquiries,
            questions,
            letters,
        } = self;
        for known in [askers, deadline_rules, offices, departments, inquiries] {
            known.0.borrow_mut().clear();
        }
        units.0.borrow_mut().clear();
        questions.0.borrow_mut().clear();
        letters.0.borrow_mut().clear();
    }
}

impl Reader<'_> {
    /// The row number of a key: the one remembered, or what `find` finds.
    pub(super) fn known<K: Hash + Eq>(
        &self,
        of: impl FnOnce(&Keys) -> &Known<K>,
        key: impl FnOnce() -> K,
        find: impl FnOnce() -> Result<i64>,
    ) -> Result<i64> {
        let Some(memory) = self.memory else {
            return find();
        };
        let (known, key) = (of(&memory.keys), key());
        if let Some(id) = known.0.borrow().get(&key) {
            return Ok(*id);
        }
        let id = find()?;
        known.0.borrow_mut().insert(key, id);
        Ok(id)
    }

    /// The row number of what goes by a text of its own, as [`Reader::known`].
    pub(super) fn known_as(
        &self,
        of: impl FnOnce(&Keys) -> &Known<Box<str>>,
        key: &str,
        find: impl FnOnce() -> Result<i64>,
    ) -> Result<i64> {
        let Some(memory) = self.memory else {
            return find();
        };
        let known = of(&memory.keys);
        if let Some(id) = known.0.borrow().get(key) {
            return Ok(*id);
        }
        let id = find()?;
        known.0.borrow_mut().insert(key.into(), id);
        Ok(id)
    }

    /// Whether a key that is not known is worth holding against those that are.
    pub(super) fn suggests(&self) -> bool {
        self.memory.is_none_or(|memory| memory.suggesting.get())
    }
}

impl Writer<'_> {
    /// Remembers the row that was added last under a key.
    pub(super) fn remember<K: Hash + Eq>(
        &self,
        of: impl FnOnce(&Keys) -> &Known<K>,
        key: impl FnOnce() -> K,
    ) {
        if let Some(memory) = self.memory {
            let id = self.conn.last_insert_rowid();
            of(&memory.keys).0.borrow_mut().insert(key(), id);
        }
    }

    /// Forgets every key, because one may have changed.
    pub(super) fn forget_keys(&self) {
        if let Some(memory) = self.memory {
            memory.keys.forget();
        }
    }

    /// Does something for which an unknown key is answered with the nearest known ones; within
    /// [`load`] it is not otherwise.
    pub fn suggesting<T>(&self, work: impl FnOnce() -> T) -> T {
        let Some(memory) = self.memory else {
            return work();
        };
        memory.suggesting.set(true);
        let done = work();
        memory.suggesting.set(false);
        done
    }

    /// Within [`load`], says how many rows are going to be added to `table`, as far as is known by
    /// now. Where they are many for what is there, its full-text index is left alone from now on,
    /// and built beside or at the end.
    ///
    /// # Errors
    /// [`Error::Sqlite`].
    pub fn expect_rows(&self, table: &str, rows: u64) -> Result<()> {
        let Some(memory) = self.memory else {
            return Ok(());
        };
        if rows < MANY {
            return Ok(());
        }
        let mut suspended = memory.suspended.borrow_mut();
        if !suspended.iter().any(|it| it.is_of(table))
            && let Some(mut index) = index::suspend(self, table, rows)?
        {
            if let Some(stop) = &*memory.building.borrow() {
                index.build(self, stop.clone())?;
            }
            suspended.push(index);
        }
        rules::lift(self, table, &mut memory.lifted.borrow_mut())
    }

    /// Within [`load`], says that rows were added to `table`.
    ///
    /// # Errors
    /// [`Error::Sqlite`].
    pub fn added_rows(&self, table: &str) -> Result<()> {
        let Some(memory) = self.memory else {
            return Ok(());
        };
        let mut suspended = memory.suspended.borrow_mut();
        match suspended.iter_mut().find(|it| it.is_of(table)) {
            Some(index) => index.follow(self),
            None => Ok(()),
        }
    }

    /// Within [`load`], says that nothing will be kept, so that no index need be: that of `table`,
    /// where rows are still added, and those that are being built.
    ///
    /// # Errors
    /// [`Error::Sqlite`].
    pub fn keep_nothing(&self, table: &str) -> Result<()> {
        let Some(memory) = self.memory else {
            return Ok(());
        };
        memory.building.take();
        for index in &mut *memory.suspended.borrow_mut() {
            index.give_up();
        }
        self.expect_rows(table, u64::MAX)
    }
}

/// From how many rows on it may be worth filling an index at the end.
const MANY: u64 = 1000;

/// What happens to the rows of a [`load`].
#[derive(Debug, Clone)]
pub enum Manner {
    /// They are added, and those that are there stay as they are. Indexes are built meanwhile on
    /// threads of their own, until this is set.
    Adding(Arc<AtomicBool>),
    /// Rows are changed too, or nothing is kept.
    Changing,
}

/// Adds many rows: runs `work`, whose writer remembers keys, and fills the full-text indexes that
/// `work` left alone, if it says that its rows are kept. Whoever gets an error, or does not keep
/// the rows, has to undo the transaction.
///
/// # Errors
/// Whatever `work` returns; [`Error::Interrupted`] as [`super::Store::stop_on`]; [`Error::Sqlite`].
pub fn load<T>(
    writer: &Writer<'_>,
    manner: Manner,
    work: impl FnOnce(&Writer<'_>) -> Result<(T, Kept)>,
) -> Result<T> {
    let cache: i64 = writer.value("PRAGMA cache_size", [])?;
    writer.conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
    let done = filled(writer, manner, work);
    writer.conn.pragma_update(None, "cache_size", cache)?;
    done.map_err(|error| match error {
        Error::Sqlite { source, .. } if was_stopped(&source) => Error::Interrupted,
        other => other,
    })
}

fn was_stopped(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted)
}

/// Whether the rows of a [`load`] stay in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// They stay.
    Yes,
    /// They are undone.
    No,
}

fn filled<T>(
    writer: &Writer<'_>,
    manner: Manner,
    work: impl FnOnce(&Writer<'_>) -> Result<(T, Kept)>,
) -> Result<T> {
    let memory = Memory::default();
    if let Manner::Adding(stop) = manner {
        memory.building.replace(Some(stop));
    }
    let statements = Statements::on(writer.conn);
    let (done, kept) = work(&Writer {
        reader: Reader {
            conn: writer.conn,
            memory: Some(&memory),
        },
        statements: Some(&statements),
    })?;
    let (mut suspended, lifted) = (memory.suspended.take(), memory.lifted.take());
    drop((memory, statements));
    if kept == Kept::Yes {
        for rule in lifted {
            rule.restore(writer)?;
        }
        for index in &mut suspended {
            index.finish(writer)?;
        }
        for index in suspended {
            index.resume(writer)?;
        }
    }
    Ok(done)
}
