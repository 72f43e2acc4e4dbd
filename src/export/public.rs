//! What is not for the public.
//!
//! Left out of a public export are: every contact channel that is not public, and every direct
//! telephone and e-mail; the case handlers' names; the letterheads' contact lines, which hold both;
//! the files that letters came in; and the reminders that were sent. Where the value of such a channel or the name of a handler
//! stands in a text that is published, `[…]` stands in its place. Signatories sign for their
//! department and are named.

use super::tables::Published;
use crate::domain::contact::ValueShape;
use crate::domain::{
    Addressee, Answer, Asker, Channel, ChannelKind, ClosedDay, CodebookEntry, DeadlineRule,
    Department, Extension, Figure, Finding, Inquiry, InternalDeadline, Letter, Pause, Person,
    PersonRole, Question, Reference, Reminder, Traffic, Value,
};
use crate::error::Result;
use crate::store::{Reader, contacts, letters};

/// Stands for what was left out of a text.
const MARK: &str = "[…]";
/// Shorter words are too likely to be something else.
const SHORTEST: usize = 4;
/// The digits of a Danish telephone number.
const NATIONAL: usize = 8;

macro_rules! published_as_they_are {
    ($masked:literal: $($record:ty),+) => {
        $(impl Published for $record { const MASKED: bool = $masked; })+
    };
}
published_as_they_are!(false: Department, Asker, DeadlineRule, Addressee, CodebookEntry, InternalDeadline, Traffic);
published_as_they_are!(true: Inquiry, Question, Answer, Figure, Finding, ClosedDay, Extension, Pause);

/// Whom the secretariat reminded is its own affair.
impl Published for Reminder {
    const MASKED: bool = false;

    fn published(self) -> Option<Self> {
        None
    }
}

impl Published for Letter {
    const MASKED: bool = true;

    fn published(self) -> Option<Self> {
        Some(Self {
            contact_block: None,
            document: None,
            page: None,
            ..self
        })
    }
}

impl Published for Person {
    const MASKED: bool = false;

    fn published(self) -> Option<Self> {
        (self.role != PersonRole::Handler).then_some(self)
    }
}

impl Published for Channel {
    const MASKED: bool = true;

    fn published(self) -> Option<Self> {
        is_for_everyone(&self).then_some(self)
    }
}

fn is_for_everyone(channel: &Channel) -> bool {
    let direct = matches!(
        channel.kind,
        ChannelKind::DirectTelephone | ChannelKind::DirectEmail
    );
    channel.visibility.is_public() && !direct
}

/// The values of channels that are not public which stand in `text`, as those of letters may that answer with one.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn withheld_in(reader: &Reader<'_>, text: &str) -> Result<Vec<String>> {
    let (open, closed): (Vec<Channel>, Vec<Channel>) = contacts::list(reader, None)?
        .into_iter()
        .partition(|channel| channel.visibility.is_public());
    let mut found: Vec<String> = Vec::new();
    for channel in closed {
        let known = open.iter().any(|other| other.value == channel.value);
        let Some(value) = channel
            .value
            .filter(|value| !known && !found.contains(value))
        else {
            continue;
        };
        let mut withheld = Withheld::default();
        withheld.hold_back(&value, channel.kind.shape() == ValueShape::Telephone);
        if withheld.masked(text).is_some() {
            found.push(value);
        }
    }
    Ok(found)
}

/// Words that may stand in no public text.
#[derive(Debug, Default)]
pub(super) struct Withheld {
    words: Vec<String>,
    /// Telephone numbers, as digits.
    numbers: Vec<Vec<u8>>,
}

impl Withheld {
    /// What the record as a whole holds back.
    pub(super) fn of(reader: &Reader<'_>, inquiries: &[Reference]) -> Result<Self> {
        let (open, closed): (Vec<Channel>, Vec<Channel>) = contacts::list(reader, None)?
            .into_iter()
            .partition(is_for_everyone);
        let mut withheld = Self::default();
        for channel in &closed {
            let known = open.iter().any(|other| other.value == channel.value);
            if let Some(value) = channel.value.as_ref().filter(|_| !known) {
                withheld.hold_back(value, channel.kind.shape() == ValueShape::Telephone);
            }
        }
        let (mut handlers, mut signatories) = (Vec::new(), Vec::new());
        for inquiry in inquiries {
            for person in letters::people(reader, inquiry)? {
                match person.role {
                    PersonRole::Handler => handlers.push(person.name),
                    PersonRole::Signatory => signatories.push(person.name),
                }
            }
        }
        handlers.retain(|name| !signatories.contains(name));
        for name in &handlers {
            withheld.hold_back(name, false);
        }
        // The longest first, so that no part of a longer one is left over.
        withheld
            .words
            .sort_by_key(|word| std::cmp::Reverse(word.len()));
        withheld.words.dedup();
        Ok(withheld)
    }

