-- Outstanding now
-- Questions that a department has not answered yet in an open inquiry, the longest overdue first.
-- :department = NULL -- code of a department, such as MSB; NULL: all
SELECT
  answer_state.inquiry, inquiry_state.due_on, answer_state.department, answer_state.unit, answer_state.question,
  question.text AS question_text
FROM answer_state
JOIN inquiry_state ON inquiry_state.inquiry = answer_state.inquiry
JOIN inquiry ON inquiry.reference = answer_state.inquiry
JOIN question ON question.inquiry_id = inquiry.id AND question.number = answer_state.question
WHERE answer_state.state = 'outstanding'
  AND inquiry_state.closed_on IS NULL
  AND (nullif(:department, '') IS NULL OR answer_state.department = :department)
ORDER BY inquiry_state.due_on IS NULL, inquiry_state.due_on, answer_state.inquiry, question.position, answer_state.department
