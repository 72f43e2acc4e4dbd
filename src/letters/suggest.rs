//! What a letter states beside its answers: figures, ways to reach the department, and how its
//! contact block stands against the contact directory. Suggestions only; nothing here is recorded.

use super::channels;
use super::contact_lines::{self, ContactLine, Field};
use super::draft;
use super::knowledge::Numbers;
use crate::domain::contact::ValueShape;
use crate::domain::{Channel, ChannelKind, Code, Letter};
use crate::error::Result;
use crate::store::{Reader, contacts};

/// Lines of a contact block that hold numbers which reach nobody.
const REGISTERS: [&str; 4] = ["cvr", "ean", "p-nr", "se-nr"];

/// Something that could be recorded, and the words of the command that does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What the letter states.
    pub what: String,
    /// The words of the command, without the program's name.
    pub command: Vec<String>,
}

/// How the numbers and addresses of a contact block stand against the directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Those that the directory has.
    pub known: Vec<String>,
    /// Those that it lacks.
    pub lacking: Vec<Suggestion>,
}

/// The figures that the answers state.
#[must_use]
pub fn figures(read: &draft::Letter, letter: &Letter, numbers: &Numbers) -> Vec<Suggestion> {
    let stated = read.figures.iter().filter_map(|figure| {
        let question = numbers.recorded(figure.question?).to_string();
        let counts = figure.counts.clone();
        let mut command = words(&[
            "figure",
            "add",
            letter.inquiry.as_str(),
            &question,
            letter.department.as_str(),
        ]);
        command.extend(words(&[
            "--name",
            counts.as_deref().unwrap_or("NAME"),
            "--value",
        ]));
        command.push(figure.value.to_string().replace('.', ","));
        if let Some(counts) = &counts {
            command.extend(words(&["--unit", counts]));
        }
        if let Some(year) = figure.year {
            command.extend(["--as-of".to_owned(), year.to_string()]);
        }
        if !figure.exact {
            command.push("--approximate".to_owned());
        }
        if let Some(unit) = unit_of(read, figure) {
            command.extend(words(&["--answer-unit", unit]));
        }
        if letter.number > 1 {
            command.extend(["--letter".to_owned(), letter.number.to_string()]);
        }
        let what = format!("{} {}", figure.printed, counts.unwrap_or_default());
        Some(Suggestion {
            what: what.trim().to_owned(),
            command,
        })
    });
    stated.collect()
}

/// The unit whose part of the answer states a figure, where only that part holds the number.
fn unit_of<'a>(read: &'a draft::Letter, figure: &draft::Figure) -> Option<&'a str> {
    let states = |answer: &&draft::Answer| {
        answer.question == figure.question && answer.text.contains(&figure.printed)
    };
    let mut stating = read.answers.iter().filter(states);
    match (stating.next(), stating.next()) {
        (Some(only), None) => only.unit.as_deref(),
        _ => None,
    }
}

/// The ways to reach the department that its answers state and the directory lacks.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn stated_channels(
    reader: &Reader<'_>,
    read: &draft::Letter,
    letter: &Letter,
    numbers: &Numbers,
) -> Result<Vec<Suggestion>> {
    let directory = contacts::list(reader, Some(&letter.department))?;
    let mut found: Vec<Suggestion> = Vec::new();
    for stated in &read.channels {
        let Some(channel) = checked(&letter.department, stated) else {
            continue;
        };
        if directory
            .iter()
            .any(|there| reaches_the_same(there, &channel) && there.hours == channel.hours)
        {
            continue;
        }
        let mut command = add(&channel, letter);
        if let Some(number) = stated.question {
            command.extend([
                "--stated-question".to_owned(),
                numbers.recorded(number).to_string(),
            ]);
        }
        if !found.iter().any(|other| other.command == command) {
            found.push(Suggestion {
                what: described(&channel),
                command,
            });
        }
    }
    Ok(found)
}

/// Holds the contact block of a letter against the directory.
///
/// # Errors
/// [`crate::Error::Sqlite`].
pub fn compare(reader: &Reader<'_>, letter: &Letter) -> Result<Compared> {
    let directory = contacts::list(reader, Some(&letter.department))?;
    let mut compared = Compared::default();
    for channel in in_block(
        &letter.department,
        letter.contact_block.as_deref().unwrap_or_default(),
    ) {
        let same = directory
            .iter()
            .any(|there| reaches_the_same(there, &channel));
        if same {
            compared.known.push(described(&channel));
        } else {
            let command = add(&channel, letter);
            compared.lacking.push(Suggestion {
                what: instead(&directory, &channel),
                command,
            });
        }
    }
    Ok(compared)
}

