"""Bytes to Document: a library of its own, synchronous, no server needed."""
