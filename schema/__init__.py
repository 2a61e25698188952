"""What this dataset records: one kind a file, its vocabularies beside it. See README and docs/codebook.md."""
