"""The caller's schemas of answers and arguments: checked once, at the door."""
