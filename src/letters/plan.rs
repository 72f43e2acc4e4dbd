//! What recording drafted letters would do: what is new, what is there already, what differs, and
//! what cannot be recorded and why.
//!
//! A plan is made from the record as it is and changes nothing. A letter is known again by its
//! department and the file it came in, else by its department, date and case number.

use super::draft;
use super::knowledge::{Directory, Numbers};
use super::resolve::{self, Resolved};
use super::round::Round;
use crate::domain::{
    Answer, Change, Code, Letter, Person, PersonRole, QuestionNumber, Reference, changes,
};
use crate::error::Result;
use crate::store::{Reader, answers, inquiries, letters, questions, status};

/// A letter as drafted, and the file it came in.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// What was read.
    pub letter: draft::Letter,
    /// The name of the file.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub document: String,
    /// The page of the file on which it begins, where the file has pages.
    pub page: Option<u32>,
}

/// Something that keeps a letter from being recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub what: String,
    /// The words of the command that mends it; none where only the draft itself can be mended.
    pub command: Vec<String>,
}

/// A record as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<T> {
    /// What is recorded; `None`: nothing yet.
    pub there: Option<T>,
    /// What the letter says, completed with what only the record knows.
    pub new: T,
}

/// The people of a letter in one role, as recorded and as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// Handlers or signatories.
    pub role: PersonRole,
    /// Those recorded.
    pub there: Vec<Person>,
    /// Those that the letter names.
    pub new: Vec<Person>,
}

/// What recording one letter would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPlan {
    /// The letter; `None` while its department is not known.
    pub letter: Option<Step<Letter>>,
    /// Its people by role.
    pub people: Vec<People>,
    /// Its answers, those that can be recorded.
    pub answers: Vec<Step<Answer>>,
    /// What keeps it from being recorded.
    pub problems: Vec<Problem>,
    /// What it is recorded without, and the command that makes a place for it.
    pub notes: Vec<Problem>,
}

/// A question that a department still owes an answer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outstanding {
    /// The question.
    pub question: QuestionNumber,
    /// The department, or the unit by name.
    pub from: String,
}

/// What recording the letters would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The inquiry that would be logged first.
    pub round: Option<Round>,
    /// The letters, in the order in which they were read.
    pub letters: Vec<LetterPlan>,
    /// What would stay outstanding.
    pub outstanding: Vec<Outstanding>,
}

impl<T: crate::domain::Record> Step<T> {
    /// What is recorded otherwise than the letter has it.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let there = self.there.as_ref();
        there.map_or_else(Vec::new, |there| changes(there, &self.new))
    }

    /// The changes that replace something; the others fill what the record lacks.
    #[must_use]
    pub fn replacements(&self) -> Vec<Change> {
        let mut changes = self.changes();
        changes.retain(|change| change.old != crate::domain::Value::Null);
        changes
    }
}

impl People {
    /// Whether the letter names others than the record.
    #[must_use]
    pub fn differ(&self) -> bool {
        let named = |people: &[Person]| -> Vec<(String, Option<String>)> {
            let pairs = people.iter().map(|p| (p.name.clone(), p.title.clone()));
            pairs.collect()
        };
        !self.new.is_empty() && named(&self.there) != named(&self.new)
    }
}

impl LetterPlan {
    /// Whether the record holds all that the letter says, and says the same.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.problems.is_empty()
            && self
                .letter
                .as_ref()
                .is_some_and(|step| step.there.is_some() && step.changes().is_empty())
            && self
                .answers
                .iter()
                .all(|step| step.there.is_some() && step.changes().is_empty())
            && !self.people.iter().any(People::differ)
    }

    /// How many statements of the record the letter contradicts.
    #[must_use]
    pub fn contradictions(&self) -> usize {
        let letter = self
            .letter
            .iter()
            .map(|step| step.replacements().len())
            .sum::<usize>();
        let answers = self
            .answers
            .iter()
            .filter(|step| !step.replacements().is_empty())
            .count();
        let people = self
            .people
            .iter()
            .filter(|p| p.differ() && !p.there.is_empty())
            .count();
        letter + answers + people
    }
}

