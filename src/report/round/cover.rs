//! The head of the compiled reply: what was asked by whom and when, and who answered when.

use crate::report::facts::{Inquiry, Letter, Mention, Round};
use crate::report::model::{Block, Column, Fact, Inline, Table, Tone, broken, words};
use crate::report::{Text, Texts};

/// What the inquiry is, in labels and values.
pub(super) fn facts(facts: &Round<'_>, texts: &Texts) -> Block {
    let inquiry = &facts.inquiry;
    let closed = inquiry
        .closed_on
        .map_or_else(|| texts.say("cover-open"), |date| texts.date(date));
    let values = [
        ("cover-reference", Text::new(&inquiry.reference)),
        ("cover-asker", texts.text_or_unknown(Some(&inquiry.asker))),
        ("cover-received", texts.date_or_unknown(inquiry.received_on)),
        ("cover-due", due(inquiry, texts)),
        ("cover-closed", closed),
        ("cover-departments", asked(facts, texts)),
        ("cover-state", state(facts, texts)),
    ];
    let mut cover: Vec<Fact> = values
        .into_iter()
        .map(|(key, value)| Fact::new(texts.say(key), value))
        .collect();
    if let Some(followed) = &inquiry.follows {
        cover.push(Fact::new(
            texts.say("cover-follows"),
            mention(followed, texts),
        ));
    }
    if !inquiry.follow_ups.is_empty() {
        let lines = inquiry
            .follow_ups
            .iter()
            .map(|follow_up| mention(follow_up, texts));
        cover.push(Fact {
            label: texts.say("cover-follow-ups"),
            value: broken(lines),
        });
    }
    Block::Facts { facts: cover }
}

/// When the answers are due, and when they were due at first, if that is another day.
fn due(inquiry: &Inquiry, texts: &Texts) -> Text {
    let Some(original) = inquiry
        .original_due_on
        .filter(|_| inquiry.due_on != inquiry.original_due_on)
    else {
        return texts.date_or_unknown(inquiry.due_on);
    };
    let original = ("original", texts.date(original).as_str().to_owned().into());
    match inquiry.due_on {
        Some(now) => {
            let now = ("now", texts.date(now).as_str().to_owned().into());
            texts.fill("cover-due-moved", &[now, original])
        }
        None => texts.fill("cover-due-stands", &[original]),
    }
}

/// The names of the departments asked; they hold commas and "and", so semicolons part them.
fn asked(facts: &Round<'_>, texts: &Texts) -> Text {
    let asked = |code: &&str| {
        facts
            .questions
            .iter()
            .any(|question| question.is_put_to(code))
    };
    let codes = facts.participants().into_iter().filter(asked);
    let names: Vec<&str> = codes.map(|code| facts.name(code)).collect();
    if names.is_empty() {
        texts.say("word-none")
    } else {
        Text::new(&names.join("; "))
    }
}

/// How many of the answers asked for have come.
pub(in crate::report) fn state(facts: &Round<'_>, texts: &Texts) -> Text {
    let expected = facts.expected();
    let owed: usize = facts
        .outstanding()
        .iter()
        .map(|(_, questions)| questions.len())
        .sum();
    texts.progress(expected.saturating_sub(owed), expected)
}

fn mention(mention: &Mention, texts: &Texts) -> Text {
    let values = [
        ("reference", mention.reference.as_str().into()),
        ("title", mention.title.as_str().into()),
    ];
    texts.fill("cover-mention", &values)
}

/// Who answered when, and who has not written yet.
pub(super) fn letters(facts: &Round<'_>, texts: &Texts) -> Block {
    let mut rows = Vec::new();
    for code in facts.participants() {
        let mut letters = facts.letters_of(code).peekable();
        if letters.peek().is_none() {
            let nothing = || words(texts.say("word-none-mark"));
            rows.push(vec![
                words(facts.name(code)),
                words(texts.say("round-no-letter")),
                nothing(),
                nothing(),
                nothing(),
            ]);
        }
        rows.extend(letters.map(|letter| letter_row(facts, letter, texts)));
    }
    if rows.is_empty() {
        return Block::note(Tone::Remark, texts.say("round-no-letters"));
    }
    let columns = [
        "round-department",
        "round-dated",
        "round-received",
        "round-case",
        "round-people",
    ];
    Block::Table(Table {
        caption: texts.say("round-letters-caption"),
        columns: columns.map(|key| Column::words(texts.say(key))).into(),
        rows,
    })
}

fn letter_row(facts: &Round<'_>, letter: &Letter, texts: &Texts) -> Vec<Vec<Inline>> {
    let mut name = words(facts.name(&letter.department));
    if let Some(unit) = &letter.unit {
        name.extend([Inline::Break, Inline::plain(facts.name(unit))]);
    }
    let mut people = Vec::new();
    for (key, names) in [
        ("round-handlers", &letter.handlers),
        ("round-signatories", &letter.signatories),
    ] {
        if !names.is_empty() {
            if !people.is_empty() {
                people.push(Inline::Break);
            }
            // A name may bring its title, after a comma.
            let names = if names.iter().any(|name| name.contains(',')) {
                Text::new(&names.join("; "))
            } else {
                texts.listed(names)
            };
            people.push(Inline::plain(
                texts
                    .fill(key, &[("names", names.as_str().into())])
                    .as_str(),
            ));
        }
    }
    if people.is_empty() {
        people = words(texts.say("word-unknown"));
    }
    vec![
        name,
        words(texts.date_or_unknown(letter.dated_on)),
        words(texts.date_or_unknown(letter.received_on)),
        words(
            letter
                .case_number
                .as_deref()
                .map_or_else(|| texts.say("round-no-case"), Text::new),
        ),
        people,
    ]
}
