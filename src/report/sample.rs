//! Invented facts for tests: the municipality of Fjordkøbing, which exists nowhere.

use crate::report::contacts::{self, ContactsFacts, NotPublic};
use crate::report::facts::{
    Answer, Channel, Department, Disposition, Figure, Finding, Inquiry, Letter, Mention, OpenSpan,
    Question, RoundFacts, Wording,
};
use crate::report::inquiries::{self, InquiriesFacts, Progress};
use crate::report::outstanding::{self, OutstandingFacts, Owed};
use crate::report::request::{self, RequestFacts};
use crate::report::round::{self, Arrangement};
use crate::report::statistics::{self, Reply, StatisticsFacts};
use crate::report::{Language, Report, Texts, comparison};
use jiff::civil::{Date, date};

/// The day on which every sample report is made.
pub const TODAY: Date = date(2031, 5, 2);

fn department(code: &str, name: &str, parent: Option<&str>) -> Department {
    Department {
        code: code.to_owned(),
        name: name.to_owned(),
        parent: parent.map(str::to_owned),
    }
}

fn question(number: &str, text: &str, addressees: &[&str]) -> Question {
    let addressees = addressees.iter().map(|code| (*code).to_owned()).collect();
    Question {
        number: number.to_owned(),
        text: text.to_owned(),
        addressees,
    }
}

/// An answer of the whole department in its own words.
fn answer(question: &str, department: &str, dated_on: Date, text: &str) -> Answer {
    Answer {
        question: question.to_owned(),
        department: department.to_owned(),
        unit: None,
        label: None,
        disposition: Disposition::Answered,
        refers_to_question: None,
        refers_to_department: None,
        text: text.to_owned(),
        wording: (!text.is_empty()).then_some(Wording::Verbatim),
        dated_on: Some(dated_on),
    }
}

/// A round with every hard case: units, pointers, an unasked answer, unknown dates, outstanding answers, hostile text.
pub fn round() -> RoundFacts {
    RoundFacts {
        inquiry: Inquiry {
            reference: "2031-4".to_owned(),
            title: "Slukkede gadelygter på skoleveje og spærrede stier i vinteren 2030-31"
                .to_owned(),
            asker: "Havnelisten".to_owned(),
            follows: Some(Mention {
                reference: "2030-11".to_owned(),
                title: "Belysning ved Åløkke Skole".to_owned(),
            }),
            follow_ups: vec![Mention {
                reference: "2031-9".to_owned(),
                title: "Gadelygter, der stadig er slukkede".to_owned(),
            }],
            ..Inquiry::default()
        },
        questions: vec![
            question(
                "1",
                "Hvor mange gadelygter har været slukket i mere end en uge?",
                &["VV", "SU", "NK"],
            ),
            question("2", "Hvorfor har de været slukket?", &["VV", "SU"]),
            question(
                "3",
                "Hvordan kan borgerne melde en slukket lygte eller en spærret sti?",
                &["VV", "NK"],
            ),
            question("4", "Hvad koster det at tænde dem igen?", &["ØD"]),
        ],
        departments: vec![
            department("VV", "Vand og Vej", None),
            department("VV-LYS", "Gadelys", Some("VV")),
            department("VV-STI", "Stier og Pladser", Some("VV")),
            department("SU", "Skole og Ungdom", None),
            department("NK", "Natur og Klima", None),
            department("ØD", "Økonomi og Digitalisering", None),
        ],
        letters: letters(),
        answers: answers(),
        figures: vec![
            figure("1", "VV", "slukkede gadelygter", 1204.0, None),
            figure("1", "NK", "lygter i parkerne", 37.5, Some("procent")),
        ],
        findings: vec![
            finding("1", "VV", "MANGE", "over 1.000 lygter"),
            finding("1", "NK", "FÅ", "under 100 lygter"),
        ],
    }
}

