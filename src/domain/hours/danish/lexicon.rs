//! The Danish words that hours are written with.
//!
//! Every form is listed as people write it, in lower case; nothing is guessed from a stem.

/// Days that a word stands for: Monday to Sunday, and public holidays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) week: [bool; 7],
    pub(super) holidays: bool,
}

impl Days {
    pub(super) const ALL: Self = Self {
        week: [true; 7],
        holidays: false,
    };
    pub(super) const WEEKDAYS: Self = Self {
        week: [true, true, true, true, true, false, false],
        holidays: false,
    };
    const WEEKEND: Self = Self {
        week: [false, false, false, false, false, true, true],
        holidays: false,
    };
    const HOLIDAYS: Self = Self {
        week: [false; 7],
        holidays: true,
    };

    fn one(day: usize) -> Self {
        let mut days = Self::default();
        days.week[day] = true;
        days
    }

    /// The days from the first of these to the last of the others, over Sunday if need be.
    pub(super) fn through(self, last: Self) -> Option<Self> {
        let from = self.single()?;
        let to = last.single()?;
        let mut days = Self::default();
        for step in 0..=(to + 7 - from) % 7 {
            days.week[(from + step) % 7] = true;
        }
        Some(days)
    }

    fn single(self) -> Option<usize> {
        let only = self.week.iter().filter(|day| **day).count() == 1 && !self.holidays;
        self.week.iter().position(|day| *day).filter(|_| only)
    }

    /// Whether one word named several days (`hverdage`).
    pub(super) fn is_group(self) -> bool {
        self.single().is_none() && !self.holidays
    }

    pub(super) fn and(self, other: Self) -> Self {
        let mut days = self;
        for (day, more) in days.week.iter_mut().zip(other.week) {
            *day |= more;
        }
        days.holidays |= other.holidays;
        days
    }

    pub(super) fn but(self, other: Self) -> Self {
        let mut days = self;
        for (day, less) in days.week.iter_mut().zip(other.week) {
            *day &= !less;
        }
        days.holidays &= !other.holidays;
        days
    }

    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }
}

/// What a word means to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Days(Days),
    AllDay,
    Closed,
    From,
    To,
    Between,
    And,
    But,
    Except,
    /// Says nothing about when: `på`, `kl.`, `telefontid`.
    Filler,
    /// Known, and not hours: `efter aftale`.
    Appointment,
    /// Known, and beyond a plain week: a month, a week number, a school holiday.
    Season,
}

const DAYS: [&[&str]; 7] = [
    &["mandag", "mandage", "mandagen", "man", "ma"],
    &["tirsdag", "tirsdage", "tirsdagen", "tirs", "tir", "ti"],
    &["onsdag", "onsdage", "onsdagen", "ons", "on"],
    &["torsdag", "torsdage", "torsdagen", "tors", "tor", "to"],
    &["fredag", "fredage", "fredagen", "fre", "fr"],
    &[
        "lørdag",
        "lørdage",
        "lørdagen",
        "lør",
        "lø",
        "loerdag",
        "loerdage",
    ],
    &[
        "søndag",
        "søndage",
        "søndagen",
        "søn",
        "sø",
        "soendag",
        "soendage",
    ],
];

