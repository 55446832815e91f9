"""Documents and questions in seven languages, written without looking at what the reader does."""
