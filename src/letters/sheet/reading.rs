//! Reads the sheet back, and says by line what cannot be read.

use super::{ANSWER, CONTACT, LEFT_OVER, LETTER};
use crate::domain::{Disposition, date};
use crate::letters::{Answer, Letter, Signatory};

/// A line of the sheet that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

/// Where in the sheet a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Before,
    Head,
    /// The fields of an answer.
    Answer,
    /// The wording of an answer.
    Wording,
    Contact,
    LeftOver,
}

/// Reads a sheet that was written for `old`: the letters that it still holds, with their places
/// among the old ones. What a sheet does not show is taken from the old letter.
///
/// # Errors
/// Every line that cannot be read.
pub fn read(sheet: &str, old: &[Letter]) -> Result<Vec<(usize, Letter)>, Vec<Mistake>> {
    let mut reading = Reading {
        old,
        letters: Vec::new(),
        part: Part::Before,
        mistakes: Vec::new(),
    };
    for (line, number) in sheet.lines().zip(1..) {
        if let Err(problem) = reading.line(line.strip_suffix('\r').unwrap_or(line)) {
            reading.mistakes.push(Mistake {
                line: number,
                problem,
            });
        }
    }
    reading.finish()
}

struct Reading<'a> {
    old: &'a [Letter],
    letters: Vec<(usize, Letter)>,
    part: Part,
    mistakes: Vec<Mistake>,
}

