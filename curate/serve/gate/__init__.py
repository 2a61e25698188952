"""Who is let in to the dataset that `curate serve` opens, before Datasette sees a request."""