impl Plan {
    /// Everything that keeps the letters from being recorded, each thing once.
    #[must_use]
    pub fn problems(&self) -> Vec<&Problem> {
        let mut found: Vec<&Problem> = Vec::new();
        for problem in self.letters.iter().flat_map(|letter| &letter.problems) {
            if !found.contains(&problem) {
                found.push(problem);
            }
        }
        found
    }

    /// How many statements of the record the letters contradict.
    #[must_use]
    pub fn contradictions(&self) -> usize {
        self.letters.iter().map(LetterPlan::contradictions).sum()
    }

    /// Whether there is nothing to record and nothing that differs.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.round.is_none() && self.letters.iter().all(LetterPlan::is_recorded)
    }
}

/// Plans the recording of letters to an inquiry; to `round` if it is not recorded yet.
///
/// # Errors
/// [`crate::Error::NotFound`] for an unknown inquiry; [`crate::Error::Refused`] for a closed one.
pub fn make(
    reader: &Reader<'_>,
    inquiry: &Reference,
    round: Option<Round>,
    numbers: &Numbers,
    drafted: &[Drafted],
) -> Result<Plan> {
    let record = Recorded::read(reader, inquiry, round.as_ref())?;
    let mut taken = Vec::new();
    let mut planned = Vec::with_capacity(drafted.len());
    for drafted in drafted {
        let resolved = resolve::letter(&record.round, &record.directory, numbers, drafted);
        planned.push(record.plan(resolved, &mut taken));
    }
    let outstanding = record.outstanding(round.as_ref(), &planned);
    Ok(Plan {
        round,
        letters: planned,
        outstanding,
    })
}

/// What is recorded of an inquiry.
struct Recorded {
    round: resolve::Asked,
    directory: Directory,
    letters: Vec<Letter>,
    people: Vec<Person>,
    answers: Vec<Answer>,
    states: Vec<status::AnswerState>,
}

impl Recorded {
    fn read(reader: &Reader<'_>, inquiry: &Reference, round: Option<&Round>) -> Result<Self> {
        let directory = Directory::read(reader)?;
        if let Some(round) = round {
            let questions = round.questions.clone();
            return Ok(Self {
                round: resolve::Asked {
                    inquiry: inquiry.clone(),
                    questions,
                },
                directory,
                letters: Vec::new(),
                people: Vec::new(),
                answers: Vec::new(),
                states: Vec::new(),
            });
        }
        let inquiry = inquiries::get_open(reader, inquiry)?.reference;
        Ok(Self {
            directory,
            letters: letters::list(reader, &inquiry)?,
            people: letters::people(reader, &inquiry)?,
            answers: answers::list(reader, &inquiry)?,
            states: status::answers(reader, &inquiry)?,
            round: resolve::Asked {
                questions: questions::list(reader, &inquiry)?,
                inquiry,
            },
        })
    }

    /// Plans one letter. `taken` holds the letters that others of the same reading are.
    fn plan(&self, resolved: Resolved, taken: &mut Vec<(Code, u32)>) -> LetterPlan {
        let Resolved {
            letter,
            people,
            answers,
            problems,
            notes,
        } = resolved;
        let Some(mut new) = letter else {
            return LetterPlan {
                letter: None,
                people: Vec::new(),
                answers: Vec::new(),
                problems,
                notes,
            };
        };
        let there = self.same_letter(&new, taken).cloned();
        new.number = there
            .as_ref()
            .map_or_else(|| self.next_number(&new.department, taken), |l| l.number);
        taken.push((new.department.clone(), new.number));
        if let Some(there) = &there {
            complete(&mut new, there);
        }
        let answers = answers.into_iter().map(|answer| {
            self.answer(
                Answer {
                    letter: new.number,
                    ..answer
                },
                there.is_some(),
            )
        });
        let answers = answers.collect();
        let people = [PersonRole::Handler, PersonRole::Signatory].map(|role| People {
            role,
            there: self.people_of(&new, role, there.is_some()),
            new: people
                .iter()
                .filter(|person| person.role == role)
                .map(|person| Person {
                    letter: new.number,
                    ..person.clone()
                })
                .collect(),
        });
        LetterPlan {
            people: people.into(),
            answers,
            problems,
            notes,
            letter: Some(Step { there, new }),
        }
    }

