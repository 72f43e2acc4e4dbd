//! The compiled reply to one inquiry, as the secretariat sends it.
//!
//! A question that was not put to a department is never shown as missing; one that was, and has no answer, is named as
//! outstanding. An answer that nobody asked for is shown where it belongs and said to be one.

pub(super) mod cover;
pub(super) mod data;
mod reply;

use super::anchor::Anchors;
use super::facts::{Question, Round, RoundFacts};
use super::model::{Block, Inline, Kind, Report, Tone};
use super::{Text, Texts};
use jiff::civil::Date;
use reply::AnswerAnchors;

/// What the replies are gathered under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// Each question with every department's reply.
    #[default]
    ByQuestion,
    /// Each department with its reply to every question.
    ByDepartment,
}

/// Composes the reply to one inquiry, made on the day `made_on`.
#[must_use]
pub fn compose(
    facts: &RoundFacts,
    arrangement: Arrangement,
    texts: &Texts,
    made_on: Date,
) -> Report {
    let inquiry = &facts.inquiry;
    let by_question = arrangement == Arrangement::ByQuestion;
    let facts = &Round::of(facts);
    let mut anchors = Anchors::default();
    let mut blocks = vec![cover::facts(facts, texts)];
    let sections = [
        anchors.claim(&["letters"]),
        anchors.claim(&["outstanding"]),
        anchors.claim(&["questions"]),
    ];
    let named = AnswerAnchors::new(facts, by_question, &mut anchors);
    blocks.push(Block::heading(2, &sections[0], texts.say("round-letters")));
    blocks.push(cover::letters(facts, texts));
    if facts.expected() > 0 {
        blocks.push(Block::heading(
            2,
            &sections[1],
            texts.say("round-outstanding"),
        ));
        blocks.extend(outstanding(facts, &named, texts));
    }
    blocks.push(Block::heading(
        2,
        &sections[2],
        texts.say("round-questions"),
    ));
    blocks.push(questions(facts, &named, texts));
    if by_question {
        facts
            .questions
            .iter()
            .for_each(|question| push_question(facts, question, &named, texts, &mut blocks));
    } else {
        facts
            .participants()
            .into_iter()
            .for_each(|code| push_department(facts, code, &named, texts, &mut blocks));
    }
    Report {
        kind: Kind::Round,
        language: texts.language(),
        title: texts.fill("round-title", &[("title", inquiry.title.as_str().into())]),
        subject: vec![Text::new(&inquiry.reference)],
        made_on,
        colophon: texts.colophon(made_on),
        blocks,
        data: data::data(facts, texts, made_on),
    }
}

/// What is still owed: by department, with a chart of the whole round.
fn outstanding(facts: &Round<'_>, named: &AnswerAnchors<'_>, texts: &Texts) -> Vec<Block> {
    let owed = facts.outstanding();
    if owed.is_empty() {
        return vec![Block::note(Tone::Remark, texts.say("round-complete"))];
    }
    let item = |(code, questions): &(&str, Vec<&Question>)| {
        let count = [
            ("department", facts.name(code).into()),
            ("count", questions.len().into()),
        ];
        let mut item = vec![Inline::plain(&format!(
            "{} ",
            texts.fill("round-owes", &count)
        ))];
        for (position, question) in questions.iter().enumerate() {
            if position > 0 {
                item.push(Inline::plain(", "));
            }
            item.push(Inline::link(
                &question.number,
                named.answer(&question.number, code),
            ));
        }
        item
    };
    vec![Block::List {
        ordered: false,
        items: owed.iter().map(item).collect(),
    }]
}

fn questions(facts: &Round<'_>, named: &AnswerAnchors<'_>, texts: &Texts) -> Block {
    if facts.questions.is_empty() {
        return Block::note(Tone::Remark, texts.say("round-no-questions"));
    }
    let item = |question: &Question| {
        let label = texts.fill(
            "word-question",
            &[("number", question.number.as_str().into())],
        );
        let link = Inline::link(label, named.questions.get(question.number.as_str()));
        vec![
            link,
            Inline::plain(&format!(": {}", shortened(&question.text))),
        ]
    };
    Block::List {
        ordered: false,
        items: facts.questions.iter().map(item).collect(),
    }
}

/// The beginning of a long question: the whole of it stands further on.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 120;
    let text = Text::new(text);
    let Some((end, _)) = text.as_str().char_indices().nth(LONGEST) else {
        return text.to_string();
    };
    let kept = &text.as_str()[..end];
    format!(
        "{} …",
        kept.rsplit_once(' ').map_or(kept, |(words, _)| words)
    )
}

fn push_question(
    facts: &Round<'_>,
    question: &Question,
    named: &AnswerAnchors<'_>,
    texts: &Texts,
    blocks: &mut Vec<Block>,
) {
    let number = question.number.as_str();
    blocks.push(Block::Heading {
        level: 2,
        anchor: named.questions.get(number).cloned(),
        text: texts.fill("word-question", &[("number", number.into())]),
    });
    blocks.push(Block::recorded(vec![Inline::strong(&question.text)]));
    let asked: Vec<&str> = facts
        .participants()
        .into_iter()
        .filter(|code| question.is_put_to(code))
        .collect();
    let put_to = if asked.is_empty() {
        texts.say("round-put-to-none")
    } else {
        texts.fill(
            "round-put-to",
            &[("departments", texts.listed(&asked).as_str().into())],
        )
    };
    blocks.push(Block::paragraph(put_to));
    for code in facts.participants() {
        if let Some(anchor) = named.answer(number, code) {
            blocks.push(Block::heading(
                3,
                anchor,
                texts.department(facts.name(code), code),
            ));
            push_reply(facts, question, code, named, texts, blocks);
        }
    }
}

