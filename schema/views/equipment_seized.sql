-- Equipment said to have been seized, claim by claim. Rule: claims that count (counted_claims), of action
-- seized, that somebody asserts or corroborates; nothing is added up, since claims may overlap.
-- category: What sort of equipment it is
-- item_stated: The equipment as printed
-- model: Make or model, where told
-- count_stated: The number as worded
-- count_low: Lowest number that the wording implies
-- count_high: Highest number that the wording implies
-- claimant: Who says so; the article where it speaks in its own voice
-- seized_by: Who is said to have seized it
-- owner: Who is said to have held it before
-- period: When, in EDTF
-- start_date: First day that the period may include
-- part_of: The claim that it is said to be a part of, in a few words
-- evidence: The phrases that state it
-- source_id: The article
-- claim_id: The claim
-- search_id (equipment_claims): Row of the claim, for full-text search
SELECT
    c.category,
    c.item_stated,
    c.model,
    c.count_stated,
    c.count_low,
    c.count_high,
    coalesce(a.name, 'article''s own voice') AS claimant,
    by.name AS seized_by,
    o.name AS owner,
    c.period,
    c.start_date,
    (SELECT group_concat(w.label, '; ') FROM claim_links AS l JOIN claims AS w ON w.id = l.to_id
     WHERE l.from_id = c.id AND l.kind = 'part_of') AS part_of,
    c.evidence,
    c.source_id,
    c.id AS claim_id,
    c.rowid AS search_id
FROM equipment_claims AS c
JOIN counted_claims AS counted ON counted.id = c.id
LEFT JOIN actors AS a ON a.id = c.claimant_id
LEFT JOIN actors AS by ON by.id = c.actor_id
LEFT JOIN actors AS o ON o.id = c.owner_id
WHERE c.action = 'seized' AND c.stance IN ('asserts', 'corroborates')
ORDER BY c.category, c.id
