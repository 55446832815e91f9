"""What is drawn on a page in lines and areas, with its colours, for those who read charts."""