fn figure(question: &str, department: &str, name: &str, value: f64, unit: Option<&str>) -> Figure {
    Figure {
        question: question.to_owned(),
        department: department.to_owned(),
        name: name.to_owned(),
        value,
        unit: unit.map(str::to_owned),
        as_of: Some("februar 2031".to_owned()),
        approximate: value > 1000.0,
    }
}

fn finding(question: &str, department: &str, code: &str, meaning: &str) -> Finding {
    Finding {
        question: question.to_owned(),
        department: department.to_owned(),
        code: code.to_owned(),
        meaning: meaning.to_owned(),
    }
}

fn letters() -> Vec<Letter> {
    vec![
        Letter {
            department: "VV".to_owned(),
            dated_on: Some(date(2031, 3, 14)),
            received_on: Some(date(2031, 3, 17)),
            case_number: Some("31/000417-2".to_owned()),
            handlers: vec!["Åse Brønd".to_owned(), "Pil Høgh".to_owned()],
            signatories: vec!["Ægir Sø".to_owned()],
            ..Letter::default()
        },
        Letter {
            department: "SU".to_owned(),
            dated_on: Some(date(2031, 3, 12)),
            signatories: vec!["Bo Lærke".to_owned(), "Ida Sand".to_owned()],
            ..Letter::default()
        },
        Letter {
            department: "NK".to_owned(),
            unit: Some("NK-PARK".to_owned()),
            dated_on: Some(date(2031, 3, 20)),
            case_number: Some("0012".to_owned()),
            ..Letter::default()
        },
    ]
}

fn answers() -> Vec<Answer> {
    let (vv, su, nk) = (date(2031, 3, 14), date(2031, 3, 12), date(2031, 3, 20));
    let whole = "Vand og Vej har ca. 21.000 gadelygter. I vinter har 1.204 været slukket i mere end en uge.\n\n\
        a. Skoleveje\n\nLygterne langs skoleveje går forud for andre. De bliver set efter:\n\
        - hver mandag\n- efter hver storm\n- når nogen ringer";
    let lights =
        "Gadelys har to vogne med lift.\n\n1. Først skoleveje\n2. Så stier\n3. Til sidst resten";
    vec![
        answer("1", "VV", vv, whole),
        Answer {
            unit: Some("VV-STI".to_owned()),
            label: Some("b.".to_owned()),
            wording: Some(Wording::Summary),
            ..answer(
                "1",
                "VV",
                vv,
                "Stier og Pladser har ingen lygter, men spærrer en sti, når den er mørk og glat.",
            )
        },
        Answer {
            unit: Some("VV-LYS".to_owned()),
            label: Some("a".to_owned()),
            ..answer("1", "VV", vv, lights)
        },
        Answer {
            disposition: Disposition::SeeOther,
            refers_to_question: Some("1".to_owned()),
            ..answer("2", "VV", vv, "")
        },
        Answer {
            wording: Some(Wording::Summary),
            ..answer("3", "VV", vv, "Ring, skriv eller brug kortet på nettet.")
        },
        Answer {
            disposition: Disposition::NotApplicable,
            ..answer("1", "SU", su, "Skolerne ejer ingen gadelygter.")
        },
        Answer {
            disposition: Disposition::NotApplicable,
            ..answer("2", "SU", su, "")
        },
        Answer {
            disposition: Disposition::Referred,
            refers_to_department: Some("ØD".to_owned()),
            ..answer("4", "SU", su, "")
        },
        answer(
            "1",
            "NK",
            nk,
            "=1+1 | *37,5* procent <script>alert('æøå')</script> af lygterne\u{202e} i [parkerne](x) & haverne.",
        ),
    ]
}

/// An inquiry that has just been logged: nothing asked, nothing answered.
pub fn empty_round() -> RoundFacts {
    let inquiry = Inquiry {
        reference: "2031-10".to_owned(),
        title: "Støj fra færgen".to_owned(),
        asker: "Ø-partiet".to_owned(),
        received_on: Some(date(2031, 4, 30)),
        due_on: Some(date(2031, 5, 14)),
        ..Inquiry::default()
    };
    RoundFacts {
        inquiry,
        ..RoundFacts::default()
    }
}

