//! Markdown: `CommonMark` with GitHub's tables, made to be read raw as well.
//!
//! Data can neither make markup nor break a table: whatever could is escaped, and nothing else is, so that the raw text
//! stays quiet. A heading that something links to gets an HTML anchor before it, since Markdown has no names of its own. A
//! chart becomes its description and its table. A web address stays as it is; some readers make it a link by themselves.

use super::anchor::Anchor;
use super::model::{Fact, Table, Tone};
use super::{Block, Inline, Renderer, Report, ReportError};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write;

/// Tables up to this many characters wide are padded so that their columns line up.
const WIDEST_PADDED: usize = 120;

/// Writes a report as Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Renderer for Markdown {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        let targets = report.link_targets();
        let mut pieces = vec![format!("# {}", escaped(report.title.as_str(), true))];
        push_blocks(&report.blocks, &targets, &mut pieces);
        pieces.push("---".to_owned());
        pieces.push(escaped(report.colophon.as_str(), true));
        Ok(writeln!(out, "{}", pieces.join("\n\n"))?)
    }
}

fn push_blocks(blocks: &[Block], targets: &HashSet<&Anchor>, pieces: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading {
                level,
                anchor,
                text,
            } => {
                let name = anchor.as_ref().filter(|anchor| targets.contains(anchor));
                let name = name.map_or_else(String::new, |anchor| {
                    format!("<a id=\"{}\"></a>\n\n", anchor.as_str())
                });
                pieces.push(format!(
                    "{name}{} {}",
                    "#".repeat(usize::from(*level)),
                    escaped(text.as_str(), true)
                ));
            }
            Block::Paragraph { text } => pieces.push(line(text, true)),
            Block::Facts { facts } => {
                pieces.push(facts.iter().map(fact).collect::<Vec<_>>().join("\n"));
            }
            Block::List { ordered, items } => pieces.push(list(*ordered, items)),
            Block::Quote { blocks } => {
                let mut quoted = Vec::new();
                push_blocks(blocks, targets, &mut quoted);
                pieces.push(prefixed(&quoted.join("\n\n"), ">"));
            }
            Block::Recorded { blocks } => push_blocks(blocks, targets, pieces),
            Block::Note { tone, text } => {
                let mark = if *tone == Tone::Warning { "**" } else { "*" };
                pieces.push(format!("{mark}{}{mark}", line(text, false)));
            }
            Block::Table(shown) => pieces.push(table(shown)),
            Block::Chart(chart) => {
                pieces.push(escaped(chart.description.as_str(), true));
                pieces.push(table(&chart.table));
            }
        }
    }
}

fn fact(fact: &Fact) -> String {
    format!(
        "- **{}:** {}",
        escaped(fact.label.as_str(), false),
        line(&fact.value, false)
    )
}

fn list(ordered: bool, items: &[Vec<Inline>]) -> String {
    let mark = |position: usize| {
        if ordered {
            format!("{}.", position + 1)
        } else {
            "-".to_owned()
        }
    };
    let items: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(position, item)| format!("{} {}", mark(position), line(item, true)))
        .collect();
    items.join("\n")
}

fn prefixed(text: &str, prefix: &str) -> String {
    let lines: Vec<_> = text
        .lines()
        .map(|line| {
            if line.is_empty() {
                prefix.to_owned()
            } else {
                format!("{prefix} {line}")
            }
        })
        .collect();
    lines.join("\n")
}

fn table(table: &Table) -> String {
    let titles: Vec<String> = table
        .columns
        .iter()
        .map(|column| cell_text(&escaped(column.title.as_str(), false)))
        .collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| cell_text(&line(cell, false)))
                .collect()
        })
        .collect();
    let widths = widths(&titles, &rows);
    let rules: Vec<String> = table
        .columns
        .iter()
        .zip(&widths)
        .map(|(column, width)| {
            let dashes = "-".repeat(width.saturating_sub(1).max(2));
            format!("{dashes}{}", if column.numeric { ':' } else { '-' })
        })
        .collect();
    let mut lines = vec![
        format!("**{}**", escaped(table.caption.as_str(), false)),
        String::new(),
    ];
    let row = |cells: &[String]| {
        let cells: Vec<_> = cells
            .iter()
            .zip(&widths)
            .zip(&table.columns)
            .map(|((cell, width), column)| {
                if column.numeric {
                    format!("{cell:>width$}")
                } else {
                    format!("{cell:<width$}")
                }
            })
            .collect();
        format!("| {} |", cells.join(" | "))
    };
    lines.push(row(&titles));
    lines.push(row(&rules));
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

