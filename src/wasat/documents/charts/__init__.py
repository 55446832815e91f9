"""Charts drawn as bars and lines, read into the numbers that their axes give them.

What comes out is derived: no number of it is printed in the document.
"""
