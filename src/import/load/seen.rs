//! Where the row with each key stands that came first.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::super::rejects::At;
use super::super::shapes::{Shape, fingerprint};

/// The rows of a table by their keys' hashes. They are only put into order once a key stands
/// twice, as it seldom does: a million places in a map are as many looks at far memory.
#[derive(Default)]
pub(super) struct Seen {
    hash: RandomState,
    added: Vec<(u64, At)>,
    first: HashMap<u64, At, RandomState>,
}

impl Seen {
    /// Takes in a row whose key is new.
    pub(super) fn add<S: Shape>(&mut self, record: &S, at: At) {
        self.added.push((fingerprint(record, &self.hash), at));
    }

    /// Where the key of a row stood first; here, if nowhere before.
    pub(super) fn first<S: Shape>(&mut self, record: &S, at: At) -> At {
        self.first.extend(self.added.drain(..));
        let key = fingerprint(record, &self.hash);
        *self.first.entry(key).or_insert(at)
    }
}
