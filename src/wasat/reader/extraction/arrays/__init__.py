"""Arrays from documents: rows of tables, repeated values, records; single values stay outside."""
