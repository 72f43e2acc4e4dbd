-- Late answers by department
-- Counts questions put to a department: dated by the due date, after it, and not comparable because a date is not known.
-- :year = NULL -- the year in which the inquiry was received, such as 2018; NULL: every year
SELECT
  answer_state.department,
  count(*) AS dealt_with,
  count(*) FILTER (WHERE answer_state.dated_on <= inquiry_state.due_on) AS on_time,
  count(*) FILTER (WHERE answer_state.dated_on > inquiry_state.due_on) AS late,
  count(*) FILTER (WHERE answer_state.dated_on IS NULL OR inquiry_state.due_on IS NULL) AS not_known,
  CAST(max(max(0, julianday(answer_state.dated_on) - julianday(inquiry_state.due_on))) AS INTEGER) AS most_days_late
FROM answer_state
JOIN inquiry_state ON inquiry_state.inquiry = answer_state.inquiry
WHERE answer_state.state NOT IN ('outstanding', 'supplementary')
  AND (nullif(:year, '') IS NULL OR substr(inquiry_state.received_on, 1, 4) = CAST(:year AS TEXT))
GROUP BY answer_state.department
ORDER BY late DESC, answer_state.department
