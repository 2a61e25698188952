-- Events on the map. Rule: only events that somebody asserts or confirms, at places with a point.
-- id: The event and the place
-- event_id: The event
-- title: The event in a few words
-- type: What sort of event it is
-- start_date: First day that the period may include
-- claims: How many claims assert or confirm it
-- place: The place's name
-- latitude: Degrees north (WGS 84)
-- longitude: Degrees east (WGS 84)
SELECT e.id || '-' || p.id AS id, e.id AS event_id, e.title, e.type, e.start_date, CAST(count(*) AS INTEGER) AS claims,
       p.name AS place, p.latitude, p.longitude
FROM events AS e
JOIN event_places AS ep ON ep.event_id = e.id
JOIN places AS p ON p.id = ep.place_id
JOIN event_claims AS c ON c.event_id = e.id AND c.stance IN ('asserts', 'corroborates')
WHERE p.latitude IS NOT NULL
GROUP BY e.id, p.id
ORDER BY e.start_date, e.id, p.id
