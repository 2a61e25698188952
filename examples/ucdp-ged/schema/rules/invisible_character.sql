-- Words hold no character that nobody sees: zero-width spaces, marks of direction, line breaks and tabs.
WITH words AS (
    SELECT 'sources' AS kind, id, 'title' AS field, title AS text FROM sources
    UNION ALL SELECT 'sources', id, 'publisher', publisher FROM sources
    UNION ALL SELECT 'places', id, 'name', name FROM places
    UNION ALL SELECT 'events', id, 'informants', informants FROM events
), found AS (
    SELECT words.kind, words.id, words.field, group_concat(printf('U+%04X', c.value), ', ') AS characters
    FROM words JOIN json_each('[9, 10, 13, 8203, 8204, 8205, 8206, 8207, 8288, 65279]') AS c
      ON instr(words.text, char(c.value))
    GROUP BY words.kind, words.id, words.field
)
SELECT kind, id, field, 'characters that nobody sees: ' || characters || '; searching for the words may miss them' AS message
FROM found
