"""From files to located rows: YAML, JSON lines, CSV and article texts."""
