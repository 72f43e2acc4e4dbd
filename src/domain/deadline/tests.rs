//! Due dates worked out by hand, over Easter, Christmas and the end of Great Prayer Day.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::rule::is_paused;
use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::language::Language;

fn rule(code: &str, days: u16, day_kind: DayKind) -> DeadlineRule {
    DeadlineRule {
        code: code.parse().unwrap(),
        name: code.to_owned(),
        days,
        day_kind,
        counts_first_day: false,
        closed_day_rule: ClosedDayRule::NextWorkingDay,
        holiday_calendar: HolidayCalendar::Denmark,
        observes_closed_days: true,
        valid_from: None,
        valid_to: None,
        source: String::new(),
    }
}

fn ten_day() -> DeadlineRule {
    rule("ten-day", 10, DayKind::Calendar)
}

fn ten_working_days() -> DeadlineRule {
    rule("ten-working-days", 10, DayKind::Working)
}

/// Access to documents: seven working days, offentlighedsloven § 36 stk. 2.
fn access() -> DeadlineRule {
    rule("aktindsigt", 7, DayKind::Working)
}

fn pause(from: Date, to: Option<Date>) -> Pause {
    Pause {
        inquiry: "2018-1".parse().unwrap(),
        from_on: from,
        to_on: to,
        reason: "afventer spørgeren".to_owned(),
        granted_by: "sekretariatet".to_owned(),
    }
}

fn extension(until: Date) -> Extension {
    Extension {
        inquiry: "2018-1".parse().unwrap(),
        until,
        granted_on: date(2018, 4, 12),
        granted_by: "sekretariatet".to_owned(),
        reason: "mange enheder".to_owned(),
    }
}

#[test]
fn ten_calendar_days() {
    let cases = [
        // An ordinary Monday to an ordinary Thursday.
        (date(2018, 4, 9), date(2018, 4, 19)),
        // A Saturday: the Monday after.
        (date(2018, 4, 11), date(2018, 4, 23)),
        // Maundy Thursday 29 March 2018 to Easter Monday 2 April.
        (date(2018, 3, 19), date(2018, 4, 3)),
        // Easter Sunday 31 March 2024: Tuesday after.
        (date(2024, 3, 21), date(2024, 4, 2)),
        // Sunday 24 December 2023, then both Christmas days.
        (date(2023, 12, 14), date(2023, 12, 27)),
        // 24 December 2018 is a Monday and no public holiday.
        (date(2018, 12, 14), date(2018, 12, 24)),
        // New Year's Day 2024, a Monday.
        (date(2023, 12, 22), date(2024, 1, 2)),
        // Great Prayer Day, Friday 5 May 2023, and the weekend after.
        (date(2023, 4, 25), date(2023, 5, 8)),
        // The same Friday in 2024 is 26 April and a working day.
        (date(2024, 4, 16), date(2024, 4, 26)),
        // Ascension, Thursday 18 May 2023: the Friday after is a working day.
        (date(2023, 5, 8), date(2023, 5, 19)),
        // Whit Monday 21 May 2018.
        (date(2018, 5, 11), date(2018, 5, 22)),
        // 5 June 2018 is no public holiday.
        (date(2018, 5, 26), date(2018, 6, 5)),
        // 29 February 2024.
        (date(2024, 2, 19), date(2024, 2, 29)),
    ];
    for (received, expected) in cases {
        assert_eq!(
            ten_day().due(received, &Calendar::default()).date,
            Some(expected),
            "{received}"
        );
    }
}

