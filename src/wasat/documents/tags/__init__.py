"""What a document says of its own structure by tags and bookmarks, held against what is drawn."""
