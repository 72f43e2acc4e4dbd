//! Statements that add rows, while many rows are added.

use std::cell::RefCell;

use rusqlite::{Connection, Statement, ToSql};

/// A place where statements stay prepared. A trait, so that a writer need not name how long the
/// connection lives that they belong to.
pub(in super::super) trait Prepared {
    /// Runs a statement as [`Writer::insert`] does.
    ///
    /// [`Writer::insert`]: super::super::Writer::insert
    fn insert(&self, sql: &'static str, params: Named<'_>) -> rusqlite::Result<usize>;
}

/// Values by the names that a statement has for them, in its order.
pub(in super::super) type Named<'a> = &'a [(&'a str, &'a dyn ToSql)];

/// The statements of one connection. It keeps some itself, but to look one up there by its text
/// takes a tenth of the time of a small insert.
pub(super) struct Statements<'a> {
    conn: &'a Connection,
    prepared: RefCell<Vec<(&'static str, Statement<'a>)>>,
}

impl<'a> Statements<'a> {
    pub(super) fn on(conn: &'a Connection) -> Self {
        Self {
            conn,
            prepared: RefCell::default(),
        }
    }
}

impl Prepared for Statements<'_> {
    fn insert(&self, sql: &'static str, params: Named<'_>) -> rusqlite::Result<usize> {
        let mut prepared = self.prepared.borrow_mut();
        let known = prepared
            .iter()
            .position(|(text, _)| std::ptr::eq(*text, sql));
        let at = if let Some(at) = known {
            at
        } else {
            prepared.push((sql, self.conn.prepare(sql)?));
            prepared.len() - 1
        };
        run(&mut prepared[at].1, params)
    }
}

/// Runs a statement with its parameters in the order in which it names them: to look for each by
/// its name takes a tenth of the time, too.
pub(in super::super) fn run(
    statement: &mut Statement<'_>,
    params: Named<'_>,
) -> rusqlite::Result<usize> {
    debug_assert_eq!(statement.parameter_count(), params.len());
    for (at, (name, value)) in (1..).zip(params) {
        debug_assert_eq!(statement.parameter_name(at), Some(*name));
        statement.raw_bind_parameter(at, value)?;
    }
    statement.raw_execute()
}
