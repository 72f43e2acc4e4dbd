//! The spreadsheet that people really have: a line per answer, with everything about it.
//!
//! It has the columns of the view `answer_flat` and a few more. Every line becomes rows of many tables, and so a sheet becomes a
//! sheet for each table, over the same lines: some cells are the table's columns, a few cells are added, and lines that say nothing
//! new of the table are left out. A line whose answer is empty, and that says nothing of its kind, is a question that is not
//! answered yet.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::grid::{Grid, Plain};
use super::header::Taken;
use super::names::Table;
use super::{Rows, Unreadable};
use crate::domain::QuestionNumber;

/// The columns of the spreadsheet.
pub(super) const TABLE: Table = Table {
    name: "answer_flat",
    columns: &[
        "inquiry",
        "title",
        "asker",
        "asker_code",
        "asker_kind",
        "received_on",
        "due_on",
        "deadline_rule",
        "question",
        "question_text",
        "department",
        "department_name",
        "unit",
        "unit_code",
        "label",
        "disposition",
        "refers_to_question",
        "refers_to_department",
        "answer",
        "wording",
        "letter",
        "dated_on",
        "letter_received_on",
        "case_number",
        "handlers",
        "signatories",
    ],
    required: &["inquiry", "question", "department"],
};

/// What one table takes from the spreadsheet.
pub(super) struct Part {
    pub(super) table: &'static str,
    /// The columns of the spreadsheet without which there is nothing for the table.
    needs: &'static [&'static str],
    /// Lines are taken in which one of these is not empty.
    wants: &'static [&'static str],
    /// Columns of the spreadsheet and the table's own.
    columns: &'static [(&'static str, &'static str)],
    /// The table's columns that are added, and from what.
    added: &'static [(&'static str, Added)],
    /// The columns of the spreadsheet that lines are the same by; none if every line counts.
    key: &'static [&'static str],
}

/// Where the value of an added column comes from.
#[derive(Debug, Clone, Copy)]
enum Added {
    /// The first of these columns that is there and not empty, or else this word.
    Or(&'static [&'static str], &'static str),
    /// This word if the answer is not empty and the column says nothing.
    WithAnswer(&'static str, &'static str),
    /// The place of the question in its inquiry.
    Position,
    /// The role, place or name of a person of the line.
    Role,
    Place,
    Name,
}

const ANSWERED: &[&str] = &["answer", "disposition"];

/// The parts, each referring only to those before it.
pub(super) const PARTS: &[Part] = &[
    Part {
        table: "department",
        needs: &["department_name"],
        wants: &["department_name"],
        columns: &[("department", "code"), ("department_name", "name")],
        added: &[],
        key: &["department"],
    },
    Part {
        table: "department",
        needs: &["unit", "unit_code"],
        wants: &["unit_code"],
        columns: &[
            ("unit_code", "code"),
            ("unit", "name"),
            ("department", "parent"),
        ],
        added: &[],
        key: &["unit_code"],
    },
    Part {
        table: "asker",
        needs: &["asker", "asker_code", "asker_kind"],
        wants: &["asker_code"],
        columns: &[
            ("asker_code", "code"),
            ("asker", "name"),
            ("asker_kind", "kind"),
        ],
        added: &[],
        key: &["asker_code"],
    },
    Part {
        table: "inquiry",
        needs: &["title"],
        wants: &["title"],
        columns: &[
            ("inquiry", "reference"),
            ("title", "title"),
            ("received_on", "received_on"),
            ("due_on", "due_on"),
        ],
        added: &[
            ("asker", Added::Or(&["asker_code", "asker"], "")),
            ("deadline_rule", Added::Or(&["deadline_rule"], "ten-day")),
        ],
        key: &["inquiry"],
    },
    Part {
        table: "question",
        needs: &["question_text"],
        wants: &["question_text"],
        columns: &[
            ("inquiry", "inquiry"),
            ("question", "number"),
            ("question_text", "text"),
        ],
        added: &[("position", Added::Position)],
        key: &["inquiry", "question"],
    },
    Part {
        table: "addressee",
        needs: &[],
        wants: &["inquiry", "question", "department"],
        columns: &[
            ("inquiry", "inquiry"),
            ("question", "question"),
            ("department", "department"),
        ],
        added: &[],
        key: &["inquiry", "question", "department"],
    },
    Part {
        table: "letter",
        needs: &[],
        wants: ANSWERED,
        columns: &[
            ("inquiry", "inquiry"),
            ("department", "department"),
            ("dated_on", "dated_on"),
            ("letter_received_on", "received_on"),
            ("case_number", "case_number"),
        ],
        added: &[("letter", Added::Or(&["letter"], "1"))],
        key: &["inquiry", "department", "letter"],
    },
    Part {
        table: "letter_person",
        needs: &[],
        wants: ANSWERED,
        columns: &[("inquiry", "inquiry"), ("department", "department")],
        added: &[
            ("letter", Added::Or(&["letter"], "1")),
            ("role", Added::Role),
            ("position", Added::Place),
            ("name", Added::Name),
        ],
        key: &["inquiry", "department", "letter"],
    },
    Part {
        table: "answer",
        needs: &[],
        wants: ANSWERED,
        columns: &[
            ("inquiry", "inquiry"),
            ("question", "question"),
            ("department", "department"),
            ("label", "label"),
            ("refers_to_question", "refers_to_question"),
            ("refers_to_department", "refers_to_department"),
            ("answer", "text"),
        ],
        added: &[
            ("letter", Added::Or(&["letter"], "1")),
            ("unit", Added::Or(&["unit_code", "unit"], "")),
            ("disposition", Added::WithAnswer("disposition", "answered")),
            ("wording", Added::WithAnswer("wording", "verbatim")),
        ],
        key: &[],
    },
];

