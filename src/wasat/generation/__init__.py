"""Asking and answering, whatever the engine. Knows no document format and no model server."""