#[test]
fn working_days() {
    let cases = [
        (ten_working_days(), date(2018, 4, 9), date(2018, 4, 23)),
        // 26, 27, 28 March; Easter; 3 to 6 April; 9, 10, 11 April.
        (ten_working_days(), date(2018, 3, 23), date(2018, 4, 11)),
        // 21, 22, 27, 28, 29 December; 2, 3, 4, 5, 8 January.
        (ten_working_days(), date(2023, 12, 20), date(2024, 1, 8)),
        // Received on a Sunday: Monday is the first day.
        (ten_working_days(), date(2018, 4, 8), date(2018, 4, 20)),
        (access(), date(2018, 4, 9), date(2018, 4, 18)),
        (access(), date(2023, 12, 18), date(2023, 12, 29)),
        (access(), date(2023, 12, 20), date(2024, 1, 3)),
        // 28 April, 1 to 4 May, not Great Prayer Day, 8 and 9 May.
        (access(), date(2023, 4, 27), date(2023, 5, 9)),
        // 18 to 19, 22 to 26 April 2024, Great Prayer Day no more.
        (access(), date(2024, 4, 17), date(2024, 4, 26)),
        // 26, 27, 28 March 2018; 3, 4, 5, 6 April.
        (access(), date(2018, 3, 23), date(2018, 4, 6)),
        // 20, 21, 22, 25, 26, 27, 28 June 2018.
        (access(), date(2018, 6, 19), date(2018, 6, 28)),
    ];
    for (rule, received, expected) in cases {
        let due = rule.due(received, &Calendar::default());
        assert_eq!(due.date, Some(expected), "{} from {received}", rule.code);
        assert_eq!(due.original, expected);
    }
}

#[test]
fn own_observes_closed_days_where_the_rule_says_so() {
    let between = (27..=29).map(|day| (date(2023, 12, day), "jul og nytår".to_owned()));
    let calendar = Calendar::new(between);
    let received = date(2023, 12, 14);
    assert_eq!(
        ten_day().due(received, &calendar).date,
        Some(date(2024, 1, 2))
    );
    let without = DeadlineRule {
        observes_closed_days: false,
        ..ten_day()
    };
    assert_eq!(
        without.due(received, &calendar).date,
        Some(date(2023, 12, 27))
    );
    assert_eq!(
        access().due(date(2023, 12, 20), &calendar).date,
        Some(date(2024, 1, 8))
    );
}

#[test]
fn the_first_day_and_the_last_follow_the_rule() {
    let received = date(2018, 4, 11);
    let due = |rule: DeadlineRule| rule.due(received, &Calendar::default()).original;
    assert_eq!(
        due(DeadlineRule {
            counts_first_day: true,
            ..ten_day()
        }),
        date(2018, 4, 20)
    );
    assert_eq!(
        due(DeadlineRule {
            closed_day_rule: ClosedDayRule::Keep,
            ..ten_day()
        }),
        date(2018, 4, 21)
    );
    assert_eq!(
        due(DeadlineRule {
            closed_day_rule: ClosedDayRule::PreviousWorkingDay,
            ..ten_day()
        }),
        date(2018, 4, 20)
    );
    assert_eq!(
        due(DeadlineRule {
            counts_first_day: true,
            ..access()
        }),
        date(2018, 4, 19)
    );
    assert_eq!(due(rule("at-once", 0, DayKind::Calendar)), received);
    assert_eq!(due(rule("at-once", 0, DayKind::Working)), received);
}

#[test]
fn pauses_move_the_date_and_leave_the_original() {
    let received = date(2018, 4, 9);
    let cases = [
        (
            vec![pause(date(2018, 4, 12), Some(date(2018, 4, 13)))],
            Some(date(2018, 4, 23)),
        ),
        (
            vec![pause(date(2018, 4, 12), Some(date(2018, 4, 12)))],
            Some(date(2018, 4, 20)),
        ),
        // Two pauses that overlap stop the clock once.
        (
            vec![
                pause(date(2018, 4, 10), Some(date(2018, 4, 12))),
                pause(date(2018, 4, 11), Some(date(2018, 4, 13))),
            ],
            Some(date(2018, 4, 23)),
        ),
        (
            vec![pause(date(2018, 4, 19), Some(date(2018, 4, 30)))],
            Some(date(2018, 5, 1)),
        ),
        (
            vec![pause(date(2018, 4, 20), None)],
            Some(date(2018, 4, 19)),
        ),
        (
            vec![pause(date(2018, 3, 1), Some(date(2018, 4, 8)))],
            Some(date(2018, 4, 19)),
        ),
        (vec![pause(date(2018, 4, 18), None)], None),
    ];
    for (pauses, expected) in cases {
        let due = ten_day().due_with(received, &Calendar::default(), &pauses, &[]);
        assert_eq!(
            (due.date, due.original),
            (expected, date(2018, 4, 19)),
            "{pauses:?}"
        );
    }
}

