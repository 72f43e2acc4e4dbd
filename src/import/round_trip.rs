//! What is recorded, written as CSV by its own columns and imported again, is the same record.

use jiff::civil::Date;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

use super::source::Sheet;
use super::{Options, Watch, import, seed};
use crate::domain::{
    Answer, Asker, AskerKind, Code, DeadlineRule, Department, Disposition, Figure, Inquiry, Letter,
    Question, Record, Reference, Wording, text,
};
use crate::store::{
    Reader, Store, Writer, answers, askers, departments, figures, inquiries, letters, questions,
};

/// Everything that a record of one inquiry is made of.
#[derive(Debug, Clone)]
struct Round {
    departments: Vec<Department>,
    asker: Asker,
    inquiry: Inquiry,
    questions: Vec<Question>,
    letters: Vec<Letter>,
    answers: Vec<Answer>,
    figures: Vec<Figure>,
}

/// Text as people write and paste it: quotes, separators, line ends, invisible characters.
fn words() -> impl Strategy<Value = String> {
    "[a-zæøåÆØÅé0-9 ,;\"'|\\\\\n\t–§=+@\u{202e}\u{7}-]{1,40}"
        .prop_filter_map("blank", |raw| text::clean("text", &raw).ok())
}

/// The same on one line.
fn line() -> impl Strategy<Value = String> {
    words().prop_map(|text| text::joined(&text))
}

fn day() -> impl Strategy<Value = Date> {
    (1990_i16..2100, 1_i8..=12, 1_i8..=28).prop_filter_map("no date", |(year, month, day)| {
        Date::new(year, month, day).ok()
    })
}

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

fn reference() -> Reference {
    "2026-1".parse().unwrap()
}

fn offices() -> impl Strategy<Value = Vec<Department>> {
    (btree_set("[A-ZÆØÅ][A-Z0-9_-]{0,6}", 1..4), line()).prop_map(|(codes, name)| {
        let named = |(at, text): (usize, &String)| Department {
            code: code(text),
            name: format!("{name} {at}"),
            parent: None,
        };
        let mut all: Vec<Department> = codes.iter().enumerate().map(named).collect();
        let first = all[0].code.clone();
        all.push(Department {
            code: code(&format!("{first}-ENHED")),
            name: format!("{name}, enhed"),
            parent: Some(first),
        });
        all
    })
}

fn header() -> impl Strategy<Value = (Asker, Inquiry)> {
    (line(), line(), option::of(day())).prop_map(|(name, title, received_on)| {
        let asker = Asker {
            code: code("BL"),
            name,
            kind: AskerKind::Committee,
        };
        let inquiry = Inquiry {
            reference: reference(),
            title,
            asker: asker.code.clone(),
            received_on,
            deadline_rule: code("ten-day"),
            due_on: received_on,
            follows: None,
            closed_on: received_on,
            original_due_on: received_on,
            due_stated: received_on.is_some(),
        };
        (asker, inquiry)
    })
}

type Heading = (Option<Date>, Option<String>, Option<String>);
type Stated = (String, f64, Option<String>, bool);

fn round() -> impl Strategy<Value = Round> {
    let heading = (option::of(day()), option::of(line()), option::of(words()));
    let stated = (line(), -1e12_f64..1e12, option::of(line()), any::<bool>());
    (
        offices(),
        header(),
        vec(words(), 1..4),
        heading,
        words(),
        stated,
    )
        .prop_map(|(offices, header, asked, heading, said, stated)| {
            compose(offices, header, &asked, &heading, &said, stated)
        })
}

