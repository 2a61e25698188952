-- Words hold characters, not the HTML entities for them.
SELECT 'sources' AS kind, id, 'title' AS field,
       'the headline holds an HTML entity; read it as the character that it stands for' AS message
FROM sources WHERE title GLOB '*&#[0-9]*;*' OR title GLOB '*&[a-z]*[a-z];*'
