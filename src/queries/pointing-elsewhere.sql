-- Answers pointing elsewhere
-- Answers that refer to the answer to another question, or leave the question to another department.
-- :inquiry = NULL -- reference of the inquiry, such as 2018-1; NULL: all
SELECT
  inquiry, question, department, unit, disposition, refers_to_question, refers_to_department, answer
FROM answer_flat
WHERE disposition IN ('see_other', 'referred')
  AND (nullif(:inquiry, '') IS NULL OR inquiry = :inquiry)
ORDER BY inquiry, question, department, unit
