"""Values recognised in plain text: dates, amounts, names, numbers. No documents, no layout."""
