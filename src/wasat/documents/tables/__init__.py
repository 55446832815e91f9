"""From words and rules to tables. Knows no file format."""
