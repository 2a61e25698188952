-- Claims that others deny or differ from, side by side. Rule: pairs of claims linked by denies or differs.
-- claim: The disputed claim in a few words
-- claimant: Who makes it; the article where it speaks in its own voice
-- claim_evidence: The phrases that state it
-- kind: How the second claim stands to the first
-- other: The disputing claim in a few words
-- other_claimant: Who disputes it
-- other_evidence: The phrases that state the dispute
-- source_id: The article of the disputing claim
-- to_id: The claim that is disputed
-- from_id: The claim that disputes it
-- id: The link
-- search_id (claims): Row of the disputed claim, for full-text search
SELECT
    c.label AS claim,
    coalesce(ca.name, 'article''s own voice') AS claimant,
    c.evidence AS claim_evidence,
    l.kind,
    o.label AS other,
    coalesce(oa.name, 'article''s own voice') AS other_claimant,
    o.evidence AS other_evidence,
    o.source_id,
    l.to_id,
    l.from_id,
    l.id,
    c.rowid AS search_id
FROM claim_links AS l
JOIN claims AS c ON c.id = l.to_id
JOIN claims AS o ON o.id = l.from_id
LEFT JOIN actors AS ca ON ca.id = c.claimant_id
LEFT JOIN actors AS oa ON oa.id = o.claimant_id
WHERE l.kind IN ('denies', 'differs')
ORDER BY l.id
