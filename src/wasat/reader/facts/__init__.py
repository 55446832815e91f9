"""Facts stated in running text and tables, for properties of any name. No labels, no layout."""
