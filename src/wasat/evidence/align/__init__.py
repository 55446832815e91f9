"""What a model said, held to the documents: statements and values to the words they rest on."""
