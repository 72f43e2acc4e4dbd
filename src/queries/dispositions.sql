-- How departments deal with questions
-- Questions put to each department, by disposition.
-- :inquiry = NULL -- reference of the inquiry, such as 2018-1; NULL: all
SELECT
  department,
  sum(state = 'answered') AS answered,
  sum(state = 'see_other') AS see_other,
  sum(state = 'not_applicable') AS not_applicable,
  sum(state = 'referred') AS referred,
  sum(state = 'outstanding') AS outstanding,
  sum(state = 'supplementary') AS answered_unasked
FROM answer_state
WHERE nullif(:inquiry, '') IS NULL OR inquiry = :inquiry
GROUP BY department
ORDER BY department
