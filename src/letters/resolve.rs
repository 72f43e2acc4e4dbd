//! A drafted letter in the words of the record: codes for names, and what has none.

use super::draft;
use super::knowledge::{Directory, Numbers};
use super::plan::{Drafted, Problem};
use crate::domain::{
    Answer, Code, Disposition, Letter, Person, PersonRole, Question, QuestionNumber, Reference,
    Wording, text,
};

/// An inquiry and its questions.
pub(crate) struct Asked {
    pub inquiry: Reference,
    pub questions: Vec<Question>,
}

/// A letter as the record would hold it. Its number, and that in its parts, is not known yet: 0.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub letter: Option<Letter>,
    pub people: Vec<Person>,
    pub answers: Vec<Answer>,
    pub problems: Vec<Problem>,
    /// What the letter says and the record has no place for: it is recorded without that.
    pub notes: Vec<Problem>,
}

/// Puts a letter into the words of the record.
pub(crate) fn letter(
    asked: &Asked,
    directory: &Directory,
    numbers: &Numbers,
    drafted: &Drafted,
) -> Resolved {
    let mut resolver = Resolver {
        asked,
        directory,
        numbers,
        problems: Vec::new(),
        notes: Vec::new(),
    };
    let read = &drafted.letter;
    let Some(department) = resolver.department(read.department.as_deref()) else {
        return Resolved {
            problems: resolver.problems,
            ..Resolved::default()
        };
    };
    let letter = Letter {
        inquiry: asked.inquiry.clone(),
        number: 0,
        unit: resolver.writing_unit(&department, read.unit.as_deref()),
        dated_on: read.dated_on,
        received_on: None,
        case_number: stored_line(read.case_number.as_deref()),
        contact_block: stored(read.contact_block.as_deref()),
        document: Some(drafted.document.clone()),
        page: drafted.page,
        department,
    };
    let answers = resolver.answers(&letter, &read.answers);
    if read.answers.is_empty() {
        resolver.refuse(
            format!("no answer was found in the letter of {}", letter.department),
            Vec::new(),
        );
    }
    Resolved {
        people: people(&letter, read),
        answers,
        letter: Some(letter),
        problems: resolver.problems,
        notes: resolver.notes,
    }
}

/// Text as it may be stored, on one line; text that is blank is none.
fn stored_line(given: Option<&str>) -> Option<String> {
    stored(given.map(text::joined).as_deref())
}

/// Text as it may be stored; text that is blank is none.
fn stored(given: Option<&str>) -> Option<String> {
    given.and_then(|given| text::clean("text", given).ok())
}

fn people(letter: &Letter, read: &draft::Letter) -> Vec<Person> {
    let handlers = read
        .handlers
        .iter()
        .map(|name| (PersonRole::Handler, name, None));
    let signatories = read
        .signatories
        .iter()
        .map(|s| (PersonRole::Signatory, &s.name, s.title.as_deref()));
    let mut people: Vec<Person> = Vec::new();
    for (role, name, title) in handlers.chain(signatories) {
        let Some(name) = stored_line(Some(name)) else {
            continue;
        };
        let before = people.iter().filter(|person| person.role == role).count();
        people.push(Person {
            inquiry: letter.inquiry.clone(),
            department: letter.department.clone(),
            letter: letter.number,
            role,
            position: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1),
            name,
            title: stored_line(title),
        });
    }
    people
}

struct Resolver<'a> {
    asked: &'a Asked,
    directory: &'a Directory,
    numbers: &'a Numbers,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
}

