//! What the rules of an expression say of a date.
//!
//! The crate `opening-hours` parses, and tells on which dates a rule's days fall; the times are
//! laid over one another here, because its evaluation loses hours: of two spans where one lies
//! within the other it takes the end of the inner one, and hours that run past midnight vanish
//! where an earlier rule has hours on the day after. The order of rules follows the reference
//! evaluator, `opening_hours.js`:
//! - a date's hours are those that begin on it, and those that run into it from the day before;
//! - after `;` a rule replaces what earlier rules said of its days, what ran into them included;
//! - after `,` it adds; after `||` it adds where nothing is known to be open;
//! - `off` takes its times away after either.

use std::sync::Arc;

use jiff::civil::Date;
use opening_hours::localization::Country;
use opening_hours::{Context, OpeningHours};
use opening_hours_syntax::RuleKind;
use opening_hours_syntax::error::Error as SyntaxError;
use opening_hours_syntax::rules::time::{Time, TimeSelector, TimeSpan};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleOperator, RuleSequence};

use super::span::{DAY, Span, joined, without};

/// The rules of an expression, ready to be asked about dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Evaluator {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    operator: RuleOperator,
    kind: RuleKind,
    /// The rule's days, with Denmark's public holidays and without any.
    dated: OpeningHours,
    plain: OpeningHours,
    /// The times that fall on the day itself.
    today: Vec<Span>,
    /// The times that run into the day after, as times of that day.
    tomorrow: Vec<Span>,
}

/// Whether public holidays are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Days {
    /// With Denmark's public holidays.
    Dated,
    /// As if there were no public holidays.
    Plain,
}

/// What is open and what is unknown on a date, by the rules up to some point.
#[derive(Default)]
struct Said {
    open: Vec<Span>,
    unknown: Vec<Span>,
}

impl Evaluator {
    /// Prepares rules whose times are all fixed.
    pub(super) fn new(rules: &[RuleSequence]) -> Result<Self, SyntaxError> {
        let rules = rules.iter().map(Rule::new).collect::<Result<_, _>>()?;
        Ok(Self { rules })
    }

    /// The open spans of a date.
    pub(super) fn on(&self, date: Date, days: Days) -> Vec<Span> {
        let yesterday = date.yesterday().ok();
        let mut said = Said::default();
        for rule in &self.rules {
            let falls = rule.falls_on(date, days);
            let mut own = if falls {
                rule.today.clone()
            } else {
                Vec::new()
            };
            let runs_over = !rule.tomorrow.is_empty();
            if runs_over && yesterday.is_some_and(|before| rule.falls_on(before, days)) {
                own.extend(&rule.tomorrow);
            }
            said.hear(rule, falls, &joined(own));
        }
        said.open
    }
}

impl Rule {
    fn new(rule: &RuleSequence) -> Result<Self, SyntaxError> {
        let days = RuleSequence {
            day_selector: rule.day_selector.clone(),
            time_selector: TimeSelector::default(),
            kind: RuleKind::Open,
            operator: RuleOperator::Normal,
            comment: Arc::default(),
        };
        let days = OpeningHoursExpression { rules: vec![days] };
        let plain: OpeningHours = days.to_string().parse()?;
        if *plain.get_expression() != days {
            return Err(SyntaxError::Unsupported("days in this combination"));
        }
        let spans: Vec<Span> = rule.time_selector.spans.iter().filter_map(fixed).collect();
        let after_midnight = spans.iter().filter(|span| span.to > DAY);
        let tomorrow = after_midnight.map(|span| Span {
            from: span.from.max(DAY) - DAY,
            to: span.to - DAY,
        });
        Ok(Self {
            operator: rule.operator,
            kind: rule.kind,
            dated: plain
                .clone()
                .with_context(Context::default().with_holidays(Country::DK.holidays())),
            plain,
            tomorrow: joined(tomorrow.collect()),
            today: joined(spans),
        })
    }

    fn falls_on(&self, date: Date, days: Days) -> bool {
        let day = chrono::NaiveDate::from_ymd_opt(
            i32::from(date.year()),
            u32::from(date.month().unsigned_abs()),
            u32::from(date.day().unsigned_abs()),
        );
        let selector = match days {
            Days::Dated => &self.dated,
            Days::Plain => &self.plain,
        };
        day.is_some_and(|day| !selector.schedule_at(day).is_empty())
    }
}

