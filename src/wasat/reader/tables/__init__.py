"""Tables as grids, set side by side, and written out with citations."""
