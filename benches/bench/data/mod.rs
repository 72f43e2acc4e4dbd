//! A made-up record of any size, the same every time, as the folder of CSV files that `tenday init --from` reads.
//!
//! A hundred departments and some units; inquiries over ten years, each with eight questions to six departments, which
//! answer with a letter each: some late, some about a unit, some by pointing elsewhere. An answer has about 400 letters.

pub mod random;
mod texts;
mod words;

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::Outcome;
use random::Random;
use texts::Texts;

const DEPARTMENTS: usize = 100;
const UNITS: usize = 25;
const ASKERS: usize = 40;
const QUESTIONS: usize = 8;
const ASKED: usize = 6;
/// The answers to one inquiry.
pub const ANSWERS: usize = QUESTIONS * ASKED;
const YEARS: i16 = 10;
const FIRST_YEAR: i16 = 2016;
/// Handlers' names: first and last.
const FIRST: &[&str] = &[
    "Ane", "Bo", "Cilje", "Dagny", "Egon", "Frode", "Gry", "Hjalte",
];
const LAST: &[&str] = &[
    "Ask",
    "Bøgeløv",
    "Elmedal",
    "Fyrreås",
    "Granly",
    "Hasselø",
    "Lindeby",
];

/// Makes the folder of a record of `size` answers under `within`, unless it is there already.
pub fn folder(within: &Path, size: usize) -> Outcome<PathBuf> {
    let folder = within.join(format!("record-{size}"));
    if folder.exists() {
        return Ok(folder);
    }
    let draft = within.join(format!("record-{size}.draft"));
    if draft.exists() {
        fs::remove_dir_all(&draft)?;
    }
    fs::create_dir_all(&draft)?;
    Record::begin(&draft)?.write(size)?;
    fs::rename(&draft, &folder)?;
    Ok(folder)
}

/// Answers that stand in no record.
pub fn answers(count: usize) -> Vec<String> {
    let (mut texts, mut random) = (Texts::new(), Random::new(11));
    (0..count)
        .map(|_| texts.answer(&mut random).to_owned())
        .collect()
}

type Sheet = csv::Writer<BufWriter<File>>;

/// The files being written.
struct Record {
    texts: Texts,
    random: Random,
    inquiry: Sheet,
    question: Sheet,
    addressee: Sheet,
    letter: Sheet,
    letter_person: Sheet,
    answer: Sheet,
}

impl Record {
    /// Writes what there are few of, and the heads of the other files.
    fn begin(folder: &Path) -> Outcome<Self> {
        let mut random = Random::new(10);
        let mut texts = Texts::new();
        few(folder, &mut texts, &mut random)?;
        let sheet = |table: &str, columns: &str| sheet(folder, table, columns);
        Ok(Self {
            inquiry: sheet(
                "inquiry",
                "reference,title,asker,received_on,deadline_rule,due_on,follows,closed_on",
            )?,
            question: sheet("question", "inquiry,number,position,text")?,
            addressee: sheet("addressee", "inquiry,question,department")?,
            letter: sheet(
                "letter",
                "inquiry,department,letter,unit,dated_on,received_on,case_number,contact_block",
            )?,
            letter_person: sheet(
                "letter_person",
                "inquiry,department,letter,role,position,name,title",
            )?,
            answer: sheet(
                "answer",
                "inquiry,question,department,letter,unit,label,disposition,refers_to_question,\
                 refers_to_department,wording,text",
            )?,
            texts,
            random,
        })
    }

    fn write(mut self, size: usize) -> Outcome<()> {
        let inquiries = size.div_ceil(ANSWERS);
        let days = usize::try_from(YEARS)? * 365;
        let mut before = (0, 0);
        for at in 0..inquiries {
            let day = i32::try_from(at * days / inquiries)?;
            let received = date(FIRST_YEAR, 1, 1).checked_add(day.days())?;
            let (year, number) = before;
            before = (
                received.year(),
                if year == received.year() {
                    number + 1
                } else {
                    1
                },
            );
            let reference = format!("{}-{}", before.0, before.1);
            let left = size - at * ANSWERS;
            self.inquiry(&reference, received, left)?;
        }
        let sheets = [
            self.inquiry,
            self.question,
            self.addressee,
            self.letter,
            self.letter_person,
            self.answer,
        ];
        for mut sheet in sheets {
            sheet.flush()?;
        }
        Ok(())
    }

