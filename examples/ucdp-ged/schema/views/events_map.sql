-- Events on the map, each at its point; how closely the place is known stands beside it.
-- title: The dyad and the place
-- type: Who fights whom
-- place: What the point stands for
-- place_code: How closely the place is known
-- start_date: First day on which it may have happened
-- end_date: Last day on which it may have happened
-- year: Year, where the period lies within one
-- low: Lowest estimate of deaths
-- best: Best estimate of deaths
-- high: Highest estimate of deaths
-- event_id: The event
-- place_id: The place
-- latitude: Degrees north (WGS 84)
-- longitude: Degrees east (WGS 84)
-- search_id (events): Row of the event, for full-text search
SELECT e.title, e.violence AS type, p.name AS place, e.place_code, e.start_date, e.end_date, e.year, e.low, e.best, e.high,
       e.id AS event_id, p.id AS place_id, p.latitude, p.longitude, e.rowid AS search_id
FROM events AS e JOIN places AS p ON p.id = e.place_id
