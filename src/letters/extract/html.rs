//! HTML pages and the HTML of e-mails, through `html2text`.

use super::plain;
use super::{ExtractError, Extracted, LONGEST_TEXT};
use crate::domain::encoding::Charset;

const MEDIA_TYPE: &str = "text/html";
/// Lines are not wrapped: the width is that of no page.
const WIDTH: usize = 20_000;
/// Elements nested deeper than this make the reader's own recursion unsafe.
const DEEPEST: usize = 400;

/// Whether the start of a file, in lower case, is that of a page.
pub(super) fn looks_like(head: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|mark| head.starts_with(mark))
        || head.starts_with("<?xml") && head.contains("<html")
        || head.starts_with("<!--") && head.contains("<html")
}

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    let (page, encoding) = plain::decode(bytes)?;
    Ok(Extracted {
        media_type: MEDIA_TYPE,
        text: text(&page)?,
        note: plain::note(encoding),
    })
}

/// Reads a page that is in an encoding that the user names.
pub(super) fn read_in(bytes: &[u8], charset: Charset) -> Result<Extracted, ExtractError> {
    Ok(Extracted {
        media_type: MEDIA_TYPE,
        text: text(&charset.decode(bytes))?,
        note: None,
    })
}

/// Returns the text of a page.
pub(super) fn text(page: &str) -> Result<String, ExtractError> {
    let damaged = |reason: String| ExtractError::Damaged {
        format: "HTML",
        reason,
    };
    if depth(page) > DEEPEST {
        return Err(damaged(format!(
            "its elements are nested more than {DEEPEST} deep"
        )));
    }
    let text = html2text::config::plain_no_decorate()
        .no_table_borders()
        .allow_width_overflow()
        .string_from_read(without_links(page).as_bytes(), WIDTH)
        .map_err(|error| damaged(error.to_string()))?;
    if text.len() > LONGEST_TEXT {
        return Err(ExtractError::TooLarge {
            what: "unpacks to",
            limit: LONGEST_TEXT,
        });
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(lines.join("\n"))
}

/// Takes the tags of links out of a page, so that only their text stays.
fn without_links(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        kept.push_str(text);
        let name = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
        let mut letters = name.chars();
        let link = letters.next().is_some_and(|c| c.eq_ignore_ascii_case(&'a'))
            && letters
                .next()
                .is_some_and(|c| c == '>' || c.is_whitespace());
        let end = match tag.find('>') {
            Some(end) if link => end + 1,
            _ => {
                kept.push('<');
                1
            }
        };
        rest = &tag[end..];
    }
    kept.push_str(rest);
    kept
}

/// Counts how deep elements may be nested at most: the tags that open without closing, over the whole page.
fn depth(page: &str) -> usize {
    const VOID: [&str; 10] = [
        "br", "img", "hr", "meta", "link", "input", "col", "wbr", "p", "li",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in page.split('<').skip(1) {
        let closes = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12)
            .collect();
        if name.is_empty() || VOID.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_lines() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><p>Spørgsm&aring;l 1: Hvor <b>mange</b>?</p><p>Svar:<br><a href=\"/ti\">Ti</a>.</p><ul><li>nord</li><li>syd</li></ul><ol><li>Hvem?</li></ol></body></html>";
        assert_eq!(
            text(page).unwrap(),
            "Spørgsmål 1: Hvor mange?\n\nSvar:\nTi.\n* nord\n* syd\n1. Hvem?"
        );
    }

    #[test]
    fn a_page_nested_too_deep_is_refused() {
        let page = "<div>".repeat(100_000);
        assert!(matches!(text(&page), Err(ExtractError::Damaged { .. })));
    }
}