    /// Writes an inquiry with all that belongs to it, but at most `left` answers.
    fn inquiry(&mut self, reference: &str, received: Date, left: usize) -> Outcome<()> {
        let asker = format!("P{}", 1 + self.random.below(ASKERS));
        let due = received.checked_add(10.days())?.to_string();
        let closed = received.checked_add(30.days())?.to_string();
        let closed = if left > 50 * ANSWERS {
            closed.as_str()
        } else {
            ""
        };
        let title = self.texts.title(&mut self.random);
        let received_on = received.to_string();
        self.inquiry.write_record([
            reference,
            title,
            &asker,
            &received_on,
            "bench",
            &due,
            "",
            closed,
        ])?;
        let departments = self.departments();
        for number in 1..=QUESTIONS {
            let number = number.to_string();
            let text = self.texts.question(&mut self.random);
            self.question
                .write_record([reference, &number, &number, text])?;
            for department in &departments {
                self.addressee
                    .write_record([reference, &number, &code(*department)])?;
            }
        }
        for (nth, department) in departments.into_iter().enumerate() {
            let left = left.saturating_sub(nth * QUESTIONS).min(QUESTIONS);
            if left > 0 {
                self.letter(reference, department, received, left)?;
            }
        }
        Ok(())
    }

    /// Those that an inquiry is put to.
    fn departments(&mut self) -> Vec<usize> {
        let first = self.random.below(DEPARTMENTS);
        let step = self.random.one_of(&[1, 3, 7, 9, 11]);
        let nth = |n| (first + n * step) % DEPARTMENTS;
        (0..ASKED).map(nth).collect()
    }

    /// Writes a department's letter and its answers to the first `answers` questions.
    fn letter(
        &mut self,
        reference: &str,
        department: usize,
        received: Date,
        answers: usize,
    ) -> Outcome<()> {
        let sender = code(department);
        let dated = received.checked_add(i64::try_from(2 + self.random.below(14))?.days())?;
        let case = format!(
            "{}/{:06}-{}",
            dated.year() % 100,
            self.random.below(1_000_000),
            1 + self.random.below(9)
        );
        let case = if self.random.once_in(10) { "" } else { &case };
        let dated_on = dated.to_string();
        self.letter
            .write_record([reference, &sender, "1", "", &dated_on, "", case, ""])?;
        for position in 1..=1 + usize::from(self.random.once_in(6)) {
            let name = format!("{} {}", self.random.one_of(FIRST), self.random.one_of(LAST));
            self.letter_person.write_record([
                reference,
                &sender,
                "1",
                "handler",
                &position.to_string(),
                &name,
                "",
            ])?;
        }
        for question in 1..=answers {
            self.answer(reference, question, department)?;
        }
        Ok(())
    }

    fn answer(&mut self, reference: &str, question: usize, department: usize) -> Outcome<()> {
        let number = question.to_string();
        let other_question = (1 + question % QUESTIONS).to_string();
        let other_department = code((department + 1) % DEPARTMENTS);
        let unit = format!("{}-E", code(department));
        let unit = if department < UNITS && self.random.once_in(8) {
            unit.as_str()
        } else {
            ""
        };
        let text = self.texts.answer(&mut self.random);
        let (disposition, question_meant, department_meant, wording, text) =
            match self.random.below(100) {
                0..4 => ("see_other", other_question.as_str(), "", "", ""),
                4 => ("referred", "", other_department.as_str(), "", ""),
                5 => ("not_applicable", "", "", "", ""),
                _ => ("answered", "", "", "verbatim", text),
            };
        self.answer.write_record([
            reference,
            &number,
            &code(department),
            "1",
            unit,
            &format!("{number}."),
            disposition,
            question_meant,
            department_meant,
            wording,
            text,
        ])?;
        Ok(())
    }
}

/// The short code of a department.
fn code(department: usize) -> String {
    format!("D{department:02}")
}

fn sheet(folder: &Path, table: &str, columns: &str) -> Outcome<Sheet> {
    let file = File::create_new(folder.join(format!("{table}.csv")))?;
    let mut sheet = csv::Writer::from_writer(BufWriter::with_capacity(1 << 18, file));
    sheet.write_record(columns.split(','))?;
    Ok(sheet)
}

/// Writes the departments, their units, the askers and the deadline rule.
fn few(folder: &Path, texts: &mut Texts, random: &mut Random) -> Outcome<()> {
    let mut departments = sheet(folder, "department", "code,name,parent")?;
    for number in 0..DEPARTMENTS {
        let name = format!("Afdeling {number}: {}", texts.title(random));
        departments.write_record([&code(number), &name, ""])?;
    }
    for number in 0..UNITS {
        let name = format!("Enhed {number}: {}", texts.title(random));
        departments.write_record([&format!("{}-E", code(number)), &name, &code(number)])?;
    }
    departments.flush()?;
    let mut askers = sheet(folder, "asker", "code,name,kind")?;
    for number in 1..=ASKERS {
        let name = format!("Liste {number}: {}", texts.title(random));
        askers.write_record([&format!("P{number}"), &name, "party"])?;
    }
    askers.flush()?;
    let mut rules = sheet(
        folder,
        "deadline_rule",
        "code,name,days,day_kind,counts_first_day,closed_day_rule",
    )?;
    rules.write_record(["bench", "Ti kalenderdage", "10", "calendar", "0", "keep"])?;
    rules.flush()?;
    Ok(())
}
