"""Processes that read documents: a warmed parent and its sealed children."""
