//! On a small record that is made up, held against the check of the whole file after every step.

use super::*;
use crate::error::Error;
use crate::store::{Store, check, reminders};

const RECORD: &str = "
    INSERT INTO asker (id, code, name, kind) VALUES (1, 'P', 'Prøvelisten', 'party');
    INSERT INTO deadline_rule (id, code, name, days, day_kind, closed_day_rule)
      VALUES (1, 'r', 'Regel', 10, 'calendar', 'keep');
    INSERT INTO department (id, code, name, parent_id) VALUES
      (1, 'AAA', 'Første', NULL), (2, 'BBB', 'Anden', NULL), (3, 'AAA-U', 'Enheden', 1);
    INSERT INTO inquiry (id, reference, title, asker_id, received_on, deadline_rule_id, follows_id) VALUES
      (1, '2001-1', 'Cykelstier', 1, '2001-02-01', 1, NULL), (2, '2001-2', 'Gårdhaver', 1, NULL, 1, 1);
    INSERT INTO question (id, inquiry_id, number, position, text) VALUES
      (1, 1, '1', 1, 'Hvem rydder?'), (2, 1, '2', 2, 'Hvad koster det?'), (3, 1, '3', 3, 'Hvornår?');
    INSERT INTO addressee (question_id, department_id) VALUES (1, 1), (2, 1), (3, 1), (3, 2);
    INSERT INTO document (id, sha256, file_name, media_type, bytes)
      VALUES (1, '0000000000000000000000000000000000000000000000000000000000000000', 'brev.txt', 'text/plain', X'00');
    INSERT INTO letter (id, inquiry_id, department_id, number, document_id) VALUES
      (1, 1, 1, 1, 1), (2, 1, 1, 2, 1), (3, 1, 2, 1, 1);
    INSERT INTO letter_person (letter_id, role, position, name) VALUES
      (3, 'handler', 1, 'Bo'), (3, 'signatory', 1, 'Åse');
    INSERT INTO answer (id, inquiry_id, department_id, letter_id, question_id, unit_id, disposition, text, wording,
                        refers_to_question_id) VALUES
      (1, 1, 1, 1, 1, NULL, 'answered', 'Vi rydder.', 'verbatim', NULL),
      (2, 1, 1, 2, 1, NULL, 'answered', 'Andre rydder.', 'verbatim', NULL),
      (3, 1, 1, 1, 1, 3, 'answered', 'Enheden rydder.', 'verbatim', NULL),
      (4, 1, 1, 1, 2, NULL, 'see_other', NULL, NULL, 1);
    INSERT INTO contact_channel (id, department_id, kind, label, value, answer_id, letter_id) VALUES
      (1, 1, 'telephone', 'Bo''s vagt', '89 40 00 11', NULL, 2), (2, 3, 'email', NULL, 'u@example.dk', 3, NULL);
    INSERT INTO channel_serves (channel_id, department_id) VALUES (1, 2);
    INSERT INTO figure (answer_id, name, value, as_of) VALUES (2, 'stier, ryddede', 4, '2001-02'), (2, 'stier, ryddede', 5, NULL);
    INSERT INTO codebook (codebook, code, meaning) VALUES ('ryd', 'ja', 'De rydder');
    INSERT INTO finding (question_id, department_id, codebook, code) VALUES (1, 1, 'ryd', 'ja');
    INSERT INTO reminder (inquiry_id, department_id, step, made_on, due_on, language)
      VALUES (2, 1, 'overdue', '2001-03-01', '2001-02-11', 'da');
    INSERT INTO calendar_entry (inquiry_id, department_id, uid, sequence, due_on, questions)
      VALUES (2, 1, 'a', 0, '2001-02-11', '1');
";

fn store() -> Store {
    let mut store = Store::in_memory().unwrap();
    store
        .write(|writer| Ok(writer.conn.execute_batch(RECORD)?))
        .unwrap();
    store
}

