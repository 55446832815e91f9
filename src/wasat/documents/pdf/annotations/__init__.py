"""What is laid over a page: fields of forms, links, and notes of its readers."""
