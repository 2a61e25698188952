-- Closures that somebody asserts, where the bridge has a point.
-- search_id: Row number of the closure, for full-text search
-- closure_id: The closure
-- sources: How many articles assert it
SELECT closures.rowid AS search_id, closures.id AS closure_id, bridges.name AS bridge, latitude, longitude,
       count(DISTINCT source_id) AS sources
FROM closures
JOIN closure_bridges ON closure_bridges.closure_id = closures.id
JOIN bridges ON bridges.id = closure_bridges.bridge_id
JOIN closure_claims ON closure_claims.closure_id = closures.id
WHERE firmness = 'claimed' AND latitude IS NOT NULL
GROUP BY closures.id, bridges.id
