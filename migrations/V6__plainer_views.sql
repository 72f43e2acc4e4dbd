-- Every command reads the whole schema before it does anything, and most of that is views: so they say the same in
-- fewer words. Tables are named where a column's name alone could mean two. And the indexes that only served to look
-- up who uses a word of a fixed vocabulary are gone: no such word is ever taken out.

DROP INDEX asker_by_kind;
DROP INDEX contact_channel_by_kind;
DROP INDEX deadline_rule_by_closed_day_rule;
DROP INDEX deadline_rule_by_day_kind;
DROP INDEX deadline_rule_by_holiday_calendar;
DROP INDEX letter_person_by_role;
DROP INDEX reminder_by_step;
DROP INDEX traffic_by_kind;

DROP VIEW due_flat;
DROP VIEW inquiry_state;
DROP VIEW answer_state;
DROP VIEW addressee_state;
DROP VIEW answer_flat;
DROP VIEW contact_flat;
DROP VIEW figure_flat;
DROP VIEW finding_matrix;
DROP VIEW traffic_flat;

CREATE VIEW answer_flat (
  -- One row per answer: what one letter says to one question, for the department or for one of its units.
  inquiry, -- reference of the inquiry, such as 2018-1
  title, -- what the inquiry is about
  asker, -- name of the party, member or committee that asks
  asker_code, -- short code of the asker
  received_on, -- the day on which the inquiry was received; NULL: not known
  due_on, -- the day on which answers are due; NULL: not known
  question, -- number of the question as printed
  question_text, -- the question in full
  department, -- code of the department that answers
  department_name, -- name of that department
  unit, -- name of the unit that the answer speaks for; NULL: the whole department
  unit_code, -- code of that unit
  label, -- the number or letter printed before the answer; NULL: none
  disposition, -- answered, see_other, not_applicable or referred
  refers_to_question, -- see_other: number of the question whose answer holds for this one too
  refers_to_department, -- referred: code of the department that the question is left to
  answer, -- what the answer says; NULL: nothing but the disposition
  wording, -- verbatim or summary
  letter, -- 1 for the department's first letter to the inquiry, 2 for its second
  dated_on, -- the date printed on the letter; NULL: not stated
  case_number, -- the case number printed on the letter; NULL: none
  handlers -- names of the letter's case handlers, in order, separated by a semicolon; NULL: none named
) AS
SELECT
  reference,
  title,
  asker.name,
  asker.code,
  inquiry.received_on,
  due_on,
  question.number,
  question.text,
  department.code,
  department.name,
  unit.name,
  unit.code,
  label,
  disposition,
  other_question.number,
  other_department.code,
  answer.text,
  wording,
  letter.number,
  dated_on,
  case_number,
  CAST((
    SELECT group_concat(name, '; ')
    FROM (SELECT name FROM letter_person WHERE letter_id = letter.id AND role = 'handler' ORDER BY position) AS handler
  ) AS TEXT)
FROM answer
JOIN letter ON letter.id = letter_id
JOIN question ON question.id = question_id
JOIN inquiry ON inquiry.id = question.inquiry_id
JOIN asker ON asker.id = asker_id
JOIN department ON department.id = answer.department_id
LEFT JOIN department AS unit ON unit.id = answer.unit_id
LEFT JOIN question AS other_question ON other_question.id = refers_to_question_id
LEFT JOIN department AS other_department ON other_department.id = refers_to_department_id;

CREATE VIEW addressee_state (
  -- One row per question and addressee, by row number: the piece that answer_state and inquiry_state are made of.
  question_id, -- row number of the question
  department_id, -- row number of the department that the question was put to
  unit_id, -- row number of the unit that the question was put to by name; NULL: the whole department
  state, -- how the question was dealt with: a disposition, or outstanding
  dated_on -- the date of the first letter that deals with it; NULL: none does, or it is not dated
) AS
SELECT
  question_id,
  ifnull(parent_id, asked.id),
  CASE WHEN parent_id IS NOT NULL THEN asked.id END,
  CAST(ifnull((
    SELECT disposition FROM answer
    WHERE question_id = addressee.question_id AND department_id = ifnull(parent_id, asked.id)
      AND CASE WHEN parent_id IS NOT NULL THEN unit_id = asked.id ELSE unit_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM addressee AS itself
        WHERE itself.question_id = answer.question_id AND itself.department_id = unit_id) END
    ORDER BY CASE disposition WHEN 'answered' THEN 1 WHEN 'referred' THEN 2 WHEN 'see_other' THEN 3 ELSE 4 END
    LIMIT 1
  ), 'outstanding') AS TEXT),
  CAST((
    SELECT min(dated_on) FROM answer JOIN letter ON letter.id = letter_id
    WHERE question_id = addressee.question_id AND answer.department_id = ifnull(parent_id, asked.id)
      AND CASE WHEN parent_id IS NOT NULL THEN answer.unit_id = asked.id ELSE answer.unit_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM addressee AS itself
        WHERE itself.question_id = answer.question_id AND itself.department_id = answer.unit_id) END
  ) AS TEXT)
