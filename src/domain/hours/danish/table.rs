//! The week that a Danish text builds up clause by clause, and its notation.
//!
//! Spans are minutes after midnight of the day they begin on; an end past midnight is above 1440.

use super::lexicon::Days;
use crate::domain::hours::span::DAY;

type Spans = Vec<(u16, u16)>;

/// Hours per weekday, and for public holidays once these are mentioned.
#[derive(Default)]
pub(super) struct Table {
    week: [Spans; 7],
    holidays: Option<Spans>,
}

impl Table {
    fn change(&mut self, days: Days, change: impl Fn(&mut Spans)) {
        for (spans, _) in self
            .week
            .iter_mut()
            .zip(days.week)
            .filter(|(_, meant)| *meant)
        {
            change(spans);
        }
        if days.holidays {
            change(self.holidays.get_or_insert_default());
        }
    }

    fn every(&self, days: Days, holds: impl Fn(&Spans) -> bool) -> bool {
        let none = Vec::new();
        let week = self
            .week
            .iter()
            .zip(days.week)
            .all(|(spans, meant)| !meant || holds(spans));
        week && (!days.holidays || holds(self.holidays.as_ref().unwrap_or(&none)))
    }

    /// Adds spans that overlap none of the day's, or puts them in their place.
    pub(super) fn open(&mut self, days: Days, added: &[(u16, u16)], instead: bool) {
        self.change(days, |spans| {
            let overlap = spans
                .iter()
                .any(|old| added.iter().any(|new| new.0 < old.1 && old.0 < new.1));
            if instead || overlap {
                spans.clear();
            }
            spans.extend(added);
            *spans = joined(spans);
        });
    }

    /// Takes all hours from the days.
    pub(super) fn close(&mut self, days: Days) {
        self.change(days, Vec::clear);
    }

    /// Takes a stretch out of the days' hours.
    pub(super) fn cut(&mut self, days: Days, from: u16, to: u16) {
        self.change(days, |spans| {
            *spans = spans
                .iter()
                .flat_map(|span| [(span.0, span.1.min(from)), (span.0.max(to), span.1)])
                .filter(|span| span.0 < span.1)
                .collect();
        });
    }

    /// Moves the end of each day's hours; false where a day has none that begin before it.
    pub(super) fn move_end(&mut self, days: Days, end: u16) -> bool {
        let possible = self.every(days, |spans| spans.iter().any(|span| span.0 < end));
        if possible {
            self.change(days, |spans| {
                spans.retain(|span| span.0 < end);
                if let Some(last) = spans.last_mut() {
                    last.1 = end;
                }
            });
        }
        possible
    }

    /// Moves the beginning of each day's hours; false where a day has none that end after it.
    pub(super) fn move_start(&mut self, days: Days, start: u16) -> bool {
        let possible = self.every(days, |spans| spans.iter().any(|span| start < span.1));
        if possible {
            self.change(days, |spans| {
                spans.retain(|span| start < span.1);
                if let Some(first) = spans.first_mut() {
                    first.0 = start;
                }
            });
        }
        possible
    }

    /// The notation, each day named once; none where no day has hours.
    pub(super) fn notation(&self) -> Option<String> {
        let mut rules: Vec<String> = Vec::new();
        let mut done = [false; 7];
        for (first, spans) in self.week.iter().enumerate() {
            if done[first] || spans.is_empty() {
                continue;
            }
            let same: Vec<usize> = (first..7).filter(|day| self.week[*day] == *spans).collect();
            for day in &same {
                done[*day] = true;
            }
            rules.push(format!("{} {}", names(&same), times(spans)));
        }
        let holidays = match &self.holidays {
            Some(spans) if spans.is_empty() => Some("; PH off".to_owned()),
            Some(spans) => Some(format!("; PH {}", times(spans))),
            None => None,
        };
        let always = self.week.iter().all(|spans| *spans == [(0, DAY)]);
        let open_holidays = self
            .holidays
            .as_ref()
            .is_some_and(|spans| !spans.is_empty());
        let week = match (rules.is_empty(), always) {
            (true, _) if open_holidays => return holidays.map(|rule| rule[2..].to_owned()),
            (true, _) => return None,
            (false, true) => "24/7".to_owned(),
            // A later day's rule after `;` would cut off what runs into it past midnight.
            (false, false) if self.runs_past_midnight() => rules.join(", "),
            (false, false) => rules.join("; "),
        };
        Some(week + &holidays.unwrap_or_default())
    }

    fn runs_past_midnight(&self) -> bool {
        self.week.iter().flatten().any(|span| span.1 > DAY)
    }
}

fn joined(spans: &Spans) -> Spans {
    let mut spans = spans.clone();
    spans.sort_unstable();
    spans.dedup_by(|later, kept| {
        let joins = later.0 <= kept.1;
        if joins {
            kept.1 = kept.1.max(later.1);
        }
        joins
    });
    spans
}

/// Days in order, three or more in a row as a range.
fn names(days: &[usize]) -> String {
    const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    days.chunk_by(|day, next| day + 1 == *next)
        .map(|row| match row {
            [first, _, .., last] => format!("{}-{}", NAMES[*first], NAMES[*last]),
            _ => row
                .iter()
                .map(|day| NAMES[*day])
                .collect::<Vec<_>>()
                .join(","),
        })
        .collect::<Vec<_>>()
        .join(",")
}

fn times(spans: &Spans) -> String {
    spans
        .iter()
        .map(|(from, to)| {
            let to = if *to > DAY { to - DAY } else { *to };
            format!(
                "{:02}:{:02}-{:02}:{:02}",
                from / 60,
                from % 60,
                to / 60,
                to % 60
            )
        })
        .collect::<Vec<_>>()
        .join(",")
}
