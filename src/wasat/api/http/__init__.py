"""What HTTP says apart from JSON: upload commands, multipart bodies, ranges, URLs; no trade."""
