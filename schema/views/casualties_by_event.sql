-- Casualty claims that can be compared, side by side: the lowest and the highest claim and how many claimants there are.
-- Nothing is added up, since claims may overlap. Rule: claims that count (counted_claims), name an event, assert or
-- corroborate a number, and agree in event, outcome, victims and scope; a part is left out where its whole is in the
-- same row. Those who are not said to belong to any actor are a group of their own.
-- event: The event in a few words
-- outcome: What is said to have happened to the people
-- victim: The actor whose members the people are said to be
-- scope: What the numbers cover
-- lowest: The lowest number that any claim's wording implies
-- highest: The highest number that any claim's wording implies; empty where a claim leaves it open
-- wordings: The numbers as worded
-- claims: How many claims
-- claimants: How many claimants, an article's own voice counting as one
-- claim_ids: The claims (JSON)
-- start_date: First day that the event may include
-- event_id: The event
-- victim_id: The actor
-- id: The event, the outcome, the victims and the scope
-- search_id (events): Row of the event, for full-text search
SELECT
    e.title AS event,
    c.outcome,
    v.name AS victim,
    c.scope,
    CAST(min(coalesce(c.count_low, c.count_high)) AS INTEGER) AS lowest,
    CAST(CASE WHEN count(c.count_high) = count(*) THEN max(c.count_high) END AS INTEGER) AS highest,
    replace(replace(group_concat(DISTINCT replace(c.count_stated, ',', char(31))), ',', ', '), char(31), ',') AS wordings,
    CAST(count(*) AS INTEGER) AS claims,
    CAST(count(DISTINCT counted.voice) AS INTEGER) AS claimants,
    json_group_array(c.id) AS claim_ids,
    e.start_date,
    e.id AS event_id,
    c.victim_id,
    e.id || '-' || c.outcome || coalesce('-' || c.victim_id, '') || '-' || c.scope AS id,
    e.rowid AS search_id
FROM casualty_claims AS c
JOIN counted_claims AS counted ON counted.id = c.id AND counted.stance IN ('asserts', 'corroborates')
JOIN events AS e ON e.id = c.event_id
LEFT JOIN actors AS v ON v.id = c.victim_id
WHERE c.count_stated IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM casualty_claims AS whole
    JOIN counted_claims AS w ON w.id = whole.id AND w.stance IN ('asserts', 'corroborates')
    WHERE whole.id = c.part_of AND whole.event_id = c.event_id AND whole.count_stated IS NOT NULL
      AND whole.outcome = c.outcome AND whole.victim_id IS c.victim_id AND whole.scope = c.scope)
GROUP BY e.id, c.outcome, c.victim_id, c.scope
ORDER BY e.start_date IS NULL, e.start_date, e.id, c.outcome, c.victim_id, c.scope
