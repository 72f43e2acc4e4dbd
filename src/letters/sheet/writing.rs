//! Writes the sheet.

use std::fmt::Write;

use super::{ANSWER, CONTACT, LEFT_OVER, LETTER};
use crate::letters::{Answer, Letter};

const NOTES: &str = "\
# The letters as they were read. Mend what is wrong, save, and close the editor.
# Lines that begin with # are notes. What is taken out is not recorded; what is left over never is.
# Dates as 2018-04-16. A handler or signatory to a line, a signatory as: name, title
# disposition: answered, see_other, not_applicable or referred
";

/// Writes drafted letters as a sheet.
#[must_use]
pub fn write(letters: &[Letter]) -> String {
    let mut sheet = NOTES.to_owned();
    for (letter, number) in letters.iter().zip(1..) {
        let _ = writeln!(sheet, "\n{LETTER} {number}");
        head(&mut sheet, letter);
        for answer in &letter.answers {
            self::answer(&mut sheet, answer);
        }
        if let Some(block) = &letter.contact_block {
            let _ = writeln!(sheet, "\n{CONTACT}");
            wording(&mut sheet, block);
        }
        if !letter.left_over.is_empty() {
            let _ = writeln!(sheet, "\n{LEFT_OVER}");
            wording(&mut sheet, &letter.left_over.join("\n\n"));
        }
    }
    sheet
}

fn head(sheet: &mut String, letter: &Letter) {
    field(sheet, "department", letter.department.as_deref());
    field(sheet, "unit", letter.unit.as_deref());
    let date = letter.dated_on.map(|day| day.to_string());
    field(sheet, "dated_on", date.as_deref());
    field(sheet, "case_number", letter.case_number.as_deref());
    for handler in &letter.handlers {
        field(sheet, "handler", Some(handler));
    }
    for signatory in &letter.signatories {
        let named = match &signatory.title {
            Some(title) => format!("{}, {title}", signatory.name),
            None => signatory.name.clone(),
        };
        field(sheet, "signatory", Some(&named));
    }
}

fn answer(sheet: &mut String, answer: &Answer) {
    let _ = writeln!(sheet, "\n{ANSWER}");
    for line in answer.heading.iter().flat_map(|heading| heading.lines()) {
        let _ = writeln!(sheet, "# {line}");
    }
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    field(sheet, "question", number(answer.question).as_deref());
    field(sheet, "label", answer.label.as_deref());
    field(sheet, "unit", answer.unit.as_deref());
    field(sheet, "disposition", Some(&answer.disposition.to_string()));
    let other = number(answer.refers_to_question);
    field(sheet, "refers_to_question", other.as_deref());
    field(
        sheet,
        "refers_to_department",
        answer.refers_to_department.as_deref(),
    );
    sheet.push('\n');
    wording(sheet, &answer.text);
}

fn field(sheet: &mut String, name: &str, value: Option<&str>) {
    let value: Vec<&str> = value.unwrap_or_default().split_whitespace().collect();
    let _ = writeln!(
        sheet,
        "{}",
        format!("{name}: {}", value.join(" ")).trim_end()
    );
}

fn wording(sheet: &mut String, text: &str) {
    for line in text.split('\n') {
        let mark = if line.starts_with(['#', '=', '-', '\\']) {
            "\\"
        } else {
            ""
        };
        let _ = writeln!(sheet, "{mark}{line}");
    }
}
