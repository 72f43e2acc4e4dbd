//! The words of an answer as blocks: paragraphs, lists and subheadings.
//!
//! A blank line ends a paragraph; the line ends within one are where the letter happened to be broken. A line that begins
//! with `-`, `*`, `•` or `–` is an item of a list, and so is one with a number where the numbers run 1, 2, 3. A subheading
//! is a line of its own that begins with `#`, or a short line without an end mark that a paragraph follows and that is not
//! simply yes or no.

use super::Text;
use super::clean;
use super::model::{Block, words};

const LONGEST_SUBHEADING: usize = 60;

/// Reads `text` into blocks; its subheadings get `level`.
#[must_use]
pub fn blocks(text: &str, level: u8) -> Vec<Block> {
    let text = clean::visible(text);
    let chunks = chunks(&text);
    let mut blocks = Vec::new();
    for (position, chunk) in chunks.iter().enumerate() {
        let followed = chunks
            .get(position + 1)
            .is_some_and(|next| next.len() > 1 || !is_short(next[0]));
        if let [line] = chunk.as_slice()
            && let Some(words) = subheading(line, followed)
        {
            blocks.push(Block::Heading {
                level,
                anchor: None,
                text: Text::new(words),
            });
        } else {
            push_lines(chunk, &mut blocks);
        }
    }
    blocks
}

/// Returns the first sentence of `text`, for tables; subheadings and list marks are left out.
///
/// A sentence ends at `.`, `!` or `?` before a space and a capital letter, so that `f.eks. ved` and `kl. 9` go on.
#[must_use]
pub fn first_sentence(text: &str) -> Text {
    let first = blocks(text, 2).into_iter().find_map(|block| match block {
        Block::Paragraph { text } => Some(text),
        Block::List { items, .. } => items.into_iter().next(),
        _ => None,
    });
    let line: String = first
        .into_iter()
        .flatten()
        .filter_map(plain_words)
        .collect();
    for (at, character) in line.char_indices() {
        let rest = &line[at + character.len_utf8()..];
        let goes_on = rest
            .strip_prefix(' ')
            .and_then(|rest| rest.chars().next())
            .is_none_or(|next| !next.is_uppercase());
        if matches!(character, '.' | '!' | '?') && !goes_on && !ends_in_initial(&line[..at]) {
            return Text::new(&line[..=at]);
        }
    }
    Text::new(&line)
}

fn plain_words(inline: super::Inline) -> Option<String> {
    if let super::Inline::Plain { text } = inline {
        Some(text)
    } else {
        None
    }
}

/// Tells whether `before` ends in a single letter, as in `P. Hansen`, or in a number, as in `1. Maj`.
fn ends_in_initial(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    word.chars().count() == 1 || word.chars().all(char::is_numeric)
}

/// Splits the text at blank lines; `#` lines stand alone.
fn chunks(text: &str) -> Vec<Vec<&str>> {
    let mut chunks: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
        } else if line.starts_with('#') {
            chunks.push(vec![line]);
            open = false;
        } else if let (true, Some(chunk)) = (open, chunks.last_mut()) {
            chunk.push(line);
        } else {
            chunks.push(vec![line]);
            open = true;
        }
    }
    chunks
}

fn subheading(line: &str, followed: bool) -> Option<&str> {
    let marked = line.trim_start_matches('#').trim();
    if marked.len() < line.len() {
        return (!marked.is_empty()).then_some(marked);
    }
    let capital = line
        .chars()
        .next()
        .is_some_and(|first| first.is_uppercase() || first.is_ascii_alphanumeric());
    (followed && capital && is_short(line) && !is_answer(line) && bullet(line).is_none())
        .then_some(line)
}

/// Tells whether `line` is an answer in itself, however short.
fn is_answer(line: &str) -> bool {
    ["ja", "nej", "yes", "no"].contains(&line.to_lowercase().as_str())
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= LONGEST_SUBHEADING
        && !line.ends_with(['.', ',', ':', ';', '?', '!', ')', '"', '”'])
}