FROM addressee
JOIN department AS asked ON asked.id = department_id;

CREATE VIEW answer_state (
  -- One row per question and addressee, and one per answer that nobody asked for.
  inquiry, -- reference of the inquiry
  question, -- number of the question
  department, -- code of the department
  unit, -- name of the unit, where the question was put to a unit by name or a unit answered unasked; NULL: the department
  state, -- answered, see_other, not_applicable, referred; outstanding: no answer yet; supplementary: answered unasked
  dated_on -- the date of the first letter that deals with it; NULL: none does, or it is not dated
) AS
SELECT reference, number, department.code, unit.name, state, dated_on
FROM addressee_state
JOIN question ON question.id = question_id
JOIN inquiry ON inquiry.id = inquiry_id
JOIN department ON department.id = department_id
LEFT JOIN department AS unit ON unit.id = unit_id
UNION ALL
SELECT reference, question.number, department.code, unit.name, 'supplementary', dated_on
FROM answer
JOIN question ON question.id = question_id
JOIN inquiry ON inquiry.id = question.inquiry_id
JOIN letter ON letter.id = letter_id
JOIN department ON department.id = answer.department_id
LEFT JOIN department AS unit ON unit.id = answer.unit_id
WHERE NOT EXISTS (
  SELECT 1 FROM addressee
  WHERE question_id = answer.question_id AND department_id IN (answer.department_id, answer.unit_id)
);

CREATE VIEW inquiry_state (
  -- One row per inquiry: how far it has come.
  inquiry, -- reference of the inquiry
  title, -- what it is about
  asker, -- name of the party, member or committee that asks
  asker_code, -- short code of the asker
  follows, -- reference of the earlier inquiry that it continues; NULL: none
  received_on, -- the day on which it was received; NULL: not known
  due_on, -- the day on which answers are due now; NULL: not known, or the clock stands
  closed_on, -- the day on which it was closed; NULL: it is open
  questions, -- number of questions
  expected, -- number of answers expected: one for each question and addressee
  answered, -- number of those that have been dealt with, by whatever disposition
  outstanding, -- number of those with no answer yet
  state, -- draft: no question put to anyone; open: something is outstanding; answered: nothing is; closed
  original_due_on -- the day on which answers were due at first, before pauses and extensions; NULL: not known
) AS
SELECT
  reference,
  title,
  name,
  code,
  (SELECT reference FROM inquiry AS followed WHERE followed.id = counted.follows_id),
  received_on,
  due_on,
  closed_on,
  CAST(questions AS INTEGER),
  CAST(expected AS INTEGER),
  CAST(expected - outstanding AS INTEGER),
  CAST(outstanding AS INTEGER),
  CAST(CASE
    WHEN closed_on IS NOT NULL THEN 'closed'
    WHEN expected = 0 THEN 'draft'
    WHEN outstanding > 0 THEN 'open'
    ELSE 'answered'
  END AS TEXT),
  original_due_on
FROM (
  SELECT *,
    (SELECT count(1) FROM question WHERE inquiry_id = inquiry.id) AS questions,
    (SELECT count(1) FROM question JOIN addressee ON question_id = question.id
     WHERE inquiry_id = inquiry.id) AS expected,
    (SELECT count(1) FROM question JOIN addressee_state ON question_id = question.id
     WHERE inquiry_id = inquiry.id AND state = 'outstanding') AS outstanding
  FROM inquiry
) AS counted
JOIN asker ON asker.id = asker_id;

CREATE VIEW due_flat (
  -- One row per outstanding question and department, or unit asked by name; closed inquiries have none.
  inquiry, -- reference of the inquiry
  title, -- what the inquiry is about
  asker, -- name of the party, member or committee that asks
  asker_code, -- short code of the asker
  received_on, -- the day on which the inquiry was received; NULL: not known
  question, -- number of the question
  question_text, -- the question in full
  department, -- code of the department that is to answer
  department_name, -- name of that department
  unit, -- name of the unit, where the question was put to a unit by name; NULL: the department
  due_on, -- the day on which the answer is due now; NULL: not known, or the clock stands
  original_due_on, -- the day on which it was due at first, before pauses and extensions; NULL: not known
  internal_due_on, -- the department's own deadline; NULL: none
  deadline_rule, -- short code of the rule by which the date follows
  question_position -- place of the question in the inquiry, from 1
) AS
SELECT
  reference,
  title,
  asker.name,
  asker.code,
  received_on,
  number,
  text,
  department.code,
  department.name,
  unit.name,
  inquiry.due_on,
  original_due_on,
  internal_deadline.due_on,
  deadline_rule.code,
  position
FROM addressee_state
JOIN question ON question.id = question_id
JOIN inquiry ON inquiry.id = question.inquiry_id
JOIN asker ON asker.id = asker_id
JOIN deadline_rule ON deadline_rule.id = deadline_rule_id
JOIN department ON department.id = addressee_state.department_id
LEFT JOIN department AS unit ON unit.id = unit_id
LEFT JOIN internal_deadline
  ON internal_deadline.inquiry_id = inquiry.id AND internal_deadline.department_id = department.id
