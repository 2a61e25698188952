"""What this dataset records: one kind of record a file, its vocabularies beside it."""
