"""Running text as sentences and sections, and which of them say most. No documents are opened."""
