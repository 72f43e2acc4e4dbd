-- Days that no month has. An older SQLite, such as 3.40, gives a date like 2018-02-30 back from
-- `date()` unchanged, so that the checks on dates let it pass when a program with that SQLite wrote it.
-- With a modifier the date is worked out, and comes back as 2018-03-02. The tables are made again with
-- checks that do so; their rows, indices and triggers are what they were. Some of them forbade blanks
-- only where others forbid every white space; they do now.
--
-- The old rows stand under another name meanwhile: to rename a table, SQLite looks all views over,
-- and those that read it would not find it.

CREATE TABLE deadline_rule_then AS SELECT * FROM deadline_rule;
DROP TABLE deadline_rule;

CREATE TABLE deadline_rule (
  -- How a due date follows from the date on which an inquiry was received.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  code TEXT NOT NULL COLLATE NOCASE UNIQUE -- short code that users type, such as ten-day
    CHECK (code <> '' AND code NOT GLOB '*[^-0-9A-Za-zÆØÅæøå_]*'),
  name TEXT NOT NULL -- name in full
    CHECK (trim(name, char(9, 10, 13, 32)) <> ''),
  days INTEGER NOT NULL -- number of days that the rule gives
    CHECK (days BETWEEN 0 AND 3660),
  day_kind TEXT NOT NULL REFERENCES day_kind (code), -- calendar or working days
  counts_first_day INTEGER NOT NULL DEFAULT 0 -- 1 if the day of receipt is day 1, 0 if it is day 0
    CHECK (counts_first_day IN (0, 1)),
  closed_day_rule TEXT NOT NULL REFERENCES closed_day_rule (code), -- what happens when the last day is not a working day
  valid_from TEXT -- first day on which the rule applies to what is received; NULL: no limit
    CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_from IS date(valid_from, '+0 days')),
  valid_to TEXT -- last day on which the rule applies to what is received; NULL: no limit
    CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_to IS date(valid_to, '+0 days')),
  source TEXT NOT NULL DEFAULT '', -- where the rule stands, or that it is not published
  observes_closed_days INTEGER NOT NULL DEFAULT 1 -- 1 if the municipality's own closed days are no working days, 0 if they are
    CHECK (observes_closed_days IN (0, 1)),
  holiday_calendar TEXT NOT NULL DEFAULT 'dk' REFERENCES holiday_calendar (code), -- the public holidays that are no working days
  CHECK (valid_to >= valid_from)
) STRICT;

INSERT INTO deadline_rule
  (id, code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source,
   observes_closed_days, holiday_calendar)
SELECT id, code, name, days, day_kind, counts_first_day, closed_day_rule, valid_from, valid_to, source,
   observes_closed_days, holiday_calendar
FROM deadline_rule_then;
DROP TABLE deadline_rule_then;

CREATE INDEX deadline_rule_by_day_kind ON deadline_rule (day_kind);
CREATE INDEX deadline_rule_by_closed_day_rule ON deadline_rule (closed_day_rule);
CREATE INDEX deadline_rule_by_holiday_calendar ON deadline_rule (holiday_calendar);

CREATE TABLE closed_day_then AS SELECT * FROM closed_day;
DROP TABLE closed_day;

CREATE TABLE closed_day (
  -- Days on which the municipality itself is closed, public holidays and weekends apart.
  day TEXT NOT NULL PRIMARY KEY -- the day
    CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day IS date(day, '+0 days')),
  name TEXT NOT NULL -- what it is
    CHECK (trim(name, char(9, 10, 13, 32)) <> '')
) STRICT, WITHOUT ROWID;

INSERT INTO closed_day
  (day, name)
SELECT day, name
FROM closed_day_then;
DROP TABLE closed_day_then;

CREATE TABLE inquiry_then AS SELECT * FROM inquiry;
DROP TABLE inquiry;

