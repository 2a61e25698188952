"""Releases: what may be published, in the formats of an open dataset; the gate; differences between versions."""
