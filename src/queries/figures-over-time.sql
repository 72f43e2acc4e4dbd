-- Figures over time
-- The numbers that answers state, by department and name, with the change since the one before.
-- :name = NULL -- part of what is counted, such as telefon; NULL: everything
SELECT
  department, answer_unit, name, as_of, value, unit, approximate,
  value - lag(value) OVER series AS change,
  inquiry, question
FROM figure_flat
WHERE nullif(:name, '') IS NULL OR name LIKE '%' || :name || '%'
WINDOW series AS (PARTITION BY department, answer_unit, name, unit ORDER BY as_of, inquiry, question)
ORDER BY department, answer_unit, name, unit, as_of, inquiry, question
