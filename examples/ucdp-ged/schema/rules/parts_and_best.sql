-- The deaths of both sides, of civilians and of unknown people add up to the best estimate.
SELECT 'events' AS kind, id, 'best' AS field,
       'the parts add up to ' || (deaths_side_a + deaths_side_b + deaths_civilians + deaths_unknown) ||
       ' and the best estimate is ' || best || '; ask the publisher which is meant' AS message
FROM events WHERE deaths_side_a + deaths_side_b + deaths_civilians + deaths_unknown <> best
