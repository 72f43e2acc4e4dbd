//! Hours in the words of a report, in Danish and English.
//!
//! `mandag–onsdag og fredag 10–15, torsdag 10–17`: days with equal hours are named together, three
//! or more in a row as a range; minutes are written where one end of a stretch has them (`9.30`
//! in Danish, `9:30` in English); hours past midnight are told with the day they begin on.

use jiff::civil::{Date, Weekday};
use opening_hours_syntax::rules::RuleKind;
use opening_hours_syntax::rules::day::WeekDayRange;

use super::span::{DAY, is_all_day};
use super::week::WEEKDAYS;
use super::{Gap, Hours, Span, Week, notation};
use crate::domain::language::Language;

/// The latest hour of the morning, in minutes, to which hours that begin the evening before run.
const LATEST_NIGHT: u16 = 12 * 60;

/// The name of a weekday: `mandag`, `Monday`.
#[must_use]
pub fn weekday_name(day: Weekday, language: Language) -> &'static str {
    let (danish, english) = match day {
        Weekday::Monday => ("mandag", "Monday"),
        Weekday::Tuesday => ("tirsdag", "Tuesday"),
        Weekday::Wednesday => ("onsdag", "Wednesday"),
        Weekday::Thursday => ("torsdag", "Thursday"),
        Weekday::Friday => ("fredag", "Friday"),
        Weekday::Saturday => ("lørdag", "Saturday"),
        Weekday::Sunday => ("søndag", "Sunday"),
    };
    language.pick(danish, english)
}

impl Week {
    /// The week in words; `lukket` or `closed` where it has no hours.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        if self.is_never() {
            return language.pick("lukket", "closed").to_owned();
        }
        if self.is_always() {
            return language.pick("hele døgnet", "round the clock").to_owned();
        }
        let told = self.told();
        let mut groups: Vec<String> = Vec::new();
        for (first, spans) in told.iter().enumerate() {
            if spans.is_empty() || told[..first].contains(spans) {
                continue;
            }
            let same: Vec<usize> = (first..7).filter(|day| told[*day] == *spans).collect();
            groups.push(format!(
                "{} {}",
                days_list(&same, language),
                span_list(spans, language)
            ));
        }
        groups.join(", ")
    }

    /// The spans as they are told: what begins in the evening keeps its end past midnight.
    fn told(&self) -> [Vec<Span>; 7] {
        let days: Vec<&[Span]> = self.days().map(|(_, spans)| spans).collect();
        let mut told: [Vec<Span>; 7] = Default::default();
        for (index, spans) in days.iter().enumerate() {
            let previous = days[(index + 6) % 7];
            let next = days[(index + 1) % 7];
            let skipped = usize::from(runs_over(previous, spans));
            told[index] = spans[skipped..].to_vec();
            if let (true, Some(last), Some(night)) =
                (runs_over(spans, next), told[index].last_mut(), next.first())
            {
                last.to = DAY + night.to;
            }
        }
        told
    }
}

fn runs_over(evening: &[Span], morning: &[Span]) -> bool {
    let begins = evening
        .last()
        .is_some_and(|span| span.to == DAY && span.from > 0);
    begins
        && morning
            .first()
            .is_some_and(|span| span.from == 0 && span.to <= LATEST_NIGHT)
}

impl Hours {
    /// The plain week of `date` in words, with what the notation says of public holidays, and a
    /// remark where other dates have other hours.
    #[must_use]
    pub fn in_words(&self, date: Date, language: Language) -> String {
        let mut text = self.week(date).in_words(language);
        if let Some(holidays) = self.holidays_in_words(language) {
            text.push_str(", ");
            text.push_str(&holidays);
        }
        if self.varies() {
            text.push_str(language.pick(" (varierer over året)", " (differs through the year)"));
        }
        text
    }

