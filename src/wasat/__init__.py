"""Wasat answers the Gemini Developer API for documents, on a machine of your own."""

__version__ = "0.1.0"
