-- Casualty claims of one event and outcome side by side: the lowest and the highest claim and how many claimants there
-- are. Nothing is added up, since claims may overlap. Rule: only claims that name an event and assert or corroborate a
-- number; an article's own voice counts as one claimant.
-- event: The event in a few words
-- outcome: What is said to have happened to the people
-- lowest: The lowest number that any claim's wording implies
-- highest: The highest number that any claim's wording implies; empty where a claim leaves it open
-- wordings: The numbers as worded
-- claims: How many claims
-- claimants: How many claimants
-- claim_ids: The claims (JSON)
-- start_date: First day that the event may include
-- event_id: The event
-- id: The event and the outcome
-- search_id (events): Row of the event, for full-text search
SELECT
    e.title AS event,
    c.outcome,
    CAST(min(coalesce(c.count_low, c.count_high)) AS INTEGER) AS lowest,
    CAST(CASE WHEN count(c.count_high) = count(*) THEN max(c.count_high) END AS INTEGER) AS highest,
    replace(replace(group_concat(DISTINCT replace(c.count_stated, ',', char(31))), ',', ', '), char(31), ',') AS wordings,
    CAST(count(*) AS INTEGER) AS claims,
    CAST(count(DISTINCT coalesce(c.claimant_id, c.source_id)) AS INTEGER) AS claimants,
    json_group_array(c.id) AS claim_ids,
    e.start_date,
    e.id AS event_id,
    e.id || '-' || c.outcome AS id,
    e.rowid AS search_id
FROM casualty_claims AS c
JOIN events AS e ON e.id = c.event_id
WHERE c.stance IN ('asserts', 'corroborates')
GROUP BY e.id, c.outcome
ORDER BY e.start_date IS NULL, e.start_date, e.id, c.outcome