    fn holidays_in_words(&self, language: Language) -> Option<String> {
        let expression = opening_hours_syntax::parse(&self.notation).ok()?;
        let rule = expression.rules.iter().rev().find(|rule| {
            let mut days = rule.day_selector.weekday.iter();
            days.any(|day| matches!(day, WeekDayRange::Holiday { offset: 0, .. }))
        })?;
        if rule.kind != RuleKind::Open {
            return Some(
                language
                    .pick("lukket på helligdage", "closed on public holidays")
                    .to_owned(),
            );
        }
        let spans: Vec<Span> = notation::fixed_spans(rule);
        let days = language.pick("helligdage", "public holidays");
        Some(format!("{days} {}", span_list(&spans, language)))
    }
}

impl Gap {
    /// `fra fredag kl. 16 til mandag kl. 8 (64 timer)`; a week without hours is `hele ugen`.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        if self.minutes == 7 * DAY {
            return language.pick("hele ugen", "all week").to_owned();
        }
        let begins = u16::from(self.day.to_monday_zero_offset().unsigned_abs()) * DAY + self.from;
        let ends = (begins + self.minutes) % (7 * DAY);
        let moment = |at: u16| {
            let day = weekday_name(WEEKDAYS[usize::from(at / DAY)], language);
            let (hour, minute) = (at % DAY / 60, at % 60);
            match (minute, language) {
                (0, Language::Danish) => format!("{day} kl. {hour}"),
                (_, Language::Danish) => format!("{day} kl. {hour}.{minute:02}"),
                (_, Language::English) => format!("{day} {hour}:{minute:02}"),
            }
        };
        let (from, to) = (moment(begins), moment(ends));
        let length = duration_in_words(self.minutes.into(), language);
        language.pick(
            format!("fra {from} til {to} ({length})"),
            format!("from {from} to {to} ({length})"),
        )
    }
}

/// `37 timer 30 min.`, `1 time`, `45 min.`; nothing at all is `0 timer`.
#[must_use]
pub fn duration_in_words(minutes: u32, language: Language) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let unit = if hours == 1 {
        language.pick("time", "hour")
    } else {
        language.pick("timer", "hours")
    };
    match (hours, rest) {
        (_, 0) => format!("{hours} {unit}"),
        (0, _) => format!("{rest} min."),
        _ => format!("{hours} {unit} {rest} min."),
    }
}

/// `mandag–onsdag og fredag`; all seven days are `alle dage`.
fn days_list(days: &[usize], language: Language) -> String {
    if days.len() == 7 {
        return language.pick("alle dage", "every day").to_owned();
    }
    let name = |day: usize| weekday_name(WEEKDAYS[day], language);
    let mut names: Vec<String> = Vec::new();
    for row in days.chunk_by(|day, next| day + 1 == *next) {
        match row {
            [first, _, .., last] => names.push(format!("{}–{}", name(*first), name(*last))),
            _ => names.extend(row.iter().map(|day| name(*day).to_owned())),
        }
    }
    listed(&names, language)
}

/// `10–12 og 15.00–16.30`; a whole day is `hele døgnet`.
pub(super) fn span_list(spans: &[Span], language: Language) -> String {
    if is_all_day(spans) {
        return language.pick("hele døgnet", "round the clock").to_owned();
    }
    let names: Vec<String> = spans
        .iter()
        .map(|span| span_text(*span, language))
        .collect();
    listed(&names, language)
}

/// A weekday and what is said of it.
pub(super) fn day_and_times(day: Weekday, times: &str, language: Language) -> String {
    format!("{} {times}", weekday_name(day, language))
}

fn span_text(span: Span, language: Language) -> String {
    let past_midnight = span.to > DAY;
    let to = if past_midnight {
        span.to - DAY
    } else {
        span.to
    };
    let minutes = !span.from.is_multiple_of(60) || !to.is_multiple_of(60);
    let time = |at: u16| match (minutes, language) {
        (false, _) => (at / 60).to_string(),
        (true, Language::Danish) => format!("{}.{:02}", at / 60, at % 60),
        (true, Language::English) => format!("{}:{:02}", at / 60, at % 60),
    };
    format!("{}–{}", time(span.from), time(to))
}