fn compose(
    departments: Vec<Department>,
    (asker, inquiry): (Asker, Inquiry),
    texts: &[String],
    (dated_on, case_number, contact_block): &Heading,
    said: &str,
    (name, value, unit, approximate): Stated,
) -> Round {
    let questions: Vec<Question> = (1_u32..)
        .zip(texts)
        .map(|(position, text)| Question {
            inquiry: reference(),
            number: position.into(),
            position,
            text: text.clone(),
        })
        .collect();
    let of_departments = departments.iter().filter(|d| d.parent.is_none());
    let letters: Vec<Letter> = of_departments
        .map(|department| Letter {
            inquiry: reference(),
            department: department.code.clone(),
            number: 1,
            unit: None,
            dated_on: *dated_on,
            received_on: *dated_on,
            case_number: case_number.clone(),
            contact_block: contact_block.clone(),
            document: None,
            page: None,
        })
        .collect();
    let answers: Vec<Answer> = letters
        .iter()
        .flat_map(|letter| {
            questions
                .iter()
                .map(|question| answer(letter, question, said))
        })
        .collect();
    let figures = vec![Figure {
        inquiry: reference(),
        question: questions[0].number.clone(),
        department: letters[0].department.clone(),
        letter: 1,
        answer_unit: None,
        name,
        as_of: None,
        value,
        unit,
        approximate,
    }];
    Round {
        departments,
        asker,
        inquiry,
        questions,
        letters,
        answers,
        figures,
    }
}

/// The first question is answered; the others refer to it.
fn answer(letter: &Letter, question: &Question, said: &str) -> Answer {
    let first = question.position == 1;
    Answer {
        inquiry: reference(),
        question: question.number.clone(),
        department: letter.department.clone(),
        letter: letter.number,
        unit: None,
        label: Some(format!("{}.", question.number)),
        disposition: if first {
            Disposition::Answered
        } else {
            Disposition::SeeOther
        },
        refers_to_question: (!first).then(|| 1_u32.into()),
        refers_to_department: None,
        wording: first.then_some(Wording::Summary),
        text: first.then(|| said.to_owned()),
    }
}

/// The records as a sheet of theirs.
fn sheet<R: Record>(records: &[R]) -> Sheet {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(R::COLUMNS).unwrap();
    for record in records {
        csv.write_record(record.values().iter().map(crate::domain::Value::plain))
            .unwrap();
    }
    let name = format!("{}.csv", R::TABLE);
    Sheet::given(name, R::TABLE, csv.into_inner().unwrap()).unwrap()
}

impl Round {
    /// Everything, with what refers to others before what it refers to.
    fn sheets(&self) -> Vec<Sheet> {
        let rules = seed::FILES
            .iter()
            .find(|(table, _)| *table == DeadlineRule::TABLE);
        let (table, text) = rules.unwrap();
        vec![
            sheet(&self.figures),
            sheet(&self.answers),
            sheet(&self.letters),
            sheet(&self.questions),
            sheet(std::slice::from_ref(&self.inquiry)),
            sheet(std::slice::from_ref(&self.asker)),
            sheet(&self.departments),
            Sheet::given("rules".into(), table, text.as_bytes().to_vec()).unwrap(),
        ]
    }

    fn read(reader: &Reader<'_>) -> crate::Result<Self> {
        let inquiry = reference();
        Ok(Self {
            departments: departments::list(reader)?,
            asker: askers::find(reader, "BL")?,
            questions: questions::list(reader, &inquiry)?,
            letters: letters::list(reader, &inquiry)?,
            answers: answers::list(reader, &inquiry)?,
            figures: figures::list(reader, Some(&inquiry))?,
            inquiry: inquiries::get(reader, &inquiry)?,
        })
    }

    /// Everything as text, in an order that does not depend on the queries.
    fn facts(&self) -> Vec<String> {
        let mut facts = vec![format!("{:?}", self.asker), format!("{:?}", self.inquiry)];
        facts.extend(self.departments.iter().map(|fact| format!("{fact:?}")));
        facts.extend(self.questions.iter().map(|fact| format!("{fact:?}")));
        facts.extend(self.letters.iter().map(|fact| format!("{fact:?}")));
        facts.extend(self.answers.iter().map(|fact| format!("{fact:?}")));
        facts.extend(self.figures.iter().map(|fact| format!("{fact:?}")));
        facts.sort();
        facts
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn csv_holds_the_whole_record(round in round()) {
        let mut store = Store::in_memory().unwrap();
        let take = |writer: &Writer<'_>| {
            import(writer, round.sheets(), &Options::default(), &mut Watch::default())
        };
        let first = store.write(take).unwrap().total();
        let read = store.read(Round::read).unwrap();
        prop_assert_eq!(read.facts(), round.facts());
        let again = store.write(take).unwrap().total();
        prop_assert_eq!((again.added, again.changed, again.left), (0, 0, first.added));
        let read = store.read(Round::read).unwrap();
        prop_assert_eq!(read.facts(), round.facts());
    }
}
