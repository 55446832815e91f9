"""What a model writes, made into chunks: words as they come, JSON once it is whole and right."""