fn listed(names: &[String], language: Language) -> String {
    let and = language.pick(" og ", " and ");
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_are_told_in_both_languages() {
        let cases = [
            (
                "Mo-We,Fr 10:00-15:00; Th 10:00-17:00",
                "mandag–onsdag og fredag 10–15, torsdag 10–17",
                "Monday–Wednesday and Friday 10–15, Thursday 10–17",
            ),
            (
                "Mo,We 09:30-11:30, We 15:00-16:00",
                "mandag 9.30–11.30, onsdag 9.30–11.30 og 15–16",
                "Monday 9:30–11:30, Wednesday 9:30–11:30 and 15–16",
            ),
            ("Mo-Su 08:00-24:00", "alle dage 8–24", "every day 8–24"),
            ("24/7", "hele døgnet", "round the clock"),
            (
                "24/7; PH off",
                "hele døgnet, lukket på helligdage",
                "round the clock, closed on public holidays",
            ),
            (
                "Sa,Su",
                "lørdag og søndag hele døgnet",
                "Saturday and Sunday round the clock",
            ),
            (
                "Mo,Tu,Th 10:00-12:00",
                "mandag, tirsdag og torsdag 10–12",
                "Monday, Tuesday and Thursday 10–12",
            ),
            (
                "Fr,Sa 21:00-02:30",
                "fredag og lørdag 21.00–2.30",
                "Friday and Saturday 21:00–2:30",
            ),
            ("Su 21:00-03:00", "søndag 21–3", "Sunday 21–3"),
            (
                "Mo-Fr 10:00-15:00; PH 10:00-12:00",
                "mandag–fredag 10–15, helligdage 10–12",
                "Monday–Friday 10–15, public holidays 10–12",
            ),
            (
                "Mo-Fr 10:00-15:00; Jul off",
                "mandag–fredag 10–15 (varierer over året)",
                "Monday–Friday 10–15 (differs through the year)",
            ),
            ("closed", "lukket", "closed"),
        ];
        for (notation, danish, english) in cases {
            let hours = Hours::from_notation(notation).unwrap();
            let told = |language| hours.in_words(date(2018, 4, 16), language);
            assert_eq!(
                (
                    told(Language::Danish).as_str(),
                    told(Language::English).as_str()
                ),
                (danish, english)
            );
        }
    }

    #[test]
    fn danish_words_are_understood_again() {
        for notation in [
            "Mo-We,Fr 10:00-15:00; Th 10:00-17:00",
            "Mo,Th 09:15-11:30; Sa,Su 22:00-02:00",
            "24/7",
            "Mo-Su 08:00-24:00",
        ] {
            let hours = Hours::from_notation(notation).unwrap();
            let told = hours.week(date(2018, 4, 16)).in_words(Language::Danish);
            let again: Hours = told.parse().unwrap();
            assert_eq!(
                again.week(date(2018, 4, 16)),
                hours.week(date(2018, 4, 16)),
                "{told}"
            );
        }
    }

    #[test]
    fn gaps_and_durations_are_told() {
        let cases = [
            (
                "Mo-Fr 08:00-16:00",
                "fra fredag kl. 16 til mandag kl. 8 (64 timer)",
                "from Friday 16:00 to Monday 8:00 (64 hours)",
            ),
            (
                "Mo-Su 06:30-22:15",
                "fra mandag kl. 22.15 til tirsdag kl. 6.30 (8 timer 15 min.)",
                "from Monday 22:15 to Tuesday 6:30 (8 hours 15 min.)",
            ),
            ("closed", "hele ugen", "all week"),
        ];
        for (notation, danish, english) in cases {
            let hours = Hours::from_notation(notation).unwrap();
            let gap = hours.week(date(2018, 4, 16)).longest_gap().unwrap();
            let told = |language| gap.in_words(language);
            assert_eq!(
                (
                    told(Language::Danish).as_str(),
                    told(Language::English).as_str()
                ),
                (danish, english)
            );
        }
        for (minutes, danish) in [
            (0, "0 timer"),
            (45, "45 min."),
            (60, "1 time"),
            (90, "1 time 30 min."),
        ] {
            assert_eq!(duration_in_words(minutes, Language::Danish), danish);
        }
    }
}
