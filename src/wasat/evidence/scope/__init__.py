"""What of a document a prompt is about: layers of its pages, cells of its sheets."""
