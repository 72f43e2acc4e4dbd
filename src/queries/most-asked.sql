-- Who has been asked most
-- Counts the questions put to each department, its units among it, and what came of them.
-- :year = NULL -- the year in which the inquiry was received, such as 2018; NULL: every year
SELECT
  department.code AS department,
  department.name AS department_name,
  count(DISTINCT answer_state.inquiry) AS inquiries,
  count(*) AS questions,
  sum(answer_state.state = 'answered') AS answered,
  sum(answer_state.state = 'outstanding') AS outstanding
FROM answer_state
JOIN inquiry_state ON inquiry_state.inquiry = answer_state.inquiry
JOIN department ON department.code = answer_state.department
WHERE answer_state.state <> 'supplementary'
  AND (nullif(:year, '') IS NULL OR substr(inquiry_state.received_on, 1, 4) = CAST(:year AS TEXT))
GROUP BY department.id
ORDER BY questions DESC, department.code
