-- The highest estimate is no lower than the best one.
SELECT 'events' AS kind, id, 'high' AS field,
       'the highest estimate is ' || high || ' and the best one ' || best || '; ask the publisher which is meant' AS message
FROM events WHERE high < best
