-- A direct or partial quotation gives the speaker's words, an indirect one a summary in the annotator's own.
SELECT 'quotes' AS kind, id, 'form' AS field,
       CASE WHEN form = 'indirect' AND text IS NOT NULL
            THEN 'an indirect quotation holds none of the speaker''s words; move them from text to a summary of your own'
            WHEN form = 'indirect' THEN 'an indirect quotation needs a summary; say in your own words what was said'
            ELSE 'a ' || form || ' quotation needs the speaker''s words; add text' END AS message
FROM quotes
WHERE (form = 'indirect' AND (text IS NOT NULL OR summary IS NULL)) OR (form <> 'indirect' AND text IS NULL)