/// What the directory lacks, beside what it has of that kind for everyone to see.
fn instead(directory: &[Channel], channel: &Channel) -> String {
    let has: Vec<&str> = directory
        .iter()
        .filter(|there| {
            there.kind == channel.kind
                && there.visibility.is_public()
                && there.department == channel.department
        })
        .filter_map(|there| there.value.as_deref())
        .collect();
    if has.is_empty() {
        return described(channel);
    }
    format!("{}; it has {}", described(channel), has.join(", "))
}

/// The numbers and addresses of a contact block, each once.
fn in_block(department: &Code, block: &str) -> Vec<Channel> {
    let mut found: Vec<Channel> = Vec::new();
    let mut direct = false;
    for line in block.lines() {
        let lower = line.to_lowercase();
        let other = matches!(
            contact_lines::classify(line),
            Some(ContactLine::Labelled(
                Field::Case | Field::Document | Field::Date,
                _
            ))
        );
        if other || REGISTERS.iter().any(|register| lower.contains(register)) {
            continue;
        }
        let stated = channels::find(line, None);
        let labelled = lower.contains(':') && !stated.is_empty();
        // A label may stand on the line above its number.
        let is_direct =
            lower.contains("direkte") || lower.contains("direct") || direct && !labelled;
        direct = is_direct && stated.is_empty();
        for stated in stated.iter().filter(|stated| stated.value.is_some()) {
            let Some(mut channel) = checked(department, stated) else {
                continue;
            };
            if is_direct && channel.kind == ChannelKind::Telephone {
                channel.kind = ChannelKind::DirectTelephone;
            } else if is_direct && channel.kind == ChannelKind::Email {
                channel.kind = ChannelKind::DirectEmail;
            }
            channel.hours = None;
            channel.audience = None;
            if !found.iter().any(|other| reaches_the_same(other, &channel)) {
                found.push(channel);
            }
        }
    }
    found
}

/// A stated channel in the words of the record, if it can be one.
fn checked(department: &Code, stated: &draft::Channel) -> Option<Channel> {
    let channel = Channel {
        department: department.clone(),
        kind: stated.kind.parse().ok()?,
        value: stated.value.clone(),
        label: None,
        audience: stated.audience.clone(),
        valid_from: None,
        valid_to: None,
        hours: stated.hours.clone(),
        hours_words: None,
        decided_by: None,
        decided_on: None,
        also_serves: Vec::new(),
        visibility: crate::domain::Visibility::Public,
        source: None,
    };
    channel.checked().ok()
}

/// Whether two channels lead to the same place, whatever they are called.
fn reaches_the_same(one: &Channel, other: &Channel) -> bool {
    if one.kind.shape() != other.kind.shape() {
        return false;
    }
    let bare = |channel: &Channel| {
        let value = channel.value.clone().unwrap_or_default().to_lowercase();
        match channel.kind.shape() {
            ValueShape::Telephone => value.chars().filter(char::is_ascii_digit).collect(),
            ValueShape::Web => value
                .trim_start_matches("https://")
                .trim_start_matches("http://")
                .trim_start_matches("www.")
                .trim_end_matches('/')
                .to_owned(),
            _ => value,
        }
    };
    bare(one) == bare(other) && (one.value.is_some() || one.kind == other.kind)
}

fn described(channel: &Channel) -> String {
    let mut said = channel.title();
    if channel.value.is_some()
        && let Some(audience) = &channel.audience
    {
        said = format!("{said} for {audience}");
    }
    match &channel.hours {
        Some(hours) => format!("{said}, {hours}"),
        None => said,
    }
}

fn add(channel: &Channel, letter: &Letter) -> Vec<String> {
    let kind = channel.kind.to_string();
    let mut command = words(&[
        "contact",
        "add",
        channel.department.as_str(),
        "--kind",
        &kind,
    ]);
    for (flag, value) in [
        ("--value", &channel.value),
        ("--hours", &channel.hours),
        ("--audience", &channel.audience),
    ] {
        if let Some(value) = value {
            command.extend(words(&[flag, value]));
        }
    }
    command.extend(words(&[
        "--stated-in",
        letter.inquiry.as_str(),
        "--stated-by",
        letter.department.as_str(),
    ]));
    command
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_block_gives_what_reaches_somebody() {
        let block = "PARK OG VEJ\nParkvej 1\n4999 Vesterlund\nTelefon: 86 22 33 44\nDirekte telefon: 86 22 33 55\n\
                     E-mail: pv@vesterlund.example\nDirekte e-mail:\nab@vesterlund.example\nCVR 12345678\nSagsnr.: 20/12345678";
        let found: Vec<String> = in_block(&"PV".parse().unwrap(), block)
            .iter()
            .map(Channel::title)
            .collect();
        assert_eq!(
            found,
            [
                "telephone 86 22 33 44",
                "direct_telephone 86 22 33 55",
                "email pv@vesterlund.example",
                "direct_email ab@vesterlund.example"
            ]
        );
    }
}
