-- Inquiries never followed up
-- Inquiries that no later inquiry continues, oldest first; those without a date of receipt come first.
SELECT inquiry, title, asker, received_on, state, outstanding
FROM inquiry_state
WHERE inquiry NOT IN (SELECT follows FROM inquiry_state WHERE follows IS NOT NULL)
ORDER BY received_on, inquiry
