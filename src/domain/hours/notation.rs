//! The strict reader of the `opening_hours` notation.
//!
//! The grammar is the crate `opening-hours`'. What it accepts but can only be guessed at, or is
//! taken differently by other evaluators, is refused (see `objection`).
//! The notation: <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>.

use jiff::ToSpan;
use jiff::civil::date;
use opening_hours_syntax::rules::day::WeekDayRange;
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleSequence};

use super::evaluate::{Evaluator, fixed};
use super::objection::{explain, refuse, refuse_guesses};
use super::span::joined;
use super::{Holidays, Hours, HoursError, Span, Week};

/// Longer than any hours of an office; keeps a pasted document out of the grammar.
const LONGEST: usize = 1000;

pub(super) fn read(text: &str) -> Result<Hours, HoursError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(refuse(
            text,
            0..0,
            "there is nothing in it",
            "write the hours, or leave them unknown",
        ));
    }
    if text.len() > LONGEST {
        let reason = format!("it is longer than {LONGEST} bytes");
        return Err(refuse(
            text,
            LONGEST..text.len(),
            reason,
            "give the hours of one channel only",
        ));
    }
    let expression = opening_hours_syntax::parse(text).map_err(|error| explain(text, &error))?;
    refuse_guesses(text, &expression)?;
    let evaluator = Evaluator::new(&expression.rules).map_err(|error| explain(text, &error))?;
    let varies = expression.rules.iter().any(differs_by_date);
    let year = varies.then(|| reference_year(&expression));
    let holidays = holiday_rule(&expression, &widest_week(&evaluator, year));
    Ok(Hours {
        notation: spelled(text, &expression),
        evaluator,
        holidays,
        varies,
    })
}

/// Whether a rule holds on some dates only, weekdays and public holidays apart.
pub(super) fn differs_by_date(rule: &RuleSequence) -> bool {
    let day = &rule.day_selector;
    let some_of_month = day.weekday.iter().any(|day| match day {
        WeekDayRange::Fixed {
            nth_from_start,
            nth_from_end,
            ..
        } => nth_from_start.contains(&false) || nth_from_end.contains(&false),
        WeekDayRange::Holiday { .. } => false,
    });
    some_of_month || !day.year.is_empty() || !day.monthday.is_empty() || !day.week.is_empty()
}

/// The year that stands for the seasons of an expression: the last one it names, or a leap year.
pub(super) fn reference_year(expression: &OpeningHoursExpression) -> i16 {
    let years = expression
        .rules
        .iter()
        .flat_map(|rule| &rule.day_selector.year);
    years
        .filter_map(|range| i16::try_from(range.into_parts().0.start().0).ok())
        .filter(|year| (1900..9998).contains(year))
        .max()
        .unwrap_or(2024)
}

/// All weekly hours that the evaluator has in the year, or in any week where no year is given.
fn widest_week(evaluator: &Evaluator, year: Option<i16>) -> Week {
    let first = date(year.unwrap_or(2024), 1, 1);
    let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
    let weeks: Vec<Week> = monday
        .series(7.days())
        .take(if year.is_some() { 53 } else { 1 })
        .map(|monday| Week::beginning(evaluator, monday))
        .collect();
    Week::union(&weeks)
}

/// The fixed spans of a rule, cut at midnight.
pub(super) fn fixed_spans(rule: &RuleSequence) -> Vec<Span> {
    joined(rule.time_selector.spans.iter().filter_map(fixed).collect())
}

fn holiday_rule(expression: &OpeningHoursExpression, week: &Week) -> Holidays {
    if expression.rules.iter().any(names_holidays) {
        Holidays::AsWritten
    } else if week.is_weekdays_only() {
        Holidays::Closed
    } else {
        Holidays::AsWeekday
    }
}

fn names_holidays(rule: &RuleSequence) -> bool {
    rule.day_selector
        .weekday
        .iter()
        .any(|day| matches!(day, WeekDayRange::Holiday { .. }))
}

