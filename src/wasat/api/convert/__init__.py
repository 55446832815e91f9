"""Wire to domain and back: requests to prompts, chunks to responses."""
