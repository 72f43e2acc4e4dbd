//! Boxes drawn around lines with characters: `+---+` above and below, `|` on both sides.
//!
//! The strokes become lines of their own, so that the text inside is read like any other. A grid with several cells in a row
//! is a table, and stays as it is.

use super::lines::{Line, is_blank};

const SIDES: [char; 3] = ['|', '│', '║'];
const CORNERS: [char; 17] = [
    '+', '┌', '┐', '└', '┘', '├', '┤', '╔', '╗', '╚', '╝', '╠', '╣', '╭', '╮', '╰', '╯',
];
const STROKES: [char; 4] = ['-', '─', '═', '━'];

/// Whether the line is the upper or lower edge of a box with one cell.
pub(crate) fn is_edge(text: &str) -> bool {
    let inner = text
        .strip_prefix(CORNERS)
        .and_then(|rest| rest.strip_suffix(CORNERS));
    inner.is_some_and(|inner| inner.len() >= 3 && inner.chars().all(|c| STROKES.contains(&c)))
}

/// Whether the line is nothing but sides of a box.
pub(crate) fn is_side(text: &str) -> bool {
    text.chars().all(|c| SIDES.contains(&c) || is_blank(c))
}

/// Parts the sides of boxes from the text between them.
pub(crate) fn split(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if !lines.iter().any(|line| is_edge(line.text)) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut inside = false;
    for line in lines {
        if is_edge(line.text) {
            inside = true;
            out.push(line);
            continue;
        }
        inside &= line.text.starts_with(SIDES);
        match inner(line.text).filter(|_| inside) {
            Some(inner) => push_parts(&line, inner, &mut out),
            None => out.push(line),
        }
    }
    out
}

/// The text between two sides, if it is one cell.
fn inner(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(SIDES)?.strip_suffix(SIDES)?;
    let inner = inner.trim_matches(is_blank);
    (!inner.is_empty() && !inner.contains(SIDES)).then_some(inner)
}

fn push_parts<'t>(line: &Line<'t>, inner: &'t str, out: &mut Vec<Line<'t>>) {
    let start = inner.as_ptr() as usize - line.text.as_ptr() as usize;
    let end = start + inner.len();
    let side = |text: &'t str, from: usize| Line {
        span: line.span.start + from..line.span.start + from + text.len(),
        text,
        blanks_before: 0,
        page_break: false,
        aside: true,
    };
    let left = line.text[..start].trim_end_matches(is_blank);
    let right = line.text[end..].trim_start_matches(is_blank);
    out.push(Line {
        blanks_before: line.blanks_before,
        page_break: line.page_break,
        ..side(left, 0)
    });
    out.push(Line {
        span: line.span.start + start..line.span.start + end,
        text: inner,
        page_break: false,
        ..line.clone()
    });
    out.push(side(right, line.text.len() - right.len()));
}

#[cfg(test)]
mod tests {
    use crate::letters::lines;

    #[test]
    fn sides_of_boxes_are_lines_of_their_own() {
        let running = |text: &str| -> Vec<String> {
            let lines = lines::split(text).into_iter();
            lines
                .filter(|line| !line.aside)
                .map(|line| line.text.to_owned())
                .collect()
        };
        for (text, wanted) in [
            (
                "+-----+\n| Ja? |\n+-----+\nJa.",
                vec!["+-----+", "Ja?", "+-----+", "Ja."],
            ),
            (
                "┌────┐\n│ A  │\n│ b? │\n└────┘",
                vec!["┌────┐", "A", "b?", "└────┘"],
            ),
            (
                "+---+---+\n| 1 | 2 |\n+---+---+",
                vec!["+---+---+", "| 1 | 2 |", "+---+---+"],
            ),
            ("| År |\n|----|\n| 20 |", vec!["| År |", "|----|", "| 20 |"]),
        ] {
            assert_eq!(running(text), wanted, "{text}");
        }
    }
}