CREATE TABLE inquiry (
  -- One round of numbered questions from one asker.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  reference TEXT NOT NULL COLLATE NOCASE UNIQUE -- what users type, such as 2018-1
    CHECK (reference <> '' AND reference NOT GLOB '*[^-/0-9A-Za-zÆØÅæøå_]*'),
  title TEXT NOT NULL -- what the inquiry is about
    CHECK (trim(title, char(9, 10, 13, 32)) <> ''),
  asker_id INTEGER NOT NULL REFERENCES asker (id), -- who asks
  received_on TEXT -- the day on which the inquiry was received; NULL: not known
    CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND received_on IS date(received_on, '+0 days')),
  deadline_rule_id INTEGER NOT NULL REFERENCES deadline_rule (id), -- how the due date follows from the date of receipt
  due_on TEXT -- the day on which answers are due; NULL: not known, as when the date of receipt is not
    CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on, '+0 days')),
  follows_id INTEGER REFERENCES inquiry (id) -- the earlier inquiry that this one continues; NULL: none
    CHECK (follows_id <> id),
  closed_on TEXT -- the day on which the secretariat closed the inquiry; NULL: it is open
    CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND closed_on IS date(closed_on, '+0 days')),
  original_due_on TEXT -- the day on which answers were due at first: by the rule alone, or as given by hand; NULL: not known
    CHECK (original_due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND original_due_on IS date(original_due_on, '+0 days')),
  due_stated INTEGER NOT NULL DEFAULT 0 -- 1 if that day was given by hand, or said not to be known; 0 if it follows by the rule
    CHECK (due_stated IN (0, 1)),
  CHECK (due_on IS NULL OR received_on IS NOT NULL),
  CHECK (due_on >= received_on),
  CHECK (closed_on >= received_on)
) STRICT;

INSERT INTO inquiry
  (id, reference, title, asker_id, received_on, deadline_rule_id, due_on, follows_id, closed_on,
   original_due_on, due_stated)
SELECT id, reference, title, asker_id, received_on, deadline_rule_id, due_on, follows_id, closed_on,
   original_due_on, due_stated
FROM inquiry_then;
DROP TABLE inquiry_then;

CREATE INDEX inquiry_by_asker ON inquiry (asker_id);
CREATE INDEX inquiry_by_follows ON inquiry (follows_id);
CREATE INDEX inquiry_by_rule ON inquiry (deadline_rule_id);

CREATE TRIGGER inquiry_no_loop_insert BEFORE INSERT ON inquiry
WHEN NEW.follows_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a follow-up cannot close a loop')
  WHERE NEW.id IN (
    WITH RECURSIVE earlier (id) AS (
      VALUES (NEW.follows_id)
      UNION
      SELECT inquiry.follows_id FROM inquiry JOIN earlier ON inquiry.id = earlier.id
      WHERE inquiry.follows_id IS NOT NULL
    )
    SELECT id FROM earlier
  );
END;

CREATE TRIGGER inquiry_no_loop_update BEFORE UPDATE OF id, follows_id ON inquiry
WHEN NEW.follows_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a follow-up cannot close a loop')
  WHERE EXISTS (
    WITH RECURSIVE earlier (id) AS (
      VALUES (NEW.follows_id)
      UNION
      SELECT inquiry.follows_id FROM inquiry JOIN earlier ON inquiry.id = earlier.id
      WHERE inquiry.follows_id IS NOT NULL
    )
    SELECT 1 FROM earlier WHERE id IN (OLD.id, NEW.id)
  );
END;

CREATE TRIGGER title_search_insert AFTER INSERT ON inquiry
BEGIN
  INSERT INTO title_search (rowid, title) VALUES (NEW.id, NEW.title);
END;

CREATE TRIGGER title_search_delete AFTER DELETE ON inquiry
BEGIN
  INSERT INTO title_search (title_search, rowid, title) VALUES ('delete', OLD.id, OLD.title);
END;

CREATE TRIGGER title_search_update AFTER UPDATE OF id, title ON inquiry
BEGIN
  INSERT INTO title_search (title_search, rowid, title) VALUES ('delete', OLD.id, OLD.title);
  INSERT INTO title_search (rowid, title) VALUES (NEW.id, NEW.title);
END;

CREATE TABLE extension_then AS SELECT * FROM extension;
DROP TABLE extension;

CREATE TABLE extension (
  -- Later dates that were granted. The latest holds, where it is later than the date without it.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  until TEXT NOT NULL -- the last day now
    CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND until IS date(until, '+0 days')),
  reason TEXT NOT NULL -- why
    CHECK (trim(reason, char(9, 10, 13, 32)) <> ''),
  granted_by TEXT NOT NULL -- who granted it
    CHECK (trim(granted_by, char(9, 10, 13, 32)) <> ''),
  granted_on TEXT NOT NULL -- the day it was granted
    CHECK (granted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND granted_on IS date(granted_on, '+0 days')),
  PRIMARY KEY (inquiry_id, until)
) STRICT, WITHOUT ROWID;

