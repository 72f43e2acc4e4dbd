-- Days from receipt to answer
-- By department, over letters whose date and whose inquiry's date of receipt are both known.
-- :year = NULL -- the year in which the inquiry was received, such as 2018; NULL: every year
SELECT
  department.code AS department,
  count(*) AS letters,
  CAST(min(julianday(letter.dated_on) - julianday(inquiry.received_on)) AS INTEGER) AS least_days,
  round(avg(julianday(letter.dated_on) - julianday(inquiry.received_on)), 1) AS mean_days,
  CAST(max(julianday(letter.dated_on) - julianday(inquiry.received_on)) AS INTEGER) AS most_days
FROM letter
JOIN inquiry ON inquiry.id = letter.inquiry_id
JOIN department ON department.id = letter.department_id
WHERE letter.dated_on IS NOT NULL
  AND inquiry.received_on IS NOT NULL
  AND (nullif(:year, '') IS NULL OR substr(inquiry.received_on, 1, 4) = CAST(:year AS TEXT))
GROUP BY department.id
ORDER BY mean_days DESC, department.code