/// Where the columns of the spreadsheet stand in a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Places(HashMap<&'static str, usize>);

impl Places {
    /// Those of the cells of the file, and of the constants behind them.
    pub(super) fn new(taken: &[Taken], constants: &[(&'static str, String)]) -> Self {
        let mut places = HashMap::new();
        for (at, taken) in taken.iter().enumerate() {
            if let Taken::Column(column) = taken {
                places.insert(*column, at);
            }
        }
        for (at, (column, _)) in (taken.len()..).zip(constants) {
            places.insert(*column, at);
        }
        Self(places)
    }

    fn cell<'a>(&self, cells: &'a csv::ByteRecord, column: &str) -> &'a [u8] {
        let cell = self.0.get(column).and_then(|at| cells.get(*at));
        cell.unwrap_or_default().trim_ascii()
    }
}

impl Part {
    /// Whether the spreadsheet has anything for the table.
    pub(super) fn is_in(&self, places: &Places) -> bool {
        let has = |column: &&str| places.0.contains_key(*column);
        self.needs.iter().all(has)
            && self.wants.iter().any(&has)
            && (self.table != "letter_person" || has(&"handlers") || has(&"signatories"))
    }

    /// The table's own column for each cell.
    pub(super) fn columns(&self, width: usize, places: &Places) -> Vec<Option<&'static str>> {
        let mut columns = vec![None; width];
        for (from, to) in self.columns {
            if let Some(at) = places.0.get(from) {
                columns[*at] = Some(*to);
            }
        }
        columns.extend(self.added.iter().map(|(column, _)| Some(*column)));
        columns
    }
}

/// The rows of one table.
pub(super) struct Projected {
    part: &'static Part,
    grid: Grid,
    constants: Vec<String>,
    places: Places,
    rows: Plain,
    /// The places of the questions of inquiries whose numbers are not all plain; nothing until it is known.
    positions: Option<HashMap<Vec<u8>, Vec<Number>>>,
    /// For each key that came, what the columns said.
    seen: HashMap<u64, Box<[u64]>>,
    /// The persons of the line that are still to come, with the line and its cells.
    persons: Vec<Person>,
    current: (u64, csv::ByteRecord),
}

