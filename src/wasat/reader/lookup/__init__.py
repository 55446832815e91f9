"""Looking one thing up: the sentence, the cell or the computed figure that answers a question."""
