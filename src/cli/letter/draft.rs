//! The draft of what was read, as a person looks at it.

use std::fmt::Write;

use super::super::context::{Context, quoted};
use super::super::output::visible;
use crate::domain::{Change, Disposition, Letter as Recorded, text};
use crate::error::{Result, count};
use crate::letters::knowledge::{Directory, Numbers};
use crate::letters::plan::{Drafted, LetterPlan, People, Plan, Problem};
use crate::letters::suggest::{self, Suggestion};
use crate::letters::{Answer, Certainty, Letter};
use crate::store::Reader;

/// How many words are shown of an answer's beginning, and of its end.
const WORDS: usize = 7;

/// The most characters that are shown of either end.
const LONGEST: usize = 140;

/// The draft as text.
pub(super) fn shown(
    context: &Context,
    reader: &Reader<'_>,
    letters: &[Drafted],
    plan: &Plan,
    numbers: &Numbers,
) -> Result<String> {
    let mut page = Page {
        context,
        out: String::new(),
        directory: Directory::read(reader)?,
    };
    if let Some(round) = &plan.round {
        page.round(round);
    }
    for ((drafted, planned), number) in letters.iter().zip(&plan.letters).zip(1..) {
        let named = page.named(&drafted.letter, planned);
        let from = drafted
            .page
            .map_or_else(String::new, |page| format!(", page {page}"));
        page.line(
            0,
            &format!(
                "Letter {number} of {}: {named} ({}{from})",
                letters.len(),
                drafted.file_name
            ),
        );
        page.letter(&drafted.letter);
        page.answers(&drafted.letter, numbers);
        page.notes(&planned.notes);
        page.against_record(planned);
        if let Some(step) = &planned.letter {
            page.contacts(&suggest::compare(reader, &step.new)?);
            let figures = suggest::figures(&drafted.letter, &step.new, numbers);
            page.suggestions("Figures it states", &figures);
            let channels = suggest::stated_channels(reader, &drafted.letter, &step.new, numbers)?;
            page.suggestions("Ways to reach it that it states", &channels);
        }
        page.left_over(&drafted.letter);
        page.out.push('\n');
    }
    page.outstanding(plan);
    page.problems(plan);
    Ok(page.out)
}

/// How the contact block of a letter stands against the contact directory.
pub(super) fn contacts(
    context: &Context,
    reader: &Reader<'_>,
    letter: &Recorded,
) -> Result<String> {
    let mut page = Page {
        context,
        out: String::new(),
        directory: Directory::read(reader)?,
    };
    page.contacts(&suggest::compare(reader, letter)?);
    Ok(page.out)
}

/// How a problem is mended.
pub(super) fn mend(context: &Context, problem: &Problem) -> String {
    if problem.command.is_empty() {
        return "--edit opens the draft in an editor".to_owned();
    }
    format!("`{}` adds it", command(context, &problem.command))
}

fn command(context: &Context, words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    context.command(&words.join(" "))
}

