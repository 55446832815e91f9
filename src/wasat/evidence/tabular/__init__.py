"""How tables tell what their figures are: the names of columns, and what is counted."""