/// Several words with one meaning, longest first where one begins another.
pub(super) const PHRASES: &[(&[&str], Meaning)] = &[
    (&["i", "døgnets", "24", "timer"], Meaning::AllDay),
    (&["24", "timer", "i", "døgnet"], Meaning::AllDay),
    (&["hele", "døgnet"], Meaning::AllDay),
    (&["døgnet", "rundt"], Meaning::AllDay),
    (&["24", "timer"], Meaning::AllDay),
    (&["alle", "ugens", "7", "dage"], Meaning::Days(Days::ALL)),
    (&["alle", "ugens", "syv", "dage"], Meaning::Days(Days::ALL)),
    (&["alle", "ugens", "dage"], Meaning::Days(Days::ALL)),
    (
        &["alle", "ugens", "hverdage"],
        Meaning::Days(Days::WEEKDAYS),
    ),
    (&["ugens", "hverdage"], Meaning::Days(Days::WEEKDAYS)),
    (&["ugens", "dage"], Meaning::Days(Days::ALL)),
    (&["alle", "dage"], Meaning::Days(Days::ALL)),
    (&["hver", "dag"], Meaning::Days(Days::ALL)),
    (&["hele", "ugen"], Meaning::Days(Days::ALL)),
    (&["til", "og", "med"], Meaning::To),
    (&["bortset", "fra"], Meaning::Except),
    (&["med", "undtagelse", "af"], Meaning::Except),
    (&["året", "rundt"], Meaning::Filler),
    (&["efter", "aftale"], Meaning::Appointment),
    (&["efter", "nærmere", "aftale"], Meaning::Appointment),
    (&["ved", "aftale"], Meaning::Appointment),
];

/// The meaning of a single word in lower case, without any final stop.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    if let Some(day) = DAYS.iter().position(|forms| forms.contains(&word)) {
        return Some(Meaning::Days(Days::one(day)));
    }
    Some(match word {
        "hverdag" | "hverdage" | "hverdagen" | "hverdagene" | "arbejdsdage" => {
            Meaning::Days(Days::WEEKDAYS)
        }
        "weekend" | "weekenden" | "weekender" | "weekenderne" | "weekends" => {
            Meaning::Days(Days::WEEKEND)
        }
        "helligdag" | "helligdage" | "helligdagene" | "søgnehelligdage" => {
            Meaning::Days(Days::HOLIDAYS)
        }
        "dagligt" | "daglig" => Meaning::Days(Days::ALL),
        "døgnåben" | "døgnåbent" | "døgnåbne" => Meaning::AllDay,
        "lukket" | "lukkede" | "lukker" => Meaning::Closed,
        "fra" => Meaning::From,
        "til" | "tom" | "t.o.m" => Meaning::To,
        "mellem" | "imellem" => Meaning::Between,
        "og" | "samt" => Meaning::And,
        "dog" | "men" | "kun" => Meaning::But,
        "undtagen" | "undtaget" | "ikke" => Meaning::Except,
        "aftale" | "tidsbestilling" => Meaning::Appointment,
        _ if is_filler(word) => Meaning::Filler,
        _ if is_season(word) => Meaning::Season,
        _ => return None,
    })
}

fn is_filler(word: &str) -> bool {
    [
        "kl",
        "klokken",
        "på",
        "i",
        "om",
        "er",
        "har",
        "vi",
        "der",
        "den",
        "alle",
        "hver",
        "begge",
        "dage",
        "tidsrummet",
        "tidsrum",
        "åben",
        "åbent",
        "åbne",
        "åbningstid",
        "åbningstiden",
        "åbningstider",
        "telefontid",
        "telefontiden",
        "telefontider",
        "telefon",
        "telefonen",
        "telefonisk",
        "træffetid",
        "træffes",
        "også",
        "igen",
        "ugen",
    ]
    .contains(&word)
}

fn is_season(word: &str) -> bool {
    [
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
        "sommer",
        "sommeren",
        "vinter",
        "vinteren",
        "sommerferien",
        "skoleferier",
        "ferier",
        "lige",
        "ulige",
        "uge",
        "uger",
        "måned",
        "måneden",
        "første",
        "anden",
        "tredje",
        "fjerde",
        "sidste",
    ]
    .contains(&word)
}

/// Whether the word alone shows that a text is Danish; abbreviations that the notation has too
/// (`fr`), or that are too short to tell, do not.
pub(super) fn shows_danish(word: &str) -> bool {
    let abbreviations = ["ma", "ti", "to", "lø", "sø", "kl"];
    (word.chars().count() > 2 || abbreviations.contains(&word)) && meaning(word).is_some()
}