/// A value that no report may hold unless it is asked for.
pub const WITHHELD: &str = "55 55 01 99";

fn channel(department: &str, unit: Option<&str>, kind: &str, value: &str) -> Channel {
    Channel {
        department: department.to_owned(),
        unit: unit.map(str::to_owned),
        kind: kind.to_owned(),
        label: None,
        value: Some(value.to_owned()),
        hours: None,
        hours_in_words: None,
        open: Vec::new(),
        audience: None,
        is_public: true,
        visibility: "public".to_owned(),
        valid_from: None,
        valid_to: None,
        also_serves: Vec::new(),
    }
}

fn on_days(days: std::ops::RangeInclusive<u8>, from: u16, to: u16) -> Vec<OpenSpan> {
    days.map(|weekday| OpenSpan {
        weekday,
        from: from * 60,
        to: to * 60,
    })
    .collect()
}

/// Channels of every sort: one withheld, one internal, one that no longer holds, one for some only, one never closed.
pub fn contacts() -> ContactsFacts {
    let channels = vec![
        Channel {
            hours: Some("Mo-Th 09:00-15:00, Fr 09:00-13:00".to_owned()),
            hours_in_words: Some("mandag-torsdag kl. 9-15, fredag kl. 9-13".to_owned()),
            open: [on_days(0..=3, 9, 15), on_days(4..=4, 9, 13)].concat(),
            also_serves: vec!["SU".to_owned(), "FÆ".to_owned()],
            ..channel("VV", None, "telephone", "55 55 01 00")
        },
        Channel {
            label: Some("Postkassen".to_owned()),
            ..channel("VV", None, "email", "vand-og-vej@fjordkobing.example")
        },
        Channel {
            hours: Some("24/7".to_owned()),
            hours_in_words: Some("døgnet rundt".to_owned()),
            open: on_days(0..=6, 0, 24),
            audience: Some("elektrikere og beredskabet".to_owned()),
            ..channel("VV", Some("VV-LYS"), "duty_telephone", "55 55 01 12")
        },
        Channel {
            is_public: false,
            visibility: "withheld".to_owned(),
            label: Some("Hemmelig vagt".to_owned()),
            open: on_days(6..=6, 1, 3),
            ..channel("VV", Some("VV-LYS"), "duty_telephone", WITHHELD)
        },
        Channel {
            is_public: false,
            visibility: "internal".to_owned(),
            ..channel("FÆ", None, "direct_telephone", WITHHELD)
        },
        Channel {
            valid_to: Some(date(2031, 4, 1)),
            ..channel("SU", None, "telephone", "55 55 02 99")
        },
        Channel {
            valid_from: Some(date(2031, 6, 1)),
            ..channel("SU", None, "telephone", "55 55 02 98")
        },
        Channel {
            hours: Some("Mo,We 10:00-12:00, Th 14:00-18:00".to_owned()),
            open: [
                on_days(0..=0, 10, 12),
                on_days(2..=2, 10, 12),
                on_days(3..=3, 14, 18),
            ]
            .concat(),
            ..channel("SU", None, "in_person", "Skolegade 1, Fjordkøbing")
        },
    ];
    ContactsFacts {
        departments: round().departments,
        channels,
    }
}

/// What is owed in two rounds, one of them past its deadline.
pub fn outstanding() -> OutstandingFacts {
    let owed =
        |inquiry: &str, title: &str, due_on, question: &str, text: &str, department: &str| Owed {
            inquiry: inquiry.to_owned(),
            title: title.to_owned(),
            asker: "Havnelisten".to_owned(),
            due_on,
            question: question.to_owned(),
            question_text: text.to_owned(),
            department: department.to_owned(),
        };
    let (late, early) = (Some(date(2031, 4, 20)), Some(date(2031, 5, 14)));
    OutstandingFacts {
        departments: round().departments,
        owed: vec![
            owed(
                "2031-4",
                "Slukkede gadelygter",
                None,
                "3",
                "Hvordan kan borgerne melde en slukket lygte?",
                "NK",
            ),
            owed(
                "2031-7",
                "Støj fra færgen",
                late,
                "1",
                "Hvor meget larmer færgen?",
                "NK",
            ),
            owed(
                "2031-7",
                "Støj fra færgen",
                late,
                "2",
                "Hvem måler støjen?",
                "FÆ",
            ),
            owed(
                "2031-9",
                "Flere lygter",
                early,
                "1.",
                "Hvornår er de tændt?",
                "VV",
            ),
        ],
    }
}

