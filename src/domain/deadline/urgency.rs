//! How pressing a deadline is on a given day.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::language::Language;

/// How a due date stands to today, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// The date has passed.
    Overdue,
    /// It is today.
    Today,
    /// It comes within the days asked about.
    Soon,
    /// It comes after them.
    Later,
    /// No date is known.
    Unknown,
}

impl Urgency {
    /// Every urgency, the most pressing first.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Today,
        Self::Soon,
        Self::Later,
        Self::Unknown,
    ];

    /// How a due date stands to today; soon is up to `within` calendar days ahead.
    #[must_use]
    pub fn of(due: Option<Date>, today: Date, within: u16) -> Self {
        match due {
            None => Self::Unknown,
            Some(due) if due < today => Self::Overdue,
            Some(due) if due == today => Self::Today,
            Some(due) if due <= today.saturating_add(i64::from(within).days()) => Self::Soon,
            Some(_) => Self::Later,
        }
    }

    /// The word that data formats hold.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Soon => "soon",
            Self::Later => "later",
            Self::Unknown => "unknown",
        }
    }

    /// The words a reader sees.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let (danish, english) = match self {
            Self::Overdue => ("overskredet", "overdue"),
            Self::Today => ("i dag", "today"),
            Self::Soon => ("snart", "soon"),
            Self::Later => ("senere", "later"),
            Self::Unknown => ("ingen kendt frist", "no date known"),
        };
        language.pick(danish, english)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_laid_beside_today() {
        let today = date(2018, 4, 19);
        let cases = [
            (None, Urgency::Unknown),
            (Some(date(2018, 4, 18)), Urgency::Overdue),
            (Some(today), Urgency::Today),
            (Some(date(2018, 4, 20)), Urgency::Soon),
            (Some(date(2018, 4, 22)), Urgency::Soon),
            (Some(date(2018, 4, 23)), Urgency::Later),
        ];
        for (due, expected) in cases {
            assert_eq!(Urgency::of(due, today, 3), expected, "{due:?}");
        }
        assert_eq!(
            Urgency::of(Some(date(2018, 4, 20)), today, 0),
            Urgency::Later
        );
    }

    #[test]
    fn the_most_pressing_sorts_first() {
        assert!(Urgency::ALL.is_sorted());
    }
}