INSERT INTO extension
  (inquiry_id, until, reason, granted_by, granted_on)
SELECT inquiry_id, until, reason, granted_by, granted_on
FROM extension_then;
DROP TABLE extension_then;

CREATE TABLE pause_then AS SELECT * FROM pause;
DROP TABLE pause;

CREATE TABLE pause (
  -- Stretches of days that the rule does not count: the clock stands.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  from_on TEXT NOT NULL -- the first day that is not counted
    CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND from_on IS date(from_on, '+0 days')),
  to_on TEXT -- the last day that is not counted; NULL: the pause lasts
    CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND to_on IS date(to_on, '+0 days')),
  reason TEXT NOT NULL -- why
    CHECK (trim(reason, char(9, 10, 13, 32)) <> ''),
  granted_by TEXT NOT NULL -- who granted it
    CHECK (trim(granted_by, char(9, 10, 13, 32)) <> ''),
  PRIMARY KEY (inquiry_id, from_on),
  CHECK (to_on >= from_on)
) STRICT, WITHOUT ROWID;

INSERT INTO pause
  (inquiry_id, from_on, to_on, reason, granted_by)
SELECT inquiry_id, from_on, to_on, reason, granted_by
FROM pause_then;
DROP TABLE pause_then;

CREATE TABLE internal_deadline_then AS SELECT * FROM internal_deadline;
DROP TABLE internal_deadline;

CREATE TABLE internal_deadline (
  -- Departments' own deadlines, before the one that the asker was given.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department
  due_on TEXT NOT NULL -- the day on which the department's answers are due
    CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on, '+0 days')),
  PRIMARY KEY (inquiry_id, department_id)
) STRICT, WITHOUT ROWID;

INSERT INTO internal_deadline
  (inquiry_id, department_id, due_on)
SELECT inquiry_id, department_id, due_on
FROM internal_deadline_then;
DROP TABLE internal_deadline_then;

CREATE INDEX internal_deadline_by_department ON internal_deadline (department_id);

CREATE TABLE reminder_then AS SELECT * FROM reminder;
DROP TABLE reminder;

CREATE TABLE reminder (
  -- The reminders that were written, a row for each department and inquiry.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department that was reminded
  step TEXT NOT NULL REFERENCES reminder_step (code), -- how pressing it was
  made_on TEXT NOT NULL -- the day it was written
    CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND made_on IS date(made_on, '+0 days')),
  due_on TEXT NOT NULL -- the date that it named
    CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on, '+0 days')),
  language TEXT NOT NULL -- the language it was written in, such as da
    CHECK (language GLOB '[a-z][a-z]'),
  PRIMARY KEY (inquiry_id, department_id, step, made_on)
) STRICT, WITHOUT ROWID;

INSERT INTO reminder
  (inquiry_id, department_id, step, made_on, due_on, language)
SELECT inquiry_id, department_id, step, made_on, due_on, language
FROM reminder_then;
DROP TABLE reminder_then;

CREATE INDEX reminder_by_department ON reminder (department_id);
CREATE INDEX reminder_by_step ON reminder (step);

CREATE TABLE calendar_entry_then AS SELECT * FROM calendar_entry;
DROP TABLE calendar_entry;

CREATE TABLE calendar_entry (
  -- What was last written to a calendar file, so that the next file updates it.
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department that is to answer
  uid TEXT NOT NULL UNIQUE -- what calendar programs know the entry by
    CHECK (uid <> ''),
  sequence INTEGER NOT NULL -- how often it has changed since it was first written
    CHECK (sequence >= 0),
  due_on TEXT NOT NULL -- the date it has
    CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on, '+0 days')),
  questions TEXT NOT NULL, -- the numbers of the questions it names, separated by a comma
  cancelled INTEGER NOT NULL DEFAULT 0 -- 1 if nothing is outstanding any more, or no date is known; 0 if something is
    CHECK (cancelled IN (0, 1)),
  PRIMARY KEY (inquiry_id, department_id)
) STRICT, WITHOUT ROWID;

