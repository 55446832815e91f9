"""Finding what bears on a question, and where it stands. What every engine cites with."""
