"""From rows to records and problems: fields, references, evidence, plausibility."""
