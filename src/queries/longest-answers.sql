-- Longest answers
-- The answers with the most characters.
-- :count = 20 -- how many
SELECT
  inquiry, question, department, unit, wording,
  length(answer) AS characters,
  answer
FROM answer_flat
WHERE answer IS NOT NULL
ORDER BY characters DESC, inquiry, question, department, unit
LIMIT :count
