-- The lists of publishers, dates and headlines have as many items as there are reports: a semicolon within an item,
-- such as the end of an HTML entity, breaks a list.
WITH listed AS (
    SELECT id, sources_stated AS n, 'offices' AS field, offices AS list FROM events
    UNION ALL SELECT id, sources_stated, 'dates', dates FROM events
    UNION ALL SELECT id, sources_stated, 'headlines', headlines FROM events
), counted AS (
    SELECT *, length(list) - length(replace(list, ';', '')) + 1 AS items FROM listed
)
SELECT 'events' AS kind, id, field,
       'the list has ' || items || ' items for ' || n || ' report' || CASE n WHEN 1 THEN '' ELSE 's' END || '; read the reports in sources instead' AS message
FROM counted WHERE items <> n
