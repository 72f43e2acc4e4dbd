//! The way to a due date, step by step, in Danish and English.

use jiff::civil::Date;

use super::{ClosedDayRule, DayKind, Due, Extension, Pause};
use crate::domain::calendar::DayStatus;
use crate::domain::hours::weekday_name;
use crate::domain::language::Language;

/// One step of the way to a due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The inquiry came in; that day is day 0 or day 1.
    Received {
        /// The day of receipt.
        date: Date,
        /// Its number in the count.
        number: u8,
    },
    /// The days of the rule were counted.
    Counted {
        /// How many.
        days: u16,
        /// What was counted.
        day_kind: DayKind,
        /// The last of them.
        to: Date,
        /// Weekdays that were not counted, being public holidays or own closed days.
        passed_over: Vec<(Date, DayStatus)>,
    },
    /// A date was given by hand in place of the rule's.
    Stated {
        /// The date given.
        date: Date,
    },
    /// The last day is a working day, or is not.
    Landed {
        /// The last day.
        date: Date,
        /// What kind of day it is.
        kind: DayStatus,
    },
    /// The last day was moved to a working day.
    Moved {
        /// The day it was moved to.
        to: Date,
        /// The way it was moved.
        closed_day_rule: ClosedDayRule,
    },
    /// The clock stood for some days.
    Paused(Pause),
    /// The count was made again without the days of the pauses.
    CountedAgain {
        /// The last day now.
        to: Date,
    },
    /// A pause still lasts: there is no date.
    Waiting,
    /// A later date was granted.
    Extended(Extension),
}

impl Due {
    /// The whole way on one line, steps divided by semicolons, without a full stop.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let year = self.received.year();
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|step| step.in_words(year, language))
            .collect();
        steps.join("; ")
    }
}

impl Step {
    /// The step in words; dates outside `year` are told with their year.
    #[must_use]
    pub fn in_words(&self, year: i16, language: Language) -> String {
        let told = |date: Date| date_in_words(date, year, language);
        match self {
            Self::Received { date, number } => language.pick(
                format!("modtaget {} (dag {number})", told(*date)),
                format!("received {} (day {number})", told(*date)),
            ),
            Self::Counted {
                days,
                day_kind,
                to,
                passed_over,
            } => {
                let unit = unit_in_words(*day_kind, *days, language);
                format!(
                    "{days} {unit}: {}{}",
                    told(*to),
                    left_out(passed_over, year, language)
                )
            }
            Self::Stated { date } => language.pick(
                format!(
                    "fristen er sat til {}, ikke regnet efter reglen",
                    told(*date)
                ),
                format!("the date was set to {}, not found by the rule", told(*date)),
            ),
            Self::Landed { date, kind } => landed(*date, kind, year, language),
            Self::Moved {
                to,
                closed_day_rule,
            } => {
                let (danish, english) = match closed_day_rule {
                    ClosedDayRule::PreviousWorkingDay => (
                        "flyttet til arbejdsdagen før",
                        "moved to the working day before",
                    ),
                    ClosedDayRule::NextWorkingDay | ClosedDayRule::Keep => (
                        "flyttet til næste arbejdsdag",
                        "moved to the next working day",
                    ),
                };
                let moved = language.pick(danish, english);
                format!(
                    "{moved}: {} {}",
                    weekday_name(to.weekday(), language),
                    told(*to)
                )
            }
            Self::Paused(pause) => paused(pause, year, language),
            Self::CountedAgain { to } => {
                format!(
                    "{}: {}",
                    language.pick(
                        "talt igen uden disse dage",
                        "counted again without these days"
                    ),
                    told(*to)
                )
            }
            Self::Waiting => language
                .pick(
                    "ingen frist, så længe uret står stille",
                    "no date while the clock stands",
                )
                .to_owned(),
            Self::Extended(Extension {
                until,
                granted_by,
                reason,
                ..
            }) => language.pick(
                format!("forlænget til {} af {granted_by}: {reason}", told(*until)),
                format!("extended until {} by {granted_by}: {reason}", told(*until)),
            ),
        }
    }
}

fn unit_in_words(day_kind: DayKind, days: u16, language: Language) -> &'static str {
    match (day_kind, days == 1) {
        (DayKind::Calendar, true) => language.pick("kalenderdag", "calendar day"),
        (DayKind::Calendar, false) => language.pick("kalenderdage", "calendar days"),
        (DayKind::Working, true) => language.pick("arbejdsdag", "working day"),
        (DayKind::Working, false) => language.pick("arbejdsdage", "working days"),
    }
}

fn landed(date: Date, kind: &DayStatus, year: i16, language: Language) -> String {
    let day = weekday_name(date.weekday(), language);
    let no_work = language.pick("ikke en arbejdsdag", "no working day");
    let told = date_in_words(date, year, language);
    let is = language.pick("er", "is");
    match kind {
        DayStatus::Working => language.pick(
            format!("{told} er en {day}, en arbejdsdag"),
            format!("{told} is a {day}, a working day"),
        ),
        DayStatus::Weekend => language.pick(
            format!("{told} er en {day}, {no_work}"),
            format!("{told} is a {day}, {no_work}"),
        ),
        DayStatus::Holiday(holiday) => format!("{told} {is} {}, {no_work}", holiday.name(language)),
        DayStatus::Closed(reason) => {
            let closed = language.pick("en lukkedag", "a closed day");
            format!("{told} {is} {closed} ({reason}), {no_work}")
        }
    }
}

/// The holidays and closed days that were not counted, in brackets; nothing where there are none.
fn left_out(days: &[(Date, DayStatus)], year: i16, language: Language) -> String {
    if days.is_empty() {
        return String::new();
    }
    let names: Vec<String> = days
        .iter()
        .map(|(date, kind)| {
            let name = match kind {
                DayStatus::Holiday(holiday) => holiday.name(language),
                DayStatus::Closed(reason) => reason,
                DayStatus::Working | DayStatus::Weekend => weekday_name(date.weekday(), language),
            };
            format!("{name} {}", date_in_words(*date, year, language))
        })
        .collect();
    let not_counted = language.pick("ikke talt med", "not counted");
    format!(" ({not_counted}: {})", names.join(", "))
}

fn paused(pause: &Pause, year: i16, language: Language) -> String {
    let from = date_in_words(pause.from_on, year, language);
    let reason = &pause.reason;
    match pause.to_on.map(|to| date_in_words(to, year, language)) {
        Some(to) => language.pick(
            format!("uret stod stille fra {from} til og med {to}: {reason}"),
            format!("the clock stood from {from} to {to}: {reason}"),
        ),
        None => language.pick(
            format!("uret står stille fra {from}: {reason}"),
            format!("the clock stands from {from}: {reason}"),
        ),
    }
}

/// `9. april` or `9 April`; with the year where it is another than the given one.
fn date_in_words(date: Date, year: i16, language: Language) -> String {
    const DANISH: [&str; 12] = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // A month lies between 1 and 12.
    let month = language.pick(DANISH, ENGLISH)[usize::from(date.month().unsigned_abs()) - 1];
    let stop = language.pick(".", "");
    let day = format!("{}{stop} {month}", date.day());
    if date.year() == year {
        day
    } else {
        format!("{day} {}", date.year())
    }
}
