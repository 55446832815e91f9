"""The published JSON, field for field. No behaviour, and nothing that decides."""
