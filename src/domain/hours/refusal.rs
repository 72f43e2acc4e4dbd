//! The refusal of a text about hours: always with the place, the reason, a hint and an example.

use std::ops::Range;

/// A text that could not be read as hours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` cannot be read as hours: {reason}")]
pub struct HoursError {
    /// The whole text as it was given.
    pub text: String,
    /// The offending bytes of `text`; always on character boundaries, never beyond its end.
    pub span: Range<usize>,
    /// What is wrong there, one clause without a full stop.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
    /// A text of the same sort that is accepted.
    pub example: &'static str,
}

impl HoursError {
    pub(super) fn new(
        text: &str,
        span: Range<usize>,
        reason: impl Into<String>,
        hint: impl Into<String>,
        example: &'static str,
    ) -> Self {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.min(text.len()).max(start));
        Self {
            text: text.to_owned(),
            span: start..end,
            reason: reason.into(),
            hint: hint.into(),
            example,
        }
    }

    /// The text on one line and carets under the offending part on the next, column for column.
    ///
    /// Line breaks and tabs in the text are shown as spaces so that the carets stay below it.
    #[must_use]
    pub fn marked(&self) -> String {
        let shown: String = self
            .text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let before = self.text[..self.span.start].chars().count();
        let width = self.text[self.span.clone()].chars().count().max(1);
        format!("{shown}\n{}{}", " ".repeat(before), "^".repeat(width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_characters_not_bytes() {
        let text = "lørdag xx 9-12";
        let start = text.find("xx").unwrap();
        let error = HoursError::new(text, start..start + 2, "what", "hint", "example");
        assert_eq!(error.marked(), "lørdag xx 9-12\n       ^^");
    }

    #[test]
    fn a_span_beyond_the_end_is_moved_to_it() {
        let error = HoursError::new("ø", 1..9, "what", "hint", "example");
        assert_eq!(error.span, 0..2);
        let error = HoursError::new("Mo", 2..9, "what", "hint", "example");
        assert_eq!(error.marked(), "Mo\n  ^");
    }
}
