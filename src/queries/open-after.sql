-- Channels open after a time of day
-- Public channels whose hours, on any day, end after that time, go on past midnight, or never end. The hours
-- tell the days.
-- :time = 16:00 -- the time of day, such as 16:00
WITH RECURSIVE piece (row, text, rest) AS (
  SELECT id, '', replace(hours, ' ', ',') || ',' FROM contact_channel
  WHERE hours IS NOT NULL AND visibility = 'public'
  UNION ALL
  SELECT row, substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1)
  FROM piece WHERE rest <> ''
),
span (row, closes) AS (
  SELECT row, '24:00' FROM piece WHERE text = '24/7'
  UNION ALL
  SELECT row, iif(substr(text, 7, 5) <= substr(text, 1, 5), '24:00', substr(text, 7, 5))
  FROM piece WHERE text GLOB '[0-2][0-9]:[0-5][0-9]-[0-4][0-9]:[0-5][0-9]*'
)
SELECT
  ifnull(parent.code, department.code) AS department,
  iif(parent.id IS NULL, NULL, department.name) AS unit,
  contact_channel.kind,
  contact_channel.label,
  contact_channel.value,
  contact_channel.audience,
  contact_channel.hours,
  max(span.closes) AS latest
FROM span
JOIN contact_channel ON contact_channel.id = span.row
JOIN department ON department.id = contact_channel.department_id
LEFT JOIN department AS parent ON parent.id = department.parent_id
WHERE span.closes > CAST(:time AS TEXT)
GROUP BY contact_channel.id
ORDER BY latest DESC, 1, 2, contact_channel.kind, contact_channel.value
