-- An event stands for what somebody claims: one that no claim is about is left over. Name further kinds of
-- claims that have an event here: FROM … UNION SELECT event_id FROM …
SELECT 'events' AS kind, id, 'id' AS field, 'no claim is about event ' || id || '; delete it, or let a claim name it' AS message
FROM events WHERE id NOT IN (SELECT event_id FROM event_claims)
