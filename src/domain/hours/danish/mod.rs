//! The reader of Danish words about hours.
//!
//! A text is a row of clauses, each with days and times in either order; what a later clause says
//! of a day is laid over what an earlier one said, as a reader would take it:
//! - times that do not overlap the day's earlier ones are added (`torsdag 10-12 og torsdag 15-17`),
//! - times that do, or that come after `dog`, replace them (`hverdage 10-15, fredag 10-13`),
//! - `til 17` and `fra 11` move the end or the beginning of what the day already has.
//!
//! Anything not understood is refused with its place; nothing is skipped.

mod clauses;
mod cursor;
mod items;
mod lexicon;
mod pieces;
mod table;

use super::{Hours, HoursError, Understood};

pub(super) const EXAMPLE: &str = "kl. 10-15 på hverdage, torsdag til 17.30, lukket på helligdage";

/// Whether a word of the text shows that it is Danish.
pub(super) fn seems_danish(text: &str) -> bool {
    let words = pieces::words(text);
    words.iter().any(|(word, _)| lexicon::shows_danish(word))
        || lexicon::PHRASES.iter().any(|(phrase, _)| {
            words.windows(phrase.len()).any(|some| {
                some.iter()
                    .zip(*phrase)
                    .all(|((word, _), known)| word == known)
            })
        })
}