fn push_lines(lines: &[&str], blocks: &mut Vec<Block>) {
    let mut lines = lines.iter().peekable();
    while let Some(line) = lines.next() {
        let (ordered, first) = match (bullet(line), numbered(line, 1)) {
            (Some(item), _) => (false, item),
            (None, Some(item)) if lines.peek().is_some_and(|next| numbered(next, 2).is_some()) => {
                (true, item)
            }
            _ => {
                let mut paragraph = (*line).to_owned();
                while let Some(next) = lines.next_if(|next| bullet(next).is_none()) {
                    paragraph.push(' ');
                    paragraph.push_str(next);
                }
                blocks.push(Block::paragraph(paragraph));
                continue;
            }
        };
        let mut items = vec![first.to_owned()];
        while let Some(next) = lines.next_if(|next| ordered || numbered(next, 1).is_none()) {
            let item = if ordered {
                numbered(next, items.len() + 1)
            } else {
                bullet(next)
            };
            match (item, items.last_mut()) {
                (Some(item), _) => items.push(item.to_owned()),
                (None, Some(last)) => {
                    last.push(' ');
                    last.push_str(next);
                }
                (None, None) => {}
            }
        }
        blocks.push(Block::List {
            ordered,
            items: items.into_iter().map(words).collect(),
        });
    }
}

fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '•', '–'])?;
    rest.strip_prefix(' ')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn numbered(line: &str, number: usize) -> Option<&str> {
    let rest = line.strip_prefix(&number.to_string())?;
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.strip_prefix(' ')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn outline(text: &str) -> Vec<String> {
        let line = |inlines: Vec<super::super::Inline>| {
            inlines
                .into_iter()
                .filter_map(plain_words)
                .collect::<String>()
        };
        blocks(text, 4)
            .into_iter()
            .map(|block| match block {
                Block::Heading { level, text, .. } => format!("h{level} {text}"),
                Block::Paragraph { text } => format!("p {}", line(text)),
                Block::List { ordered, items } => {
                    let items: Vec<_> = items.into_iter().map(line).collect();
                    format!(
                        "{} {}",
                        if ordered { "ol" } else { "ul" },
                        items.join(" / ")
                    )
                }
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn text_becomes_blocks() {
        let cases = [
            (
                "Ja, hver\ndag.\n\nOg om natten.",
                vec!["p Ja, hver dag.", "p Og om natten."],
            ),
            (
                "a. Skranken\n\nDen er åben om morgenen.",
                vec!["h4 a. Skranken", "p Den er åben om morgenen."],
            ),
            (
                "## Skranken\nDen er åben.",
                vec!["h4 Skranken", "p Den er åben."],
            ),
            ("Nej", vec!["p Nej"]),
            ("Nej\n\nJa", vec!["p Nej", "p Ja"]),
            (
                "Nej\n\nAfdelingen har ingen skranke.",
                vec!["p Nej", "p Afdelingen har ingen skranke."],
            ),
            (
                "Vi har:\n- en skranke\n- en telefon\n  med svarer",
                vec!["p Vi har:", "ul en skranke / en telefon med svarer"],
            ),
            ("1. Ring\n2. Skriv", vec!["ol Ring / Skriv"]),
            (
                "1. maj holder vi\nlukket.",
                vec!["p 1. maj holder vi lukket."],
            ),
            ("• et\n\n• to", vec!["ul et", "ul to"]),
            ("\n \n", vec![]),
        ];
        for (text, expected) in cases {
            assert_eq!(outline(text), expected, "for {text:?}");
        }
    }

    #[test]
    fn the_first_sentence_knows_abbreviations() {
        let cases = [
            (
                "Vi har f.eks. åbent kl. 9. Ellers ikke.",
                "Vi har f.eks. åbent kl. 9. Ellers ikke.",
            ),
            (
                "Vi har åbent hele ugen. Ellers ikke.",
                "Vi har åbent hele ugen.",
            ),
            (
                "Spørg P. Holm i skranken. Ellers ikke.",
                "Spørg P. Holm i skranken.",
            ),
            (
                "Skranken\n\nDen er åben for alle, der kommer. Altid.",
                "Den er åben for alle, der kommer.",
            ),
            ("- Ring. Eller skriv.\n- Kom.", "Ring."),
            ("Nej", "Nej"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(first_sentence(text).as_str(), expected, "for {text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost(lines in prop::collection::vec("[a-zæøå]{1,9}( [a-zæøå]{1,9}){0,6}[.]?|", 0..12)) {
            let text = lines.join("\n");
            let kept: usize = outline(&text).iter().map(|block| block.split([' ', '/']).skip(1).filter(|w| !w.is_empty()).count()).sum();
            prop_assert_eq!(kept, text.split_whitespace().count());
        }
    }
}
