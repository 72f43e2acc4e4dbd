//! Any record, exported and read back, is the same record.

use std::fmt::Write as _;

use proptest::prelude::*;
use tenday::domain::{
    Addressee, Answer, Asker, AskerKind, Channel, ChannelKind, ClosedDayRule, Code, CodebookEntry,
    DayKind, DeadlineRule, Department, Disposition, Figure, Finding, HolidayCalendar, Inquiry,
    Letter, Person, PersonRole, Question, Source, Visibility, Wording, text,
};
use tenday::export::Audience;
use tenday::store::documents::{self, Document};
use tenday::store::{
    Reader, Store, Writer, answers, askers, contacts, deadline_rules, departments, figures,
    findings, inquiries, letters, questions,
};

use crate::{read_back, write_folder};

/// What a record is made of: numbers that pick, and texts.
#[derive(Debug, Clone)]
struct Material {
    picks: Vec<u8>,
    texts: Vec<String>,
    at: usize,
}

impl Material {
    fn pick(&mut self, below: usize) -> usize {
        self.at += 1;
        usize::from(self.picks[self.at % self.picks.len()]) % below
    }

    fn text(&mut self) -> String {
        let at = self.pick(self.texts.len());
        self.texts[at].clone()
    }

    /// The same on one line, as names and titles are.
    fn line(&mut self) -> String {
        text::joined(&self.text())
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.pick(2) == 1).then(|| make(self))
    }

    fn day(&mut self, year: i16) -> jiff::civil::Date {
        let day = i8::try_from(1 + self.pick(28)).unwrap();
        jiff::civil::date(year, 4, day)
    }
}

fn material() -> impl Strategy<Value = Material> {
    let letters = "[-a-zæøåÆØÅ \"',;=\n\t|\\\\0-9]{1,40}";
    let words = prop_oneof![letters.prop_map(|it| it), any::<String>()];
    let clean = words.prop_map(|raw| {
        text::clean("text", &raw.replace('\0', "")).unwrap_or_else(|_| "å, \"æ\"\nø".into())
    });
    (
        prop::collection::vec(any::<u8>(), 40..400),
        prop::collection::vec(clean, 3..12),
    )
        .prop_map(|(picks, texts)| Material {
            picks,
            texts,
            at: 0,
        })
}

fn code(text: &str) -> Code {
    text.parse().unwrap()
}

/// Fills a record; what the record itself refuses, such as a name twice, is left out of it.
fn fill(writer: &Writer<'_>, m: &mut Material) {
    for number in 0..3 {
        let name = format!("{} {number}", m.line());
        let _ = departments::add(
            writer,
            &Department {
                code: code(&format!("D{number}")),
                name,
                parent: None,
            },
        );
        for unit in 0..m.pick(3) {
            let new = Department {
                code: code(&format!("A{number}-Ø{unit}")),
                name: format!("{} {unit}", m.line()),
                parent: Some(code(&format!("D{number}"))),
            };
            departments::add(writer, &new).unwrap();
        }
    }
    let kind = [AskerKind::Party, AskerKind::Member, AskerKind::Committee][m.pick(3)];
    askers::add(
        writer,
        &Asker {
            code: code("Å"),
            name: m.line(),
            kind,
        },
    )
    .unwrap();
    let rule = DeadlineRule {
        code: code("r"),
        name: m.line(),
        days: 10,
        day_kind: [DayKind::Calendar, DayKind::Working][m.pick(2)],
        counts_first_day: m.pick(2) == 1,
        closed_day_rule: [ClosedDayRule::Keep, ClosedDayRule::NextWorkingDay][m.pick(2)],
        valid_from: m.maybe(|m| m.day(2001)),
        observes_closed_days: m.pick(2) == 1,
        holiday_calendar: HolidayCalendar::Denmark,
        valid_to: m.maybe(|m| m.day(2041)),
        source: m.maybe(Material::line).unwrap_or_default(),
    };
    deadline_rules::add(writer, &rule).unwrap();
    let entry = CodebookEntry {
        codebook: code("b"),
        code: code("ja"),
        meaning: m.line(),
    };
    findings::add_code(writer, &entry).unwrap();
    // References fall while inquiries continue earlier ones, so that order by name is not enough.
    let mut follows = None;
    for number in (1..=1 + m.pick(3)).rev() {
        let inquiry = inquiry(m, number, follows.take());
        inquiries::add(writer, &inquiry).unwrap();
        round(writer, m, &inquiry);
        follows = m.maybe(|_| inquiry.reference);
    }
    for _ in 0..m.pick(6) {
        let _ = contacts::add(writer, &channel(m, None));
    }
}

