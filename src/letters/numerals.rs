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
