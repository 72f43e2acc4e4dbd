//! Rows laid out for people: as wide as the terminal, broken between words only.
//!
//! A table that does not fit with its lines is drawn without the upright ones; one that does not
//! fit even so, because its longest words need more room, becomes a block of lines for each row.
//! Where there is no terminal, nothing is wrapped.

use std::fmt::Write;

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, TableStyle, Width, presets,
};

use super::output::visible;
use crate::domain::{Value, text};

/// The longest text that a table shows whole.
const BRIEF: usize = 160;

/// The width of the terminal that standard output goes to, if it goes to one.
pub(super) fn terminal_width() -> Option<usize> {
    Table::new().width().map(usize::from)
}

/// Whether a table keeps its words whole in this width.
pub(super) fn fits(columns: &[String], rows: &[Vec<Value>], width: Option<usize>) -> bool {
    layout(columns, &texts(rows), width).is_some()
}

/// The rows as a table, or as a block of lines each.
pub(super) fn table(columns: &[String], rows: &[Vec<Value>], width: Option<usize>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let texts = texts(rows);
    let Some(layout) = layout(columns, &texts, width) else {
        let blocks: Vec<String> = texts
            .iter()
            .map(|row| {
                let filled = columns.iter().zip(row).filter(|(_, text)| !text.is_empty());
                lines(filled.map(|(c, t)| (c.as_str(), t.as_str())), width)
            })
            .collect();
        return blocks.join("\n");
    };
    let mut table = layout.empty(columns, width);
    for (row, texts) in rows.iter().zip(texts) {
        table.add_row(row.iter().zip(texts).map(|(value, text)| match value {
            Value::Integer(_) | Value::Real(_) => {
                Cell::new(text).set_alignment(CellAlignment::Right)
            }
            _ => Cell::new(text),
        }));
    }
    layout.constrain(&mut table);
    format!("{}\n", table.trim_fmt())
}

/// One record, a line for each of its columns; what is missing is a dash.
pub(super) fn record(columns: &[String], row: &[Value], width: Option<usize>) -> String {
    let texts: Vec<String> = row
        .iter()
        .map(|value| match visible(&value.plain()) {
            text if text.is_empty() => "–".to_owned(),
            text => text,
        })
        .collect();
    let pairs = columns.iter().zip(&texts);
    lines(pairs.map(|(c, t)| (c.as_str(), t.as_str())), width)
}

fn lines<'a>(
    fields: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    width: Option<usize>,
) -> String {
    let label = fields.clone().map(|(c, _)| c.len()).max().unwrap_or(0);
    let room = width.map(|width| width.saturating_sub(label + 2).max(20));
    let mut out = String::new();
    for (column, text) in fields {
        let mut name = column.replace('_', " ");
        for line in text.split('\n').flat_map(|line| wrapped(line, room)) {
            let _ = writeln!(out, "{}", format!("{name:label$}  {line}").trim_end());
            name.clear();
        }
    }
    out
}

/// A line broken between words so that each part fits; a word that does not fit stands alone.
fn wrapped(line: &str, room: Option<usize>) -> Vec<String> {
    let Some(room) = room else {
        return vec![line.to_owned()];
    };
    let mut parts = vec![String::new()];
    for word in line.split_whitespace() {
        let last = parts.last().map_or(0, |part| length(part));
        if last > 0 && last + 1 + length(word) > room {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(word);
        }
    }
    parts
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn texts(rows: &[Vec<Value>]) -> Vec<Vec<String>> {
    rows.iter()
        .map(|row| row.iter().map(|value| visible(&brief(value))).collect())
        .collect()
}

fn brief(value: &Value) -> String {
    let plain = value.plain();
    if plain.chars().count() > BRIEF {
        text::opening(&plain, BRIEF)
    } else {
        plain
    }
}

/// How a table is drawn.
struct Layout {
    style: TableStyle,
    /// Spaces before and after the text of a cell.
    padding: (u16, u16),
    /// The least width of each column.
    least: Vec<u16>,
}

/// The most comfortable layout that keeps every word whole.
fn layout(columns: &[String], rows: &[Vec<String>], width: Option<usize>) -> Option<Layout> {
    let longest = |at: usize| {
        let words = rows.iter().filter_map(|row| row.get(at));
        let header = columns[at].replace('_', " ");
        words
            .flat_map(|text| text.split_whitespace().map(length))
            .chain(header.split_whitespace().map(length))
            .max()
            .unwrap_or(1)
    };
    let least: Vec<usize> = (0..columns.len()).map(longest).collect();
    let needed: usize = least.iter().sum();
    let (style, padding) = match width {
        Some(width) if needed + 2 * least.len() > width + 1 => return None,
        Some(width) if needed + 3 * least.len() + 1 > width => {
            (presets::UTF8_HORIZONTAL_ONLY, (0, 1))
        }
        _ => (presets::UTF8_FULL_CONDENSED, (1, 1)),
    };
    let least = least.into_iter().map(|n| u16::try_from(n).unwrap_or(80));
    Some(Layout {
        style,
        padding,
        least: least.collect(),
    })
}

impl Layout {
    fn empty(&self, columns: &[String], width: Option<usize>) -> Table {
        let mut table = Table::new();
        table
            .load_style(self.style)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_header(columns.iter().map(|name| name.replace('_', " ")));
        if let Some(width) = width {
            table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        }
        table
    }

    fn constrain(&self, table: &mut Table) {
        let room = self.padding.0 + self.padding.1;
        for (column, least) in table.column_iter_mut().zip(&self.least) {
            column.set_padding(self.padding);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least + room)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states() -> (Vec<String>, Vec<Vec<Value>>) {
        let columns = ["question", "put_to", "text"].map(str::to_owned).to_vec();
        let long = "Beskæftigelsesforvaltningens telefontid er lagt om eftermiddagen";
        (
            columns,
            vec![
                vec!["1".into(), "MSB, MTM".into(), long.into()],
                vec!["2".into(), Value::Null, "Hvorfor?".into()],
            ],
        )
    }

    #[test]
    fn every_width_keeps_words_whole() {
        let (columns, rows) = states();
        for width in 20..120 {
            let shown = table(&columns, &rows, Some(width));
            assert!(shown.contains("Beskæftigelsesforvaltningens"), "{shown}");
            assert!(shown.contains("eftermiddagen"), "{shown}");
            if fits(&columns, &rows, Some(width)) {
                let widest = shown.lines().map(length).max().unwrap_or(0);
                assert!(widest <= width, "{width}: {widest}\n{shown}");
            }
        }
    }

    #[test]
    fn a_narrow_terminal_gets_blocks() {
        let (columns, rows) = states();
        let shown = table(&columns, &rows, Some(36));
        assert_eq!(
            shown,
            "question  1\n\
             put to    MSB, MTM\n\
             text      Beskæftigelsesforvaltningens\n          \
             telefontid er lagt om\n          \
             eftermiddagen\n\
             \n\
             question  2\n\
             text      Hvorfor?\n"
        );
    }

    #[test]
    fn records_wrap_without_trailing_spaces() {
        let columns = ["text".to_owned(), "unit".to_owned()];
        let row = [Value::from("Et langt svar i\n\nto afsnit."), Value::Null];
        assert_eq!(
            record(&columns, &row, Some(26)),
            "text  Et langt svar i\n\n      to afsnit.\nunit  –\n"
        );
    }
}
