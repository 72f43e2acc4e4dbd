//! Numbers of questions as letters write them: in digits, or in Roman numerals ("II", "IV").

/// The largest Roman numeral that numbers a question.
const MOST: u32 = 39;

/// Reads a number in digits or a Roman numeral in capitals.
pub(crate) fn read(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| roman(text))
}

fn roman(text: &str) -> Option<u32> {
    (1..=MOST).find(|number| written(*number) == text)
}

/// Reads a number in digits, a Roman numeral, or a single letter that counts from A.
pub(crate) fn counted(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    read(text).or_else(|| match (letters.next(), letters.next()) {
        (Some(only), None) => letter(only),
        _ => None,
    })
}

/// The place of a letter in the alphabet, from 1.
pub(crate) fn letter(letter: char) -> Option<u32> {
    "abcdefghijklmnopqrstuvwxyzæøå"
        .chars()
        .zip(1..)
        .find(|(own, _)| letter.to_lowercase().eq([*own]))
        .map(|(_, place)| place)
}

/// The Roman numeral of a number below 40.
fn written(number: u32) -> String {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = "X".repeat(usize::try_from(number / 10).unwrap_or_default());
    let ones = usize::try_from(number % 10).unwrap_or_default();
    format!("{tens}{}", ONES[ones])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_from_a() {
        for (text, wanted) in [
            ("F", Some(6)),
            ("b", Some(2)),
            ("IV", Some(4)),
            ("fg", None),
        ] {
            assert_eq!(counted(text), wanted, "{text}");
        }
    }

    #[test]
    fn digits_and_roman_numerals_are_read() {
        for (text, wanted) in [
            ("12", Some(12)),
            ("I", Some(1)),
            ("IV", Some(4)),
            ("XIX", Some(19)),
            ("IIX", None),
            ("i", None),
            ("", None),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
