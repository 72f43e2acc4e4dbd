//! The value of a channel, checked by what its kind asks for.
//!
//! [`ContactValue::stored`] is the normal form that is kept and compared; reading it again gives
//! the same value.

use std::fmt;
use std::str::FromStr;

use email_address::Options;
use url::Url;

use super::{ChannelKind, Telephone, ValueShape};

/// A value that its kind of channel does not take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not a usable {expected}: {reason}")]
pub struct ContactError {
    /// The value as it was given.
    pub value: String,
    /// What was expected: `telephone number`, `e-mail address`, `web address`, `value`.
    pub expected: &'static str,
    /// What is wrong with it, one clause without a full stop.
    pub reason: String,
    /// What to do about it.
    pub hint: &'static str,
}

impl ContactError {
    pub(super) fn new(
        value: &str,
        expected: &'static str,
        reason: impl Into<String>,
        hint: &'static str,
    ) -> Self {
        Self {
            value: value.to_owned(),
            expected,
            reason: reason.into(),
            hint,
        }
    }
}

/// A checked value of a contact channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ContactValue {
    /// A telephone number.
    Telephone(Telephone),
    /// An e-mail address.
    Email(EmailAddress),
    /// An address on the web.
    Web(WebAddress),
    /// An address or name in words, on one line.
    Text(String),
}

impl ContactValue {
    /// Checks a value for a kind of channel and brings it into its normal form.
    ///
    /// # Errors
    /// Refuses what is not a telephone number, an e-mail or a web address where the kind asks
    /// for one, and an empty value always.
    pub fn check(kind: ChannelKind, text: &str) -> Result<Self, ContactError> {
        match kind.shape() {
            ValueShape::Telephone => text.parse().map(Self::Telephone),
            ValueShape::Email => text.parse().map(Self::Email),
            ValueShape::Web => text.parse().map(Self::Web),
            ValueShape::Text => {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if line.is_empty() {
                    return Err(ContactError::new(
                        text,
                        "value",
                        "it is empty",
                        "write the address or the name of the mailbox",
                    ));
                }
                Ok(Self::Text(line))
            }
        }
    }

    /// The form that is stored and compared.
    #[must_use]
    pub fn stored(&self) -> &str {
        match self {
            Self::Telephone(number) => number.as_str(),
            Self::Email(address) => address.as_str(),
            Self::Web(address) => address.as_str(),
            Self::Text(text) => text,
        }
    }

    /// The form people read.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Telephone(number) => number.shown(),
            Self::Web(address) => address.shown().to_owned(),
            Self::Email(_) | Self::Text(_) => self.stored().to_owned(),
        }
    }
}

impl fmt::Display for ContactValue {
    /// Writes the form people read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

/// A checked e-mail address: one mailbox, its domain in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address, `name@example.dk`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = ContactError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.trim();
        let address = address.strip_prefix("mailto:").unwrap_or(address);
        let options = Options::default()
            .with_required_tld()
            .without_domain_literal()
            .without_display_text();
        let parsed =
            email_address::EmailAddress::parse_with_options(address, options).map_err(|error| {
                let reason = error.to_string().trim_end_matches('.').to_lowercase();
                ContactError::new(
                    text,
                    "e-mail address",
                    reason,
                    "write one address such as `name@example.dk`",
                )
            })?;
        let domain = parsed.domain().to_lowercase();
        Ok(Self(format!("{}@{domain}", parsed.local_part())))
    }
}

/// A checked address on the web, with its scheme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebAddress(String);

impl WebAddress {
    /// The whole address, `https://www.example.dk/hours`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people write it, without the scheme.
    #[must_use]
    pub fn shown(&self) -> &str {
        self.0.split_once("://").map_or(&self.0, |(_, rest)| rest)
    }
}

impl FromStr for WebAddress {
    type Err = ContactError;

    /// Reads an address; one without a scheme is given `https`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = |reason: &str| {
            ContactError::new(
                text,
                "web address",
                reason,
                "write an address such as `www.example.dk/hours`",
            )
        };
        let address = text.trim();
        let whole = if address.contains("://") {
            address.to_owned()
        } else {
            format!("https://{address}")
        };
        let url = Url::parse(&whole).map_err(|error| refuse(&error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(refuse("it does not begin with `http` or `https`"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse(
                "it looks like an e-mail address or holds a password",
            ));
        }
        let host = url.domain().ok_or_else(|| refuse("it names no site"))?;
        if !host.trim_end_matches('.').contains('.') || address.contains(char::is_whitespace) {
            return Err(refuse("it names no site"));
        }
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let stored = url.as_str();
        Ok(Self(
            if bare {
                stored.trim_end_matches('/')
            } else {
                stored
            }
            .to_owned(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_brought_into_one_form() {
        let cases = [
            (
                ChannelKind::Email,
                " Post@Example.DK ",
                "Post@example.dk",
                "Post@example.dk",
            ),
            (
                ChannelKind::DirectEmail,
                "mailto:abc@it.example.dk",
                "abc@it.example.dk",
                "abc@it.example.dk",
            ),
            (
                ChannelKind::Web,
                "www.example.dk/abc",
                "https://www.example.dk/abc",
                "www.example.dk/abc",
            ),
            (
                ChannelKind::Web,
                "WWW.Example.dk",
                "https://www.example.dk",
                "www.example.dk",
            ),
            (
                ChannelKind::SelfService,
                "http://example.dk/?id=7",
                "http://example.dk/?id=7",
                "example.dk/?id=7",
            ),
            (
                ChannelKind::Post,
                "  Torvet 1\n 9999  Byen ",
                "Torvet 1 9999 Byen",
                "Torvet 1 9999 Byen",
            ),
            (
                ChannelKind::DutyTelephone,
                "+45 32100000",
                "+4532100000",
                "32 10 00 00",
            ),
        ];
        for (kind, given, stored, shown) in cases {
            let value = ContactValue::check(kind, given).unwrap();
            assert_eq!(
                (value.stored(), value.shown().as_str()),
                (stored, shown),
                "{given}"
            );
            assert_eq!(
                ContactValue::check(kind, stored),
                Ok(value),
                "{given} is read back"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_a_hint() {
        let cases = [
            (ChannelKind::Email, "post.example.dk"),
            (ChannelKind::Email, "post@example"),
            (ChannelKind::Email, "Post <post@example.dk>"),
            (ChannelKind::Email, "a@example.dk, b@example.dk"),
            (ChannelKind::Web, "example"),
            (ChannelKind::Web, "post@example.dk"),
            (ChannelKind::Web, "ftp://example.dk"),
            (ChannelKind::Web, "se vores hjemmeside"),
            (ChannelKind::Web, "https://user:secret@example.dk"),
            (ChannelKind::Web, ""),
            (ChannelKind::InPerson, "  "),
            (ChannelKind::Telephone, "post@example.dk"),
        ];
        for (kind, text) in cases {
            let error = ContactValue::check(kind, text).unwrap_err();
            assert!(
                !error.hint.is_empty() && error.to_string().contains(&format!("`{text}`")),
                "{error}"
            );
        }
    }
}