INSERT INTO calendar_entry
  (inquiry_id, department_id, uid, sequence, due_on, questions, cancelled)
SELECT inquiry_id, department_id, uid, sequence, due_on, questions, cancelled
FROM calendar_entry_then;
DROP TABLE calendar_entry_then;

CREATE INDEX calendar_entry_by_department ON calendar_entry (department_id);

CREATE TABLE letter_then AS SELECT * FROM letter;
DROP TABLE letter;

CREATE TABLE letter (
  -- The departments' reply letters.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry it replies to
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department that sent it
  number INTEGER NOT NULL DEFAULT 1 -- 1 for the department's first letter to this inquiry, 2 for its second
    CHECK (number >= 1),
  unit_id INTEGER, -- the unit that wrote it; NULL: not stated
  dated_on TEXT -- the date printed on it; NULL: not stated
    CHECK (dated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND dated_on IS date(dated_on, '+0 days')),
  received_on TEXT -- the day on which the secretariat received it; NULL: not known
    CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND received_on IS date(received_on, '+0 days')),
  case_number TEXT -- the case number printed on it; NULL: none
    CHECK (case_number <> ''),
  contact_block TEXT -- the letterhead's contact lines as received, a line each; NULL: none
    CHECK (contact_block <> ''),
  document_id INTEGER REFERENCES document (id), -- the file it came in; NULL: none is kept
  page INTEGER -- the page of that file on which it begins, from 1; NULL: not known
    CHECK (page >= 1),
  UNIQUE (inquiry_id, department_id, number),
  UNIQUE (id, inquiry_id, department_id),
  FOREIGN KEY (unit_id, department_id) REFERENCES department (id, parent_id),
  CHECK (page IS NULL OR document_id IS NOT NULL)
) STRICT;

INSERT INTO letter
  (id, inquiry_id, department_id, number, unit_id, dated_on, received_on, case_number,
   contact_block, document_id, page)
SELECT id, inquiry_id, department_id, number, unit_id, dated_on, received_on, case_number,
   contact_block, document_id, page
FROM letter_then;
DROP TABLE letter_then;

CREATE INDEX letter_by_department ON letter (department_id);
CREATE INDEX letter_by_unit ON letter (unit_id, department_id);
CREATE INDEX letter_by_document ON letter (document_id);

CREATE TRIGGER letter_from_department_insert BEFORE INSERT ON letter
BEGIN
  SELECT RAISE(ABORT, 'a letter is from a department, not from a unit')
  WHERE (SELECT parent_id FROM department WHERE id = NEW.department_id) IS NOT NULL;
END;

CREATE TRIGGER letter_from_department_update BEFORE UPDATE OF department_id ON letter
BEGIN
  SELECT RAISE(ABORT, 'a letter is from a department, not from a unit')
  WHERE (SELECT parent_id FROM department WHERE id = NEW.department_id) IS NOT NULL;
END;

CREATE TABLE contact_channel_then AS SELECT * FROM contact_channel;
DROP TABLE contact_channel;

CREATE TABLE contact_channel (
  -- The ways to reach a department or a unit.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department or unit that is reached
  kind TEXT NOT NULL REFERENCES channel_kind (code), -- telephone, email, in_person and so on
  label TEXT -- whose or what it is, such as a person's name; NULL: the department or unit itself
    CHECK (label <> ''),
  value TEXT -- the number or address; NULL: not stated
    CHECK (value <> ''),
  e164 TEXT -- a telephone number in international form, such as +4589402000; NULL: no telephone number
    CHECK (e164 GLOB '[+0-9]*' AND e164 NOT GLOB '?*[^0-9]*'),
  hours TEXT -- when it is open, in OpenStreetMap opening_hours notation; NULL: not stated
    CHECK (hours <> ''),
  hours_words TEXT -- the hours as they were given in words; NULL: they were given as notation, or not at all
    CHECK (hours_words IS NULL OR (hours_words <> '' AND hours IS NOT NULL)),
  audience TEXT -- for whom, such as plumbers; NULL: everyone
    CHECK (audience <> ''),
  visibility TEXT NOT NULL DEFAULT 'public' REFERENCES visibility (code), -- who may see it
  decided_by TEXT -- who decided the visibility; NULL: not recorded
    CHECK (decided_by <> ''),
  decided_on TEXT -- the day on which the visibility was decided; NULL: not recorded
    CHECK (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND decided_on IS date(decided_on, '+0 days')),
  valid_from TEXT -- the first day it holds; NULL: not known
    CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_from IS date(valid_from, '+0 days')),
  valid_to TEXT -- the last day it holds; NULL: it still does
    CHECK (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_to IS date(valid_to, '+0 days')),
  letter_id INTEGER REFERENCES letter (id), -- the letter whose letterhead states it; NULL: none does
  answer_id INTEGER REFERENCES answer (id), -- the answer that states it; NULL: none does
  CHECK (value IS NOT NULL OR hours IS NOT NULL OR label IS NOT NULL),
  CHECK (letter_id IS NULL OR answer_id IS NULL),
  CHECK (valid_to >= valid_from)
) STRICT;

