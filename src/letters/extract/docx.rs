//! Word documents (DOCX): paragraphs, breaks, tabs, tables, text boxes, numbered lists; headers before and footers after the body.
//!
//! Deleted text of tracked changes, field codes and the fallbacks of drawings are left out.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::flowed::Flowed;
use super::numbering::{Counters, LEVELS, Level};
use super::{ExtractError, Extracted};

pub(super) const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Elements whose content is not read.
const SKIPPED: [&str; 4] = ["Fallback", "del", "moveFrom", "AlternateContentFallback"];

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, ExtractError> {
    let mut archive = Archive::open(bytes, "DOCX")?;
    let names = archive.names();
    let lists = Lists::read(
        &archive.text("word/numbering.xml")?.unwrap_or_default(),
        &archive.text("word/styles.xml")?.unwrap_or_default(),
    );
    let parts = |prefix: &str| -> Vec<String> {
        names
            .iter()
            .filter(|name| {
                name.strip_suffix(".xml")
                    .is_some_and(|stem| stem.starts_with(prefix))
            })
            .cloned()
            .collect()
    };
    let mut order = parts("word/header");
    order.push("word/document.xml".to_owned());
    order.extend(parts("word/footer"));
    let mut flowed = Flowed::default();
    let mut counters = Counters::default();
    for name in order {
        let Some(xml) = archive.text(&name)? else {
            continue;
        };
        Walk {
            flowed: &mut flowed,
            lists: &lists,
            counters: &mut counters,
            frames: Vec::new(),
            skip: 0,
            run: 0,
            text: false,
        }
        .part(&xml)?;
        flowed.gap();
    }
    Ok(Extracted {
        media_type: MEDIA_TYPE,
        text: flowed.finish()?,
        note: None,
    })
}

/// The lists that the document defines, and the styles that belong to one.
#[derive(Default)]
struct Lists {
    /// The levels of each abstract list.
    levels: HashMap<String, Vec<Level>>,
    /// The abstract list of each list.
    abstracts: HashMap<String, String>,
    /// The list and level of each paragraph style.
    styles: HashMap<String, (String, usize)>,
}

impl Lists {
    fn read(numbering: &str, styles: &str) -> Self {
        let mut lists = Self::default();
        lists.numbering(numbering);
        lists.styles(styles);
        lists
    }

    fn numbering(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let (mut list, mut number, mut level) = (String::new(), String::new(), 0);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else {
                if matches!(event, Event::Eof) {
                    return;
                }
                continue;
            };
            match tag.local_name().into_inner() {
                "abstractNum" => {
                    list = value(&tag, "abstractNumId");
                    self.levels.insert(
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
                "num" => number = value(&tag, "numId"),
                "abstractNumId" => {
                    self.abstracts.insert(number.clone(), value(&tag, "val"));
                }
                "lvl" => level = value(&tag, "ilvl").parse().unwrap_or(0),
                name @ ("start" | "numFmt" | "lvlText") => {
                    let Some(own) = self
                        .levels
                        .get_mut(&list)
                        .and_then(|levels| levels.get_mut(level))
                    else {
                        continue;
                    };
                    let value = value(&tag, "val");
                    match name {
                        "start" => own.start = value.parse().unwrap_or(1),
                        "numFmt" => own.format = value,
                        _ => own.text = value,
                    }
                }
                _ => {}
            }
        }
    }

    fn styles(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        let (mut style, mut level) = (String::new(), 0);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(tag) | Event::Empty(tag)) = event else {
                if matches!(event, Event::Eof) {
                    return;
                }
                continue;
            };
            match tag.local_name().into_inner() {
                "style" => (style, level) = (value(&tag, "styleId"), 0),
                "ilvl" => level = value(&tag, "val").parse().unwrap_or(0),
                "numId" => {
                    self.styles
                        .insert(style.clone(), (value(&tag, "val"), level));
                }
                _ => {}
            }
        }
    }

    fn label(&self, paragraph: &Frame, counters: &mut Counters) -> String {
        let by_style = paragraph
            .style
            .as_ref()
            .and_then(|style| self.styles.get(style));
        let list = paragraph
            .list
            .clone()
            .or_else(|| by_style.map(|(list, _)| list.clone()));
        let level = paragraph
            .level
            .or_else(|| by_style.map(|(_, level)| *level))
            .unwrap_or(0);
        let levels = list.and_then(|list| {
            let id = self.abstracts.get(&list)?;
            Some((id, self.levels.get(id)?))
        });
        levels.map_or_else(String::new, |(id, levels)| {
            counters.label(id, level, levels)
        })
    }
}

