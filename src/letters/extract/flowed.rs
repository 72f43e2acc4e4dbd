//! Puts the paragraphs of an office document into lines.
//!
//! Office documents know paragraphs, not lines. A letter's address is a paragraph to the line without space between; running
//! text has space between paragraphs even where no empty paragraph stands there. So a blank line goes between two paragraphs
//! unless both are short.

use super::{ExtractError, LONGEST_TEXT};

/// Paragraphs up to this length may be lines of one block, in characters.
const SHORT: usize = 60;

/// What a document holds, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Paragraph(String),
    /// Space: the edge of a text box, a table, a part of the document.
    Gap,
    Page,
}

/// Gathers the paragraphs of a document, those in table cells first by cell.
#[derive(Debug, Default)]
pub(super) struct Flowed {
    blocks: Vec<Block>,
    /// The rows that are open, each with the paragraphs of its cells.
    rows: Vec<Vec<Vec<String>>>,
    bytes: usize,
}

impl Flowed {
    /// Adds a paragraph. A form feed in it is the start of a page.
    pub(super) fn paragraph(&mut self, text: &str) -> Result<(), ExtractError> {
        self.bytes += text.len() + 2;
        if self.bytes > LONGEST_TEXT {
            return Err(ExtractError::TooLarge {
                what: "unpacks to",
                limit: LONGEST_TEXT,
            });
        }
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push(text.replace('\x0c', " ")),
            None => {
                for (place, page) in text.split('\x0c').enumerate() {
                    if place > 0 {
                        self.blocks.push(Block::Page);
                    }
                    if place == 0 || !page.trim().is_empty() {
                        self.blocks
                            .push(Block::Paragraph(page.trim_end().to_owned()));
                    }
                }
            }
        }
        Ok(())
    }

    /// Leaves space.
    pub(super) fn gap(&mut self) {
        if self.rows.is_empty() {
            self.blocks.push(Block::Gap);
        }
    }

    /// Starts a page.
    pub(super) fn page(&mut self) {
        if self.rows.is_empty() {
            self.blocks.push(Block::Page);
        }
    }

    /// Opens a row of a table.
    pub(super) fn open_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Opens a cell of the row.
    pub(super) fn open_cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.push(Vec::new());
        }
    }

    /// Closes the row: a row of single lines is a line, other cells stand below each other.
    pub(super) fn close_row(&mut self) -> Result<(), ExtractError> {
        let Some(row) = self.rows.pop() else {
            return Ok(());
        };
        let mut cells: Vec<Vec<String>> = row
            .into_iter()
            .map(|cell| {
                cell.into_iter()
                    .filter(|text| !text.trim().is_empty())
                    .collect()
            })
            .collect();
        cells.retain(|cell: &Vec<String>| !cell.is_empty());
        if cells
            .iter()
            .all(|cell| cell.len() == 1 && cell[0].chars().count() <= SHORT * 2)
        {
            let line: Vec<String> = cells.concat();
            return if line.is_empty() {
                Ok(())
            } else {
                self.paragraph(&line.join("\t"))
            };
        }
        for cell in cells {
            self.gap();
            for paragraph in cell {
                self.paragraph(&paragraph)?;
            }
        }
        self.gap();
        Ok(())
    }

    /// Returns the lines.
    pub(super) fn finish(mut self) -> Result<String, ExtractError> {
        while !self.rows.is_empty() {
            self.close_row()?;
        }
        let mut text = String::with_capacity(self.bytes);
        let mut before: Option<&str> = None;
        for block in &self.blocks {
            match block {
                Block::Page => {
                    text.push('\x0c');
                    before = None;
                }
                Block::Gap => {
                    text.push('\n');
                    before = None;
                }
                Block::Paragraph(paragraph) => {
                    let short = |text: &str| text.chars().count() <= SHORT;
                    let apart = before.is_some_and(|before| {
                        !(before.is_empty()
                            || paragraph.is_empty()
                            || short(before) && short(paragraph)
                            || is_item(before) && is_item(paragraph))
                    });
                    if apart {
                        text.push('\n');
                    }
                    text.push_str(paragraph);
                    text.push('\n');
                    before = Some(paragraph);
                }
            }
        }
        Ok(text)
    }
}

fn is_item(text: &str) -> bool {
    text.starts_with("- ") || text.starts_with("• ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stay_together_and_running_text_is_spaced() {
        let mut flowed = Flowed::default();
        let long = "Dette er et afsnit, som er langt nok til at være løbende tekst i et svar.";
        for text in ["Torvet 2", "4999 Vesterlund", "", "Spørgsmål 1", long, long] {
            flowed.paragraph(text).unwrap();
        }
        let text = flowed.finish().unwrap();
        assert_eq!(
            text,
            format!("Torvet 2\n4999 Vesterlund\n\nSpørgsmål 1\n\n{long}\n\n{long}\n")
        );
    }

    #[test]
    fn rows_of_a_table_are_lines() {
        let mut flowed = Flowed::default();
        for row in [["Dato:", "3. maj 2021"], ["Sag:", "21/1"]] {
            flowed.open_row();
            for cell in row {
                flowed.open_cell();
                flowed.paragraph(cell).unwrap();
            }
            flowed.close_row().unwrap();
        }
        assert_eq!(flowed.finish().unwrap(), "Dato:\t3. maj 2021\nSag:\t21/1\n");
    }
}