impl Said {
    /// Takes in a rule with its own times of the date.
    fn hear(&mut self, rule: &Rule, falls: bool, own: &[Span]) {
        let replaces =
            falls && rule.operator == RuleOperator::Normal && rule.kind != RuleKind::Closed;
        if replaces {
            *self = Self::default();
        }
        match (rule.operator, rule.kind) {
            (RuleOperator::Fallback, RuleKind::Open) => self.add(&without(own, &self.unknown)),
            (RuleOperator::Fallback, RuleKind::Unknown) => self.doubt(&without(own, &self.open)),
            (RuleOperator::Fallback, RuleKind::Closed) => {}
            (_, RuleKind::Open) => self.add(own),
            (_, RuleKind::Unknown) => self.doubt(own),
            (_, RuleKind::Closed) => {
                self.open = without(&self.open, own);
                self.unknown = without(&self.unknown, own);
            }
        }
    }

    fn add(&mut self, own: &[Span]) {
        self.unknown = without(&self.unknown, own);
        self.open.extend(own);
        self.open = joined(std::mem::take(&mut self.open));
    }

    fn doubt(&mut self, own: &[Span]) {
        self.open = without(&self.open, own);
        self.unknown.extend(own);
        self.unknown = joined(std::mem::take(&mut self.unknown));
    }
}

/// The span in minutes after midnight, its end above 1440 where it runs past midnight; none where
/// its times are not fixed.
pub(super) fn fixed(span: &TimeSpan) -> Option<Span> {
    match (span.range.start, span.range.end) {
        (Time::Fixed(from), Time::Fixed(to)) => {
            let (from, to) = (from.mins_from_midnight(), to.mins_from_midnight());
            Some(Span {
                from,
                to: if to <= from { to + DAY } else { to },
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The open spans from Thursday 12 to Sunday 15 April 2018.
    fn four_days(notation: &str) -> Vec<String> {
        let expression = opening_hours_syntax::parse(notation).unwrap();
        let evaluator = Evaluator::new(&expression.rules).unwrap();
        let told = |span: &Span| format!("{}-{}", span.from / 60, span.to / 60);
        (12..=15)
            .map(|day| evaluator.on(date(2018, 4, day), Days::Dated))
            .map(|spans| spans.iter().map(told).collect::<Vec<_>>().join(","))
            .collect()
    }

    #[test]
    fn rules_follow_the_reference_evaluator() {
        let cases = [
            ("Th-Fr 09:00-17:00,10:00-12:00", ["9-17", "9-17", "", ""]),
            ("Fr 20:00-02:00", ["", "20-24", "0-2", ""]),
            ("Fr 20:00-26:00", ["", "20-24", "0-2", ""]),
            ("Fr 20:00-02:00; Sa 10:00-12:00", ["", "20-24", "10-12", ""]),
            (
                "Fr 20:00-02:00, Sa 10:00-12:00",
                ["", "20-24", "0-2,10-12", ""],
            ),
            (
                "Sa 10:00-12:00; Fr 20:00-02:00",
                ["", "20-24", "0-2,10-12", ""],
            ),
            ("Fr 20:00-02:00; Sa off", ["", "20-24", "", ""]),
            (
                "Th-Fr 22:00-06:00; Th-Fr 23:00-01:00 off",
                ["22-23", "1-6,22-23", "1-6", ""],
            ),
            (
                "Th-Fr 08:00-12:00 || Th-Fr 10:00-14:00",
                ["8-14", "8-14", "", ""],
            ),
            (
                "Th 08:00-12:00 unknown || Th 10:00-14:00",
                ["12-14", "", "", ""],
            ),
            ("Th-Fr 08:00-12:00; Th unknown", ["", "8-12", "", ""]),
            (
                "Th 08:00-12:00, Th 10:00-11:00 unknown",
                ["8-10,11-12", "", "", ""],
            ),
            (
                "Th-Fr 08:00-16:00, Th-Fr 12:00-13:00 off",
                ["8-12,13-16", "8-12,13-16", "", ""],
            ),
        ];
        for (notation, expected) in cases {
            assert_eq!(four_days(notation), expected, "{notation}");
        }
    }
}
