//! HTML: one file with its style inside and nothing that runs.
//!
//! Every piece of data goes through one escaping function, and the page forbids scripts and anything from elsewhere. The
//! page is written by hand and not by a template: the model is a tree of typed blocks, so a `match` says all there is to
//! say, the compiler knows when a block is forgotten, and there is no second language with its own escaping rules.

use super::model::{Chart, Table, Tone};
use super::{Block, Inline, Language, Renderer, Report, ReportError, Texts};
use std::fmt::Write as _;
use std::io::Write;

/// Writes a report as one HTML page.
#[derive(Debug, Clone, Copy)]
pub struct Html;

impl Renderer for Html {
    fn render(&self, report: &Report, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
        let texts = Texts::new(report.language);
        let mut page = Page {
            html: String::new(),
            tables: 0,
            other: report.other_language(),
        };
        page.blocks(&report.blocks);
        let title = escaped(report.title.as_str());
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"generator\" content=\"tenday\">\n<meta name=\"color-scheme\" content=\"light\">\n\
             <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#content\">{skip}</a>\n<main id=\"content\">\n<h1>{title}</h1>\n{body}</main>\n\
             <footer>{colophon}</footer>\n</body>\n</html>",
            language = report.language,
            style = include_str!("html.css"),
            skip = escaped(texts.say("page-skip").as_str()),
            body = page.html,
            colophon = escaped(report.colophon.as_str()),
        )?;
        Ok(())
    }
}

/// The page so far. Writing to its String cannot fail, so the results of `write!` are dropped.
struct Page {
    html: String,
    tables: usize,
    /// The language of the record's own words, if it has to be said.
    other: Option<Language>,
}

impl Page {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let _ = match block {
            Block::Heading {
                level,
                anchor,
                text,
            } => {
                let id = anchor
                    .as_ref()
                    .map_or_else(String::new, |anchor| format!(" id=\"{}\"", anchor.as_str()));
                writeln!(
                    self.html,
                    "<h{level}{id}>{}</h{level}>",
                    escaped(text.as_str())
                )
            }
            Block::Paragraph { text } => writeln!(self.html, "<p>{}</p>", line(text)),
            Block::Facts { facts } => {
                self.html.push_str("<dl>\n");
                for fact in facts {
                    let label = escaped(fact.label.as_str());
                    let _ = writeln!(self.html, "<dt>{label}</dt><dd>{}</dd>", line(&fact.value));
                }
                writeln!(self.html, "</dl>")
            }
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                let _ = writeln!(self.html, "<{tag}>");
                for item in items {
                    let _ = writeln!(self.html, "<li>{}</li>", line(item));
                }
                writeln!(self.html, "</{tag}>")
            }
            Block::Quote { blocks } => {
                let _ = writeln!(self.html, "<blockquote{}>", language(self.other));
                self.blocks(blocks);
                writeln!(self.html, "</blockquote>")
            }
            Block::Recorded { blocks } if self.other.is_none() => {
                self.blocks(blocks);
                Ok(())
            }
            Block::Recorded { blocks } => {
                let _ = writeln!(self.html, "<div{}>", language(self.other));
                self.blocks(blocks);
                writeln!(self.html, "</div>")
            }
            Block::Note { tone, text } => {
                let class = match tone {
                    Tone::Remark => "note",
                    Tone::Warning => "note warning",
                };
                writeln!(self.html, "<p class=\"{class}\">{}</p>", line(text))
            }
            Block::Table(shown) => {
                self.table(shown);
                Ok(())
            }
            Block::Chart(chart) => self.chart(chart),
        };
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let caption = format!("table-{}", self.tables);
        let mut html = format!(
            "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{caption}\">\n<table>\n\
             <caption id=\"{caption}\">{}</caption>\n<thead><tr>",
            escaped(table.caption.as_str())
        );
        for column in &table.columns {
            let _ = write!(
                html,
                "<th scope=\"col\"{}>{}</th>",
                numeric(column.numeric),
                escaped(column.title.as_str())
            );
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            html.push_str("<tr>");
            for (position, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                let (open, close) = if position == 0 {
                    ("th scope=\"row\"", "th")
                } else {
                    ("td", "td")
                };
                let _ = write!(
                    html,
                    "<{open}{}>{}</{close}>",
                    numeric(column.numeric),
                    line(cell)
                );
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody>\n</table>\n</div>\n");
        self.html.push_str(&html);
    }

    fn chart(&mut self, chart: &Chart) -> std::fmt::Result {
        let (title, description) = (
            escaped(chart.title.as_str()),
            escaped(chart.description.as_str()),
        );
        write!(
            self.html,
            "<figure>\n<figcaption><strong>{title}</strong> {description}</figcaption>\n"
        )?;
        // A narrow screen scrolls the drawing: made to fit, its words could not be read.
        let name = chart.anchor.as_str();
        writeln!(
            self.html,
            "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{name}-title\">\n{}</div>\n</figure>",
            chart.svg
        )?;
        self.table(&chart.table);
        Ok(())
    }
}

fn language(other: Option<Language>) -> String {
    other.map_or_else(String::new, |other| format!(" lang=\"{other}\""))
}

fn numeric(numeric: bool) -> &'static str {
    if numeric { " class=\"number\"" } else { "" }
}

fn line(inlines: &[Inline]) -> String {
    let mut line = String::new();
    for inline in inlines {
        let _ = match inline {
            Inline::Plain { text } => write!(line, "{}", escaped(text)),
            Inline::Strong { text } => write!(line, "<strong>{}</strong>", escaped(text.as_str())),
            Inline::Link { text, to } => write!(
                line,
                "<a href=\"#{}\">{}</a>",
                to.as_str(),
                escaped(text.as_str())
            ),
            Inline::Break => write!(line, "<br>"),
        };
    }
    line
}

/// Escapes `text` for an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::words;
    use proptest::prelude::*;

    #[test]
    fn markup_in_data_is_text() {
        let html = line(&words("<script>alert('&\"')</script>"));
        assert_eq!(
            html,
            "&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;"
        );
    }

    #[test]
    fn words_of_the_record_say_their_language_where_it_is_another() {
        let quote = Block::Quote {
            blocks: vec![Block::paragraph("Nej")],
        };
        for (other, expected) in [
            (
                None,
                "<blockquote>\n<p>Nej</p>\n</blockquote>\n<p>Nej</p>\n",
            ),
            (
                Some(Language::DANISH),
                "<blockquote lang=\"da\">\n<p>Nej</p>\n</blockquote>\n<div lang=\"da\">\n<p>Nej</p>\n</div>\n",
            ),
        ] {
            let mut page = Page {
                html: String::new(),
                tables: 0,
                other,
            };
            page.block(&quote);
            page.block(&Block::recorded(words("Nej")));
            assert_eq!(page.html, expected);
        }
    }

    proptest! {
        #[test]
        fn escaped_text_holds_no_markup(raw in any::<String>()) {
            let html = escaped(&raw);
            prop_assert!(!html.contains(['<', '>', '"', '\'']));
            let back = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            prop_assert_eq!(back.replace("&amp;", "&"), raw);
        }
    }
}
