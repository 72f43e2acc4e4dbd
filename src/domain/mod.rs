//! The words and rules of the field: pure types, no input or output.
//!
//! Each record type is a struct of natural keys and facts, the same fields that its CSV file and
//! its table have. [`Record`] gives its columns by name, so that showing, comparing, importing
//! and exporting share one description of it.

pub mod answer;
pub mod asker;
pub mod calendar;
pub mod contact;
pub mod date;
pub mod deadline;
pub mod department;
pub mod encoding;
pub mod figure;
pub mod finding;
pub mod hours;
pub mod ical;
pub mod inquiry;
pub mod key;
pub mod language;
pub mod letter;
pub mod number;
pub mod question;
pub mod record;
pub mod reminder;
pub mod search;
pub mod text;
pub mod traffic;
pub mod vocabulary;

pub use answer::{Answer, Disposition, Wording};
pub use asker::{Asker, AskerKind};
pub use contact::{Channel, ChannelKind, Source, Visibility};
pub use deadline::{
    ClosedDay, ClosedDayRule, DayKind, DeadlineRule, Due, Extension, HolidayCalendar,
    InternalDeadline, Pause, Urgency,
};
pub use department::Department;
pub use figure::{AsOf, Figure};
pub use finding::{CodebookEntry, Finding};
pub use hours::Hours;
pub use inquiry::Inquiry;
pub use key::{Code, QuestionNumber, Reference};
pub use letter::{Letter, Person, PersonRole};
pub use question::{Addressee, Question};
pub use record::{Change, Record, Value, changes};
pub use reminder::{Reminder, ReminderStep};
pub use traffic::Traffic;
