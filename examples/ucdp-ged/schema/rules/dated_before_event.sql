-- A report is not older than the event that it tells of (dates that stand for none are left to no-real-date).
SELECT 'events' AS kind, e.id, 'sources' AS field,
       'a report of ' || s.published || ' (' || s.id || ') is older than the event, of ' || e.start_date ||
       '; it may tell of another one' AS message
FROM events AS e
JOIN event_sources AS es ON es.event_id = e.id
JOIN sources AS s ON s.id = es.source_id
WHERE s.published_on < e.start_date AND s.published_on >= '1900'
