"""All of something that a document names: under a heading, in a column, or known by its form."""
