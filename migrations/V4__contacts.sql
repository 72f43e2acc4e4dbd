ALTER TABLE contact_channel ADD COLUMN hours_words TEXT -- the hours as they were given in words; NULL: they were given as notation, or not at all
    CHECK (hours_words IS NULL OR (hours_words <> '' AND hours IS NOT NULL));

ALTER TABLE contact_channel ADD COLUMN e164 TEXT -- a telephone number in international form, such as +4589402000; NULL: no telephone number
    CHECK (e164 GLOB '[+0-9]*' AND e164 NOT GLOB '?*[^0-9]*');

ALTER TABLE contact_channel ADD COLUMN decided_by TEXT -- who decided the visibility; NULL: not recorded
    CHECK (decided_by <> '');

ALTER TABLE contact_channel ADD COLUMN decided_on TEXT -- the day on which the visibility was decided; NULL: not recorded
    CHECK (decided_on IS NULL OR (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND decided_on IS date(decided_on)));

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

DROP VIEW contact_flat;

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
  contact_channel.kind,
  contact_channel.label,
  contact_channel.value,
  contact_channel.hours,
  contact_channel.audience,
  contact_channel.visibility,
  contact_channel.valid_from,
  contact_channel.valid_to,
  CAST(inquiry.reference || ifnull(' question ' || question.number, '') || ' ' || sender.code AS TEXT),
  letter.dated_on,
  contact_channel.hours_words,
  contact_channel.e164,
  CAST((
    SELECT group_concat(served.code, ' ')
    FROM (
      SELECT department.code FROM channel_serves JOIN department ON department.id = channel_serves.department_id
      WHERE channel_serves.channel_id = contact_channel.id ORDER BY department.code
    ) AS served
  ) AS TEXT),
  contact_channel.decided_by,
  contact_channel.decided_on
FROM contact_channel
JOIN department AS reached ON reached.id = contact_channel.department_id
JOIN department ON department.id = ifnull(reached.parent_id, reached.id)
LEFT JOIN department AS unit ON unit.id = reached.id AND reached.parent_id IS NOT NULL
LEFT JOIN answer ON answer.id = contact_channel.answer_id
LEFT JOIN question ON question.id = answer.question_id
LEFT JOIN letter ON letter.id = ifnull(contact_channel.letter_id, answer.letter_id)
LEFT JOIN inquiry ON inquiry.id = letter.inquiry_id
LEFT JOIN department AS sender ON sender.id = letter.department_id;

CREATE VIEW traffic_flat (
  -- One row per department, way of contact, weekday and hour of a count week.
  department, -- code of the department
  unit, -- name of the unit they turned to; NULL: the department itself
  kind, -- telephone, in_person and so on
  weekday, -- 1 is Monday, 7 is Sunday
  hour, -- 9 stands for 9:00 to 9:59
  contacts -- how many there were
) AS
SELECT
  department.code,
  unit.name,
  traffic.kind,
  traffic.weekday,
  traffic.hour,
  traffic.contacts
FROM traffic
JOIN department AS reached ON reached.id = traffic.department_id
JOIN department ON department.id = ifnull(reached.parent_id, reached.id)
LEFT JOIN department AS unit ON unit.id = reached.id AND reached.parent_id IS NOT NULL;
