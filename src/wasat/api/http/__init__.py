"""What HTTP says apart from JSON: upload commands, parts, ranges, URLs, the log; no trade."""
