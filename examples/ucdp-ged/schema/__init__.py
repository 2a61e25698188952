"""What the UCDP Georeferenced Event Dataset records, in the words of its codebook (version 19.1 and near it)."""
