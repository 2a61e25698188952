-- Whether a person may be named in a release is somebody's decision, so nobody is named for want of one.
SELECT 'actors' AS kind, id, 'protection' AS field,
       'nobody has said whether releases may name this person; add protection: public role, or private person, witness or minor' AS message
FROM actors WHERE kind = 'person' AND protection IS NULL