/// Spells the expression as the specification does, unless that would read back differently.
fn spelled(text: &str, expression: &OpeningHoursExpression) -> String {
    let shown = expression.to_string();
    let closed_word = text.contains("off") && !text.contains("closed");
    let shown = if closed_word {
        shown.replace("closed", "off")
    } else {
        shown
    };
    let whole_days = "00:00-24:00";
    let says_less =
        text.contains('"') || (text.contains(whole_days) && !shown.contains(whole_days));
    match opening_hours_syntax::parse(&shown) {
        Ok(again) if again == *expression && !says_less => shown,
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn notation_is_spelled_as_the_specification_spells_it() {
        let cases = [
            ("Mo-Fr 10:00-15:00", "Mo-Fr 10:00-15:00"),
            ("  mo-fr 9:00-15:00 ", "Mo-Fr 09:00-15:00"),
            ("Mo-Fr 10:00-15:00;PH off", "Mo-Fr 10:00-15:00; PH off"),
            (
                "Mo,Th 10:00-12:00, Th 15:00-16:30",
                "Mo,Th 10:00-12:00, Th 15:00-16:30",
            ),
            ("24/7", "24/7"),
            ("Fr 21:00-03:00", "Fr 21:00-03:00"),
            ("Jul-Aug Mo-Fr 10:00-13:00", "Jul-Aug Mo-Fr 10:00-13:00"),
        ];
        for (given, spelled) in cases {
            let hours = read(given).unwrap();
            assert_eq!(hours.notation(), spelled);
            assert_eq!(read(spelled), Ok(hours), "{given} is read back");
        }
    }

    #[test]
    fn what_cannot_be_read_or_evaluated_is_marked() {
        let cases = [
            ("", "", "nothing in it"),
            ("Mo-Fr 9-15", "9-15", "not understood"),
            ("Mo-Fr 10.00-15.00", "10.00-15.00", "not understood"),
            ("Mo-Fr 10:00–15:00", "10:00–15:00", "not understood"),
            ("Mo-Fr 10:00-15:00,Sa 10:00-12:00", "Sa", "not understood"),
            ("Mo-Xx 10:00-15:00", "Mo-Xx", "not understood"),
            ("Monday 10:00-15:00", "Monday", "not understood"),
            ("Mo-Fr 10:00", "", "missing"),
            ("Mo-Fr sunrise-15:00", "sunrise", "the sun's"),
            ("Mo-Fr 10:00-15:00+", "+", "left open"),
            ("Mo-Fr 10:00-15:00/30", "/", "departures"),
            ("Mo-Fr 10:00-15:00; SH off", "SH", "school holidays"),
            (
                "Mo-Fr \"by appointment\"",
                "\"by appointment\"",
                "whether it is open",
            ),
            (
                "week 20-10 Mo 10:00-12:00",
                "week 20-10 Mo 10:00-12:00",
                "Inverted",
            ),
        ];
        for (text, place, reason) in cases {
            let error = read(text).unwrap_err();
            assert!(error.reason.contains(reason), "{text}: {error}");
            assert_eq!(&text[error.span.clone()], place, "{text}");
            assert!(read(error.example).is_ok());
        }
        assert!(
            read(&"Mo 10:00-12:00; ".repeat(100))
                .unwrap_err()
                .reason
                .contains("longer")
        );
    }

    #[test]
    fn hints_name_the_usual_slips() {
        let cases = [
            ("Mo-Fr 9-15", "hours and minutes"),
            ("Mo-Fr 10.00-15.00", "colon"),
            ("Mo-Fr 10:00–15:00", "hyphen"),
            ("Mo-Fr 10:00-15:00,Sa 10:00-12:00", "space after the comma"),
        ];
        for (text, hint) in cases {
            let error = read(text).unwrap_err();
            assert!(error.hint.contains(hint), "{text}: {}", error.hint);
        }
    }

    #[test]
    fn a_span_within_another_takes_nothing_away() {
        let monday = date(2018, 4, 16);
        let nested = read("Mo-Fr 09:00-17:00,10:00-12:00").unwrap();
        assert_eq!(
            nested.on(monday),
            [Span {
                from: 540,
                to: 1020
            }]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_within_it(text in "(Mo|Fr|PH|SH|week|Jul|2018|easter|[0-9:;,|+/\"\\[\\] -]){0,12}|\\PC{0,30}") {
            match read(&text) {
                Ok(hours) => {
                    prop_assert_eq!(read(hours.notation()), Ok(hours.clone()));
                    prop_assert!(hours.on(date(2018, 4, 16)).iter().all(|span| span.from < span.to));
                    prop_assert!(hours.losses().iter().all(|loss| !loss.lost.is_empty()));
                }
                Err(error) => prop_assert!(error.text.get(error.span.clone()).is_some()),
            }
        }
    }
}
