//! Stretches of one day. A row of spans that is handed on is sorted, and its spans do not touch.

/// Minutes in a day.
pub const DAY: u16 = 24 * 60;

/// A stretch of one day, in minutes after midnight; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first open minute, 0 to 1439.
    pub from: u16,
    /// The first minute no longer open, 1 to 1440.
    pub to: u16,
}

impl Span {
    /// The length in minutes.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.to.saturating_sub(self.from)
    }

    fn overlap(self, other: Self) -> u16 {
        self.to
            .min(other.to)
            .saturating_sub(self.from.max(other.from))
    }
}

pub(super) fn is_all_day(spans: &[Span]) -> bool {
    spans == [Span { from: 0, to: DAY }]
}

/// What of `spans` is not in `others`.
pub(super) fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = spans.to_vec();
    for other in others {
        left = left
            .into_iter()
            .flat_map(|span| {
                let before = Span {
                    from: span.from,
                    to: span.to.min(other.from),
                };
                let after = Span {
                    from: span.from.max(other.to),
                    to: span.to,
                };
                [before, after]
            })
            .filter(|span| span.from < span.to)
            .collect();
    }
    left
}

pub(super) fn overlap(spans: &[Span], others: &[Span]) -> u16 {
    spans
        .iter()
        .flat_map(|span| others.iter().map(|other| span.overlap(*other)))
        .sum()
}

/// Sorts spans, joins those that overlap or touch, and drops what lies past midnight.
pub(super) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain_mut(|span| {
        span.to = span.to.min(DAY);
        span.from < span.to
    });
    spans.sort_unstable();
    spans.dedup_by(|later, kept| {
        let joins = later.from <= kept.to;
        if joins {
            kept.to = kept.to.max(later.to);
        }
        joins
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_without_others() {
        let span = |from, to| Span { from, to };
        assert_eq!(
            without(&[span(0, 100)], &[span(20, 30), span(90, 200)]),
            [span(0, 20), span(30, 90)]
        );
        assert_eq!(without(&[span(10, 20)], &[span(0, 30)]), []);
    }
}