impl Resolver<'_> {
    fn refuse(&mut self, what: String, command: Vec<String>) {
        let problem = Problem { what, command };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn department(&mut self, named: Option<&str>) -> Option<Code> {
        let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
            self.refuse(
                "it is not known which department the letter is from; say it with --department CODE or --edit".into(),
                Vec::new(),
            );
            return None;
        };
        let known = self
            .directory
            .department(named)
            .map(|found| found.code.clone());
        if known.is_none() {
            let code = self.directory.free_code(named, None);
            self.refuse(
                format!("the department `{named}` is not in the record"),
                words(&["department", "add", &code, named]),
            );
        }
        known
    }

    /// The unit that wrote the letter; one that the record lacks is noted, for the letter can do without it.
    fn writing_unit(&mut self, department: &Code, named: Option<&str>) -> Option<Code> {
        let (known, lacking) = self.find_unit(department, named?);
        self.notes.extend(lacking.map(|problem| Problem {
            what: format!("{}; the letter is recorded without it", problem.what),
            ..problem
        }));
        known
    }

    fn unit(&mut self, department: &Code, named: Option<&str>) -> Option<Code> {
        let (known, lacking) = self.find_unit(department, named?);
        if let Some(problem) = lacking {
            self.refuse(problem.what, problem.command);
        }
        known
    }

    /// A unit of the record, or that it lacks it.
    fn find_unit(&self, department: &Code, named: &str) -> (Option<Code>, Option<Problem>) {
        let named = named.trim();
        if named.is_empty() {
            return (None, None);
        }
        if let Some(known) = self.directory.unit(department, named) {
            return (Some(known.code.clone()), None);
        }
        let code = self.directory.free_code(named, Some(department));
        let add = [
            "department",
            "add",
            &code,
            named,
            "--parent",
            department.as_str(),
        ];
        let lacking = Problem {
            what: format!("{department} has no unit `{named}` in the record"),
            command: words(&add),
        };
        (None, Some(lacking))
    }

    fn answers(&mut self, letter: &Letter, read: &[draft::Answer]) -> Vec<Answer> {
        let mut answers: Vec<Answer> = Vec::new();
        for (answer, place) in read.iter().zip(1_usize..) {
            let Some(answer) = self.answer(letter, answer, place) else {
                continue;
            };
            if answers
                .iter()
                .any(|other| other.question == answer.question && other.unit == answer.unit)
            {
                let unit = answer
                    .unit
                    .as_ref()
                    .map_or_else(String::new, |unit| format!(" for {unit}"));
                self.refuse(
                    format!(
                        "the letter of {} has two answers to question {}{unit}; make them one, or give one another question, with --edit",
                        letter.department, answer.question
                    ),
                    Vec::new(),
                );
            }
            answers.push(answer);
        }
        answers
    }

    fn answer(&mut self, letter: &Letter, read: &draft::Answer, place: usize) -> Option<Answer> {
        let department = &letter.department;
        let Some(number) = read.question else {
            self.refuse(
                format!("answer {place} of the letter of {department} was found for no question of the inquiry; give it one with --edit"),
                Vec::new(),
            );
            return None;
        };
        let question = self.question(department, number, read)?;
        let unit = self.unit(department, read.unit.as_deref());
        let text = stored(Some(&read.text));
        let refers_to_question = match read.disposition {
            Disposition::SeeOther => read.refers_to_question.map(|n| self.numbers.recorded(n)),
            _ => None,
        };
        let refers_to_department = match (read.disposition, &read.refers_to_department) {
            (Disposition::Referred, Some(named)) => Some(self.department(Some(named))?),
            _ => None,
        };
        let answer = Answer {
            inquiry: letter.inquiry.clone(),
            question,
            department: department.clone(),
            letter: letter.number,
            unit,
            label: stored_line(read.label.as_deref()),
            disposition: read.disposition,
            refers_to_question,
            refers_to_department,
            wording: text.as_ref().map(|_| Wording::Verbatim),
            text,
        };
        self.check(&answer);
        Some(answer)
    }

    /// The question as the record spells it; a question that it lacks is a problem.
    fn question(
        &mut self,
        department: &Code,
        number: u32,
        read: &draft::Answer,
    ) -> Option<QuestionNumber> {
        let wanted = self.numbers.recorded(number);
        let is_it = |q: &&Question| q.number.as_str().eq_ignore_ascii_case(wanted.as_str());
        if let Some(found) = self.asked.questions.iter().find(is_it) {
            return Some(found.number.clone());
        }
        let asked = read
            .asked
            .as_deref()
            .or(read.heading.as_deref())
            .unwrap_or("…");
        let asked: Vec<&str> = asked.split_whitespace().collect();
        self.refuse(
            format!("inquiry {} has no question {wanted}", self.asked.inquiry),
            words(&[
                "question",
                "add",
                self.asked.inquiry.as_str(),
                "--number",
                wanted.as_str(),
                "--to",
                department.as_str(),
                "--text",
                &asked.join(" "),
            ]),
        );
        None
    }

    /// Says in the user's words what the record would refuse of an answer.
    fn check(&mut self, answer: &Answer) {
        let which = format!(
            "the answer of {} to question {}",
            answer.department, answer.question
        );
        let other = answer.refers_to_question.as_ref();
        let said = match answer.disposition {
            Disposition::Answered if answer.text.is_none() => "is empty; mend it",
            Disposition::SeeOther if other.is_none() => {
                "points at another answer, but not at which; say it"
            }
            Disposition::SeeOther if other == Some(&answer.question) => "points at itself; mend it",
            Disposition::SeeOther
                if !self
                    .asked
                    .questions
                    .iter()
                    .any(|q| Some(&q.number) == other) =>
            {
                "points at a question that the inquiry does not have; mend it"
            }
            Disposition::Referred if answer.refers_to_department.is_none() => {
                "leaves it to another department, but not to which; say it"
            }
            Disposition::Referred
                if answer.refers_to_department.as_ref() == Some(&answer.department) =>
            {
                "leaves it to that department itself; mend it"
            }
            _ => return,
        };
        self.refuse(format!("{which} {said} with --edit"), Vec::new());
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
