"""Pages as a search sees them: visual lines and running texts, every word with its place."""
