//! E-mails (EML), through `mail-parser`: the letter is the body, or is attached, or both.

use mail_parser::{Address, MessageParser, MimeHeaders, PartType};

use super::pdf::PdfReader;
use super::{DEEPEST, ExtractError, Extracted, LONGEST_TEXT, extract_at};

const MEDIA_TYPE: &str = "message/rfc822";
/// The most attachments that are read.
const MOST_ATTACHMENTS: usize = 100;

/// Whether the start of a file, in lower case, is the head of an e-mail.
pub(super) fn looks_like(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default();
    let is_field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
    };
    let told = [
        "mime-version:",
        "message-id:",
        "received:",
        "return-path:",
        "delivered-to:",
        "content-type:",
        "x-mailer:",
    ];
    is_field(first)
        && head
            .lines()
            .take_while(|line| !line.trim().is_empty())
            .any(|line| told.iter().any(|field| line.starts_with(field)))
}

pub(super) fn read(bytes: &[u8], pdf: &PdfReader, depth: usize) -> Result<Extracted, ExtractError> {
    let damaged = |reason: &str| ExtractError::Damaged {
        format: "e-mail",
        reason: reason.to_owned(),
    };
    if depth >= DEEPEST {
        return Err(damaged("e-mails are nested too deep"));
    }
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| damaged("it has no head"))?;
    let mut text = String::new();
    let name = |address: Option<&Address<'_>>| {
        let first = address?.first()?;
        let email = first.address().unwrap_or_default();
        Some(
            first
                .name()
                .map_or_else(|| email.to_owned(), |name| format!("{name} <{email}>")),
        )
    };
    let date = message
        .date()
        .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    let fields = [
        ("From", name(message.from())),
        ("To", name(message.to())),
        ("Date", date),
        ("Subject", message.subject().map(str::to_owned)),
    ];
    for (field, value) in fields {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            let words: Vec<&str> = value.split_whitespace().collect();
            text.extend([
                field,
                ": ",
                &words.join(" "),
                "
",
            ]);
        }
    }
    text.push('\n');
    for part in 0..message.text_body_count().min(MOST_ATTACHMENTS) {
        if let Some(body) = body(&message, part) {
            text.push_str(&body?);
            text.push('\n');
        }
    }
    let notes = attachments(&message, pdf, depth, &mut text)?;
    if text.len() > LONGEST_TEXT {
        return Err(ExtractError::TooLarge {
            what: "unpacks to",
            limit: LONGEST_TEXT,
        });
    }
    Ok(Extracted {
        media_type: MEDIA_TYPE,
        text,
        note: (!notes.is_empty()).then(|| notes.join("; ")),
    })
}

/// The text of a part of the body; HTML goes the way of all HTML.
fn body(message: &mail_parser::Message<'_>, part: usize) -> Option<Result<String, ExtractError>> {
    let place = usize::try_from(*message.text_body.get(part)?).ok()?;
    match &message.parts.get(place)?.body {
        PartType::Html(page) => Some(super::html::text(page)),
        PartType::Text(text) => Some(Ok(text.replace("\r\n", "\n"))),
        _ => None,
    }
}

/// Adds the text of every attachment that can be read, each on pages of its own; returns what was left out.
fn attachments(
    message: &mail_parser::Message<'_>,
    pdf: &PdfReader,
    depth: usize,
    text: &mut String,
) -> Result<Vec<String>, ExtractError> {
    let mut notes = Vec::new();
    let mut failed = None;
    let mut read = 0;
    for part in message.attachments().take(MOST_ATTACHMENTS) {
        let label = part
            .attachment_name()
            .unwrap_or("without a name")
            .to_owned();
        let content = match &part.body {
            PartType::Message(inner) => inner.raw_message.to_vec(),
            _ => part.contents().to_vec(),
        };
        match extract_at(&content, pdf, depth + 1) {
            Ok(found) => {
                text.push('\x0c');
                text.push_str(&found.text);
                read += 1;
                notes.push(format!("attachment `{label}` read ({})", found.media_type));
            }
            Err(ExtractError::Unsupported { .. } | ExtractError::Empty) => {
                notes.push(format!("attachment `{label}` left out"));
            }
            Err(error) => {
                notes.push(format!("attachment `{label}` left out: {error}"));
                failed = Some(error);
            }
        }
        if text.len() > LONGEST_TEXT {
            break;
        }
    }
    // Where the letter was the attachment, its error is the error.
    match failed {
        Some(error) if read == 0 && text.lines().filter(|line| line.len() > 60).count() < 3 => {
            Err(error)
        }
        _ => Ok(notes),
    }
}
