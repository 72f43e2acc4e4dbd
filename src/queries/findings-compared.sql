-- Findings compared
-- For each question and code of a codebook, the departments that were coded so.
-- :inquiry = NULL -- reference of the inquiry, such as 2018-1; NULL: all
SELECT
  inquiry, question, codebook, code, meaning,
  count(*) AS departments,
  group_concat(department, ' ') AS which
FROM (SELECT * FROM finding_matrix ORDER BY department)
WHERE nullif(:inquiry, '') IS NULL OR inquiry = :inquiry
GROUP BY inquiry, question, codebook, code
ORDER BY inquiry, question, codebook, departments DESC, code