/// The width of each column, or none at all where the whole would be too wide to line up.
fn widths(titles: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let width = |column: usize| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(column))
            .chain(titles.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
            .max(3)
    };
    let widths: Vec<usize> = (0..titles.len()).map(width).collect();
    if widths.iter().sum::<usize>() > WIDEST_PADDED {
        vec![0; titles.len()]
    } else {
        widths
    }
}

fn cell_text(line: &str) -> String {
    line.replace('|', "\\|")
}

/// Writes one line; `opens` if it begins a paragraph or an item, where some characters mean more.
fn line(inlines: &[Inline], opens: bool) -> String {
    let mut line = String::new();
    for inline in inlines {
        let at_start = opens && line.is_empty();
        // Writing to a String cannot fail.
        let _ = match inline {
            Inline::Plain { text } => write!(line, "{}", escaped(text, at_start)),
            // Four asterisks on a line are a rule.
            Inline::Strong { text } if text.is_empty() => Ok(()),
            Inline::Strong { text } => write!(line, "**{}**", escaped(text.as_str(), false)),
            Inline::Link { text, to } => {
                write!(
                    line,
                    "[{}](#{})",
                    escaped(text.as_str(), false),
                    to.as_str()
                )
            }
            Inline::Break => write!(line, "<br>"),
        };
    }
    line
}

/// Escapes what Markdown would take for markup in `text`; `at_start` if a line begins here.
fn escaped(text: &str, at_start: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, next)| *next);
        let escape = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '#' | '$' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => after.is_ascii_alphanumeric() || after == '#',
            '-' | '+' | '>' | '=' => at_start && at == 0,
            '.' | ')' => at_start && digits > 0 && at == digits,
            _ => false,
        };
        if escape {
            escaped.push('\\');
        }
        escaped.push(character);
        before = character;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Text;
    use crate::report::model::{Column, words};
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    #[test]
    fn only_what_could_be_markup_is_escaped() {
        let cases = [
            ("kl. 9-15, ca. 1.000 (to)", "kl. 9-15, ca. 1.000 (to)"),
            ("1. maj", "1\\. maj"),
            ("- nej", "\\- nej"),
            (
                "*nej* [x](y) <b> `c` # d",
                "\\*nej\\* \\[x\\](y) \\<b> \\`c\\` \\# d",
            ),
            ("fil_navn _x_", "fil_navn \\_x\\_"),
            ("A & B &amp; C", "A & B \\&amp; C"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text, true), expected);
        }
    }

    /// The text of each cell or paragraph as a Markdown reader sees it, and whether there was any other markup.
    fn read(markdown: &str) -> (Vec<String>, bool) {
        let (mut texts, mut other) = (vec![], false);
        for event in Parser::new_ext(
            markdown,
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
        ) {
            match event {
                Event::Start(Tag::Paragraph | Tag::TableCell) => texts.push(String::new()),
                Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::Strong)
                | Event::End(_) => {}
                Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
                _ => other = true,
            }
        }
        (texts, other)
    }

    proptest! {
        #[test]
        fn a_paragraph_is_read_as_it_was_written(raw in r"[-a-c0-9 \\`*_\[\]<>()#+.!|~&;=$:/æ@\t\n]{0,40}") {
            let text = Text::new(&raw);
            let (texts, other) = read(&line(&words(text.clone()), true));
            prop_assert!(!other, "markup in {texts:?}");
            prop_assert_eq!(texts.concat(), text.as_str());
        }

        #[test]
        fn a_table_keeps_its_cells(raw in prop::collection::vec(r"[-a-c0-9 \\`*_\[\]<>()#+.!|~&;=$:/æ@\t\n]{0,20}", 4)) {
            let cells: Vec<Text> = raw.iter().map(|raw| Text::new(raw)).collect();
            let columns = vec![Column::words(cells[0].clone()), Column::numbers(cells[1].clone())];
            let rows = vec![vec![words(cells[2].clone()), words(cells[3].clone())]];
            let written = table(&Table { caption: Text::new("c"), columns, rows });
            let (texts, other) = read(&written);
            prop_assert!(!other, "markup in {written}");
            prop_assert_eq!(texts.len(), 5, "cells in {}", written);
            for (read, cell) in texts[1..].iter().zip(&cells) {
                prop_assert_eq!(read, cell.as_str());
            }
        }
    }
}
