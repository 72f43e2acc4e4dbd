//! Finds the rules of a notation that close what an earlier rule had opened.
//!
//! After `;` a rule replaces everything earlier rules said of its days. That is wanted in
//! `Mo-Fr 10:00-15:00; Fr 10:00-13:00` and an accident in
//! `Mo,Th 10:00-12:00; Th 15:00-17:00`, where `,` was meant. The two are told apart by whether
//! the later rule only takes away.

use std::fmt::Write as _;

use jiff::civil::{Date, Weekday, date};
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleKind, RuleOperator};

use super::evaluate::{Days, Evaluator};
use super::span::{joined, overlap, without};
use super::words::{day_and_times, span_list};
use super::{Hours, Span, notation};
use crate::domain::language::Language;

/// A rule that closes hours which an earlier rule opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The rule that does it, in the notation.
    pub rule: String,
    /// The hours that are lost, by weekday from Monday on.
    pub lost: Vec<(Weekday, Vec<Span>)>,
    /// Whether it is likely to be an accident.
    pub kind: LossKind,
}

/// What a rule that closes earlier hours seems to be meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LossKind {
    /// It only shortens the day, which no other separator would do: most likely meant.
    Shortens,
    /// It brings hours of its own, so that adding them may have been meant.
    Replaces {
        /// The whole notation with `,` for `;`, which keeps both.
        suggestion: String,
    },
}

impl Loss {
    /// One sentence without a full stop: which rule closes which hours.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let mut hours = String::new();
        for (index, (day, spans)) in self.lost.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(
                hours,
                "{separator}{}",
                day_and_times(*day, &span_list(spans, language), language)
            );
        }
        let rule = &self.rule;
        language.pick(
            format!("`{rule}` lukker {hours}, som en tidligere regel åbnede"),
            format!("`{rule}` closes {hours}, which an earlier rule opened"),
        )
    }
}

impl Hours {
    /// The rules that close what an earlier rule opened, in the order of the notation.
    #[must_use]
    pub fn losses(&self) -> Vec<Loss> {
        let Ok(expression) = opening_hours_syntax::parse(&self.notation) else {
            return Vec::new();
        };
        let losses: Vec<(usize, Loss)> = (1..expression.rules.len())
            .filter_map(|index| Some((index, loss(&expression, index)?)))
            .collect();
        let suggestion = suggestion(&expression, &losses);
        losses
            .into_iter()
            .map(|(_, mut loss)| {
                if let LossKind::Replaces { suggestion: text } = &mut loss.kind {
                    text.clone_from(&suggestion);
                }
                loss
            })
            .collect()
    }
}

fn suggestion(expression: &OpeningHoursExpression, losses: &[(usize, Loss)]) -> String {
    let mut meant = expression.clone();
    for (index, loss) in losses {
        if loss.kind != LossKind::Shortens {
            meant.rules[*index].operator = RuleOperator::Additional;
        }
    }
    meant.to_string()
}

fn loss(expression: &OpeningHoursExpression, index: usize) -> Option<Loss> {
    let rule = &expression.rules[index];
    if rule.operator != RuleOperator::Normal || rule.kind != RuleKind::Open {
        return None;
    }
    let before = Evaluator::new(&expression.rules[..index]).ok()?;
    let after = Evaluator::new(&expression.rules[..=index]).ok()?;
    let alone = Evaluator::new(&expression.rules[index..=index]).ok()?;
    let mut lost: [Vec<Span>; 7] = Default::default();
    let mut adds = false;
    for day in days_to_compare(expression) {
        let earlier = before.on(day, Days::Plain);
        let missing = without(&earlier, &after.on(day, Days::Plain));
        let own = alone.on(day, Days::Plain);
        adds |= !missing.is_empty()
            && overlap(&own, &earlier) < own.iter().map(|span| span.minutes()).sum();
        lost[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())].extend(missing);
    }
    let lost: Vec<(Weekday, Vec<Span>)> = super::week::WEEKDAYS
        .into_iter()
        .zip(lost.map(joined))
        .filter(|(_, spans)| !spans.is_empty())
        .collect();
    if lost.is_empty() {
        return None;
    }
    let kind = if adds {
        LossKind::Replaces {
            suggestion: String::new(),
        }
    } else {
        LossKind::Shortens
    };
    Some(Loss {
        rule: rule.to_string(),
        lost,
        kind,
    })
}

/// One week, or for rules with seasons every day of the year they name (a leap year if none).
fn days_to_compare(expression: &OpeningHoursExpression) -> impl Iterator<Item = Date> {
    let seasons = expression.rules.iter().any(notation::differs_by_date);
    let first = date(notation::reference_year(expression), 1, 1);
    first
        .series(jiff::Span::new().days(1))
        .take(if seasons { 366 } else { 7 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn losses(notation: &str) -> Vec<Loss> {
        Hours::from_notation(notation).unwrap().losses()
    }

    #[test]
    fn a_semicolon_for_a_comma_is_found_and_put_right() {
        let found = losses("Mo,Tu,Th 10:00-12:00; Th 15:00-16:30; PH off");
        let [loss] = found.as_slice() else {
            panic!("one loss, not {found:?}")
        };
        assert_eq!(loss.rule, "Th 15:00-16:30");
        assert_eq!(
            loss.lost,
            [(Weekday::Thursday, vec![Span { from: 600, to: 720 }])]
        );
        let suggestion = "Mo,Tu,Th 10:00-12:00, Th 15:00-16:30; PH closed";
        assert_eq!(
            loss.kind,
            LossKind::Replaces {
                suggestion: suggestion.to_owned()
            }
        );
        assert_eq!(losses(suggestion), []);
        assert_eq!(
            loss.in_words(Language::Danish),
            "`Th 15:00-16:30` lukker torsdag 10–12, som en tidligere regel åbnede"
        );
        assert_eq!(
            loss.in_words(Language::English),
            "`Th 15:00-16:30` closes Thursday 10–12, which an earlier rule opened"
        );
    }

    #[test]
    fn rules_are_told_apart_by_what_they_take() {
        let shortens = |notation| {
            matches!(
                losses(notation).as_slice(),
                [Loss {
                    kind: LossKind::Shortens,
                    ..
                }]
            )
        };
        let replaces = |notation| {
            matches!(
                losses(notation).as_slice(),
                [Loss {
                    kind: LossKind::Replaces { .. },
                    ..
                }]
            )
        };
        assert!(shortens("Mo-Fr 10:00-15:00; Fr 10:00-13:00"));
        assert!(shortens("Mo-Fr 10:00-15:00; Jul Mo-Fr 10:00-12:00"));
        assert!(replaces("Mo-Fr 10:00-15:00; Th 12:00-17:00"));
        assert!(replaces("Fr 21:00-03:00; Sa 10:00-12:00"));
        assert!(replaces("Mo-Fr 10:00-15:00; Jul Mo-Fr 16:00-18:00"));
    }

    #[test]
    fn rules_that_close_nothing_or_say_so_are_left_alone() {
        for notation in [
            "Mo-Fr 10:00-15:00",
            "Mo-We,Fr 10:00-15:00; Th 10:00-17:00",
            "Mo-Fr 10:00-15:00; Th 10:00-17:00",
            "Mo-Fr 10:00-15:00, Th 16:00-18:00",
            "Mo-Fr 10:00-15:00; We off",
            "Mo-Fr 10:00-15:00; PH 10:00-12:00",
            "24/7; Dec 24 off",
        ] {
            assert_eq!(losses(notation), [], "{notation}");
        }
    }
}
