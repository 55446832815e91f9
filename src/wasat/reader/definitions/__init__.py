"""What a word or a short form means, where the document says so; no other questions."""
