"""The words a schema is written in: records, claims, markers, value types and vocabularies."""
