-- Events with something odd about them, each beside what was found. Rule: one row a finding about the event itself.
-- event_id: The event
-- code: The rule that found it
-- field: The field that it is about
-- message: What was found
-- start_date: First day on which it may have happened
-- low: Lowest estimate of deaths
-- best: Best estimate of deaths
-- high: Highest estimate of deaths
-- headlines: The headlines as the release lists them
SELECT e.id AS event_id, f.code, f.field, f.message, e.start_date, e.low, e.best, e.high, e.headlines
FROM findings AS f JOIN events AS e ON e.id = f.record_id
WHERE f.kind = 'events'
ORDER BY f.code, e.id
