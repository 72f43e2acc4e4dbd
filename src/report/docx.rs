//! Word documents.
//!
//! A DOCX is a ZIP of XML parts. Most of them never change and lie in `docx/`: the styles (real headings, so that Word's
//! navigation and a screen reader find them), the two list formats, the package's table of contents. What changes is
//! written here: the document, its title, its language. The writing libraries surveyed can mark neither a table's head nor
//! a document's language, and both are what an accessible document needs; `zip` is in the tree for spreadsheets anyway.

mod columns;

use super::anchor::Anchor;
use super::model::{Fact, Table, Tone};
use super::{Block, Inline, Renderer, Report, ReportError, Texts};
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The width between the margins of an A4 page, in twentieths of a point.
const TEXT_WIDTH: usize = 9_638;

/// Writes a report as a Word document.
#[derive(Debug, Clone, Copy)]
pub struct Docx;

impl Renderer for Docx {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        let locale = |language| Texts::new(language).say("page-locale").to_string();
        let mut document = Document {
            xml: String::new(),
            bookmarks: 0,
            lists: 0,
            other: report.other_language().map(locale),
        };
        document.paragraph("Title", &run(report.title.as_str(), ""));
        document.blocks(&report.blocks, "");
        document.paragraph("Colophon", &run(report.colophon.as_str(), ""));
        // ZIP needs to go back to where a part began.
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts(report, &document, &locale(report.language)) {
            archive
                .start_file(name, SimpleFileOptions::default())
                .map_err(|error| packed(&error))?;
            archive.write_all(xml.as_bytes())?;
        }
        let bytes = archive
            .finish()
            .map_err(|error| packed(&error))?
            .into_inner();
        Ok(out.write_all(&bytes)?)
    }
}

/// The parts of the package, in the order in which readers look for them.
fn parts(report: &Report, document: &Document, locale: &str) -> [(&'static str, String); 9] {
    let body = include_str!("docx/document.xml").replace("BODY", &document.xml);
    let settings = include_str!("docx/settings.xml").replace("LOCALE", locale);
    let styles = include_str!("docx/styles.xml").replace("LOCALE", locale);
    [
        (
            "[Content_Types].xml",
            include_str!("docx/content_types.xml").to_owned(),
        ),
        (
            "_rels/.rels",
            include_str!("docx/package_rels.xml").to_owned(),
        ),
        ("docProps/core.xml", core(report, locale)),
        (
            "word/_rels/document.xml.rels",
            include_str!("docx/document_rels.xml").to_owned(),
        ),
        ("word/settings.xml", settings),
        ("word/styles.xml", styles),
        (
            "word/footer.xml",
            include_str!("docx/footer.xml").to_owned(),
        ),
        ("word/numbering.xml", numbering(document.lists)),
        ("word/document.xml", body),
    ]
}

fn packed(error: &zip::result::ZipError) -> ReportError {
    ReportError::Document(error.to_string())
}

fn core(report: &Report, locale: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>tenday</dc:creator><dc:language>{locale}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made_on}T00:00:00Z</dcterms:created></cp:coreProperties>",
        title = escaped(report.title.as_str()),
        made_on = report.made_on,
    )
}

/// A numbering instance per numbered list, so that each begins at 1; number 1 is the bullets'.
fn numbering(lists: usize) -> String {
    let mut instances = String::new();
    for list in 0..lists {
        // Writing to a String cannot fail; so throughout this file.
        let _ = write!(
            instances,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            list + 2
        );
    }
    include_str!("docx/numbering.xml").replace("INSTANCES", &instances)
}

/// The body so far.
struct Document {
    xml: String,
    bookmarks: usize,
    lists: usize,
    /// The locale of the record's own words, if it has to be said.
    other: Option<String>,
}

