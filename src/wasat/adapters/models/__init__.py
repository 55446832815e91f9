"""Servers of chat models: one module a protocol, over one kind of session."""
