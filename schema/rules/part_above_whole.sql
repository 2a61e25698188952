-- A part is no larger than the claim that contains it.
SELECT p.kind, p.claim_id AS id, p.field,
       'this part is at least ' || p.low || ', and the claim that contains it at most ' || w.high ||
       '; correct the count, or take it out of parts' AS message
FROM claim_links AS l
JOIN claim_counts AS p ON p.claim_id = l.from_id
JOIN claim_counts AS w ON w.claim_id = l.to_id AND w.field = p.field
WHERE l.kind = 'part_of' AND p.low > w.high