fn push_department(
    facts: &Round<'_>,
    code: &str,
    named: &AnswerAnchors<'_>,
    texts: &Texts,
    blocks: &mut Vec<Block>,
) {
    let text = texts.department(facts.name(code), code);
    blocks.push(Block::Heading {
        level: 2,
        anchor: named.departments.get(code).cloned(),
        text,
    });
    for question in &facts.questions {
        if let Some(anchor) = named.answer(&question.number, code) {
            let number = question.number.as_str();
            blocks.push(Block::heading(
                3,
                anchor,
                texts.fill("word-question", &[("number", number.into())]),
            ));
            blocks.push(Block::recorded(vec![Inline::strong(&question.text)]));
            push_reply(facts, question, code, named, texts, blocks);
        }
    }
}

/// What one department says to one question, or that it owes an answer.
fn push_reply(
    facts: &Round<'_>,
    question: &Question,
    code: &str,
    named: &AnswerAnchors<'_>,
    texts: &Texts,
    blocks: &mut Vec<Block>,
) {
    if facts.is_outstanding(question, code) {
        blocks.push(Block::note(Tone::Warning, texts.say("answer-outstanding")));
        return;
    }
    if !question.is_put_to(code) {
        blocks.push(Block::note(Tone::Remark, texts.say("answer-supplementary")));
    }
    blocks.extend(reply::blocks(
        facts,
        (&question.number, code),
        named,
        texts,
        4,
    ));
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::report::csv::Dialect;
    use crate::report::sample;
    use crate::report::{Format, Language};

    fn written(report: &Report, format: Format) -> String {
        let mut out = Vec::new();
        format
            .renderer(Dialect::Rfc4180)
            .render(report, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    fn danish(facts: &RoundFacts, arrangement: Arrangement) -> Report {
        compose(
            facts,
            arrangement,
            &Texts::new(Language::DANISH),
            sample::TODAY,
        )
    }

    /// The text formats in which no other test shows a report whole.
    #[test]
    fn the_other_text_formats_read_well() {
        let report = danish(&sample::round(), Arrangement::ByQuestion);
        let formats = [Format::Text, Format::Html, Format::Tsv, Format::Ndjson];
        for format in formats {
            insta::assert_snapshot!(format!("round.{format}"), written(&report, format));
        }
    }

    #[test]
    fn it_reads_well_by_department_in_english_and_empty() {
        let by_department = danish(&sample::round(), Arrangement::ByDepartment);
        insta::assert_snapshot!(
            "round-by-department.md",
            written(&by_department, Format::Markdown)
        );
        let texts = Texts::new(Language::ENGLISH);
        let english = compose(
            &sample::round(),
            Arrangement::ByQuestion,
            &texts,
            sample::TODAY,
        );
        insta::assert_snapshot!("round-english.md", written(&english, Format::Markdown));
        let empty = danish(&sample::empty_round(), Arrangement::ByQuestion);
        insta::assert_snapshot!("round-empty.md", written(&empty, Format::Markdown));
    }

    #[test]
    fn a_moved_deadline_is_named_beside_the_first() {
        let first = Some(date(2031, 5, 14));
        for (now, want) in [
            (first, "**Svarfrist:** 14. maj 2031\n"),
            (
                Some(date(2031, 5, 20)),
                "**Svarfrist:** 20. maj 2031 (oprindelig 14. maj 2031)\n",
            ),
            (
                None,
                "**Svarfrist:** sat i bero (oprindelig 14. maj 2031)\n",
            ),
        ] {
            let mut facts = sample::empty_round();
            facts.inquiry.original_due_on = first;
            facts.inquiry.due_on = now;
            let text = written(&danish(&facts, Arrangement::ByQuestion), Format::Markdown);
            assert!(text.contains(want), "{want}{text}");
        }
    }

    #[test]
    fn links_lead_somewhere_and_headings_skip_no_level() {
        for facts in [
            sample::round(),
            sample::empty_round(),
            RoundFacts::default(),
        ] {
            for arrangement in [Arrangement::ByQuestion, Arrangement::ByDepartment] {
                let report = danish(&facts, arrangement);
                assert_eq!(
                    report.broken_links(),
                    Vec::<&crate::report::anchor::Anchor>::new()
                );
                let mut before = 1;
                for block in &report.blocks {
                    if let Block::Heading { level, text, .. } = block {
                        assert!(
                            *level >= 2 && *level <= before + 1,
                            "{text} is at level {level} after {before}"
                        );
                        before = *level;
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_is_missing_who_was_not_asked() {
        let report = danish(&sample::round(), Arrangement::ByDepartment);
        let text = written(&report, Format::Text);
        let owing = text.matches("Svaret udestår.").count();
        // Natur og Klima owes question 3, Økonomi og Digitalisering question 4; nobody owes what they were not asked.
        assert_eq!(owing, 2, "{text}");
        assert_eq!(text.matches("af egen drift").count(), 1, "{text}");
    }
}
