-- Who asks most
-- Inquiries and questions by asker and year of receipt; NULL: the date of receipt is not known.
SELECT
  asker,
  substr(received_on, 1, 4) AS year,
  count(*) AS inquiries,
  sum(questions) AS questions,
  sum(expected) AS answers_expected,
  sum(outstanding) AS outstanding
FROM inquiry_state
GROUP BY asker_code, year
ORDER BY questions DESC, asker, year