struct Page<'a> {
    context: &'a Context,
    out: String,
    directory: Directory,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{:indent$}{}", "", visible(text).trim_end());
    }

    fn named(&self, letter: &Letter, planned: &LetterPlan) -> String {
        match &planned.letter {
            Some(step) => {
                let code = &step.new.department;
                format!("{} ({code})", self.directory.name(code).unwrap_or_default())
            }
            None => letter
                .department
                .clone()
                .unwrap_or_else(|| "department unknown".into()),
        }
    }

    fn round(&mut self, round: &crate::letters::round::Round) {
        let inquiry = &round.inquiry;
        self.line(
            0,
            &format!("New inquiry {}: {}", inquiry.reference, inquiry.title),
        );
        self.line(2, &format!("asked by {}; received: unknown", inquiry.asker));
        for question in &round.questions {
            let to: Vec<&str> = round
                .addressees
                .iter()
                .filter(|to| to.question == question.number)
                .map(|to| to.department.as_str())
                .collect();
            self.line(
                2,
                &format!(
                    "{}. {} (to {})",
                    question.number,
                    question.text,
                    to.join(", ")
                ),
            );
        }
        self.out.push('\n');
    }

    fn letter(&mut self, letter: &Letter) {
        let people: Vec<String> = letter
            .signatories
            .iter()
            .map(|s| {
                s.title
                    .as_ref()
                    .map_or_else(|| s.name.clone(), |title| format!("{}, {title}", s.name))
            })
            .collect();
        for (name, value) in [
            ("unit", letter.unit.clone().unwrap_or_default()),
            (
                "dated",
                letter
                    .dated_on
                    .map(|day| day.to_string())
                    .unwrap_or_default(),
            ),
            (
                "case number",
                letter.case_number.clone().unwrap_or_default(),
            ),
            ("handlers", letter.handlers.join("; ")),
            ("signed by", people.join("; ")),
        ] {
            let value = if value.is_empty() {
                "–".to_owned()
            } else {
                value
            };
            self.line(2, &format!("{name:<12} {value}"));
        }
        for inference in letter
            .inferences
            .iter()
            .filter(|i| i.certainty != Certainty::Sure || i.field == "department")
        {
            let how = match inference.certainty {
                Certainty::Sure => "sure",
                Certainty::Likely => "likely",
                Certainty::Guess => "only a guess",
            };
            self.line(
                2,
                &format!(
                    "inferred     {}: {} ({how}: {})",
                    inference.field, inference.value, inference.why
                ),
            );
        }
    }

    fn answers(&mut self, letter: &Letter, numbers: &Numbers) {
        self.line(2, &format!("{}:", count(letter.answers.len(), "answer")));
        for answer in &letter.answers {
            let question = answer
                .question
                .map_or_else(|| "?".to_owned(), |n| numbers.recorded(n).to_string());
            let unit = answer
                .unit
                .as_ref()
                .map_or_else(String::new, |unit| format!(", {unit}"));
            let said = disposition(answer, numbers);
            self.line(
                4,
                &format!("{question}{unit}: {said}{}", ends(&answer.text)),
            );
        }
    }

    fn against_record(&mut self, planned: &LetterPlan) {
        if planned.is_recorded() {
            return self.line(2, "Recorded already, as it is.");
        }
        let there = planned
            .letter
            .as_ref()
            .is_some_and(|step| step.there.is_some());
        if !there {
            // A letter whose date was not read may be one that is recorded.
            if let Some(step) = planned.letter.as_ref().filter(|step| step.new.number > 1) {
                let number = step.new.number;
                self.line(2, &format!("Another letter of that department is there; this would be its letter {number}."));
            }
            return;
        }
        self.line(2, "Recorded already, but not as it is here:");
        let letter = planned
            .letter
            .iter()
            .flat_map(crate::letters::plan::Step::changes)
            .collect::<Vec<_>>();
        for change in &letter {
            self.change("", change);
        }
        for people in planned.people.iter().filter(|people| people.differ()) {
            self.people(people);
        }
        for step in &planned.answers {
            let unit = step.new.unit.as_ref();
            let unit = unit.map_or_else(String::new, |unit| format!(", {unit}"));
            let which = format!("answer to {}{unit}: ", step.new.question);
            if step.there.is_none() {
                self.line(4, &format!("{which}not recorded yet"));
            }
            for change in &step.changes() {
                self.change(&which, change);
            }
        }
    }

    fn change(&mut self, of: &str, change: &Change) {
        let brief = |value: &crate::domain::Value| match value.plain() {
            text if text.is_empty() => "(none)".to_owned(),
            text => text::opening(&text, 60),
        };
        self.line(
            4,
            &format!(
                "{of}{}: {} → {}",
                change.column,
                brief(&change.old),
                brief(&change.new)
            ),
        );
        if brief(&change.old) == brief(&change.new) {
            self.line(6, "(they differ further on)");
        }
    }

    fn people(&mut self, people: &People) {
        let names = |people: &[crate::domain::Person]| {
            let names: Vec<String> = people
                .iter()
                .map(|p| {
                    p.title
                        .as_ref()
                        .map_or_else(|| p.name.clone(), |title| format!("{}, {title}", p.name))
                })
                .collect();
            if names.is_empty() {
                "(none)".to_owned()
            } else {
                names.join("; ")
            }
        };
        self.line(
            4,
            &format!(
                "{}: {} → {}",
                people.role,
                names(&people.there),
                names(&people.new)
            ),
        );
    }

    /// What the letter says and the record has no place for.
    fn notes(&mut self, notes: &[Problem]) {
        for note in notes {
            self.line(2, &note.what);
            self.line(4, &command(self.context, &note.command));
        }
    }

    fn contacts(&mut self, compared: &suggest::Compared) {
        if !compared.known.is_empty() {
            self.line(
                2,
                &format!("In the contact directory: {}", compared.known.join("; ")),
            );
        }
        self.suggestions("Not in the contact directory", &compared.lacking);
    }

    fn suggestions(&mut self, title: &str, suggestions: &[Suggestion]) {
        if suggestions.is_empty() {
            return;
        }
        self.line(2, &format!("{title} (not recorded; the command does):"));
        for suggestion in suggestions {
            self.line(4, &suggestion.what);
            self.line(6, &command(self.context, &suggestion.command));
        }
    }

    fn left_over(&mut self, letter: &Letter) {
        if letter.left_over.is_empty() {
            return;
        }
        self.line(2, "Left over, in no answer:");
        for paragraph in &letter.left_over {
            for line in paragraph.lines() {
                self.line(4, line);
            }
        }
    }

    fn outstanding(&mut self, plan: &Plan) {
        if plan.letters.is_empty() {
            return self.line(0, "No letter was found.");
        }
        if plan.outstanding.is_empty() {
            return self.line(0, "After this nothing is outstanding.");
        }
        let mut by_question: Vec<(String, Vec<&str>)> = Vec::new();
        for outstanding in &plan.outstanding {
            let question = outstanding.question.to_string();
            match by_question.last_mut().filter(|(last, _)| *last == question) {
                Some((_, from)) => from.push(&outstanding.from),
                None => by_question.push((question, vec![&outstanding.from])),
            }
        }
        self.line(0, "After this outstanding:");
        for (question, from) in by_question {
            self.line(2, &format!("question {question}: {}", from.join(", ")));
        }
    }

    fn problems(&mut self, plan: &Plan) {
        let problems = plan.problems();
        if problems.is_empty() {
            return;
        }
        self.line(0, "This cannot be recorded yet:");
        for problem in problems {
            self.line(2, &problem.what);
            if !problem.command.is_empty() {
                self.line(4, &command(self.context, &problem.command));
            }
        }
    }
}

