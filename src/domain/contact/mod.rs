//! Contact channels: the ways to reach a department or a unit.

mod telephone;
mod value;

use jiff::civil::Date;

use super::vocabulary::vocabulary;
use super::{Code, QuestionNumber, Record, Reference, Value};
use crate::domain::hours::Understood;
use crate::error::Error;

pub use telephone::Telephone;
pub use value::{ContactError, ContactValue, EmailAddress, WebAddress};

vocabulary! {
    /// The ways in which a department can be reached.
    ChannelKind, "channel_kind" {
        /// A telephone number of the department or unit as a whole.
        Telephone = "telephone",
        /// The telephone number of one person or desk.
        DirectTelephone = "direct_telephone",
        /// A telephone line that is staffed outside office hours.
        DutyTelephone = "duty_telephone",
        /// An e-mail address of the department or unit as a whole.
        Email = "email",
        /// The e-mail address of one person.
        DirectEmail = "direct_email",
        /// Digital Post, the public mailbox of every citizen.
        DigitalPost = "digital_post",
        /// A web page.
        Web = "web",
        /// Self-service on the web.
        SelfService = "self_service",
        /// A postal address.
        Post = "post",
        /// A place to call in person.
        InPerson = "in_person",
    }
}

vocabulary! {
    /// Who may see a contact channel.
    Visibility, "visibility" {
        /// May be shown to anyone.
        Public = "public",
        /// For the municipality itself.
        Internal = "internal",
        /// Deliberately not disclosed.
        Withheld = "withheld",
    }
}

/// What a value of some kind has to look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueShape {
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Email,
    /// An address on the web.
    Web,
    /// Any text: an address, the name of a mailbox.
    Text,
}

impl ChannelKind {
    /// What a value of this kind has to look like.
    #[must_use]
    pub const fn shape(self) -> ValueShape {
        match self {
            Self::Telephone | Self::DirectTelephone | Self::DutyTelephone => ValueShape::Telephone,
            Self::Email | Self::DirectEmail => ValueShape::Email,
            Self::Web | Self::SelfService => ValueShape::Web,
            Self::DigitalPost | Self::InPerson | Self::Post => ValueShape::Text,
        }
    }
}

impl Visibility {
    /// Whether it may leave in reports, exports and public copies unasked.
    #[must_use]
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Public)
    }
}

/// Where a channel is stated: in a letter's letterhead, or in its answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The inquiry.
    pub inquiry: Reference,
    /// The department that sent the letter.
    pub department: Code,
    /// The number of the letter.
    pub letter: u32,
    /// The question whose answer states it; `None`: the letterhead does.
    pub question: Option<QuestionNumber>,
    /// Code of the unit that the answer speaks for.
    pub unit: Option<Code>,
}

/// A way to reach a department or a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Code of the department or unit that is reached.
    pub department: Code,
    /// What way it is.
    pub kind: ChannelKind,
    /// The number or address; `None`: not stated.
    pub value: Option<String>,
    /// Whose or what it is; `None`: the department or unit itself.
    pub label: Option<String>,
    /// For whom; `None`: everyone.
    pub audience: Option<String>,
    /// The first day it holds; `None`: not known.
    pub valid_from: Option<Date>,
    /// The last day it holds; `None`: it still does.
    pub valid_to: Option<Date>,
    /// When it is open, in `OpenStreetMap` `opening_hours` notation.
    pub hours: Option<String>,
    /// The same in the words they were given in; `None`: they were given as notation.
    pub hours_words: Option<String>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Who decided that; `None`: not recorded.
    pub decided_by: Option<String>,
    /// The day that was decided; `None`: not recorded.
    pub decided_on: Option<Date>,
    /// Codes of other departments and units that it serves too, as a main number does.
    pub also_serves: Vec<Code>,
    /// Where it is stated.
    pub source: Option<Source>,
}

impl Channel {
    /// The same channel with its value and hours in the form in which they are kept: telephone
    /// numbers as Danes write them, hours in `opening_hours` notation.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the value is none of its kind, or the hours cannot be read.
    pub fn checked(mut self) -> Result<Self, Error> {
        if let Some(value) = &self.value {
            self.value = Some(ContactValue::check(self.kind, value)?.shown());
        }
        if let Some(hours) = &self.hours {
            let understood: Understood = hours.parse()?;
            self.hours_words = understood.words.or(self.hours_words);
            self.hours = Some(understood.notation.notation().to_owned());
        }
        Ok(self)
    }

    /// The telephone number in international form, as in `+4589402000`; `None` for other kinds.
    #[must_use]
    pub fn e164(&self) -> Option<String> {
        let value = self.value.as_deref()?;
        match ContactValue::check(self.kind, value) {
            Ok(ContactValue::Telephone(number)) => Some(number.as_str().to_owned()),
            _ => None,
        }
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day)
            && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The channel as a message names it: `telephone 89 00 00 00`, `in_person Reception`.
    #[must_use]
    pub fn title(&self) -> String {
        let name = self
            .value
            .as_ref()
            .or(self.label.as_ref())
            .or(self.audience.as_ref());
        match name {
            Some(name) => format!("{} {name}", self.kind),
            None => self.kind.to_string(),
        }
    }
}

impl Record for Channel {
    const TABLE: &'static str = "contact_channel";
    const COLUMNS: &'static [&'static str] = &[
        "department",
        "kind",
        "value",
        "label",
        "audience",
        "valid_from",
        "valid_to",
        "hours",
        "hours_words",
        "visibility",
        "decided_by",
        "decided_on",
        "also_serves",
        "stated_inquiry",
        "stated_department",
        "stated_letter",
        "stated_question",
        "stated_unit",
    ];
    const KEY: usize = 6;

    fn values(&self) -> Vec<Value> {
        let source = self.source.as_ref();
        let serves: Vec<&str> = self.also_serves.iter().map(Code::as_str).collect();
        vec![
            (&self.department).into(),
            Value::word(self.kind),
            self.value.as_ref().into(),
            self.label.as_ref().into(),
            self.audience.as_ref().into(),
            self.valid_from.into(),
            self.valid_to.into(),
            self.hours.as_ref().into(),
            self.hours_words.as_ref().into(),
            Value::word(self.visibility),
            self.decided_by.as_ref().into(),
            self.decided_on.into(),
            if serves.is_empty() {
                Value::Null
            } else {
                serves.join(" ").into()
            },
            source.map(|s| &s.inquiry).into(),
            source.map(|s| &s.department).into(),
            source.map(|s| s.letter).into(),
            source.and_then(|s| s.question.as_ref()).into(),
            source.and_then(|s| s.unit.as_ref()).into(),
        ]
    }
}
