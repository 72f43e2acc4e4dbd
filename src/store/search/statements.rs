//! The statements of each kind of hit.
//!
//! They are alike but for the index and for what its rows belong to. A `+` before `rowid` keeps
//! `SQLite` from looking every row that a filter lets through up in the index: the rows are put in
//! a set once. Without a filter nothing is asked of a row but whether the words stand in it.

use crate::domain::search::HitKind;

/// What is asked of one index.
pub(super) struct Statements {
    /// How much a hit is worth beside one in an answer.
    pub(super) weight: f64,
    /// What is asked of all its rows.
    pub(super) everywhere: Asked,
    /// What is asked of the rows that the filters let through.
    pub(super) within: Asked,
    /// What is said of the hit in row `:id`, and its excerpt, unless `:excerpt` is it.
    pub(super) facts: &'static str,
}

/// What is asked of some rows of an index.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    /// The number of hits, at most `:most`.
    pub(super) count: &'static str,
    /// The best hits, each with its score: the lower the better. An excerpt of every hit would take
    /// longer than ranking them.
    pub(super) ranked: &'static str,
    /// The hits that were recorded last, each with its excerpt: to find one again among so many
    /// would take longer.
    pub(super) newest: &'static str,
}

macro_rules! asked {
    ($index:literal, $excerpt:literal, $rows:literal) => {
        Asked {
            count: concat!(
                "SELECT count(*) FROM (SELECT 1 FROM ",
                $index,
                " WHERE ",
                $index,
                " MATCH :match",
                $rows,
                " LIMIT :most)"
            ),
            ranked: concat!(
                "SELECT rowid AS id, bm25(",
                $index,
                ") AS score, NULL AS excerpt FROM ",
                $index,
                " WHERE ",
                $index,
                " MATCH :match",
                $rows,
                " ORDER BY score LIMIT :most"
            ),
            newest: concat!(
                "SELECT rowid AS id, 0.0 AS score, ",
                $excerpt,
                " AS excerpt FROM ",
                $index,
                " WHERE ",
                $index,
                " MATCH :match",
                $rows,
                " ORDER BY rowid DESC LIMIT :most"
            ),
        }
    };
}

macro_rules! statements {
    ($index:literal, weight $weight:literal, excerpt $excerpt:literal, everywhere $everywhere:literal,
     within $within:literal, facts $facts:literal) => {
        Statements {
            weight: $weight,
            everywhere: asked!($index, $excerpt, $everywhere),
            within: asked!($index, $excerpt, $within),
            facts: concat!(
                "SELECT ifnull(:excerpt, (SELECT ",
                $excerpt,
                " FROM ",
                $index,
                " WHERE ",
                $index,
                " MATCH :match AND rowid = :id)) AS excerpt, ",
                $facts
            ),
        }
    };
}

/// Every kind of hit with its statements.
pub(super) const ALL: &[(HitKind, &Statements)] = &[
    (HitKind::Title, &TITLE),
    (HitKind::Question, &QUESTION),
    (HitKind::Answer, &ANSWER),
    (HitKind::Channel, &CHANNEL),
];

static TITLE: Statements = statements!(
    "title_search",
    weight 4.0,
    excerpt "snippet(title_search, 0, char(64976), char(64977), '…', 16)",
    everywhere "",
    within " AND +rowid IN (
       SELECT inquiry.id FROM inquiry
       WHERE :disposition IS NULL
         AND (:inquiry IS NULL OR inquiry.id = :inquiry)
         AND (:asker IS NULL OR inquiry.asker_id = :asker)
         AND (:year IS NULL OR substr(ifnull(inquiry.received_on, inquiry.reference), 1, 4) = :year)
         AND (:department IS NULL OR EXISTS (
           SELECT 1 FROM question
           JOIN addressee ON addressee.question_id = question.id
           JOIN department ON department.id = addressee.department_id
           WHERE question.inquiry_id = inquiry.id
             AND ifnull(department.parent_id, department.id) = :department
             AND (:unit IS NULL OR department.id = :unit))))",
    facts "inquiry.reference AS inquiry, NULL AS question, NULL AS department, NULL AS unit,
           inquiry.received_on AS dated_on, NULL AS visibility
         FROM inquiry WHERE inquiry.id = :id"
);

