//! A grid: one header and its rows in a file, before it is known what they are of.

use super::ahead::Ahead;
use super::delimited::{self, Layout};
use super::header;
use super::input::Input;
use super::objects;
use super::workbook::{self, Kind, Leaf};
use super::{BadRow, Options, Rows, Unreadable};
use crate::domain::encoding::Charset;
use crate::error::{Error, Result};

/// How much of a file tells its format, in bytes.
const HEAD: usize = 4096;

/// From which size on a file is large, in bytes.
const LARGE: u64 = 256 << 10;

/// A header and its rows.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) input: Input,
    pub(super) form: Form,
    pub(super) header: Vec<String>,
    pub(super) header_line: u64,
    pub(super) notes: Vec<String>,
}

/// The format of a grid.
#[derive(Debug, Clone)]
pub(super) enum Form {
    Delimited(Layout),
    Objects,
    Workbook(Kind, Leaf),
}

impl Form {
    /// Whether an office program wrote it: others write UTF-8 and do not mark it.
    pub(super) fn is_of_an_office(&self) -> bool {
        match self {
            Self::Delimited(layout) => !layout.is_plain(),
            Self::Objects => false,
            Self::Workbook(..) => true,
        }
    }
}

impl Grid {
    /// The grids of a file.
    pub(super) fn of(input: &Input, options: &Options) -> Result<Vec<Self>> {
        let head = input.head(HEAD)?;
        let extension = extension(&input.file_name());
        if let Some(kind) = Kind::of(&head, is_ods(&head, &extension)) {
            let leaves = workbook::leaves(input, kind)?.into_iter();
            return leaves
                .map(|leaf| Self::of_leaf(input, kind, leaf))
                .collect();
        }
        if let Some(found) = other_format(&head) {
            return Err(Error::refused(
                format!(
                    "`{}` is {found}, which holds no rows that can be read",
                    input.name
                ),
                "save it as XLSX or CSV",
            ));
        }
        let is_text = matches!(extension.as_str(), "csv" | "tsv" | "tab" | "txt");
        if !is_text && objects::looks_like(&head) {
            return Ok(vec![Self {
                header: objects::header(input)?,
                input: input.clone(),
                form: Form::Objects,
                header_line: 1,
                notes: Vec::new(),
            }]);
        }
        let charset = options
            .encoding
            .as_deref()
            .map(Charset::named)
            .transpose()?;
        let layout = Layout::of(input, charset, options.delimiter)?;
        let rows = delimited::open(input, &layout)?;
        Ok(vec![Self {
            input: input.clone(),
            form: Form::Delimited(layout),
            header: rows.header().to_vec(),
            header_line: rows.header_line(),
            notes: layout.notes(),
        }])
    }

    fn of_leaf(input: &Input, kind: Kind, leaf: Leaf) -> Result<Self> {
        let rows = workbook::open(input, kind, &leaf.name)?;
        let hidden = leaf.is_hidden.then(|| "a hidden sheet".to_owned());
        let merged = rows
            .is_merged()
            .then(|| "merged cells hold for each of their rows".to_owned());
        Ok(Self {
            input: input.clone(),
            header: rows.header().to_vec(),
            header_line: rows.header_row(),
            notes: [hidden, merged, header::titles_noted(rows.titles())]
                .into_iter()
                .flatten()
                .collect(),
            form: Form::Workbook(kind, leaf),
        })
    }

    /// As it is named in messages.
    pub(super) fn name(&self) -> String {
        match &self.form {
            Form::Workbook(_, leaf) => format!("{} [{}]", self.input.name, leaf.name),
            _ => self.input.name.clone(),
        }
    }

    /// The name of its sheet, if it is one of a workbook.
    pub(super) fn leaf(&self) -> Option<&str> {
        match &self.form {
            Form::Workbook(_, leaf) => Some(&leaf.name),
            _ => None,
        }
    }

    /// Its rows, from the first.
    pub(super) fn rows(&self) -> Result<Box<dyn Rows>> {
        Ok(match &self.form {
            Form::Delimited(layout) => Box::new(delimited::open(&self.input, layout)?),
            Form::Objects => Box::new(objects::open(&self.input, &self.header)?),
            Form::Workbook(kind, leaf) => Box::new(workbook::open(&self.input, *kind, &leaf.name)?),
        })
    }
}

pub(super) fn extension(file_name: &str) -> String {
    file_name
        .rsplit_once('.')
        .map_or(String::new(), |(_, it)| it.to_lowercase())
}

/// An ODS says what it is in its first part.
fn is_ods(head: &[u8], extension: &str) -> bool {
    extension == "ods" || memchr::memmem::find(head, b"opendocument.spreadsheet").is_some()
}

fn other_format(head: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &'static str); 4] = [
        (b"%PDF-", "a PDF"),
        (b"\x1f\x8b", "compressed (gzip)"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"{\\rtf", "a rich text document"),
    ];
    marks
        .iter()
        .find(|(mark, _)| head.starts_with(mark))
        .map(|(_, found)| *found)
}

/// The rows of a grid, opened when the first is wanted, with the constants of a mapping behind their cells.
pub(super) struct Plain {
    grid: Grid,
    rows: Option<Box<dyn Rows>>,
    /// Columns without a heading, whose cells must be empty.
    unnamed: Vec<usize>,
    constants: Vec<String>,
}

impl Plain {
    pub(super) fn new(grid: Grid, constants: Vec<String>) -> Self {
        let unnamed = (0..grid.header.len())
            .filter(|at| grid.header[*at].is_empty())
            .collect();
        Self {
            grid,
            rows: None,
            unnamed,
            constants,
        }
    }

    /// A large text is read ahead; a workbook is in any case.
    fn open(&self) -> Result<Box<dyn Rows>> {
        let rows = self.grid.rows()?;
        let is_large = matches!(self.grid.form, Form::Delimited(_) | Form::Objects)
            && rows.progress().1 > LARGE;
        Ok(if is_large {
            Box::new(Ahead::of(rows))
        } else {
            rows
        })
    }
}

impl Rows for Plain {
    fn next(&mut self, cells: &mut csv::ByteRecord) -> Result<Option<u64>, Unreadable> {
        if self.rows.is_none() {
            self.rows = Some(self.open().map_err(Unreadable::File)?);
        }
        let Some(line) = self
            .rows
            .as_mut()
            .map_or(Ok(None), |rows| rows.next(cells))?
        else {
            return Ok(None);
        };
        let value = |at: &usize| cells.get(*at).filter(|cell| !cell.trim_ascii().is_empty());
        if let Some(value) = self.unnamed.iter().find_map(value) {
            return Err(Unreadable::Row(BadRow {
                line,
                cell: Some((String::new(), String::from_utf8_lossy(value).into_owned())),
                problem: "there is no heading over this cell".into(),
            }));
        }
        for constant in &self.constants {
            cells.push_field(constant.as_bytes());
        }
        Ok(Some(line))
    }

    fn progress(&self) -> (u64, u64) {
        match &self.rows {
            Some(rows) => rows.progress(),
            None => (0, self.grid.input.open().map_or(0, |(_, size)| size)),
        }
    }

    fn header(&self) -> &[String] {
        &self.grid.header
    }
}
