-- Places said to have been captured: one row for each capture and place, with the day, how many sources and claimants
-- assert it and whether anybody denies it. Rule: events of type capture that somebody asserts or corroborates in a claim
-- that counts (counted_claims); the place is the one that the claim names, or else the event's; a claim of a total whose
-- parts are listed is left out; places without coordinates are listed too.
-- place: The place's name
-- place_kind: What sort of place it is
-- title: The event in a few words; where the place is an area, what within it is said to have been captured
-- place_ar: The place's name in Arabic
-- start_date: First day that the period may include
-- end_date: Last day that the period may include
-- sources: In how many articles somebody asserts it
-- claimants: How many claimants assert it, an article's own voice counting as one
-- status: What the claims amount to
-- counts: How many places within it the claims tell of, as worded; empty where they give no number
-- said_captured_by: Who is said to have captured it, by the claims that name somebody
-- spellings: The place as the claims spell it
-- claim_ids: The claims that assert it (JSON)
-- period: When, in EDTF
-- event_id: The event
-- place_id: The place
-- location_kind: What the point stands for
-- latitude: Degrees north (WGS 84)
-- longitude: Degrees east (WGS 84)
-- radius_km: How far from the point, in kilometres, the place may reach or lie
-- id: The event and the place
-- search_id (places): Row of the place, for full-text search under all its names
SELECT
    p.name AS place,
    p.kind AS place_kind,
    e.title,
    p.name_ar AS place_ar,
    e.start_date,
    e.end_date,
    CAST(count(DISTINCT counted.source_id) AS INTEGER) AS sources,
    CAST(count(DISTINCT counted.voice) AS INTEGER) AS claimants,
    e.status,
    replace(replace(group_concat(DISTINCT replace(c.count_stated, ',', char(31))), ',', ', '), char(31), ',') AS counts,
    replace(replace(group_concat(DISTINCT replace(a.name, ',', char(31))), ',', ', '), char(31), ',') AS said_captured_by,
    replace(replace(group_concat(DISTINCT replace(c.place_stated, ',', char(31))), ',', ', '), char(31), ',') AS spellings,
    json_group_array(c.id) AS claim_ids,
    e.period,
    e.id AS event_id,
    p.id AS place_id,
    p.location_kind,
    p.latitude,
    p.longitude,
    p.radius_km,
    e.id || '-' || p.id AS id,
    p.rowid AS search_id
FROM events AS e
JOIN event_claims AS c ON c.event_id = e.id
JOIN counted_claims AS counted ON counted.id = c.id AND counted.stance IN ('asserts', 'corroborates')
JOIN places AS p ON p.id = c.place_id
    OR (c.place_id IS NULL AND p.id IN (SELECT place_id FROM event_places WHERE event_id = e.id AND role = 'location'))
LEFT JOIN actors AS a ON a.id = c.actor_id AND c.actor_stated IS NOT NULL
WHERE e.type = 'capture' AND c.id NOT IN (
    SELECT l.to_id FROM claim_links AS l JOIN counted_claims AS part ON part.id = l.from_id WHERE l.kind = 'part_of')
GROUP BY e.id, p.id
ORDER BY e.start_date IS NULL, e.start_date, e.id, p.id
