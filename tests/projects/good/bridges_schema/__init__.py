"""What this dataset records: bridges that were closed, for how long, and what people say about it."""
