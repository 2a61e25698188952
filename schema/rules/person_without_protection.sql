-- A person says whether releases may name them.
SELECT 'actors' AS kind, id, 'protection' AS field,
       'a person says whether releases may name them; add protection, such as public role, private person or minor' AS message
FROM actors
WHERE kind = 'person' AND protection IS NULL