static QUESTION: Statements = statements!(
    "question_search",
    weight 2.0,
    excerpt "snippet(question_search, 0, char(64976), char(64977), '…', 16)",
    everywhere "",
    within " AND +rowid IN (
       SELECT question.id FROM inquiry CROSS JOIN question ON question.inquiry_id = inquiry.id
       WHERE :disposition IS NULL
         AND (:inquiry IS NULL OR inquiry.id = :inquiry)
         AND (:asker IS NULL OR inquiry.asker_id = :asker)
         AND (:year IS NULL OR substr(ifnull(inquiry.received_on, inquiry.reference), 1, 4) = :year)
         AND (:department IS NULL OR EXISTS (
           SELECT 1 FROM addressee JOIN department ON department.id = addressee.department_id
           WHERE addressee.question_id = question.id
             AND ifnull(department.parent_id, department.id) = :department
             AND (:unit IS NULL OR department.id = :unit))))",
    facts "inquiry.reference AS inquiry, question.number AS question, NULL AS department,
           NULL AS unit, inquiry.received_on AS dated_on, NULL AS visibility
         FROM question JOIN inquiry ON inquiry.id = question.inquiry_id WHERE question.id = :id"
);

static ANSWER: Statements = statements!(
    "answer_search",
    weight 1.0,
    excerpt "snippet(answer_search, 0, char(64976), char(64977), '…', 16)",
    everywhere "",
    within " AND +rowid IN (
       SELECT answer.id FROM inquiry
       CROSS JOIN question ON question.inquiry_id = inquiry.id
       CROSS JOIN answer ON answer.question_id = question.id
       WHERE (:inquiry IS NULL OR inquiry.id = :inquiry)
         AND (:asker IS NULL OR inquiry.asker_id = :asker)
         AND (:year IS NULL OR substr(ifnull(inquiry.received_on, inquiry.reference), 1, 4) = :year)
         AND (:department IS NULL OR answer.department_id = :department)
         AND (:unit IS NULL OR answer.unit_id = :unit)
         AND (:disposition IS NULL OR answer.disposition = :disposition))",
    facts "inquiry.reference AS inquiry, question.number AS question, department.code AS department,
           unit.name AS unit, letter.dated_on AS dated_on, NULL AS visibility
         FROM answer
         JOIN question ON question.id = answer.question_id
         JOIN inquiry ON inquiry.id = answer.inquiry_id
         JOIN letter ON letter.id = answer.letter_id
         JOIN department ON department.id = answer.department_id
         LEFT JOIN department AS unit ON unit.id = answer.unit_id
         WHERE answer.id = :id"
);

static CHANNEL: Statements = statements!(
    "channel_search",
    weight 1.0,
    excerpt "ifnull(highlight(channel_search, 0, char(64976), char(64977)) || ' ', '')
       || ifnull(highlight(channel_search, 1, char(64976), char(64977)) || ' ', '')
       || ifnull(highlight(channel_search, 2, char(64976), char(64977)), '')",
    everywhere " AND +rowid IN (
       SELECT id FROM contact_channel WHERE visibility = 'public' OR :withheld)",
    within " AND +rowid IN (
       SELECT contact_channel.id FROM contact_channel
       JOIN department ON department.id = contact_channel.department_id
       LEFT JOIN answer ON answer.id = contact_channel.answer_id
       LEFT JOIN letter ON letter.id = ifnull(contact_channel.letter_id, answer.letter_id)
       LEFT JOIN inquiry ON inquiry.id = letter.inquiry_id
       WHERE (contact_channel.visibility = 'public' OR :withheld)
         AND :disposition IS NULL
         AND (:inquiry IS NULL OR inquiry.id = :inquiry)
         AND (:asker IS NULL OR inquiry.asker_id = :asker)
         AND (:year IS NULL OR substr(ifnull(inquiry.received_on, inquiry.reference), 1, 4) = :year)
         AND (:department IS NULL OR ifnull(department.parent_id, department.id) = :department)
         AND (:unit IS NULL OR department.id = :unit))",
    facts "inquiry.reference AS inquiry, question.number AS question,
           ifnull(parent.code, reached.code) AS department,
           iif(parent.id IS NULL, NULL, reached.name) AS unit, letter.dated_on AS dated_on,
           contact_channel.visibility AS visibility
         FROM contact_channel
         JOIN department AS reached ON reached.id = contact_channel.department_id
         LEFT JOIN department AS parent ON parent.id = reached.parent_id
         LEFT JOIN answer ON answer.id = contact_channel.answer_id
         LEFT JOIN question ON question.id = answer.question_id
         LEFT JOIN letter ON letter.id = ifnull(contact_channel.letter_id, answer.letter_id)
         LEFT JOIN inquiry ON inquiry.id = letter.inquiry_id
         WHERE contact_channel.id = :id"
);
