"""A quote and where it stands: words of a block, found again, with their boxes."""
