//! The words of a PDF with their places, from `pdftotext` or from `pdf-extract`.

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::page::Word;
use crate::letters::extract::docx::{entity, value};

/// A gap wider than this parts two words, in shares of the size of the letters.
const GAP: f64 = 0.1;
/// Letters that stand farther apart in height belong to two words, in shares of their size.
const LEVEL: f64 = 0.2;
/// How far the letters of a line reach above and below it, in shares of their size.
const ABOVE: f64 = 0.8;
const BELOW: f64 = 0.2;

/// Reads what `pdftotext -bbox` writes: pages of words with their boxes.
pub(super) fn of_boxes(xml: &str) -> Vec<Vec<Word>> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut pages: Vec<Vec<Word>> = Vec::new();
    let mut word: Option<Word> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().into_inner() {
                "page" => pages.push(Vec::new()),
                "word" => word = boxed(&tag),
                _ => {}
            },
            Ok(Event::End(tag)) if tag.local_name().into_inner() == "word" => {
                if let (Some(page), Some(word)) = (pages.last_mut(), word.take()) {
                    page.push(word);
                }
            }
            Ok(Event::Text(text)) => push(&mut word, &text.xml10_content()),
            Ok(Event::GeneralRef(name)) => push(&mut word, &entity(&name)),
            Ok(Event::Eof) | Err(_) => return pages,
            Ok(_) => {}
        }
    }
}

fn push(word: &mut Option<Word>, text: &str) {
    if let Some(word) = word {
        word.text.push_str(text);
    }
}

fn boxed(tag: &BytesStart<'_>) -> Option<Word> {
    let number = |name: &str| value(tag, name).parse().ok();
    Some(Word {
        left: number("xMin")?,
        right: number("xMax")?,
        top: number("yMin")?,
        bottom: number("yMax")?,
        text: String::new(),
    })
}

/// Reads the words of every page with `pdf-extract`, which panics on some files.
pub(super) fn of_letters(bytes: &[u8]) -> Result<Vec<Vec<Word>>, OutputError> {
    let mut document = Document::load_mem(bytes)?;
    if document.is_encrypted() {
        document.decrypt("")?;
    }
    let mut letters = Letters::default();
    output_doc(&document, &mut letters)?;
    Ok(letters.pages)
}

/// Gathers letters into words.
#[derive(Default)]
struct Letters {
    pages: Vec<Vec<Word>>,
    /// The upper edge of the page.
    top: f64,
    /// Where the last letter ended; none where a word ended.
    end: Option<f64>,
}

impl OutputDev for Letters {
    fn begin_page(
        &mut self,
        _: u32,
        media_box: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.pages.push(Vec::new());
        self.top = media_box.ury;
        self.end = None;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        letter: &str,
    ) -> Result<(), OutputError> {
        // The size of a square of the same area, as the letters may be stretched.
        let size = size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let (left, base) = (place.m31, self.top - place.m32);
        let right = left + width * size;
        if letter.trim().is_empty() {
            self.end = None;
            return Ok(());
        }
        let Some(page) = self.pages.last_mut() else {
            return Ok(());
        };
        let bottom = base + size * BELOW;
        let goes_on = self.end.is_some_and(|end| (left - end).abs() <= size * GAP);
        match page
            .last_mut()
            .filter(|word| goes_on && (word.bottom - bottom).abs() <= size * LEVEL)
        {
            Some(word) => {
                word.text.push_str(letter);
                word.right = right;
            }
            None => page.push(Word {
                left,
                right,
                top: base - size * ABOVE,
                bottom,
                text: letter.to_owned(),
            }),
        }
        self.end = Some(right);
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
