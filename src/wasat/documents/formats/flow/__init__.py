"""What formats without pages share: text to lines, rows to tables, blocks to runs."""
