"""What is drawn on a page, read from the file in bulk; and what of it may be a chart."""
