"""One module a format other than PDF, each from bytes to pages of blocks."""
