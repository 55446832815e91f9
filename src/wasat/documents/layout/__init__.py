"""From words to lines, blocks and reading order. Knows no file format."""
