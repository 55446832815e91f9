"""Indexes as blobs beside the pages they were made from; nothing here finds or ranks."""
