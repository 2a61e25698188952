-- Events on the map, each at its point; how closely the place is known stands beside it.
-- id: The event
-- title: The dyad and the place
-- violence: Who fights whom
-- start_date: First day on which it may have happened
-- end_date: Last day on which it may have happened
-- year: Year, where the period lies within one
-- date_code: How closely the time is known
-- low: Lowest estimate of deaths
-- best: Best estimate of deaths
-- high: Highest estimate of deaths
-- place: What the point stands for
-- place_code: How closely the place is known
-- latitude: Degrees north (WGS 84)
-- longitude: Degrees east (WGS 84)
-- search_id: Row of the event, for full-text search
SELECT e.id, e.title, e.violence, e.start_date, e.end_date, e.year, e.date_code, e.low, e.best, e.high,
       p.name AS place, e.place_code, p.latitude, p.longitude, e.rowid AS search_id
FROM events AS e JOIN places AS p ON p.id = e.place_id