    fn same_letter(&self, new: &Letter, taken: &[(Code, u32)]) -> Option<&Letter> {
        let free = |l: &&Letter| {
            l.department == new.department && !taken.contains(&(l.department.clone(), l.number))
        };
        let by_print = |l: &&Letter| {
            (l.dated_on.is_some() || l.case_number.is_some())
                && l.dated_on == new.dated_on
                && l.case_number == new.case_number
        };
        let by_file = |l: &&Letter| l.document.is_some() && l.document == new.document;
        let of_it: Vec<&Letter> = self.letters.iter().filter(free).collect();
        let both = of_it.iter().find(|l| by_file(l) && by_print(l));
        both.or_else(|| of_it.iter().find(|l| by_file(l)))
            .or_else(|| of_it.iter().find(|l| by_print(l)))
            .copied()
    }

    fn next_number(&self, department: &Code, taken: &[(Code, u32)]) -> u32 {
        let recorded = self
            .letters
            .iter()
            .filter(|l| l.department == *department)
            .map(|l| l.number);
        let planned = taken
            .iter()
            .filter(|(code, _)| code == department)
            .map(|(_, number)| *number);
        recorded.chain(planned).max().unwrap_or(0) + 1
    }

    fn answer(&self, new: Answer, recorded: bool) -> Step<Answer> {
        let there = self.answers.iter().find(|there| {
            recorded
                && there.department == new.department
                && there.letter == new.letter
                && there.question == new.question
                && there.unit == new.unit
        });
        let mut new = new;
        if let Some(there) = there {
            if new.label.is_none() || bare(new.label.as_ref()) == bare(there.label.as_ref()) {
                new.label.clone_from(&there.label);
            }
            if new.text.is_none() {
                new.text.clone_from(&there.text);
                new.wording = there.wording;
            }
        }
        Step {
            there: there.cloned(),
            new,
        }
    }

    fn people_of(&self, letter: &Letter, role: PersonRole, recorded: bool) -> Vec<Person> {
        let of_it = self.people.iter().filter(|person| {
            recorded
                && person.department == letter.department
                && person.letter == letter.number
                && person.role == role
        });
        of_it.cloned().collect()
    }

    /// What stays outstanding once the planned answers are there.
    fn outstanding(&self, round: Option<&Round>, planned: &[LetterPlan]) -> Vec<Outstanding> {
        let answers = || {
            planned
                .iter()
                .flat_map(|letter| &letter.answers)
                .map(|step| &step.new)
        };
        let dealt = |question: &QuestionNumber, department: &Code, unit: Option<&str>| {
            answers().any(|answer| {
                answer.question == *question
                    && answer.department == *department
                    && unit.is_none_or(|unit| {
                        answer
                            .unit
                            .as_ref()
                            .and_then(|code| self.directory.name(code))
                            == Some(unit)
                    })
            })
        };
        let recorded = self
            .states
            .iter()
            .filter(|state| state.is_outstanding())
            .map(|state| (&state.question, &state.department, state.unit.as_deref()));
        let put = round.into_iter().flat_map(|round| &round.addressees);
        recorded
            .chain(put.map(|to| (&to.question, &to.department, None)))
            .filter(|(question, department, unit)| !dealt(question, department, *unit))
            .map(|(question, department, unit)| Outstanding {
                question: question.clone(),
                from: unit.map_or_else(
                    || department.to_string(),
                    |unit| format!("{department} ({unit})"),
                ),
            })
            .collect()
    }
}

/// A label without its punctuation: `1.` and `1` are the same.
fn bare(label: Option<&String>) -> Option<&str> {
    label.map(|label| label.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Keeps what only the record knows of a letter.
fn complete(new: &mut Letter, there: &Letter) {
    new.received_on = there.received_on;
    new.unit = new.unit.take().or_else(|| there.unit.clone());
    new.dated_on = new.dated_on.or(there.dated_on);
    new.case_number = new.case_number.take().or_else(|| there.case_number.clone());
    new.contact_block = new
        .contact_block
        .take()
        .or_else(|| there.contact_block.clone());
    if new.document == there.document {
        new.page = new.page.or(there.page);
    }
}
