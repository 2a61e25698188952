-- A closure stands for what somebody claims.
SELECT 'closures' AS kind, id, 'id' AS field, 'no claim is about ' || id || '; delete it, or let a claim name it' AS message
FROM closures WHERE id NOT IN (SELECT closure_id FROM closure_claims)
