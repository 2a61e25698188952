-- Events on the map: one row for each event and place with coordinates. Rule: only events that somebody asserts or
-- corroborates in a claim that counts (counted_claims); hoped-for, feared and merely denied ones are left out, and so is where a movement came from or goes,
-- unless no other place is told. How sure the place is stands beside it.
-- title: The event in a few words
-- type: What sort of event it is
-- place: The place's name
-- place_ar: The place's name in Arabic
-- start_date: First day that the period may include
-- end_date: Last day that the period may include
-- status: What the claims amount to
-- sources: In how many articles somebody asserts it
-- claimants: How many claimants assert it, an article's own voice counting as one
-- claimed_by: Who asserts it
-- claim_ids: The claims that assert it (JSON)
-- period: When, in EDTF
-- event_id: The event
-- place_id: The place
-- location_kind: What the point stands for
-- latitude: Degrees north (WGS 84)
-- longitude: Degrees east (WGS 84)
-- radius_km: How far from the point, in kilometres, the place may reach or lie
-- id: The event and the place
-- search_id (events): Row of the event, for full-text search
SELECT
    e.title,
    e.type,
    p.name AS place,
    p.name_ar AS place_ar,
    e.start_date,
    e.end_date,
    e.status,
    CAST(count(DISTINCT c.source_id) AS INTEGER) AS sources,
    CAST(count(DISTINCT c.voice) AS INTEGER) AS claimants,
    replace(replace(group_concat(DISTINCT replace(coalesce(a.name, s.title, s.id), ',', char(31))), ',', ', '), char(31), ',') AS claimed_by,
    json_group_array(DISTINCT c.id) AS claim_ids,
    e.period,
    e.id AS event_id,
    p.id AS place_id,
    p.location_kind,
    p.latitude,
    p.longitude,
    p.radius_km,
    e.id || '-' || p.id AS id,
    e.rowid AS search_id
FROM events AS e
JOIN event_places AS ep ON ep.event_id = e.id
    AND (ep.role = 'location' OR e.id NOT IN (SELECT event_id FROM event_places WHERE role = 'location'))
JOIN places AS p ON p.id = ep.place_id
JOIN event_claims AS ec ON ec.event_id = e.id
JOIN counted_claims AS c ON c.id = ec.id AND c.stance IN ('asserts', 'corroborates')
JOIN sources AS s ON s.id = c.source_id
LEFT JOIN actors AS a ON a.id = ec.claimant_id
WHERE p.latitude IS NOT NULL
GROUP BY e.id, p.id
ORDER BY e.start_date IS NULL, e.start_date, e.id, p.id