impl Document {
    /// Adds blocks; `quote` is the style of paragraphs within a quotation, or nothing.
    fn blocks(&mut self, blocks: &[Block], quote: &str) {
        for block in blocks {
            match block {
                Block::Heading {
                    level,
                    anchor,
                    text,
                } => {
                    let words = self.bookmarked(&run(text.as_str(), ""), anchor.as_ref());
                    self.paragraph(
                        &format!("Heading{}", level.saturating_sub(1).max(1)),
                        &words,
                    );
                }
                // A line in bold type alone leads on to what follows: a question to its answers.
                Block::Paragraph { text } if matches!(text.as_slice(), [Inline::Strong { .. }]) => {
                    self.styled("<w:keepNext/>", &runs(text));
                }
                Block::Paragraph { text } => self.paragraph(quote, &runs(text)),
                Block::Facts { facts } => self.facts(facts),
                Block::List { ordered, items } => self.list(*ordered, items, quote),
                Block::Quote { blocks } => self.recorded(blocks, "Quote"),
                Block::Recorded { blocks } => self.recorded(blocks, quote),
                Block::Note { tone, text } => {
                    self.paragraph(
                        if *tone == Tone::Warning {
                            "Warning"
                        } else {
                            "Note"
                        },
                        &runs(text),
                    );
                }
                Block::Table(shown) => self.table(shown),
                Block::Chart(chart) => {
                    self.paragraph("", &run(chart.description.as_str(), ""));
                    self.table(&chart.table);
                }
            }
        }
    }

    /// Adds blocks whose words are in the record's language, and says so where that is not the report's.
    fn recorded(&mut self, blocks: &[Block], quote: &str) {
        let before = self.xml.len();
        self.blocks(blocks, quote);
        if let Some(locale) = &self.other {
            let marked = format!("<w:lang w:val=\"{locale}\"/></w:rPr>");
            let added = self.xml.split_off(before);
            self.xml.push_str(&added.replace("</w:rPr>", &marked));
        }
    }

    fn paragraph(&mut self, style: &str, runs: &str) {
        self.styled(
            &if style.is_empty() {
                String::new()
            } else {
                format!("<w:pStyle w:val=\"{style}\"/>")
            },
            runs,
        );
    }

    fn styled(&mut self, properties: &str, runs: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");
    }

    fn bookmarked(&mut self, runs: &str, anchor: Option<&Anchor>) -> String {
        let Some(anchor) = anchor else {
            return runs.to_owned();
        };
        self.bookmarks += 1;
        let (id, name) = (self.bookmarks, bookmark(anchor));
        format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{id}\"/>"
        )
    }

    fn facts(&mut self, facts: &[Fact]) {
        for (position, fact) in facts.iter().enumerate() {
            let label = run(&format!("{}:", fact.label), "<w:b/>");
            let words = format!("{label}<w:r><w:tab/></w:r>{}", runs(&fact.value));
            let room = room_after(position + 1 == facts.len());
            self.styled(&format!("<w:pStyle w:val=\"Fact\"/>{room}"), &words);
        }
    }

    fn list(&mut self, ordered: bool, items: &[Vec<Inline>], quote: &str) {
        let number = if ordered { self.lists + 2 } else { 1 };
        self.lists += usize::from(ordered);
        // The list's own indent would stand before the quotation's rule.
        let (style, indent) = if quote.is_empty() {
            ("ListParagraph", "")
        } else {
            (quote, "<w:ind w:left=\"765\" w:hanging=\"425\"/>")
        };
        for (position, item) in items.iter().enumerate() {
            let room = room_after(position + 1 == items.len());
            let properties = format!(
                "<w:pStyle w:val=\"{style}\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>{room}{indent}"
            );
            self.styled(&properties, &runs(item));
        }
    }

    fn table(&mut self, table: &Table) {
        self.paragraph("Caption", &run(table.caption.as_str(), ""));
        self.xml.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Report\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"00A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" \
             w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
        );
        let widths = columns::widths(table, TEXT_WIDTH);
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml
            .push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            self.cell(&run(column.title.as_str(), ""), column.numeric, *width);
        }
        self.xml.push_str("</w:tr>");
        for row in &table.rows {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for ((cell, column), width) in row.iter().zip(&table.columns).zip(&widths) {
                self.cell(&runs(cell), column.numeric, *width);
            }
            self.xml.push_str("</w:tr>");
        }
        // Word joins two tables that touch.
        self.xml.push_str("</w:tbl>");
        self.paragraph("AfterTable", "");
    }

    fn cell(&mut self, runs: &str, numeric: bool, width: usize) {
        let _ = write!(
            self.xml,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
        );
        let side = if numeric {
            "<w:jc w:val=\"right\"/>"
        } else {
            ""
        };
        self.styled(&format!("<w:pStyle w:val=\"Cell\"/>{side}"), runs);
        self.xml.push_str("</w:tc>");
    }
}

