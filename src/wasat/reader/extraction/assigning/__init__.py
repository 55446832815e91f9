"""One assignment for all fields: what each may be, and one place in a document for one of them."""
