-- A place that no point stands for says why, and one with a point says where the point was taken from.
SELECT 'places' AS kind, id, 'location_kind' AS field,
       CASE WHEN latitude IS NULL THEN 'a place without a point says why; add a note'
            WHEN location_kind IN ('line', 'unknown') THEN 'a place of this location kind has no point; leave it out'
            ELSE 'a point names its gazetteer and how far off it may be; add gazetteer, gazetteer_id and radius_km' END AS message
FROM places
WHERE (latitude IS NULL AND note IS NULL)
   OR (latitude IS NOT NULL AND (gazetteer_id IS NULL OR radius_km IS NULL OR location_kind = 'unknown'))
