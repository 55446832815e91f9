"""What is done to the picture of a page itself, whatever is written on it."""
