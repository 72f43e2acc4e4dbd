//! `OpenDocument` texts (ODT): paragraphs, breaks, tabs, tables, text boxes, numbered lists; headers before and footers after the
//! body. Notes, comments and tracked deletions are left out.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::docx::{entity, value};
use super::flowed::Flowed;
use super::numbering::{Counters, LEVELS, Level};
use super::{ExtractError, Extracted};

pub(super) const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";
/// Elements whose content is not read.
const SKIPPED: [&str; 5] = [
    "annotation",
    "tracked-changes",
    "note",
    "binary-data",
    "automatic-styles-none",
];
/// The most blanks that one element may stand for.
const MOST_BLANKS: usize = 200;

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    let mut archive = Archive::open(bytes, "ODT")?;
    let styles = archive.text("styles.xml")?.unwrap_or_default();
    let content = archive
        .text("content.xml")?
        .ok_or_else(|| ExtractError::Damaged {
            format: "ODT",
            reason: "it holds no `content.xml`".to_owned(),
        })?;
    let mut definitions = Definitions::default();
    definitions.read(&styles);
    definitions.read(&content);
    let mut flowed = Flowed::default();
    let mut counters = Counters::default();
    for (xml, within) in [(&styles, "header"), (&content, "text"), (&styles, "footer")] {
        Walk {
            flowed: &mut flowed,
            definitions: &definitions,
            counters: &mut counters,
            within,
            depth: 0,
            frames: Vec::new(),
            lists: Vec::new(),
            label: None,
            skip: 0,
        }
        .part(xml)?;
        flowed.gap();
    }
    Ok(Extracted {
        media_type: MEDIA_TYPE,
        text: flowed.finish()?,
        note: None,
    })
}

/// The list styles, and the paragraph styles that start a page.
#[derive(Default)]
struct Definitions {
    lists: HashMap<String, Vec<Level>>,
    breaks: HashSet<String>,
}

impl Definitions {
    fn read(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let (mut list, mut style) = (String::new(), String::new());
        while let Ok(event) = reader.read_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else {
                if matches!(event, Event::Eof) {
                    return;
                }
                continue;
            };
            match tag.local_name().into_inner() {
                "list-style" => {
                    list = value(&tag, "name");
                    self.lists.insert(
                        list.clone(),
                        vec![
                            Level {
                                start: 1,
                                ..Level::default()
                            };
                            LEVELS
                        ],
                    );
                }
                "style" => style = value(&tag, "name"),
                "paragraph-properties" if value(&tag, "break-before") == "page" => {
                    self.breaks.insert(style.clone());
                }
                name @ ("list-level-style-number" | "list-level-style-bullet") => {
                    let level: usize = value(&tag, "level").parse().unwrap_or(1);
                    let own = self
                        .lists
                        .get_mut(&list)
                        .and_then(|levels| levels.get_mut(level.checked_sub(1)?));
                    if let Some(own) = own {
                        *own = list_level(&tag, level, name.ends_with("bullet"));
                    }
                }
                _ => {}
            }
        }
    }
}

fn list_level(tag: &BytesStart<'_>, level: usize, bullet: bool) -> Level {
    let format = value(tag, "num-format");
    let format = match (bullet, format.as_str()) {
        (true, _) => "bullet".to_owned(),
        (false, "") => "none".to_owned(),
        (false, _) => format,
    };
    Level {
        format,
        text: format!(
            "{}%{level}{}",
            value(tag, "num-prefix"),
            value(tag, "num-suffix")
        ),
        start: value(tag, "start-value").parse().unwrap_or(1),
    }
}

struct Walk<'a> {
    flowed: &'a mut Flowed,
    definitions: &'a Definitions,
    counters: &'a mut Counters,
    /// The element that is read: the body, the headers or the footers.
    within: &'static str,
    depth: usize,
    /// The open paragraphs; a text box holds paragraphs inside one.
    frames: Vec<String>,
    /// The styles of the open lists.
    lists: Vec<String>,
    /// The label of the list item that has no paragraph yet.
    label: Option<String>,
    skip: usize,
}

impl Walk<'_> {
    fn part(&mut self, xml: &str) -> Result<(), ExtractError> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(Event::Start(tag)) => self.start(&tag, true)?,
                Ok(Event::Empty(tag)) => self.start(&tag, false)?,
                Ok(Event::End(tag)) => self.end(tag.local_name().into_inner())?,
                Ok(Event::Text(text)) => {
                    self.push(&text.xml10_content().replace(['\n', '\t'], " "));
                }
                Ok(Event::CData(text)) => self.push(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) => self.push(&entity(&name)),
                Ok(_) => {}
                Err(error) => {
                    return Err(ExtractError::Damaged {
                        format: "ODT",
                        reason: error.to_string(),
                    });
                }
            }
        }
        while !self.frames.is_empty() {
            self.end("p")?;
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        if let (Some(frame), 0) = (self.frames.last_mut(), self.skip) {
            frame.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, open: bool) -> Result<(), ExtractError> {
        let name = tag.local_name().into_inner();
        if name == self.within {
            self.depth += usize::from(open);
            return Ok(());
        }
        if self.depth == 0 {
            return Ok(());
        }
        if self.skip > 0 || SKIPPED.contains(&name) {
            self.skip += usize::from(open);
            return Ok(());
        }
        match name {
            "p" | "h" => {
                if self.definitions.breaks.contains(&value(tag, "style-name")) {
                    self.flowed.page();
                }
                self.frames.push(self.label.take().unwrap_or_default());
                if !open {
                    self.end("p")?;
                }
            }
            "s" => {
                let count = value(tag, "c").parse().unwrap_or(1).min(MOST_BLANKS);
                self.push(&" ".repeat(count));
            }
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            "text-box" => self.flowed.gap(),
            "table-row" if open => self.flowed.open_row(),
            "table-cell" if open => self.flowed.open_cell(),
            "list" if open => {
                let style = value(tag, "style-name");
                let inherited = self.lists.last().cloned().unwrap_or_default();
                self.lists
                    .push(if style.is_empty() { inherited } else { style });
            }
            "list-item" if open => self.item(),
            _ => {}
        }
        Ok(())
    }

    fn item(&mut self) {
        let (Some(style), Some(level)) = (self.lists.last(), self.lists.len().checked_sub(1))
        else {
            return;
        };
        let levels = self.definitions.lists.get(style);
        self.label = Some(levels.map_or_else(
            || "- ".to_owned(),
            |levels| self.counters.label(style, level, levels),
        ));
    }

    fn end(&mut self, name: &str) -> Result<(), ExtractError> {
        if name == self.within {
            self.depth = self.depth.saturating_sub(1);
            return Ok(());
        }
        if self.depth == 0 && self.frames.is_empty() {
            return Ok(());
        }
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        match name {
            "p" | "h" => {
                if let Some(text) = self.frames.pop() {
                    self.flowed.paragraph(&text)?;
                }
            }
            "text-box" | "table" => self.flowed.gap(),
            "table-row" => self.flowed.close_row()?,
            "list" => {
                self.lists.pop();
            }
            _ => {}
        }
        Ok(())
    }
}
