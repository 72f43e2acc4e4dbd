//! Plain text for a terminal or a mail, wrapped to a width.

use super::model::{Fact, Table, Tone};
use super::{Block, Inline, Renderer, Report, ReportError};
use comfy_table::presets::ASCII_MARKDOWN;
use comfy_table::{CellAlignment, ContentArrangement};
use std::io::Write;

/// Writes a report as plain text.
#[derive(Debug, Clone, Copy)]
pub struct PlainText {
    /// The longest line, in characters.
    pub width: u16,
}

impl Default for PlainText {
    fn default() -> Self {
        Self { width: 80 }
    }
}

impl Renderer for PlainText {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        let width = usize::from(self.width.max(20));
        let mut pieces = vec![underlined(report.title.as_str(), '=', width)];
        push_blocks(&report.blocks, width, &mut pieces);
        pieces.push("-".repeat(width.min(20)));
        pieces.push(wrapped(report.colophon.as_str(), width, "", ""));
        Ok(writeln!(out, "{}", pieces.join("\n\n"))?)
    }
}

fn push_blocks(blocks: &[Block], width: usize, pieces: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { level: 2, text, .. } => {
                pieces.push(format!("\n{}", underlined(text.as_str(), '-', width)));
            }
            Block::Heading { level: 3, text, .. } => {
                pieces.push(underlined(text.as_str(), '~', width));
            }
            Block::Heading { text, .. } => {
                pieces.push(wrapped(&format!("-- {text} --"), width, "", "   "));
            }
            Block::Paragraph { text } => pieces.push(wrapped(&line(text), width, "", "")),
            Block::Facts { facts } => pieces.push(labelled(facts, width)),
            Block::List { ordered, items } => pieces.push(list(*ordered, items, width)),
            Block::Quote { blocks } => pieces.push(quoted(blocks, width)),
            Block::Recorded { blocks } => push_blocks(blocks, width, pieces),
            Block::Note { tone, text } => {
                let (open, close) = if *tone == Tone::Warning {
                    ("!! ", " !!")
                } else {
                    ("(", ")")
                };
                let note = format!("{open}{}{close}", line(text));
                pieces.push(wrapped(&note, width, "", ""));
            }
            Block::Table(shown) => pieces.push(table(shown, width)),
            Block::Chart(chart) => {
                pieces.push(wrapped(chart.description.as_str(), width, "", ""));
                pieces.push(table(&chart.table, width));
            }
        }
    }
}

/// Labels to the left, values in a column to the right.
fn labelled(facts: &[Fact], width: usize) -> String {
    let labels = facts
        .iter()
        .map(|fact| fact.label.as_str().chars().count() + 2);
    let label = labels.max().unwrap_or(0);
    let facts: Vec<_> = facts
        .iter()
        .map(|fact| {
            let first = format!("{:<label$}", format!("{}:", fact.label));
            wrapped(&line(&fact.value), width, &first, &" ".repeat(label))
        })
        .collect();
    facts.join("\n")
}

fn list(ordered: bool, items: &[Vec<Inline>], width: usize) -> String {
    let items: Vec<_> = (1..)
        .zip(items)
        .map(|(number, item)| {
            let mark = if ordered {
                format!("{number}. ")
            } else {
                "- ".to_owned()
            };
            wrapped(&line(item), width, &mark, &" ".repeat(mark.len()))
        })
        .collect();
    items.join("\n")
}

fn quoted(blocks: &[Block], width: usize) -> String {
    let mut pieces = Vec::new();
    push_blocks(blocks, width.saturating_sub(2), &mut pieces);
    let text = pieces.join("\n\n");
    let lines: Vec<_> = text
        .lines()
        .map(|line| format!("| {line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

fn underlined(text: &str, rule: char, width: usize) -> String {
    let text = wrapped(text, width, "", "");
    let longest = text
        .lines()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0);
    format!("{text}\n{}", rule.to_string().repeat(longest))
}

fn table(table: &Table, width: usize) -> String {
    let mut shown = comfy_table::Table::new();
    shown
        .load_style(ASCII_MARKDOWN)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .set_header(table.columns.iter().map(|column| column.title.as_str()));
    for row in &table.rows {
        shown.add_row(row.iter().map(|cell| line(cell)));
    }
    for (column, shown) in table.columns.iter().zip(shown.column_iter_mut()) {
        if column.numeric {
            shown.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!(
        "{}\n\n{}",
        wrapped(table.caption.as_str(), width, "", ""),
        shown.trim_fmt()
    )
}

fn line(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Plain { text } => text.as_str(),
        Inline::Strong { text } | Inline::Link { text, .. } => text.as_str(),
        Inline::Break => "\n",
    });
    words.collect()
}

/// Breaks `text` at spaces so that no line is longer than `width`, but for words that are.
fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut lines = Vec::new();
    let mut prefix = first;
    for paragraph in text.split('\n') {
        let mut line = prefix.to_owned();
        let mut any = false;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            if any && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::replace(&mut line, rest.to_owned()));
            } else if any {
                line.push(' ');
            }
            line.push_str(word);
            any = true;
        }
        lines.push(line);
        prefix = rest;
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Text;
    use crate::report::model::{Column, words};

    #[test]
    fn lines_keep_to_the_width() {
        let text = wrapped("rødgrød med fløde til alle i skranken", 16, "- ", "  ");
        assert_eq!(text, "- rødgrød med\n  fløde til alle\n  i skranken");
        assert_eq!(wrapped("", 16, "- ", "  "), "- ");
    }

    #[test]
    fn a_table_keeps_to_the_width() {
        let columns = vec![Column::words("Afdeling"), Column::numbers("Dage")];
        let rows = vec![vec![
            words("Kultur, Fritid og Havnens Særlige Anliggender"),
            words("1.204"),
        ]];
        let text = table(
            &Table {
                caption: Text::new("Svartider"),
                columns,
                rows,
            },
            40,
        );
        assert!(
            text.lines().all(|line| line.chars().count() <= 40),
            "{text}"
        );
        assert!(text.contains("1.204 |"), "{text}");
    }
}