fn inquiry(m: &mut Material, number: usize, follows: Option<tenday::domain::Reference>) -> Inquiry {
    let received_on = m.maybe(|m| m.day(2018));
    let due_on = received_on.and_then(|_| m.maybe(|m| m.day(2019)));
    Inquiry {
        reference: format!("2018/{number}").parse().unwrap(),
        title: m.line(),
        asker: code("Å"),
        received_on,
        deadline_rule: code("r"),
        due_on,
        original_due_on: due_on,
        // A date that is not stated would be found by the rule when the record is read back.
        due_stated: received_on.is_some(),
        follows,
        closed_on: m.maybe(|m| m.day(2020)),
    }
}

fn round(writer: &Writer<'_>, m: &mut Material, inquiry: &Inquiry) {
    let reference = &inquiry.reference;
    for position in 1..=3_u32 {
        let number = ["1", "2a", "ø"][position as usize - 1].parse().unwrap();
        let question = Question {
            inquiry: reference.clone(),
            number,
            position,
            text: m.text(),
        };
        questions::add(writer, &question).unwrap();
        let to = Addressee {
            inquiry: reference.clone(),
            question: question.number,
            department: code(&format!("D{}", m.pick(3))),
        };
        questions::put_to(writer, &to).unwrap();
    }
    for number in 1..=m.pick(3) {
        let document = m.maybe(|m| document(writer, m));
        let letter = Letter {
            inquiry: reference.clone(),
            department: code("D1"),
            number: u32::try_from(number).unwrap(),
            unit: m
                .maybe(|_| code("A1-Ø0"))
                .filter(|unit| departments::get(writer, unit).is_ok()),
            dated_on: m.maybe(|m| m.day(2018)),
            received_on: m.maybe(|m| m.day(2018)),
            case_number: m.maybe(Material::line),
            contact_block: m.maybe(Material::text),
            page: document.as_ref().map(|_| 2),
            document,
        };
        letters::add(writer, &letter).unwrap();
        said(writer, m, &letter);
    }
}

fn document(writer: &Writer<'_>, m: &mut Material) -> String {
    use sha2::{Digest, Sha256};
    let bytes = m.text().into_bytes();
    let sha256 = Sha256::digest(&bytes)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
    let file_name = [m.line(), "brev.PDF".to_owned(), "brev.tar.gz".to_owned()][m.pick(3)].clone();
    let media_type = "application/pdf".to_owned();
    documents::keep(
        writer,
        &Document {
            sha256: sha256.clone(),
            file_name,
            media_type,
            bytes,
        },
    )
    .unwrap();
    sha256
}

/// What a letter says: people, answers, figures, findings, channels.
fn said(writer: &Writer<'_>, m: &mut Material, letter: &Letter) {
    for position in 1..=2 {
        let person = Person {
            inquiry: letter.inquiry.clone(),
            department: letter.department.clone(),
            letter: letter.number,
            role: [PersonRole::Handler, PersonRole::Signatory][m.pick(2)],
            position,
            name: m.line(),
            title: m.maybe(Material::line),
        };
        letters::add_person(writer, &person).unwrap();
    }
    for _ in 0..5 {
        let answer = answer(m, letter);
        if answers::add(writer, &answer).is_err() {
            continue;
        }
        let figure = Figure {
            inquiry: answer.inquiry.clone(),
            question: answer.question.clone(),
            department: answer.department.clone(),
            letter: answer.letter,
            answer_unit: answer.unit.clone(),
            name: m.line(),
            as_of: m.maybe(|m| {
                ["2014", "2018-04", "2018-04-16"][m.pick(3)]
                    .parse()
                    .unwrap()
            }),
            value: [0.1, -3.0, 1e21, 2800.0][m.pick(4)],
            unit: m.maybe(Material::line),
            approximate: m.pick(2) == 1,
        };
        figures::add(writer, &figure).unwrap();
        let finding = Finding {
            inquiry: answer.inquiry.clone(),
            question: answer.question.clone(),
            department: code("D1"),
            codebook: code("b"),
            code: code("ja"),
            note: m.maybe(Material::text),
        };
        findings::set(writer, &finding).unwrap();
        let source = Source {
            inquiry: answer.inquiry,
            department: answer.department,
            letter: answer.letter,
            question: m.maybe(|_| answer.question),
            unit: None,
        };
        let source = Source {
            unit: source.question.as_ref().and(answer.unit),
            ..source
        };
        let _ = contacts::add(writer, &channel(m, Some(source)));
    }
}

