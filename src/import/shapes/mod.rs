//! What a row of each table is: how it is read, what a spreadsheet may leave out, and how it is
//! added and changed.

mod contacts;
mod inquiries;
mod letters;
mod municipality;

use std::hash::{BuildHasher, Hash, Hasher};

use jiff::civil::Date;

use super::documents::Listed;
use super::load::{Load, load};
use super::row::{Problem, Row};
use crate::domain::vocabulary::Vocabulary;
use crate::domain::{
    Addressee, Answer, Asker, Channel, ClosedDay, Code, CodebookEntry, DeadlineRule, Department,
    Extension, Figure, Finding, Inquiry, InternalDeadline, Letter, Pause, Person, Question,
    QuestionNumber, Record, Reference, Reminder, Traffic,
};
use crate::error::{Result, Thing};
use crate::store::{Writer, askers, departments};

/// A record that can be read from a row and added.
pub(super) trait Shape: Record + Sized {
    /// The columns that the header must have.
    const REQUIRED: &'static [&'static str];
    /// Columns that may not be empty in the record, but in a row: an empty cell then says nothing.
    const IMPLIED: &'static [&'static str] = &[];
    /// Columns outside the key that hold keys of records: they are compared as keys are.
    const REFERENCES: &'static [&'static str] = &[];
    /// A later row of the same table may be referred to in this column.
    const REFERS_TO_OWN: Option<&'static str> = None;

    /// Columns in which a name may stand for a code, that of a department before that of its unit.
    const NAMED: &'static [&'static str] = &[];

    /// The record that a row states.
    fn read(row: &Row<'_>) -> Result<Self, Problem>;

    /// The record with what the row leaves to the record; `old` is what is recorded under its key.
    ///
    /// # Errors
    /// Whatever looking it up returns.
    fn completed(self, _writer: &Writer<'_>, _row: &Row<'_>, _old: Option<&Self>) -> Result<Self> {
        Ok(self)
    }

    /// Adds the record, unless one with its key is there, which it returns.
    ///
    /// # Errors
    /// Those of the store.
    fn put(&self, writer: &Writer<'_>) -> Result<Option<Self>>;

    /// Records it in place of what is recorded under its key.
    ///
    /// # Errors
    /// Those of the store.
    fn replace(&self, old: &Self, writer: &Writer<'_>) -> Result<()>;

    /// Feeds its natural key to a hash, as the database compares it.
    fn hash_key(&self, state: &mut impl Hasher);

    /// What the errors of others call it, from a row that need not be right as a whole; nothing if
    /// nothing refers to it.
    fn called(_row: &Row<'_>) -> Option<Called> {
        None
    }

    /// The inquiry whose due date may move with this record.
    fn moves(&self) -> Option<&Reference> {
        None
    }

    /// Whether the row says something about a column.
    fn is_said(row: &Row<'_>, column: &str) -> bool {
        row.fills(column) || (row.has(column) && !Self::IMPLIED.contains(&column))
    }
}

/// The code of what goes by a name in one of the columns of [`Shape::NAMED`].
///
/// # Errors
/// [`crate::Error::NotFound`].
pub(super) fn by_name(
    writer: &Writer<'_>,
    row: &Row<'_>,
    column: &str,
    name: &str,
) -> Result<Option<Code>> {
    Ok(match column {
        "asker" => Some(askers::find(writer, name)?.code),
        "unit" => match row.required::<Code>("department") {
            Ok(department) => Some(departments::unit(writer, &department, name)?.code),
            Err(_) => None,
        },
        _ => Some(departments::named(writer, name)?.code),
    })
}

/// A key as errors call it: of what, which, and within what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Called {
    thing: u8,
    key: String,
    within: Option<String>,
}

impl Called {
    pub(super) fn new(thing: Thing, key: &str, within: Option<String>) -> Self {
        // Units are departments too, and their keys are their own.
        let (thing, within) = match thing {
            Thing::Unit => (Thing::Department, None),
            other => (other, within),
        };
        Self {
            thing: thing as u8,
            key: key.to_ascii_lowercase(),
            within: within.map(|within| within.to_ascii_lowercase()),
        }
    }

    /// The key, in small letters.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// Whether the other is of the same kind.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.thing == other.thing
    }

    fn in_inquiry(thing: Thing, key: &str, inquiry: &Reference) -> Self {
        Self::new(thing, key, Some(format!("inquiry {inquiry}")))
    }
}

/// The hash of a record's table and key.
pub(super) fn fingerprint<S: Shape>(record: &S, state: &impl BuildHasher) -> u64 {
    let mut hasher = state.build_hasher();
    record.hash_key(&mut hasher);
    hasher.finish()
}

/// A part of a natural key.
trait KeyPart {
    fn feed(&self, state: &mut impl Hasher);
}

macro_rules! letters_alike {
    ($($key:ty),+) => {$(
        impl KeyPart for $key {
            fn feed(&self, state: &mut impl Hasher) {
                for part in self.as_str().as_bytes().chunks(16) {
                    let mut small = [0; 16];
                    small[..part.len()].copy_from_slice(part);
                    small.make_ascii_lowercase();
                    state.write_u128(u128::from_le_bytes(small));
                }
                state.write_usize(self.as_str().len());
            }
        }
    )+};
}
letters_alike!(Code, Reference, QuestionNumber);

macro_rules! as_they_are {
    ($($key:ty),+) => {$(
        impl KeyPart for $key {
            fn feed(&self, state: &mut impl Hasher) {
                self.hash(state);
            }
        }
    )+};
}
as_they_are!(u8, u32, String, Date);

impl<T: KeyPart> KeyPart for Option<T> {
    fn feed(&self, state: &mut impl Hasher) {
        state.write_u8(u8::from(self.is_some()));
        if let Some(part) = self {
            part.feed(state);
        }
    }
}

/// The word of a vocabulary as a part of a key.
fn word(word: impl Vocabulary) -> String {
    word.word().to_owned()
}

/// Feeds the parts of a key to a hash.
macro_rules! key {
    ($state:ident: $($part:expr),+) => {$(
        super::KeyPart::feed(&$part, $state);
    )+};
}
use key;

/// The tables in an order in which each refers only to those before it.
pub(super) const TABLES: &[(&str, Load)] = &[
    (Department::TABLE, load::<Department>),
    (Asker::TABLE, load::<Asker>),
    (ClosedDay::TABLE, load::<ClosedDay>),
    (DeadlineRule::TABLE, load::<DeadlineRule>),
    (Inquiry::TABLE, load::<Inquiry>),
    (Extension::TABLE, load::<Extension>),
    (Pause::TABLE, load::<Pause>),
    (InternalDeadline::TABLE, load::<InternalDeadline>),
    (Reminder::TABLE, load::<Reminder>),
    (Question::TABLE, load::<Question>),
    (Addressee::TABLE, load::<Addressee>),
    (Listed::TABLE, load::<Listed>),
    (Letter::TABLE, load::<Letter>),
    (Person::TABLE, load::<Person>),
    (Answer::TABLE, load::<Answer>),
    (Channel::TABLE, load::<Channel>),
    (Figure::TABLE, load::<Figure>),
    (CodebookEntry::TABLE, load::<CodebookEntry>),
    (Finding::TABLE, load::<Finding>),
    (Traffic::TABLE, load::<Traffic>),
];