/// Removes something; the file is sound after it.
fn done<T>(store: &mut Store, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> T {
    let done = store.write(work).unwrap();
    let found = store.read(check::check).unwrap();
    assert_eq!(found.problems, Vec::<String>::new());
    done
}

/// What is said against a removal, and the commands that are named.
fn refused<T: std::fmt::Debug>(
    store: &mut Store,
    work: impl FnOnce(&Writer<'_>) -> Result<T>,
) -> String {
    match store.write(work).unwrap_err() {
        Error::Refused { message, hint } => format!("{message}\n{}", hint.unwrap()),
        other => panic!("{other:?}"),
    }
}

fn remove_answer(
    writer: &Writer<'_>,
    letter: u32,
    question: &str,
    unit: Option<&str>,
) -> Result<()> {
    let key = answers::Key {
        inquiry: "2001-1".parse()?,
        question: question.parse()?,
        department: "AAA".parse()?,
        letter,
        unit: unit.map(str::parse).transpose()?,
    };
    answer(writer, &answers::get(writer, &key)?)
}

fn remove_letter(writer: &Writer<'_>, department: &str, number: u32) -> Result<bool> {
    let (inquiry, department) = ("2001-1".parse()?, department.parse()?);
    letter(
        writer,
        &letters::get(writer, &inquiry, &department, Some(number))?,
    )
}

fn remove_question(writer: &Writer<'_>, number: &str) -> Result<()> {
    question(
        writer,
        &questions::get(writer, &"2001-1".parse()?, &number.parse()?)?,
    )
}

fn remove_inquiry(writer: &Writer<'_>, reference: &str) -> Result<usize> {
    inquiry(writer, &inquiries::get(writer, &reference.parse()?)?)
}

fn rows(store: &mut Store, table: &str) -> i64 {
    let sql = ["SELECT count(*) FROM ", table].concat();
    store.read(|reader| reader.value(&sql, [])).unwrap()
}

#[test]
fn an_answer_stays_while_something_is_stated_in_it() {
    let mut store = store();
    assert_eq!(
        refused(&mut store, |w| remove_answer(w, 2, "1", None)),
        "answer `2001-1 1 AAA letter 2` is not removed: 2 figures refer to it\n\
         first run `tenday figure remove 2001-1 1 AAA 'stier, ryddede' --with-as-of unknown --letter 2`, \
         `tenday figure remove 2001-1 1 AAA 'stier, ryddede' --with-as-of 2001-02 --letter 2`"
    );
    assert_eq!(
        refused(&mut store, |w| remove_answer(w, 1, "1", Some("AAA-U"))),
        "answer `2001-1 1 AAA AAA-U` is not removed: 1 contact channel refers to it\n\
         first run `tenday contact remove AAA-U u@example.dk --of-kind email`"
    );
}

/// Findings are about what a department answered, in whatever letter; so is a reference.
#[test]
fn the_last_answer_stays_while_something_is_about_it() {
    let mut store = store();
    done(&mut store, |w| {
        for it in figures::list(w, None)? {
            figure(w, &it)?;
        }
        for it in contacts::list(w, None)? {
            channel(w, &it)?;
        }
        remove_answer(w, 1, "1", Some("AAA-U"))?;
        remove_answer(w, 2, "1", None)
    });
    assert_eq!(
        refused(&mut store, |w| remove_answer(w, 1, "1", None)),
        "answer `2001-1 1 AAA` is not removed: 1 answer and 1 finding refer to it\n\
         first run `tenday answer remove 2001-1 2 AAA --letter 1`, \
         `tenday finding remove 2001-1 1 AAA --codebook ryd`"
    );
    done(&mut store, |w| {
        remove_answer(w, 1, "2", None)?;
        finding(w, &crate::store::findings::list(w, None)?[0])?;
        remove_answer(w, 1, "1", None)
    });
    for table in [
        "answer",
        "figure",
        "finding",
        "contact_channel",
        "channel_serves",
    ] {
        assert_eq!(rows(&mut store, table), 0, "{table}");
    }
}

#[test]
fn answers_that_point_at_each_other_can_be_removed() {
    let mut store = store();
    done(&mut store, |w| {
        w.conn.execute_batch(
            "INSERT INTO answer (inquiry_id, department_id, letter_id, question_id, disposition, refers_to_question_id)
             VALUES (1, 2, 3, 1, 'see_other', 2), (1, 2, 3, 2, 'see_other', 1)",
        )?;
        for it in answers::list(w, &"2001-1".parse()?)? {
            if it.department.as_str() == "BBB" {
                answer(w, &it)?;
            }
        }
        Ok(())
    });
    assert_eq!(rows(&mut store, "answer"), 4);
}

#[test]
fn a_letter_goes_with_its_people_and_the_last_one_with_its_file() {
    let mut store = store();
    assert!(!done(&mut store, |w| remove_letter(w, "BBB", 1)));
    assert_eq!(rows(&mut store, "letter_person"), 0);
    assert_eq!(
        refused(&mut store, |w| remove_letter(w, "AAA", 2)),
        "letter `2001-1 AAA 2` is not removed: 1 answer and 1 contact channel refer to it\n\
         first run `tenday answer remove 2001-1 1 AAA --letter 2`, \
         `tenday contact remove AAA '89 40 00 11' --of-kind telephone --with-label 'Bo'\\''s vagt'`"
    );
    done(&mut store, |w| {
        w.conn.execute_batch(
            "DELETE FROM figure; DELETE FROM finding; DELETE FROM channel_serves;
             DELETE FROM contact_channel; DELETE FROM answer;",
        )?;
        Ok(())
    });
    assert!(!done(&mut store, |w| remove_letter(w, "AAA", 2)));
    assert_eq!(rows(&mut store, "document"), 1);
    assert!(done(&mut store, |w| remove_letter(w, "AAA", 1)));
    assert_eq!(rows(&mut store, "document"), 0);
}

#[test]
fn a_question_goes_with_whom_it_was_put_to() {
    let mut store = store();
    assert_eq!(
        refused(&mut store, |w| remove_question(w, "1")),
        "question `2001-1 1` is not removed: 4 answers and 1 finding refer to it\n\
         first run `tenday answer remove 2001-1 1 AAA --letter 1`, \
         `tenday answer remove 2001-1 1 AAA --unit AAA-U --letter 1`, \
         `tenday answer remove 2001-1 1 AAA --letter 2`, `tenday answer remove 2001-1 2 AAA --letter 1`, \
         `tenday finding remove 2001-1 1 AAA --codebook ryd`"
    );
    done(&mut store, |w| remove_question(w, "3"));
    assert_eq!(rows(&mut store, "addressee"), 2);
}

#[test]
fn an_inquiry_stays_while_a_calendar_shows_its_date() {
    let mut store = store();
    let said = refused(&mut store, |w| remove_inquiry(w, "2001-1"));
    assert!(
        said.starts_with(
            "inquiry `2001-1` is not removed: 3 letters, 3 questions and 1 follow-up refer to it\n\
             first run `tenday letter remove 2001-1 AAA --letter 1`, "
        ) && said.ends_with("`tenday inquiry edit 2001-2 --no-follows`"),
        "{said}"
    );
    assert_eq!(
        refused(&mut store, |w| remove_inquiry(w, "2001-2")),
        "inquiry `2001-2` is not removed: 1 calendar date refers to it\nfirst run `tenday due --ics FILE`"
    );
    let gone = done(&mut store, |w| {
        for entry in reminders::calendar_entries(w)? {
            let cancelled = entry.updated(entry.due_on, "", true);
            reminders::keep_calendar_entry(w, &cancelled)?;
        }
        remove_inquiry(w, "2001-2")
    });
    assert_eq!(gone, 1);
    assert_eq!(rows(&mut store, "reminder"), 0);
    assert_eq!(rows(&mut store, "calendar_entry"), 0);
}

/// The same name and another day is another figure.
#[test]
fn a_figure_goes_alone() {
    let mut store = store();
    done(&mut store, |w| figure(w, &figures::list(w, None)?[0]));
    let left = store.read(|reader| figures::list(reader, None)).unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].as_of.as_ref().unwrap().to_string(), "2001-02");
}
