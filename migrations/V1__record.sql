CREATE TABLE asker_kind (
  -- What an asker can be. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO asker_kind (code, meaning) VALUES
  ('party', 'a party or list represented in the council'),
  ('member', 'a single member of the council'),
  ('committee', 'a committee of the council');

CREATE TABLE disposition (
  -- How a letter dealt with a question. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO disposition (code, meaning) VALUES
  ('answered', 'the question is answered in the text'),
  ('see_other', 'the letter points to its answer to another question of the same inquiry'),
  ('not_applicable', 'the letter says that the question is not relevant to the department'),
  ('referred', 'the letter leaves the question to another department');

CREATE TABLE wording (
  -- Whose words an answer is recorded in. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO wording (code, meaning) VALUES
  ('verbatim', 'the words of the letter, unchanged'),
  ('summary', 'a summary in other words than those of the letter');

CREATE TABLE person_role (
  -- What a person named in a letter did. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO person_role (code, meaning) VALUES
  ('handler', 'the case handler (sagsbehandler) named in the letterhead'),
  ('signatory', 'somebody who signed the letter');

CREATE TABLE channel_kind (
  -- The ways in which a department can be reached. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO channel_kind (code, meaning) VALUES
  ('telephone', 'a telephone number of the department or unit as a whole'),
  ('direct_telephone', 'the telephone number of one person or desk'),
  ('duty_telephone', 'a telephone line that is staffed outside office hours'),
  ('email', 'an e-mail address of the department or unit as a whole'),
  ('direct_email', 'the e-mail address of one person'),
  ('digital_post', 'Digital Post, the public mailbox of every citizen'),
  ('web', 'a web page'),
  ('self_service', 'self-service on the web'),
  ('post', 'a postal address'),
  ('in_person', 'a place to call in person');

CREATE TABLE visibility (
  -- Who may see a contact channel. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO visibility (code, meaning) VALUES
  ('public', 'may be shown to anyone'),
  ('internal', 'for the municipality itself'),
  ('withheld', 'deliberately not disclosed');

CREATE TABLE day_kind (
  -- Which days a deadline rule counts. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO day_kind (code, meaning) VALUES
  ('calendar', 'every day counts'),
  ('working', 'only working days count');

CREATE TABLE closed_day_rule (
  -- What a deadline rule does with a last day that is not a working day. A fixed vocabulary.
  code TEXT NOT NULL PRIMARY KEY, -- the word users type
  meaning TEXT NOT NULL -- what it stands for
) STRICT, WITHOUT ROWID;

INSERT INTO closed_day_rule (code, meaning) VALUES
  ('keep', 'the deadline stays on that day'),
  ('next_working_day', 'the deadline moves to the next working day');

CREATE TABLE department (
  -- The departments of the municipality, and their units: a unit is a department whose parent is set.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  code TEXT NOT NULL COLLATE NOCASE UNIQUE -- short code that users type, such as MSB
    CHECK (code <> '' AND code NOT GLOB '*[^-0-9A-Za-zÆØÅæøå_]*'),
  name TEXT NOT NULL -- name in full
    CHECK (trim(name, char(9, 10, 13, 32)) <> ''),
  parent_id INTEGER REFERENCES department (id) -- the department that a unit is a part of; NULL for a department
    CHECK (parent_id <> id),
  UNIQUE (id, parent_id)
) STRICT;

CREATE UNIQUE INDEX department_name ON department (ifnull(parent_id, 0), name COLLATE NOCASE);
CREATE INDEX department_parent ON department (parent_id);

CREATE TRIGGER department_two_levels_insert BEFORE INSERT ON department
WHEN NEW.parent_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a unit cannot have units of its own')
  WHERE (SELECT parent_id FROM department WHERE id = NEW.parent_id) IS NOT NULL
     OR EXISTS (SELECT 1 FROM department WHERE parent_id = NEW.id);
END;

CREATE TRIGGER department_two_levels_update BEFORE UPDATE OF id, parent_id ON department
WHEN NEW.parent_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a unit cannot have units of its own')
  WHERE (SELECT parent_id FROM department WHERE id = NEW.parent_id) IS NOT NULL
     OR EXISTS (SELECT 1 FROM department WHERE parent_id IN (OLD.id, NEW.id));
  SELECT RAISE(ABORT, 'a department that sent a letter cannot become a unit')
  WHERE EXISTS (SELECT 1 FROM letter WHERE department_id IN (OLD.id, NEW.id));
  SELECT RAISE(ABORT, 'a department that a question was referred to cannot become a unit')
  WHERE EXISTS (SELECT 1 FROM answer WHERE refers_to_department_id IN (OLD.id, NEW.id));
END;

CREATE TABLE asker (
  -- The parties, members and committees that send inquiries.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  code TEXT NOT NULL COLLATE NOCASE UNIQUE -- short code that users type, such as LA
    CHECK (code <> '' AND code NOT GLOB '*[^-0-9A-Za-zÆØÅæøå_]*'),
  name TEXT NOT NULL COLLATE NOCASE UNIQUE -- name in full
    CHECK (trim(name, char(9, 10, 13, 32)) <> ''),
  kind TEXT NOT NULL REFERENCES asker_kind (code) -- party, member or committee
) STRICT;

CREATE INDEX asker_by_kind ON asker (kind);

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
    CHECK (valid_from IS NULL OR (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_from IS date(valid_from))),
  valid_to TEXT -- last day on which the rule applies to what is received; NULL: no limit
    CHECK (valid_to IS NULL OR (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_to IS date(valid_to))),
  source TEXT NOT NULL DEFAULT '', -- where the rule stands, or that it is not published
  CHECK (valid_to >= valid_from)
) STRICT;

CREATE INDEX deadline_rule_by_day_kind ON deadline_rule (day_kind);
CREATE INDEX deadline_rule_by_closed_day_rule ON deadline_rule (closed_day_rule);

CREATE TABLE inquiry (
  -- One round of numbered questions from one asker.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  reference TEXT NOT NULL COLLATE NOCASE UNIQUE -- what users type, such as 2018-1
    CHECK (reference <> '' AND reference NOT GLOB '*[^-/0-9A-Za-zÆØÅæøå_]*'),
  title TEXT NOT NULL -- what the inquiry is about
    CHECK (trim(title, char(9, 10, 13, 32)) <> ''),
  asker_id INTEGER NOT NULL REFERENCES asker (id), -- who asks
  received_on TEXT -- the day on which the inquiry was received; NULL: not known
    CHECK (received_on IS NULL OR (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND received_on IS date(received_on))),
  deadline_rule_id INTEGER NOT NULL REFERENCES deadline_rule (id), -- how the due date follows from the date of receipt
  due_on TEXT -- the day on which answers are due; NULL: not known, as when the date of receipt is not
    CHECK (due_on IS NULL OR (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND due_on IS date(due_on))),
  follows_id INTEGER REFERENCES inquiry (id) -- the earlier inquiry that this one continues; NULL: none
    CHECK (follows_id <> id),
  closed_on TEXT -- the day on which the secretariat closed the inquiry; NULL: it is open
    CHECK (closed_on IS NULL OR (closed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND closed_on IS date(closed_on))),
  CHECK (due_on IS NULL OR received_on IS NOT NULL),
  CHECK (due_on >= received_on),
  CHECK (closed_on >= received_on)
) STRICT;

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

CREATE TABLE question (
  -- The numbered questions of the inquiries.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry that asks it
  number TEXT NOT NULL COLLATE NOCASE -- the number as printed, without punctuation: 4, or 2a
    CHECK (number <> '' AND number NOT GLOB '*[^-0-9A-Za-zÆØÅæøå]*'),
  position INTEGER NOT NULL -- its place in the inquiry, from 1
    CHECK (position >= 1),
  text TEXT NOT NULL -- the question in full
    CHECK (trim(text, char(9, 10, 13, 32)) <> ''),
  UNIQUE (inquiry_id, number),
  UNIQUE (inquiry_id, position),
  UNIQUE (id, inquiry_id)
) STRICT;

CREATE TABLE addressee (
  -- Which departments a question was put to. A unit stands here only if the question was put to it by name.
  question_id INTEGER NOT NULL REFERENCES question (id), -- the question
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department, or the unit, that is to answer
  PRIMARY KEY (question_id, department_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX addressee_by_department ON addressee (department_id);

CREATE TABLE document (
  -- The files that letters came in, byte for byte.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  sha256 TEXT NOT NULL UNIQUE -- SHA-256 of the bytes, 64 lower-case hexadecimal digits
    CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  file_name TEXT NOT NULL -- the name the file had
    CHECK (file_name <> ''),
  media_type TEXT NOT NULL -- media type, such as application/pdf
    CHECK (media_type GLOB '?*/?*'),
  bytes BLOB NOT NULL -- the file itself
) STRICT;

CREATE TABLE letter (
  -- The departments' reply letters.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  inquiry_id INTEGER NOT NULL REFERENCES inquiry (id), -- the inquiry it replies to
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department that sent it
  number INTEGER NOT NULL DEFAULT 1 -- 1 for the department's first letter to this inquiry, 2 for its second
    CHECK (number >= 1),
  unit_id INTEGER, -- the unit that wrote it; NULL: not stated
  dated_on TEXT -- the date printed on it; NULL: not stated
    CHECK (dated_on IS NULL OR (dated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND dated_on IS date(dated_on))),
  received_on TEXT -- the day on which the secretariat received it; NULL: not known
    CHECK (received_on IS NULL OR (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND received_on IS date(received_on))),
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

CREATE TABLE letter_person (
  -- The people a letter names: its handlers and its signatories.
  letter_id INTEGER NOT NULL REFERENCES letter (id), -- the letter
  role TEXT NOT NULL REFERENCES person_role (code), -- handler or signatory
  position INTEGER NOT NULL -- the order in which they are named, from 1
    CHECK (position >= 1),
  name TEXT NOT NULL -- the person's name
    CHECK (trim(name, char(9, 10, 13, 32)) <> ''),
  title TEXT -- the person's title; NULL: not stated
    CHECK (title <> ''),
  PRIMARY KEY (letter_id, role, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX letter_person_by_role ON letter_person (role);

CREATE TABLE answer (
  -- What one letter says to one question, for the whole department or for one of its units.
  id INTEGER PRIMARY KEY, -- row number, internal to this file
  inquiry_id INTEGER NOT NULL, -- the inquiry, the same as the letter's and the question's
  department_id INTEGER NOT NULL, -- the department, the same as the letter's
  letter_id INTEGER NOT NULL, -- the letter that says it
  question_id INTEGER NOT NULL, -- the question it answers
  unit_id INTEGER, -- the unit it speaks for; NULL: the whole department
  label TEXT -- the number or letter printed before it, such as 2. or a.; NULL: none
    CHECK (label <> ''),
  disposition TEXT NOT NULL REFERENCES disposition (code), -- how the question was dealt with
  text TEXT -- what it says, paragraphs separated by an empty line; NULL: nothing but the disposition
    CHECK (trim(text, char(9, 10, 13, 32)) <> ''),
  wording TEXT REFERENCES wording (code), -- verbatim or summary; NULL: there is no text
  refers_to_question_id INTEGER, -- see_other: the question whose answer holds for this one too
  refers_to_department_id INTEGER REFERENCES department (id), -- referred: the department that the question is left to
  FOREIGN KEY (letter_id, inquiry_id, department_id) REFERENCES letter (id, inquiry_id, department_id),
  FOREIGN KEY (question_id, inquiry_id) REFERENCES question (id, inquiry_id),
  FOREIGN KEY (unit_id, department_id) REFERENCES department (id, parent_id),
  FOREIGN KEY (refers_to_question_id, inquiry_id) REFERENCES question (id, inquiry_id),
  CHECK ((text IS NULL) = (wording IS NULL)),
  CHECK (disposition <> 'answered' OR text IS NOT NULL),
  CHECK ((disposition = 'see_other') = (refers_to_question_id IS NOT NULL)),
  CHECK (refers_to_question_id <> question_id),
  CHECK ((disposition = 'referred') = (refers_to_department_id IS NOT NULL)),
  CHECK (refers_to_department_id <> department_id)
) STRICT;

CREATE UNIQUE INDEX answer_once ON answer (letter_id, question_id, ifnull(unit_id, 0));
CREATE INDEX answer_by_question ON answer (question_id, department_id);
CREATE INDEX answer_by_unit ON answer (unit_id, department_id) WHERE unit_id IS NOT NULL;
CREATE INDEX answer_by_refers_to_question ON answer (refers_to_question_id) WHERE refers_to_question_id IS NOT NULL;
CREATE INDEX answer_by_refers_to_department ON answer (refers_to_department_id) WHERE refers_to_department_id IS NOT NULL;

CREATE TRIGGER answer_referred_to_department_insert BEFORE INSERT ON answer
BEGIN
  SELECT RAISE(ABORT, 'a question is referred to a department, not to a unit')
  WHERE (SELECT parent_id FROM department WHERE id = NEW.refers_to_department_id) IS NOT NULL;
END;

CREATE TRIGGER answer_referred_to_department_update BEFORE UPDATE OF refers_to_department_id ON answer
BEGIN
  SELECT RAISE(ABORT, 'a question is referred to a department, not to a unit')
  WHERE (SELECT parent_id FROM department WHERE id = NEW.refers_to_department_id) IS NOT NULL;
END;

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
    CHECK (decided_on IS NULL OR (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND decided_on IS date(decided_on))),
  valid_from TEXT -- the first day it holds; NULL: not known
    CHECK (valid_from IS NULL OR (valid_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_from IS date(valid_from))),
  valid_to TEXT -- the last day it holds; NULL: it still does
    CHECK (valid_to IS NULL OR (valid_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND valid_to IS date(valid_to))),
  letter_id INTEGER REFERENCES letter (id), -- the letter whose letterhead states it; NULL: none does
  answer_id INTEGER REFERENCES answer (id), -- the answer that states it; NULL: none does
  CHECK (value IS NOT NULL OR hours IS NOT NULL OR label IS NOT NULL),
  CHECK (letter_id IS NULL OR answer_id IS NULL),
  CHECK (valid_to >= valid_from)
) STRICT;

CREATE UNIQUE INDEX contact_channel_once ON contact_channel
  (department_id, kind, ifnull(value, ''), ifnull(label, ''), ifnull(audience, ''), ifnull(valid_from, ''));
CREATE INDEX contact_channel_by_letter ON contact_channel (letter_id);
CREATE INDEX contact_channel_by_answer ON contact_channel (answer_id);
CREATE INDEX contact_channel_by_kind ON contact_channel (kind);

CREATE TABLE channel_serves (
  -- Other departments and units that a contact channel serves too, as a main number does.
  channel_id INTEGER NOT NULL REFERENCES contact_channel (id), -- the channel
  department_id INTEGER NOT NULL REFERENCES department (id), -- a department or unit that it serves too
  PRIMARY KEY (channel_id, department_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX channel_serves_by_department ON channel_serves (department_id);

CREATE TABLE traffic (
  -- How often citizens made contact in a count week, by weekday and hour.
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department or unit they turned to
  kind TEXT NOT NULL REFERENCES channel_kind (code), -- the way they came
  weekday INTEGER NOT NULL -- 1 is Monday, 7 is Sunday
    CHECK (weekday BETWEEN 1 AND 7),
  hour INTEGER NOT NULL -- 9 stands for 9:00 to 9:59
    CHECK (hour BETWEEN 0 AND 23),
  contacts INTEGER NOT NULL -- how many there were
    CHECK (contacts >= 0),
  PRIMARY KEY (department_id, kind, weekday, hour)
) STRICT, WITHOUT ROWID;

CREATE INDEX traffic_by_kind ON traffic (kind);

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
      OR (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' AND as_of || '-01' IS date(as_of || '-01'))
      OR (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND as_of IS date(as_of))),
  approximate INTEGER NOT NULL DEFAULT 0 -- 1 if the answer says about, 0 if the number is exact
    CHECK (approximate IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX figure_once ON figure (answer_id, name, ifnull(as_of, ''));

CREATE TABLE codebook (
  -- The codes that analysts compare departments by.
  codebook TEXT NOT NULL COLLATE NOCASE -- the codebook's short name, such as withheld-number
    CHECK (codebook <> '' AND codebook NOT GLOB '*[^-0-9A-Za-zÆØÅæøå_]*'),
  code TEXT NOT NULL COLLATE NOCASE -- the code that users type, such as some
    CHECK (code <> '' AND code NOT GLOB '*[^-0-9A-Za-zÆØÅæøå_]*'),
  meaning TEXT NOT NULL -- what the code says
    CHECK (trim(meaning, char(9, 10, 13, 32)) <> ''),
  PRIMARY KEY (codebook, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  -- An analyst's code for what a department answered to a question.
  question_id INTEGER NOT NULL REFERENCES question (id), -- the question
  department_id INTEGER NOT NULL REFERENCES department (id), -- the department
  codebook TEXT NOT NULL COLLATE NOCASE, -- the codebook the code is from
  code TEXT NOT NULL COLLATE NOCASE, -- the code
  note TEXT -- the analyst's reason; NULL: none
    CHECK (note <> ''),
  PRIMARY KEY (question_id, department_id, codebook),
  FOREIGN KEY (codebook, code) REFERENCES codebook (codebook, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX finding_by_department ON finding (department_id);
CREATE INDEX finding_by_code ON finding (codebook, code);