/// The last line of a list stands clear of what follows.
fn room_after(last: bool) -> &'static str {
    if last {
        "<w:spacing w:after=\"160\"/>"
    } else {
        ""
    }
}

fn runs(inlines: &[Inline]) -> String {
    let piece = |inline: &Inline| match inline {
        Inline::Plain { text } => run(text, ""),
        Inline::Strong { text } => run(text.as_str(), "<w:b/>"),
        Inline::Link { text, to } => {
            let words = run(text.as_str(), "<w:rStyle w:val=\"Hyperlink\"/>");
            format!(
                "<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{words}</w:hyperlink>",
                bookmark(to)
            )
        }
        Inline::Break => "<w:r><w:br/></w:r>".to_owned(),
    };
    inlines.iter().map(piece).collect()
}

fn run(text: &str, properties: &str) -> String {
    format!(
        "<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}

/// Word takes letters, digits and underscores.
fn bookmark(anchor: &Anchor) -> String {
    anchor.as_str().replace('-', "_")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::round::{self, Arrangement};
    use crate::report::{Language, sample};
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::collections::BTreeSet;
    use std::io::Read;
    use zip::ZipArchive;

    fn parts(report: &Report) -> Vec<(String, String)> {
        let mut out = Vec::new();
        Docx.render(report, &mut out).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(out)).unwrap();
        let mut parts = Vec::new();
        for part in 0..archive.len() {
            let mut file = archive.by_index(part).unwrap();
            let mut xml = String::new();
            file.read_to_string(&mut xml).unwrap();
            parts.push((file.name().unwrap().into_owned(), xml));
        }
        parts
    }

    fn attributes(xml: &str, before: &str) -> BTreeSet<String> {
        xml.split(before)
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect()
    }

    #[test]
    fn every_part_is_sound_xml() {
        for report in sample::every_kind() {
            for (name, xml) in parts(&report) {
                let mut reader = Reader::from_str(&xml);
                loop {
                    match reader.read_event() {
                        Ok(Event::Eof) => break,
                        Ok(_) => {}
                        Err(error) => panic!("{name}: {error}"),
                    }
                }
                assert!(
                    !xml.contains("LOCALE") && !xml.contains("BODY") && !xml.contains("INSTANCES"),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn links_have_bookmarks_styles_exist_and_tables_have_heads() {
        for report in sample::every_kind() {
            let parts = parts(&report);
            let part = |name: &str| &parts.iter().find(|(part, _)| part == name).unwrap().1;
            let (document, styles) = (part("word/document.xml"), part("word/styles.xml"));
            let bookmarks = attributes(document, "w:name=\"");
            assert!(attributes(document, "w:anchor=\"").is_subset(&bookmarks));
            let mut known = attributes(styles, "w:styleId=\"");
            known.insert(String::new());
            for used in [
                "<w:pStyle w:val=\"",
                "<w:rStyle w:val=\"",
                "<w:tblStyle w:val=\"",
            ] {
                assert!(
                    attributes(document, used).is_subset(&known),
                    "{used} in {:?}",
                    report.kind
                );
            }
            assert_eq!(
                document.matches("<w:tbl>").count(),
                document.matches("<w:tblHeader/>").count()
            );
            assert!(styles.contains("<w:lang w:val=\"da-DK\""));
            assert!(part("docProps/core.xml").contains("<dc:language>da-DK</dc:language>"));
        }
    }

    #[test]
    fn words_of_the_record_say_their_language_where_it_is_another() {
        for (language, said) in [(Language::DANISH, false), (Language::ENGLISH, true)] {
            let texts = Texts::new(language);
            let facts = sample::round();
            let report = round::compose(&facts, Arrangement::ByQuestion, &texts, sample::TODAY);
            let parts = parts(&report);
            let (_, document) = parts
                .iter()
                .find(|(name, _)| name == "word/document.xml")
                .unwrap();
            let runs: Vec<&str> = document.split("<w:r>").collect();
            let question = escaped(&facts.questions[0].text);
            let mut asked = runs.iter().filter(|run| run.contains(&question));
            let last = asked.next_back().unwrap();
            assert_eq!(last.contains("<w:lang w:val=\"da-DK\"/></w:rPr>"), said);
        }
    }
}
