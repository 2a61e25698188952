-- Every name and spelling of a place or an actor. Rule: the name, the name in Arabic, each alias and the id.
-- name: The name
-- plain: The name in small letters, without hyphens and apostrophes, to be compared with what somebody types
-- place_id: The place
-- actor_id: The actor
SELECT
    n.value AS name,
    lower(replace(replace(replace(n.value, '-', ' '), '''', ''), '’', '')) AS plain,
    r.place_id,
    r.actor_id
FROM (
    SELECT name, name_ar, aliases, id, id AS place_id, NULL AS actor_id FROM places
    UNION ALL
    SELECT name, name_ar, aliases, id, NULL, id FROM actors
) AS r
JOIN json_each(json_insert(coalesce(r.aliases, '[]'), '$[#]', r.name, '$[#]', r.name_ar, '$[#]', r.id)) AS n
    ON n.value <> ''
GROUP BY r.place_id, r.actor_id, n.value
ORDER BY plain, r.place_id, r.actor_id
