//! Search from outside: files of an older schema, other programs' writes.

mod older;
mod sqlite3;

use tenday::domain::search::QuestionKey;
use tenday::error::Result;
use tenday::store::Reader;
use tenday::store::search::{Found, Search, search};

/// Where words are found: kind and question, in the order of these.
fn places(found: &Found) -> Vec<String> {
    let place = |hit: &tenday::store::search::Hit| match (&hit.inquiry, &hit.question) {
        (Some(inquiry), Some(question)) => {
            let key = QuestionKey {
                inquiry: inquiry.clone(),
                question: question.clone(),
            };
            format!("{} {key}", hit.kind.word())
        }
        (Some(inquiry), None) => format!("{} {inquiry}", hit.kind.word()),
        _ => hit.kind.word().to_owned(),
    };
    let mut places: Vec<String> = found.hits.iter().map(place).collect();
    places.sort();
    places
}

fn find(reader: &Reader<'_>, query: &str) -> Result<Vec<String>> {
    let wanted = Search {
        query: query.parse()?,
        department: None,
        asker: None,
        year: None,
        inquiry: None,
        disposition: None,
        include_withheld: false,
        limit: 20,
    };
    search(reader, &wanted).map(|found| places(&found))
}

/// Rows as schema 2 takes them: a round of two questions, one answered.
const RECORD: &str = "
    INSERT INTO asker (id, code, name, kind) VALUES (1, 'P', 'Prøvelisten', 'party');
    INSERT INTO deadline_rule (id, code, name, days, day_kind, closed_day_rule)
      VALUES (1, 'r', 'Regel', 10, 'calendar', 'keep');
    INSERT INTO department (id, code, name, parent_id) VALUES (1, 'AAA', 'Første', NULL);
    INSERT INTO inquiry (id, reference, title, asker_id, received_on, deadline_rule_id) VALUES
      (1, '2001-1', 'Cykelstier langs åen', 1, '2001-02-01', 1);
    INSERT INTO question (id, inquiry_id, number, position, text) VALUES
      (1, 1, '1', 1, 'Hvornår bliver gården ryddet?'), (2, 1, '2', 2, 'Hvad koster det?');
    INSERT INTO addressee (question_id, department_id) VALUES (1, 1), (2, 1);
    INSERT INTO letter (id, inquiry_id, department_id, dated_on) VALUES (1, 1, 1, '2001-02-09');
    INSERT INTO answer (id, inquiry_id, department_id, letter_id, question_id, disposition, text, wording) VALUES
      (1, 1, 1, 1, 1, 'answered', 'Gaarden ryddes, når fristen er nået.', 'verbatim'),
      (2, 1, 1, 1, 2, 'not_applicable', NULL, NULL);
    INSERT INTO contact_channel (id, department_id, kind, label, value, visibility, letter_id) VALUES
      (1, 1, 'telephone', 'Cykelvagten', '89 40 00 11', 'public', 1),
      (2, 1, 'duty_telephone', 'Snevagten', '89 40 00 99', 'withheld', NULL);
";
