//! Opening hours in running text, written in the `opening_hours` notation of OpenStreetMap: "mandag-torsdag kl. 8-20 og fredag
//! kl. 8-16" becomes `Mo-Th 08:00-20:00, Fr 08:00-16:00`.
//!
//! Days may stand before their hours or, in brackets, after them. Hours without days stand alone.

use std::sync::LazyLock;

use super::words::{self, Pattern};

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/// The most bytes of a text in which hours are looked for.
const MOST_TEXT: usize = 4_000;

static TOKEN: LazyLock<Pattern> = LazyLock::new(|| {
    let day: Vec<String> = words::groups("weekdays")
        .iter()
        .enumerate()
        .map(|(n, names)| format!("(?P<d{n}>{})", strict(names)))
        .collect();
    let time = r"(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?";
    let clock = words::any("clock_words");
    let range = words::any("range_words");
    Pattern::new(&format!(
        r"\b(?:{days})|\b(?P<work>{work})\b|\b(?P<weekend>{weekend})\b|\b(?P<every>{every})\b|(?P<round>{round})|(?P<clock>\b{clock}\s*)?\b{time}\s*(?:[-–—]|{range}|og|and)\s*(?:{clock}\s*)?(?P<h2>\d{{1,2}})(?:[.:](?P<m2>\d{{2}}))?\b",
        days = day.join("|"),
        work = words::any("working_days"),
        weekend = words::any("weekend_days"),
        every = words::any("every_day"),
        round = words::any("round_the_clock"),
    ))
});
static JOINS: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"^\s*(?:[-–—]|{})\s*$", words::any("range_words"))));

/// The words of a day; an abbreviation counts only with its full stop, for "man" and "to" are other words.
fn strict(names: &[String]) -> String {
    let mut names: Vec<String> = names
        .iter()
        .map(|name| {
            if name.ends_with('.') {
                regex::escape(name)
            } else {
                format!(r"{}\b", regex::escape(name))
            }
        })
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.join("|")
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Days(Vec<usize>),
    Hours(String),
    Round,
}

/// Reads the hours that the text states.
pub(crate) fn read(text: &str) -> Option<String> {
    if text.len() > MOST_TEXT {
        return None;
    }
    let tokens = tokens(text);
    let mut rules: Vec<(Vec<usize>, String)> = Vec::new();
    let after = matches!(tokens.first(), Some(Token::Hours(_)));
    let mut days: Vec<usize> = Vec::new();
    let mut fresh = false;
    for (place, token) in tokens.iter().enumerate() {
        match token {
            Token::Days(more) if !after => {
                if fresh {
                    days.extend(more);
                } else {
                    days.clone_from(more);
                }
                fresh = true;
            }
            Token::Hours(hours) => {
                let own = match (after, tokens.get(place + 1)) {
                    (true, Some(Token::Days(next))) => next.clone(),
                    (true, _) => Vec::new(),
                    (false, _) => days.clone(),
                };
                rules.push((own, hours.clone()));
                fresh = false;
            }
            Token::Days(_) | Token::Round => {}
        }
    }
    if rules.is_empty() {
        return tokens.contains(&Token::Round).then(|| "24/7".to_owned());
    }
    let written: Vec<String> = rules
        .iter()
        .map(|(days, hours)| write(days, hours))
        .collect();
    Some(written.join(", "))
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = 0;
    for found in TOKEN.captures_all(text) {
        let Some(whole) = found.get(0) else { continue };
        let between = text.get(end..whole.start()).unwrap_or_default();
        let days = (0..7)
            .find(|day| found.name(&format!("d{day}")).is_some())
            .map(|day| vec![day])
            .or_else(|| found.name("work").map(|_| (0..5).collect()))
            .or_else(|| found.name("weekend").map(|_| vec![5, 6]))
            .or_else(|| found.name("every").map(|_| (0..7).collect::<Vec<usize>>()));
        if let Some(days) = days {
            join_days(&mut tokens, days, between);
        } else if found.name("round").is_some() {
            tokens.push(Token::Round);
        } else if let Some(hours) = hours(&found, text, whole.end()) {
            tokens.push(Token::Hours(hours));
        }
        end = whole.end();
    }
    tokens
}

/// Adds days to the days just read: "mandag-torsdag" is a stretch, "mandag og torsdag" two days.
fn join_days(tokens: &mut Vec<Token>, days: Vec<usize>, between: &str) {
    if let Some(Token::Days(last)) = tokens.last_mut() {
        let first = last.last().copied().unwrap_or(0);
        if JOINS.is_match(between) && days.first().is_some_and(|day| *day > first) {
            last.extend(first + 1..=days[0]);
        } else {
            last.extend(days);
        }
        return;
    }
    tokens.push(Token::Days(days));
}

fn hours(found: &regex::Captures<'_>, text: &str, end: usize) -> Option<String> {
    let number = |name: &str| {
        found
            .name(name)
            .map(|m| m.as_str().parse::<u32>().unwrap_or(99))
    };
    let (from, to) = (number("h")?, number("h2")?);
    let (from_minute, to_minute) = (number("m"), number("m2"));
    // Two numbers are hours only where something says so.
    let said = found.name("clock").is_some() || from_minute.is_some() && to_minute.is_some();
    let goes_on = text[end..].starts_with(|c: char| c.is_ascii_digit() || c == '%')
        || text[end..].trim_start().starts_with('%');
    if !said
        || goes_on
        || from > 24
        || to > 24
        || from_minute.is_some_and(|m| m > 59)
        || to_minute.is_some_and(|m| m > 59)
    {
        return None;
    }
    Some(format!(
        "{from:02}:{:02}-{to:02}:{:02}",
        from_minute.unwrap_or(0),
        to_minute.unwrap_or(0)
    ))
}

fn write(days: &[usize], hours: &str) -> String {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for day in days {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => stretches.push((day, day)),
        }
    }
    let written: Vec<String> = stretches
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => DAYS[first].to_owned(),
            1 => format!("{},{}", DAYS[first], DAYS[last]),
            _ => format!("{}-{}", DAYS[first], DAYS[last]),
        })
        .collect();
    if written.is_empty() {
        hours.to_owned()
    } else {
        format!("{} {hours}", written.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read() {
        let cases = [
            (
                "mandag, onsdag og fredag fra kl. 8.30-10.00 og fredag fra kl. 15.00-16.30",
                Some("Mo,We,Fr 08:30-10:00, Fr 15:00-16:30"),
            ),
            (
                "mandag-onsdag kl. 7-19, fredag kl. 8-15, søndag kl. 14-18",
                Some("Mo-We 07:00-19:00, Fr 08:00-15:00, Su 14:00-18:00"),
            ),
            (
                "kl. 06-20 (mandag-fredag), og kl. 08-12 (lørdag – søndag)",
                Some("Mo-Fr 06:00-20:00, Sa,Su 08:00-12:00"),
            ),
            ("alle hverdage kl. 9 – 15", Some("Mo-Fr 09:00-15:00")),
            ("Vagten kan nås døgnet rundt.", Some("24/7")),
            ("fra 08.00 – 14.00", Some("08:00-14:00")),
            (
                "Mondays to Thursdays from 9:00 to 16:00",
                Some("Mo-Th 09:00-16:00"),
            ),
            ("Man kan få 2-3 svar.", None),
            ("I 2019-2020 var der 14.", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(read(text).as_deref(), wanted, "{text}");
        }
    }
}