impl Reading<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.starts_with('#') {
            return Ok(());
        }
        if line.starts_with("===") {
            return self.begin_letter(line);
        }
        if line.starts_with("---") {
            return self.begin_part(line.trim_end());
        }
        let Some((_, letter)) = self.letters.last_mut() else {
            return if line.trim().is_empty() {
                Ok(())
            } else {
                Err(format!("`{line}` stands before the first letter"))
            };
        };
        let worded = line.strip_prefix('\\').unwrap_or(line);
        match self.part {
            Part::Before => {}
            Part::Head if line.trim().is_empty() => {}
            Part::Head => head(letter, line)?,
            Part::Answer if line.trim().is_empty() => self.part = Part::Wording,
            Part::Answer => {
                if let Some(answer) = letter.answers.last_mut() {
                    field(answer, line)?;
                }
            }
            Part::Wording => {
                if let Some(answer) = letter.answers.last_mut() {
                    push(&mut answer.text, worded);
                }
            }
            Part::Contact => push(letter.contact_block.get_or_insert_default(), worded),
            Part::LeftOver => {
                if letter.left_over.is_empty() {
                    letter.left_over.push(String::new());
                }
                push(&mut letter.left_over[0], worded);
            }
        }
        Ok(())
    }

    fn begin_letter(&mut self, line: &str) -> Result<(), String> {
        // What follows is read as a letter even if its number is wrong, so that one mistake is one.
        self.part = Part::Head;
        let number = line
            .strip_prefix(LETTER)
            .and_then(|rest| rest.trim().parse::<usize>().ok());
        let place = number.and_then(|number| number.checked_sub(1));
        let old = place.and_then(|place| self.old.get(place));
        let letter = Letter {
            title: old.and_then(|old| old.title.clone()),
            asker: old.and_then(|old| old.asker.clone()),
            subject: old.and_then(|old| old.subject.clone()),
            figures: old.map(|old| old.figures.clone()).unwrap_or_default(),
            channels: old.map(|old| old.channels.clone()).unwrap_or_default(),
            ..Letter::default()
        };
        let again = self.letters.iter().any(|(there, _)| Some(*there) == place);
        self.letters.push((place.unwrap_or_default(), letter));
        match number {
            None => Err(format!(
                "`{line}` does not begin a letter; write `{LETTER} 1`"
            )),
            Some(number) if old.is_none() => Err(format!(
                "there is no letter {number}; the draft had {}",
                self.old.len()
            )),
            Some(number) if again => Err(format!("letter {number} is there twice")),
            Some(_) => Ok(()),
        }
    }

    fn begin_part(&mut self, line: &str) -> Result<(), String> {
        let Some((place, letter)) = self.letters.last_mut() else {
            return Err(format!("`{line}` stands before the first letter"));
        };
        match line {
            ANSWER => {
                self.part = Part::Answer;
                let old = self.old.get(*place);
                let before = letter.answers.len();
                letter
                    .answers
                    .push(empty(old.and_then(|old| old.answers.get(before))));
            }
            CONTACT => self.part = Part::Contact,
            LEFT_OVER => self.part = Part::LeftOver,
            _ => {
                return Err(format!(
                    "`{line}` begins nothing; write `{ANSWER}`, `{CONTACT}` or `{LEFT_OVER}`"
                ));
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<(usize, Letter)>, Vec<Mistake>> {
        if !self.mistakes.is_empty() {
            return Err(self.mistakes);
        }
        for (place, letter) in &mut self.letters {
            let old = self.old.get(*place);
            for answer in &mut letter.answers {
                answer.text = answer.text.trim_matches(['\n', ' ']).to_owned();
                if let Some(old) = old {
                    keep(answer, old);
                }
            }
            let block = letter
                .contact_block
                .take()
                .map(|block| block.trim().to_owned());
            letter.contact_block = block.filter(|block| !block.is_empty());
            let left = letter.left_over.pop().unwrap_or_default();
            let left = left
                .split("\n\n")
                .map(str::trim)
                .filter(|part| !part.is_empty());
            letter.left_over = left.map(str::to_owned).collect();
        }
        Ok(self.letters)
    }
}

fn empty(old: Option<&Answer>) -> Answer {
    Answer {
        question: None,
        label: None,
        heading: old.and_then(|old| old.heading.clone()),
        unit: None,
        asked: None,
        disposition: Disposition::Answered,
        refers_to_question: None,
        refers_to_department: None,
        text: String::new(),
        places: Vec::new(),
    }
}

/// Keeps the heading and the wording of the question that the letter prints above an answer.
fn keep(answer: &mut Answer, old: &Letter) {
    let same = old.answers.iter().find(|other| {
        other.question == answer.question
            && other.label == answer.label
            && other.unit == answer.unit
    });
    if let Some(same) = same {
        answer.heading.clone_from(&same.heading);
        answer.asked.clone_from(&same.asked);
    }
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn split(line: &str) -> Result<(&str, Option<String>), String> {
    let Some((name, value)) = line.split_once(':') else {
        return Err(format!("`{line}` is not a line of the form `field: value`"));
    };
    let value = value.trim();
    Ok((name.trim(), (!value.is_empty()).then(|| value.to_owned())))
}

fn head(letter: &mut Letter, line: &str) -> Result<(), String> {
    let (name, value) = split(line)?;
    match name {
        "department" => letter.department = value,
        "unit" => letter.unit = value,
        "dated_on" => {
            let day = value
                .map(|value| date::parse("dated_on", &value))
                .transpose();
            letter.dated_on = day.map_err(|refused| told(&refused))?;
        }
        "case_number" => letter.case_number = value,
        "handler" => letter.handlers.extend(value),
        "signatory" => letter
            .signatories
            .extend(value.map(|value| match value.split_once(',') {
                Some((name, title)) => Signatory {
                    name: name.trim().to_owned(),
                    title: Some(title.trim().to_owned()),
                },
                None => Signatory {
                    name: value,
                    title: None,
                },
            })),
        _ => {
            return Err(format!(
                "there is no field `{name}` of a letter; it is one of department, unit, dated_on, case_number, handler, signatory"
            ));
        }
    }
    Ok(())
}

fn field(answer: &mut Answer, line: &str) -> Result<(), String> {
    let (name, value) = split(line)?;
    let number = |value: Option<String>| match value {
        Some(value) => value
            .trim_end_matches('.')
            .parse::<u32>()
            .map(Some)
            .map_err(|_| format!("`{value}` is not the number of a question")),
        None => Ok(None),
    };
    match name {
        "question" => answer.question = number(value)?,
        "label" => answer.label = value,
        "unit" => answer.unit = value,
        "disposition" => {
            let word = value.unwrap_or_default();
            answer.disposition = word.parse().map_err(|refused| told(&refused))?;
        }
        "refers_to_question" => answer.refers_to_question = number(value)?,
        "refers_to_department" => answer.refers_to_department = value,
        _ => {
            return Err(format!(
                "there is no field `{name}` of an answer; it is one of question, label, unit, disposition, \
                 refers_to_question, refers_to_department, and the wording stands below an empty line"
            ));
        }
    }
    Ok(())
}

fn told(refused: &crate::error::Error) -> String {
    match refused.hint() {
        Some(hint) => format!("{refused}; {hint}"),
        None => refused.to_string(),
    }
}
