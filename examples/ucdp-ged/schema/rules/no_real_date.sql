-- A date of publication is a real one: some software writes 1753, its earliest year, where it knows none.
SELECT 'sources' AS kind, id, 'published' AS field,
       published || ' stands for no date; look it up with the publisher' AS message
FROM sources WHERE published_on < '1900'
