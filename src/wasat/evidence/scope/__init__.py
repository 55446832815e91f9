"""What of a document a prompt is about: some pages, a section, layers, cells of its sheets."""
