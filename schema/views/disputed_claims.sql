-- Claims that others deny or differ from, side by side, and denials of what no article asserts. Rule: pairs of claims
-- linked by denies or differs, and claims that deny something without such a link; a denial counts (counted_claims).
-- claim: The disputed claim in a few words; empty where no article makes it
-- claimant: Who makes it; the article where it speaks in its own voice
-- claim_evidence: The phrases that state it
-- kind: How the second claim stands to the first
-- other: The disputing claim in a few words
-- other_claimant: Who disputes it
-- other_evidence: The phrases that state the dispute
-- source_id: The article of the disputing claim
-- to_id: The claim that is disputed
-- from_id: The claim that disputes it
-- id: The link, or the denial
-- search_id (claims): Row of the disputing claim, for full-text search
SELECT
    c.label AS claim,
    CASE WHEN c.id IS NOT NULL THEN coalesce(ca.name, 'article''s own voice') END AS claimant,
    c.evidence AS claim_evidence,
    coalesce(l.kind, o.stance) AS kind,
    o.label AS other,
    coalesce(oa.name, 'article''s own voice') AS other_claimant,
    o.evidence AS other_evidence,
    o.source_id,
    l.to_id,
    o.id AS from_id,
    coalesce(l.id, o.id) AS id,
    o.rowid AS search_id
FROM claims AS o
JOIN counted_claims AS counted ON counted.id = o.id
LEFT JOIN claim_links AS l ON l.from_id = o.id AND l.kind IN ('denies', 'differs')
LEFT JOIN claims AS c ON c.id = l.to_id
LEFT JOIN actors AS ca ON ca.id = c.claimant_id
LEFT JOIN actors AS oa ON oa.id = o.claimant_id
WHERE l.id IS NOT NULL OR o.stance = 'denies'
ORDER BY coalesce(l.id, o.id)
