-- A part is no larger than the claim that contains it.
SELECT p.kind, p.id, 'count_stated' AS field,
       'this part is at least ' || p.low || ', and the claim that contains it at most ' || w.high ||
       '; correct the count, or take it out of parts' AS message
FROM (SELECT 'event_claims' AS kind, id, part_of, count_low AS low FROM event_claims
      UNION ALL SELECT 'casualty_claims', id, part_of, count_low FROM casualty_claims
      UNION ALL SELECT 'equipment_claims', id, part_of, count_low FROM equipment_claims) AS p
JOIN (SELECT id, count_high AS high FROM event_claims
      UNION ALL SELECT id, count_high FROM casualty_claims
      UNION ALL SELECT id, count_high FROM equipment_claims) AS w ON w.id = p.part_of
WHERE p.low > w.high
