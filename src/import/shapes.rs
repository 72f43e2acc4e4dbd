//! What a row of each table's file is: which columns it must have, how it is read and added.

use super::documents::Listed;
use super::row::{Problem, Row};
use super::{File, load};
use crate::domain::{
    Addressee, Answer, Asker, Channel, ClosedDay, CodebookEntry, DeadlineRule, Department,
    Extension, Figure, Finding, HolidayCalendar, Inquiry, InternalDeadline, Letter, Pause, Person,
    Question, Record, Reminder, Source, Traffic, Visibility,
};
use crate::error::Result;
use crate::store::{
    Writer, answers, askers, closed_days, contacts, deadline_rules, deadlines, departments,
    extensions, figures, findings, inquiries, letters, questions, reminders, traffic,
};

/// A record that can be read from a row and added.
pub(super) trait Shape: Record + Sized {
    /// The columns that the header must have.
    const REQUIRED: &'static [&'static str];
    /// The record that a row states.
    fn read(row: &Row<'_>) -> Result<Self, Problem>;
    /// Adds the record.
    fn add(&self, writer: &Writer<'_>) -> Result<()>;
}

type Load = fn(&Writer<'_>, &File, &mut Vec<Problem>) -> Result<usize>;

/// The tables in an order in which each refers only to those before it.
pub(super) const TABLES: &[(&str, Load)] = &[
    (Department::TABLE, load::<Department>),
    (Asker::TABLE, load::<Asker>),
    (ClosedDay::TABLE, load::<ClosedDay>),
    (DeadlineRule::TABLE, load::<DeadlineRule>),
    (Inquiry::TABLE, load::<Inquiry>),
    (Extension::TABLE, load::<Extension>),
    (Pause::TABLE, load::<Pause>),
    (InternalDeadline::TABLE, load::<InternalDeadline>),
    (Reminder::TABLE, load::<Reminder>),
    (Question::TABLE, load::<Question>),
    (Addressee::TABLE, load::<Addressee>),
    (Listed::TABLE, load::<Listed>),
    (Letter::TABLE, load::<Letter>),
    (Person::TABLE, load::<Person>),
    (Answer::TABLE, load::<Answer>),
    (Channel::TABLE, load::<Channel>),
    (Figure::TABLE, load::<Figure>),
    (CodebookEntry::TABLE, load::<CodebookEntry>),
    (Finding::TABLE, load::<Finding>),
    (Traffic::TABLE, load::<Traffic>),
];

impl Shape for Department {
    const REQUIRED: &'static [&'static str] = &["code", "name"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            code: row.required("code")?,
            name: row.text("name")?,
            parent: row.optional("parent")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        departments::add(writer, self)
    }
}

impl Shape for Asker {
    const REQUIRED: &'static [&'static str] = &["code", "name", "kind"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            code: row.required("code")?,
            name: row.text("name")?,
            kind: row.required("kind")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        askers::add(writer, self)
    }
}

impl Shape for DeadlineRule {
    const REQUIRED: &'static [&'static str] =
        &["code", "name", "days", "day_kind", "closed_day_rule"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            code: row.required("code")?,
            name: row.text("name")?,
            days: row.number("days")?,
            day_kind: row.required("day_kind")?,
            counts_first_day: row.yes("counts_first_day")?,
            closed_day_rule: row.required("closed_day_rule")?,
            valid_from: row.date("valid_from")?,
            valid_to: row.date("valid_to")?,
            source: row.optional_text("source")?.unwrap_or_default(),
            observes_closed_days: row.yes_unless_0("observes_closed_days")?,
            holiday_calendar: row
                .optional("holiday_calendar")?
                .unwrap_or(HolidayCalendar::Denmark),
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        deadline_rules::add(writer, self)
    }
}

impl Shape for Inquiry {
    const REQUIRED: &'static [&'static str] = &["reference", "title", "asker", "deadline_rule"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            reference: row.required("reference")?,
            title: row.text("title")?,
            asker: row.required("asker")?,
            received_on: row.date("received_on")?,
            deadline_rule: row.required("deadline_rule")?,
            due_on: row.date("due_on")?,
            follows: row.optional("follows")?,
            closed_on: row.date("closed_on")?,
            original_due_on: row.date("original_due_on")?,
            due_stated: row.yes("due_stated")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        inquiries::add(writer, &deadlines::completed(writer, self.clone())?)
    }
}

impl Shape for ClosedDay {
    const REQUIRED: &'static [&'static str] = &["day", "name"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            day: row.known_date("day")?,
            name: row.text("name")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        closed_days::add(writer, self)
    }
}

impl Shape for Extension {
    const REQUIRED: &'static [&'static str] =
        &["inquiry", "until", "reason", "granted_by", "granted_on"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            until: row.known_date("until")?,
            reason: row.text("reason")?,
            granted_by: row.text("granted_by")?,
            granted_on: row.known_date("granted_on")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        extensions::add(writer, self)
    }
}

impl Shape for Pause {
    const REQUIRED: &'static [&'static str] = &["inquiry", "from_on", "reason", "granted_by"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            from_on: row.known_date("from_on")?,
            to_on: row.date("to_on")?,
            reason: row.text("reason")?,
            granted_by: row.text("granted_by")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        extensions::add_pause(writer, self)
    }
}

impl Shape for InternalDeadline {
    const REQUIRED: &'static [&'static str] = &["inquiry", "department", "due_on"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            due_on: row.known_date("due_on")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        extensions::set_internal(writer, self).map(|_| ())
    }
}