fn answer(m: &mut Material, letter: &Letter) -> Answer {
    let disposition = [
        Disposition::Answered,
        Disposition::SeeOther,
        Disposition::NotApplicable,
        Disposition::Referred,
    ][m.pick(4)];
    let text = if disposition == Disposition::Answered {
        Some(m.text())
    } else {
        m.maybe(Material::text)
    };
    Answer {
        inquiry: letter.inquiry.clone(),
        question: ["1", "2a"][m.pick(2)].parse().unwrap(),
        department: letter.department.clone(),
        letter: letter.number,
        unit: m.maybe(|_| code("A1-Ø0")),
        label: m.maybe(Material::line),
        disposition,
        refers_to_question: (disposition == Disposition::SeeOther).then(|| "ø".parse().unwrap()),
        refers_to_department: (disposition == Disposition::Referred).then(|| code("D2")),
        wording: text
            .as_ref()
            .map(|_| [Wording::Verbatim, Wording::Summary][m.pick(2)]),
        text,
    }
}

fn channel(m: &mut Material, source: Option<Source>) -> Channel {
    let (kind, value) = [
        (ChannelKind::Telephone, Some("89 40 20 00".to_owned())),
        (
            ChannelKind::DirectEmail,
            Some("prøve@kommune.example".to_owned()),
        ),
        (ChannelKind::Post, Some(m.line())),
        (ChannelKind::InPerson, None),
    ][m.pick(4)]
    .clone();
    let channel = Channel {
        department: code(["D0", "D1", "A1-Ø0"][m.pick(3)]),
        kind,
        value,
        label: m.maybe(Material::line),
        audience: m.maybe(Material::line),
        valid_from: m.maybe(|m| m.day(2017)),
        valid_to: m.maybe(|m| m.day(2021)),
        hours: m.maybe(|m| ["Mo-Th 09:00-15:00, Th 16:00-17:15", "24/7"][m.pick(2)].to_owned()),
        visibility: [
            Visibility::Public,
            Visibility::Internal,
            Visibility::Withheld,
        ][m.pick(3)],
        hours_words: None,
        decided_by: m.maybe(Material::line),
        decided_on: m.maybe(|m| m.day(2018)),
        also_serves: m.maybe(|_| vec![code("D1")]).unwrap_or_default(),
        source,
    };
    channel.clone().checked().unwrap_or(Channel {
        value: None,
        label: Some("x".into()),
        ..channel
    })
}

/// Everything in a record, in order.
fn everything(reader: &Reader<'_>) -> tenday::Result<Vec<String>> {
    let mut all = vec![
        format!("{:#?}", departments::list(reader)?),
        format!("{:#?}", askers::list(reader)?),
        format!("{:#?}", deadline_rules::list(reader)?),
        format!("{:#?}", contacts::list(reader, None)?),
        format!("{:#?}", figures::list(reader, None)?),
        format!("{:#?}", findings::codebook(reader)?),
        format!("{:#?}", findings::list(reader, None)?),
    ];
    for sha256 in documents::list(reader)? {
        all.push(format!("{:?}", documents::get(reader, &sha256)?));
    }
    for inquiry in inquiries::list(reader)? {
        let reference = &inquiry.reference;
        all.push(format!("{inquiry:#?}"));
        for question in questions::list(reader, reference)? {
            let to = questions::addressees(reader, reference, &question.number)?;
            all.push(format!("{question:#?} {to:?}"));
        }
        all.push(format!("{:#?}", letters::list(reader, reference)?));
        all.push(format!("{:#?}", letters::people(reader, reference)?));
        all.push(format!("{:#?}", answers::list(reader, reference)?));
    }
    Ok(all)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]
    #[test]
    fn an_exported_record_reads_back_the_same(mut material in material()) {
        let mut store = Store::in_memory().unwrap();
        store.write(|writer| { fill(writer, &mut material); Ok(()) }).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("data");
        write_folder(&mut store, &target, Audience::Inside);
        let mut again = read_back(&target).unwrap();
        prop_assert_eq!(store.read(everything).unwrap(), again.read(everything).unwrap());
    }

    #[test]
    fn a_public_export_can_be_read(mut material in material()) {
        let mut store = Store::in_memory().unwrap();
        store.write(|writer| { fill(writer, &mut material); Ok(()) }).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("data");
        write_folder(&mut store, &target, Audience::Public);
        read_back(&target).unwrap();
    }
}