WHERE state = 'outstanding' AND closed_on IS NULL;

CREATE VIEW contact_flat (
  -- One row per contact channel, whatever its visibility.
  department, -- code of the department
  department_name, -- name of the department
  unit, -- name of the unit that is reached; NULL: the department itself
  unit_code, -- code of that unit
  kind, -- telephone, email, in_person and so on
  label, -- whose or what it is; NULL: the department or unit itself
  value, -- the number or address; NULL: not stated
  hours, -- when it is open, in OpenStreetMap opening_hours notation; NULL: not stated
  audience, -- for whom; NULL: everyone
  visibility, -- public, internal or withheld
  valid_from, -- the first day it holds; NULL: not known
  valid_to, -- the last day it holds; NULL: it still does
  stated_in, -- where it is stated: an inquiry and its department's letter, or a question of it; NULL: nowhere
  dated_on, -- the date of that letter
  hours_words, -- the hours as they were given in words; NULL: they were given as notation, or not at all
  e164, -- a telephone number in international form; NULL: no telephone number
  also_serves, -- codes of other departments and units that it serves, separated by a space; NULL: none
  decided_by, -- who decided the visibility; NULL: not recorded
  decided_on -- the day on which the visibility was decided; NULL: not recorded
) AS
SELECT
  department.code,
  department.name,
  unit.name,
  unit.code,
  kind,
  contact_channel.label,
  value,
  hours,
  audience,
  visibility,
  valid_from,
  valid_to,
  CAST(reference || ifnull(' question ' || question.number, '') || ' ' || sender.code AS TEXT),
  dated_on,
  hours_words,
  e164,
  CAST((
    SELECT group_concat(code, ' ')
    FROM (
      SELECT code FROM channel_serves JOIN department ON department.id = department_id
      WHERE channel_id = contact_channel.id ORDER BY code COLLATE NOCASE
    ) AS served
  ) AS TEXT),
  decided_by,
  decided_on
FROM contact_channel
JOIN department AS reached ON reached.id = contact_channel.department_id
JOIN department ON department.id = ifnull(reached.parent_id, reached.id)
LEFT JOIN department AS unit ON unit.id = reached.id AND reached.parent_id IS NOT NULL
LEFT JOIN answer ON answer.id = answer_id
LEFT JOIN question ON question.id = question_id
LEFT JOIN letter ON letter.id = ifnull(contact_channel.letter_id, answer.letter_id)
LEFT JOIN inquiry ON inquiry.id = letter.inquiry_id
LEFT JOIN department AS sender ON sender.id = letter.department_id;

CREATE VIEW figure_flat (
  -- One row per number that an answer states.
  inquiry, -- reference of the inquiry
  question, -- number of the question
  department, -- code of the department
  answer_unit, -- name of the unit that the answer speaks for; NULL: the whole department
  name, -- what is counted or measured
  value, -- the number
  unit, -- what the number counts; NULL: not stated
  as_of, -- the day, month or year it holds for; NULL: not stated
  approximate -- 1 if the answer says about, 0 if the number is exact
) AS
SELECT reference, number, department.code, answer_unit.name, figure.name, value, unit, as_of, approximate
FROM figure
JOIN answer ON answer.id = answer_id
JOIN question ON question.id = question_id
JOIN inquiry ON inquiry.id = question.inquiry_id
JOIN department ON department.id = department_id
LEFT JOIN department AS answer_unit ON answer_unit.id = unit_id;

CREATE VIEW finding_matrix (
  -- One row per finding: how an analyst coded a department's answer to a question.
  inquiry, -- reference of the inquiry
  question, -- number of the question
  department, -- code of the department
  codebook, -- short name of the codebook
  code, -- the code
  meaning, -- what the code says
  note -- the analyst's reason; NULL: none
) AS
SELECT reference, number, department.code, finding.codebook, finding.code, meaning, note
FROM finding
JOIN codebook ON codebook.codebook = finding.codebook COLLATE NOCASE AND codebook.code = finding.code COLLATE NOCASE
JOIN question ON question.id = question_id
JOIN inquiry ON inquiry.id = inquiry_id
JOIN department ON department.id = department_id;

CREATE VIEW traffic_flat (
  -- One row per department, way of contact, weekday and hour of a count week.
  department, -- code of the department
  unit, -- name of the unit they turned to; NULL: the department itself
  kind, -- telephone, in_person and so on
  weekday, -- 1 is Monday, 7 is Sunday
  hour, -- 9 stands for 9:00 to 9:59
  contacts -- how many there were
) AS
SELECT department.code, unit.name, kind, weekday, hour, contacts
FROM traffic
JOIN department AS reached ON reached.id = department_id
JOIN department ON department.id = ifnull(reached.parent_id, reached.id)
LEFT JOIN department AS unit ON unit.id = reached.id AND reached.parent_id IS NOT NULL;