/// A question's number in the order that people count in: 2, 2a, 10.
type Number = (u32, String);
/// Role, place and name.
type Person = (&'static str, u32, Vec<u8>);

impl Projected {
    pub(super) fn new(
        part: &'static Part,
        grid: Grid,
        constants: Vec<String>,
        places: Places,
    ) -> Self {
        Self {
            part,
            rows: Plain::new(grid.clone(), constants.clone()),
            grid,
            constants,
            places,
            positions: None,
            seen: HashMap::new(),
            persons: Vec::new(),
            current: (0, csv::ByteRecord::new()),
        }
    }

    /// The next line that says something of the table.
    fn line(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        loop {
            let Some(line) = self.rows.next(cells)? else {
                return Ok(None);
            };
            let is_wanted = self
                .part
                .wants
                .iter()
                .any(|column| !self.places.cell(cells, column).is_empty());
            if is_wanted && self.is_new(cells) {
                return Ok(Some(line));
            }
        }
    }

    /// Whether a line says something of its key that no line before it said.
    fn is_new(&mut self, cells: &csv::ByteRecord) -> bool {
        if self.part.key.is_empty() {
            return true;
        }
        let mut key = DefaultHasher::new();
        for column in self.part.key {
            self.places.cell(cells, column).hash(&mut key);
        }
        let said = |column: &str| {
            let cell = self.places.cell(cells, column);
            let mut hasher = DefaultHasher::new();
            cell.hash(&mut hasher);
            if cell.is_empty() {
                0
            } else {
                hasher.finish() | 1
            }
        };
        let of_persons = if self.part.table == "letter_person" {
            &["handlers", "signatories"][..]
        } else {
            &[]
        };
        let columns = self.part.columns.iter().map(|(column, _)| *column);
        let says: Box<[u64]> = columns
            .chain(of_persons.iter().copied())
            .map(said)
            .collect();
        match self.seen.entry(key.finish()) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(says);
                true
            }
            std::collections::hash_map::Entry::Occupied(before) => {
                let mut pairs = says.iter().zip(before.get());
                pairs.any(|(now, before)| *now != 0 && now != before)
            }
        }
    }

    fn added(&self, added: Added, cells: &csv::ByteRecord, person: Option<&Person>) -> Vec<u8> {
        let cell = |column: &str| self.places.cell(cells, column);
        match added {
            Added::Or(columns, word) => {
                let found = columns
                    .iter()
                    .map(|column| cell(column))
                    .find(|it| !it.is_empty());
                found.unwrap_or(word.as_bytes()).to_vec()
            }
            Added::WithAnswer(column, word) => match (cell(column), cell("answer")) {
                ([], []) => Vec::new(),
                ([], _) => word.as_bytes().to_vec(),
                (said, _) => said.to_vec(),
            },
            Added::Position => self.position(cell("inquiry"), cell("question")),
            Added::Role => person.map_or(Vec::new(), |(role, ..)| role.as_bytes().to_vec()),
            Added::Place => {
                person.map_or(Vec::new(), |(_, place, _)| place.to_string().into_bytes())
            }
            Added::Name => person.map_or(Vec::new(), |(.., name)| name.clone()),
        }
    }

    fn position(&self, inquiry: &[u8], question: &[u8]) -> Vec<u8> {
        let number = number(question);
        let counted = self.positions.as_ref().and_then(|it| it.get(inquiry));
        let position = match counted.and_then(|numbers| numbers.iter().position(|it| *it == number))
        {
            Some(at) => at + 1,
            None => number.0 as usize,
        };
        position.to_string().into_bytes()
    }

    /// Reads the questions' numbers. Where all of an inquiry's are plain, they are also their places.
    fn count(&mut self) -> Result<(), Unreadable> {
        let mut rows = Plain::new(self.grid.clone(), self.constants.clone());
        let mut found: HashMap<Vec<u8>, Vec<Number>> = HashMap::new();
        let mut cells = csv::ByteRecord::new();
        loop {
            match rows.next(&mut cells) {
                Ok(None) => break,
                Ok(Some(_)) => {}
                Err(Unreadable::Row(_)) => continue,
                Err(error) => return Err(error),
            }
            let number = number(self.places.cell(&cells, "question"));
            let numbers = found
                .entry(self.places.cell(&cells, "inquiry").to_vec())
                .or_default();
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        found.retain(|_, numbers| {
            numbers.sort();
            numbers
                .iter()
                .any(|(plain, rest)| *plain == 0 || !rest.is_empty())
        });
        self.positions = Some(found);
        Ok(())
    }

    fn find_persons(&mut self, cells: &csv::ByteRecord) {
        for (column, role) in [("signatories", "signatory"), ("handlers", "handler")] {
            let text = String::from_utf8_lossy(self.places.cell(cells, column)).into_owned();
            let names = text
                .split([';', '\n'])
                .map(str::trim)
                .filter(|name| !name.is_empty());
            let persons: Vec<Person> = (1..)
                .zip(names)
                .map(|(place, name)| (role, place, name.as_bytes().to_vec()))
                .collect();
            self.persons.extend(persons.into_iter().rev());
        }
    }
}

fn number(question: &[u8]) -> Number {
    let text = String::from_utf8_lossy(question);
    let text = text
        .parse::<QuestionNumber>()
        .map_or(text.to_string(), |it| it.to_string());
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    (
        text[..digits].parse().unwrap_or_default(),
        text[digits..].to_lowercase(),
    )
}

impl Rows for Projected {
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        if self.part.table == "question" && self.positions.is_none() {
            self.count()?;
        }
        let mut person = None;
        let line = if self.part.table == "letter_person" {
            while self.persons.is_empty() {
                let mut line_cells = std::mem::take(&mut self.current.1);
                match self.line(&mut line_cells) {
                    Ok(Some(line)) => {
                        self.find_persons(&line_cells);
                        self.current = (line, line_cells);
                    }
                    Ok(None) => return Ok(None),
                    Err(error) => {
                        *cells = line_cells;
                        return Err(error);
                    }
                }
            }
            person = self.persons.pop();
            cells.clone_from(&self.current.1);
            self.current.0
        } else {
            match self.line(cells)? {
                Some(line) => line,
                None => return Ok(None),
            }
        };
        for (_, added) in self.part.added {
            let value = self.added(*added, cells, person.as_ref());
            cells.push_field(&value);
        }
        Ok(Some(line))
    }

    fn progress(&self) -> (u64, u64) {
        self.rows.progress()
    }

    fn header(&self) -> &[String] {
        self.rows.header()
    }
}
