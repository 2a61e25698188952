-- The lowest estimate is no higher than the best one.
SELECT 'events' AS kind, id, 'low' AS field,
       'the lowest estimate is ' || low || ' and the best one ' || best || '; ask the publisher which is meant' AS message
FROM events WHERE low > best
