//! Numbers that office programs put before the paragraphs of a list: they stand in no text, and questions bear them.

use std::collections::HashMap;

/// The most levels of a list.
pub(super) const LEVELS: usize = 10;

/// How a level of a list is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// `decimal`, `lowerLetter`, `upperLetter`, `lowerRoman`, `upperRoman`, `bullet` or `none`.
    pub format: String,
    /// The text around the numbers; `%1` stands for the number of the first level.
    pub text: String,
    /// The first number.
    pub start: u32,
}

/// The counters of all lists of a document.
#[derive(Debug, Default)]
pub(super) struct Counters(HashMap<String, [Option<u32>; LEVELS]>);

impl Counters {
    /// Counts the list `id` on at `level` and returns the label, with a blank behind it.
    pub(super) fn label(&mut self, id: &str, level: usize, levels: &[Level]) -> String {
        let level = level.min(LEVELS - 1);
        let Some(own) = levels.get(level) else {
            return String::new();
        };
        let counters = self.0.entry(id.to_owned()).or_default();
        counters[level] = Some(counters[level].map_or(own.start, |n| n.saturating_add(1)));
        counters[level + 1..].fill(None);
        if own.format == "bullet" {
            return "- ".to_owned();
        }
        if own.format == "none" || own.text.is_empty() {
            return String::new();
        }
        let mut label = own.text.clone();
        for (place, level) in levels.iter().enumerate().take(LEVELS) {
            let slot = format!("%{}", place + 1);
            if label.contains(&slot) {
                let number = counters[place].unwrap_or(level.start);
                label = label.replace(&slot, &write(number, &level.format));
            }
        }
        label.push(' ');
        label
    }
}

fn write(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" | "a" => letter(number),
        "upperLetter" | "A" => letter(number).to_uppercase(),
        "lowerRoman" | "i" => roman(number),
        "upperRoman" | "I" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

fn letter(number: u32) -> String {
    let place = u8::try_from(number.saturating_sub(1) % 26).unwrap_or(0);
    char::from(b'a' + place).to_string()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = number.min(399);
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written.push_str(sign);
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_and_begin_anew_below_a_higher_level() {
        let level = |format: &str, text: &str| Level {
            format: format.into(),
            text: text.into(),
            start: 1,
        };
        let levels = [
            level("decimal", "%1."),
            level("lowerLetter", "%2)"),
            level("bullet", "x"),
        ];
        let mut counters = Counters::default();
        let got: Vec<String> = [0, 1, 1, 0, 1, 2]
            .into_iter()
            .map(|n| counters.label("7", n, &levels))
            .collect();
        assert_eq!(got, ["1. ", "a) ", "b) ", "2. ", "a) ", "- "]);
        assert_eq!(roman(14), "xiv");
    }
}
