-- An event stands for what somebody claims: one that no claim is about is left over.
SELECT 'events' AS kind, id, 'id' AS field, 'no claim is about event ' || id || '; delete it, or let a claim name it' AS message
FROM events WHERE id NOT IN (SELECT id FROM claim_refs WHERE "table" = 'events')