#[test]
fn a_moved_last_day_does_not_fall_in_a_pause() {
    let pauses = [pause(date(2018, 4, 23), Some(date(2018, 4, 24)))];
    let due = ten_day().due_with(date(2018, 4, 11), &Calendar::default(), &pauses, &[]);
    assert_eq!(
        (due.date, due.original),
        (Some(date(2018, 4, 25)), date(2018, 4, 23))
    );
}

#[test]
fn a_last_day_that_cannot_be_moved_past_a_running_pause_waits() {
    // Ten days end on Saturday 21 April; the clock has stood since the Sunday.
    let running = [pause(date(2018, 4, 22), None)];
    let due = ten_day().due_with(date(2018, 4, 11), &Calendar::default(), &running, &[]);
    assert_eq!((due.date, due.original), (None, date(2018, 4, 23)));
    assert_eq!(due.steps.last(), Some(&Step::Waiting));
}

#[test]
fn the_latest_extension_holds_where_it_is_later() {
    let due = |extensions: &[Extension]| {
        ten_day()
            .due_with(date(2018, 4, 9), &Calendar::default(), &[], extensions)
            .date
    };
    assert_eq!(
        due(&[extension(date(2018, 4, 27)), extension(date(2018, 4, 25))]),
        Some(date(2018, 4, 27))
    );
    assert_eq!(
        due(&[extension(date(2018, 4, 17))]),
        Some(date(2018, 4, 19))
    );
    // A granted date stays as it was granted, Saturday or not.
    assert_eq!(
        due(&[extension(date(2018, 4, 28))]),
        Some(date(2018, 4, 28))
    );
    let stopped = [pause(date(2018, 4, 12), None)];
    let due = ten_day().due_with(
        date(2018, 4, 9),
        &Calendar::default(),
        &stopped,
        &[extension(date(2018, 4, 27))],
    );
    assert_eq!(due.date, None);
}

#[test]
fn the_way_is_explained() {
    let told = |due: &Due, language| due.in_words(language);
    let plain = ten_day().due(date(2018, 4, 9), &Calendar::default());
    assert_eq!(
        told(&plain, Language::English),
        "received 9 April (day 0); 10 calendar days: 19 April; 19 April is a Thursday, a working day"
    );
    assert_eq!(
        told(&plain, Language::Danish),
        "modtaget 9. april (dag 0); 10 kalenderdage: 19. april; 19. april er en torsdag, en arbejdsdag"
    );
    let easter = ten_day().due(date(2018, 3, 19), &Calendar::default());
    assert_eq!(
        told(&easter, Language::Danish),
        "modtaget 19. marts (dag 0); 10 kalenderdage: 29. marts; \
         29. marts er skærtorsdag, ikke en arbejdsdag; flyttet til næste arbejdsdag: tirsdag 3. april"
    );
    let christmas = access().due(date(2023, 12, 20), &Calendar::default());
    assert_eq!(
        told(&christmas, Language::English),
        "received 20 December (day 0); 7 working days: 3 January 2024 (not counted: Christmas Day 25 December, \
         the second day of Christmas 26 December, New Year's Day 1 January 2024); \
         3 January 2024 is a Wednesday, a working day"
    );
}