/// Returns an attribute by its local name.
pub(super) fn value(tag: &BytesStart<'_>, name: &str) -> String {
    tag.attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().into_inner() == name)
        .map(|attribute| {
            let raw: &str = &attribute.value;
            quick_xml::escape::unescape(raw)
                .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
        })
        .unwrap_or_default()
}

/// Returns the character or characters that an entity stands for.
pub(super) fn entity(name: &str) -> String {
    quick_xml::escape::unescape(&format!("&{name};"))
        .map(std::borrow::Cow::into_owned)
        .unwrap_or_default()
}

/// A paragraph that is open.
#[derive(Default)]
struct Frame {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

struct Walk<'a> {
    flowed: &'a mut Flowed,
    lists: &'a Lists,
    counters: &'a mut Counters,
    /// The open paragraphs; a text box holds paragraphs inside one.
    frames: Vec<Frame>,
    /// How deep inside an element that is not read.
    skip: usize,
    /// How deep inside runs of text.
    run: usize,
    /// Whether inside the text of a run.
    text: bool,
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
                Ok(Event::Text(text)) if self.text => self.push(&text.xml10_content()),
                Ok(Event::CData(text)) if self.text => self.push(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) if self.text => self.push(&entity(&name)),
                Ok(_) => {}
                Err(error) => {
                    return Err(ExtractError::Damaged {
                        format: "DOCX",
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
            frame.text.push_str(text);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, open: bool) -> Result<(), ExtractError> {
        let name = tag.local_name().into_inner();
        if self.skip > 0 || SKIPPED.contains(&name) {
            self.skip += usize::from(open);
            return Ok(());
        }
        match name {
            "p" if open => self.frames.push(Frame::default()),
            "p" => self.flowed.paragraph("")?,
            "r" if open => self.run += 1,
            "t" => self.text = open,
            "tab" | "ptab" if self.run > 0 => self.push("\t"),
            "br" if value(tag, "type") == "page" => self.push("\x0c"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "pageBreakBefore" => self.push("\x0c"),
            "txbxContent" => self.flowed.gap(),
            "tr" if open => self.flowed.open_row(),
            "tc" if open => self.flowed.open_cell(),
            "pStyle" | "ilvl" | "numId" => self.property(name, value(tag, "val")),
            _ => {}
        }
        Ok(())
    }

    fn property(&mut self, name: &str, value: String) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        match name {
            "pStyle" => frame.style = Some(value),
            "ilvl" => frame.level = value.parse().ok(),
            _ => frame.list = Some(value),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ExtractError> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        match name {
            "p" => {
                if let Some(frame) = self.frames.pop() {
                    let text = frame.text.as_str();
                    let numbered = !text.trim().is_empty();
                    let label = if numbered {
                        self.lists.label(&frame, self.counters)
                    } else {
                        String::new()
                    };
                    let lead = text.len() - text.trim_start_matches('\x0c').len();
                    self.flowed
                        .paragraph(&format!("{}{label}{}", &text[..lead], &text[lead..]))?;
                }
            }
            "r" => self.run = self.run.saturating_sub(1),
            "t" => self.text = false,
            "txbxContent" | "tbl" => self.flowed.gap(),
            "tr" => self.flowed.close_row()?,
            _ => {}
        }
        Ok(())
    }
}