/// Reads a Danish text about hours.
pub(super) fn read(text: &str) -> Result<Understood, HoursError> {
    let text = text.trim();
    let items = items::items(text)?;
    let (table, assumed) = clauses::understand(text, &items)?;
    let notation = table.notation().ok_or_else(|| {
        HoursError::new(
            text,
            0..text.len(),
            "it names no hours",
            "say on which days and between which times",
            EXAMPLE,
        )
    })?;
    Ok(Understood {
        notation: Hours::from_notation(&notation)?,
        words: Some(text.to_owned()),
        assumed,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Assumption;
    use super::*;

    fn notation(text: &str) -> String {
        match read(text) {
            Ok(understood) => understood.notation.to_string(),
            Err(error) => format!("{}\n{error}", error.marked()),
        }
    }

    #[test]
    fn days_and_times_are_read_in_either_order() {
        let cases = [
            (
                "kl. 10-15 på hverdage, torsdag til 17",
                "Mo-We,Fr 10:00-15:00; Th 10:00-17:00",
            ),
            (
                "Kl. 10–15 på hverdage, torsdag dog til kl. 17.30",
                "Mo-We,Fr 10:00-15:00; Th 10:00-17:30",
            ),
            (
                "mandag, onsdag og torsdag fra kl. 9.30-11.30 og torsdag fra kl. 15.00-16.45",
                "Mo,We 09:30-11:30; Th 09:30-11:30,15:00-16:45",
            ),
            (
                "man-fre 06-21, lør-søn 08-16",
                "Mo-Fr 06:00-21:00; Sa,Su 08:00-16:00",
            ),
            (
                "kl. 06-21 (mandag-fredag), og kl. 08-16 (lørdag – søndag)",
                "Mo-Fr 06:00-21:00; Sa,Su 08:00-16:00",
            ),
            (
                "mandag-onsdag kl. 9-19, fredag kl. 9-15, søndag kl. 15-18",
                "Mo-We 09:00-19:00; Fr 09:00-15:00; Su 15:00-18:00",
            ),
            ("kl. 7 – 21 på alle hverdage", "Mo-Fr 07:00-21:00"),
            (
                "hverdage i tidsrummet kl. 10-15 og torsdage kl. 10-17",
                "Mo-We,Fr 10:00-15:00; Th 10:00-17:00",
            ),
            (
                "ma-to 9:15-15, fr 9.15-12",
                "Mo-Th 09:15-15:00; Fr 09:15-12:00",
            ),
            (
                "man. - tors. kl. 9 til 15, fre. kl. 9 til 14",
                "Mo-Th 09:00-15:00; Fr 09:00-14:00",
            ),
            (
                "Mandag kl. 10-12. Tirsdag kl. 13-15. Onsdag lukket.",
                "Mo 10:00-12:00; Tu 13:00-15:00",
            ),
            (
                "kl. 7-15 mandag, onsdag og fredag samt 10-17 tirsdag",
                "Mo,We,Fr 07:00-15:00; Tu 10:00-17:00",
            ),
            (
                "kl. 9-15 mandag, tirsdag og torsdag, fredag kl. 9-12",
                "Mo,Tu,Th 09:00-15:00; Fr 09:00-12:00",
            ),
            (
                "kl. 9-15 på hverdage og 10-14 i weekenden",
                "Mo-Fr 09:00-15:00; Sa,Su 10:00-14:00",
            ),
            (
                "mandag til torsdag fra 9 til 15 og fredag mellem 9 og 12",
                "Mo-Th 09:00-15:00; Fr 09:00-12:00",
            ),
            (
                "mandag og torsdag 0930-1200 samt 13-15.30",
                "Mo,Th 09:30-12:00,13:00-15:30",
            ),
            ("alle dage 8-24", "Mo-Su 08:00-24:00"),
            ("alle ugens 7 dage kl. 8-20", "Mo-Su 08:00-20:00"),
            ("lørdag-mandag 10-14", "Mo,Sa,Su 10:00-14:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(notation(text), expected, "{text}");
        }
    }

    #[test]
    fn round_the_clock_and_past_midnight() {
        let cases = [
            ("hele døgnet", "24/7"),
            ("Døgnet rundt", "24/7"),
            ("24 timer i døgnet", "24/7"),
            ("døgnet rundt alle ugens dage", "24/7"),
            ("hele døgnet i weekenden", "Sa,Su 00:00-24:00"),
            ("fredag-lørdag 21-03", "Fr,Sa 21:00-03:00"),
            (
                "fredag 21-03, lørdag 10-12",
                "Fr 21:00-03:00, Sa 10:00-12:00",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(notation(text), expected, "{text}");
        }
    }

    #[test]
    fn closed_days_and_exceptions_take_away() {
        let cases = [
            ("hverdage 10-15, lukket onsdag", "Mo,Tu,Th,Fr 10:00-15:00"),
            ("hverdage 10-15, onsdag lukket", "Mo,Tu,Th,Fr 10:00-15:00"),
            (
                "alle hverdage undtagen onsdag kl. 10-15",
                "Mo,Tu,Th,Fr 10:00-15:00",
            ),
            (
                "hverdage kl. 10-15 bortset fra onsdag og fredag",
                "Mo,Tu,Th 10:00-15:00",
            ),
            (
                "hverdage 10-15, lukket på helligdage",
                "Mo-Fr 10:00-15:00; PH off",
            ),
            (
                "søn- og helligdage 11-13, hverdage 8-19",
                "Mo-Fr 08:00-19:00; Su 11:00-13:00; PH 11:00-13:00",
            ),
            (
                "hverdage 10-15, lukket 12-12.30",
                "Mo-Fr 10:00-12:00,12:30-15:00",
            ),
            ("hele døgnet, lukket på helligdage", "24/7; PH off"),
            (
                "hverdage 10-15 undtagen fredag 10-12",
                "Mo-Th 10:00-15:00; Fr 10:00-12:00",
            ),
            (
                "hverdage 10-15 undtagen onsdag, lørdag 10-12",
                "Mo,Tu,Th,Fr 10:00-15:00; Sa 10:00-12:00",
            ),
            (
                "hverdage 10-15, lukket onsdag, lørdag 10-12",
                "Mo,Tu,Th,Fr 10:00-15:00; Sa 10:00-12:00",
            ),
            (
                "hverdage 9-12, lukket onsdag, 13-15",
                "Mo,Tu,Th,Fr 09:00-12:00,13:00-15:00",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(notation(text), expected, "{text}");
        }
    }

    #[test]
    fn a_later_clause_adds_or_replaces() {
        let cases = [
            (
                "hverdage 10-15, torsdag 16-18",
                "Mo-We,Fr 10:00-15:00; Th 10:00-15:00,16:00-18:00",
            ),
            (
                "hverdage 10-15, onsdag kun 16-18",
                "Mo,Tu,Th,Fr 10:00-15:00; We 16:00-18:00",
            ),
            (
                "hverdage 10-15, dog torsdag 16-18",
                "Mo-We,Fr 10:00-15:00; Th 16:00-18:00",
            ),
            (
                "hverdage 10-15, fredag 10-13",
                "Mo-Th 10:00-15:00; Fr 10:00-13:00",
            ),
            (
                "hverdage 9-12 og 13-15, fredag 9-12",
                "Mo-Th 09:00-12:00,13:00-15:00; Fr 09:00-12:00",
            ),
            (
                "hverdage 9-15, torsdag fra 11",
                "Mo-We,Fr 09:00-15:00; Th 11:00-15:00",
            ),
            (
                "hverdage 9-12 og 13-15, fredag til 11",
                "Mo-Th 09:00-12:00,13:00-15:00; Fr 09:00-11:00",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(notation(text), expected, "{text}");
        }
    }

    #[test]
    fn days_left_unsaid_are_filled_in_and_told() {
        for text in [
            "kl. 10-15 og torsdage kl. 10-17",
            "mellem kl. 10 og kl. 15, dog til kl. 17 om torsdagen",
        ] {
            let understood = read(text).unwrap();
            assert_eq!(
                understood.notation.notation(),
                "Mo-We,Fr 10:00-15:00; Th 10:00-17:00",
                "{text}"
            );
            assert_eq!(understood.assumed, [Assumption::Weekdays], "{text}");
            assert_eq!(understood.words.as_deref(), Some(text));
        }
        assert_eq!(read("hverdage 10-15").unwrap().assumed, []);
    }

    #[test]
    fn what_is_not_hours_is_refused_at_its_place() {
        let cases = [
            ("efter aftale", "efter aftale", "appointment"),
            (
                "hverdage efter nærmere aftale",
                "efter nærmere aftale",
                "appointment",
            ),
            ("hverdage 9-25", "25", "not a time"),
            ("hverdage 9-15.75", "15.75", "not a time"),
            ("hverdage 9-15 i juli", "juli", "notation only"),
            ("første mandag i måneden 9-12", "første", "notation only"),
            ("lørdag ca. 10-12", "ca", "not understood"),
            ("torsdag til 17", "til 17", "when it opens"),
            ("torsdag fra 10", "fra 10", "when it closes"),
            ("fra kl. 10", "fra kl. 10", "one end"),
            ("hverdage", "hverdage", "no times"),
            ("hverdage 9-9", "9-9", "nothing lies between"),
            ("hverdage kl. 9", "9", "stands alone"),
            ("lukket", "lukket", "which days"),
            ("hverdage-fredag 9-15", "hverdage-fredag", "single days"),
            ("lukket onsdag", "lukket onsdag", "no hours"),
            ("søndag undtagen søndag 9-12", "9-12", "no day is left"),
        ];
        for (text, place, reason) in cases {
            let error = read(text).unwrap_err();
            assert_eq!(&text[error.span.clone()], place, "{text}: {error}");
            assert!(error.reason.contains(reason), "{text}: {error}");
            assert!(!error.hint.is_empty());
        }
    }

    #[test]
    fn the_example_is_accepted() {
        assert_eq!(
            notation(EXAMPLE),
            "Mo-We,Fr 10:00-15:00; Th 10:00-17:30; PH off"
        );
    }

    #[test]
    fn only_danish_words_show_danish() {
        for text in ["kl. 10-15", "fredag 9-12", "hele døgnet", "ma 9-12"] {
            assert!(seems_danish(text), "{text}");
        }
        for text in ["Mo-Fr 9-15", "fr 9-15", "Monday 9-15", "9-15", ""] {
            assert!(!seems_danish(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_within_it(text in "[a-zæøå0-9 .,:;()–-]{0,40}|\\PC{0,20}") {
            if let Err(error) = read(&text) {
                prop_assert!(error.span.end <= error.text.len());
                prop_assert!(error.text.get(error.span.clone()).is_some());
                prop_assert!(error.marked().contains('^'));
            }
        }

        #[test]
        fn any_row_of_known_words_is_read_or_refused(words in prop::collection::vec(prop::sample::select(vec![
            "mandag", "fredag", "hverdage", "weekenden", "helligdage", "-", "til", "fra", "mellem", "og", ",", "dog",
            "undtagen", "lukket", "9", "12.30", "16", "24", "0", "9-15", "hele døgnet", "kl.", "søn-",
        ]), 0..12)) {
            let text = words.join(" ");
            if let Ok(understood) = read(&text) {
                let hours = understood.notation;
                prop_assert_eq!(Hours::from_notation(hours.notation()), Ok(hours.clone()));
                prop_assert!(hours.losses().is_empty(), "{} from {}", hours, text);
            }
        }
    }
}