fn disposition(answer: &Answer, numbers: &Numbers) -> String {
    let other = || {
        answer
            .refers_to_question
            .map_or_else(|| "?".to_owned(), |n| numbers.recorded(n).to_string())
    };
    match answer.disposition {
        Disposition::Answered => "answered".to_owned(),
        Disposition::SeeOther => format!("see the answer to {}", other()),
        Disposition::NotApplicable => "not applicable".to_owned(),
        Disposition::Referred => format!(
            "left to {}",
            answer.refers_to_department.as_deref().unwrap_or("?")
        ),
    }
}

/// The first and last words of an answer, and how many it has.
fn ends(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.len() {
        0 => ", without a text".to_owned(),
        n if n <= 2 * WORDS => format!(" “{}”", cut(&words.join(" "))),
        n => format!(
            " “{} … {}” ({n} words)",
            cut(&words[..WORDS].join(" ")),
            cut(&words[n - WORDS..].join(" "))
        ),
    }
}

/// Words that may be very long, cut.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_shown_by_its_ends() {
        assert_eq!(ends(""), ", without a text");
        assert_eq!(ends("Ja,\ndet gør vi."), " “Ja, det gør vi.”");
        let long: Vec<String> = (1..=20).map(|n| n.to_string()).collect();
        assert_eq!(
            ends(&long.join(" ")),
            " “1 2 3 4 5 6 7 … 14 15 16 17 18 19 20” (20 words)"
        );
    }
}
