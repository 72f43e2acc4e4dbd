//! Ways to reach a department that its answers state: numbers, addresses, hours. Suggestions for the contact directory only.

use std::sync::LazyLock;

use super::contact_lines;
use super::draft::Channel;
use super::hours;
use super::sentences;
use super::words::{self, Pattern};

/// The longest sentence that is read, in bytes.
const LONGEST: usize = 1_200;
/// The most channels that are taken from one answer.
const MOST: usize = 60;

/// The kinds by the words that tell them, the more telling first.
const KINDS: [(&str, &str); 5] = [
    ("digital_post", "post_channel_words"),
    ("in_person", "person_channel_words"),
    ("telephone", "phone_channel_words"),
    ("email", "email_channel_words"),
    ("web", "web_channel_words"),
];

static TOLD: LazyLock<Vec<(&str, Pattern)>> = LazyLock::new(|| {
    KINDS
        .iter()
        .map(|(kind, key)| (*kind, Pattern::new(&format!(r"\b{}", words::any(key)))))
        .collect()
});
static OPEN: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"\b{}\b", words::any("open_words"))));
static PHONE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:\+45\s?)?\b\d{2}\s?\d{2}\s?\d{2}\s?\d{2}\b|\b\d{4}\s\d{4}\b")
});
static WEB: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\b(?:https?://\S+|www\.[\w./-]+|[\w-]+\.(?:dk|gl|fo)(?:/[\w./-]*)?)")
});
static AUDIENCE: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| words::each("audience_patterns", "", ""));

/// Finds the channels that the answer to `question` states.
pub(crate) fn find(text: &str, question: Option<u32>) -> Vec<Channel> {
    let mut channels: Vec<Channel> = Vec::new();
    let mut last_kind = None;
    let mut before = "";
    for range in sentences::split(text) {
        let sentence = &text[range];
        let previous = std::mem::replace(&mut before, sentence);
        if sentence.len() > LONGEST || channels.len() >= MOST {
            continue;
        }
        let told = told(sentence);
        let hours = hours::read(sentence);
        let audience = audience(sentence);
        if let (Some(hours), Some(last)) = (&hours, channels.last_mut())
            && last.quote == previous
            && last.kind == "telephone"
            && last.hours.is_none()
            && OPEN.is_match(sentence)
            && told != Some("telephone")
        {
            // "Ring til vagten på 11 22 33 44. Vagten har åbent kl. 8-16."
            last.hours = Some(hours.clone());
            continue;
        }
        let mut push = |kind: &str, value: Option<String>| {
            channels.push(Channel {
                question,
                kind: kind.to_owned(),
                // Somebody answers a telephone or a door at certain hours; an address takes mail at any.
                hours: hours
                    .clone()
                    .filter(|_| value.is_none() || kind == "telephone"),
                value,
                audience: audience.clone(),
                quote: sentence.to_owned(),
            });
        };
        let stated = values(sentence, &mut push);
        if stated == 0
            && hours.is_some()
            && let Some(kind) = told.or(last_kind)
        {
            push(kind, None);
        }
        last_kind = told.or(last_kind);
    }
    channels
}

/// Pushes every number and address of the sentence; returns how many there are.
fn values(sentence: &str, push: &mut impl FnMut(&str, Option<String>)) -> usize {
    let emails = contact_lines::emails(sentence);
    let phones: Vec<String> = PHONE
        .find_all(sentence)
        .iter()
        .map(|m| m.as_str().to_owned())
        .collect();
    let webs: Vec<String> = WEB
        .find_all(sentence)
        .iter()
        .filter(|m| !sentence[..m.start()].ends_with('@') && !sentence[m.end()..].starts_with('@'))
        .map(|m| m.as_str().trim_end_matches(['.', ',', ')']).to_owned())
        .filter(|web| {
            !emails
                .iter()
                .any(|email| email.contains(&web.to_lowercase()))
        })
        .collect();
    let count = emails.len() + phones.len() + webs.len();
    for phone in phones {
        push("telephone", Some(phone));
    }
    for email in emails {
        push("email", Some(email));
    }
    for web in webs {
        push("web", Some(web));
    }
    count
}

fn told(sentence: &str) -> Option<&'static str> {
    TOLD.iter()
        .find(|(_, pattern)| pattern.is_match(sentence))
        .map(|(kind, _)| *kind)
}

fn audience(sentence: &str) -> Option<String> {
    AUDIENCE.iter().find_map(|pattern| {
        let found = pattern.captures(sentence)?;
        found.name("a").map(|m| m.as_str().trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_suggested() {
        type Told<'a> = (&'a str, Option<&'a str>, Option<&'a str>);
        let cases: [(&str, &[Told<'_>]); 6] = [
            (
                "Skriv til bro@vesterlund.example eller ring på 11 22 33 44 mandag kl. 9-12.",
                &[
                    ("telephone", Some("11 22 33 44"), Some("Mo 09:00-12:00")),
                    ("email", Some("bro@vesterlund.example"), None),
                ],
            ),
            (
                "Borgerne kan ringe på telefon 11 22 33 44 mandag kl. 9-12.",
                &[("telephone", Some("11 22 33 44"), Some("Mo 09:00-12:00"))],
            ),
            (
                "Skriv til bro@vesterlund.example.",
                &[("email", Some("bro@vesterlund.example"), None)],
            ),
            (
                "Telefontiden er alle hverdage kl. 8-14. Den er fast.",
                &[("telephone", None, Some("Mo-Fr 08:00-14:00"))],
            ),
            (
                "Man kan skrive med digital post hele døgnet.",
                &[("digital_post", None, Some("24/7"))],
            ),
            ("Der er ti broer.", &[]),
        ];
        for (text, wanted) in cases {
            let got = find(text, None);
            let got: Vec<_> = got
                .iter()
                .map(|c| (c.kind.as_str(), c.value.as_deref(), c.hours.as_deref()))
                .collect();
            assert_eq!(got, wanted, "{text}");
        }
    }
}
