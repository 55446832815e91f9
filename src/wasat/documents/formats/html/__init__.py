"""HTML to blocks: what a browser would show, nothing of it run or fetched."""