INSERT INTO contact_channel
  (id, department_id, kind, label, value, e164, hours, hours_words, audience, visibility,
   decided_by, decided_on, valid_from, valid_to, letter_id, answer_id)
SELECT id, department_id, kind, label, value, e164, hours, hours_words, audience, visibility,
   decided_by, decided_on, valid_from, valid_to, letter_id, answer_id
FROM contact_channel_then;
DROP TABLE contact_channel_then;

CREATE UNIQUE INDEX contact_channel_once ON contact_channel
  (department_id, kind, ifnull(value, ''), ifnull(label, ''), ifnull(audience, ''), ifnull(valid_from, ''));
CREATE INDEX contact_channel_by_letter ON contact_channel (letter_id);
CREATE INDEX contact_channel_by_answer ON contact_channel (answer_id);
CREATE INDEX contact_channel_by_kind ON contact_channel (kind);

CREATE TRIGGER channel_search_insert AFTER INSERT ON contact_channel
BEGIN
  INSERT INTO channel_search (rowid, label, value, audience) VALUES (NEW.id, NEW.label, NEW.value, NEW.audience);
END;

CREATE TRIGGER channel_search_delete AFTER DELETE ON contact_channel
BEGIN
  INSERT INTO channel_search (channel_search, rowid, label, value, audience) VALUES ('delete', OLD.id, OLD.label, OLD.value, OLD.audience);
END;

CREATE TRIGGER channel_search_update AFTER UPDATE OF id, label, value, audience ON contact_channel
BEGIN
  INSERT INTO channel_search (channel_search, rowid, label, value, audience) VALUES ('delete', OLD.id, OLD.label, OLD.value, OLD.audience);
  INSERT INTO channel_search (rowid, label, value, audience) VALUES (NEW.id, NEW.label, NEW.value, NEW.audience);
END;

CREATE TABLE figure_then AS SELECT * FROM figure;
DROP TABLE figure;

CREATE TABLE figure (
  -- The numbers that answers state.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  answer_id INTEGER NOT NULL REFERENCES answer (id), -- the answer that states it
  name TEXT NOT NULL -- what is counted or measured
    CHECK (trim(name, char(9, 10, 13, 32)) <> ''),
  value REAL NOT NULL -- the number
    CHECK (abs(value) < 1e300),
  unit TEXT -- what the number counts, such as telephones; NULL: not stated
    CHECK (unit <> ''),
  as_of TEXT -- the day, month or year it holds for: 2018-04-16, 2018-04 or 2014; NULL: not stated
    CHECK (as_of IS NULL
      OR as_of GLOB '[0-9][0-9][0-9][0-9]'
      OR (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' AND as_of || '-01' IS date(as_of || '-01', '+0 days'))
      OR (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND as_of IS date(as_of, '+0 days'))),
  approximate INTEGER NOT NULL DEFAULT 0 -- 1 if the answer says about, 0 if the number is exact
    CHECK (approximate IN (0, 1))
) STRICT;

INSERT INTO figure
  (id, answer_id, name, value, unit, as_of, approximate)
SELECT id, answer_id, name, value, unit, as_of, approximate
FROM figure_then;
DROP TABLE figure_then;

CREATE UNIQUE INDEX figure_once ON figure (answer_id, name, ifnull(as_of, ''));
