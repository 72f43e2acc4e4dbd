INSERT INTO closed_day_rule (code, meaning) VALUES
  ('previous_working_day', 'the deadline moves to the working day before');

CREATE TABLE holiday_calendar (
  -- The public holidays that a deadline rule knows. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO holiday_calendar (code, meaning) VALUES
  ('dk', 'the public holidays of Denmark');

CREATE TABLE reminder_step (
  -- How pressing a reminder is. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO reminder_step (code, meaning) VALUES
  ('before', 'the date comes within a few working days'),
  ('on_the_day', 'the date is today'),
  ('overdue', 'the date has passed'),
  ('escalation', 'the date passed some working days ago, and a reminder of that was of no use');

CREATE TABLE deadline_rule_now (
  -- How a due date follows from the date on which an inquiry was received.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  code TEXT NOT NULL COLLATE NOCASE UNIQUE -- short code that users type, such as ten-day
    CHECK (code <> '' AND code NOT GLOB '*[^-0-9A-Za-zÆØÅæøå_]*'),
  name TEXT NOT NULL -- name in full
    CHECK (trim(name) <> ''),
  days INTEGER NOT NULL -- number of days that the rule gives
    CHECK (days BETWEEN 0 AND 3660),
  day_kind TEXT NOT NULL REFERENCES day_kind (code), -- calendar or working days
  counts_first_day INTEGER NOT NULL DEFAULT 0 -- 1 if the day of receipt is day 1, 0 if it is day 0
    CHECK (counts_first_day IN (0, 1)),
  closed_day_rule TEXT NOT NULL REFERENCES closed_day_rule (code), -- what happens when the last day is not a working day
  valid_from TEXT -- first day on which the rule applies to what is received; NULL: no limit
    CHECK (valid_from IS NULL OR (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_from IS date(valid_from))),
  valid_to TEXT -- last day on which the rule applies to what is received; NULL: no limit
    CHECK (valid_to IS NULL OR (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_to IS date(valid_to))),
  source TEXT NOT NULL DEFAULT '', -- where the rule stands, or that it is not published
  observes_closed_days INTEGER NOT NULL DEFAULT 1 -- 1 if the municipality's own closed days are no working days, 0 if they are
    CHECK (observes_closed_days IN (0, 1)),
  holiday_calendar TEXT NOT NULL DEFAULT 'dk' REFERENCES holiday_calendar (code), -- the public holidays that are no working days
  CHECK (valid_to >= valid_from)
) STRICT;

INSERT INTO deadline_rule_now
  (id, code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source)
SELECT id, code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source
FROM deadline_rule;
DROP TABLE deadline_rule;
ALTER TABLE deadline_rule_now RENAME TO deadline_rule;

CREATE INDEX deadline_rule_by_day_kind ON deadline_rule (day_kind);
CREATE INDEX deadline_rule_by_closed_day_rule ON deadline_rule (closed_day_rule);
CREATE INDEX deadline_rule_by_holiday_calendar ON deadline_rule (holiday_calendar);

ALTER TABLE inquiry ADD COLUMN
  original_due_on TEXT -- the day on which answers were due at first: by the rule alone, or as given by hand; NULL: not known
    CHECK (original_due_on IS NULL OR (original_due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND original_due_on IS date(original_due_on)));
ALTER TABLE inquiry ADD COLUMN
  due_stated INTEGER NOT NULL DEFAULT 0 -- 1 if that day was given by hand, or said not to be known; 0 if it follows by the rule
    CHECK (due_stated IN (0, 1));

UPDATE inquiry SET
  original_due_on = due_on,
  due_stated = received_on IS NOT NULL AND due_on IS NOT (
    SELECT date(inquiry.received_on, '+' || deadline_rule.days || ' days')
    FROM deadline_rule WHERE deadline_rule.id = inquiry.deadline_rule_id);

CREATE TABLE closed_day (
  -- Days on which the municipality itself is closed, public holidays and weekends apart.
  day TEXT NOT NULL PRIMARY KEY -- the day
    CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day IS date(day)),
  name TEXT NOT NULL -- what it is
    CHECK (trim(name) <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE extension (
  -- Later dates that were granted. The latest holds, where it is later than the date without it.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  until TEXT NOT NULL -- the last day now
    CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND until IS date(until)),
  reason TEXT NOT NULL -- why
    CHECK (trim(reason) <> ''),
  granted_by TEXT NOT NULL -- who granted it
    CHECK (trim(granted_by) <> ''),
  granted_on TEXT NOT NULL -- the day it was granted
    CHECK (granted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND granted_on IS date(granted_on)),
  PRIMARY KEY (inquiry_id, until)
) STRICT, WITHOUT ROWID;

CREATE TABLE pause (
  -- Stretches of days that the rule does not count: the clock stands.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  from_on TEXT NOT NULL -- the first day that is not counted
    CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND from_on IS date(from_on)),
  to_on TEXT -- the last day that is not counted; NULL: the pause lasts
    CHECK (to_on IS NULL OR (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_on IS date(to_on))),
  reason TEXT NOT NULL -- why
    CHECK (trim(reason) <> ''),
  granted_by TEXT NOT NULL -- who granted it
    CHECK (trim(granted_by) <> ''),
  PRIMARY KEY (inquiry_id, from_on),
  CHECK (to_on >= from_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE internal_deadline (
  -- Departments' own deadlines, before the one that the asker was given.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department
  due_on TEXT NOT NULL -- the day on which the department's answers are due
    CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on)),
  PRIMARY KEY (inquiry_id, department_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX internal_deadline_by_department ON internal_deadline (department_id);

CREATE TABLE reminder (
  -- The reminders that were written, a row for each department and inquiry.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department that was reminded
  step TEXT NOT NULL REFERENCES reminder_step (code), -- how pressing it was
  made_on TEXT NOT NULL -- the day it was written
    CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND made_on IS date(made_on)),
  due_on TEXT NOT NULL -- the date that it named
    CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on)),
  language TEXT NOT NULL -- the language it was written in, such as da
    CHECK (language GLOB '[a-z][a-z]'),
  PRIMARY KEY (inquiry_id, department_id, step, made_on)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_by_department ON reminder (department_id);
CREATE INDEX reminder_by_step ON reminder (step);

CREATE TABLE calendar_entry (
  -- What was last written to a calendar file, so that the next file updates it.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department that is to answer
  uid TEXT NOT NULL UNIQUE -- what calendar programs know the entry by
    CHECK (uid <> ''),
  sequence INTEGER NOT NULL -- how often it has changed since it was first written
    CHECK (sequence >= 0),
  due_on TEXT NOT NULL -- the date it has
    CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on)),
  questions TEXT NOT NULL, -- the numbers of the questions it names, separated by a comma
  cancelled INTEGER NOT NULL DEFAULT 0 -- 1 if nothing is outstanding any more, or no date is known; 0 if something is
    CHECK (cancelled IN (0, 1)),
  PRIMARY KEY (inquiry_id, department_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX calendar_entry_by_department ON calendar_entry (department_id);

DROP VIEW inquiry_state;

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
  inquiry.reference,
  inquiry.title,
  asker.name,
  asker.code,
  followed.reference,
  inquiry.received_on,
  inquiry.due_on,
  inquiry.closed_on,
  CAST(counted.questions AS INTEGER),
  CAST(counted.expected AS INTEGER),
  CAST(counted.expected - counted.outstanding AS INTEGER),
  CAST(counted.outstanding AS INTEGER),
  CAST(CASE
    WHEN inquiry.closed_on IS NOT NULL THEN 'closed'
    WHEN counted.expected = 0 THEN 'draft'
    WHEN counted.outstanding > 0 THEN 'open'
    ELSE 'answered'
  END AS TEXT),
  inquiry.original_due_on
FROM (
  SELECT
    inquiry.id AS inquiry_id,
    (SELECT count(1) FROM question WHERE question.inquiry_id = inquiry.id) AS questions,
    (SELECT count(1) FROM question JOIN addressee ON addressee.question_id = question.id
     WHERE question.inquiry_id = inquiry.id) AS expected,
    (SELECT count(1) FROM question JOIN addressee_state ON addressee_state.question_id = question.id
     WHERE question.inquiry_id = inquiry.id AND addressee_state.state = 'outstanding') AS outstanding
  FROM inquiry
) AS counted
JOIN inquiry ON inquiry.id = counted.inquiry_id
JOIN asker ON asker.id = inquiry.asker_id
LEFT JOIN inquiry AS followed ON followed.id = inquiry.follows_id;

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
  inquiry.reference,
  inquiry.title,
  asker.name,
  asker.code,
  inquiry.received_on,
  question.number,
  question.text,
  department.code,
  department.name,
  unit.name,
  inquiry.due_on,
  inquiry.original_due_on,
  internal_deadline.due_on,
  deadline_rule.code,
  question.position
FROM addressee_state
JOIN question ON question.id = addressee_state.question_id
JOIN inquiry ON inquiry.id = question.inquiry_id
JOIN asker ON asker.id = inquiry.asker_id
JOIN deadline_rule ON deadline_rule.id = inquiry.deadline_rule_id
JOIN department ON department.id = addressee_state.department_id
LEFT JOIN department AS unit ON unit.id = addressee_state.unit_id
LEFT JOIN internal_deadline
  ON internal_deadline.inquiry_id = inquiry.id AND internal_deadline.department_id = department.id
WHERE addressee_state.state = 'outstanding' AND inquiry.closed_on IS NULL;