/// Three inquiries: open without dates, late, closed.
pub fn inquiries() -> InquiriesFacts {
    let second = Inquiry {
        closed_on: Some(date(2031, 5, 1)),
        ..empty_round().inquiry
    };
    InquiriesFacts {
        year: Some(2031),
        asker: None,
        department: Some("Vand og Vej".to_owned()),
        inquiries: vec![
            Progress {
                inquiry: round().inquiry,
                questions: 4,
                expected: 8,
                answered: 6,
            },
            Progress {
                inquiry: second,
                questions: 1,
                expected: 1200,
                answered: 1200,
            },
        ],
    }
}

/// Replies on time, late, owed past the deadline, and without any date.
pub fn statistics() -> StatisticsFacts {
    let day = |month, day| Some(date(2031, month, day));
    let reply = |inquiry: &str,
                 asker: &str,
                 department: &str,
                 dates: [Option<Date>; 3],
                 expected,
                 answered| Reply {
        inquiry: inquiry.to_owned(),
        asker: asker.to_owned(),
        department: department.to_owned(),
        received_on: dates[0],
        due_on: dates[1],
        answered_on: dates[2],
        expected,
        answered,
    };
    StatisticsFacts {
        departments: round().departments,
        replies: vec![
            reply(
                "2031-4",
                "Havnelisten",
                "VV",
                [None, None, day(3, 14)],
                3,
                3,
            ),
            reply(
                "2031-5",
                "Havnelisten",
                "VV",
                [day(3, 1), day(3, 11), day(3, 9)],
                2,
                2,
            ),
            reply(
                "2031-5",
                "Havnelisten",
                "SU",
                [day(3, 1), day(3, 11), day(3, 20)],
                2,
                2,
            ),
            reply(
                "2031-6",
                "Ø-partiet",
                "VV",
                [day(4, 1), day(4, 11), day(4, 12)],
                1,
                1,
            ),
            reply(
                "2031-6",
                "Ø-partiet",
                "ØD",
                [day(4, 1), day(4, 11), None],
                4,
                0,
            ),
            reply(
                "2031-9",
                "Ø-partiet",
                "ØD",
                [day(4, 28), day(5, 8), None],
                1,
                0,
            ),
        ],
    }
}

/// A request to one department of several.
pub fn request() -> RequestFacts {
    let facts = round();
    RequestFacts {
        inquiry: Inquiry {
            due_on: Some(date(2031, 5, 12)),
            ..facts.inquiry
        },
        department: facts.departments[0].clone(),
        questions: facts.questions,
        sender: Some("Byrådssekretariatet".to_owned()),
        answer_to: vec![
            "byraad@fjordkobing.example".to_owned(),
            "Rådhuset, Torvet 1, Fjordkøbing".to_owned(),
        ],
    }
}

/// One report of every kind, in Danish.
pub fn every_kind() -> Vec<Report> {
    let texts = Texts::new(Language::DANISH);
    vec![
        round::compose(&round(), Arrangement::ByQuestion, &texts, TODAY),
        comparison::compose(&round(), &texts, TODAY).unwrap(),
        outstanding::compose(&outstanding(), &texts, TODAY),
        inquiries::compose(&inquiries(), &texts, TODAY),
        contacts::compose(&contacts(), NotPublic::LeftOut, &texts, TODAY).unwrap(),
        statistics::compose(&statistics(), &texts, TODAY).unwrap(),
        request::compose(&request(), &texts, TODAY),
    ]
}
