-- Statements by site.
-- site: The site
-- statements: How many
SELECT s.name AS site, count(*) AS statements
FROM statements AS c JOIN sites AS s ON s.id = c.site_id
GROUP BY s.name
