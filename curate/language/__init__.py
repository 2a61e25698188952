"""Words as data, one file a language: numbers, hedges, negations, conditions, denials, and how clauses end."""