#[test]
fn pauses_and_extensions_are_explained() {
    let pauses = [pause(date(2018, 4, 12), Some(date(2018, 4, 13)))];
    let due = ten_day().due_with(
        date(2018, 4, 9),
        &Calendar::default(),
        &pauses,
        &[extension(date(2018, 4, 30))],
    );
    assert_eq!(
        due.in_words(Language::Danish),
        "modtaget 9. april (dag 0); 10 kalenderdage: 19. april; 19. april er en torsdag, en arbejdsdag; \
         uret stod stille fra 12. april til og med 13. april: afventer spørgeren; \
         talt igen uden disse dage: 21. april; 21. april er en lørdag, ikke en arbejdsdag; \
         flyttet til næste arbejdsdag: mandag 23. april; \
         forlænget til 30. april af sekretariatet: mange enheder"
    );
    let stopped = ten_day().due_with(
        date(2018, 4, 9),
        &Calendar::default(),
        &[pause(date(2018, 4, 12), None)],
        &[],
    );
    assert!(stopped.in_words(Language::English).ends_with(
        "the clock stands from 12 April: afventer spørgeren; no date while the clock stands"
    ));
}

#[test]
fn a_rule_holds_from_its_first_day_to_its_last() {
    let rule = DeadlineRule {
        valid_from: Some(date(2018, 1, 1)),
        valid_to: Some(date(2023, 12, 31)),
        ..ten_day()
    };
    for (received, holds) in [
        (date(2017, 12, 31), false),
        (date(2018, 1, 1), true),
        (date(2023, 12, 31), true),
        (date(2024, 1, 1), false),
    ] {
        assert_eq!(rule.is_valid_on(received), holds, "{received}");
    }
}

#[test]
fn a_date_given_by_hand_moves_only_by_extension() {
    let due =
        |extensions: &[Extension]| Due::stated(date(2018, 4, 9), date(2018, 4, 27), extensions);
    assert_eq!(due(&[]).date, Some(date(2018, 4, 27)));
    assert_eq!(
        due(&[extension(date(2018, 4, 20))]).date,
        Some(date(2018, 4, 27))
    );
    let later = due(&[extension(date(2018, 5, 4))]);
    assert_eq!(
        (later.date, later.original),
        (Some(date(2018, 5, 4)), date(2018, 4, 27))
    );
    assert_eq!(
        later.in_words(Language::Danish),
        "modtaget 9. april (dag 0); fristen er sat til 27. april, ikke regnet efter reglen; \
         forlænget til 4. maj af sekretariatet: mange enheder"
    );
}

proptest! {
    #[test]
    fn a_date_that_may_move_is_a_working_day_and_never_earlier(
        offset in 0i32..9000, length in 1u16..40, first in any::<bool>(),
        pauses in prop::collection::vec((-10i32..50, 0i32..20), 0..3), running in prop::option::of(-5i32..60),
    ) {
        let received = date(2010, 1, 1).saturating_add(offset.days());
        let calendar = Calendar::default();
        let pauses: Vec<Pause> = pauses
            .into_iter()
            .map(|(begin, days)| {
                let from = received.saturating_add(begin.days());
                pause(from, Some(from.saturating_add(days.days())))
            })
            .collect();
        for day_kind in [DayKind::Calendar, DayKind::Working] {
            let rule = DeadlineRule { days: length, counts_first_day: first, ..rule("any", length, day_kind) };
            let due = rule.due_with(received, &calendar, &pauses, &[]);
            let days = rule.working_days(&calendar);
            let last = due.date.unwrap();
            prop_assert!(days.is_working_day(due.original) && days.is_working_day(last));
            prop_assert!(last >= due.original && due.original >= received);
            prop_assert!(!is_paused(&pauses, last));
            let since = running.map(|begin| pause(received.saturating_add(begin.days()), None));
            let waiting: Vec<Pause> = pauses.iter().cloned().chain(since).collect();
            let held = rule.due_with(received, &calendar, &waiting, &[]).date;
            prop_assert!(held.is_none() || held == Some(last), "{held:?} and {last}");
            prop_assert_eq!(held.is_some(), waiting.iter().all(|pause| pause.to_on.is_some() || pause.from_on > last));
        }
    }
}
