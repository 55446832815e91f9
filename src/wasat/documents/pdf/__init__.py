"""What pdfium tells of a page: characters, styles, paths, pictures. No decisions about layout."""
