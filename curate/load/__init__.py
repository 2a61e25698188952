"""Records to SQLite: tables, rows, search, views, derived metadata, the atomic build."""
