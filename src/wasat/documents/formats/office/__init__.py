"""Office documents: archives of XML, read part by part, nothing of them unpacked or run."""
