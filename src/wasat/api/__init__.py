"""HTTP: requests in, responses out; never looks inside a document."""