impl Shape for Reminder {
    const REQUIRED: &'static [&'static str] = &[
        "inquiry",
        "department",
        "step",
        "made_on",
        "due_on",
        "language",
    ];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            step: row.required("step")?,
            made_on: row.known_date("made_on")?,
            due_on: row.known_date("due_on")?,
            language: row.text("language")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        reminders::add(writer, self)
    }
}

impl Shape for Question {
    const REQUIRED: &'static [&'static str] = &["inquiry", "number", "position", "text"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            number: row.required("number")?,
            position: row.number("position")?,
            text: row.text("text")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        questions::add(writer, self)
    }
}

impl Shape for Addressee {
    const REQUIRED: &'static [&'static str] = &["inquiry", "question", "department"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question: row.required("question")?,
            department: row.required("department")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        questions::put_to(writer, self)
    }
}

impl Shape for Letter {
    const REQUIRED: &'static [&'static str] = &["inquiry", "department", "letter"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            number: row.number("letter")?,
            unit: row.optional("unit")?,
            dated_on: row.date("dated_on")?,
            received_on: row.date("received_on")?,
            case_number: row.optional_text("case_number")?,
            contact_block: row.optional_text("contact_block")?,
            document: row.optional_text("document")?,
            page: row.optional_number("page")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        letters::add(writer, self)
    }
}

impl Shape for Person {
    const REQUIRED: &'static [&'static str] = &[
        "inquiry",
        "department",
        "letter",
        "role",
        "position",
        "name",
    ];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            department: row.required("department")?,
            letter: row.number("letter")?,
            role: row.required("role")?,
            position: row.number("position")?,
            name: row.text("name")?,
            title: row.optional_text("title")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        letters::add_person(writer, self)
    }
}

impl Shape for Answer {
    const REQUIRED: &'static [&'static str] =
        &["inquiry", "question", "department", "letter", "disposition"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question: row.required("question")?,
            department: row.required("department")?,
            letter: row.number("letter")?,
            unit: row.optional("unit")?,
            label: row.optional_text("label")?,
            disposition: row.required("disposition")?,
            refers_to_question: row.optional("refers_to_question")?,
            refers_to_department: row.optional("refers_to_department")?,
            wording: row.optional("wording")?,
            text: row.optional_text("text")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        answers::add(writer, self)
    }
}

impl Shape for Channel {
    const REQUIRED: &'static [&'static str] = &["department", "kind"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            department: row.required("department")?,
            kind: row.required("kind")?,
            value: row.optional_text("value")?,
            label: row.optional_text("label")?,
            audience: row.optional_text("audience")?,
            valid_from: row.date("valid_from")?,
            valid_to: row.date("valid_to")?,
            hours: row.optional_text("hours")?,
            hours_words: row.optional_text("hours_words")?,
            visibility: row.optional("visibility")?.unwrap_or(Visibility::Public),
            decided_by: row.optional_text("decided_by")?,
            decided_on: row.date("decided_on")?,
            also_serves: row.list("also_serves")?,
            source: source(row)?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        contacts::add(writer, &self.clone().checked()?)
    }
}

fn source(row: &Row<'_>) -> Result<Option<Source>, Problem> {
    let Some(inquiry) = row.optional("stated_inquiry")? else {
        return Ok(None);
    };
    Ok(Some(Source {
        inquiry,
        department: row.required("stated_department")?,
        letter: row.optional_number("stated_letter")?.unwrap_or(1),
        question: row.optional("stated_question")?,
        unit: row.optional("stated_unit")?,
    }))
}

impl Shape for Figure {
    const REQUIRED: &'static [&'static str] = &[
        "inquiry",
        "question",
        "department",
        "letter",
        "name",
        "value",
    ];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question: row.required("question")?,
            department: row.required("department")?,
            letter: row.number("letter")?,
            answer_unit: row.optional("answer_unit")?,
            name: row.text("name")?,
            as_of: row.optional("as_of")?,
            value: row.number("value")?,
            unit: row.optional_text("unit")?,
            approximate: row.yes("approximate")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        figures::add(writer, self)
    }
}

impl Shape for CodebookEntry {
    const REQUIRED: &'static [&'static str] = &["codebook", "code", "meaning"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            codebook: row.required("codebook")?,
            code: row.required("code")?,
            meaning: row.text("meaning")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        findings::add_code(writer, self)
    }
}

impl Shape for Finding {
    const REQUIRED: &'static [&'static str] =
        &["inquiry", "question", "department", "codebook", "code"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            inquiry: row.required("inquiry")?,
            question: row.required("question")?,
            department: row.required("department")?,
            codebook: row.required("codebook")?,
            code: row.required("code")?,
            note: row.optional_text("note")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        findings::set(writer, self).map(|_| ())
    }
}

impl Shape for Traffic {
    const REQUIRED: &'static [&'static str] =
        &["department", "kind", "weekday", "hour", "contacts"];

    fn read(row: &Row<'_>) -> Result<Self, Problem> {
        Ok(Self {
            department: row.required("department")?,
            kind: row.required("kind")?,
            weekday: row.within("weekday", 1..=7)?,
            hour: row.within("hour", 0..=23)?,
            contacts: row.number("contacts")?,
        })
    }

    fn add(&self, writer: &Writer<'_>) -> Result<()> {
        traffic::add(writer, self)
    }
}
