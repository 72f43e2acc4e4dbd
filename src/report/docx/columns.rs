//! How wide the columns of a table are: Word does not measure text until a reader opens the document.

use crate::report::model::{Inline, Table};

/// Shares the width of the page among the columns: each gets its longest word, and what is left over goes where the
/// lines are long.
pub(super) fn widths(table: &Table, page: usize) -> Vec<usize> {
    const LONGEST: usize = 45;
    const PAGE: usize = 92;
    let needs: Vec<(usize, usize)> = table
        .columns
        .iter()
        .enumerate()
        .map(|(position, column)| {
            let cells = table
                .rows
                .iter()
                .filter_map(|row| row.get(position))
                .map(|cell| plain(cell));
            let texts: Vec<String> = cells.chain([column.title.to_string()]).collect();
            let longest = |split: [char; 2]| {
                let pieces = texts.iter().flat_map(|text| text.split(split));
                pieces.map(|piece| piece.chars().count()).max().unwrap_or(0)
            };
            let word = longest([' ', '\n']).min(LONGEST) + 4;
            (word, longest(['\n', '\n']).min(LONGEST).max(word))
        })
        .collect();
    let words: usize = needs.iter().map(|(word, _)| word).sum();
    let wishes: usize = needs.iter().map(|(word, line)| line - word).sum();
    let left_over = PAGE.saturating_sub(words);
    let share = |(word, line): &(usize, usize)| {
        word * 1000 + (line - word) * 1000 * left_over / wishes.max(1)
    };
    let all = needs.iter().map(share).sum::<usize>().max(1);
    needs.iter().map(|need| page * share(need) / all).collect()
}

fn plain(cell: &[Inline]) -> String {
    let text = cell.iter().map(|inline| match inline {
        Inline::Plain { text } => text.as_str(),
        Inline::Strong { text } | Inline::Link { text, .. } => text.as_str(),
        Inline::Break => "\n",
    });
    text.collect()
}