    fn hold_back(&mut self, value: &str, is_number: bool) {
        if is_number {
            let digits: Vec<u8> = value.bytes().filter(u8::is_ascii_digit).collect();
            let national = match digits.strip_prefix(b"45") {
                Some(rest) if rest.len() == NATIONAL => rest.to_vec(),
                _ => digits,
            };
            if national.len() >= SHORTEST {
                self.numbers.push(national);
            }
        } else if value.chars().count() >= SHORTEST {
            self.words.push(value.to_owned());
        }
    }

    /// Makes what is held back unreadable; whether there was any.
    pub(super) fn mask(&self, value: &mut Value) -> bool {
        let Value::Text(text) = value else {
            return false;
        };
        match self.masked(text) {
            None => false,
            Some(masked) => {
                *text = masked;
                true
            }
        }
    }

    fn masked(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut kept = 0;
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            match self.length_at(text, at) {
                Some(length) => {
                    out.push_str(&text[kept..at]);
                    out.push_str(MARK);
                    at += length;
                    kept = at;
                }
                None => at += letter.len_utf8(),
            }
        }
        (kept > 0).then(|| out + &text[kept..])
    }

    /// How many bytes of what is held back stand at a place.
    fn length_at(&self, text: &str, at: usize) -> Option<usize> {
        let rest = &text.as_bytes()[at..];
        let begins_a_number = rest.first().is_some_and(u8::is_ascii_digit)
            && !text[..at].ends_with(|c: char| c.is_ascii_digit());
        let number = self
            .numbers
            .iter()
            .filter(|_| begins_a_number)
            .filter_map(|number| number_length(number, &text[at..]))
            .max();
        number.or_else(|| {
            let is_it = |word: &&String| {
                rest.get(..word.len())
                    .is_some_and(|it| it.eq_ignore_ascii_case(word.as_bytes()))
            };
            self.words.iter().find(is_it).map(String::len)
        })
    }
}

/// How many bytes a telephone number takes at the beginning of a text, however it is spaced and
/// with or without the country's code.
fn number_length(number: &[u8], text: &str) -> Option<usize> {
    let with_code = [b"45", number].concat();
    let coded = [b"0045", number].concat();
    [&coded, &with_code, &number.to_vec()]
        .into_iter()
        .find_map(|digits| digits_length(digits, text))
}

fn digits_length(digits: &[u8], text: &str) -> Option<usize> {
    let mut wanted = digits.iter();
    let mut next = wanted.next();
    for (at, letter) in text.char_indices() {
        match next {
            Some(digit) if letter == char::from(*digit) => next = wanted.next(),
            Some(_) if " .-/()\u{a0}".contains(letter) => {}
            Some(_) => return None,
            None if letter.is_ascii_digit() => return None,
            None => return Some(at),
        }
        if next.is_none() && at + letter.len_utf8() == text.len() {
            return Some(text.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn withheld() -> Withheld {
        let mut withheld = Withheld::default();
        withheld.hold_back("89 11 22 33", true);
        withheld.hold_back("Åse Prøve", false);
        withheld.hold_back("aap@kommune.example", false);
        withheld
    }

    #[test]
    fn what_is_held_back_cannot_be_read() {
        for (text, want) in [
            ("Ring 89 11 22 33.", "Ring […]."),
            ("Ring 89112233", "Ring […]"),
            ("Ring +45 89-11-22-33 nu", "Ring +[…] nu"),
            ("(8911 2233)", "([…])"),
            ("Åse Prøves telefon", "[…]s telefon"),
            (
                "Skriv til AAP@kommune.example eller Åse Prøve",
                "Skriv til […] eller […]",
            ),
        ] {
            assert_eq!(withheld().masked(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in [
            "",
            "189112233",
            "89 11 22 34",
            "891122334",
            "89 11 22",
            "Åse Prø",
            "æøå",
        ] {
            assert_eq!(withheld().masked(text), None, "{text}");
        }
    }
}
